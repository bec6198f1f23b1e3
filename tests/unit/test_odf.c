/*
 * The OpenDocument readers on small flat files made here: repeats and spans, what
 * is shown, lists; and dates of ISO 8601, which XML Spreadsheet 2003 has.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/isodate.h"
#include "read/readers.h"
#include "read/table.h"

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define NAMES                                                                                                                  \
	"xmlns:office=\"" OASIS "office:1.0\" xmlns:table=\"" OASIS "table:1.0\" xmlns:text=\"" OASIS "text:1.0\" xmlns:style=\"" OASIS \
	"style:1.0\""
#define CELL(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"
#define REPEATED(text, n) "<table:table-cell table:number-columns-repeated=\"" n "\"><text:p>" text "</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define ROWS(n, cells) "<table:table-row table:number-rows-repeated=\"" n "\">" cells "</table:table-row>"
#define SHEET(rows) \
	"<office:document " NAMES "><office:body><office:spreadsheet><table:table table:name=\"甲\">" rows "</table:table></office:spreadsheet></office:body></office:document>"
#define STYLE(styles, body) "<office:document " NAMES "><office:automatic-styles>" styles "</office:automatic-styles><office:body>" body "</office:body></office:document>"

struct file {
	struct qz_source source;
	struct qz_limits limits;
	struct qz_table *table;
	struct qz_diag diag;
};

static enum qz_status open_file(struct file *file, const char *text)
{
	*file = (struct file){.source = {.reader = &qz_reader_fods, .text = strdup(text), .text_len = strlen(text)}};
	qz_limits_init(&file->limits);
	qz_diag_init(&file->diag);
	enum qz_status status = qz_reader_fods.read(&file->source, &file->limits, &file->table, &file->diag);
	assert_true(status != QZ_OK || qz_table_index(file->table) == 0);
	return status;
}

static void close_file(struct file *file)
{
	qz_table_free(file->table);
	qz_diag_done(&file->diag);
	free(file->source.text);
}

static const struct qz_cell *at(const struct file *file, const char *pos)
{
	struct qz_place place;
	if (!qz_table_find(file->table, pos, strlen(pos), &place))
		return NULL;
	return &file->table->sheets[place.sheet].rows[place.row].cells[place.cell];
}

static void repeats_keep_places(void **state)
{
	(void)state;
	struct file file;
	assert_int_equal(open_file(&file, SHEET(ROWS("1000", "<table:table-cell table:number-columns-repeated=\"16384\"/>")
						    ROWS("2", CELL("一") REPEATED("", "3") REPEATED("二", "2")) ROW(CELL("三")))),
			 QZ_OK);
	assert_int_equal(file.table->sheets[0].nrows, 3);
	assert_string_equal(at(&file, "甲!A1001")->text, "一");
	assert_string_equal(at(&file, "甲!F1002")->text, "二");
	assert_string_equal(at(&file, "甲!E1002")->text, "二");
	assert_null(at(&file, "甲!D1002"));
	assert_string_equal(at(&file, "甲!A1003")->text, "三");
	close_file(&file);
}

static void repeats_are_bounded(void **state)
{
	(void)state;
	struct file file;
	assert_int_equal(open_file(&file, SHEET(ROWS("1000000", CELL("一")))), QZ_INPUT);
	assert_string_equal(qz_finding_get(&file.diag.findings[0], "limit"), "repeats");
	close_file(&file);
	assert_int_equal(open_file(&file, SHEET(ROWS("1048576", REPEATED("", "16384")))), QZ_OK);
	assert_int_equal(file.table->cells, 0);
	close_file(&file);
}

static void spans_cover(void **state)
{
	(void)state;
	struct file file;
	assert_int_equal(open_file(&file, SHEET(ROW("<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"><text:p>头</text:p></table:table-cell>"
						    "<table:covered-table-cell/>" CELL("一"))
						    ROW("<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell><table:covered-table-cell/>" CELL("二"))
						    ROW("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" CELL("三")))),
			 QZ_OK);
	assert_int_equal(at(&file, "甲!A1")->colspan, 2);
	assert_int_equal(at(&file, "甲!A1")->rowspan, 3);
	assert_true(at(&file, "甲!A2")->covered);
	assert_false(at(&file, "甲!C2")->covered);
	close_file(&file);
}

static void white_space_is_one_blank(void **state)
{
	(void)state;
	struct file file;
	assert_int_equal(open_file(&file, SHEET(ROW("<table:table-cell>\n <text:p>\n  甲 \n <text:span> 乙</text:span><text:s text:c=\"2\"/>丙<text:line-break/> 丁\n</text:p>\n<text:p>戊</text:p></table:table-cell>"))),
			 QZ_OK);
	assert_string_equal(at(&file, "甲!A1")->text, "甲 乙  丙\n丁\n戊");
	close_file(&file);
}

static void values_stand_in(void **state)
{
	(void)state;
	struct file file;
	assert_int_equal(open_file(&file, SHEET(ROW("<table:table-cell office:value-type=\"float\" office:value=\"7\"/><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-01\"><text:p>3月1日</text:p></table:table-cell>"
						    "<table:table-cell office:value-type=\"string\" office:string-value=\"藏\"><text:p/></table:table-cell><table:table-cell table:formula=\"of:=1\"/>"))),
			 QZ_OK);
	assert_string_equal(at(&file, "甲!A1")->text, "7");
	assert_string_equal(at(&file, "甲!B1")->text, "3月1日");
	assert_int_equal(at(&file, "甲!B1")->signs, QZ_SIGN_DATE);
	assert_null(at(&file, "甲!C1"));
	assert_int_equal(at(&file, "甲!D1")->signs, QZ_SIGN_UNSAVED);
	assert_int_equal(file.table->asides[QZ_ASIDE_UNSEEN].count, 1);
	assert_string_equal(file.table->asides[QZ_ASIDE_UNSEEN].list[0].cell->text, "藏");
	close_file(&file);
}

static void lists_are_counted(void **state)
{
	(void)state;
	struct file file;
	assert_int_equal(open_file(&file, STYLE("<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二, 三, ...\" style:num-suffix=\"、\" text:start-value=\"3\"/></text:list-style>",
						"<office:text><text:p>题</text:p><table:table>" ROW("<table:table-cell><text:list text:style-name=\"L\"><text:list-item><text:p/></text:list-item></text:list></table:table-cell>"
						"<table:table-cell><text:list text:style-name=\"L\" text:continue-numbering=\"true\"><text:list-item><text:p>甲</text:p></text:list-item><text:list-item text:start-value=\"9\"><text:p>乙</text:p></text:list-item></text:list></table:table-cell>") "</table:table></office:text>")),
			 QZ_OK);
	assert_string_equal(at(&file, "t1/r1/c1")->text, "三、");
	assert_string_equal(at(&file, "t1/r1/c2")->text, "<ol><li value=\"四、\">甲</li><li value=\"九、\">乙</li></ol>");
	assert_string_equal(file.table->asides[QZ_ASIDE_FLOW].list[0].cell->text, "题");
	close_file(&file);
}

static void dates_are_days(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double value;
	} good[] = {{"1900-01-01", 1}, {"1900-02-28", 59}, {"1900-03-01", 61}, {"2000-02-29", 36585}, {"2024-03-01T12:00:00.000", 45352.5}, {"T06:00", 0.25}};
	static const char *const bad[] = {"", "2024", "2024-13-01", "2024-03-01T", "2024-03-01x", "1899-12-31", "2024-03-01T25:00", "T"};
	double value;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(qz_iso_date(good[i].text, &value));
		assert_true(value > good[i].value - 1e-9 && value < good[i].value + 1e-9);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(qz_iso_date(bad[i], &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(repeats_keep_places), cmocka_unit_test(repeats_are_bounded), cmocka_unit_test(spans_cover),
	    cmocka_unit_test(white_space_is_one_blank), cmocka_unit_test(values_stand_in), cmocka_unit_test(lists_are_counted),
	    cmocka_unit_test(dates_are_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
