/*
 * Fuzzing what the server reads of requests itself: bodies of forms, both kinds, in pieces of
 * any size, and names of files. Cut in pieces otherwise, a body gives the same parts; every
 * name that comes out is safe; hosts and addresses are told apart or refused.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "promises.h"
#include "serve/form.h"
#include "serve/guard.h"
#include "serve/name.h"
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a form says, as text. */
struct told {
	struct qz_buf text;
	bool open;
};

static bool begin(void *context, const char *name, const char *filename)
{
	struct told *told = context;
	struct qz_buf safe, disposition;
	require(!told->open && qz_utf8_check(name, strlen(name)) == strlen(name));
	told->open = true;
	qz_buf_printf(&told->text, "\n[%s", name);
	if (!filename)
		return true;
	qz_buf_init(&safe);
	qz_buf_init(&disposition);
	qz_name_put_safe(filename, &safe);
	require(safe.len && safe.len <= 201 && !strpbrk(safe.data, "/\\<>:\"|?*\r\n\t") && *safe.data != '.' && qz_utf8_check(safe.data, safe.len) == safe.len);
	qz_name_put_disposition(safe.data, &disposition);
	require(!strpbrk(disposition.data, "\r\n") && strncmp(disposition.data, "attachment; filename=\"", 22) == 0);
	require(strspn(qz_name_extension(filename), "0123456789abcdefghijklmnopqrstuvwxyz") == strlen(qz_name_extension(filename)));
	qz_buf_printf(&told->text, "|%s", safe.data);
	qz_buf_done(&safe);
	qz_buf_done(&disposition);
	return true;
}

static bool take(void *context, const char *bytes, size_t len)
{
	struct told *told = context;
	require(told->open && len);
	qz_buf_add(&told->text, bytes, len);
	return true;
}

static bool end(void *context)
{
	struct told *told = context;
	require(told->open);
	told->open = false;
	qz_buf_puts(&told->text, "]");
	return true;
}

/* The body in pieces of so many bytes; 0: whole. */
static enum qz_form_state feed(const char *type, const uint8_t *data, size_t size, size_t piece, struct told *told)
{
	const struct qz_form_taker taker = {.context = told, .begin = begin, .data = take, .end = end};
	struct qz_form *form = qz_form_new(type, 50, &taker);
	enum qz_form_state state = QZ_FORM_FINE;
	told->open = false;
	qz_buf_init(&told->text);
	require(form);
	for (size_t at = 0; at < size && state == QZ_FORM_FINE; at += piece) {
		piece = piece ? piece : size;
		state = qz_form_feed(form, (const char *)data + at, size - at < piece ? size - at : piece);
	}
	if (state == QZ_FORM_FINE)
		state = qz_form_end(form);
	qz_form_free(form);
	return state;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = {"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "multipart/form-data; boundary=\"--a-b\""};
	const struct qz_guard guard = {.port = 8080};
	if (size < 2)
		return 0;
	const char *type = types[data[0] % 3];
	struct told whole, cut;
	enum qz_form_state one = feed(type, data + 2, size - 2, 0, &whole), two = feed(type, data + 2, size - 2, 1 + data[1] % 40, &cut);
	require(one == two && (one != QZ_FORM_FINE || (whole.text.len == cut.text.len && (!whole.text.len || memcmp(whole.text.data, cut.text.data, cut.text.len) == 0))));
	require(one != QZ_FORM_FINE || !whole.open);
	qz_buf_done(&whole.text);
	qz_buf_done(&cut.text);
	char *text = strndup((const char *)data, size);
	const struct qz_form_taker none = {.context = &whole, .begin = begin, .data = take, .end = end};
	qz_form_free(qz_form_new(text, 1, &none)); /* the header itself */
	require(!qz_guard_host(&guard, text) || strstr(text, ":8080"));
	free(text);
	return 0;
}
