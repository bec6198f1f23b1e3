/*
 * Results on their way from a worker: everything arrives, and bytes that came
 * apart are refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "batch/wire.h"

static void make_result(struct qz_result *result)
{
	const struct qz_where where = {.pos = "3:4", .item = "7", .field = "basis", .line = 9};
	qz_result_init(result);
	qz_diag_add(&result->diag, QZ_RULE_ROW_REALIGNED, &where, "columns", "powerType", "other", NULL, NULL);
	qz_diag_add(&result->diag, QZ_RULE_NOT_A_LIST, NULL, NULL);
	result->items = 14;
	result->title = strdup("清单");
	qz_buf_puts(&result->only, "<list/>");
	result->written = calloc(2, sizeof *result->written);
	assert_non_null(result->written);
	result->written[0] = strdup("out/a.xml");
	result->written[1] = strdup("out/a.docx");
	result->nwritten = 2;
}

static void everything_arrives(void **state)
{
	struct qz_result sent, got;
	struct qz_buf bytes, again;
	(void)state;
	make_result(&sent);
	qz_result_init(&got);
	qz_buf_init(&bytes);
	qz_buf_init(&again);
	qz_wire_put_result(&bytes, &sent);
	struct qz_wire wire = {.at = bytes.data, .end = bytes.data + bytes.len};
	assert_true(qz_wire_result(&wire, &got));
	assert_ptr_equal(wire.at, wire.end);
	qz_wire_put_result(&again, &got);
	assert_int_equal(again.len, bytes.len);
	assert_memory_equal(again.data, bytes.data, bytes.len);
	assert_int_equal(got.diag.totals[QZ_ERROR], sent.diag.totals[QZ_ERROR]);
	assert_string_equal(qz_finding_get(&got.diag.findings[0], "columns"), "powerType");
	assert_null(got.body);
	qz_buf_done(&again);
	qz_buf_done(&bytes);
	qz_result_done(&got);
	qz_result_done(&sent);
}

/* Cut anywhere, or with any byte turned over: refused or read, never beyond the end. */
static void broken_bytes(void **state)
{
	struct qz_result sent, got;
	struct qz_buf bytes;
	(void)state;
	make_result(&sent);
	qz_buf_init(&bytes);
	qz_wire_put_result(&bytes, &sent);
	for (size_t i = 0; i < 2 * bytes.len; i++) {
		size_t len = i < bytes.len ? i : bytes.len;
		char *copy = malloc(len + 1);
		assert_non_null(copy);
		memcpy(copy, bytes.data, len);
		if (i >= bytes.len)
			copy[i - bytes.len] = (char)~copy[i - bytes.len];
		struct qz_wire wire = {.at = copy, .end = copy + len};
		qz_result_init(&got);
		bool whole = qz_wire_result(&wire, &got);
		assert_false(whole && i < bytes.len);
		qz_result_done(&got);
		free(copy);
	}
	qz_buf_done(&bytes);
	qz_result_done(&sent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_arrives),
		cmocka_unit_test(broken_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
