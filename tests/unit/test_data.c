/* Writers of JSON and CSV: escapes, numbers, separators, quoting, what a spreadsheet would run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/xml.h"
#include "emit/csv.h"
#include "emit/json.h"
#include "emit/mapping.h"

static xmlDoc *parse(const char *text)
{
	xmlDoc *doc = qz_xml_parse(text, strlen(text), "test", NULL);
	assert_non_null(doc);
	return doc;
}

static void assert_json(const char *tree, const char *expected)
{
	xmlDoc *doc = parse(tree);
	struct qz_frame frame;
	qz_frame_init(&frame);
	assert_int_equal(qz_json_frame(NULL, doc, 0, &frame), 0);
	assert_string_equal(frame.parts[0].bytes.data, expected);
	qz_frame_done(&frame);
	xmlFreeDoc(doc);
}

static void assert_string(const char *text, size_t len, const char *expected)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_json_put_string(text, len, &out);
	assert_string_equal(out.data, expected);
	qz_buf_done(&out);
}

static void escapes_what_a_string_must_not_hold(void **state)
{
	(void)state;
	assert_string("", 0, "\"\"");
	assert_string("a\"b\\c/", 6, "\"a\\\"b\\\\c/\"");
	assert_string("\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\"");
	assert_string("\x01\x1F\x7F", 3, "\"\\u0001\\u001f\\u007f\"");
	assert_string("\0x", 2, "\"\\u0000x\"");
	assert_string("甲\xE2\x80\xA8乙\xE2\x80\xA9", 12, "\"甲\\u2028乙\\u2029\"");
	assert_string("\xE2\x80", 2, "\"\xE2\x80\""); /* cut short: nothing is read beyond the end */
	assert_string("\xF0\xA0\xAE\xB7", 4, "\"\xF0\xA0\xAE\xB7\"");
}

static void writes_values(void **state)
{
	(void)state;
	assert_json("<object/>", "{}\n");
	assert_json("<array><object/><array/></array>", "[{},[]]\n");
	assert_json("<object><string name='a'>x</string><array name='b'><string>y</string><string/></array></object>", "{\"a\":\"x\",\"b\":[\"y\",\"\"]}\n");
	assert_json("<object lines='yes'><string name='a&quot;'>x</string><string name='b'><l>1</l><l/><l>3</l></string></object>", "{\n\"a\\\"\":\"x\",\n\"b\":\"1\\n\\n3\"\n}\n");
	assert_json("<array lines='yes'>\n<string>a</string>\n</array>", "[\n\"a\"\n]\n");
}

static void writes_numbers_that_are_some(void **state)
{
	(void)state;
	assert_json("<array><number>0</number><number>-12</number><number>3.50</number><number>123456789012345</number></array>", "[0,-12,3.50,123456789012345]\n");
	assert_json("<array><number>007</number><number>1.</number><number>.5</number><number>1e5</number><number>+1</number><number/><number>1234567890123456</number><number>一</number></array>",
		    "[\"007\",\"1.\",\".5\",\"1e5\",\"+1\",\"\",\"1234567890123456\",\"一\"]\n");
}

/* Items of a later chunk go on where those before ended. */
static void parts_items_of_chunks(void **state)
{
	(void)state;
	xmlDoc *doc = parse("<list><stream first='yes'><string>a</string><string>b</string></stream><stream first='no'><string>c</string></stream></list>");
	const xmlNode *first = qz_xml_child(xmlDocGetRootElement(doc), "stream");
	struct qz_buf out;
	qz_buf_init(&out);
	assert_int_equal(qz_json_items(NULL, first, 0, &out), 0);
	assert_int_equal(qz_json_items(NULL, qz_xml_next(first, "stream"), 0, &out), 0);
	assert_string_equal(out.data, "\"a\",\n\"b\",\n\"c\"");
	qz_buf_done(&out);
	xmlFreeDoc(doc);
}

static void marks_where_items_go(void **state)
{
	(void)state;
	xmlDoc *doc = parse("<object><array name='items' lines='yes'><?quanze-items items 2?></array></object>");
	struct qz_frame frame;
	qz_frame_init(&frame);
	assert_int_equal(qz_json_frame(NULL, doc, 0, &frame), 0);
	assert_string_equal(frame.parts[0].bytes.data, "{\"items\":[\n\n]}\n");
	assert_int_equal(frame.parts[0].nmarks, 1);
	assert_int_equal(frame.parts[0].marks[0].at, 11);
	assert_int_equal(frame.parts[0].marks[0].table, 2);
	qz_frame_done(&frame);
	xmlFreeDoc(doc);
}

static void assert_cell(const char *text, bool guard, const char *expected)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_csv_put_cell(text, strlen(text), guard, &out);
	assert_string_equal(out.data ? out.data : "", expected);
	qz_buf_done(&out);
}

static void quotes_cells(void **state)
{
	(void)state;
	assert_cell("", false, "");
	assert_cell("甲", false, "甲");
	assert_cell("a,b", false, "\"a,b\"");
	assert_cell("a\"b", false, "\"a\"\"b\"");
	assert_cell("a\nb", false, "\"a\nb\"");
	assert_cell(" a", false, "\" a\"");
	assert_cell("=1+1", false, "=1+1");
	assert_cell("0012", false, "0012");
}

static void guards_cells_for_spreadsheets(void **state)
{
	(void)state;
	assert_cell("=A1", true, "'=A1");
	assert_cell("  @SUM(1)", true, "\"'  @SUM(1)\"");
	assert_cell("＝甲", true, "'＝甲");
	assert_cell("\t甲", true, "\"'\t甲\"");
	assert_cell("0012", true, "\"=\"\"0012\"\"\"");
	assert_cell("330264001000", true, "\"=\"\"330264001000\"\"\"");
	assert_cell("2024-1", true, "\"=\"\"2024-1\"\"\"");
	assert_cell("12", true, "12");
	assert_cell("0", true, "0");
	assert_cell("-", true, "-");
	assert_cell("甲=乙", true, "甲=乙");
	assert_true(qz_csv_is_formula("-甲", 4));
	assert_false(qz_csv_is_formula("--", 2));
	assert_false(qz_csv_is_formula("", 0));
}

static void assert_fault(const char *text, const char *line, const char *reason, const char *nearest)
{
	struct qz_diag diag;
	xmlDoc *doc = parse(text);
	qz_diag_init(&diag);
	assert_int_equal(qz_mapping_check(doc, "m.xml", &diag), reason ? -1 : 0);
	assert_int_equal(diag.count, reason ? 1 : 0);
	if (reason) {
		assert_int_equal(diag.findings[0].rule, QZ_RULE_MAPPING_INVALID);
		assert_string_equal(qz_finding_get(&diag.findings[0], "line"), line);
		assert_string_equal(qz_finding_get(&diag.findings[0], "reason"), reason);
		assert_string_equal(qz_finding_get(&diag.findings[0], "nearest"), nearest);
	}
	qz_diag_done(&diag);
	xmlFreeDoc(doc);
}

#define MAPPING(columns) "<mapping xmlns='urn:quanze:mapping:1' version='1.0' name='m'>\n" columns "</mapping>"

static void names_what_is_wrong_with_a_mapping(void **state)
{
	(void)state;
	assert_fault(MAPPING("<note/><column field='name' label='a'><value is='x' as=''/></column>"), NULL, NULL, NULL);
	assert_fault(MAPPING("<column field='nmae' label='a'/>"), "2", "the value may not be", "name");
	assert_fault(MAPPING("<column field='name' lable='a' label='b'/>"), "2", "there is no such attribute", "label");
	assert_fault(MAPPING("<column field='name' label='a'/>\n<colum field='code' label='b'/>"), "3", "there is no such element here", "column");
	assert_fault(MAPPING("<column field='name' label='a'/>\n<column field='code' label='a'/>"), "3", "two columns have one key", "");
	assert_fault(MAPPING("<column label='a'/>"), "2", "a column has either a field or a constant", "");
	assert_fault(MAPPING("<column field='name'/>"), "2", "an attribute is missing", "");
	assert_fault(MAPPING(""), "1", "there is no column", "");
	assert_fault("<mapping/>", "1", "this is no mapping", "");
}

int main(void)
{
	qz_xml_init();
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(escapes_what_a_string_must_not_hold), cmocka_unit_test(writes_values), cmocka_unit_test(writes_numbers_that_are_some),
	    cmocka_unit_test(parts_items_of_chunks), cmocka_unit_test(marks_where_items_go), cmocka_unit_test(quotes_cells), cmocka_unit_test(guards_cells_for_spreadsheets),
	    cmocka_unit_test(names_what_is_wrong_with_a_mapping),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
