/*
 * Names of files, for name.h.
 */
#include "serve/name.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "quanze.h"

#define MOST 200 /* bytes: with an output's own extension it stays below the 255 of file systems */

/* A device of Windows, where downloads are often kept: what stands before the first dot counts. */
static bool is_device(const char *name)
{
	static const char *const names[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
	size_t len = strcspn(name, ".");
	while (len && name[len - 1] == ' ')
		len--;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == len && strncasecmp(name, names[i], len) == 0)
			return true;
	return len == 4 && (strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0) && name[3] >= '0' && name[3] <= '9';
}

size_t qz_name_stem(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && dot > name ? (size_t)(dot - name) : strlen(name);
}

static bool is_plain(uint32_t cp)
{
	return !qz_is_active(cp) && qz_is_xml_char(cp) && !(cp < 0x80 && strchr("<>:\"|?*/\\", (int)cp));
}

/* Cuts a name that is too long before its extension, at a whole character. */
static void shorten(struct qz_buf *name)
{
	char extension[16] = "";
	const size_t stem = qz_name_stem(name->data);
	if (name->len <= MOST)
		return;
	if (name->len - stem < sizeof extension)
		memcpy(extension, name->data + stem, name->len - stem + 1);
	size_t cut = MOST - strlen(extension);
	while (cut && ((unsigned char)name->data[cut] & 0xC0) == 0x80)
		cut--;
	qz_buf_cut(name, cut);
	qz_buf_puts(name, extension);
}

void qz_name_put_safe(const char *name, struct qz_buf *out)
{
	struct qz_buf safe;
	qz_buf_init(&safe);
	for (const char *at = name; *at; at++) /* browsers of old sent whole paths */
		if (*at == '/' || *at == '\\')
			name = at + 1;
	name += strspn(name, " .");
	uint32_t cp;
	for (size_t used; *name; name += used) {
		used = qz_utf8_decode(name, strlen(name), &cp);
		if (used && is_plain(cp))
			qz_buf_add(&safe, name, used);
		else
			qz_buf_putc(&safe, '_');
		used = used ? used : 1;
	}
	while (safe.len && strchr(" .", safe.data[safe.len - 1]))
		qz_buf_cut(&safe, safe.len - 1);
	if (safe.len && !safe.failed)
		shorten(&safe);
	if (safe.len && is_device(safe.data))
		qz_buf_putc(out, '_');
	qz_buf_puts(out, safe.len ? safe.data : "unnamed");
	out->failed |= safe.failed;
	qz_buf_done(&safe);
}

const char *qz_name_extension(const char *name)
{
	const char *dot = name + qz_name_stem(name);
	for (size_t f = 0; *dot && qz_format_name(f); f++)
		for (const char *const *extension = qz_format_extensions(f); *extension; extension++)
			if (strcasecmp(dot + 1, *extension) == 0)
				return *extension;
	return strcasecmp(dot, ".zip") == 0 ? "zip" : "bin";
}

void qz_name_put_disposition(const char *name, struct qz_buf *out)
{
	qz_buf_puts(out, "attachment; filename=\"");
	for (const char *at = name; *at; at++) {
		const unsigned char c = (unsigned char)*at;
		if ((c & 0xC0) != 0x80) /* one sign a character */
			qz_buf_putc(out, c < 0x20 || c > 0x7E || strchr("\"\\%;/", c) ? '_' : *at);
	}
	qz_buf_puts(out, "\"; filename*=UTF-8''");
	for (const char *at = name; *at; at++) {
		const unsigned char c = (unsigned char)*at;
		const bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c && strchr("-._~", c));
		qz_buf_printf(out, plain ? "%c" : "%%%02X", c);
	}
}
