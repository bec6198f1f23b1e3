/*
 * Properties of characters and paragraphs: pages of 512 bytes in the document's
 * stream, each with runs of file positions ([MS-DOC] 2.9.33, 2.9.175), found
 * through an index in the table stream.
 */
#include <string.h>

#include "base/array.h"
#include "read/doc_parts.h"

#define PAGE 512
#define NO_POSITION UINT32_MAX

static bool open_index(struct qz_doc *doc, enum qz_doc_part part, struct qz_doc_pages *pages)
{
	if (!qz_doc_part(doc, part, &pages->plc))
		return false;
	if (pages->plc.len == 0)
		return true;
	if (pages->plc.len < 12 || (pages->plc.len - 4) % 8 != 0)
		return qz_doc_broken(doc, "properties");
	pages->count = (pages->plc.len - 4) / 8;
	return true;
}

bool qz_doc_open_pages(struct qz_doc *doc)
{
	return open_index(doc, QZ_DOC_CHARACTER_PAGES, &doc->character_pages) &&
	       open_index(doc, QZ_DOC_PARAGRAPH_PAGES, &doc->paragraph_pages);
}

/* Among `count` runs of rising positions that of `fc`; the first or last one where it lies outside of all. */
static size_t run_of(const unsigned char *positions, size_t count, uint32_t fc)
{
	size_t low = 0, above = count;
	while (above - low > 1) {
		size_t middle = low + (above - low) / 2;
		if (qz_doc_u32(positions + 4 * middle) <= fc)
			low = middle;
		else
			above = middle;
	}
	return low;
}

/* Properties of a run of characters (2.9.32): their length in a byte. */
static bool see_characters(struct qz_doc_pages *pages, const unsigned char *page, size_t count, size_t run)
{
	size_t at = (size_t)2 * page[4 * (count + 1) + run];
	if (at == 0)
		return true;
	if (at + 1 + page[at] > PAGE - 1)
		return false;
	pages->found = true;
	pages->grpprl = (struct qz_doc_span){page + at + 1, page[at]};
	return true;
}

/* Those of a paragraph (2.9.174): their length in words, in one byte or, behind a 0, in the next; the style comes first. */
static bool see_paragraph(struct qz_doc_pages *pages, const unsigned char *page, size_t count, size_t run)
{
	size_t at = (size_t)2 * page[4 * (count + 1) + 13 * run];
	if (at == 0)
		return true;
	size_t len = page[at] ? (size_t)2 * page[at] - 1 : (size_t)2 * page[at + 1];
	at += page[at] ? 1 : 2;
	if (len < 2 || at + len > PAGE - 1)
		return false;
	pages->found = true;
	pages->style = (uint16_t)qz_doc_u16(page + at);
	pages->grpprl = (struct qz_doc_span){page + at + 2, len - 2};
	return true;
}

bool qz_doc_find_run(struct qz_doc *doc, struct qz_doc_pages *pages, uint32_t fc)
{
	if (pages->from < pages->to && fc >= pages->from && fc < pages->to)
		return true;
	pages->found = false;
	pages->style = 0;
	pages->grpprl.len = 0;
	pages->from = fc;
	pages->to = fc + 1;
	if (pages->count == 0) {
		pages->from = 0;
		pages->to = NO_POSITION;
		return true;
	}
	size_t entry = run_of(pages->plc.at, pages->count, fc);
	uint32_t number = qz_doc_u32(pages->plc.at + 4 * (pages->count + 1 + entry)) & 0x3FFFFF;
	if (((size_t)number + 1) * PAGE > doc->main.len)
		return qz_doc_broken(doc, "properties");
	const unsigned char *page = (const unsigned char *)doc->main.data + (size_t)number * PAGE;
	bool characters = pages == &doc->character_pages;
	size_t count = page[PAGE - 1], each = characters ? 1 : 13;
	if (count == 0 || 4 * (count + 1) + each * count > PAGE - 1)
		return qz_doc_broken(doc, "properties");
	size_t run = run_of(page, count, fc);
	uint32_t from = qz_doc_u32(page + 4 * run), to = qz_doc_u32(page + 4 * (run + 1));
	if (fc < from || fc >= to)
		return true; /* in a gap: nothing is said of it */
	pages->from = from;
	pages->to = to;
	bool seen = characters ? see_characters(pages, page, count, run) : see_paragraph(pages, page, count, run);
	return seen || qz_doc_broken(doc, "properties");
}

bool qz_doc_chp_at(struct qz_doc *doc, uint32_t cp, uint16_t paragraph_style, struct qz_doc_chp *chp, uint32_t *end)
{
	uint32_t fc;
	const struct qz_doc_piece *piece = qz_doc_piece_at(doc, cp, &fc);
	struct qz_doc_pages *pages = &doc->character_pages;
	unsigned char single[4];
	if (!qz_doc_find_run(doc, pages, fc))
		return false;
	uint32_t width = piece->narrow ? 1 : 2;
	uint64_t left = ((uint64_t)pages->to - fc + width - 1) / width; /* a run may end at the last position there is */
	*end = piece[1].cp - cp < left ? piece[1].cp : cp + (uint32_t)left;
	*end += *end == cp;
	*chp = qz_doc_style_chp(doc, paragraph_style);
	if (pages->found && !qz_doc_apply_chp(doc, pages->grpprl, chp))
		return false;
	struct qz_doc_span changes = qz_doc_piece_changes(doc, piece, single);
	return changes.len == 0 || (qz_doc_spend(doc, changes.len) && qz_doc_apply_chp(doc, changes, chp));
}

/* Keeps a row's description, once where rows that follow each other have the same. */
static bool keep_row(struct qz_doc *doc, const struct qz_doc_row *row, struct qz_doc_pap *pap)
{
	pap->row = doc->nrows;
	if (doc->nrows > 0 && memcmp(&doc->rows[doc->nrows - 1], row, sizeof *row) == 0)
		return true;
	if (!qz_array_grow(&doc->rows, doc->nrows, &doc->rows_cap, sizeof *doc->rows))
		return qz_doc_no_memory(doc);
	doc->rows[doc->nrows++] = *row;
	pap->row = doc->nrows;
	return true;
}

static bool make_pap(struct qz_doc *doc, struct qz_doc_span changes)
{
	const struct qz_doc_pages *pages = &doc->paragraph_pages;
	struct qz_doc_row row;
	memset(&row, 0, sizeof row); /* rows are compared byte by byte */
	struct qz_doc_pap pap = qz_doc_style_pap(doc, pages->style);
	if (pages->found && !qz_doc_apply_pap(doc, pages->grpprl, &pap, &row))
		return false;
	if (changes.len && !(qz_doc_spend(doc, changes.len) && qz_doc_apply_pap(doc, changes, &pap, &row)))
		return false;
	if (row.count && (pap.row_end || pap.inner_row) && !keep_row(doc, &row, &pap))
		return false;
	if (!qz_array_grow(&doc->paps, doc->npaps, &doc->paps_cap, sizeof *doc->paps))
		return qz_doc_no_memory(doc);
	doc->paps[doc->npaps++] = pap;
	return true;
}

bool qz_doc_pap_at(struct qz_doc *doc, uint32_t cp, size_t *pap)
{
	uint32_t fc;
	const struct qz_doc_piece *piece = qz_doc_piece_at(doc, cp, &fc);
	struct qz_doc_pages *pages = &doc->paragraph_pages;
	unsigned char single[4];
	struct qz_doc_span changes = qz_doc_piece_changes(doc, piece, single);
	bool same = doc->npaps > 0 && !doc->pap_changed && pages->from < pages->to && fc >= pages->from && fc < pages->to;
	if (!same || changes.len) {
		if (!qz_doc_find_run(doc, pages, fc) || !make_pap(doc, changes))
			return false;
		doc->pap_changed = changes.len > 0;
	}
	*pap = doc->npaps - 1;
	return true;
}

bool qz_doc_ends_paragraph(struct qz_doc *doc, uint32_t cp)
{
	uint32_t unit = qz_doc_unit(doc, cp), fc;
	if (unit != 0x0C)
		return unit == 0x0D || unit == 0x07;
	const struct qz_doc_piece *piece = qz_doc_piece_at(doc, cp, &fc); /* of a section; a page break is a character like others */
	const struct qz_doc_pages *pages = &doc->paragraph_pages;
	size_t pap;
	return !qz_doc_pap_at(doc, cp, &pap) || pages->to <= fc + (piece->narrow ? 1u : 2u);
}
