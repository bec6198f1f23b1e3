/* Column widths of documents: the page is filled, codes stay whole, labels are broken when that makes the table lower. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/xml.h"
#include "emit/fit.h"
#include "emit/layout.h"

#define WIDTH(characters) (QZ_FIT_MARGINS + (characters) * QZ_FIT_CHARACTER)
#define A4 12756u

/* A list of a serial, a name, a code of 12 digits, and columns of short values; its basis has so many characters. */
static void lay_out(size_t columns, const char *name, size_t basis, unsigned *widths)
{
	struct qz_buf text;
	struct qz_xml_error error = {.message = ""};
	const char *paper = "a4";
	qz_buf_init(&text);
	qz_buf_puts(&text, "<list xmlns='urn:quanze:list:1'><table><columns><column field='serial' label='序号'/><column field='name' label='事项名称'/>"
	                   "<column field='code' label='事项编码'/><column field='basis' label='实施依据'/>");
	for (size_t c = 4; c < columns; c++)
		qz_buf_printf(&text, "<column field='extra' label='自设栏%c'/>", (int)('a' + c));
	qz_buf_puts(&text, "</columns><item><serial><p>1</p></serial><name><p>");
	qz_buf_puts(&text, name);
	qz_buf_puts(&text, "</p></name><code><p>020000010000</p></code><basis><p>");
	for (size_t i = 0; i < basis; i++)
		qz_buf_puts(&text, "法");
	qz_buf_puts(&text, "</p></basis>");
	for (size_t c = 4; c < columns; c++)
		qz_buf_printf(&text, "<extra label='自设栏%c'><p>县级</p></extra>", (int)('a' + c));
	qz_buf_puts(&text, "</item></table></list>");
	xmlDoc *doc = qz_xml_parse(text.data, text.len, "list", &error);
	assert_non_null(doc);
	assert_int_equal(qz_layout_mark(doc, &paper), 0);
	xmlChar *marked = xmlGetNsProp(qz_xml_child(xmlDocGetRootElement(doc), "table"), QZ_X("widths"), QZ_X(QZ_STAGE_NS));
	assert_non_null(marked);
	char *at = (char *)marked;
	for (size_t c = 0; c < columns; c++)
		widths[c] = (unsigned)strtoul(at, &at, 10);
	assert_string_equal(at, "");
	xmlFree(marked);
	xmlFreeDoc(doc);
	qz_buf_done(&text);
}

static void fills_the_page(void **state)
{
	(void)state;
	for (size_t columns = 4; columns <= 15; columns++) {
		unsigned widths[15], sum = 0;
		lay_out(columns, "对甲类行为的处罚", 100 * columns, widths);
		for (size_t c = 0; c < columns; c++)
			sum += widths[c];
		assert_int_equal(sum, A4);
		assert_true(widths[2] >= WIDTH(6)); /* 12 digits */
		assert_true(widths[1] >= WIDTH(4));
	}
}

static void breaks_labels_for_long_text(void **state)
{
	(void)state;
	unsigned few[12], much[12];
	lay_out(12, "甲类处罚", 4, few);
	lay_out(12, "甲类处罚", 2000, much);
	for (size_t c = 4; c < 12; c++) {
		assert_true(few[c] >= WIDTH(4));
		assert_int_equal(much[c], WIDTH(2));
	}
	assert_true(much[3] > 2 * few[3]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(fills_the_page), cmocka_unit_test(breaks_labels_for_long_text)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
