/*
 * The visible text of a Word 97-2003 document: characters, fields, breaks,
 * paragraphs and lists with their numbers, tracked changes as if accepted. What
 * is struck through, deleted or hidden is gathered for the place that it stands
 * at. Paragraphs of quanze's own output are told by their styles' names alone.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/doc_parts.h"
#include "read/symbols.h"
#include "read/table.h"

#define OWN_INDENT 210 /* twips by which each level of quanze's own lists stands further in */
#define MAX_DEPTH 8

/* Where text goes, into `plain` or (NULL) the cell; and what its paragraph is like. */
struct target {
	struct qz_doc *doc;
	struct qz_buf *plain;
	const struct qz_doc_pap *pap;
	struct qz_doc_chp chp;
};

/* ---- characters ---- */

static bool in_code(const struct qz_doc *doc)
{
	for (unsigned i = 1; i <= doc->fields && i <= QZ_DOC_FIELDS; i++)
		if (doc->in_code[i])
			return true;
	return false;
}

/* Which aside words of that look belong to; QZ_ASIDES: none, they are text. */
static enum qz_aside_kind kind_of(const struct qz_doc *doc, const struct qz_doc_chp *chp)
{
	if (chp->deleted)
		return QZ_ASIDE_DELETED;
	if (chp->hidden)
		return QZ_ASIDE_UNSEEN;
	return (chp->struck || chp->struck_twice) && !doc->include_struck ? QZ_ASIDE_STRUCK : QZ_ASIDES;
}

static void see_look(struct target *target)
{
	struct qz_doc *doc = target->doc;
	const struct qz_doc_chp *chp = &target->chp;
	if (chp->struck || chp->struck_twice)
		doc->signs |= QZ_SIGN_STRUCK;
	if (chp->size < 4)
		doc->signs |= QZ_SIGN_TINY;
	if (chp->white && !chp->shaded && !target->pap->shaded && !doc->cell_shaded)
		doc->signs |= QZ_SIGN_PALE;
}

static void put(struct target *target, const char *text, size_t len)
{
	struct qz_doc *doc = target->doc;
	enum qz_aside_kind kind = kind_of(doc, &target->chp);
	if (len == 0)
		return;
	if (in_code(doc)) {
		qz_buf_add(&doc->code, text, len);
		return;
	}
	if (kind != QZ_ASIDES) {
		qz_buf_add(&doc->left_out[kind], text, len);
		return;
	}
	if (qz_skip_blanks(text, len) < len)
		see_look(target);
	if (target->plain)
		qz_buf_add(target->plain, text, len);
	else
		qz_cell_text_put(&doc->cell, text, len, false);
}

static void put_character(struct target *target, uint32_t cp)
{
	char text[4];
	put(target, text, qz_utf8_encode(cp, text));
}

static void put_line(struct target *target)
{
	if (target->plain || in_code(target->doc) || kind_of(target->doc, &target->chp) != QZ_ASIDES)
		put(target, " ", 1);
	else
		qz_cell_text_line(&target->doc->cell);
}

/* The name of a font in ASCII (2.9.286): records with their length in a byte, the name behind 39 bytes. */
static void find_font(struct qz_doc *doc, size_t index, char *name, size_t room)
{
	struct qz_doc_span fonts;
	size_t at = 4, i = 0;
	if (!qz_doc_part(doc, QZ_DOC_FONTS, &fonts) || fonts.len < 4)
		return;
	for (; i < index && at < fonts.len; i++)
		at += 1 + (size_t)fonts.at[at];
	if (at >= fonts.len || fonts.at[at] > fonts.len - at - 1)
		return;
	const unsigned char *from = fonts.at + at + 1 + 39, *end = fonts.at + at + 1 + fonts.at[at];
	for (i = 0; end - from >= 2 && i + 1 < room && qz_doc_u16(from); i++, from += 2)
		name[i] = from[1] == 0 && from[0] >= 0x20 && from[0] < 0x7F ? (char)from[0] : '?';
}

static void put_symbol(struct target *target)
{
	char font[40] = "";
	if (qz_doc_spend(target->doc, target->chp.symbol_font)) /* fonts are looked through */
		find_font(target->doc, target->chp.symbol_font, font, sizeof font);
	uint32_t cp = qz_symbol(font, target->chp.symbol);
	target->doc->symbols += cp == QZ_REPLACEMENT;
	put_character(target, cp);
}

/* ---- fields ---- */

static void end_field(struct target *target)
{
	struct qz_doc *doc = target->doc;
	struct qz_buf drawn;
	bool empty = doc->fields <= QZ_DOC_FIELDS && doc->in_code[doc->fields];
	doc->fields--;
	if (!empty)
		return;
	qz_buf_init(&drawn);
	qz_buf_puts(&doc->code, "");
	const char *name = doc->code.len ? doc->code.data + qz_skip_blanks(doc->code.data, doc->code.len) : "";
	doc->controls += strncasecmp(name, "FORM", 4) == 0;
	doc->numbers += strncasecmp(name, "AUTONUM", 7) == 0 || strncasecmp(name, "LISTNUM", 7) == 0;
	qz_symbol_field(doc->code.data, doc->code.len, &drawn);
	qz_buf_clear(&doc->code);
	put(target, drawn.data, drawn.len);
	doc->failed |= drawn.failed;
	qz_buf_done(&drawn);
}

static void see_field(struct target *target, uint32_t mark)
{
	struct qz_doc *doc = target->doc;
	if (mark == 0x13) {
		if (++doc->fields <= QZ_DOC_FIELDS)
			doc->in_code[doc->fields] = true;
		qz_buf_clear(&doc->code);
	} else if (mark == 0x14 && doc->fields > 0 && doc->fields <= QZ_DOC_FIELDS) {
		doc->in_code[doc->fields] = false;
		if (!in_code(doc))
			qz_buf_clear(&doc->code);
	} else if (mark == 0x15 && doc->fields > 0) {
		end_field(target);
	}
}

/* ---- runs ---- */

static void put_picture(struct target *target)
{
	struct qz_doc *doc = target->doc;
	if (target->chp.data || in_code(doc))
		return; /* data of a field */
	doc->pictures++;
	if (target->chp.picture != UINT32_MAX)
		qz_doc_see_picture(doc, target->chp.picture);
}

/* Characters that stand for something else ([MS-DOC] 2.4.1, sprmCFSpec in 2.6.1). */
static void put_special(struct target *target, uint32_t unit)
{
	switch (unit) {
	case 0x01:
		put_picture(target);
		break;
	case 0x02: /* a note's number */
	case 0x03: /* the line above notes */
	case 0x04:
	case 0x05: /* a comment's mark */
	case 0x08: /* a drawing, seen by its anchor */
	case 0x1F: /* a hyphen that is not seen */
		break;
	case 0x07:
	case 0x09:
	case 0x0A:
		put(target, " ", 1);
		break;
	case 0x0B:
	case 0x0C:
	case 0x0D:
	case 0x0E:
		put_line(target);
		break;
	case 0x13:
	case 0x14:
	case 0x15:
		see_field(target, unit);
		break;
	case 0x1E:
		put(target, "-", 1);
		break;
	default:
		target->doc->symbols++;
		put_character(target, QZ_REPLACEMENT);
	}
}

static void put_run(struct target *target, uint32_t cp, uint32_t end)
{
	struct qz_doc *doc = target->doc;
	for (; cp < end; cp++) {
		uint32_t unit = qz_doc_unit(doc, cp), low = 0;
		if (unit < 0x20) {
			put_special(target, unit);
			continue;
		}
		if (unit == 0x28 && target->chp.special) {
			put_symbol(target);
			continue;
		}
		if (unit >= 0xD800 && unit < 0xDC00 && cp + 1 < end)
			low = qz_doc_unit(doc, cp + 1);
		if (low >= 0xDC00 && low < 0xE000) {
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			cp++;
		}
		put_character(target, unit);
	}
}

static bool put_runs(struct target *target, uint32_t cp, uint32_t end)
{
	struct qz_doc *doc = target->doc;
	uint32_t run_end;
	for (; cp < end; cp = run_end) {
		if (!qz_doc_chp_at(doc, cp, target->pap->style, &target->chp, &run_end))
			return false;
		run_end = run_end < end ? run_end : end;
		doc->changed += target->chp.deleted || target->chp.inserted;
		if (strcmp(qz_doc_style_name(doc, target->chp.style), "Qz Suggestion") != 0) /* a remark of quanze's, no text of the list */
			put_run(target, cp, run_end);
	}
	return true;
}

/* ---- paragraphs of a cell ---- */

static unsigned bound_depth(int depth)
{
	return depth < 1 ? 1 : depth > MAX_DEPTH ? MAX_DEPTH : (unsigned)depth;
}

/* The list level of a paragraph (0: none), and the number seen before it in doc->marker; *cp goes behind a number that is text. */
static bool find_depth(struct target *target, uint32_t *cp, uint32_t end, unsigned *depth)
{
	struct qz_doc *doc = target->doc;
	const struct qz_doc_pap *pap = target->pap;
	const char *style = qz_doc_style_name(doc, pap->style);
	bool own = strcmp(style, "Qz List Item") == 0;
	struct target marker = {.doc = doc, .plain = &doc->marker, .pap = pap};
	uint32_t run_end = *cp;
	qz_buf_clear(&doc->marker);
	while (own && *cp < end) {
		if (!qz_doc_chp_at(doc, *cp, pap->style, &marker.chp, &run_end))
			return false;
		run_end = run_end < end ? run_end : end;
		if (strcmp(qz_doc_style_name(doc, marker.chp.style), "Qz Marker") != 0)
			break;
		put_run(&marker, *cp, run_end);
		*cp = run_end;
	}
	int level = own ? -1 : qz_doc_list_next(doc, pap, &doc->marker);
	if (own || strcmp(style, "Qz Item") == 0)
		*depth = bound_depth(pap->indent / OWN_INDENT);
	else
		*depth = level < 0 ? 0 : bound_depth(level + 1);
	qz_buf_cut(&doc->marker, doc->marker.len ? qz_trim_end(doc->marker.data, doc->marker.len) : 0);
	return true;
}

static void open_paragraph(struct qz_doc *doc, unsigned depth)
{
	qz_cell_text_depth(&doc->cell, depth);
	if (depth > 0)
		qz_cell_text_item(&doc->cell, true, doc->marker.len ? doc->marker.data : NULL);
	else
		qz_cell_text_break(&doc->cell);
}

/* Words that are left out stand a line for each paragraph. */
static void break_left_out(struct qz_doc *doc)
{
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		struct qz_buf *words = &doc->left_out[kind];
		if (words->len && words->data[words->len - 1] != '\n')
			qz_buf_putc(words, '\n');
	}
}

bool qz_doc_put_paragraph(struct qz_doc *doc, const struct qz_doc_paragraph *paragraph)
{
	struct qz_doc_pap pap = doc->paps[paragraph->pap];
	struct target target = {.doc = doc, .pap = &pap};
	uint32_t cp = paragraph->cp, stop = paragraph->end + paragraph->bare, end;
	unsigned depth;
	if (!find_depth(&target, &cp, stop, &depth))
		return false;
	struct qz_cell_text before = doc->cell;
	break_left_out(doc);
	if (!doc->glued)
		open_paragraph(doc, depth);
	if (!put_runs(&target, cp, stop))
		return false;
	if (!qz_doc_chp_at(doc, paragraph->end, pap.style, &target.chp, &end))
		return false;
	if (!doc->glued && doc->cell.wanted && doc->marker.len > 0) {
		/* A number alone, as serials often are: it is the text, unless the paragraph was deleted. */
		qz_cell_text_back(&doc->cell, &before);
		qz_cell_text_depth(&doc->cell, 0);
		qz_cell_text_break(&doc->cell);
		if (!target.chp.deleted)
			qz_cell_text_put(&doc->cell, doc->marker.data, doc->marker.len, true);
	}
	doc->glued = target.chp.deleted; /* the next paragraph goes on with this one */
	doc->changed += doc->glued;
	return true;
}

/* ---- text in lines ---- */

/* One paragraph behind its number. */
static bool put_line_of(struct qz_doc *doc, uint32_t cp, uint32_t end, size_t pap_index, struct qz_buf *out)
{
	struct qz_doc_pap pap = doc->paps[pap_index];
	struct target target = {.doc = doc, .plain = out, .pap = &pap};
	size_t before;
	if (out->len && out->data[out->len - 1] != '\n')
		qz_buf_putc(out, '\n');
	break_left_out(doc);
	qz_buf_clear(&doc->marker);
	qz_doc_list_next(doc, &pap, &doc->marker);
	before = out->len;
	qz_buf_add(out, doc->marker.data, doc->marker.len);
	if (doc->marker.len && doc->marker.data[doc->marker.len - 1] >= '0' && doc->marker.data[doc->marker.len - 1] <= '9')
		qz_buf_putc(out, ' ');
	size_t begun = out->len;
	if (!put_runs(&target, cp, end))
		return false;
	if (out->len == begun && !out->failed)
		qz_buf_cut(out, before); /* numbers alone are seen, but say nothing outside of cells */
	return !out->failed || qz_doc_no_memory(doc);
}

bool qz_doc_put_line(struct qz_doc *doc, const struct qz_doc_paragraph *paragraph, struct qz_buf *out)
{
	return put_line_of(doc, paragraph->cp, paragraph->end + paragraph->bare, paragraph->pap, out);
}

bool qz_doc_put_plain(struct qz_doc *doc, uint32_t cp, uint32_t end, struct qz_buf *out)
{
	size_t pap;
	uint32_t from = cp;
	for (; cp < end; cp++) {
		bool mark = qz_doc_ends_paragraph(doc, cp);
		if (!mark && cp + 1 < end)
			continue;
		if (!qz_doc_pap_at(doc, cp, &pap) || !put_line_of(doc, from, mark ? cp : cp + 1, pap, out))
			return false;
		from = cp + 1;
	}
	return true;
}

/* ---- places ---- */

void qz_doc_begin_place(struct qz_doc *doc, size_t sheet, unsigned row, unsigned column)
{
	doc->sheet = sheet;
	doc->row = row;
	doc->column = column;
	doc->fields = 0;
	doc->pictures = 0;
	doc->signs = 0;
	doc->glued = doc->cell_shaded = false;
	qz_buf_clear(&doc->code);
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		qz_buf_clear(&doc->left_out[kind]);
}

struct qz_aside *qz_doc_add_aside(struct qz_doc *doc, enum qz_aside_kind kind, const char *text, size_t len)
{
	size_t skip = len ? qz_skip_blanks(text, len) : 0;
	if (skip == len)
		return NULL;
	len = qz_trim_end(text + skip, len - skip);
	if (len > doc->limits->cell_bytes) {
		qz_doc_exceeded(doc, &doc->limits->cell_bytes);
		return NULL;
	}
	if (doc->table->cells >= doc->table->max_cells) {
		qz_doc_exceeded(doc, &doc->limits->cells);
		return NULL;
	}
	struct qz_aside *aside = qz_table_add_aside(doc->table, kind, doc->sheet, doc->row, doc->column, text + skip, len);
	if (!aside)
		qz_doc_no_memory(doc);
	return aside;
}

static void say_pictures(struct qz_doc *doc)
{
	struct qz_buf pos;
	struct qz_row row = {.number = doc->row};
	char count[24];
	if (doc->row == 0)
		doc->outside_pictures += doc->pictures;
	if (doc->row == 0 || doc->pictures == 0)
		return;
	qz_buf_init(&pos);
	qz_table_pos(doc->table, doc->sheet, &row, doc->column, &pos);
	snprintf(count, sizeof count, "%zu", doc->pictures);
	struct qz_where where = {.pos = pos.failed ? NULL : pos.data};
	qz_diag_add(doc->diag, QZ_RULE_CONTENT_SKIPPED, &where, "what", "pictures", "name", "", "count", count, NULL);
	qz_buf_done(&pos);
}

bool qz_doc_end_place(struct qz_doc *doc)
{
	if (doc->code.len && in_code(doc)) /* a field that does not end hides nothing */
		qz_buf_add(&doc->left_out[QZ_ASIDE_UNSEEN], doc->code.data, doc->code.len);
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		struct qz_buf *words = &doc->left_out[kind];
		if (words->failed)
			return qz_doc_no_memory(doc);
		if (words->len)
			qz_doc_add_aside(doc, (enum qz_aside_kind)kind, words->data, words->len);
	}
	say_pictures(doc);
	doc->pictures = 0;
	return !doc->failed && !doc->diag->failed;
}
