/*
 * The sheet 审核意见 of a workbook that is marked, for parts.h: a line for each
 * finding, with a link to its cell and room for what becomes of it. All cells are
 * texts.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "mark/parts.h"
#include "report/messages.h"


enum column { NUMBER, SHEET, CELL, ITEM, LEVEL, WHAT, CURE, DONE, COLUMNS };

static const char *const keys[COLUMNS] = {"mark.number", "mark.sheet", "mark.cell", "mark.item", "mark.level", "mark.what", "mark.cure", "mark.done"};
static const unsigned widths[COLUMNS] = {6, 16, 9, 26, 8, 60, 50, 24};

void qz_mark_put_text(const char *text, struct qz_buf *out)
{
	for (const char *at = text; *at; at++) {
		if (*at == '&')
			qz_buf_puts(out, "&amp;");
		else if (*at == '<')
			qz_buf_puts(out, "&lt;");
		else if (*at == '>')
			qz_buf_puts(out, "&gt;");
		else if (*at == '"')
			qz_buf_puts(out, "&quot;");
		else if (*at == '_' && at[1] == 'x')
			qz_buf_puts(out, "_x005F_"); /* what follows might be an escape (ECMA-376 Part 1, 22.9.2.19) */
		else
			qz_buf_putc(out, *at);
	}
}

struct lines {
	struct qz_marked_book *book;
	struct qz_buf rows, links;
	unsigned count;
};

static void put_cell(struct lines *lines, enum column column, unsigned style, const char *text)
{
	qz_buf_puts(&lines->rows, "<c r=\"");
	qz_mark_cell_name(lines->count + 1, (unsigned)column + 1, &lines->rows);
	qz_buf_printf(&lines->rows, "\" s=\"%u\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", style);
	qz_mark_put_text(text, &lines->rows);
	qz_buf_puts(&lines->rows, "</t></is></c>");
}

/* The first number of own styles: label, text, link. */
static unsigned own_style(const struct qz_marked_book *book, unsigned which)
{
	return book->nstyles + (unsigned)book->nasked + which;
}

static void put_link(struct lines *lines, const char *sheet, const char *cell)
{
	qz_buf_puts(&lines->links, "<hyperlink ref=\"");
	qz_mark_cell_name(lines->count + 1, CELL + 1, &lines->links);
	qz_buf_puts(&lines->links, "\" location=\"'");
	for (const char *at = sheet; *at; at++) {
		char one[2] = {*at, '\0'};
		qz_mark_put_text(*at == '\'' ? "''" : one, &lines->links);
	}
	qz_buf_printf(&lines->links, "'!%s\"/>", cell);
}

static unsigned count_lines(const char *text, unsigned width)
{
	unsigned wide = 0;
	for (; *text; text++)
		wide += ((unsigned char)*text & 0xC0) == 0x80 ? 0 : (unsigned char)*text < 0x80 ? 1 : 2;
	return wide / (width - 2) + 1;
}

static void add_line(struct lines *lines, const struct qz_finding *finding, const char *place)
{
	struct qz_marked_book *book = lines->book;
	const struct qz_messages *words = book->words_of;
	const char *pos = finding->pos ? finding->pos : "";
	struct qz_buf text[COLUMNS];
	unsigned row = 0, column = 0;
	size_t sheet = qz_mark_find_place(book, place ? place : pos, strcspn(place ? place : pos, " "), &row, &column);
	char level[32];
	for (int i = 0; i < COLUMNS; i++)
		qz_buf_init(&text[i]);
	lines->count++;
	qz_buf_put_number(&text[NUMBER], lines->count);
	if (sheet < book->nsheets)
		qz_buf_puts(&text[SHEET], book->sheets[sheet].name);
	if (row)
		qz_mark_cell_name(row, column, &text[CELL]);
	else if (sheet == book->nsheets)
		qz_buf_put_visible(&text[CELL], pos, strlen(pos));
	if (finding->item && *finding->item)
		qz_buf_printf(&text[ITEM], "%s ", finding->item);
	qz_buf_puts(&text[ITEM], finding->name ? finding->name : "");
	snprintf(level, sizeof level, "severity.%s", qz_severity_name(finding->severity));
	qz_buf_puts(&text[LEVEL], qz_messages_text(words, level));
	qz_messages_format(words, finding, QZ_TEXT_MESSAGE, &text[WHAT]);
	qz_messages_format(words, finding, *qz_messages_rule(words, finding->rule, QZ_TEXT_REPLY) ? QZ_TEXT_REPLY : QZ_TEXT_CURE, &text[CURE]);
	unsigned what = count_lines(text[WHAT].len ? text[WHAT].data : "", widths[WHAT]), cure = count_lines(text[CURE].len ? text[CURE].data : "", widths[CURE]);
	unsigned high = what > cure ? what : cure, item = count_lines(text[ITEM].len ? text[ITEM].data : "", widths[ITEM]);
	high = high > item ? high : item;
	high = high < 27 ? high : 27;
	qz_buf_printf(&lines->rows, "<row r=\"%u\" ht=\"%u\" customHeight=\"1\">", lines->count + 1, 15 * high + 4);
	for (int i = 0; i < COLUMNS; i++) {
		put_cell(lines, (enum column)i, own_style(book, i == CELL && row ? 2 : 1), text[i].len ? text[i].data : "");
		book->failed |= text[i].failed;
	}
	qz_buf_puts(&lines->rows, "</row>");
	if (row)
		put_link(lines, book->sheets[sheet].name, text[CELL].data ? text[CELL].data : "");
	for (int i = 0; i < COLUMNS; i++)
		qz_buf_done(&text[i]);
}

/* A name that no sheet has. */
static void choose_name(const struct qz_marked_book *book, struct qz_buf *name)
{
	const char *words = qz_messages_text(book->words_of, "mark.list");
	bool taken = true;
	for (unsigned again = 1; taken; again++) {
		qz_buf_clear(name);
		qz_buf_puts(name, words);
		if (again > 1)
			qz_buf_printf(name, " (%u)", again);
		taken = false;
		for (size_t i = 0; i < book->nsheets && !name->failed; i++)
			taken |= strcasecmp(book->sheets[i].name, name->data) == 0;
	}
}

/* Puts the sheet at the end of the workbook's. */
static bool enlist(struct qz_marked_book *book, const char *id)
{
	struct qz_marked_part *part = qz_mark_load(book, book->workbook);
	struct qz_scan scan;
	struct qz_tag tag;
	struct qz_buf name, text;
	bool done = false;
	if (!part)
		return false;
	qz_buf_init(&name);
	qz_buf_init(&text);
	choose_name(book, &name);
	qz_scan_init(&scan, part->bytes.data, part->bytes.len);
	while (!done && qz_scan_next(&scan, &tag))
		done = tag.closes && scan.depth == 1 && qz_tag_is(&tag, "sheets");
	if (done) {
		qz_buf_printf(&text, "<%.*ssheet name=\"", (int)tag.prefix, tag.name);
		qz_mark_put_text(name.failed ? "" : name.data, &text);
		qz_buf_printf(&text, "\" sheetId=\"%u\" xmlns:qr=\"" QZ_MARK_R "\" qr:id=\"%s\"/>", book->last_id + 1, id);
		done = qz_mark_splice(book, &part->bytes, tag.start, 0, &text);
	} else {
		qz_mark_refuse(book, "mark-parts");
	}
	book->failed |= name.failed;
	qz_buf_done(&name);
	qz_buf_done(&text);
	return done;
}

static void put_sheet(struct lines *lines, struct qz_buf *out)
{
	qz_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" QZ_MARK_NS "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
			 "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
			 "<sheetFormatPr defaultRowHeight=\"19\"/><cols>");
	for (unsigned i = 0; i < COLUMNS; i++)
		qz_buf_printf(out, "<col min=\"%u\" max=\"%u\" width=\"%u\" customWidth=\"1\"/>", i + 1, i + 1, widths[i]);
	qz_buf_puts(out, "</cols><sheetData>");
	if (lines->rows.len)
		qz_buf_add(out, lines->rows.data, lines->rows.len);
	qz_buf_puts(out, "</sheetData>");
	qz_buf_printf(out, "<autoFilter ref=\"A1:H%u\"/>", lines->count + 1);
	if (lines->links.len) {
		qz_buf_puts(out, "<hyperlinks>");
		qz_buf_add(out, lines->links.data, lines->links.len);
		qz_buf_puts(out, "</hyperlinks>");
	}
	qz_buf_puts(out, "<pageMargins left=\"0.39\" right=\"0.39\" top=\"0.55\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
			 "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>");
}

bool qz_mark_list(struct qz_marked_book *book, const struct qz_diag *findings, bool info)
{
	struct lines lines = {.book = book};
	struct qz_marked_part *part = NULL;
	struct qz_buf name, id;
	qz_buf_init(&lines.rows);
	qz_buf_init(&lines.links);
	qz_buf_init(&name);
	qz_buf_init(&id);
	qz_buf_puts(&lines.rows, "<row r=\"1\" ht=\"25\" customHeight=\"1\">");
	for (int i = 0; i < COLUMNS; i++)
		put_cell(&lines, (enum column)i, own_style(book, 0), qz_messages_text(book->words_of, keys[i]));
	qz_buf_puts(&lines.rows, "</row>");
	for (int severity = QZ_ERROR; severity >= (info ? QZ_INFO : QZ_STYLE); severity--)
		for (size_t i = 0; i < findings->count; i++)
			if (findings->findings[i].severity == (enum qz_severity)severity)
				add_line(&lines, &findings->findings[i], book->places ? book->places[i] : NULL);
	bool done = qz_mark_fresh_name(book, "findings", "xml", &name) && qz_mark_relate(book, book->workbook, "worksheet", name.data, &id) &&
		    qz_mark_declare(book, name.data, QZ_MARK_TYPES "worksheet+xml") && enlist(book, id.data) && (part = qz_mark_add_part(book, name.data));
	if (done)
		put_sheet(&lines, &part->bytes);
	book->failed |= lines.rows.failed || lines.links.failed || (part && part->bytes.failed);
	qz_buf_done(&lines.rows);
	qz_buf_done(&lines.links);
	qz_buf_done(&name);
	qz_buf_done(&id);
	return done && !book->failed;
}
