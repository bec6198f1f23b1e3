/*
 * The .xlsx reader on small workbooks made here: what cells show, merges, what
 * is hidden, and archives that are broken or mean harm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/xmlguard.h"
#include "base/zip.h"
#include "read/readers.h"
#include "read/table.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEET(content) "<worksheet xmlns=\"" MAIN "\">" content "</worksheet>"
#define ROWS(content) SHEET("<sheetData>" content "</sheetData>")
#define TEXT(ref, text) "<c r=\"" ref "\" t=\"str\"><v>" text "</v></c>"

static const char root_rels[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
				"<Relationship Id=\"r1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char book_rels[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
				"<Relationship Id=\"s1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
				"<Relationship Id=\"s2\" Type=\"" OFFICE "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
				"<Relationship Id=\"s3\" Type=\"" OFFICE "/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>"
				"<Relationship Id=\"t\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
				"<Relationship Id=\"y\" Type=\"" OFFICE "/styles\" Target=\"./styles.xml\"/></Relationships>";
static const char one_sheet[] = "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>"
				"<sheet name=\"清单\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>";

struct part {
	const char *name, *text;
};

/* What a test reads and has to give back. */
struct book {
	struct qz_source source;
	struct qz_limits limits;
	struct qz_table *table;
	struct qz_diag diag;
	enum qz_status status;
};

static void pack(struct book *book, const struct part *parts, size_t count)
{
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(qz_zip_writer_add(writer, parts[i].name, parts[i].text, strlen(parts[i].text)), 0);
	assert_int_equal(qz_zip_writer_finish(writer, &bytes), 0);
	qz_zip_writer_free(writer);
	*book = (struct book){.source = {.bytes = bytes.data, .len = bytes.len}};
	qz_limits_init(&book->limits);
	qz_diag_init(&book->diag);
}

static void read_book(struct book *book)
{
	book->status = qz_reader_xlsx.read(&book->source, &book->limits, &book->table, &book->diag);
	assert_false(book->diag.failed);
	assert_true((book->status == QZ_OK) == (book->table != NULL));
}

static void book_done(struct book *book)
{
	qz_table_free(book->table);
	qz_diag_done(&book->diag);
	free(book->source.bytes);
}

/* Reads a workbook of one sheet; the other parts may be NULL. */
static void read_sheet(struct book *book, const char *sheet, const char *strings, const char *styles)
{
	struct part parts[6] = {
		{"_rels/.rels", root_rels}, {"xl/workbook.xml", one_sheet}, {"xl/_rels/workbook.xml.rels", book_rels}, {"xl/worksheets/sheet1.xml", sheet},
	};
	size_t count = 4;
	if (strings)
		parts[count++] = (struct part){"xl/sharedStrings.xml", strings};
	if (styles)
		parts[count++] = (struct part){"xl/styles.xml", styles};
	pack(book, parts, count);
	read_book(book);
}

static const struct qz_cell *cell_at(const struct book *book, unsigned number, unsigned column)
{
	assert_int_equal(book->status, QZ_OK);
	const struct qz_sheet *sheet = &book->table->sheets[0];
	for (size_t r = 0; r < sheet->nrows; r++)
		if (sheet->rows[r].number == number)
			return qz_row_at(&sheet->rows[r], column);
	return NULL;
}

static void assert_cell(const struct book *book, unsigned number, unsigned column, const char *text)
{
	const struct qz_cell *cell = cell_at(book, number, column);
	assert_non_null(cell);
	assert_string_equal(cell->text, text);
	assert_int_equal(cell->len, strlen(text));
}

static void assert_span(const struct book *book, unsigned number, unsigned column, unsigned colspan, unsigned rowspan)
{
	const struct qz_cell *cell = cell_at(book, number, column);
	assert_non_null(cell);
	assert_int_equal(cell->colspan, colspan);
	assert_int_equal(cell->rowspan, rowspan);
	assert_false(cell->covered);
}

/* The book was refused with one finding; `value` is what its datum `name` says. */
static void assert_refused(const struct book *book, enum qz_rule rule, const char *name, const char *value)
{
	assert_int_equal(book->status, QZ_INPUT);
	assert_int_equal(book->diag.count, 1);
	assert_string_equal(qz_rule_id(book->diag.findings[0].rule), qz_rule_id(rule));
	assert_string_equal(qz_finding_get(&book->diag.findings[0], name), value);
}

static void test_strings(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book,
		   ROWS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>"
			"<c r=\"D1\" t=\"inlineStr\"><is><r><t>一</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 二</t></r></is></c>"
			"<c r=\"E1\" t=\"str\"><f>A1&amp;B1</f><v>和</v></c><c r=\"F1\" t=\"s\"><v>3</v></c></row>"),
		   "<sst xmlns=\"" MAIN "\" count=\"9\" uniqueCount=\"99\"><si><t>序号</t></si>"
		   "<si><r><t>行政</t></r><r><t>处罚</t></r><rPh sb=\"0\" eb=\"1\"><t>xzcf</t></rPh><phoneticPr fontId=\"1\"/></si>"
		   "<si><t>甲_x000D_\n乙_x000d_丙&#13;&#10;丁_x005F_x0041_ _x_ _xD83D__xDE00_</t></si><si/></sst>",
		   NULL);
	assert_cell(&book, 1, 0, "序号");
	assert_cell(&book, 1, 1, "行政处罚");
	assert_cell(&book, 1, 2, "甲\n乙\n丙\n丁_x0041_ _x_ \xF0\x9F\x98\x80");
	assert_cell(&book, 1, 3, "一 二");
	assert_cell(&book, 1, 4, "和");
	assert_null(cell_at(&book, 1, 5));
	assert_int_equal(book.table->pos_style, QZ_POS_WORKBOOK);
	assert_string_equal(book.table->sheets[0].name, "清单");
	book_done(&book);
}

static void test_values(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book,
		   ROWS("<row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"B2\" s=\"1\"><v>45413</v></c><c r=\"C2\" s=\"2\"><f>COUNT(A1)</f><v>3</v></c>"
			"<c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"e\"><v>#N/A</v></c><c r=\"F2\" t=\"d\" s=\"1\"><v>2024-05-01T00:00:00Z</v></c>"
			"<c r=\"G2\" s=\"3\"><v>0.5</v></c><c r=\"H2\" s=\"99\"><v>2.1000000000000001</v></c><c r=\"I2\" s=\"1\"/>"
			"<c r=\"J2\" s=\"4\" t=\"str\"><v>酒泉</v></c><c r=\"K2\"><v>half</v></c><c r=\"L2\" t=\"d\" s=\"1\"><v>1900-02-28</v></c></row>"),
		   NULL,
		   "<styleSheet xmlns=\"" MAIN "\"><numFmts><numFmt numFmtId=\"176\" formatCode=\"&quot;第&quot;0&quot;号&quot;\"/>"
		   "<numFmt numFmtId=\"170\" formatCode=\"@&quot;市&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
		   "<cellXfs><xf/><xf numFmtId=\"31\"/><xf numFmtId=\"176\"/><xf numFmtId=\"9\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
	static const char *const shown[] = {"7",   "2024年5月1日", "第3号",  "TRUE", "#N/A",	   "2024年5月1日",
					    "50%", "2.1",	   NULL,     "酒泉市", "half", "1900年2月28日"};
	for (unsigned i = 0; i < sizeof shown / sizeof *shown; i++) {
		if (shown[i])
			assert_cell(&book, 2, i, shown[i]);
		else
			assert_null(cell_at(&book, 2, i));
	}
	book_done(&book);
}

static void test_places(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book,
		   ROWS("<row><c t=\"str\"><v>一</v></c><c/><c t=\"str\"><v>二</v></c></row><row r=\"7\">" TEXT("C7", "三")
			"<c t=\"str\"><v>四</v></c></row><row><c t=\"str\"><v>五</v></c></row><row>" TEXT("B12", "六") "</row>"),
		   NULL, NULL);
	assert_cell(&book, 1, 0, "一");
	assert_cell(&book, 1, 2, "二");
	assert_cell(&book, 7, 2, "三");
	assert_cell(&book, 7, 3, "四");
	assert_cell(&book, 8, 0, "五");
	assert_cell(&book, 12, 1, "六");
	assert_int_equal(book.table->cells, 6);
	book_done(&book);
}

static void test_merges(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book,
		   SHEET("<sheetData><row r=\"1\">" TEXT("A1", "标题") "<c r=\"C1\"/></row><row r=\"3\">" TEXT("A3", "甲") TEXT("B3", "旧")
				 TEXT("C3", "丙") "</row><row r=\"5\">" TEXT("A5", "陈") TEXT("D5", "丁") "</row></sheetData>"
			 "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B5:A3\"/><mergeCell ref=\"C4:D4\"/><mergeCell ref=\"C3\"/>"
			 "<mergeCell ref=\"B1:B3\"/><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"D5:D1048576\"/><mergeCell ref=\"X9:Y10\"/>"
			 "<mergeCell ref=\"A0:B1\"/><mergeCell/></mergeCells>"),
		   NULL, NULL);
	assert_span(&book, 1, 0, 3, 1);
	assert_span(&book, 3, 0, 2, 3);
	assert_true(cell_at(&book, 3, 1)->covered);
	assert_cell(&book, 3, 1, "旧");
	assert_true(cell_at(&book, 5, 0)->covered);
	assert_span(&book, 3, 2, 1, 1);
	assert_span(&book, 4, 2, 2, 1);
	assert_cell(&book, 4, 2, "");
	assert_span(&book, 5, 3, 1, 1); /* nothing is used below row 5 */
	assert_int_equal(book.diag.count, 2);
	assert_string_equal(qz_finding_get(&book.diag.findings[0], "what"), "merge-overlapping");
	assert_string_equal(qz_finding_get(&book.diag.findings[0], "count"), "2");
	assert_string_equal(qz_finding_get(&book.diag.findings[1], "what"), "merge-unreadable");
	assert_string_equal(qz_finding_get(&book.diag.findings[1], "count"), "2");
	book_done(&book);
}

/* Many merges over one another and side by side: each cell has the first one that takes it. */
static void test_merge_walk(void **state)
{
	(void)state;
	struct qz_buf sheet;
	qz_buf_init(&sheet);
	qz_buf_puts(&sheet, "<worksheet><sheetData>");
	for (unsigned row = 1; row <= 60; row++) {
		qz_buf_printf(&sheet, "<row r=\"%u\">", row);
		for (unsigned column = 0; column < 200; column++)
			qz_buf_puts(&sheet, "<c t=\"b\"><v>1</v></c>");
		qz_buf_puts(&sheet, "</row>");
	}
	qz_buf_puts(&sheet, "</sheetData><mergeCells>");
	for (unsigned i = 0; i < 50; i++) /* blocks 4 wide, (i % 7) + 2 deep, starting at AA(i+1) and every fourth column */
		qz_buf_printf(&sheet, "<mergeCell ref=\"%c%c%u:%c%c%u\"/>", 'A' + (char)(i % 5), 'A' + (char)(i % 6 * 4), i + 1,
			      'A' + (char)(i % 5), 'D' + (char)(i % 6 * 4), i + 2 + i % 7);
	qz_buf_puts(&sheet, "</mergeCells></worksheet>");
	struct book book;
	read_sheet(&book, sheet.data, NULL, NULL);
	qz_buf_done(&sheet);
	unsigned char under[61][200] = {{0}};
	const struct qz_sheet *read = &book.table->sheets[0];
	size_t heads = 0;
	for (size_t r = 0; r < read->nrows; r++)
		for (size_t c = 0; c < read->rows[r].ncells; c++) {
			const struct qz_cell *cell = &read->rows[r].cells[c];
			assert_int_equal(cell->covered, under[read->rows[r].number][cell->column]);
			heads += cell->colspan > 1;
			for (unsigned y = 0; y < cell->rowspan; y++)
				for (unsigned x = 0; x < cell->colspan; x++)
					under[read->rows[r].number + y][cell->column + x] |= x + y > 0;
		}
	size_t overlaps = book.diag.count ? strtoul(qz_finding_get(&book.diag.findings[0], "count"), NULL, 10) : 0;
	assert_int_equal(heads + overlaps, 50);
	book_done(&book);
}

static void test_hidden(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book,
		   SHEET("<cols><col min=\"1\" max=\"1\" width=\"9\"/><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"0\"/>"
			 "<col min=\"7\" max=\"16384\" hidden=\"true\"/></cols><sheetData><row r=\"1\" hidden=\"1\">" TEXT("A1", "藏")
			 "</row><row r=\"2\" ht=\"0\" customHeight=\"1\">" TEXT("A2", "零") "</row><row r=\"3\" hidden=\"0\" ht=\"14.25\">" TEXT("H3", "见")
			 "</row></sheetData>"),
		   NULL, NULL);
	const struct qz_sheet *sheet = &book.table->sheets[0];
	assert_true(sheet->rows[0].hidden);
	assert_true(sheet->rows[1].hidden);
	assert_false(sheet->rows[2].hidden);
	static const bool hidden[] = {false, true, true, false, true, false, true, true};
	for (unsigned i = 0; i < sizeof hidden / sizeof *hidden; i++)
		assert_int_equal(qz_sheet_column_hidden(sheet, i), hidden[i]);
	assert_int_equal(sheet->nhidden, 8);
	book_done(&book);
}

static void test_workbook(void **state)
{
	(void)state;
	static const struct part parts[] = {
		{"xl/workbook.xml", "<x:workbook xmlns:x=\"" STRICT "\" xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\">"
				    "<x:workbookPr date1904=\"1\"/><x:sheets><x:sheet name=\"二 &amp; 号\" sheetId=\"2\" r:id=\"s2\" state=\"hidden\"/>"
				    "<x:sheet name=\"图\" sheetId=\"3\" r:id=\"s3\"/><x:sheet name=\"一\" sheetId=\"1\" r:id=\"s1\" state=\"veryHidden\"/>"
				    "</x:sheets></x:workbook>"},
		{"xl/_rels/workbook.xml.rels", book_rels},
		{"xl/styles.xml", "<styleSheet xmlns=\"" STRICT "\"><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
		{"xl/Worksheets/Sheet1.xml", ROWS("")},
		{"xl/worksheets/sheet2.xml", "<x:worksheet xmlns:x=\"" STRICT "\"><x:sheetData><x:row><x:c><x:v>43951</x:v></x:c></x:row></x:sheetData></x:worksheet>"},
	};
	struct book book;
	pack(&book, parts, sizeof parts / sizeof *parts);
	assert_int_equal(qz_reader_xlsx.sniff(book.source.bytes, book.source.len), 3);
	read_book(&book);
	assert_cell(&book, 1, 0, "2024/5/1");
	assert_int_equal(book.table->nsheets, 2);
	assert_string_equal(book.table->sheets[0].name, "二 & 号");
	assert_true(book.table->sheets[0].hidden);
	assert_true(book.table->sheets[1].hidden);
	assert_int_equal(book.table->sheets[1].nrows, 0);
	assert_int_equal(book.diag.count, 1);
	assert_int_equal(book.diag.findings[0].rule, QZ_RULE_CONTENT_SKIPPED);
	assert_string_equal(qz_finding_get(&book.diag.findings[0], "what"), "chartsheet");
	struct qz_buf pos;
	qz_buf_init(&pos);
	qz_table_pos(book.table, 0, &book.table->sheets[0].rows[0], 0, &pos);
	assert_string_equal(pos.data, "二%20&%20号!A1");
	qz_buf_done(&pos);
	book_done(&book);
}

static void test_missing_parts(void **state)
{
	(void)state;
	static const struct part all[] = {
		{"_rels/.rels", root_rels}, {"xl/workbook.xml", one_sheet}, {"xl/_rels/workbook.xml.rels", book_rels}, {"xl/worksheets/sheet1.xml", ROWS("")}};
	for (size_t left_out = 0; left_out < 4; left_out++) {
		struct part parts[3];
		size_t n = 0;
		for (size_t i = 0; i < 4; i++)
			if (i != left_out)
				parts[n++] = all[i];
		struct book book;
		pack(&book, parts, n);
		read_book(&book);
		if (left_out == 0)
			assert_int_equal(book.status, QZ_OK); /* the usual name is tried */
		else
			assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "part", all[left_out].name);
		book_done(&book);
	}
	struct book book;
	pack(&book, all, 4);
	book.source.len = 10;
	read_book(&book);
	assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "format", "zip");
	book_done(&book);
}

static void test_broken_sheets(void **state)
{
	(void)state;
	static const struct {
		const char *sheet, *reason;
	} cases[] = {
		{ROWS("<row r=\"0\"/>"), "row-number"},
		{ROWS("<row r=\"-1\"/>"), "row-number"},
		{ROWS("<row r=\"1048577\"/>"), "row-number"},
		{ROWS("<row r=\"99999999999999999999\"/>"), "row-number"},
		{ROWS("<row r=\"1048576\"/><row/>"), "row-number"},
		{ROWS("<row r=\"2\"/><row r=\"2\"/>"), "row-order"},
		{ROWS("<row r=\"2\"/><row r=\"1\"/>"), "row-order"},
		{ROWS("<row r=\"1\">" TEXT("A2", "甲") "</row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("A1:B1", "甲") "</row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("", "甲") "</row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("XFE1", "甲") "</row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("AAAAAAAAAAAAAAAA1", "甲") "</row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("1A", "甲") "</row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("XFD1", "甲") "<c/></row>"), "cell-reference"},
		{ROWS("<row r=\"1\">" TEXT("B1", "甲") TEXT("A1", "乙") "</row>"), "cell-order"},
		{ROWS("<row r=\"1\">" TEXT("B1", "甲") TEXT("B1", "乙") "</row>"), "cell-order"},
		{ROWS("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>"), "string-index"},
		{SHEET("<cols><col min=\"3\" max=\"2\" hidden=\"1\"/></cols>"), "column-range"},
		{SHEET("<cols><col min=\"1\" max=\"16385\" hidden=\"1\"/></cols>"), "column-range"},
		{"<chartsheet/>", "root-element"},
		{"", "xml"},
		{"<worksheet><sheetData>", "xml"},
		{"<worksheet/><worksheet/>", "xml"},
		{"<worksheet><sheetData><row><c><v>&lol;</v></c></row></sheetData></worksheet>", "xml"},
		{"<!DOCTYPE worksheet [<!ENTITY lol \"ha\">]><worksheet/>", "doctype"},
		{"<?xml version=\"1.0\"?>\n<!-- a --><!DOCTYPE worksheet><worksheet/>", "doctype"},
		{"<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>", "encoding"},
		{"<?xml version='1.0' encoding = 'ISO-2022-JP'?><worksheet/>", "encoding"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct book book;
		read_sheet(&book, cases[i].sheet, NULL, NULL);
		if (book.status == QZ_OK || strcmp(qz_finding_get(&book.diag.findings[0], "reason"), cases[i].reason) != 0)
			print_error("%s\n", cases[i].sheet);
		assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "reason", cases[i].reason);
		assert_string_equal(qz_finding_get(&book.diag.findings[0], "part"), "xl/worksheets/sheet1.xml");
		book_done(&book);
	}
}

/* Two cells at the corners of the largest sheet, one range over all of it and one over a column: four cells' worth of work. */
static void test_sparse(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book,
		   SHEET("<cols><col min=\"1\" max=\"16384\" width=\"8\"/></cols><sheetData><row r=\"1\">" TEXT("A1", "甲") "</row><row r=\"1048576\">"
			 TEXT("XFD1048576", "乙") "</row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048575\"/><mergeCell ref=\"A1048576:B1048576\"/></mergeCells>"),
		   NULL, NULL);
	assert_span(&book, 1, 0, 16384, 1); /* of all those rows, one is there */
	assert_span(&book, 1048576, 0, 2, 1);
	assert_cell(&book, 1048576, 16383, "乙");
	assert_int_equal(book.table->cells, 3);
	assert_int_equal(book.table->sheets[0].nrows, 2);
	book_done(&book);
}

static void test_limits(void **state)
{
	(void)state;
	static const char rows[] = SHEET("<sheetData><row r=\"1\">" TEXT("A1", "1234567890") TEXT("C1", "12345") "</row><row r=\"2\"><c r=\"A2\"/></row></sheetData>"
					 "<mergeCells><mergeCell ref=\"B1:B2\"/><mergeCell ref=\"A1:A2\"/></mergeCells>");
	static const struct {
		const char *id;
		size_t value;
	} limits[] = {{"cells", 1}, {"cells", 2}, {"cell-bytes", 9}, {"sheets", 0}, {"depth", 3}, {"zip-entries", 3}, {"zip-bytes", 100}};
	static const struct part parts[] = {
		{"_rels/.rels", root_rels}, {"xl/workbook.xml", one_sheet}, {"xl/_rels/workbook.xml.rels", book_rels}, {"xl/worksheets/sheet1.xml", rows}};
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		struct book book;
		pack(&book, parts, 4);
		assert_true(qz_limits_set(&book.limits, limits[i].id, limits[i].value));
		read_book(&book);
		assert_refused(&book, QZ_RULE_LIMIT_EXCEEDED, "limit", limits[i].id);
		book_done(&book);
	}
}

/* One long shared string in very many cells is refused before it fills the memory. */
static void test_repeated_string(void **state)
{
	(void)state;
	struct qz_buf strings, sheet;
	qz_buf_init(&strings);
	qz_buf_init(&sheet);
	qz_buf_puts(&strings, "<sst><si><t>");
	for (int i = 0; i < 10000; i++)
		qz_buf_puts(&strings, "0123456789");
	qz_buf_puts(&strings, "</t></si></sst>");
	qz_buf_puts(&sheet, "<worksheet><sheetData>");
	for (int i = 0; i < 100; i++)
		qz_buf_puts(&sheet, "<row><c t=\"s\"><v>0</v></c></row>");
	qz_buf_puts(&sheet, "</sheetData></worksheet>");
	struct book book;
	read_sheet(&book, sheet.data, strings.data, NULL);
	assert_int_equal(book.status, QZ_OK);
	assert_int_equal(book.table->cells, 100);
	assert_int_equal(book.table->sheets[0].rows[99].cells[0].len, 100000);
	qz_table_free(book.table);
	book.limits.zip_bytes = 5000000;
	read_book(&book);
	assert_refused(&book, QZ_RULE_LIMIT_EXCEEDED, "limit", "zip-bytes");
	book_done(&book);
	qz_buf_done(&strings);
	qz_buf_done(&sheet);
}

static void assert_aside(const struct book *book, enum qz_aside_kind kind, size_t index, unsigned row, unsigned column, const char *text)
{
	assert_true(index < book->table->asides[kind].count);
	const struct qz_aside *aside = &book->table->asides[kind].list[index];
	assert_string_equal(aside->cell->text, text);
	assert_int_equal(aside->row, row);
	assert_int_equal(aside->cell->column, column);
}

static const char struck_strings[] =
	"<sst xmlns=\"" MAIN "\"><si><r><t>甲_x000D_</t></r><r><rPr><strike/></rPr><t>&#10;乙</t></r><r><rPr><strike val=\"0\"/></rPr><t>丙</t></r>"
	"<r><rPr><strike val=\"true\"/></rPr><t>丁</t></r></si><si><t>戊</t></si><si><r><t>己</t></r><r><rPr><b/></rPr><t>庚</t></r></si></sst>";
static const char struck_styles[] = "<styleSheet xmlns=\"" MAIN "\"><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId=\"1\"/></cellXfs></styleSheet>";
static const char struck_rows[] = ROWS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\" t=\"s\"><v>1</v></c><c r=\"C1\" s=\"1\" t=\"s\"><v>2</v></c>"
				       "<c r=\"D1\" s=\"1\"><v>7</v></c></row>");

/* Runs with a font of their own, runs with the cell's, a line end that two runs share. */
static void test_struck(void **state)
{
	(void)state;
	struct book book;
	read_sheet(&book, struck_rows, struck_strings, struck_styles);
	assert_cell(&book, 1, 0, "甲\n丙");
	assert_cell(&book, 1, 1, "");
	assert_cell(&book, 1, 2, "庚");
	assert_int_equal(cell_at(&book, 1, 1)->signs, QZ_SIGN_STRUCK);
	assert_int_equal(cell_at(&book, 1, 2)->signs, 0);
	assert_aside(&book, QZ_ASIDE_STRUCK, 0, 1, 0, "乙\n丁");
	assert_aside(&book, QZ_ASIDE_STRUCK, 1, 1, 1, "戊");
	assert_aside(&book, QZ_ASIDE_STRUCK, 2, 1, 2, "己");
	assert_aside(&book, QZ_ASIDE_STRUCK, 3, 1, 3, "7");
	assert_int_equal(book.table->asides[QZ_ASIDE_STRUCK].count, 4);
	qz_table_free(book.table);
	book.source.include_struck = true;
	read_book(&book);
	assert_cell(&book, 1, 0, "甲\n乙丙丁");
	assert_cell(&book, 1, 3, "7");
	assert_int_equal(cell_at(&book, 1, 0)->signs, QZ_SIGN_STRUCK);
	assert_int_equal(book.table->asides[QZ_ASIDE_STRUCK].count, 0);
	book_done(&book);
}

/* Signs of the cell A1 of a sheet whose shared string is so many of `unit` behind `before`. */
static unsigned signs_of(const char *before, const char *unit, size_t count)
{
	struct qz_buf strings;
	struct book book;
	qz_buf_init(&strings);
	qz_buf_printf(&strings, "<sst><si><r><t>%s</t></r><r><t>", before);
	for (size_t i = 0; i < count; i++)
		qz_buf_puts(&strings, unit);
	qz_buf_puts(&strings, "</t></r></si><si><t>短</t></si></sst>");
	read_sheet(&book, ROWS("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"), strings.data, NULL);
	unsigned signs = cell_at(&book, 1, 0)->signs;
	assert_int_equal(cell_at(&book, 1, 1)->signs, 0);
	book_done(&book);
	qz_buf_done(&strings);
	return signs;
}

/* UTF-16 code units are counted, those of line ends too that become one. */
static void test_full(void **state)
{
	(void)state;
	assert_int_equal(signs_of("", "字", 32766), 0);
	assert_int_equal(signs_of("", "字", 32767), QZ_SIGN_FULL);
	assert_int_equal(signs_of("", "字", 32768), 0);
	assert_int_equal(signs_of("a", "\xF0\x9F\x98\x80", 16383), QZ_SIGN_FULL);
	assert_int_equal(signs_of("", "\xF0\x9F\x98\x80", 16383), 0);
	assert_int_equal(signs_of("a", "b_x000D_\n", 10922), QZ_SIGN_FULL);
}

/* Formulas without a value, values that are not shown, errors, dates. */
static void test_signs(void **state)
{
	(void)state;
	static const char styles[] = "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\";;;\"/></numFmts><cellXfs><xf/><xf numFmtId=\"14\"/>"
				     "<xf numFmtId=\"200\"/></cellXfs></styleSheet>";
	static const char row[] = "<row><c><f>A2</f></c><c><f>A2</f><v/></c><c t=\"str\"><f>A2</f></c><c t=\"str\"><f>A2</f><v></v></c><c><f>A2</f><v>0</v></c>"
				  "<c t=\"e\"><v>#REF!</v></c><c s=\"1\"><v>45659</v></c><c s=\"2\"><v>12</v></c><c s=\"2\" t=\"str\"><v>乙</v></c><c s=\"2\" t=\"e\"><v>#N/A</v></c>"
				  "<c t=\"str\"><f>DISPIMG(\"ID\",1)</f><v>=DISPIMG(\"ID\",1)</v></c><c t=\"e\" vm=\"1\"><v>#VALUE!</v></c></row>";
	static const int signs[] = {QZ_SIGN_UNSAVED, QZ_SIGN_UNSAVED, QZ_SIGN_UNSAVED, -1, 0, QZ_SIGN_ERROR, QZ_SIGN_DATE, -1, -1, QZ_SIGN_ERROR, -1, -1};
	struct qz_buf sheet;
	struct book book;
	qz_buf_init(&sheet);
	qz_buf_printf(&sheet, "<worksheet><sheetData>%s</sheetData></worksheet>", row);
	read_sheet(&book, sheet.data, NULL, styles);
	for (unsigned i = 0; i < sizeof signs / sizeof *signs; i++) {
		const struct qz_cell *cell = cell_at(&book, 1, i);
		assert_int_equal(cell ? (int)cell->signs : -1, signs[i]);
	}
	assert_aside(&book, QZ_ASIDE_UNSEEN, 0, 1, 7, "12");
	assert_aside(&book, QZ_ASIDE_UNSEEN, 1, 1, 8, "乙");
	assert_int_equal(book.diag.count, 2); /* the pictures */
	book_done(&book);
	qz_buf_done(&sheet);
}

/* One part as two sheets would be read as often as it is named. */
static void test_part_twice(void **state)
{
	(void)state;
	static const char two[] = "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"s1\"/>"
				  "<sheet name=\"二\" sheetId=\"2\" r:id=\"s1\"/></sheets></workbook>";
	static const struct part parts[] = {
		{"_rels/.rels", root_rels}, {"xl/workbook.xml", two}, {"xl/_rels/workbook.xml.rels", book_rels}, {"xl/worksheets/sheet1.xml", ROWS("")}};
	struct book book;
	pack(&book, parts, 4);
	read_book(&book);
	assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "reason", "sheet-part-twice");
	book_done(&book);
}

static const char sheet_rels[] = "<Relationships><Relationship Id=\"d\" Type=\"" OFFICE "/drawing\" Target=\"../drawings/drawing1.xml\"/>"
				 "<Relationship Id=\"v\" Type=\"" OFFICE "/vmlDrawing\" Target=\"../drawings/v.vml\"/></Relationships>";

/* Shapes that two parts keep; a part that is no XML beyond repair is named. */
static void test_shapes(void **state)
{
	(void)state;
	struct part parts[] = {
		{"xl/workbook.xml", one_sheet},
		{"xl/_rels/workbook.xml.rels", book_rels},
		{"xl/worksheets/sheet1.xml", ROWS("")},
		{"xl/worksheets/_rels/sheet1.xml.rels", sheet_rels},
		{"xl/drawings/drawing1.xml", "<wsDr xmlns:a=\"a\"><oneCellAnchor><from><col>1</col><row>2</row></from><sp><cNvPr><compatExt spid=\"s1\"/></cNvPr>"
					     "<txBody><a:p><a:r><a:t>甲</a:t></a:r></a:p><a:p><a:fld><a:t>乙</a:t></a:fld></a:p></txBody></sp></oneCellAnchor>"
					     "<oneCellAnchor><sp><txBody><a:p><a:r><a:t>丙</a:t></a:r></a:p></txBody></sp></oneCellAnchor></wsDr>"},
		{"xl/drawings/v.vml", "<xml xmlns:o=\"o\"><shape id=\"s1\"><textbox>甲</textbox><ClientData ObjectType=\"Checkbox\"/></shape>"
				      "<shape id=\"s2\" o:spid=\"s3\"><textbox><div>丁<br>戊</div></textbox><ClientData ObjectType=\"Button\">"
				      "<Anchor>3, 0, 4, 0, 5, 0, 6, 0</Anchor></ClientData></shape></xml>"},
	};
	struct book book;
	pack(&book, parts, 6);
	read_book(&book);
	assert_int_equal(book.status, QZ_OK);
	assert_aside(&book, QZ_ASIDE_CONTROL, 0, 3, 1, "甲\n乙");
	assert_aside(&book, QZ_ASIDE_CONTROL, 1, 5, 3, "丁\n戊");
	assert_aside(&book, QZ_ASIDE_BOX, 0, 0, 0, "丙");
	assert_int_equal(book.table->asides[QZ_ASIDE_CONTROL].count, 2);
	book_done(&book);
	parts[5].text = "<xml><shape>";
	pack(&book, parts, 6);
	read_book(&book);
	assert_int_equal(book.status, QZ_OK);
	assert_string_equal(qz_finding_get(&book.diag.findings[0], "what"), "shapes");
	book_done(&book);
}

/* What libxml2 would take long for: nesting, parameter entities, attributes without end. */
static void test_hostile_xml(void **state)
{
	(void)state;
	struct qz_buf xml;
	struct book book;
	qz_buf_init(&xml);
	for (int i = 0; i < 200000; i++)
		qz_buf_puts(&xml, "<a>");
	read_sheet(&book, xml.data, NULL, NULL);
	assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "reason", "root-element");
	book_done(&book);

	qz_buf_clear(&xml);
	qz_buf_puts(&xml, "<worksheet><sheetData><row>");
	for (int i = 0; i < 200000; i++)
		qz_buf_puts(&xml, "<a>");
	read_sheet(&book, xml.data, NULL, NULL);
	assert_refused(&book, QZ_RULE_LIMIT_EXCEEDED, "limit", "depth");
	book_done(&book);

	qz_buf_clear(&xml);
	qz_buf_puts(&xml, "<worksheet ");
	for (int i = 0; i < 200000; i++)
		qz_buf_printf(&xml, "a%d='>' ", i);
	read_sheet(&book, xml.data, NULL, NULL);
	assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "reason", "attributes");
	book_done(&book);

	qz_buf_clear(&xml);
	qz_buf_puts(&xml, "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY % a0 \"<!-- -->\">");
	for (int i = 1; i < 12; i++) {
		qz_buf_printf(&xml, "<!ENTITY %% a%d \"", i);
		for (int k = 0; k < 10; k++)
			qz_buf_printf(&xml, "&#37;a%d;", i - 1);
		qz_buf_puts(&xml, "\">");
	}
	qz_buf_puts(&xml, "%a11;]><worksheet/>");
	read_sheet(&book, xml.data, NULL, NULL);
	assert_refused(&book, QZ_RULE_FORMAT_BROKEN, "reason", "doctype");
	book_done(&book);
	qz_buf_done(&xml);
}

static const char *guard_reason(const char *bytes, size_t len, size_t piece)
{
	struct qz_xml_guard guard;
	qz_xml_guard_init(&guard);
	for (size_t at = 0; at < len; at += piece)
		qz_xml_guard_pass(&guard, bytes + at, len - at < piece ? len - at : piece);
	return guard.reason ? guard.reason : "";
}

static void test_guard(void **state)
{
	(void)state;
	static const struct {
		const char *xml, *reason;
	} cases[] = {
		{"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<a b='<!D' c=\"'>\">x<!-- <!DOCTYPE --></a>", ""},
		{"\xEF\xBB\xBF<a><![CDATA[<!DOCTYPE ']]><b/></a>", ""},
		{"<a><!--->--><b/></a>", ""},
		{"<!-- ' --><!DOCTYPE a>", "doctype"},
		{"<?pi ' ?><!doctype a>", "doctype"},
		{"<a/><!DOCTYPE a>", "doctype"},
		{"<a b='x'><!DOCTYPE a>", "doctype"},
		{"+ADw-!DOCTYPE a+AD4-", "encoding"},
		{"<?xml version='1.0' encoding='EBCDIC-CP-US'?>", "encoding"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t piece = 2; piece < 9; piece++)
			assert_string_equal(guard_reason(cases[i].xml, strlen(cases[i].xml), piece), cases[i].reason);
	static const char wide[] = "\xFF\xFE<\0a\0>\0=\0\x3C\x21\x21\x44<\0/\0a\0>\0";
	assert_string_equal(guard_reason(wide, sizeof wide - 1, 64), "");
	static const char wide_doctype[] = "\0<\0!\0D\0O";
	assert_string_equal(guard_reason(wide_doctype, sizeof wide_doctype - 1, 3), "doctype");
}

static void test_sniff(void **state)
{
	(void)state;
	assert_int_equal(qz_reader_xlsx.sniff("", 0), 0);
	assert_int_equal(qz_reader_xlsx.sniff("PK\x03\x04word/document.xml", 21), 0);
	assert_int_equal(qz_reader_xlsx.sniff("PK\x03\x04 xl/workbook.xml", 20), 3);
	assert_int_equal(qz_reader_xlsx.sniff("PK\x03\x04 xl/workbook.xm", 19), 0);
	assert_int_equal(qz_reader_xlsx.sniff("xl/workbook.xml", 15), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings),	      cmocka_unit_test(test_values),	    cmocka_unit_test(test_places),
		cmocka_unit_test(test_merges),	      cmocka_unit_test(test_merge_walk),    cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_workbook),      cmocka_unit_test(test_missing_parts), cmocka_unit_test(test_broken_sheets),
		cmocka_unit_test(test_sparse),	      cmocka_unit_test(test_limits),	    cmocka_unit_test(test_repeated_string),
		cmocka_unit_test(test_struck),	      cmocka_unit_test(test_full),	    cmocka_unit_test(test_signs),
		cmocka_unit_test(test_part_twice),    cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_hostile_xml),   cmocka_unit_test(test_guard),	    cmocka_unit_test(test_sniff),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
