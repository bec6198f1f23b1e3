/*
 * The sheet 审核意见 of a workbook that is marked, for parts.h: a line for each
 * finding, with a link to its cell, room for what becomes of it, and what is
 * decided on it (decide/read.c reads that). All cells are texts. Its lines are
 * sealed, so that they are known again (base/own.h).
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/own.h"
#include "mark/parts.h"
#include "report/place.h"

static const unsigned widths[QZ_OWN_COLUMNS] = {6, 12, 9, 22, 8, 46, 36, 20, 16, 9, 14, 14, 9, 11, 8, 8};
#define MOST_RUNS 1000u /* of lines with the same answers; the rest is left without a choice */

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
	struct qz_buf rows, links, choices;
	unsigned count;
	struct qz_map answered; /* by seal and column: the answer that stood there */
	unsigned answers, since, runs; /* of the lines at hand; the row of the first of them; how many such there were */
};

static void put_cell(struct lines *lines, enum qz_own_column column, unsigned style, const char *text)
{
	qz_buf_puts(&lines->rows, "<c r=\"");
	qz_mark_cell_name(lines->count + 1, (unsigned)column + 1, &lines->rows);
	if (*text) {
		qz_buf_printf(&lines->rows, "\" s=\"%u\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", style);
		qz_mark_put_text(text, &lines->rows);
		qz_buf_puts(&lines->rows, "</t></is></c>");
	} else {
		qz_buf_printf(&lines->rows, "\" s=\"%u\"/>", style);
	}
}

/* The first number of own styles: label, text, link. */
static unsigned own_style(const struct qz_marked_book *book, unsigned which)
{
	return book->nstyles + (unsigned)book->nasked + which;
}

static void put_link(struct lines *lines, const char *sheet, const char *cell)
{
	qz_buf_puts(&lines->links, "<hyperlink ref=\"");
	qz_mark_cell_name(lines->count + 1, QZ_OWN_CELL + 1, &lines->links);
	qz_buf_puts(&lines->links, "\" location=\"'");
	for (const char *at = sheet; *at; at++) {
		char one[2] = {*at, '\0'};
		qz_mark_put_text(*at == '\'' ? "''" : one, &lines->links);
	}
	qz_buf_printf(&lines->links, "'!%s\"/>", cell);
}

/* The choice of answers for the lines since the last ones, which may be given others than the next. */
static void end_answers(struct lines *lines, unsigned answers)
{
	static const char *const words[][2] = {{"采用", "accept"}, {"改为", "change"}, {"豁免", "waive"}};
	struct qz_buf *out = &lines->choices;
	if (lines->answers && lines->answers != answers && lines->runs < MOST_RUNS) {
		bool first = true;
		lines->runs++;
		qz_buf_puts(out, "<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" prompt=\"");
		qz_mark_put_text(qz_messages_text(lines->book->how->words, "mark.choose"), out);
		qz_buf_puts(out, "\" sqref=\"");
		qz_mark_cell_name(lines->since, QZ_OWN_DECISION + 1, out);
		qz_buf_putc(out, ':');
		qz_mark_cell_name(lines->count, QZ_OWN_DECISION + 1, out);
		qz_buf_puts(out, "\"><formula1>\"");
		for (unsigned i = 0; i < 3; i++) {
			if (!(lines->answers >> i & 1u))
				continue;
			qz_buf_printf(out, "%s%s", first ? "" : ",", words[i][lines->book->how->chinese ? 0 : 1]);
			first = false;
		}
		qz_buf_puts(out, "\"</formula1></dataValidation>");
	}
	if (lines->answers != answers)
		lines->since = lines->count + 1;
	lines->answers = answers;
}

static unsigned count_lines(const char *text, unsigned width)
{
	unsigned wide = 0;
	for (; *text; text++)
		wide += ((unsigned char)*text & 0xC0) == 0x80 ? 0 : (unsigned char)*text < 0x80 ? 1 : 2;
	return wide / (width - 2) + 1;
}

static const char *text_of(const struct qz_buf *text)
{
	return text->len && !text->failed ? text->data : "";
}

/* Answers of an earlier time, to be found by the seals of their lines. */
static void read_answers(struct lines *lines)
{
	const char *at = lines->book->how->answers, *text;
	char key[QZ_OWN_SEALED + 1];
	enum qz_own_column column;
	size_t len;
	while (at && (text = qz_own_next_answer(&at, key, &column, &len))) {
		key[QZ_OWN_SEALED - 1] = (char)('A' + (int)column);
		lines->book->failed |= qz_map_put(&lines->answered, key, QZ_OWN_SEALED, (void *)(uintptr_t)text) != 0;
	}
}

/* The same finding as before keeps what was written beside it. */
static void put_answers(struct lines *lines, const char *seal, struct qz_buf *text)
{
	char key[QZ_OWN_SEALED + 1];
	memcpy(key, seal, QZ_OWN_SEALED);
	for (int i = 0; i < QZ_OWN_COLUMNS && lines->answered.count; i++) {
		key[QZ_OWN_SEALED - 1] = (char)('A' + i);
		const char *answer = qz_map_get(&lines->answered, key, QZ_OWN_SEALED);
		if (answer)
			qz_buf_add(&text[i], answer, strcspn(answer, "\x1E"));
	}
}

/* What is said in each column; true where the line has a cell to lead to, whose sheet is then *sheet. */
static bool fill(struct lines *lines, const struct qz_finding *finding, size_t number, struct qz_buf *text, size_t *sheet)
{
	struct qz_marked_book *book = lines->book;
	const struct qz_messages *words = book->how->words;
	const char *place = book->how->places ? book->how->places[number] : finding->pos;
	const struct qz_mark_offer *offer = book->how->offers ? &book->how->offers[number] : NULL;
	const char *cells[QZ_OWN_COLUMNS];
	char level[32], seal[QZ_OWN_SEALED];
	unsigned row = 0, column = 0;
	place = place ? place : "";
	*sheet = qz_mark_find_place(book, place, strcspn(place, " "), &row, &column);
	qz_buf_put_number(&text[QZ_OWN_NUMBER], lines->count);
	if (*sheet < book->nsheets)
		qz_buf_puts(&text[QZ_OWN_SHEET], book->sheets[*sheet].name);
	if (row)
		qz_mark_cell_name(row, column, &text[QZ_OWN_CELL]);
	else if (*sheet == book->nsheets)
		qz_place_say(words, finding->pos ? finding->pos : "", &text[QZ_OWN_CELL]);
	qz_own_put_item(finding, &text[QZ_OWN_ITEM]);
	snprintf(level, sizeof level, "severity.%s", qz_severity_name(finding->severity));
	qz_buf_puts(&text[QZ_OWN_LEVEL], qz_messages_text(words, level));
	qz_messages_format(words, finding, qz_mark_message(words, finding), &text[QZ_OWN_WHAT]);
	qz_messages_format(words, finding, *qz_messages_rule(words, finding->rule, QZ_TEXT_REPLY) ? QZ_TEXT_REPLY : QZ_TEXT_CURE, &text[QZ_OWN_CURE]);
	qz_buf_puts(&text[QZ_OWN_SUGGESTED], offer && offer->suggested ? offer->suggested : "");
	qz_buf_puts(&text[QZ_OWN_KEY], offer && offer->key ? offer->key : "");
	for (int i = 0; i < QZ_OWN_COLUMNS; i++)
		cells[i] = text_of(&text[i]);
	qz_own_seal(cells, seal);
	qz_buf_puts(&text[QZ_OWN_SEAL], seal);
	put_answers(lines, seal, text);
	end_answers(lines, offer && offer->key ? offer->answers : 0);
	return row > 0;
}

static unsigned height_of(const struct qz_buf *text)
{
	static const enum qz_own_column long_ones[] = {QZ_OWN_WHAT,	 QZ_OWN_CURE, QZ_OWN_ITEM,
						       QZ_OWN_SUGGESTED, QZ_OWN_CELL, QZ_OWN_SHEET};
	unsigned high = 1;
	for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++) {
		unsigned lines = count_lines(text_of(&text[long_ones[i]]), widths[long_ones[i]]);
		high = lines > high ? lines : high;
	}
	return high < 27 ? high : 27;
}

static void add_line(struct lines *lines, const struct qz_finding *finding, size_t number)
{
	struct qz_marked_book *book = lines->book;
	struct qz_buf text[QZ_OWN_COLUMNS];
	size_t sheet = 0;
	for (int i = 0; i < QZ_OWN_COLUMNS; i++)
		qz_buf_init(&text[i]);
	lines->count++;
	bool links = fill(lines, finding, number, text, &sheet);
	qz_buf_printf(&lines->rows, "<row r=\"%u\" ht=\"%u\" customHeight=\"1\">", lines->count + 1, 15 * height_of(text) + 4);
	for (int i = 0; i < QZ_OWN_COLUMNS; i++)
		put_cell(lines, (enum qz_own_column)i, own_style(book, i == QZ_OWN_CELL && links ? 2 : 1), text_of(&text[i]));
	qz_buf_puts(&lines->rows, "</row>");
	if (links)
		put_link(lines, book->sheets[sheet].name, text_of(&text[QZ_OWN_CELL]));
	for (int i = 0; i < QZ_OWN_COLUMNS; i++) {
		book->failed |= text[i].failed;
		qz_buf_done(&text[i]);
	}
}

/* A name that no sheet has. */
static void choose_name(const struct qz_marked_book *book, struct qz_buf *name)
{
	const char *words = qz_messages_text(book->how->words, "mark.list");
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
	for (unsigned i = 0; i < QZ_OWN_COLUMNS; i++)
		qz_buf_printf(out, "<col min=\"%u\" max=\"%u\" width=\"%u\"%s customWidth=\"1\"/>", i + 1, i + 1, widths[i], i >= QZ_OWN_KEY ? " hidden=\"1\"" : "");
	qz_buf_puts(out, "</cols><sheetData>");
	if (lines->rows.len)
		qz_buf_add(out, lines->rows.data, lines->rows.len);
	qz_buf_puts(out, "</sheetData>");
	qz_buf_puts(out, "<autoFilter ref=\"A1:");
	qz_mark_cell_name(lines->count + 1, QZ_OWN_DATE + 1, out);
	qz_buf_puts(out, "\"/>");
	if (lines->choices.len)
		qz_buf_printf(out, "<dataValidations count=\"%u\">%s</dataValidations>", lines->runs, lines->choices.data);
	if (lines->links.len) {
		qz_buf_puts(out, "<hyperlinks>");
		qz_buf_add(out, lines->links.data, lines->links.len);
		qz_buf_puts(out, "</hyperlinks>");
	}
	qz_buf_puts(out, "<pageMargins left=\"0.39\" right=\"0.39\" top=\"0.55\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
			 "<pageSetup paperSize=\"8\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>");
}

/* The part of the sheet of an earlier time, whose place the new one takes; NULL: there is none. */
static const char *find_old(const struct qz_marked_book *book)
{
	for (size_t i = 0; i < book->nsheets && book->how->replaces; i++)
		if (strcmp(book->sheets[i].name, book->how->replaces) == 0)
			return book->sheets[i].part;
	return NULL;
}

static void put_lines(struct lines *lines, const struct qz_diag *findings)
{
	struct qz_marked_book *book = lines->book;
	qz_buf_puts(&lines->rows, "<row r=\"1\" ht=\"25\" customHeight=\"1\">");
	for (int i = 0; i < QZ_OWN_COLUMNS; i++)
		put_cell(lines, (enum qz_own_column)i, own_style(book, 0), qz_own_labels[i][book->how->chinese ? 0 : 1]);
	qz_buf_puts(&lines->rows, "</row>");
	for (int severity = QZ_ERROR; severity >= (book->how->info ? QZ_INFO : QZ_STYLE); severity--)
		for (size_t i = 0; i < findings->count; i++)
			if (findings->findings[i].severity == (enum qz_severity)severity)
				add_line(lines, &findings->findings[i], i);
	lines->count++;
	end_answers(lines, 0);
	lines->count--;
}

bool qz_mark_list(struct qz_marked_book *book, const struct qz_diag *findings)
{
	struct lines lines = {.book = book};
	struct qz_marked_part *part = NULL;
	struct qz_buf name, id;
	qz_buf_init(&lines.rows);
	qz_buf_init(&lines.links);
	qz_buf_init(&lines.choices);
	qz_buf_init(&name);
	qz_buf_init(&id);
	qz_map_init(&lines.answered);
	read_answers(&lines);
	put_lines(&lines, findings);
	const char *old = find_old(book);
	bool done;
	if (old)
		done = (part = qz_mark_load(book, old)) != NULL;
	else
		done = qz_mark_fresh_name(book, "worksheets/findings", "xml", &name) && qz_mark_relate(book, book->workbook, "worksheet", name.data, &id) &&
		       qz_mark_declare(book, name.data, QZ_MARK_TYPES "worksheet+xml") && enlist(book, id.data) && (part = qz_mark_add_part(book, name.data));
	if (done) {
		qz_buf_clear(&part->bytes);
		put_sheet(&lines, &part->bytes);
	}
	book->failed |= lines.rows.failed || lines.links.failed || lines.choices.failed || (part && part->bytes.failed);
	qz_buf_done(&lines.rows);
	qz_buf_done(&lines.links);
	qz_buf_done(&lines.choices);
	qz_map_done(&lines.answered, NULL);
	qz_buf_done(&name);
	qz_buf_done(&id);
	return done && !book->failed;
}
