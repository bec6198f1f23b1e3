/*
 * The reader of Word documents on small ones made here: merges, runs, numbers
 * as Word counts them, tracked changes, and packages that are broken or mean
 * harm.
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
#include "base/zip.h"
#include "read/docx_parts.h"
#include "read/readers.h"
#include "read/table.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define ROOT(name, content) "<w:" name " xmlns:w=\"" W "\" xmlns:mc=\"mc\" xmlns:v=\"v\">" content "</w:" name ">"
#define BODY(content) ROOT("document", "<w:body>" content "</w:body>")
#define TBL(rows) "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#define TC(properties, content) "<w:tc><w:tcPr>" properties "</w:tcPr>" content "</w:tc>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(content) "<w:p>" content "</w:p>"
#define CELL(text) TC("", P(R(text)))
#define ONE(content) BODY(TBL(TR("<w:tc>" content "</w:tc>")))
#define STYLED(style, content) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" content "</w:p>"
#define LISTED(list, level, content)                                                                                                       \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr>" content "</w:p>"
#define LVL(level, start, format, text)                                                                                                    \
	"<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"" start "\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></"      \
															     "w:lvl>"

/* What a test reads and has to give back. */
struct file {
	struct qz_source source;
	struct qz_limits limits;
	struct qz_table *table;
	struct qz_diag diag;
	enum qz_status status;
};

struct part {
	const char *name, *text;
};

static void read_file(struct file *file, const struct part *parts, size_t count)
{
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	for (size_t i = 0; i < count; i++)
		if (parts[i].text)
			assert_int_equal(qz_zip_writer_add(writer, parts[i].name, parts[i].text, strlen(parts[i].text)), 0);
	assert_int_equal(qz_zip_writer_finish(writer, &bytes), 0);
	qz_zip_writer_free(writer);
	*file = (struct file){.source = {.bytes = bytes.data, .len = bytes.len}};
	qz_limits_init(&file->limits);
	qz_diag_init(&file->diag);
	file->status = qz_reader_docx.read(&file->source, &file->limits, &file->table, &file->diag);
	assert_false(file->diag.failed);
	assert_true((file->status == QZ_OK) == (file->table != NULL));
}

/* Reads a document; the other parts may be NULL. */
static void read_document(struct file *file, const char *document, const char *numbering, const char *styles)
{
	const struct part parts[] = {{"word/document.xml", document}, {"word/numbering.xml", numbering}, {"word/styles.xml", styles}};
	read_file(file, parts, 3);
}

static void file_done(struct file *file)
{
	qz_table_free(file->table);
	qz_diag_done(&file->diag);
	free(file->source.bytes);
}

static const struct qz_cell *cell_at(const struct file *file, size_t row, unsigned column)
{
	assert_int_equal(file->status, QZ_OK);
	assert_true(file->table->nsheets > 0 && row < file->table->sheets[0].nrows);
	return qz_row_at(&file->table->sheets[0].rows[row], column);
}

static void assert_cell(const struct file *file, size_t row, unsigned column, const char *text)
{
	const struct qz_cell *cell = cell_at(file, row, column);
	assert_non_null(cell);
	assert_string_equal(cell->text, text);
	assert_int_equal(cell->len, strlen(text));
	assert_int_equal(cell->kind, QZ_CELL_BLOCKS);
}

static void assert_span(const struct file *file, size_t row, unsigned column, unsigned colspan, unsigned rowspan)
{
	const struct qz_cell *cell = cell_at(file, row, column);
	assert_non_null(cell);
	assert_int_equal(cell->colspan, colspan);
	assert_int_equal(cell->rowspan, rowspan);
	assert_false(cell->covered);
}

static void assert_one(const char *document, const char *numbering, const char *styles, const char *expected)
{
	struct file file;
	read_document(&file, document, numbering, styles);
	assert_cell(&file, 0, 0, expected);
	file_done(&file);
}

/* The count of a finding about `what`; 0 when there is none. */
static long count_of(const struct file *file, enum qz_rule rule, const char *what)
{
	for (size_t i = 0; i < file->diag.count; i++)
		if (file->diag.findings[i].rule == rule && strcmp(qz_finding_get(&file->diag.findings[i], "what"), what) == 0)
			return strtol(qz_finding_get(&file->diag.findings[i], "count"), NULL, 10);
	return 0;
}

/* An aside (n-th of its kind, from 0), where it hangs, and its text. */
static void assert_aside(const struct file *file, enum qz_aside_kind kind, size_t n, unsigned row, unsigned column, const char *text)
{
	assert_int_equal(file->status, QZ_OK);
	assert_true(n < file->table->asides[kind].count);
	const struct qz_aside *aside = &file->table->asides[kind].list[n];
	assert_string_equal(aside->cell->text, text);
	assert_int_equal(aside->row, row);
	assert_int_equal(aside->cell->column, column);
}

static size_t count_asides(const struct file *file, enum qz_aside_kind kind)
{
	return file->table->asides[kind].count;
}

static void assert_refused(struct file *file, const char *name, const char *value)
{
	assert_int_equal(file->status, QZ_INPUT);
	assert_int_equal(file->diag.count, 1);
	assert_string_equal(qz_finding_get(&file->diag.findings[0], name), value);
	file_done(file);
}

static const char numbering[] = ROOT(
    "numbering", "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "1", "chineseCountingThousand", "（%1）") LVL("1", "1", "decimal", "%2.")
		     LVL("2", "3", "lowerLetter",
			 "%1-%2-%3)") "</w:abstractNum>"
				      "<w:abstractNum w:abstractNumId=\"1\">" LVL(
					  "0", "1", "bullet",
					  "●") "</w:abstractNum>"
					       "<w:abstractNum w:abstractNumId=\"2\">" LVL(
						   "0", "1", "decimal",
						   "&lt;%1&gt;") "</w:abstractNum>"
								 "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num "
								 "w:numId=\"2\"><w:abstractNumId w:val=\"0\"/></w:num>"
								 "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride "
								 "w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>"
								 "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num><w:num "
								 "w:numId=\"5\"><w:abstractNumId w:val=\"2\"/></w:num>");

/* ---- tables ---- */

static void test_merges(void **state)
{
	(void)state;
	struct file file;
	read_document(
	    &file,
	    BODY(TBL(
		TR(TC("<w:vMerge w:val=\"restart\"/>", P(R("a"))) TC("<w:gridSpan w:val=\"2\"/>", P(R("b"))))
		    TR(TC("<w:vMerge/>", P("")) TC("", P(R("c"))) TC("", P(R("d")))) TR(TC("<w:vMerge w:val=\"continue\"/>", P(R("旧"))) TC(
			"<w:vMerge/>",
			P(R("e")))) "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:hidden/></w:trPr>" TC("",
												       P(R("f"))) "</w:tr>" TR(TC("<w:"
																  "hMerge "
																  "w:val="
																  "\"restar"
																  "t\"/>",
																  P(R("g")))
																   TC("<w:"
																      "hMer"
																      "ge/"
																      ">",
																      P("")))
			TC("", P(R("h"))))),
	    NULL, NULL);
	assert_span(&file, 0, 0, 1, 3);
	assert_span(&file, 0, 1, 2, 1);
	assert_null(cell_at(&file, 1, 0));
	assert_cell(&file, 1, 1, "c");
	assert_true(cell_at(&file, 2, 0)->covered);
	assert_cell(&file, 2, 0, "旧");
	assert_cell(&file, 2, 1, "e"); /* it goes on with nothing: content */
	assert_false(cell_at(&file, 2, 1)->covered);
	assert_cell(&file, 3, 1, "f");
	assert_true(file.table->sheets[0].rows[3].hidden);
	assert_span(&file, 4, 0, 2, 1);
	file_done(&file);
}

static void test_wrappers(void **state)
{
	(void)state;
	struct file file;
	read_document(
	    &file,
	    BODY("<w:sdt><w:sdtContent>" TBL("<w:sdt><w:sdtPr/><w:sdtContent>" TR(CELL("1")) TR(CELL("2")) "</w:sdtContent></w:sdt>" TR(
		"<w:sdt><w:sdtContent>" CELL("3") CELL("4") "</w:sdtContent></w:sdt>" CELL(
		    "5"))) "</w:sdtContent></w:sdt>" TBL(TR(TC("", TBL(TR(CELL("6") CELL("7")) TR(CELL("8") CELL("9"))) P(""))))),
	    NULL, NULL);
	assert_int_equal(file.table->nsheets, 2);
	assert_cell(&file, 1, 0, "2");
	assert_cell(&file, 2, 1, "4");
	assert_cell(&file, 2, 2, "5");
	assert_int_equal(file.table->sheets[1].nrows, 2); /* the outer table is a frame */
	file_done(&file);
	assert_one(BODY(TBL(TR(TC("", P(R("甲")) TBL(TR(CELL("乙") CELL("丙"))) P(R("丁"))) CELL("")))), NULL, NULL,
		   "<p>甲</p><p>乙</p><p>丙</p><p>丁</p>");
}

static void test_flow(void **state)
{
	(void)state;
	static const char styles[] =
	    ROOT("styles", "<w:style w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style>"
			   "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
			   "<w:style w:styleId=\"o\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>"
			   "<w:style w:styleId=\"q\"><w:basedOn w:val=\"o\"/></w:style>"
			   "<w:style w:styleId=\"t1\"><w:name w:val=\"toc 1\"/></w:style>");
	struct file file;
	read_document(&file,
		      BODY(STYLED("a3", R(" 甲县乙局") R("权责清单 ")) STYLED("t1", R("一、许可 1")) STYLED("q", R("乙")) TBL(TR(CELL("1"))) P(" ")
			       "<w:sdt><w:sdtContent>" P(R("注：&lt;无&gt;。")) "</w:sdtContent></w:sdt>" TBL(TR(CELL("2")))
				   STYLED("1", R("二、行政检查")) "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("甲") "</w:p>" P(R("乙"))),
		      NULL, styles);
	assert_null(file.table->title);
	assert_null(file.table->sheets[0].title);
	const struct qz_aside *flow = file.table->asides[QZ_ASIDE_FLOW].list;
	assert_int_equal(count_asides(&file, QZ_ASIDE_FLOW), 5);
	assert_aside(&file, QZ_ASIDE_FLOW, 0, 0, 0, "甲县乙局权责清单 ");
	assert_true(flow[0].cell->heading && flow[0].level == 1 && flow[0].sheet == 0);
	assert_true(flow[1].cell->heading && flow[1].level == 2);
	assert_aside(&file, QZ_ASIDE_FLOW, 2, 0, 0, "注：&lt;无&gt;。");
	assert_true(!flow[2].cell->heading && flow[2].sheet == 1 && flow[2].cell->kind == QZ_CELL_BLOCKS);
	assert_true(flow[3].cell->heading && flow[3].level == 1 && flow[3].sheet == 2);
	assert_aside(&file, QZ_ASIDE_FLOW, 4, 0, 0, "甲乙"); /* the mark between them is deleted */
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "contents"), 1);
	file_done(&file);
}

#define OWN_STYLES                                                                                                                         \
	"<w:style w:styleId=\"QzCell\"/><w:style w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>"                                    \
	"<w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>"
#define OWN_BODY                                                                                                                           \
	BODY(STYLED("QzMark", R("甲县")) STYLED("Title", R("清单")) STYLED("Heading1", R("一、许可")) STYLED("QzSheet", R("表一"))             \
		 TBL(TR(CELL("1"))) P(R("注：有误。")) STYLED("Title", R("附录")) STYLED("Heading1", R("待核")) P(R("第1项"))                   \
		     STYLED("QzText", R("无")))

/* Our own files: titles where they came from; what a person wrote into one is text like any, in an appendix only where it has a style. */
static void test_own_files(void **state)
{
	(void)state;
	struct file file;
	read_document(&file, OWN_BODY, NULL, ROOT("styles", OWN_STYLES "<w:style w:styleId=\"QzText\"/>"));
	assert_string_equal(file.table->title, "清单");
	assert_string_equal(file.table->sheets[0].title, "一、许可");
	assert_string_equal(file.table->sheets[0].name, "表一");
	assert_int_equal(count_asides(&file, QZ_ASIDE_FLOW), 2);
	assert_aside(&file, QZ_ASIDE_FLOW, 0, 0, 0, "注：有误。");
	assert_aside(&file, QZ_ASIDE_FLOW, 1, 0, 0, "第1项");
	file_done(&file);
	read_document(&file, OWN_BODY, NULL, ROOT("styles", OWN_STYLES));
	assert_int_equal(count_asides(&file, QZ_ASIDE_FLOW), 1);
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "paragraphs"), 3);
	file_done(&file);
}

/* ---- text ---- */

static void test_runs(void **state)
{
	(void)state;
	assert_one(
	    ONE(P(R("a&lt;b&amp;") "<w:r><w:t xml:space=\"preserve\"> c</w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t><w:noBreakHyphen/>"
				   "<w:softHyphen/><w:t>f</w:t></w:r>")),
	    NULL, NULL, "a&lt;b&amp; c d<br>e-f");
	assert_one(ONE(P("<w:hyperlink>" R("甲") "</w:hyperlink><w:smartTag>" R(
		       "乙") "</w:smartTag><w:sdt><w:sdtPr><w:r><w:t>x</w:t></w:r></w:sdtPr>"
			     "<w:sdtContent>" R("丙") "</w:sdtContent></w:sdt>") P(R("丁"))),
		   NULL, NULL, "<p>甲乙丙</p><p>丁</p>");
	assert_one(ONE(P("<w:r><w:ruby><w:rt>" R("zi") "</w:rt><w:rubyBase>" R(
		       "字") "</w:rubyBase></w:ruby></w:r>"
			     "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Wingdings\" w:char=\"F082\"/>"
			     "<w:sym w:font=\"Some\" w:char=\"2460\"/></w:r>")),
		   NULL, NULL, "字☑②①");
}

static void test_boxes(void **state)
{
	(void)state;
	struct file file;
	read_document(
	    &file,
	    ONE(P(
		"<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" P(R("甲"))
		    P(R("乙")) "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" P(R(
			"甲")) "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:drawing/><w:footnoteReference/>"
			       "<w:sym w:font=\"X\" w:char=\"F001\"/></w:r>" R("丙"))),
	    NULL, NULL);
	assert_cell(&file, 0, 0, "\xEF\xBF\xBD丙"); /* a box beside the cell's own words is none of them */
	assert_aside(&file, QZ_ASIDE_BOX, 0, 1, 0, "<p>甲</p><p>乙</p>");
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "pictures"), 1);
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "symbols"), 1);
	file_done(&file);
	read_document(&file,
		      BODY(P("<w:r><w:drawing><docPr descr=\"流程图\"/><cNvPr descr=\"流程图\" title=\"a.png\"/><w:txbxContent>" P(R("甲")) P(R(
			  "乙")) "</w:txbxContent></w:drawing><w:pict><v:shape alt=\"章\"><v:textpath string=\"样本\"/></v:shape></w:pict></w:r>" R("丙"))),
		      NULL, NULL);
	assert_aside(&file, QZ_ASIDE_FLOW, 0, 0, 0, "丙");
	assert_aside(&file, QZ_ASIDE_BOX, 0, 0, 0, "<p>甲</p><p>乙</p>");
	assert_aside(&file, QZ_ASIDE_BOX, 1, 0, 0, "样本");
	assert_int_equal(count_asides(&file, QZ_ASIDE_ALTERNATIVE), 2);
	assert_aside(&file, QZ_ASIDE_ALTERNATIVE, 0, 0, 0, "流程图");
	assert_aside(&file, QZ_ASIDE_ALTERNATIVE, 1, 0, 0, "章");
	file_done(&file);
}

#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"

static void test_fields(void **state)
{
	(void)state;
	assert_one(ONE(P(FIELD("begin") CODE(" IF ") FIELD("begin") CODE("X") FIELD("separate") R("内") FIELD("end") CODE(" = 1")
			     FIELD("separate") R("果") FIELD("end") R("后"))),
		   NULL, NULL, "果后");
	assert_one(ONE(P("<w:fldSimple w:instr=\"PAGE\">" R("3") "</w:fldSimple>" FIELD("begin") CODE("eq \\o\\ac(○,12)") FIELD("end")
			     FIELD("begin") CODE("EQ \\* jc2 \\o\\ad(\\s\\up 9(zi),字)") FIELD("end"))),
		   NULL, NULL, "3⑫字");
	/* never ended: what follows in the next cell is read again */
	struct file file;
	read_document(&file, BODY(TBL(TR(TC("", P(FIELD("begin") R("x"))) CELL("甲")))), NULL, NULL);
	assert_cell(&file, 0, 1, "甲");
	file_done(&file);
}

static void test_changes(void **state)
{
	(void)state;
	struct file file;
	read_document(
	    &file,
	    BODY(TBL(TR(TC("", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins>" R(
				   "甲") "</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
					 "<w:moveFrom>" R("丙") "</w:moveFrom></w:p>" P("<w:moveTo>" R(
					     "丁") "</w:moveTo>"))) "<w:tr><w:trPr><w:del/></w:trPr>" CELL("戊") "</w:tr>" TR(CELL("己")))),
	    NULL, NULL);
	assert_cell(&file, 0, 0, "甲丁");
	assert_null(cell_at(&file, 1, 0));
	assert_cell(&file, 2, 0, "己");
	assert_int_equal(count_of(&file, QZ_RULE_CHANGES_ACCEPTED, "changes"), 5);
	assert_aside(&file, QZ_ASIDE_DELETED, 0, 1, 0, "乙丙");
	assert_aside(&file, QZ_ASIDE_DELETED, 1, 2, 0, "戊");
	file_done(&file);
	/* a paragraph that goes as a whole, and a table */
	read_document(&file,
		      BODY("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" CELL("子") "</w:tr></w:tbl>" TBL(
			  TR(TC("", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>甲</w:delText></w:r></w:del></w:p>" P(R("乙")))))),
		      NULL, NULL);
	assert_int_equal(file.table->nsheets, 1);
	assert_cell(&file, 0, 0, "乙");
	assert_aside(&file, QZ_ASIDE_DELETED, 0, 0, 0, "子");
	assert_aside(&file, QZ_ASIDE_DELETED, 1, 1, 0, "甲");
	file_done(&file);
}

#define VANISH(value, text) "<w:r><w:rPr><w:vanish" value "/></w:rPr><w:t>" text "</w:t></w:r>"

static void test_hidden(void **state)
{
	(void)state;
	static const char styles[] =
	    ROOT("styles",
		 "<w:style w:styleId=\"h\"><w:basedOn w:val=\"g\"/></w:style>"
		 "<w:style w:styleId=\"g\"><w:rPr><w:vanish/></w:rPr></w:style>"
		 "<w:style w:styleId=\"c\"><w:basedOn w:val=\"d\"/></w:style><w:style w:styleId=\"d\"><w:basedOn w:val=\"c\"/></w:style>");
	struct file file;
	read_document(&file,
		      ONE(P(VANISH("", "a") VANISH(" w:val=\"0\"", "b") "<w:r><w:rPr><w:rStyle w:val=\"h\"/></w:rPr><w:t>c</w:t></w:r>")
			      STYLED("h", R("d") VANISH(" w:val=\"false\"", "e")) STYLED("c", R("f"))),
		      NULL, styles);
	assert_cell(&file, 0, 0, "<p>b</p><p>e</p><p>f</p>");
	assert_aside(&file, QZ_ASIDE_UNSEEN, 0, 1, 0, "<p>a c</p><p>d</p>");
	file_done(&file);
}

#define STRUCK(text) "<w:r><w:rPr><w:strike/></w:rPr><w:t>" text "</w:t></w:r>"

static void test_struck(void **state)
{
	(void)state;
	static const char styles[] =
	    ROOT("styles", "<w:style w:styleId=\"p\"><w:rPr><w:strike/></w:rPr></w:style><w:style w:styleId=\"q\"><w:basedOn w:val=\"p\"/></w:style>"
			   "<w:style w:styleId=\"c\"><w:rPr><w:strike/></w:rPr></w:style>"
			   "<w:style w:styleId=\"d\"><w:rPr><w:dstrike/></w:rPr></w:style>");
	struct file file;
	read_document(&file,
		      ONE(P(R("甲") STRUCK("一") STRUCK("二") R("乙") STRUCK("三") STRUCK(" ") "<w:r><w:rPr><w:rStyle w:val=\"d\"/></w:rPr><w:t>四</w:t></w:r>")
			      STYLED("q", R("五") "<w:r><w:rPr><w:rStyle w:val=\"c\"/></w:rPr><w:t>丙</w:t></w:r>"
					  "<w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>丁</w:t></w:r>")),
		      NULL, styles);
	assert_cell(&file, 0, 0, "<p>甲乙 </p><p>丙丁</p>"); /* a style on a style that strikes takes the line away */
	assert_aside(&file, QZ_ASIDE_STRUCK, 0, 1, 0, "<p>一二 三四</p><p>五</p>");
	assert_int_equal(count_asides(&file, QZ_ASIDE_STRUCK), 1);
	file_done(&file);
	assert_one(ONE(LISTED("1", "1", R("甲")) LISTED("1", "1", STRUCK("乙")) LISTED("1", "1", R("丙"))), numbering, NULL,
		   "<ol><li><ol><li value=\"1.\">甲</li><li value=\"3.\">丙</li></ol></li></ol>");
	/* the number of a row that is struck through goes with it; one beside live words stays */
	read_document(&file,
		      BODY(TBL(TR(TC("", LISTED("1", "1", "")) TC("", P(STRUCK("甲")))) TR(TC("", LISTED("1", "1", "")) TC("", P(STRUCK("乙") R("丙")))))
			       P(STRUCK("丁"))),
		      numbering, NULL);
	assert_cell(&file, 0, 0, "");
	assert_cell(&file, 1, 0, "2.");
	assert_aside(&file, QZ_ASIDE_STRUCK, 0, 1, 1, "甲");
	assert_aside(&file, QZ_ASIDE_STRUCK, 1, 1, 0, "1.");
	assert_aside(&file, QZ_ASIDE_STRUCK, 3, 0, 0, "丁");
	assert_int_equal(count_asides(&file, QZ_ASIDE_FLOW), 0);
	file_done(&file);
}

#define LOOK(look, text) "<w:r><w:rPr>" look "</w:rPr><w:t>" text "</w:t></w:r>"
#define FILL(colour) "<w:shd w:val=\"clear\" w:fill=\"" colour "\"/>"
#define WHITE "<w:color w:val=\"FFFFFF\"/>"

static void test_signs(void **state)
{
	(void)state;
	static const char styles[] = ROOT("styles", "<w:style w:styleId=\"g\"><w:tblStylePr w:type=\"firstRow\"><w:tcPr>" FILL(
							"4472C4") "</w:tcPr></w:tblStylePr></w:style>");
	static const unsigned char expected[] = {QZ_SIGN_PALE, 0, QZ_SIGN_PALE, 0, QZ_SIGN_TINY, 0, 0, QZ_SIGN_PALE};
	struct file file;
	read_document(&file,
		      BODY(TBL(TR(TC("", P(LOOK(WHITE, "a"))) TC(FILL("000080"), P(LOOK(WHITE, "a"))) TC(FILL("FF0000"), P(LOOK("<w:color w:val=\"FE0101\"/>", "a")))
				      TC("", P(LOOK(WHITE "<w:highlight w:val=\"black\"/>", "a"))) TC("", P(LOOK("<w:sz w:val=\"2\"/>", "a")))
					  TC("", P(LOOK(WHITE, " ") R("a"))) TC("", P(LOOK("<w:color w:val=\"auto\"/>", "a")))
					      TC("", P(LOOK("<w:color w:themeColor=\"background1\"/>", "a")))))),
		      NULL, styles);
	for (unsigned i = 0; i < sizeof expected; i++)
		assert_int_equal(cell_at(&file, 0, i)->signs, expected[i]);
	file_done(&file);
	/* white on what a table style lays under the first row */
	read_document(&file,
		      BODY("<w:tbl><w:tblPr><w:tblStyle w:val=\"g\"/></w:tblPr>" TR(TC("", P(LOOK(WHITE, "a")))) TR(TC("", P(LOOK(WHITE, "a")))) "</w:tbl>"), NULL,
		      styles);
	assert_int_equal(cell_at(&file, 0, 0)->signs, 0);
	assert_int_equal(cell_at(&file, 1, 0)->signs, QZ_SIGN_PALE);
	file_done(&file);
}

/* ---- other parts ---- */

#define LINK(id, type, target) "<w:Relationship Id=\"" id "\" Type=\"urn:x/" type "\" Target=\"" target "\"/>"

static void test_notes(void **state)
{
	(void)state;
	const struct part parts[] = {
	    {"word/document.xml", BODY(P(R("清单") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>")
					   TBL(TR(TC("", P(R("甲") "<w:r><w:footnoteReference w:id=\"1\"/><w:footnoteReference w:id=\"1\"/></w:r>"
							       "<w:r><w:commentReference w:id=\"1\"/></w:r>")))))},
	    {"word/footnotes.xml", ROOT("footnotes", "<w:footnote w:id=\"0\">" P("<w:r><w:separator/></w:r>") "</w:footnote><w:footnote w:id=\"1\">" P(
						R("注一") "<w:r><w:footnoteReference w:id=\"1\"/><w:footnoteReference w:id=\"3\"/></w:r>")
						P(R("又")) "</w:footnote><w:footnote w:id=\"2\">" P(R("注二")) "</w:footnote><w:footnote w:id=\"3\">" P(
						    R("注三")) "</w:footnote>")},
	    {"word/notes/c.xml", ROOT("comments", "<w:comment w:id=\"1\" w:author=\"张三\">" P(R("请核")) "</w:comment>")},
	    {"word/_rels/document.xml.rels", ROOT("Relationships", LINK("a", "comments", "notes/c.xml"))},
	};
	struct file file;
	read_file(&file, parts, 4);
	assert_cell(&file, 0, 0, "甲");
	assert_aside(&file, QZ_ASIDE_FOOTNOTE, 0, 0, 0, "注二");
	assert_aside(&file, QZ_ASIDE_FOOTNOTE, 1, 1, 0, "<p>注一</p><p>又</p>");
	assert_aside(&file, QZ_ASIDE_FOOTNOTE, 2, 0, 0, "注三");
	assert_int_equal(count_asides(&file, QZ_ASIDE_FOOTNOTE), 3);
	assert_aside(&file, QZ_ASIDE_COMMENT, 0, 1, 0, "请核");
	file_done(&file);
}

#define SECTION(references) "<w:sectPr>" references "</w:sectPr>"
#define HEADER(id) "<w:headerReference w:id=\"" id "\"/>"
#define FOOTER(id) "<w:footerReference w:id=\"" id "\"/>"

static void test_pages(void **state)
{
	(void)state;
	const struct part parts[] = {
	    {"word/document.xml",
	     BODY("<w:p><w:pPr>" SECTION(HEADER("h1") FOOTER("f1")) "</w:pPr></w:p>" TBL(TR(CELL("甲"))) SECTION(HEADER("h1") HEADER("h2") FOOTER("f2") FOOTER("x")))},
	    {"word/h1.xml", ROOT("hdr", P(R("征求意见稿")))},
	    {"word/h2.xml", ROOT("hdr", P(R("征求意见稿")))},
	    {"word/f1.xml", ROOT("ftr", P(R("— ") FIELD("begin") CODE("PAGE") FIELD("separate") R("1") FIELD("end") R(" —")))},
	    {"pages/f2.xml", ROOT("ftr", TBL(TR(CELL("联系电话：1") CELL("第1页 共3页"))))},
	    {"word/_rels/document.xml.rels",
	     ROOT("Relationships", LINK("h1", "header", "h1.xml") LINK("h2", "header", "/word/h2.xml") LINK("f1", "footer", "./f1.xml")
				       LINK("f1", "footer", "f1.xml") LINK("f2", "footer", "../pages/f2.xml") LINK("x", "footer", "../../none.xml"))},
	};
	struct file file;
	read_file(&file, parts, sizeof parts / sizeof *parts);
	assert_int_equal(count_asides(&file, QZ_ASIDE_PAGE_HEADER), 1);
	assert_aside(&file, QZ_ASIDE_PAGE_HEADER, 0, 0, 0, "征求意见稿");
	assert_int_equal(count_asides(&file, QZ_ASIDE_PAGE_FOOTER), 1);
	assert_aside(&file, QZ_ASIDE_PAGE_FOOTER, 0, 0, 0, "<p>联系电话：1</p><p>第1页 共3页</p>");
	file_done(&file);
}

static void test_drawn_parts(void **state)
{
	(void)state;
	const struct part parts[] = {
	    {"word/document.xml", BODY(TBL(TR(TC("", P("<w:r><w:drawing><w:chart w:id=\"c\"/></w:drawing><w:drawing><w:chart w:id=\"c\"/></w:drawing></w:r>"))
						  TC("", P("<w:r><w:drawing><w:relIds w:dm=\"d\"/></w:drawing><w:object><w:OLEObject w:id=\"o\"/></w:object></w:r>"))))
					   "<w:altChunk w:id=\"a\"/>")},
	    {"word/charts/chart1.xml",
	     ROOT("chartSpace", "<w:title><w:p><w:r><w:t>各类事项</w:t></w:r></w:p></w:title><w:strCache><w:pt><w:v>许可</w:v></w:pt></w:strCache>"
				"<w:numCache><w:pt><w:v>12</w:v></w:pt></w:numCache>")},
	    {"word/diagrams/data1.xml", ROOT("dataModel", "<w:pt><w:t><w:bodyPr/><w:p><w:r><w:t>受理</w:t></w:r></w:p></w:t></w:pt>")},
	    {"word/_rels/document.xml.rels", ROOT("Relationships", LINK("c", "chart", "charts/chart1.xml") LINK("d", "diagramData", "diagrams/data1.xml")
								       LINK("o", "oleObject", "o.bin") LINK("a", "aFChunk", "a.html"))},
	};
	struct file file;
	read_file(&file, parts, 4);
	assert_aside(&file, QZ_ASIDE_BOX, 0, 1, 0, "<p>各类事项</p><p>许可</p>");
	assert_aside(&file, QZ_ASIDE_BOX, 1, 1, 1, "受理");
	assert_int_equal(count_asides(&file, QZ_ASIDE_BOX), 2);
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "charts"), 1);
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "embedded"), 1);
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "altchunk"), 1);
	assert_int_equal(count_of(&file, QZ_RULE_CONTENT_SKIPPED, "pictures"), 0);
	file_done(&file);
}

static void test_form_fields(void **state)
{
	(void)state;
	struct file file;
	read_document(&file,
		      ONE(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:helpText w:val=\"请选择\"/><w:ddList><w:result w:val=\"1\"/>"
			    "<w:listEntry w:val=\"许可\"/><w:listEntry w:val=\"处罚\"/></w:ddList></w:ffData></w:fldChar></w:r>" CODE("FORMDROPDOWN") FIELD("end")
				"<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>" CODE("FORMCHECKBOX")
				    FIELD("end") R("是") FIELD("begin") CODE(" MACROBUTTON NoMacro 点此填写") FIELD("end")
					"<w:hyperlink w:tooltip=\"点开\">" R("甲") "</w:hyperlink>")),
		      NULL, NULL);
	assert_cell(&file, 0, 0, "处罚☑是点此填写甲");
	assert_aside(&file, QZ_ASIDE_CONTROL, 0, 1, 0, "请选择");
	assert_aside(&file, QZ_ASIDE_CONTROL, 1, 1, 0, "点开");
	file_done(&file);
}

#define M(name, content) "<w:" name ">" content "</w:" name ">"

static void test_math(void **state)
{
	(void)state;
	assert_one(ONE(P(M("oMath", M("f", M("num", R("1")) M("den", R("a+b"))) M("sSup", M("e", R("x")) M("sup", R("2"))) M("sSub", M("e", R("x")) M("sub", R("1")))
					M("rad", M("deg", "") M("e", R("2"))) M("d", "<w:dPr><w:begChr w:val=\"[\"/></w:dPr>" M("e", R("a")) M("e", R("b")))
					    M("nary", M("e", R("i")))))),
		   NULL, NULL, "1/(a+b)x^2x_1√(2)[a|b)∫i");
}

/* ---- numbers ---- */

static void test_numbers(void **state)
{
	(void)state;
	assert_one(
	    ONE(LISTED("1", "0", R("a")) LISTED("1", "1", R("b")) LISTED("1", "1", R("c")) LISTED("1", "2", R("d")) LISTED("1", "0", R("e"))
		    LISTED("1", "1", R("f"))),
	    numbering, NULL,
	    "<ol><li value=\"（一）\">a<ol><li value=\"1.\">b</li><li value=\"2.\">c<ol><li value=\"一-2-c)\">d</li></ol></li></ol></li>"
	    "<li value=\"（二）\">e<ol><li value=\"1.\">f</li></ol></li></ol>");
	/* lists of one definition count on; one with a start of its own begins there, once */
	assert_one(ONE(LISTED("1", "0", R("a")) LISTED("2", "0", R("b")) LISTED("3", "0", R("c")) LISTED("3", "0", R("d"))), numbering,
		   NULL,
		   "<ol><li value=\"（一）\">a</li><li value=\"（二）\">b</li><li value=\"（七）\">c</li><li value=\"（八）\">d</li></ol>");
	assert_one(ONE(LISTED("4", "0", R("a")) LISTED("9", "0", R("b")) LISTED("0", "0", R("c"))), numbering, NULL,
		   "<ol><li>a</li></ol><p>b</p><p>c</p>");
	assert_one(ONE(LISTED("5", "0", R("a"))), numbering, NULL, "<ol><li>&lt;1&gt;a</li></ol>");
}

/* The serials of a list are often automatic numbers of empty paragraphs. */
static void test_numbers_alone(void **state)
{
	(void)state;
	struct file file;
	read_document(&file, BODY(TBL(TR(TC("", LISTED("1", "1", ""))) TR(TC("", LISTED("1", "1", ""))))), numbering, NULL);
	assert_cell(&file, 0, 0, "1.");
	assert_cell(&file, 1, 0, "2.");
	file_done(&file);
	assert_one(ONE(LISTED("1", "0", R("a")) LISTED("1", "0", "") P(R("b"))), numbering, NULL,
		   "<ol><li value=\"（一）\">a</li></ol><p>（二）</p><p>b</p>");
	assert_one(ONE(LISTED("4", "0", "")), numbering, NULL, "<ol><li></li></ol>");
}

static void test_numbers_by_style(void **state)
{
	(void)state;
	static const char styles[] =
	    ROOT("styles", "<w:style w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
			   "<w:style w:styleId=\"M\"><w:basedOn w:val=\"L\"/></w:style>");
	assert_one(ONE(STYLED("M", R("a")) STYLED("L", R("b"))), numbering, styles,
		   "<ol><li value=\"（一）\">a</li><li value=\"（二）\">b</li></ol>");
}

static void test_own_styles(void **state)
{
	(void)state;
	assert_one(ONE(STYLED("QzListItem", "<w:r><w:rPr><w:rStyle w:val=\"QzMarker\"/></w:rPr><w:t>1.</w:t></w:r>" R("甲"))
			   STYLED("QzItem", R("乙"))
			       STYLED("QzCell", "<w:r><w:rPr><w:rStyle w:val=\"QzSuggestion\"/></w:rPr><w:t>建议</w:t></w:r>" R("丙"))),
		   NULL, NULL, "<ol><li value=\"1.\">甲</li><li>乙</li></ol><p>丙</p>");
}

static void test_number_formats(void **state)
{
	(void)state;
	static const struct {
		const char *format;
		unsigned number;
		const char *text;
	} samples[] = {
	    {"decimal", 12, "12"},
	    {"unknown", 3, "3"},
	    {"chineseCounting", 10, "十"},
	    {"chineseCountingThousand", 19, "十九"},
	    {"japaneseCounting", 20, "二十"},
	    {"chineseCountingThousand", 101, "一百零一"},
	    {"chineseCountingThousand", 110, "一百一十"},
	    {"chineseCountingThousand", 1001, "一千零一"},
	    {"chineseCountingThousand", 9999, "九千九百九十九"},
	    {"chineseLegalSimplified", 12, "壹拾贰"},
	    {"ideographDigital", 10, "一〇"},
	    {"decimalEnclosedCircleChinese", 20, "⑳"},
	    {"decimalEnclosedCircle", 21, "21"},
	    {"decimalEnclosedParen", 1, "⑴"},
	    {"decimalEnclosedFullstop", 1, "⒈"},
	    {"decimalFullWidth", 12, "１２"},
	    {"decimalZero", 5, "05"},
	    {"decimalZero", 15, "15"},
	    {"lowerLetter", 26, "z"},
	    {"upperLetter", 28, "BB"},
	    {"lowerRoman", 14, "xiv"},
	    {"upperRoman", 1999, "MCMXCIX"},
	    {"ideographTraditional", 3, "丙"},
	    {"ideographZodiac", 12, "亥"},
	    {"ideographEnclosedCircle", 2, "㊁"},
	    {"lowerRoman", 0, "0"},
	    {"upperLetter", 4000000000u, "4000000000"},
	};
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct qz_buf out;
		qz_buf_init(&out);
		qz_docx_number_put(&out, samples[i].format, samples[i].number);
		assert_string_equal(out.data, samples[i].text);
		qz_buf_done(&out);
	}
}

/* ---- packages that are broken or mean harm ---- */

static void test_other_names(void **state)
{
	(void)state;
	const struct part parts[] = {{"word/documentation.xml", "x"}, {"word/document2.xml", ONE(P(R("甲")))}};
	struct file file;
	read_file(&file, parts, 2);
	assert_cell(&file, 0, 0, "甲");
	assert_int_equal(qz_reader_docx.sniff(file.source.bytes, file.source.len), 3);
	file_done(&file);
	read_file(&file, parts, 1);
	assert_refused(&file, "reason", "part-missing");
}

static void test_refused(void **state)
{
	(void)state;
	struct file file;
	read_document(&file, "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]>" BODY(""), NULL, NULL);
	assert_refused(&file, "reason", "doctype");
	read_document(&file, ONE(P("")), "<!DOCTYPE a>" ROOT("numbering", ""), NULL);
	assert_refused(&file, "reason", "doctype");
	read_document(&file, ONE(P("")), NULL, "<w:styles>");
	assert_refused(&file, "part", "word/styles.xml");
	read_document(&file, "", NULL, NULL);
	assert_refused(&file, "reason", "xml");
	read_document(&file, BODY(TBL(TR(TC("<w:gridSpan w:val=\"1000000000\"/>", P("")) CELL("x")))), NULL, NULL);
	assert_refused(&file, "limit", "span");
}

static void test_depth(void **state)
{
	(void)state;
	static const char *const tags[] = {"w:ins", "w:sdt", "w:tbl", "w:txbxContent"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct qz_buf text;
		struct file file;
		qz_buf_init(&text);
		qz_buf_puts(&text, "<w:document xmlns:w=\"" W "\"><w:body>");
		for (size_t k = 0; k < 100000; k++)
			qz_buf_printf(&text, "<%s>", tags[i]);
		for (size_t k = 0; k < 100000; k++)
			qz_buf_printf(&text, "</%s>", tags[i]);
		qz_buf_puts(&text, "</w:body></w:document>");
		read_document(&file, text.data, NULL, NULL);
		assert_refused(&file, "limit", "depth");
		qz_buf_done(&text);
	}
}

static void test_attributes(void **state)
{
	(void)state;
	struct qz_buf text;
	struct file file;
	qz_buf_init(&text);
	qz_buf_puts(&text, "<w:document xmlns:w=\"" W "\"");
	for (unsigned i = 0; i < 50000; i++)
		qz_buf_printf(&text, " a%u=\"\"", i);
	qz_buf_puts(&text, "/>");
	read_document(&file, text.data, NULL, NULL);
	assert_refused(&file, "reason", "attributes");
	qz_buf_done(&text);
}

static void test_damaged(void **state)
{
	(void)state;
	struct file file;
	read_document(&file, ONE(P(R("甲"))), numbering, NULL);
	for (size_t len = 0; len < file.source.len; len += 7) {
		struct qz_source cut = {.bytes = malloc(len + 1), .len = len};
		assert_non_null(cut.bytes);
		memcpy(cut.bytes, file.source.bytes, len);
		cut.bytes[len] = '\0';
		struct qz_table *table = NULL;
		assert_int_equal(qz_reader_docx.read(&cut, &file.limits, &table, &file.diag), QZ_INPUT);
		assert_null(table);
		free(cut.bytes);
	}
	file_done(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_merges),
	    cmocka_unit_test(test_wrappers),
	    cmocka_unit_test(test_flow),
	    cmocka_unit_test(test_own_files),
	    cmocka_unit_test(test_runs),
	    cmocka_unit_test(test_boxes),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_changes),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_struck),
	    cmocka_unit_test(test_signs),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_pages),
	    cmocka_unit_test(test_drawn_parts),
	    cmocka_unit_test(test_form_fields),
	    cmocka_unit_test(test_math),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_numbers_alone),
	    cmocka_unit_test(test_numbers_by_style),
	    cmocka_unit_test(test_own_styles),
	    cmocka_unit_test(test_number_formats),
	    cmocka_unit_test(test_other_names),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_attributes),
	    cmocka_unit_test(test_damaged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
