/*
 * The piece table of a Word 97-2003 document ([MS-DOC] 2.8.35, 2.9.38): which
 * bytes of its stream are the text, in what order, and in which of the two
 * encodings.
 */
#include <stdlib.h>

#include "base/array.h"
#include "read/doc_parts.h"

#define WINDOWS_1252 0x80

/* The characters of a byte from 0x80 to 0x9F (2.9.73); what has none there stays a control character. */
static const uint16_t high[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* A list of property changes that pieces refer to by its number (2.9.209). */
static bool read_change(struct qz_doc *doc, const struct qz_doc_span *clx, size_t *at)
{
	size_t len = clx->len - *at >= 3 ? qz_doc_u16(clx->at + *at + 1) : 0;
	if (clx->len - *at < 3 || len > 0x3FA2 || clx->len - *at - 3 < len)
		return qz_doc_broken(doc, "piece-table");
	if (!qz_array_grow(&doc->changes, doc->nchanges, &doc->changes_cap, sizeof *doc->changes))
		return qz_doc_no_memory(doc);
	doc->changes[doc->nchanges++] = (struct qz_doc_span){clx->at + *at + 3, len};
	*at += 3 + len;
	return true;
}

static bool read_piece(struct qz_doc *doc, struct qz_doc_span plc, size_t index, uint64_t *bytes)
{
	const unsigned char *pcd = plc.at + 4 * (doc->npieces + 1) + 8 * index;
	struct qz_doc_piece *piece = &doc->pieces[index];
	uint32_t fc = qz_doc_u32(pcd + 2) & 0x3FFFFFFF;
	piece->cp = qz_doc_u32(plc.at + 4 * index);
	piece->narrow = qz_doc_u32(pcd + 2) & 0x40000000;
	piece->fc = piece->narrow ? fc / 2 : fc;
	piece->prm = (uint16_t)qz_doc_u16(pcd + 6);
	uint32_t next = qz_doc_u32(plc.at + 4 * (index + 1));
	if (next <= piece->cp || (index == 0 && piece->cp != 0))
		return false;
	uint64_t len = (uint64_t)(next - piece->cp) * (piece->narrow ? 1 : 2);
	*bytes += len;
	return piece->fc <= doc->main.len && len <= doc->main.len - piece->fc;
}

static bool read_plc(struct qz_doc *doc, struct qz_doc_span plc)
{
	if (plc.len < 16 || (plc.len - 4) % 12 != 0)
		return qz_doc_broken(doc, "piece-table");
	doc->npieces = (plc.len - 4) / 12;
	doc->pieces = calloc(doc->npieces + 1, sizeof *doc->pieces);
	if (!doc->pieces)
		return qz_doc_no_memory(doc);
	uint64_t bytes = 0;
	for (size_t i = 0; i < doc->npieces; i++)
		if (!read_piece(doc, plc, i, &bytes))
			return qz_doc_broken(doc, "piece-table");
	doc->pieces[doc->npieces].cp = qz_doc_u32(plc.at + 4 * doc->npieces);
	/* Pieces may repeat bytes where text was copied, but a text much longer than its file is no document. */
	if (bytes / 4 > doc->main.len || doc->pieces[doc->npieces].cp < doc->starts[QZ_DOC_STORIES])
		return qz_doc_broken(doc, "piece-table");
	return true;
}

bool qz_doc_read_pieces(struct qz_doc *doc)
{
	struct qz_doc_span clx;
	size_t at = 0;
	if (!qz_doc_part(doc, QZ_DOC_CLX, &clx))
		return false;
	while (at < clx.len && clx.at[at] == 1)
		if (!read_change(doc, &clx, &at))
			return false;
	if (clx.len - at < 5 || clx.at[at] != 2 || qz_doc_u32(clx.at + at + 1) > clx.len - at - 5)
		return qz_doc_broken(doc, "piece-table");
	return read_plc(doc, (struct qz_doc_span){clx.at + at + 5, qz_doc_u32(clx.at + at + 1)});
}

const struct qz_doc_piece *qz_doc_piece_at(struct qz_doc *doc, uint32_t cp, uint32_t *fc)
{
	const struct qz_doc_piece *pieces = doc->pieces;
	size_t at = doc->piece;
	if (at + 1 < doc->npieces && cp >= pieces[at + 1].cp && cp < pieces[at + 2].cp)
		at++;
	if (cp < pieces[at].cp || cp >= pieces[at + 1].cp) {
		size_t low = 0, above = doc->npieces;
		while (above - low > 1) {
			size_t middle = low + (above - low) / 2;
			if (pieces[middle].cp <= cp)
				low = middle;
			else
				above = middle;
		}
		at = low;
	}
	doc->piece = at;
	*fc = pieces[at].fc + (cp - pieces[at].cp) * (pieces[at].narrow ? 1 : 2);
	return &pieces[at];
}

uint32_t qz_doc_unit(struct qz_doc *doc, uint32_t cp)
{
	uint32_t fc;
	const struct qz_doc_piece *piece = qz_doc_piece_at(doc, cp, &fc);
	const unsigned char *at = (const unsigned char *)doc->main.data + fc;
	if (!piece->narrow)
		return qz_doc_u16(at);
	return *at >= WINDOWS_1252 && *at < WINDOWS_1252 + 32 ? high[*at - WINDOWS_1252] : *at;
}

/* The properties that a piece may change by a number of their own (2.9.215); 0 for those that do not matter here. */
static unsigned short_sprm(unsigned number)
{
	switch (number) {
	case 0x0C:
		return 0x260A; /* list level */
	case 0x18:
		return 0x2416; /* in a table */
	case 0x19:
		return 0x2417; /* row end */
	case 0x41:
		return 0x0800; /* deleted */
	case 0x42:
		return 0x0801; /* inserted */
	case 0x47:
		return 0x0806; /* data of a field */
	case 0x53:
		return 0x2A33; /* plain */
	case 0x57:
		return 0x0837; /* struck */
	case 0x5C:
		return 0x083C; /* hidden */
	case 0x62:
		return 0x2A42; /* colour */
	case 0x73:
		return 0x2A53; /* struck twice */
	case 0x75:
		return 0x0855; /* special */
	case 0x78:
		return 0x2640; /* outline level */
	default:
		return 0;
	}
}

struct qz_doc_span qz_doc_piece_changes(const struct qz_doc *doc, const struct qz_doc_piece *piece, unsigned char single[4])
{
	struct qz_doc_span none = {single, 0};
	if (piece->prm & 1)
		return (size_t)piece->prm >> 1 < doc->nchanges ? doc->changes[piece->prm >> 1] : none;
	unsigned sprm = short_sprm(piece->prm >> 1 & 0x7F);
	single[0] = (unsigned char)(sprm & 0xFF);
	single[1] = (unsigned char)(sprm >> 8);
	single[2] = (unsigned char)(piece->prm >> 8);
	return (struct qz_doc_span){single, sprm ? 3 : 0};
}
