/*
 * Single property modifiers ([MS-DOC] 2.6): each is a number that tells how long
 * its operand is, and the operand. Those that matter are applied, all others
 * passed over.
 */
#include <string.h>

#include "read/doc_parts.h"

#define DEF_TABLE 0xD608u
#define DEF_TABLE_10 0xD606u
#define CHANGE_TABS 0xC615u
#define MAX_DEPTH 10000 /* tables inside tables; what is allowed is a limit */
#define CELL_BYTES 20 /* of a cell in DEF_TABLE (2.9.312) */

/* One modifier of a list. */
struct sprm {
	unsigned number;
	const unsigned char *at; /* the operand, for those of variable length behind its length */
	size_t len;
};

/* The length of an operand whose first byte tells it, that byte included; 0 when it is cut off. */
static size_t measure_variable(unsigned number, const unsigned char *at, size_t left)
{
	if (number == DEF_TABLE || number == DEF_TABLE_10)
		return left >= 2 ? (size_t)qz_doc_u16(at) + 1 : 0;
	if (left < 1)
		return 0;
	if (number != CHANGE_TABS || at[0] != 255)
		return (size_t)at[0] + 1;
	size_t gone = left >= 2 ? 4 * (size_t)at[1] : left; /* tabs taken away, 4 bytes each, and tabs set, 3 each */
	return gone + 3 <= left ? 3 + gone + 3 * (size_t)at[2 + gone] : 0;
}

/* Takes the next modifier off the list; false at its end, or where what is left is none. */
static bool step(struct qz_doc_span *list, struct sprm *sprm)
{
	static const unsigned char sizes[8] = {1, 1, 2, 4, 2, 2, 0, 3};
	if (list->len < 3)
		return false;
	sprm->number = qz_doc_u16(list->at);
	const unsigned char *at = list->at + 2;
	size_t left = list->len - 2, len = sizes[sprm->number >> 13], skip = 0;
	if (len == 0) {
		len = measure_variable(sprm->number, at, left);
		skip = sprm->number == DEF_TABLE || sprm->number == DEF_TABLE_10 ? 2 : 1;
		if (len < skip)
			return false;
	}
	if (len > left)
		return false;
	sprm->at = at + skip;
	sprm->len = len - skip;
	list->at = at + len;
	list->len = left - len;
	return true;
}

/* ---- characters ---- */

/* A switch (2.9.327): off, on, or as the style has it or not. */
static bool switched(unsigned char operand, bool style)
{
	switch (operand) {
	case 0x80:
		return style;
	case 0x81:
		return !style;
	default:
		return operand == 1;
	}
}

static bool is_white(const unsigned char *colour)
{
	return colour[0] == 255 && colour[1] == 255 && colour[2] == 255;
}

/* A ground (2.9.248) that is not left to the page: two colours and a pattern of both. */
static bool is_shaded(const unsigned char *at, size_t len)
{
	if (len < 10)
		return false;
	unsigned pattern = qz_doc_u16(at + 8);
	bool front = at[3] != 0xFF && !is_white(at), back = at[7] != 0xFF && !is_white(at + 4);
	return pattern == 0xFFFF ? false : pattern == 1 ? front || at[3] == 0xFF : pattern != 0 || back;
}

/* The same in 16 bits (2.9.249), colours by number: 0 is the page's own, 8 is white. */
static bool is_shaded_short(unsigned shade)
{
	unsigned back = shade >> 5 & 0x1F, pattern = shade >> 10;
	return shade != 0xFFFF && (pattern != 0 || (back != 0 && back != 8));
}

static void apply_look(const struct sprm *sprm, struct qz_doc_chp *chp)
{
	switch (sprm->number) {
	case 0x4A43: /* sprmCHps */
		chp->size = (uint16_t)qz_doc_u16(sprm->at);
		break;
	case 0x6870: /* sprmCCv */
		chp->white = sprm->at[3] != 0xFF && is_white(sprm->at);
		break;
	case 0x2A42: /* sprmCIco */
		chp->white = sprm->at[0] == 8;
		break;
	case 0xCA71: /* sprmCShd */
		chp->shaded = is_shaded(sprm->at, sprm->len);
		break;
	case 0x4866: /* sprmCShd80 */
		chp->shaded = is_shaded_short(qz_doc_u16(sprm->at));
		break;
	case 0x2A0C: /* sprmCHighlight */
		chp->shaded = sprm->at[0] != 0 && sprm->at[0] != 8;
		break;
	case 0x6A03: /* sprmCPicLocation */
		chp->picture = qz_doc_u32(sprm->at);
		chp->special = true;
		break;
	case 0x6A09: /* sprmCSymbol */
		chp->symbol_font = (uint16_t)qz_doc_u16(sprm->at);
		chp->symbol = (uint16_t)qz_doc_u16(sprm->at + 2);
		chp->special = true;
		break;
	default:
		break;
	}
}

static void apply_switch(const struct sprm *sprm, struct qz_doc_chp *chp, const struct qz_doc_chp *style)
{
	switch (sprm->number) {
	case 0x0800: /* sprmCFRMarkDel */
		chp->deleted = switched(sprm->at[0], style->deleted);
		break;
	case 0x0801: /* sprmCFRMarkIns */
		chp->inserted = switched(sprm->at[0], style->inserted);
		break;
	case 0x0806: /* sprmCFData */
		chp->data = switched(sprm->at[0], style->data);
		break;
	case 0x0837: /* sprmCFStrike */
		chp->struck = switched(sprm->at[0], style->struck);
		break;
	case 0x2A53: /* sprmCFDStrike */
		chp->struck_twice = switched(sprm->at[0], style->struck_twice);
		break;
	case 0x083C: /* sprmCFVanish */
		chp->hidden = switched(sprm->at[0], style->hidden);
		break;
	case 0x0855: /* sprmCFSpec */
		chp->special = switched(sprm->at[0], style->special);
		break;
	default:
		apply_look(sprm, chp);
	}
}

void qz_doc_apply_switches(struct qz_doc_span grpprl, struct qz_doc_chp *chp)
{
	struct qz_doc_chp style = *chp;
	struct sprm sprm;
	while (step(&grpprl, &sprm))
		apply_switch(&sprm, chp, &style);
}

bool qz_doc_apply_chp(struct qz_doc *doc, struct qz_doc_span grpprl, struct qz_doc_chp *chp)
{
	struct qz_doc_chp style = *chp, base = *chp; /* base: of the paragraph's style alone */
	struct sprm sprm;
	while (step(&grpprl, &sprm)) {
		if (sprm.number == 0x4A30) { /* sprmCIstd */
			if (!qz_doc_apply_style(doc, (uint16_t)qz_doc_u16(sprm.at), chp))
				return false;
			style = *chp;
		} else if (sprm.number == 0x2A33) { /* sprmCPlain: as the paragraph's style has it */
			bool special = chp->special;
			*chp = base;
			chp->special = special;
		} else {
			apply_switch(&sprm, chp, &style);
		}
	}
	return true;
}

/* ---- rows ---- */

/* The cells of a row (2.9.316): their edges, then as many descriptions of cells as there are bytes for. */
static void define_row(const struct sprm *sprm, struct qz_doc_row *row)
{
	unsigned count = sprm->len ? sprm->at[0] : 0;
	size_t left = sprm->len, edges = 2 * ((size_t)count + 1);
	if (count == 0 || count > QZ_DOC_CELLS || left < 1 + edges)
		return;
	const unsigned char *at = sprm->at + 1;
	uint64_t shaded = row->shaded;
	memset(row, 0, sizeof *row);
	row->count = count;
	row->shaded = shaded;
	for (unsigned i = 0; i <= count; i++)
		row->edges[i] = (int16_t)qz_doc_u16(at + 2 * i);
	at += edges;
	left -= 1 + edges;
	for (unsigned i = 0; i < count && left >= 2; i++) {
		unsigned flags = qz_doc_u16(at);
		row->across[i] = flags & 3;
		row->down[i] = flags >> 5 & 3;
		size_t len = left < CELL_BYTES ? left : CELL_BYTES;
		at += len;
		left -= len;
	}
}

/* Merges or parts a range of cells (sprmTMerge, sprmTSplit). */
static void merge_across(const struct sprm *sprm, struct qz_doc_row *row)
{
	unsigned first = sprm->at[0], limit = sprm->at[1];
	for (unsigned i = first; i < limit && i < row->count; i++)
		row->across[i] = sprm->number == 0x5625 ? 0 : i == first ? 1 : 2;
}

/* Takes cells out (sprmTDelete); those behind move to the left. */
static void delete_cells(const struct sprm *sprm, struct qz_doc_row *row)
{
	unsigned first = sprm->at[0], limit = sprm->at[1] < row->count ? sprm->at[1] : row->count;
	if (first >= limit || limit - first >= row->count)
		return;
	unsigned gone = limit - first;
	int width = row->edges[limit] - row->edges[first];
	for (unsigned i = first; i + gone < row->count; i++) {
		row->edges[i + 1] = row->edges[i + gone + 1] - width;
		row->across[i] = row->across[i + gone];
		row->down[i] = row->down[i + gone];
	}
	row->count -= gone;
}

/* Puts cells of a width in (sprmTInsert). */
static void insert_cells(const struct sprm *sprm, struct qz_doc_row *row)
{
	unsigned first = sprm->at[0], more = sprm->at[1];
	int width = (int)qz_doc_u16(sprm->at + 2);
	if (more == 0 || row->count == 0 || first > row->count || more > QZ_DOC_CELLS - row->count)
		return;
	for (unsigned i = row->count + 1; i-- > first;) {
		row->edges[i + more] = row->edges[i] + (int)more * width;
		row->across[i + more] = row->across[i];
		row->down[i + more] = row->down[i];
	}
	for (unsigned i = 0; i < more; i++) {
		row->edges[first + i + 1] = row->edges[first] + (int)(i + 1) * width;
		row->across[first + i] = row->down[first + i] = 0;
	}
	row->count += more;
}

/* Gives cells another width (sprmTDxaCol). */
static void widen_cells(const struct sprm *sprm, struct qz_doc_row *row)
{
	unsigned first = sprm->at[0], limit = sprm->at[1] < row->count ? sprm->at[1] : row->count;
	int width = (int)qz_doc_u16(sprm->at + 2), moved = 0;
	for (unsigned i = first; first < limit && i < row->count; i++) {
		int old = row->edges[i + 1] - (row->edges[i] - moved);
		moved += i < limit ? width - old : 0;
		row->edges[i + 1] += moved;
	}
}

/* Grounds of cells from a first one on, `size` bytes each. */
static void shade_cells(const struct sprm *sprm, unsigned first, size_t size, struct qz_doc_row *row)
{
	for (unsigned i = first; i < 64 && (i - first + 1) * size <= sprm->len; i++) {
		const unsigned char *at = sprm->at + (i - first) * size;
		bool shaded = size == 2 ? is_shaded_short(qz_doc_u16(at)) : is_shaded(at, size);
		row->shaded |= (uint64_t)shaded << i;
	}
}

static void apply_row(const struct sprm *sprm, struct qz_doc_row *row)
{
	switch (sprm->number) {
	case DEF_TABLE:
		define_row(sprm, row);
		break;
	case 0x5624: /* sprmTMerge */
	case 0x5625: /* sprmTSplit */
		merge_across(sprm, row);
		break;
	case 0xD62B: /* sprmTVertMerge */
		if (sprm->len >= 2 && sprm->at[0] < QZ_DOC_CELLS)
			row->down[sprm->at[0]] = sprm->at[1] & 3;
		break;
	case 0x5622: /* sprmTDelete */
		delete_cells(sprm, row);
		break;
	case 0x7621: /* sprmTInsert */
		insert_cells(sprm, row);
		break;
	case 0x7623: /* sprmTDxaCol */
		widen_cells(sprm, row);
		break;
	case 0xD609: /* sprmTDefTableShd80 */
		shade_cells(sprm, 0, 2, row);
		break;
	case 0xD612: /* sprmTDefTableShd */
		shade_cells(sprm, 0, 10, row);
		break;
	case 0xD616: /* sprmTDefTableShd2nd */
		shade_cells(sprm, 22, 10, row);
		break;
	case 0xD60C: /* sprmTDefTableShd3rd */
		shade_cells(sprm, 44, 10, row);
		break;
	default:
		break;
	}
}

/* ---- paragraphs ---- */

static void apply_list(const struct sprm *sprm, struct qz_doc_pap *pap)
{
	switch (sprm->number) {
	case 0x260A: /* sprmPIlvl */
		pap->list_level = sprm->at[0];
		break;
	case 0x460B: /* sprmPIlfo */
		pap->list = (int16_t)qz_doc_u16(sprm->at);
		break;
	case 0xC63E: /* sprmPAnld80: a number as Word 95 has them */
		pap->old_number |= sprm->len >= 1 && sprm->at[0] != 0xFF && sprm->at[0] != 0;
		break;
	case 0x2640: /* sprmPOutLvl */
		pap->outline = sprm->at[0] < QZ_DOC_BODY ? sprm->at[0] : QZ_DOC_BODY;
		break;
	case 0x840F: /* sprmPDxaLeft80 */
	case 0x845E: /* sprmPDxaLeft */
		pap->indent = (int16_t)qz_doc_u16(sprm->at);
		break;
	case 0xC64D: /* sprmPShd */
		pap->shaded = is_shaded(sprm->at, sprm->len);
		break;
	case 0x442D: /* sprmPShd80 */
		pap->shaded = is_shaded_short(qz_doc_u16(sprm->at));
		break;
	default:
		break;
	}
}

static int bound_depth(int64_t depth)
{
	return depth < 0 ? 0 : depth > MAX_DEPTH ? MAX_DEPTH : (int)depth;
}

static void apply_paragraph(const struct sprm *sprm, struct qz_doc_pap *pap)
{
	switch (sprm->number) {
	case 0x2416: /* sprmPFInTable */
		pap->in_table = sprm->at[0] == 1;
		break;
	case 0x2417: /* sprmPFTtp */
		pap->row_end = sprm->at[0] == 1;
		break;
	case 0x6649: /* sprmPItap */
		pap->depth = bound_depth((int32_t)qz_doc_u32(sprm->at));
		break;
	case 0x664A: /* sprmPDtap */
		pap->depth = bound_depth(pap->depth + (int64_t)(int32_t)qz_doc_u32(sprm->at));
		break;
	case 0x244B: /* sprmPFInnerTableCell */
		pap->inner_cell = sprm->at[0] == 1;
		break;
	case 0x244C: /* sprmPFInnerTtp */
		pap->inner_row = sprm->at[0] == 1;
		break;
	default:
		apply_list(sprm, pap);
	}
}

/* Properties that stand in the data stream, because there are so many of them (2.9.210). */
static bool find_huge(struct qz_doc *doc, uint32_t at, struct qz_doc_span *grpprl)
{
	const unsigned char *data = (const unsigned char *)doc->data.data;
	if (doc->data.len < 2 || at > doc->data.len - 2)
		return qz_doc_broken(doc, "properties");
	size_t len = qz_doc_u16(data + at);
	if (len > 0x3FA2 || len > doc->data.len - 2 - at)
		return qz_doc_broken(doc, "properties");
	*grpprl = (struct qz_doc_span){data + at + 2, len};
	return qz_doc_spend(doc, len);
}

static bool apply_list_of(struct qz_doc *doc, struct qz_doc_span grpprl, struct qz_doc_pap *pap, struct qz_doc_row *row, bool inside)
{
	struct sprm sprm;
	while (step(&grpprl, &sprm)) {
		bool huge = sprm.number == 0x6645 || sprm.number == 0x6646 || sprm.number == 0x646B;
		struct qz_doc_span more;
		if (huge && !inside) {
			if (!find_huge(doc, qz_doc_u32(sprm.at), &more) || !apply_list_of(doc, more, pap, row, true))
				return false;
		} else if ((sprm.number >> 10 & 7) == 5) {
			apply_row(&sprm, row);
		} else {
			apply_paragraph(&sprm, pap);
		}
	}
	return true;
}

bool qz_doc_apply_pap(struct qz_doc *doc, struct qz_doc_span grpprl, struct qz_doc_pap *pap, struct qz_doc_row *row)
{
	return apply_list_of(doc, grpprl, pap, row, false);
}
