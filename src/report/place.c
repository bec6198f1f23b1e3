/*
 * Names of sheets in places, for place.h.
 */
#include "report/place.h"

#include <stdlib.h>
#include <string.h>

#include "report/messages.h"

static int digit_of(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* The name of `len` bytes with %XX as the byte that it stands for. */
static void put_name(const char *name, size_t len, struct qz_buf *out)
{
	for (size_t i = 0; i < len; i++) {
		const int high = name[i] == '%' && i + 2 < len ? digit_of(name[i + 1]) : -1, low = high >= 0 ? digit_of(name[i + 2]) : -1;
		qz_buf_putc(out, low >= 0 ? (char)(high * 16 + low) : name[i]);
		i += low >= 0 ? 2 : 0;
	}
}

/* A sheet's name in quotes where it is not plain; a quote in it is doubled. */
static void put_sheet(const char *name, size_t len, struct qz_buf *out)
{
	struct qz_buf plain;
	qz_buf_init(&plain);
	put_name(name, len, &plain);
	const char *text = plain.data && !plain.failed ? plain.data : "";
	const bool quoted = strpbrk(text, " !'-:\t") != NULL;
	qz_buf_puts(out, quoted ? "'" : "");
	for (const char *at = text; *at;) {
		const size_t run = strcspn(at, "'");
		qz_buf_put_visible(out, at, run);
		at += run;
		qz_buf_puts(out, *at ? quoted ? "''" : "'" : "");
		at += *at != '\0';
	}
	qz_buf_puts(out, quoted ? "'" : "");
	out->failed |= plain.failed;
	qz_buf_done(&plain);
}

/* Of a range within a sheet, whose name has `name` bytes: its last cell; NULL where the place is none. */
static const char *last_cell(const char *pos, size_t name, size_t len)
{
	const char *dash = memchr(pos + name, '-', len - name);
	const size_t rest = dash ? len - (size_t)(dash + 1 - pos) : 0;
	return rest > name && memcmp(dash + 1, pos, name + 1) == 0 ? dash + 1 + name + 1 : NULL;
}

void qz_place_put(const char *pos, struct qz_buf *out)
{
	while (*pos) {
		const size_t len = strcspn(pos, " ");
		const char *mark = memchr(pos, '!', len);
		const size_t name = mark ? (size_t)(mark - pos) : 0;
		const char *last = mark ? last_cell(pos, name, len) : NULL; /* Sheet!A3-Sheet!G3 is Sheet!A3-G3 */
		if (mark)
			put_sheet(pos, name, out);
		const size_t first = last ? (size_t)(last - pos) - name - 1 : len; /* to the dash */
		qz_buf_put_visible(out, pos + name, first - name);
		if (last)
			qz_buf_put_visible(out, last, len - (size_t)(last - pos));
		pos += len;
		for (; *pos == ' '; pos++)
			qz_buf_putc(out, ' ');
	}
}

/* ---- in words ---- */

static void put_words(const struct qz_messages *messages, const char *key, const char *first, const char *second, struct qz_buf *out)
{
	char *values[2] = {strdup(first), strdup(second)};
	struct qz_datum data[] = {{(char *)"a", values[0]}, {(char *)"b", values[1]}};
	out->failed |= !values[0] || !values[1];
	if (values[0] && values[1])
		qz_messages_put(messages, key, data, 2, out);
	free(values[0]);
	free(values[1]);
}

/* Digits from `at` on, which end at one of `ends` or with the text; NULL when there are none. Their text goes to `number`. */
static const char *read_digits(const char *at, const char *ends, char number[16])
{
	const size_t len = strspn(at, "0123456789");
	if (len == 0 || len > 12 || (at[len] && !strchr(ends, at[len])))
		return NULL;
	memcpy(number, at, len);
	number[len] = '\0';
	return at + len;
}

/* 13:3 and t1/r2/c3; false for what is neither. */
static bool say_cell(const struct qz_messages *messages, const char *place, struct qz_buf *out)
{
	char first[16], second[16], third[16];
	const char *at = read_digits(place, ":", first);
	if (at && *at == ':' && (at = read_digits(at + 1, ":", second))) {
		put_words(messages, "place.cell", first, second, out);
		return true;
	}
	if (*place != 't' || !(at = read_digits(place + 1, "/", first)) || strncmp(at, "/r", 2) != 0 || !(at = read_digits(at + 2, "/", second)) ||
	    strncmp(at, "/c", 2) != 0 || !read_digits(at + 2, "", third))
		return false;
	if (strcmp(first, "1") != 0)
		put_words(messages, "place.table", first, "", out);
	put_words(messages, "place.cell", second, third, out);
	return true;
}

/* What stands before # in words: a cell, a sheet, or nothing. Of a range its first cell. */
static void say_where(const struct qz_messages *messages, char *place, struct qz_buf *out)
{
	char *mark = strchr(place, '!'), *in = mark ? mark + 1 : place, number[16];
	struct qz_buf name;
	in[strcspn(in, "-")] = '\0';
	if (!mark && (say_cell(messages, place, out) || !*place))
		return;
	if (!mark && *place == 'p' && read_digits(place + 1, "", number)) {
		put_words(messages, "place.paragraph", number, "", out);
		return;
	}
	qz_buf_init(&name);
	put_name(place, mark ? (size_t)(mark - place) : strlen(place), &name);
	qz_buf_add(&name, "", 0);
	out->failed |= name.failed;
	put_words(messages, *in && mark ? "place.sheet-cell" : "place.sheet", name.failed ? "" : name.data, in, out);
	qz_buf_done(&name);
}

/* The kind of an aside by its word, comment1; NULL where it is none. `kind`: the key of its text. */
static const char *find_kind(const struct qz_messages *messages, const char *word, char kind[48])
{
	const size_t len = strcspn(word, "0123456789");
	if (len == 0 || len > 24 || !word[len] || word[len + strspn(word + len, "0123456789")])
		return NULL;
	memcpy(kind, "kind.", 5);
	memcpy(kind + 5, word, len);
	kind[5 + len] = '\0';
	const char *text = qz_messages_text(messages, kind);
	return strcmp(text, kind) != 0 ? text : NULL;
}

void qz_place_say(const struct qz_messages *messages, const char *pos, struct qz_buf *out)
{
	char *place = strndup(pos, strcspn(pos, " ")), kind[48];
	char *hash = place ? strrchr(place, '#') : NULL;
	const char *name = hash ? find_kind(messages, hash + 1, kind) : place ? find_kind(messages, place, kind) : NULL;
	struct qz_buf where;
	qz_buf_init(&where);
	out->failed |= !place;
	if (name && hash)
		*hash = '\0';
	if (place && (hash || !name))
		say_where(messages, place, &where);
	qz_buf_add(&where, "", 0);
	if (name && where.len)
		put_words(messages, "place.aside", where.failed ? "" : where.data, name, out);
	else
		qz_buf_puts(out, name ? name : where.failed ? "" : where.data);
	out->failed |= where.failed;
	qz_buf_done(&where);
	free(place);
}
