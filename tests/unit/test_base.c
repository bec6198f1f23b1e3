/*
 * The base modules: buffer, UTF-8, findings, limits, zip, files, resources.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/resource.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "base/packed.h"
#include "base/zip.h"

static void buffers_grow_and_are_taken(void **state)
{
	(void)state;
	struct qz_buf buf;
	qz_buf_init(&buf);
	for (int i = 0; i < 1000; i++)
		qz_buf_printf(&buf, "%d,", i);
	assert_int_equal(buf.len, 3890);
	qz_buf_clear(&buf);
	qz_buf_put_utf8(&buf, 0x4E2D);
	qz_buf_put_utf8(&buf, 0xD800);
	char *text = qz_buf_take(&buf);
	assert_string_equal(text, "中\xEF\xBF\xBD");
	free(text);
}

static void what_acts_is_made_visible(void **state)
{
	(void)state;
	struct qz_buf buf;
	qz_buf_init(&buf);
	static const char text[] = "甲\x1B\xC2\x9B\xE2\x80\x8B\xE2\x80\xAE\xF3\xA0\x80\x81\xEF\xBB\xBF\xEF\xBF\xBE\xFF乙\xE2\x80\x8D";
	qz_buf_put_visible(&buf, text, sizeof text - 1);
	assert_string_equal(buf.data, "甲<U+001B><U+009B><U+200B><U+202E><U+E0001><U+FEFF><U+FFFE>\xEF\xBF\xBD乙\xE2\x80\x8D");
	qz_buf_done(&buf);
	for (uint32_t cp = 0x20; cp < 0x7F; cp++)
		assert_false(qz_is_active(cp));
	for (uint32_t cp = 0x3000; cp < 0xA000; cp++)
		assert_false(qz_is_active(cp));
}

static void utf8_is_strict(void **state)
{
	(void)state;
	static const char *const bad[] = {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE4\xB8", "\xFF", "\xF8\x88\x80\x80\x80"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(qz_utf8_check(bad[i], strlen(bad[i])), 0);
	assert_int_equal(qz_utf8_check("甲\xF0\x9F\x98\x80z", 8), 8);
	assert_true(qz_is_blank(0x3000) && qz_is_blank(0xFEFF) && qz_is_blank(0x200B) && !qz_is_blank('x'));
	assert_false(qz_is_xml_char(1) || qz_is_xml_char(0xFFFE) || qz_is_xml_char(0xD800));
	assert_int_equal(qz_trim_end("甲 \xE3\x80\x80", 7), 3);
	assert_int_equal(qz_count_nonblank("甲 乙\n", 8), 2);
}

static void findings_keep_their_data(void **state)
{
	(void)state;
	struct qz_diag diag;
	const struct qz_where where = {.pos = "6:4", .item = "1", .field = "basis", .line = 6};
	qz_diag_init(&diag);
	qz_diag_add(&diag, QZ_RULE_CITATION_SUPERSEDED, &where, "law", "甲法", "article", NULL, NULL);
	assert_int_equal(diag.count, 1);
	assert_string_equal(qz_finding_get(&diag.findings[0], "law"), "甲法");
	assert_string_equal(qz_finding_get(&diag.findings[0], "article"), "");
	assert_null(qz_finding_get(&diag.findings[0], "none"));
	assert_int_equal(diag.totals[QZ_WARNING], 1);
	qz_diag_done(&diag);
	assert_int_equal(qz_rule_find("row-realigned"), QZ_RULE_ROW_REALIGNED);
	assert_int_equal(qz_rule_find("no-such"), QZ_RULES);
	assert_true(qz_rule_is_repair(QZ_RULE_ROW_REALIGNED) && !qz_rule_is_repair(QZ_RULE_SERIAL_GAP));
}

static void limits_have_names(void **state)
{
	(void)state;
	struct qz_limits limits;
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_limits_init(&limits);
	assert_true(qz_limits_set(&limits, "cells", 7));
	assert_false(qz_limits_set(&limits, "sells", 7));
	qz_limits_exceeded(&limits, &limits.cells, &diag);
	assert_string_equal(qz_finding_get(&diag.findings[0], "limit"), "cells");
	assert_string_equal(qz_finding_get(&diag.findings[0], "value"), "7");
	qz_diag_done(&diag);
}

static void write_archive(struct qz_buf *out, const char *name)
{
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	assert_non_null(writer);
	assert_int_equal(qz_zip_writer_add(writer, name, "text", 4), 0);
	assert_int_equal(qz_zip_writer_add(writer, "b", "", 0), 0);
	assert_int_equal(qz_zip_writer_finish(writer, out), 0);
	qz_zip_writer_free(writer);
}

static int give(void *context, size_t at, void *bytes, size_t len)
{
	memcpy(bytes, (const char *)context + at, len);
	return 0;
}

static void pack(struct qz_packed *packed, char *first, char *second, struct qz_buf *out)
{
	struct qz_zip_writer *writer = qz_zip_writer_new(packed);
	const struct qz_zip_bytes one = {.context = first, .read = give}, other = {.context = second, .read = give};
	qz_buf_clear(out);
	assert_int_equal(qz_zip_writer_add_bytes(writer, "a.xml", strlen(first), &one), 0);
	assert_int_equal(qz_zip_writer_add_bytes(writer, "empty", 0, &other), 0);
	assert_int_equal(qz_zip_writer_add_bytes(writer, "b.xml", strlen(second), &other), 0);
	assert_int_equal(qz_zip_writer_finish(writer, out), 0);
	qz_zip_writer_free(writer);
}

/* Parts that were packed before come out as if they had not been, in whatever company. */
static void remembered_parts_are_the_same_bytes(void **state)
{
	static char parts[3][40000];
	struct qz_packed *packed = qz_packed_new();
	struct qz_buf fresh, again;
	(void)state;
	qz_buf_init(&fresh);
	qz_buf_init(&again);
	for (size_t i = 0; i < sizeof parts[0] - 1; i++) {
		parts[0][i] = (char)('a' + i * i % 23);
		parts[1][i] = (char)('a' + i % 26);
		parts[2][i] = (char)('a' + i * i * i % 25);
	}
	parts[0][20000] = parts[1][50] = '\0'; /* the third is too long to be remembered */
	for (size_t turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < 9; i++) {
			pack(NULL, parts[i / 3], parts[i % 3], &fresh);
			pack(packed, parts[i / 3], parts[i % 3], &again);
			assert_int_equal(fresh.len, again.len);
			assert_memory_equal(fresh.data, again.data, fresh.len);
		}
	assert_non_null(qz_packed_find(packed, parts[0], strlen(parts[0])));
	assert_non_null(qz_packed_find(packed, parts[1], strlen(parts[1])));
	assert_null(qz_packed_find(packed, parts[2], strlen(parts[2])));
	qz_buf_done(&fresh);
	qz_buf_done(&again);
	qz_packed_free(packed);
}

static void archives_are_reproducible_and_checked(void **state)
{
	(void)state;
	struct qz_buf a, b, content;
	struct qz_limits limits;
	struct qz_diag diag;
	qz_buf_init(&a);
	qz_buf_init(&b);
	qz_buf_init(&content);
	qz_limits_init(&limits);
	qz_diag_init(&diag);
	write_archive(&a, "a/b.xml");
	write_archive(&b, "a/b.xml");
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
	struct qz_zip *zip = qz_zip_open(a.data, a.len, &limits, &diag);
	assert_non_null(zip);
	assert_true(qz_zip_has(zip, "a/b.xml") && !qz_zip_has(zip, "c"));
	assert_int_equal(qz_zip_read(zip, "a/b.xml", &content, &diag), 0);
	assert_string_equal(content.data, "text");
	qz_zip_close(zip);
	qz_buf_clear(&b);
	write_archive(&b, "../outside");
	assert_null(qz_zip_open(b.data, b.len, &limits, &diag));
	assert_string_equal(qz_finding_get(&diag.findings[0], "reason"), "entry-name");
	assert_null(qz_zip_open(a.data, a.len / 2, &limits, &diag));
	qz_buf_done(&a);
	qz_buf_done(&b);
	qz_buf_done(&content);
	qz_diag_done(&diag);
}

static void files_appear_whole_or_not_at_all(void **state)
{
	(void)state;
	char folder[] = "/tmp/quanze-test-XXXXXX", path[128];
	struct qz_pending pending;
	struct qz_diag diag;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/out.xml", folder);
	qz_diag_init(&diag);
	assert_int_equal(qz_pending_write(&pending, folder, "out.xml", "one", 3, &diag), QZ_OK);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(qz_pending_commit(&pending, &diag), QZ_OK);
	assert_int_equal(access(path, F_OK), 0);
	const char *const paths[] = {path};
	const struct qz_inputs inputs = {.paths = paths, .count = 1};
	assert_int_equal(qz_pending_open(&pending, folder, "out.xml", &inputs, &diag), QZ_OUTPUT);
	assert_int_equal(diag.findings[0].rule, QZ_RULE_OUTPUT_IS_INPUT);
	assert_int_equal(qz_pending_write(&pending, folder, "out.xml", "two", 3, &diag), QZ_OK);
	qz_pending_abandon(&pending);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	qz_diag_done(&diag);
}

/* Behind the folder that was named no link is followed, whenever it came; what is missing there is made. */
static void outputs_stay_below_their_folder(void **state)
{
	(void)state;
	char root[] = "/tmp/quanze-test-XXXXXX", out[64], away[64], link[64], moved[64], path[96];
	struct qz_pending pending;
	struct qz_diag diag;
	assert_non_null(mkdtemp(root));
	snprintf(out, sizeof out, "%s/new/out", root);
	snprintf(away, sizeof away, "%s/away", root);
	snprintf(link, sizeof link, "%s/new/out/a", root);
	snprintf(moved, sizeof moved, "%s/new/out/moved", root);
	qz_diag_init(&diag);
	assert_int_equal(mkdir(away, 0700), 0);
	assert_int_equal(qz_pending_write(&pending, out, "a/b/list.xml", "one", 3, &diag), QZ_OK);
	assert_int_equal(rename(link, moved), 0); /* a folder is exchanged while an output is on its way */
	assert_int_equal(symlink(away, link), 0);
	assert_int_equal(qz_pending_commit(&pending, &diag), QZ_OK);
	snprintf(path, sizeof path, "%s/b/list.xml", moved);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(qz_pending_write(&pending, out, "a/list.xml", "two", 3, &diag), QZ_OUTPUT);
	assert_string_equal(qz_finding_get(&diag.findings[0], "reason"), "a link stands in its place");
	assert_int_equal(qz_pending_write(&pending, out, "../list.xml", "two", 3, &diag), QZ_OUTPUT);
	assert_int_equal(qz_pending_write(&pending, out, "moved/b/list.xml/c", "two", 3, &diag), QZ_OUTPUT);
	assert_int_equal(rmdir(away), 0); /* empty */
	snprintf(path, sizeof path, "rm -rf %s", root);
	assert_int_equal(system(path), 0);
	qz_diag_done(&diag);
}

static void doctypes_are_refused(void **state)
{
	(void)state;
	struct qz_xml_error error;
	static const char bomb[] = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
	assert_null(qz_xml_parse(bomb, strlen(bomb), "bomb", &error));
	assert_string_equal(error.message, "DOCTYPE is not allowed");
	xmlDoc *doc = qz_xml_parse("<a><b c='d'/>e</a>", 18, "plain", &error);
	assert_non_null(doc);
	assert_string_equal(qz_xml_attr(qz_xml_child(xmlDocGetRootElement(doc), "b"), "c"), "d");
	xmlFreeDoc(doc);
}

static void every_resource_parses(void **state)
{
	(void)state;
	struct qz_diag diag;
	qz_diag_init(&diag);
	for (const struct qz_resource *at = qz_resources; at->name; at++) {
		const char *dot = strrchr(at->name, '.');
		if (strcmp(dot, ".css") == 0 || strcmp(dot, ".js") == 0 || strcmp(dot, ".json") == 0)
			continue; /* what serve hands out as it is */
		xmlDoc *doc = qz_resource_tree(NULL, at->name, &diag);
		assert_non_null(doc);
		xmlFreeDoc(doc);
	}
	assert_null(qz_resource_tree(NULL, "no/such.xsl", &diag));
	assert_int_equal(diag.count, 1);
	qz_diag_done(&diag);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buffers_grow_and_are_taken),
		cmocka_unit_test(what_acts_is_made_visible),
		cmocka_unit_test(utf8_is_strict),
		cmocka_unit_test(findings_keep_their_data),
		cmocka_unit_test(limits_have_names),
		cmocka_unit_test(archives_are_reproducible_and_checked),
		cmocka_unit_test(remembered_parts_are_the_same_bytes),
		cmocka_unit_test(files_appear_whole_or_not_at_all),
		cmocka_unit_test(outputs_stay_below_their_folder),
		cmocka_unit_test(doctypes_are_refused),
		cmocka_unit_test(every_resource_parses),
	};
	qz_xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
