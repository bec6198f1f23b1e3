/*
 * The conservation proof of conserve.h. Elements claim cells by @pos: one cell,
 * several in order, or (a cell that was divided) one cell between several
 * elements. @also and @from must repeat their cell exactly but claim nothing.
 */
#include "model/conserve.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/table.h"

#define MAX_PIECES 4 /* a cell divided into more fields is not believed */

/* A piece of a cell that more than one element claims. */
struct piece {
	size_t cell; /* index in the proof's count of claims */
	char *text;
};

struct proof {
	const struct qz_table *table;
	struct qz_diag *diag;
	size_t **first; /* by sheet and row: index of the row's first cell */
	size_t aside[QZ_ASIDES]; /* by kind: index of its first aside, behind all cells */
	unsigned char *claims; /* by cell and aside: how many elements claim it */
	size_t ncells;
	struct piece *pieces;
	size_t npieces, cap;
	struct qz_buf cell, text; /* non-blank characters of source and document */
	bool counting; /* first walk: claims are counted; second: texts are compared */
	bool broken;
};

/* ---- the plain scanner ---- */

static const char markup[] = " p br ol ul li div span font b strong i em u s del ins sub sup a small big center h1 h2 h3 h4 h5 h6 blockquote "
			     "pre section article dl dt dd table thead tbody tfoot tr td th caption colgroup col hr img label o:p "
			     "st1:chsdate figure wbr nobr ";

/* Bytes of a tag at text[0] == '<', 0 when it is text. */
static size_t scan_tag(const char *text, size_t len)
{
	char name[16] = " ";
	size_t at = len > 1 && text[1] == '/' ? 2 : 1, n = 1;
	for (; at < len && n < sizeof name - 2; at++, n++) {
		char lower = (char)(text[at] >= 'A' && text[at] <= 'Z' ? text[at] + 32 : text[at]);
		if (!lower || !strchr("abcdefghijklmnopqrstuvwxyz0123456789:", lower))
			break;
		name[n] = lower;
	}
	name[n++] = ' ';
	if (n < 3 || at >= len || !strstr(markup, name) || !strchr(" \t\r\n/>", text[at]) || !text[at])
		return 0;
	size_t room = len < 4096 ? len : 4096;
	at += strcspn(text + at, "<>");
	return at < room && text[at] == '>' ? at + 1 : 0;
}

/* Bytes of a character reference at text[0] == '&', 0 when it is text. */
static size_t scan_reference(const char *text, size_t len, uint32_t *cp)
{
	static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&nbsp;"};
	static const uint32_t values[] = {'<', '>', '&', '"', '\'', 0xA0};
	for (size_t i = 0; i < 6; i++) {
		size_t n = strlen(names[i]);
		if (len >= n && strncmp(text, names[i], n) == 0) {
			*cp = values[i];
			return n;
		}
	}
	char *end;
	if (len < 4 || text[1] != '#' || !strchr("0123456789xX", text[2]))
		return 0;
	bool hex = (text[2] | 0x20) == 'x';
	const char *digits = text + 2 + hex;
	if (!strchr(hex ? "0123456789abcdefABCDEF" : "0123456789", *digits))
		return 0;
	unsigned long value = strtoul(digits, &end, hex ? 16 : 10);
	if (*end != ';' || end - digits > 10 || value == 0 || value > 0x10FFFF)
		return 0;
	*cp = (uint32_t)value;
	return (size_t)(end - text) + 1;
}

static bool scan_has_markup(const struct qz_cell *cell)
{
	const char *end = cell->text + cell->len;
	for (const char *at = cell->text; (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++)
		if (scan_tag(at, (size_t)(end - at)))
			return true;
	return false;
}

static void put_visible(struct qz_buf *out, uint32_t cp)
{
	if (!qz_is_blank(cp))
		qz_buf_put_utf8(out, qz_is_xml_char(cp) ? cp : QZ_REPLACEMENT);
}

/* Bytes of the characters at the beginning that are seen and held as they are. */
static size_t scan_plain(const char *text, size_t len)
{
	size_t at = 0;
	uint32_t cp = 0;
	for (size_t n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) != 0; at += n)
		if (cp == '<' || cp == '&' || qz_is_blank(cp) || !qz_is_xml_char(cp))
			break;
	return at;
}

/* The marker that a reader has put in <li value="…">. */
static void scan_value(struct proof *proof, const struct qz_cell *cell, const char *tag, size_t len)
{
	static const char start[] = "<li value=\"";
	if (cell->kind == QZ_CELL_BLOCKS && len > sizeof start + 1 && memcmp(tag, start, sizeof start - 1) == 0)
		for (size_t i = sizeof start - 1; i + 2 < len; i++)
			if (!strchr(" \t", tag[i]))
				qz_buf_putc(&proof->cell, tag[i]);
}

/* The visible non-blank characters of a cell into proof->cell, behind what is there. */
static void scan_cell(struct proof *proof, const struct qz_cell *cell)
{
	bool references = cell->kind == QZ_CELL_BLOCKS || scan_has_markup(cell);
	for (size_t at = 0, n; at < cell->len; at += n) {
		size_t plain = scan_plain(cell->text + at, cell->len - at);
		qz_buf_add(&proof->cell, cell->text + at, plain);
		at += plain;
		if (at == cell->len)
			break;
		const char *text = cell->text + at;
		size_t len = cell->len - at;
		uint32_t cp = QZ_REPLACEMENT;
		n = *text == '<' ? scan_tag(text, len) : 0;
		if (n) {
			scan_value(proof, cell, text, n);
			continue;
		}
		n = *text == '&' && references ? scan_reference(text, len, &cp) : 0;
		if (n == 0)
			n = qz_utf8_decode(text, len, &cp);
		put_visible(&proof->cell, n ? cp : QZ_REPLACEMENT);
		n = n ? n : 1;
	}
}

/* ---- the document's side ---- */

static void put_string(struct qz_buf *out, const char *text)
{
	size_t len = strlen(text);
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		size_t plain = scan_plain(text + at, len - at);
		qz_buf_add(out, text + at, plain);
		at += plain;
		if (at == len)
			break;
		n = qz_utf8_decode(text + at, len - at, &cp);
		put_visible(out, n ? cp : QZ_REPLACEMENT);
		n = n ? n : 1;
	}
}

/* All text of an element with the markers of its items, in document order. */
static void put_element(struct qz_buf *out, const xmlNode *node)
{
	const xmlNode *at = node;
	while (at) {
		if (at->type == XML_TEXT_NODE)
			put_string(out, QZ_C(at->content));
		const char *marker = qz_xml_is(at, "li") ? qz_xml_attr(at, "marker") : NULL;
		if (marker)
			put_string(out, marker);
		if (at->children && at->type == XML_ELEMENT_NODE) {
			at = at->children;
			continue;
		}
		while (at && at != node && !at->next)
			at = at->parent;
		at = !at || at == node ? NULL : at->next;
	}
}

/* ---- claims ---- */

static void break_proof(struct proof *proof, const char *pos, size_t len, const char *found)
{
	if (proof->broken)
		return;
	char *place = strndup(pos, len);
	struct qz_where where = {.pos = place};
	qz_buf_add(&proof->cell, "", 0);
	proof->broken = true;
	qz_diag_add(proof->diag, QZ_RULE_CONSERVATION_BROKEN, &where, "source", proof->cell.data, "document", found, NULL);
	free(place);
}

static const struct qz_cell *find_cell(struct proof *proof, const char *pos, size_t len, size_t *index)
{
	struct qz_place place;
	const struct qz_aside *aside = qz_table_find_aside(proof->table, pos, len);
	if (aside) {
		*index = proof->aside[aside->kind] + aside->number - 1;
		return aside->cell;
	}
	if (!qz_table_find(proof->table, pos, len, &place)) {
		break_proof(proof, pos, len, "");
		return NULL;
	}
	*index = proof->first[place.sheet][place.row] + place.cell;
	return &proof->table->sheets[place.sheet].rows[place.row].cells[place.cell];
}

static void add_claim(struct proof *proof, size_t cell)
{
	if (proof->claims[cell] < 255)
		proof->claims[cell]++;
}

static void keep_piece(struct proof *proof, size_t cell)
{
	if (!qz_array_grow(&proof->pieces, proof->npieces, &proof->cap, sizeof *proof->pieces)) {
		proof->cell.failed = true;
		return;
	}
	char *copy = strdup(proof->text.data);
	proof->cell.failed |= !copy;
	proof->pieces[proof->npieces++] = (struct piece){.cell = cell, .text = copy};
}

static void compare(struct proof *proof, const char *pos, size_t len)
{
	if (proof->cell.len != proof->text.len || (proof->cell.len && memcmp(proof->cell.data, proof->text.data, proof->cell.len) != 0))
		break_proof(proof, pos, len, proof->text.data);
}

/* proof->text claims the cells of a blank-separated list. */
static void claim(struct proof *proof, const char *list)
{
	size_t cells = 0;
	qz_buf_clear(&proof->cell);
	for (const char *at = list; *at && !proof->broken; at += strspn(at, " ")) {
		size_t len = strcspn(at, " "), index;
		const struct qz_cell *cell = find_cell(proof, at, len, &index);
		if (!cell)
			return;
		cells++;
		at += len;
		if (proof->counting) {
			add_claim(proof, index);
			continue;
		}
		if (proof->claims[index] > 1) {
			keep_piece(proof, index);
			if (cells > 1 || *at) /* a divided cell is claimed alone */
				break_proof(proof, list, strlen(list), proof->text.data);
			return;
		}
		scan_cell(proof, cell);
	}
	if (!proof->counting && !proof->broken)
		compare(proof, list, strlen(list));
}

/* Every cell of the list must hold proof->text, and may be claimed by nobody else where `counts`. */
static void repeat(struct proof *proof, const char *list, bool counts)
{
	for (const char *at = list; *at && !proof->broken; at += strspn(at, " ")) {
		size_t len = strcspn(at, " "), index;
		qz_buf_clear(&proof->cell);
		const struct qz_cell *cell = find_cell(proof, at, len, &index);
		if (!cell)
			return;
		if (proof->counting) {
			if (counts)
				add_claim(proof, index);
		} else {
			scan_cell(proof, cell);
			compare(proof, at, len);
		}
		at += len;
	}
}

/* An attribute pair: text in one, place in the other. */
static void claim_attribute(struct proof *proof, const xmlNode *node, const char *name, const char *place)
{
	const char *pos = qz_xml_attr(node, place), *text = qz_xml_attr(node, name);
	if (!pos || !text)
		return;
	qz_buf_clear(&proof->text);
	put_string(&proof->text, text);
	qz_buf_add(&proof->text, "", 0);
	claim(proof, pos);
}

static void claim_element(struct proof *proof, const xmlNode *node)
{
	const char *pos = qz_xml_attr(node, "pos"), *also = qz_xml_attr(node, "also"), *from = qz_xml_attr(node, "from");
	if (!proof->counting) {
		qz_buf_clear(&proof->text);
		put_element(&proof->text, node);
		qz_buf_add(&proof->text, "", 0);
	}
	if (pos)
		claim(proof, pos);
	if (also)
		repeat(proof, also, true);
	if (from && !pos)
		repeat(proof, from, false);
	if (!proof->counting && !pos && !from && proof->text.len)
		break_proof(proof, "", 0, proof->text.data); /* text that no cell holds */
}

/* A group label stands over several columns: the first claims it, the others repeat it. */
static void claim_columns(struct proof *proof, const xmlNode *columns)
{
	const char *last = NULL;
	for (xmlNode *column = qz_xml_child(columns, "column"); column; column = qz_xml_next(column, "column")) {
		claim_attribute(proof, column, "label", "pos");
		const char *group = qz_xml_attr(column, "groupPos");
		if (group && (!last || strcmp(last, group) != 0))
			claim_attribute(proof, column, "group", "groupPos");
		last = group ? group : last;
	}
}

static void claim_table(struct proof *proof, const xmlNode *table)
{
	claim_attribute(proof, table, "title", "titlePos");
	const char *also = qz_xml_attr(table, "titleAlso");
	if (also)
		repeat(proof, also, true);
	for (xmlNode *node = qz_xml_child(table, NULL); node && !proof->broken; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "columns"))
			claim_columns(proof, node);
		else if (qz_xml_is(node, "omitted"))
			claim_element(proof, node);
		else
			for (xmlNode *field = qz_xml_child(node, NULL); field && !proof->broken; field = qz_xml_next(field, NULL))
				claim_element(proof, field);
	}
}

static void walk(struct proof *proof, const xmlNode *list)
{
	const xmlNode *title = qz_xml_child(qz_xml_child(list, "head"), "title");
	if (title && qz_xml_attr(title, "pos"))
		claim_element(proof, title);
	for (xmlNode *table = qz_xml_child(list, "table"); table && !proof->broken; table = qz_xml_next(table, "table"))
		claim_table(proof, table);
}

/* ---- cells that were divided, and cells that nobody claims ---- */

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* True when the pieces, in some order, make up the text exactly. */
static bool pieces_fit(const char *text, struct piece *pieces, size_t count)
{
	if (count == 0)
		return *text == '\0';
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(pieces[i].text);
		if (strncmp(text, pieces[i].text, len) != 0)
			continue;
		struct piece first = pieces[i];
		pieces[i] = pieces[0];
		pieces[0] = first;
		if (pieces_fit(text + len, pieces + 1, count - 1))
			return true;
		pieces[0] = pieces[i];
		pieces[i] = first;
	}
	return false;
}

/* Whether what claims the cell makes it up; *piece goes on behind its pieces. */
static bool is_claimed(struct proof *proof, const struct qz_cell *cell, size_t index, size_t *piece)
{
	size_t start = *piece;
	while (*piece < proof->npieces && proof->pieces[*piece].cell == index)
		++*piece;
	size_t count = *piece - start;
	if (proof->claims[index] == 1 && count == 0)
		return true;
	qz_buf_clear(&proof->cell);
	scan_cell(proof, cell);
	qz_buf_add(&proof->cell, "", 0);
	return proof->cell.failed || (count <= MAX_PIECES && pieces_fit(proof->cell.data, proof->pieces + start, count));
}

static void check_cell(struct proof *proof, size_t sheet, const struct qz_row *row, const struct qz_cell *cell, size_t index, size_t *piece)
{
	struct qz_buf pos;
	if (is_claimed(proof, cell, index, piece))
		return;
	qz_buf_init(&pos);
	qz_table_pos(proof->table, sheet, row, cell->column, &pos);
	break_proof(proof, pos.failed ? "" : pos.data, pos.len, "");
	qz_buf_done(&pos);
}

static void check_aside(struct proof *proof, const struct qz_aside *aside, size_t *piece)
{
	struct qz_buf pos;
	if (is_claimed(proof, aside->cell, proof->aside[aside->kind] + aside->number - 1, piece))
		return;
	qz_buf_init(&pos);
	qz_table_aside_pos(proof->table, aside, &pos);
	break_proof(proof, pos.failed ? "" : pos.data, pos.len, "");
	qz_buf_done(&pos);
}

static void check_cells(struct proof *proof)
{
	size_t piece = 0;
	if (proof->npieces)
		qsort(proof->pieces, proof->npieces, sizeof *proof->pieces, compare_pieces);
	for (size_t s = 0; s < proof->table->nsheets; s++) {
		const struct qz_sheet *sheet = &proof->table->sheets[s];
		for (size_t r = 0; r < sheet->nrows; r++)
			for (size_t c = 0; c < sheet->rows[r].ncells && !proof->broken; c++)
				check_cell(proof, s, &sheet->rows[r], &sheet->rows[r].cells[c], proof->first[s][r] + c, &piece);
	}
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		for (size_t i = 0; i < proof->table->asides[kind].count && !proof->broken; i++)
			check_aside(proof, &proof->table->asides[kind].list[i], &piece);
}

/* ---- the whole ---- */

static int count_cells(struct proof *proof)
{
	proof->first = calloc(proof->table->nsheets + 1, sizeof *proof->first);
	if (!proof->first)
		return -1;
	for (size_t s = 0; s < proof->table->nsheets; s++) {
		const struct qz_sheet *sheet = &proof->table->sheets[s];
		proof->first[s] = malloc((sheet->nrows + 1) * sizeof **proof->first);
		if (!proof->first[s])
			return -1;
		for (size_t r = 0; r < sheet->nrows; r++) {
			proof->first[s][r] = proof->ncells;
			proof->ncells += sheet->rows[r].ncells;
		}
	}
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		proof->aside[kind] = proof->ncells;
		proof->ncells += proof->table->asides[kind].count;
	}
	proof->claims = calloc(proof->ncells + 1, 1);
	return proof->claims ? 0 : -1;
}

static void proof_done(struct proof *proof)
{
	for (size_t s = 0; proof->first && s < proof->table->nsheets; s++)
		free(proof->first[s]);
	for (size_t i = 0; i < proof->npieces; i++)
		free(proof->pieces[i].text);
	free(proof->first);
	free(proof->claims);
	free(proof->pieces);
	qz_buf_done(&proof->cell);
	qz_buf_done(&proof->text);
}

enum qz_status qz_conserve(const struct qz_table *table, const xmlDoc *doc, struct qz_diag *diag)
{
	struct proof proof = {.table = table, .diag = diag};
	const xmlNode *list = xmlDocGetRootElement(doc);
	qz_buf_init(&proof.cell);
	qz_buf_init(&proof.text);
	bool ready = count_cells(&proof) == 0;
	if (ready) {
		proof.counting = true;
		walk(&proof, list);
		proof.counting = false;
		walk(&proof, list);
		if (!proof.broken)
			check_cells(&proof);
	}
	bool failed = !ready || proof.cell.failed || proof.text.failed;
	diag->failed |= failed;
	bool broken = proof.broken;
	proof_done(&proof);
	return failed || broken ? QZ_INPUT : QZ_OK;
}
