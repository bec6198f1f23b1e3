/*
 * Our own serialiser (base/save.c) beside libxml2's: the same bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>

#include "base/buf.h"
#include "base/sink.h"
#include "base/xml.h"

static const char *const documents[] = {
	"<a/>",
	"<a></a>",
	"<a>text</a>",
	"<?xml version=\"1.0\" standalone=\"yes\"?><a b=''/>",
	"<?xml version=\"1.0\" standalone=\"no\"?><a b='1' c='2'><b/><b>x</b><c><d>y</d>z</c>t</a>",
	"<!-- before --><a><!-- in --><?p q r?><?p?>\xe6\x9d\x83\xe8\xb4\xa3</a><!-- behind -->",
	"<a b='&lt;&gt;&amp;&quot;&apos;&#9;&#10;&#13; \xe6\x9d\x83'>&lt;&gt;&amp;\"'\t\n&#13; \xf0\xa0\x80\x80]]&gt;</a>",
	"<a xmlns='urn:1' xmlns:p='urn:2' p:b='c' xml:lang='zh-CN' xml:space='preserve'><p:d xmlns:q='urn:3' q:e=''/><f xmlns=''/></a>",
};

static void compare(xmlDoc *doc)
{
	xmlBuffer *theirs = xmlBufferCreate();
	xmlSaveCtxt *save = xmlSaveToBuffer(theirs, "UTF-8", XML_SAVE_AS_XML);
	struct qz_buf ours, streamed;
	assert_true(xmlSaveDoc(save, doc) >= 0);
	xmlSaveClose(save);
	qz_buf_init(&ours);
	qz_buf_init(&streamed);
	const struct qz_sink sink = qz_sink_to_buf(&streamed);
	assert_int_equal(qz_xml_serialise(doc, &ours), 0);
	assert_int_equal(qz_xml_put(doc, &sink), 0);
	assert_string_equal(ours.data, (const char *)xmlBufferContent(theirs));
	assert_string_equal(streamed.data, ours.data);
	assert_int_equal(streamed.len, ours.len);
	qz_buf_done(&ours);
	qz_buf_done(&streamed);
	xmlBufferFree(theirs);
}

static void test_same_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		xmlDoc *doc = qz_xml_parse(documents[i], strlen(documents[i]), "document", NULL);
		assert_non_null(doc);
		compare(doc);
		xmlFreeDoc(doc);
	}
}

/* More than what goes into a sink at once, and deep. */
static void test_large(void **state)
{
	(void)state;
	xmlDoc *doc = xmlNewDoc(QZ_X("1.0"));
	xmlNode *at = xmlNewDocNode(doc, NULL, QZ_X("a"), NULL);
	xmlDocSetRootElement(doc, at);
	for (int i = 0; i < 20000; i++) {
		at = xmlNewChild(at, NULL, QZ_X("b"), i % 7 ? NULL : QZ_X("some text &amp; more"));
		xmlNewProp(at, QZ_X("c"), QZ_X("d\"e"));
		if (i % 3)
			at = at->parent;
	}
	compare(doc);
	xmlFreeDoc(doc);
}

static void test_content(void **state)
{
	const char *text = "<a xmlns:p='urn:2'>x<p:b/>y&lt;</a>";
	struct qz_buf out;
	(void)state;
	qz_buf_init(&out);
	xmlDoc *doc = qz_xml_parse(text, strlen(text), "document", NULL);
	assert_int_equal(qz_xml_serialise_content(xmlDocGetRootElement(doc), &out), 0);
	assert_string_equal(out.data, "x<p:b/>y&lt;");
	qz_buf_done(&out);
	xmlFreeDoc(doc);
}

static int refuse(void *context, const void *bytes, size_t len)
{
	(void)context;
	(void)bytes;
	(void)len;
	return -1;
}

static void test_sink_that_refuses(void **state)
{
	const struct qz_sink sink = {.put = refuse};
	(void)state;
	xmlDoc *doc = qz_xml_parse("<a/>", 4, "document", NULL);
	assert_int_equal(qz_xml_put(doc, &sink), -1);
	xmlFreeDoc(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_content),
		cmocka_unit_test(test_sink_that_refuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
