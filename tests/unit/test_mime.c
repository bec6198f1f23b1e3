/*
 * Files in the form of a mail: headers, boundaries, transfer encodings, and
 * what a file does to its reader when it lies.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/mime.h"

#define TYPE "Content-Type: multipart/related; boundary=b\r\n"

static void assert_decoded(enum qz_mime_coding coding, const char *text, const char *expected)
{
	const struct qz_mime_part part = {.body = text, .len = strlen(text), .coding = coding};
	struct qz_buf out;
	qz_buf_init(&out);
	qz_mime_decode(&part, &out);
	assert_string_equal(out.data, expected);
	qz_buf_done(&out);
}

static void test_codings(void **state)
{
	(void)state;
	assert_decoded(QZ_MIME_PLAIN, "a=\r\n", "a=\r\n");
	assert_decoded(QZ_MIME_QUOTED, "a=3Db=E7=94=b2=\r\n=20\t =  \r\nc", "a=b甲 \t c");
	assert_decoded(QZ_MIME_QUOTED, "a=G1=", "a=G1");
	assert_decoded(QZ_MIME_BASE64, "55\r\nSy5L mZ", "甲乙");
	assert_decoded(QZ_MIME_BASE64, "YQ==Yg", "a");
	assert_decoded(QZ_MIME_BASE64, "YWI", "ab");
	assert_decoded(QZ_MIME_BASE64, "", "");
}

static void test_parts(void **state)
{
	(void)state;
	static const char text[] = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; start=\"<r>\";\r\n boundary=\"a b\"\r\n\r\n"
		"for old programs\r\n--a b\r\nContent-Type: Text/HTML; charset=GBK\r\nContent-ID: <r>\r\ncontent-transfer-encoding: BASE64\r\n"
		"Content-Location: file:///C:/x/sheet001.htm\r\n\r\nYQ==\r\n--a b \r\n\r\nplain\r\n--a bc\r\n--a b--\r\nbehind";
	struct qz_mime mime;
	assert_true(qz_mime_looks_like(text, strlen(text)));
	assert_true(qz_mime_read(&mime, text, strlen(text)));
	assert_int_equal(mime.count, 2);
	assert_string_equal(mime.start, "r");
	assert_string_equal(mime.parts[0].type, "text/html");
	assert_string_equal(mime.parts[0].charset, "gbk");
	assert_string_equal(mime.parts[0].id, "r");
	assert_string_equal(qz_mime_base(mime.parts[0].location), "sheet001.htm");
	assert_int_equal(mime.parts[0].coding, QZ_MIME_BASE64);
	assert_int_equal(mime.parts[0].len, 4);
	assert_string_equal(mime.parts[1].type, "text/plain");
	assert_int_equal(mime.parts[1].len, strlen("plain\r\n--a bc"));
	assert_false(mime.cut);
	assert_null(mime.apart);
	qz_mime_done(&mime);
}

static void test_apart(void **state)
{
	(void)state;
	static const char text[] = TYPE "\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n说明";
	struct qz_mime mime;
	assert_true(qz_mime_read(&mime, text, strlen(text)));
	assert_int_equal(mime.apart_len, strlen("说明"));
	qz_mime_done(&mime);
	assert_true(qz_mime_read(&mime, TYPE "\r\n--b\r\n\r\nx", strlen(TYPE "\r\n--b\r\n\r\nx")));
	assert_true(mime.cut);
	assert_int_equal(mime.count, 1);
	qz_mime_done(&mime);
}

static void test_lies(void **state)
{
	(void)state;
	static const struct {
		const char *text, *reason;
	} lies[] = {{"Content-Type: multipart/related\r\n\r\n--b\r\n", "boundary"}, {TYPE "\r\n--bb\r\n", "boundary"}, {TYPE, "boundary"},
		    {"Content-Type: multipart/x; boundary=\"\"\r\n\r\n--\r\n", "boundary"}};
	struct qz_mime mime;
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		assert_false(qz_mime_read(&mime, lies[i].text, strlen(lies[i].text)));
		assert_string_equal(mime.reason, lies[i].reason);
		qz_mime_done(&mime);
	}
	struct qz_buf text;
	qz_buf_init(&text);
	for (int i = 0; i < 40; i++)
		qz_buf_printf(&text, "Content-Type: multipart/x; boundary=b%d.\r\n\r\n--b%d.\r\n", i, i);
	assert_false(qz_mime_read(&mime, text.data, text.len));
	assert_string_equal(mime.reason, "depth");
	qz_mime_done(&mime);
	qz_buf_clear(&text);
	for (int i = 0; i < 10000; i++)
		qz_buf_puts(&text, "X-A: bbbbbbbb\r\n");
	assert_false(qz_mime_read(&mime, text.data, text.len));
	assert_string_equal(mime.reason, "headers");
	qz_mime_done(&mime);
	qz_buf_done(&text);
}

static void test_sniff(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool is;
	} samples[] = {{TYPE, true}, {"\xEF\xBB\xBF\r\nX-A: b\r\n" TYPE "\r\n", true}, {"Content-Type: text/html\r\n\r\n<p>", true}, {"Content-Type: text/plain\r\n\r\n<p>", false},
		       {"序号: 1\n" TYPE, false}, {"<html>\n" TYPE, false}, {"A: b\n\n" TYPE, false}, {"", false}};
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		assert_int_equal(qz_mime_looks_like(samples[i].text, strlen(samples[i].text)), samples[i].is);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_codings), cmocka_unit_test(test_parts), cmocka_unit_test(test_apart), cmocka_unit_test(test_lies), cmocka_unit_test(test_sniff),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
