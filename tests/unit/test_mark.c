/*
 * Marking workbooks: tags are found among comments, quotes and CDATA; parts in
 * other forms than ours (prefixes, cells and rows without references, empty
 * elements) are marked where they should be; our words are known again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/own.h"
#include "base/zip.h"
#include "mark/mark.h"
#include "mark/scan.h"
#include "report/messages.h"

static void finds_tags(void **state)
{
	const char *text = "<?xml version=\"1.0\"?><!-- <a> --><x:r a='>' xmlns:b=\"u\"><![CDATA[<c/>]]><b x:id=\"1&amp;&#x4E2D;\"/></x:r>";
	struct qz_scan scan;
	struct qz_tag tag;
	struct qz_buf value;
	size_t len = 0;
	(void)state;
	qz_buf_init(&value);
	qz_scan_init(&scan, text, strlen(text));
	assert_true(qz_scan_next(&scan, &tag));
	assert_true(qz_tag_is(&tag, "r") && tag.prefix == 2 && !tag.empty && scan.depth == 0);
	assert_non_null(qz_tag_attr(&tag, "a", &len));
	assert_int_equal(len, 1);
	assert_null(qz_tag_attr(&tag, "b", &len)); /* a declaration is no attribute */
	assert_true(qz_scan_next(&scan, &tag));
	assert_true(qz_tag_is(&tag, "b") && tag.empty && scan.depth == 1);
	assert_true(qz_tag_value(&tag, "id", &value));
	assert_string_equal(value.data, "1&中");
	assert_true(qz_scan_next(&scan, &tag));
	assert_true(tag.closes && scan.depth == 0);
	assert_false(qz_scan_next(&scan, &tag));
	qz_buf_done(&value);
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

/* A workbook with one sheet, and no styles. */
static void make(const char *sheet, struct qz_buf *out)
{
	const struct {
		const char *name, *text;
	} parts[] = {
		{"[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>"},
		{"_rels/.rels", PACKAGE "<Relationship Id=\"a\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
		{"xl/workbook.xml", "<x:workbook xmlns:x=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><x:sheets><x:sheet name=\"甲 &amp; 乙\" sheetId=\"7\" r:id=\"b\"/></x:sheets></x:workbook>"},
		{"xl/_rels/workbook.xml.rels", PACKAGE "<Relationship Id=\"b\" Type=\"" OFFICE "/worksheet\" Target=\"./sheets/../sheets/s.xml\"/></Relationships>"},
		{"xl/sheets/s.xml", sheet},
	};
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		assert_int_equal(qz_zip_writer_add(writer, i == 4 ? "xl/sheets/s.xml" : parts[i].name, parts[i].text, strlen(parts[i].text)), 0);
	assert_int_equal(qz_zip_writer_finish(writer, out), 0);
	qz_zip_writer_free(writer);
}

/* The sheet of a marked workbook with a finding at a place. */
static void mark(const char *sheet, const char *pos, struct qz_buf *out)
{
	struct qz_buf book, marked;
	struct qz_limits limits;
	struct qz_diag diag;
	const struct qz_where where = {.pos = pos};
	qz_buf_init(&book);
	qz_buf_init(&marked);
	qz_diag_init(&diag);
	qz_limits_init(&limits);
	struct qz_messages *words = qz_messages_load(NULL, "zh-CN", &diag);
	make(sheet, &book);
	qz_diag_add(&diag, QZ_RULE_NOT_A_LIST, &where, NULL);
	const struct qz_mark_how how = {.limits = &limits, .words = words, .chinese = true};
	assert_true(qz_mark_workbook(book.data, book.len, &how, &diag, &marked));
	struct qz_zip *zip = qz_zip_open(marked.data, marked.len, &limits, &diag);
	assert_non_null(zip);
	assert_int_equal(qz_zip_read(zip, "xl/sheets/s.xml", out, &diag), 0);
	qz_zip_close(zip);
	qz_messages_free(words);
	qz_diag_done(&diag);
	qz_buf_done(&book);
	qz_buf_done(&marked);
}

static void expect(const char *sheet, const char *pos, const char *words)
{
	struct qz_buf out;
	qz_buf_init(&out);
	mark(sheet, pos, &out);
	if (!strstr(out.data, words))
		print_message("%s\n", out.data);
	assert_non_null(strstr(out.data, words));
	qz_buf_done(&out);
}

#define SHEET(rows) "<worksheet xmlns=\"" MAIN "\">" rows "</worksheet>"

static void marks_cells(void **state)
{
	(void)state;
	expect(SHEET("<sheetData><row r=\"2\"><c r=\"A2\"/><c r=\"C2\" s=\"0\"/></row></sheetData>"), "甲%20&%20乙!C2", "<c r=\"C2\" s=\"1\"/>");
	expect(SHEET("<sheetData><row r=\"2\"><c r=\"A2\"/><c r=\"C2\"/></row></sheetData>"), "甲%20&%20乙!B2", "<c r=\"A2\"/><c r=\"B2\" s=\"1\"/><c r=\"C2\"/>");
	expect(SHEET("<sheetData><row><c/><c><v>1</v></c></row></sheetData>"), "甲%20&%20乙!B1", "<c/><c s=\"1\"><v>1</v></c>");
	expect(SHEET("<sheetData><row r=\"1\"/><row r=\"5\"/></sheetData>"), "甲%20&%20乙!B3", "<row r=\"1\"/><row r=\"3\"><c r=\"B3\" s=\"1\"/></row><row r=\"5\"/>");
	expect(SHEET("<sheetData><row r=\"1\"/></sheetData>"), "甲%20&%20乙!B1", "<row r=\"1\"><c r=\"B1\" s=\"1\"/></row>");
	expect(SHEET("<sheetData/>"), "甲%20&%20乙!AA9", "<sheetData><row r=\"9\"><c r=\"AA9\" s=\"1\"/></row></sheetData>");
	expect("<p:worksheet xmlns:p=\"" MAIN "\"><p:sheetData/><p:extLst/></p:worksheet>", "甲%20&%20乙!A1", "<p:sheetData><p:row r=\"1\"><p:c r=\"A1\" s=\"1\"/></p:row></p:sheetData><p:legacyDrawing ");
	expect(SHEET("<sheetData/><mergeCells><mergeCell ref=\"B2:D4\"/></mergeCells>"), "甲%20&%20乙!C3", "<row r=\"2\"><c r=\"B2\" s=\"1\"/></row>");
	expect(SHEET("<sheetData/>"), "丙!A1", "<sheetData/>"); /* a sheet that there is not */
}

/* Our words in a text, whether there are any, and what is left of it. */
static void expect_own(const char *text, bool found, const char *before, const char *behind)
{
	size_t start = 0, end = 0;
	assert_int_equal(qz_own_find(text, strlen(text), &start, &end), found);
	if (!found)
		return;
	assert_int_equal(start, strlen(before));
	assert_memory_equal(text, before, start);
	assert_string_equal(text + end, behind);
}

static void knows_own_words(void **state)
{
	static const char words[] = "【错误】甲。\n补填。";
	struct qz_buf own, text;
	(void)state;
	qz_buf_init(&own);
	qz_buf_init(&text);
	qz_buf_puts(&own, QZ_OWN_BEGIN);
	qz_buf_puts(&own, words);
	qz_own_end(words, strlen(words), &own);
	expect_own(own.data, true, "", "");
	qz_buf_printf(&text, "丙\n%s\n丁", own.data);
	expect_own(text.data, true, "丙\n", "\n丁");
	qz_buf_clear(&text);
	qz_buf_printf(&text, "quanze: 甲 [00000000] %s", own.data); /* a beginning that is none, before it */
	expect_own(text.data, true, "quanze: 甲 [00000000] ", "");
	expect_own("quanze:\n【错误】甲。\n[0123abcd]", false, "", "");
	expect_own("quanze:", false, "", "");
	expect_own("", false, "", "");
	*strstr(own.data, "补") = 'x'; /* changed: somebody's words */
	expect_own(own.data, false, "", "");
	qz_buf_done(&own);
	qz_buf_done(&text);
}

static void seals_lines(void **state)
{
	const char *cells[QZ_OWN_COLUMNS] = {[QZ_OWN_NUMBER] = "1", [QZ_OWN_WHAT] = "甲", [QZ_OWN_CURE] = "乙"};
	char seal[QZ_OWN_SEALED], other[QZ_OWN_SEALED];
	(void)state;
	qz_own_seal(cells, seal);
	cells[QZ_OWN_NUMBER] = "7"; /* sorted, filled in, with other blanks: the same line */
	cells[QZ_OWN_DONE] = "已改";
	cells[QZ_OWN_WHAT] = " 甲\n";
	qz_own_seal(cells, other);
	assert_string_equal(seal, other);
	cells[QZ_OWN_CURE] = "甲乙";
	cells[QZ_OWN_WHAT] = "";
	qz_own_seal(cells, other);
	assert_string_not_equal(seal, other);
	for (int column = 0; column < QZ_OWN_COLUMNS; column++)
		for (int language = 0; language < 2; language++)
			assert_int_equal(qz_own_find_column(qz_own_labels[column][language], strlen(qz_own_labels[column][language])), column);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(finds_tags), cmocka_unit_test(marks_cells), cmocka_unit_test(knows_own_words), cmocka_unit_test(seals_lines)};
	qz_zip_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
