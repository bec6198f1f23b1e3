/*
 * The reader of style rules: selectors that are sure and those that only raise
 * doubt, weights, values, and sheets that are broken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "read/css.h"

static struct qz_css_values match(const char *sheet, const char *element, const char *classes, const char *id, size_t *doubts)
{
	struct qz_css css;
	struct qz_css_values values = {0};
	qz_css_init(&css);
	qz_css_read(&css, sheet, strlen(sheet));
	assert_false(css.failed);
	xmlNode *above = xmlNewNode(NULL, BAD_CAST "tr"), *top = xmlNewNode(NULL, BAD_CAST "table");
	xmlNode *node = xmlNewChild(above, NULL, BAD_CAST element, NULL);
	xmlAddChild(top, above);
	xmlNewProp(above, BAD_CAST "class", BAD_CAST "gone");
	xmlNewProp(node, BAD_CAST "class", BAD_CAST classes);
	xmlNewProp(node, BAD_CAST "id", BAD_CAST id);
	qz_css_match(&css, node, qz_css_mark(&css, above) | qz_css_mark(&css, top), &values);
	if (doubts) {
		struct qz_buf names;
		qz_buf_init(&names);
		*doubts = qz_css_doubts(&css, &names);
		qz_buf_done(&names);
	}
	xmlFreeNode(top);
	qz_css_done(&css);
	return values;
}

/* What the rules say of <table><tr class="gone"><td class="x y" id="z">; -9: nothing. */
static int value(const char *sheet, enum qz_css_property property)
{
	struct qz_css_values values = match(sheet, "td", "x  y", "z", NULL);
	return values.weight[property] ? values.value[property] : -9;
}

static void test_selectors(void **state)
{
	(void)state;
	static const char *const sure[] = {"td", "TD", ".x", ".y", "td.x", "td.x.y", "#z", "td#z.y", "p , td", "<!-- .x", "/* a */.x", "@import 'a'; .x", "*", ".gone td", "tr.gone > td", "table .gone > .x", "table td", "table>*>td", "tbody > tr > td", "table > tbody td", "table *",
					   "[class]", "td[id=z]", "td[id = 'z']", "@media print{a{}} .x", "@media screen{.x", "@media print, screen{a{} .x", "@media only screen{td"};
	static const char *const other[] = {"th", ".X", "td.w", "p.x", "td:hover", "td::before", ".x td", "table > td", "td[a]", "td[id=y]", "td:nth-child(2)", "@media print{a{} .x", "tr tr td", ".gone > table td", "tr:hover td", "th + td", "div ~ td", "@media (max-width:1px){.x", "@media not screen{td"};
	char sheet[100];
	for (size_t i = 0; i < sizeof sure / sizeof *sure; i++) {
		strcpy(sheet, sure[i]);
		assert_int_equal(value(strcat(sheet, "{display:none}"), QZ_CSS_DISPLAY), 1);
	}
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		strcpy(sheet, other[i]);
		assert_int_equal(value(strcat(sheet, "{display:none}"), QZ_CSS_DISPLAY), -9);
	}
}

static void test_weights(void **state)
{
	(void)state;
	assert_int_equal(value("td{display:none}td{display:block}", QZ_CSS_DISPLAY), 0);
	assert_int_equal(value(".x{display:none}td{display:block}", QZ_CSS_DISPLAY), 1);
	assert_int_equal(value("td.x{display:none}.x.y{display:block}", QZ_CSS_DISPLAY), 0);
	assert_int_equal(value("td{display:none !important}#z{display:block}", QZ_CSS_DISPLAY), 1);
	assert_int_equal(value(".x{display:none}.x.y{display:block}", QZ_CSS_DISPLAY), 0);
	assert_int_equal(value(".x{display:none}.y:nth-child(2){display:block}", QZ_CSS_DISPLAY), 0); /* in doubt it is seen */
	assert_int_equal(value(".x{color:#fff}div + .x{color:red}", QZ_CSS_COLOUR), QZ_CSS_UNKNOWN);
}

static void test_doubts(void **state)
{
	(void)state;
	static const char *const named[] = {"td:nth-child(2)", "th + td", "p ~ .x", "td[id^=z]", "tr:not(.a, .b) td", ".gone:first-child td", "a b c d e f g table tr td"};
	static const char *const quiet[] = {"td", "p:nth-child(2)", "th + p", "td[a]", "td:hover", ".other:first-child td", "td::after"};
	size_t count;
	char sheet[100];
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		strcpy(sheet, named[i]);
		match(strcat(sheet, "{text-decoration:line-through}"), "td", "x", "z", &count);
		assert_int_equal(count, i + 1 < sizeof named / sizeof *named);
	}
	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		strcpy(sheet, quiet[i]);
		match(strcat(sheet, "{visibility:hidden}"), "td", "x", "z", &count);
		assert_int_equal(count, 0);
	}
	match("td:nth-child(2){color:red}", "td", "x", "z", &count);
	assert_int_equal(count, 0);
}

static void test_values(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum qz_css_property property;
		int value;
	} all[] = {{"color:#FfF", QZ_CSS_COLOUR, 0xFFFFFF}, {"color:#12aB34", QZ_CSS_COLOUR, 0x12AB34}, {"color:rgb(255, 0 ,10)", QZ_CSS_COLOUR, 0xFF000A},
		   {"color:rgba(1,2,3,0)", QZ_CSS_COLOUR, QZ_CSS_CLEAR}, {"color:rgb(100%,0%,0%)", QZ_CSS_COLOUR, 0xFF0000}, {"color:#12", QZ_CSS_COLOUR, QZ_CSS_UNKNOWN},
		   {"color:var(--a)", QZ_CSS_COLOUR, QZ_CSS_UNKNOWN}, {"color:inherit", QZ_CSS_COLOUR, -9}, {"background:white url(x)", QZ_CSS_GROUND, QZ_CSS_UNKNOWN},
		   {"background:none repeat #eee", QZ_CSS_GROUND, 0xEEEEEE}, {"background-color:transparent", QZ_CSS_GROUND, QZ_CSS_CLEAR}, {"font-size:1.5pt", QZ_CSS_SIZE, 1},
		   {"font-size:2pt", QZ_CSS_SIZE, 0}, {"font-size:2px", QZ_CSS_SIZE, 1}, {"font-size:0", QZ_CSS_SIZE, 1}, {"font-size:1em", QZ_CSS_SIZE, 0}, {"font-size:small", QZ_CSS_SIZE, 0},
		   {"text-decoration: underline line-through", QZ_CSS_STRIKE, 1}, {"text-line-through:single", QZ_CSS_STRIKE, 1}, {"text-decoration:none", QZ_CSS_STRIKE, 0},
		   {"opacity:0", QZ_CSS_DISPLAY, 1}, {"opacity:.5", QZ_CSS_DISPLAY, -9}, {"visibility:collapse", QZ_CSS_VISIBILITY, 1}, {"x:';display:none'", QZ_CSS_DISPLAY, -9}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct qz_css_values values = {0};
		qz_css_declare(&values, all[i].text, strlen(all[i].text), 1);
		assert_int_equal(values.weight[all[i].property] ? values.value[all[i].property] : -9, all[i].value);
	}
}

static void test_generated(void **state)
{
	(void)state;
	static const char sheet[] = "a::before{content:'\xEE\x98\x81';justify-content:center}b:after{color:red;content: \"已取消\"}";
	struct qz_css css;
	qz_css_init(&css);
	qz_css_read(&css, sheet, strlen(sheet));
	assert_int_equal(css.ngenerated, 1);
	assert_string_equal(css.generated.data, "已取消");
	qz_css_done(&css);
}

static void test_broken(void **state)
{
	(void)state;
	static const char *const sheets[] = {"", "{", "}", "td", "td{", "td{display", "td{display:", "/*", "@", "@media{", ".{}", "#{}", "td{}}.x{display:none}", "'", "td{a:'", "(", ",,,{display:none}", "<!--", "-->"};
	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
		value(sheets[i], QZ_CSS_DISPLAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_selectors), cmocka_unit_test(test_weights), cmocka_unit_test(test_doubts), cmocka_unit_test(test_values), cmocka_unit_test(test_generated), cmocka_unit_test(test_broken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
