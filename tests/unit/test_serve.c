/*
 * What the server reads of requests itself: forms in pieces of any size, names
 * of files, hosts, tokens, addresses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "serve/front.h"
#include "serve/name.h"

static bool begin(void *context, const char *name, const char *filename)
{
	qz_buf_printf(context, "[%s%s%s=", name, filename ? "|" : "", filename ? filename : "");
	return true;
}

static bool data(void *context, const char *bytes, size_t len)
{
	qz_buf_add(context, bytes, len);
	return true;
}

static bool end(void *context)
{
	qz_buf_putc(context, ']');
	return true;
}

/* In pieces of every size the same. */
static void expect(const char *type, const char *body, size_t most, enum qz_form_state wanted, const char *told)
{
	const size_t len = strlen(body);
	for (size_t piece = 1; piece <= len + 1; piece++) {
		struct qz_buf text;
		qz_buf_init(&text);
		const struct qz_form_taker taker = {.context = &text, .begin = begin, .data = data, .end = end};
		struct qz_form *form = qz_form_new(type, most, &taker);
		assert_non_null(form);
		enum qz_form_state state = QZ_FORM_FINE;
		for (size_t at = 0; at < len && state == QZ_FORM_FINE; at += piece)
			state = qz_form_feed(form, body + at, len - at < piece ? len - at : piece);
		if (state == QZ_FORM_FINE)
			state = qz_form_end(form);
		assert_int_equal(state, wanted);
		if (told)
			assert_string_equal(text.data ? text.data : "", told);
		qz_form_free(form);
		qz_buf_done(&text);
	}
}

#define MULTIPART "multipart/form-data; boundary=x"
#define PART(head, body) "--x\r\nContent-Disposition: form-data; " head "\r\n\r\n" body "\r\n"

static void parts(void **state)
{
	(void)state;
	expect(MULTIPART, PART("name=\"a\"", "1") "--x--\r\n", 9, QZ_FORM_FINE, "[a=1]");
	expect(MULTIPART, "before\r\n" PART("name=\"a\"; filename=\"\xE7\x94\xB2%22.tsv\"", "1\r\n--\r\n--y\r\n-\r\r\n") PART("name=b", "") "--x--after", 9, QZ_FORM_FINE,
	       "[a|\xE7\x94\xB2\".tsv=1\r\n--\r\n--y\r\n-\r\r\n][b=]");
	expect("multipart/form-data; charset=utf-8; boundary=\"a'b\"", "--a'b--", 9, QZ_FORM_FINE, "");
}

static void refused(void **state)
{
	(void)state;
	const struct qz_form_taker none = {0};
	expect(MULTIPART, PART("name=\"a\"", "1"), 9, QZ_FORM_BAD, NULL);
	expect(MULTIPART, PART("name=\"\"", "1") "--x--", 9, QZ_FORM_BAD, NULL);
	expect(MULTIPART, PART("filename=\"a\"", "1") "--x--", 9, QZ_FORM_BAD, NULL);
	expect(MULTIPART, PART("name=\"a\"; filename=\"\xFF\"", "1") "--x--", 9, QZ_FORM_TEXT, NULL);
	expect(MULTIPART, PART("name=\"a\"", "1") PART("name=\"b\"", "2") "--x--", 1, QZ_FORM_MANY, NULL);
	expect(MULTIPART, "--xy\r\n", 9, QZ_FORM_BAD, NULL);
	expect("application/x-www-form-urlencoded", "a=%4", 9, QZ_FORM_BAD, NULL);
	expect("application/x-www-form-urlencoded", "a=%zz", 9, QZ_FORM_BAD, NULL);
	expect("application/x-www-form-urlencoded", "a%00=1", 9, QZ_FORM_BAD, NULL);
	assert_null(qz_form_new("application/json", 9, &none));
	assert_null(qz_form_new("multipart/form-data", 9, &none));
	assert_null(qz_form_new("multipart/form-data; boundary=", 9, &none));
	assert_null(qz_form_new("multipart/form-data; boundary=\"a", 9, &none));
	assert_null(qz_form_new("multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x", 9, &none));
	assert_null(qz_form_new("application/x-www-form-urlencodedx", 9, &none));
	assert_null(qz_form_new(NULL, 9, &none));
}

static void encoded(void **state)
{
	(void)state;
	expect("application/x-www-form-urlencoded", "a=1+2%26&&b&%E7%94%B2=x=y", 9, QZ_FORM_FINE, "[a=1 2&][b=][\xE7\x94\xB2=x=y]");
	expect("application/x-www-form-urlencoded; charset=UTF-8", "", 9, QZ_FORM_FINE, "");
}

static void safe_name(const char *name, const char *wanted)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_name_put_safe(name, &out);
	assert_string_equal(out.data, wanted);
	qz_buf_done(&out);
}

static void names(void **state)
{
	struct qz_buf out;
	(void)state;
	safe_name("../../etc/passwd", "passwd");
	safe_name("C:\\lists\\a.xlsx", "a.xlsx");
	safe_name("a\r\nb\x7F.tsv", "a__b_.tsv");
	safe_name("\xE2\x80\xAExslx.exe", "_xslx.exe");
	safe_name("\xFF.tsv", "_.tsv");
	safe_name("..", "unnamed");
	safe_name("/", "unnamed");
	safe_name("", "unnamed");
	safe_name("NUL.tsv", "_NUL.tsv");
	safe_name("a. .", "a");
	assert_string_equal(qz_name_extension("a.XLSX"), "xlsx");
	assert_string_equal(qz_name_extension("a.zip"), "zip");
	assert_string_equal(qz_name_extension("a.exe"), "bin");
	assert_string_equal(qz_name_extension(".xlsx"), "bin");
	qz_buf_init(&out);
	qz_name_put_disposition("\xE7\x94\xB2\"\r\n;%.tsv", &out);
	assert_string_equal(out.data, "attachment; filename=\"______.tsv\"; filename*=UTF-8''%E7%94%B2%22%0D%0A%3B%25.tsv");
	qz_buf_done(&out);
}

static void hosts(void **state)
{
	static const char *const known[] = {"quanze.example.gov.cn", "intern:8443"};
	const struct qz_guard guard = {.port = 8080, .own = "10.0.0.7", .hosts = known, .nhosts = 2};
	static const char *const fine[] = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080", "10.0.0.7:8080", "quanze.example.gov.cn", "quanze.example.gov.cn:443", "intern:8443"};
	static const char *const not[] = {"", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:80800", "127.0.0.1.evil:8080", "evil", "quanze.example.gov.cn.evil", "quanze.example.gov.cn:x", "quanze.example.gov.cn:", "intern", "intern:8080", "10.0.0.7"};
	(void)state;
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
		assert_true(qz_guard_host(&guard, fine[i]));
	for (size_t i = 0; i < sizeof not / sizeof *not; i++)
		assert_false(qz_guard_host(&guard, not[i]));
	assert_false(qz_guard_host(&guard, NULL));
	assert_true(qz_guard_origin(&guard, "http://127.0.0.1:8080"));
	assert_true(qz_guard_origin(&guard, "https://quanze.example.gov.cn"));
	assert_false(qz_guard_origin(&guard, "null"));
	assert_false(qz_guard_origin(&guard, "http://127.0.0.1:8080/"));
	assert_false(qz_guard_origin(&guard, "ftp://127.0.0.1:8080"));
}

static void tokens(void **state)
{
	char one[QZ_TOKEN], two[QZ_TOKEN], derived[QZ_TOKEN], other[QZ_TOKEN];
	(void)state;
	assert_true(qz_token_make(one) && qz_token_make(two));
	assert_int_equal(strspn(one, "0123456789abcdef"), QZ_TOKEN - 1);
	assert_string_not_equal(one, two);
	assert_true(qz_token_is(one, one));
	assert_false(qz_token_is(one, two) || qz_token_is(one, "") || qz_token_is(one, NULL));
	one[QZ_TOKEN - 2] ^= 1;
	memcpy(other, one, sizeof other);
	other[0] ^= 1;
	assert_false(qz_token_is(one, other));
	qz_token_derive(one, two, derived);
	qz_token_derive(two, one, other);
	assert_string_not_equal(derived, other);
}

static void addresses(void **state)
{
	char id[QZ_TOKEN];
	const char *rest;
	bool known;
	(void)state;
	static const char *const none[] = {"", "x", "/x", "/s/", "/s/0123", "/s/0123456789abcdef0123456789abcdef0", "/s/0123456789abcdef0123456789abcdeX/", "/v1/", "/v1/convert/x", "/healthzz", "//"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		known = false;
		*id = '\0';
		assert_null(qz_route_find(none[i], false, id, &rest, &known));
		assert_false(known);
	}
	known = false;
	assert_non_null(qz_route_find("/s/0123456789abcdef0123456789abcdef/files/1.docx", false, id, &rest, &known));
	assert_string_equal(rest, "1.docx");
	assert_string_equal(id, "0123456789abcdef0123456789abcdef");
	assert_null(qz_route_find("/v1/convert", false, id, &rest, &known));
	assert_true(known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(parts), cmocka_unit_test(refused), cmocka_unit_test(encoded), cmocka_unit_test(names),
					   cmocka_unit_test(hosts), cmocka_unit_test(tokens), cmocka_unit_test(addresses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
