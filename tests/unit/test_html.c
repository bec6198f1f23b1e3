/*
 * The reader of web pages on small pages made here: the grid, what cells show,
 * what is hidden, encodings, and pages that are broken or mean harm.
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
#include "read/html_scan.h"
#include "read/readers.h"
#include "read/table.h"

#define TABLE(rows) "<table>" rows "</table>"
#define CELL(content) TABLE("<tr><td>" content "</td></tr><tr><td>2<td>3</tr>") /* a smaller one is a frame around text */

/* What a test reads and has to give back. */
struct page {
	struct qz_source source;
	struct qz_limits limits;
	struct qz_table *table;
	struct qz_diag diag;
	enum qz_status status;
};

static void page_init(struct page *page)
{
	*page = (struct page){0};
	qz_limits_init(&page->limits);
	qz_diag_init(&page->diag);
}

/* Takes a malloc'ed copy of bytes, finds out what they are, and reads them. */
static void read_bytes(struct page *page, const char *bytes, size_t len)
{
	static const struct qz_open_options options = {.from = "html"};
	char *copy = malloc(len + 1);
	assert_non_null(copy);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	page->status = qz_source_take_bytes(&page->source, "page.html", copy, len, &options, &page->limits, &page->diag);
	if (page->status == QZ_OK)
		page->status = qz_read(&page->source, &page->limits, &page->table, &page->diag);
	assert_false(page->diag.failed);
	assert_true((page->status == QZ_OK) == (page->table != NULL));
}

static void read_page(struct page *page, const char *text)
{
	page_init(page);
	read_bytes(page, text, strlen(text));
	assert_int_equal(page->status, QZ_OK);
}

static void page_done(struct page *page)
{
	qz_table_free(page->table);
	qz_source_done(&page->source);
	qz_diag_done(&page->diag);
}

static const struct qz_cell *cell_at(const struct page *page, size_t sheet, size_t row, unsigned column)
{
	assert_true(sheet < page->table->nsheets && row < page->table->sheets[sheet].nrows);
	return qz_row_at(&page->table->sheets[sheet].rows[row], column);
}

static void assert_cell(const struct page *page, size_t row, unsigned column, const char *text)
{
	const struct qz_cell *cell = cell_at(page, 0, row, column);
	assert_non_null(cell);
	assert_string_equal(cell->text, text);
	assert_int_equal(cell->len, strlen(text));
	assert_int_equal(cell->kind, QZ_CELL_BLOCKS);
}

static void assert_span(const struct page *page, size_t row, unsigned column, unsigned colspan, unsigned rowspan)
{
	const struct qz_cell *cell = cell_at(page, 0, row, column);
	assert_non_null(cell);
	assert_int_equal(cell->colspan, colspan);
	assert_int_equal(cell->rowspan, rowspan);
}

/* The page has one cell, and this is its text. */
static void assert_one(const char *text, const char *expected)
{
	struct page page;
	read_page(&page, text);
	assert_cell(&page, 0, 0, expected);
	page_done(&page);
}

/* Reads hostile text that may be refused, but only for the limit of that name or as broken for that reason. */
static void assert_refused(const char *text, size_t len, const char *name, const char *value)
{
	struct page page;
	page_init(&page);
	read_bytes(&page, text, len);
	assert_int_equal(page.status, QZ_INPUT);
	assert_int_equal(page.diag.count, 1);
	assert_string_equal(qz_finding_get(&page.diag.findings[0], name), value);
	page_done(&page);
}

static size_t count_findings(const struct page *page, enum qz_rule rule)
{
	size_t count = 0;
	for (size_t i = 0; i < page->diag.count; i++)
		count += page->diag.findings[i].rule == rule;
	return count;
}

/* ---- cells ---- */

static void test_blocks(void **state)
{
	(void)state;
	assert_one(CELL("甲\n  乙 "), "甲 乙 ");
	assert_one(CELL("<p>甲</p><p>乙<b>丙</b></p>"), "<p>甲</p><p>乙丙</p>");
	assert_one(CELL("<div>甲<br>乙</div>"), "甲<br>乙");
	assert_one(CELL("<ol><li>甲<li>乙</ol>"), "<ol><li>甲</li><li>乙</li></ol>");
	assert_one(CELL("一：<ul><li>甲<ol><li>子</ol>尾</ul>"), "<p>一：</p><ol><li>甲<ol><li>子</li></ol>尾</li></ol>");
	assert_one(CELL("<ol start=3><li value=7>甲</ol>"), "<ol><li>甲</li></ol>"); /* the browser's numbers are no text */
	assert_one(CELL("甲<o:p></o:p>乙"), "甲乙");
	assert_one(CELL("<span style='font-family:x'>甲</span><a href=y>乙</a>"), "甲乙");
	assert_one(CELL(""), "");
}

static void test_characters(void **state)
{
	(void)state;
	assert_one(CELL("&lt;p&gt;&amp;&quot;&#20013;&copy;&nosuch;"), "&lt;p&gt;&amp;\"中©&amp;nosuch;");
	assert_one(CELL("&#150;&#x93;"), "–“"); /* windows-1252, as browsers read them */
	assert_one(CELL("a < b & c"), "a &lt; b &amp; c");
	assert_one(CELL("按<GB/T 9704>，<abc@gov.cn>，<http://a.cn>"), "按&lt;GB/T 9704&gt;，&lt;abc@gov.cn&gt;，&lt;http://a.cn&gt;");
	assert_one(CELL("<zoom>甲</zoom><my-box>乙</my-box><time>丙</time>"), "甲乙丙");
	assert_one(CELL("甲<script>if (a<b) x('</td>');</script><style>p{}</style><!-- 乙 <td> -->丙"), "甲丙");
	assert_one(CELL("<input value='甲'><input type=hidden value=乙><select><option>丙<option selected>丁</select>"), "甲丁");
}

static void test_control_characters(void **state)
{
	(void)state;
	static const char text[] = CELL("甲\x01乙\0丙\f丁");
	struct page page;
	page_init(&page);
	read_bytes(&page, text, sizeof text - 1);
	assert_cell(&page, 0, 0, "甲\xEF\xBF\xBD乙\xEF\xBF\xBD丙 丁");
	assert_int_equal(count_findings(&page, QZ_RULE_BAD_BYTES), 2);
	page_done(&page);
}

/* ---- the grid ---- */

static void test_spans(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, TABLE("<tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g"));
	assert_span(&page, 0, 0, 1, 2);
	assert_span(&page, 0, 1, 2, 1);
	assert_cell(&page, 0, 3, "c");
	assert_cell(&page, 1, 1, "d");
	assert_cell(&page, 1, 3, "f");
	assert_cell(&page, 2, 0, "g");
	assert_null(cell_at(&page, 0, 1, 0));
	page_done(&page);
}

static void test_spans_end_with_their_group(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, TABLE("<thead><tr><td rowspan=9>a<td>b</tr></thead><tbody><tr><td rowspan=0>c<td>d<tr><td>e<tr><td>f</tbody>"));
	assert_span(&page, 0, 0, 1, 1);
	assert_cell(&page, 1, 0, "c");
	assert_span(&page, 1, 0, 1, 3);
	assert_cell(&page, 3, 1, "f");
	page_done(&page);
}

static void test_odd_spans(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, TABLE("<tr><td colspan=1000000000 rowspan=99999999999999999999>a<tr><td colspan=-3 rowspan=x>b<td colspan=''>c"));
	assert_span(&page, 0, 0, 1000, 2);
	assert_span(&page, 1, 1000, 1, 1);
	assert_cell(&page, 1, 1001, "c");
	page_done(&page);
}

/* ---- tables ---- */

static void test_nested_tables(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, TABLE("<tr><td>菜单<td>" TABLE("<tr><td>1<td>2<td>3<tr><td>4<td>5<td>6") "</td></tr>"));
	assert_int_equal(page.table->nsheets, 1);
	assert_cell(&page, 0, 0, "1");
	page_done(&page);
	read_page(&page, TABLE("<tr><td>1<td>2<td>3" TABLE("<tr><td>甲<td>乙") "</td></tr>"));
	assert_int_equal(page.table->nsheets, 1);
	assert_cell(&page, 0, 2, "<p>3</p><p>甲</p><p>乙</p>");
	page_done(&page);
}

/* The page's n-th aside of a kind. */
static void assert_aside(const struct page *page, enum qz_aside_kind kind, size_t n, size_t sheet, const char *text)
{
	const struct qz_aside_list *asides = &page->table->asides[kind];
	assert_true(n < asides->count);
	assert_string_equal(asides->list[n].cell->text, text);
	assert_int_equal(asides->list[n].sheet, sheet);
}

static void test_flow(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, "<title> 网\n站 </title><h1>甲</h1>散<b>文</b><h4>清 单</h4>" CELL("1") "<ul><li>一<li>二</ul>" CELL("2")
			     "<table><tr><td>框</table>" TABLE("<caption>丁</caption><tr><td>3<td>4<tr><td>5") "<p>末<br>行");
	assert_string_equal(page.table->title, "网 站");
	assert_int_equal(page.table->nsheets, 3);
	static const struct {
		const char *text;
		size_t sheet;
		unsigned level;
		bool heading;
	} flow[] = {{"网 站", 0, 0, false}, {"甲", 0, 1, true}, {"散文", 0, 0, false}, {"清 单", 0, 4, true}, {"一", 1, 0, false},
		    {"二", 1, 0, false},   {"框", 2, 0, false}, {"丁", 2, 0, true},    {"末<br>行", 3, 0, false}};
	assert_int_equal(page.table->asides[QZ_ASIDE_FLOW].count, sizeof flow / sizeof *flow);
	for (size_t i = 0; i < sizeof flow / sizeof *flow; i++) {
		const struct qz_aside *aside = &page.table->asides[QZ_ASIDE_FLOW].list[i];
		assert_aside(&page, QZ_ASIDE_FLOW, i, flow[i].sheet, flow[i].text);
		assert_int_equal(aside->level, flow[i].level);
		assert_int_equal(aside->cell->heading, flow[i].heading);
	}
	page_done(&page);
}

static void test_regions(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, "<header><h1>甲</h1>乙</header><nav><a>丙</a><p>丁</nav><main><header>戊</header><ul><li><a href=x>己</a><li><a href=y>庚</a></ul>" CELL("1")
			     "</main><footer><p>辛<p>壬</footer>");
	assert_aside(&page, QZ_ASIDE_FLOW, 0, 0, "甲");
	assert_aside(&page, QZ_ASIDE_FLOW, 1, 0, "戊");
	assert_aside(&page, QZ_ASIDE_PAGE_HEADER, 0, 0, "乙");
	assert_aside(&page, QZ_ASIDE_PAGE_HEADER, 1, 0, "丙 丁");
	assert_aside(&page, QZ_ASIDE_PAGE_HEADER, 2, 0, "己 庚");
	assert_aside(&page, QZ_ASIDE_PAGE_FOOTER, 0, 1, "辛 壬");
	page_done(&page);
}

static void test_struck(void **state)
{
	(void)state;
	struct page page;
	const char *text = "<style>td.x, .y { text-decoration : line-through }</style>" CELL("甲<s>乙</s>丙<span style='text-decoration:line-through red'>丁</span>")
		TABLE("<tr><td>1<td class='w x'>2<tr class=y><td>3<td>4<tr><td><s style='text-decoration:none'>5</s><td>6");
	read_page(&page, text);
	assert_cell(&page, 0, 0, "甲丙");
	assert_aside(&page, QZ_ASIDE_STRUCK, 0, 0, "乙 丁");
	assert_int_equal(page.table->asides[QZ_ASIDE_STRUCK].count, 4);
	assert_string_equal(cell_at(&page, 1, 2, 0)->text, "5");
	page_done(&page);
}

static void test_unseen(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, "<style>.gone{display:none}.pane{display:none}.pane.on{display:block}/*.a{}*/@media print{td{display:none}}#z{color:#fff}"
			 ".d{background:#036}th{color:white}.t .d b{color:red}</style>"
			 TABLE("<tr><td>甲<i class=gone>乙</i><td class='pane on'>丙<tr><td id=z>丁<td><span style='font-size:0'>戊</span>"
			       "<tr><th class=d>己<td><font color=#FEFEFE>庚</font>"));
	assert_cell(&page, 0, 0, "甲");
	assert_cell(&page, 0, 1, "丙");
	assert_aside(&page, QZ_ASIDE_UNSEEN, 0, 0, "乙");
	assert_int_equal(cell_at(&page, 0, 1, 0)->signs, QZ_SIGN_PALE);
	assert_int_equal(cell_at(&page, 0, 1, 1)->signs, QZ_SIGN_TINY);
	assert_int_equal(cell_at(&page, 0, 2, 0)->signs, 0);
	assert_int_equal(cell_at(&page, 0, 2, 1)->signs, QZ_SIGN_PALE);
	page_done(&page);
	read_page(&page, "<style>body{display:none}</style><body>" CELL("甲")); /* until a script shows it */
	assert_cell(&page, 0, 0, "甲");
	page_done(&page);
}

static void test_beside(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, CELL("<img src=x alt=章><svg><text>图</text></svg><input value=填 placeholder=提><select><option>选<option>别</select>"
			      "<iframe srcdoc='&lt;p>框'></iframe><a title=甲乙>甲</a><a title='乙'>乙丙</a>"));
	assert_cell(&page, 0, 0, "填选甲乙丙");
	assert_aside(&page, QZ_ASIDE_ALTERNATIVE, 0, 0, "章 甲乙");
	assert_aside(&page, QZ_ASIDE_BOX, 0, 0, "图 框");
	assert_aside(&page, QZ_ASIDE_CONTROL, 0, 0, "提 别");
	assert_int_equal(count_findings(&page, QZ_RULE_CONTENT_SKIPPED), 1);
	page_done(&page);
}

static void test_cards(void **state)
{
	(void)state;
	struct page page;
	read_page(&page, "<table><tr><td colspan=2>题<tr><td>" TABLE("<tr><td>名<td>1<tr><td>类<td>2<tr><td>据<td>3") "<td>"
			     TABLE("<tr><td>名<td>4<tr><td>类<td>5<tr><td>据<td>6") "</table>");
	assert_int_equal(page.table->nsheets, 1);
	assert_int_equal(page.table->sheets[0].nrows, 6);
	assert_cell(&page, 3, 1, "4");
	assert_aside(&page, QZ_ASIDE_FLOW, 0, 0, "题");
	page_done(&page);
}

static void test_hidden(void **state)
{
	(void)state;
	struct page page;
	read_page(&page,
		  TABLE("<tr hidden><td>a<tr><td style='display : none'>b<td>c<span style='color:red;display:none'>x</span>"
			"<tr style='visibility:collapse'><td>d") "<div style='display:none'>" CELL("e") "</div>" CELL("<b "
														      "style='mydisplay:"
														      "none'>f</b>"));
	assert_true(page.table->sheets[0].rows[0].hidden);
	assert_false(page.table->sheets[0].rows[1].hidden);
	assert_true(page.table->sheets[0].rows[2].hidden);
	assert_cell(&page, 1, 0, "c");
	assert_false(page.table->sheets[0].hidden);
	assert_true(page.table->sheets[1].hidden);
	assert_false(page.table->sheets[2].hidden);
	assert_int_equal(cell_at(&page, 2, 0, 0)->len, 1);
	assert_aside(&page, QZ_ASIDE_UNSEEN, 0, 0, "b");
	assert_aside(&page, QZ_ASIDE_UNSEEN, 1, 0, "x");
	page_done(&page);
}

/* ---- encodings ---- */

static void test_encodings(void **state)
{
	(void)state;
	static const struct {
		const char *text, *encoding;
	} pages[] = {
	    {"<meta charset=gb2312>" CELL("\xC4\xB3\xBE\xD6\xD6\xC6\xB6\xA8"), "GB18030"},
	    {"<meta http-equiv=Content-Type content=\"text/html; charset=big5\">" CELL("\xAC\x59\xA7\xBD\xA8\xEE\xA9\x77"), "BIG5-HKSCS"},
	    {"<META CHARSET='iso-8859-1'>" CELL("\xC4\xB3\xBE\xD6\xD6\xC6\xB6\xA8"), "GB18030"},
	    {"<meta charset=gbk>" CELL("某局制定"), "UTF-8"}, /* what it is wins over what it says */
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct page page;
		read_page(&page, pages[i].text);
		assert_string_equal(page.source.encoding, pages[i].encoding);
		assert_cell(&page, 0, 0, "某局制定");
		page_done(&page);
	}
}

/* ---- pages that are broken or mean harm ---- */

static void repeat(struct qz_buf *out, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		qz_buf_puts(out, text);
}

static void test_depth(void **state)
{
	(void)state;
	static const char *const tags[] = {"<div>", "<table><tr><td>", "<ul><li>", "<b>", "<p><font>"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct qz_buf text;
		qz_buf_init(&text);
		qz_buf_puts(&text, "<table><tr><td>");
		repeat(&text, tags[i], 100000);
		qz_buf_puts(&text, "末</table>");
		assert_refused(text.data, text.len, "limit", "depth");
		qz_buf_done(&text);
	}
}

static void test_attributes(void **state)
{
	(void)state;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_puts(&text, "<table><tr><td ");
	for (unsigned i = 0; i < 50000; i++)
		qz_buf_printf(&text, "a%u='>' ", i);
	qz_buf_puts(&text, ">甲</table>");
	assert_refused(text.data, text.len, "reason", "attributes");
	qz_buf_clear(&text);
	qz_buf_puts(&text, "<table><tr><td data-x='"); /* one long value is no harm */
	repeat(&text, "{\"a\": 1, \"b\": 2} ", 20000);
	qz_buf_puts(&text, "'>甲<td>乙<td>丙</table><script>for (i=0;i<n;i++) { ");
	repeat(&text, "f ( 'a' , 1 ) ; ", 20000);
	qz_buf_puts(&text, "}</script>");
	assert_one(text.data, "甲");
	qz_buf_done(&text);
}

/* Rows that cost little to write and must cost little to read. */
static void test_many_rows(void **state)
{
	(void)state;
	struct qz_buf text;
	struct page page;
	qz_buf_init(&text);
	qz_buf_puts(&text, "<table><tr>");
	repeat(&text, "<td colspan=1000 rowspan=65534>", 16);
	repeat(&text, "<tr><td>x", 60000);
	repeat(&text, "<tbody><tr>", 60000);
	read_page(&page, text.data);
	assert_int_equal(page.table->sheets[0].nrows, 120001);
	page_done(&page);
	qz_buf_done(&text);
}

static void test_limits(void **state)
{
	(void)state;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_puts(&text, "<table><tr>");
	repeat(&text, "<td colspan=1000>", 17);
	assert_refused(text.data, text.len, "limit", "span");
	qz_buf_clear(&text);
	repeat(&text, "<table><tr><td><td><td></table>", 4097);
	assert_refused(text.data, text.len, "limit", "sheets");
	qz_buf_done(&text);
}

/* Cut off anywhere: something or nothing is read, and nothing breaks. */
static void test_cut_off(void **state)
{
	(void)state;
	static const char text[] =
	    "<!DOCTYPE html [<!ENTITY a \"b\">]><title>甲</title><!-- x --><table border='1'><caption>乙<tr><td>丁<td>戊<td>己<tr><td rowspan=\"2\">"
	    "&lt;&#1234;&a;<ol><li value=3>丙<script>a<b</script><select><option>x</table></div></p><td></tr></ol>";
	size_t readings = 0;
	for (size_t len = 1; len < sizeof text; len++) {
		struct page page;
		page_init(&page);
		page.limits.bad_bytes = 1000;
		read_bytes(&page, text, len);
		if (page.status != QZ_OK)
			assert_int_equal(page.diag.totals[QZ_ERROR], 1); /* it is said why */
		else if (page.table->nsheets > 0) { /* the first row is there, and is what it is */
			assert_cell(&page, 0, 0, "丁");
			assert_true(cell_at(&page, 0, 0, 1)->len >= 1);
			readings++;
		}
		page_done(&page);
	}
	assert_true(readings > 80);
}

static void test_sniff(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int sure;
	} samples[] = {{"<html><table><tr>", 3}, {"\n <TABLE>\n<TR>", 3}, {"<p>甲</p>\t乙\n", 0}, {"<table>", 0}, {"x\t<table><tr>", 1}};
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		assert_int_equal(qz_reader_html.sniff(samples[i].text, strlen(samples[i].text)), samples[i].sure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_blocks),
	    cmocka_unit_test(test_characters),
	    cmocka_unit_test(test_control_characters),
	    cmocka_unit_test(test_spans),
	    cmocka_unit_test(test_spans_end_with_their_group),
	    cmocka_unit_test(test_odd_spans),
	    cmocka_unit_test(test_nested_tables),
	    cmocka_unit_test(test_flow), cmocka_unit_test(test_regions), cmocka_unit_test(test_struck), cmocka_unit_test(test_unseen),
		cmocka_unit_test(test_beside), cmocka_unit_test(test_cards),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_encodings),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_attributes),
	    cmocka_unit_test(test_many_rows),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_cut_off),
	    cmocka_unit_test(test_sniff),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
