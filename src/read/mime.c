/*
 * Headers, boundaries and transfer encodings for mime.h. Every level of parts
 * is looked through once, and levels, parts and headers are bounded.
 */
#include "read/mime.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/buf.h"

#define MAX_DEPTH 12
#define MAX_HEADERS 65536 /* bytes of all headers of a part */
#define MAX_BOUNDARY 200  /* RFC 2046 allows 70 */

/* What the headers of a part say. */
struct head {
	struct qz_mime_part part;
	char boundary[MAX_BOUNDARY];
	char start[QZ_MIME_PLACE];
	size_t len;   /* bytes of the headers and the blank line behind */
	bool some;    /* there is a header that MIME knows */
};

/* ---- headers ---- */

static size_t line_end(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);
	return end ? (size_t)(end - text) + 1 : len;
}

static bool is_blank_line(const char *line, size_t len)
{
	return len == 0 || (len == 1 && line[0] == '\n') || (len == 2 && line[0] == '\r' && line[1] == '\n');
}

/* Copies a value, in small letters where `low`; what does not fit is cut. */
static void copy(char *to, size_t room, const char *from, size_t len, bool low)
{
	size_t n = 0;
	for (size_t i = 0; i < len && n + 1 < room; i++) {
		char c = from[i];
		if ((unsigned char)c < 0x20)
			continue;
		to[n++] = (char)(low && c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	to[n] = '\0';
}

/* One parameter behind a value: ; name="text". Moves *at behind it; false at the end. */
static bool read_parameter(const char **at, const char *end, struct head *head)
{
	char value[QZ_MIME_PLACE];
	const char *name = memchr(*at, ';', (size_t)(end - *at));
	if (!name)
		return false;
	for (name++; name < end && strchr(" \t\r\n", *name); name++)
		;
	const char *equals = name, *from;
	while (equals < end && *equals != '=' && *equals != ';')
		equals++;
	*at = equals;
	if (equals == end || *equals == ';')
		return true;
	for (from = equals + 1; from < end && (*from == ' ' || *from == '\t'); from++)
		;
	bool quoted = from < end && *from == '"';
	from += quoted;
	const char *to = from;
	while (to < end && (quoted ? *to != '"' : !strchr("; \t\r\n", *to)))
		to++;
	copy(value, sizeof value, from, (size_t)(to - from), false);
	size_t len = (size_t)(equals - name);
	if (len == 8 && strncasecmp(name, "boundary", 8) == 0)
		copy(head->boundary, sizeof head->boundary, value, strlen(value), false);
	else if (len == 7 && strncasecmp(name, "charset", 7) == 0)
		copy(head->part.charset, sizeof head->part.charset, value, strlen(value), true);
	else if (len == 5 && strncasecmp(name, "start", 5) == 0)
		copy(head->start, sizeof head->start, value, strlen(value), false);
	*at = to < end ? to + quoted : end;
	return true;
}

/* <id> without its brackets, a place without blanks around it. */
static void copy_place(char *to, const char *from, const char *end)
{
	while (from < end && strchr(" \t\r\n<\"", *from))
		from++;
	while (end > from && strchr(" \t\r\n>\"", end[-1]))
		end--;
	copy(to, QZ_MIME_PLACE, from, (size_t)(end - from), false);
}

static bool is_named(const char *line, size_t name_len, const char *name)
{
	return strlen(name) == name_len && strncasecmp(line, name, name_len) == 0;
}

static void read_header(struct head *head, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len), *end = line + len;
	size_t name = colon ? (size_t)(colon - line) : 0;
	if (!colon)
		return;
	const char *value = colon + 1;
	while (value < end && strchr(" \t\r\n", *value))
		value++;
	if (is_named(line, name, "Content-Type")) {
		size_t n = 0;
		while (value + n < end && !strchr("; \t\r\n", value[n]))
			n++;
		copy(head->part.type, sizeof head->part.type, value, n, true);
		for (const char *at = value; read_parameter(&at, end, head);)
			;
		head->some = true;
	} else if (is_named(line, name, "Content-Transfer-Encoding")) {
		head->part.coding = strncasecmp(value, "base64", 6) == 0 ? QZ_MIME_BASE64 :
				    strncasecmp(value, "quoted-printable", 16) == 0 ? QZ_MIME_QUOTED : QZ_MIME_PLAIN;
	} else if (is_named(line, name, "Content-Location")) {
		copy_place(head->part.location, value, end);
	} else if (is_named(line, name, "Content-ID")) {
		copy_place(head->part.id, value, end);
	}
}

/* The headers at the beginning of a part, lines that are folded as one; false when they do not end in time. */
static bool read_head(struct head *head, const char *text, size_t len)
{
	*head = (struct head){.part.type = ""};
	size_t at = 0;
	while (at < len) {
		size_t end = at + line_end(text + at, len - at);
		if (is_blank_line(text + at, end - at)) {
			at = end;
			break;
		}
		while (end < len && (text[end] == ' ' || text[end] == '\t'))
			end += line_end(text + end, len - end);
		if (end > MAX_HEADERS)
			return false;
		read_header(head, text + at, end - at);
		at = end;
	}
	head->len = at;
	return true;
}

bool qz_mime_looks_like(const char *bytes, size_t len)
{
	struct head head;
	size_t skip = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (skip < len && (bytes[skip] == '\r' || bytes[skip] == '\n'))
		skip++;
	size_t name = 0;
	while (skip + name < len && name < 60 && ((bytes[skip + name] | 32) >= 'a' ? (bytes[skip + name] | 32) <= 'z' : bytes[skip + name] == '-'))
		name++;
	if (name == 0 || skip + name >= len || bytes[skip + name] != ':')
		return false;
	return read_head(&head, bytes + skip, len - skip) && head.some &&
	       (strncmp(head.part.type, "multipart/", 10) == 0 || strcmp(head.part.type, "text/html") == 0);
}

/* ---- parts ---- */

static void add_part(struct qz_mime *mime, const struct head *head, const char *body, size_t len)
{
	if (mime->count >= QZ_MIME_PARTS) {
		mime->reason = "parts";
	} else if (!qz_array_grow(&mime->parts, mime->count, &mime->cap, sizeof *mime->parts)) {
		mime->reason = "memory";
	} else {
		struct qz_mime_part *part = &mime->parts[mime->count++];
		*part = head->part;
		part->body = body;
		part->len = len;
	}
}

/* A boundary's line: where it begins, where it ends, and whether it is the last; false when there is none from `at` on. */
struct mark {
	size_t begin, end;
	bool last;
};

static bool find_boundary(const char *text, size_t len, size_t at, const char *boundary, struct mark *mark)
{
	size_t n = strlen(boundary);
	while (at < len) {
		size_t end = at + line_end(text + at, len - at), left = end - at;
		if (left >= n + 2 && text[at] == '-' && text[at + 1] == '-' && memcmp(text + at + 2, boundary, n) == 0) {
			const char *tail = text + at + 2 + n;
			bool last = left >= n + 4 && tail[0] == '-' && tail[1] == '-';
			tail += last ? 2 : 0;
			while (tail < text + end && strchr(" \t\r\n", *tail))
				tail++;
			if (tail == text + end) {
				*mark = (struct mark){.begin = at, .end = end, .last = last};
				return true;
			}
		}
		at = end;
	}
	return false;
}

static bool is_foreign(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return true;
	return false;
}

/* Programs write a line in English there, for those who cannot read such files; a list's own language is no such line. */
static void see_apart(struct qz_mime *mime, const char *text, size_t len)
{
	if (mime->apart || !is_foreign(text, len))
		return;
	mime->apart = text;
	mime->apart_len = len;
}

static void read_part(struct qz_mime *mime, const char *text, size_t len, unsigned depth);

static void read_multipart(struct qz_mime *mime, const struct head *head, const char *text, size_t len, unsigned depth)
{
	struct mark mark, next;
	if (depth >= MAX_DEPTH)
		mime->reason = "depth";
	else if (!*head->boundary || !find_boundary(text, len, 0, head->boundary, &mark))
		mime->reason = "boundary";
	if (mime->reason)
		return;
	see_apart(mime, text, mark.begin);
	while (!mark.last && !mime->reason) {
		bool found = find_boundary(text, len, mark.end, head->boundary, &next);
		size_t end = found ? next.begin : len;
		end -= end > mark.end && text[end - 1] == '\n'; /* the line end before a boundary belongs to it */
		end -= end > mark.end && text[end - 1] == '\r';
		read_part(mime, text + mark.end, end - mark.end, depth + 1);
		if (!found) {
			mime->cut = true;
			return;
		}
		mark = next;
	}
	see_apart(mime, text + mark.end, len - mark.end);
}

static void read_part(struct qz_mime *mime, const char *text, size_t len, unsigned depth)
{
	struct head head;
	if (!read_head(&head, text, len)) {
		mime->reason = "headers";
		return;
	}
	if (!*head.part.type)
		copy(head.part.type, sizeof head.part.type, "text/plain", 10, false);
	if (!*mime->start)
		copy_place(mime->start, head.start, head.start + strlen(head.start));
	if (strncmp(head.part.type, "multipart/", 10) == 0)
		read_multipart(mime, &head, text + head.len, len - head.len, depth);
	else
		add_part(mime, &head, text + head.len, len - head.len);
}

bool qz_mime_read(struct qz_mime *mime, const char *bytes, size_t len)
{
	*mime = (struct qz_mime){0};
	size_t skip = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (skip < len && (bytes[skip] == '\r' || bytes[skip] == '\n'))
		skip++;
	read_part(mime, bytes + skip, len - skip, 0);
	return !mime->reason;
}

void qz_mime_done(struct qz_mime *mime)
{
	free(mime->parts);
	*mime = (struct qz_mime){0};
}

const char *qz_mime_base(const char *place)
{
	const char *base = place;
	for (; *place; place++)
		if (*place == '/' || *place == '\\' || *place == ':')
			base = place + 1;
	return base;
}

/* ---- transfer encodings ---- */

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* RFC 2045, 6.7; what is no such sequence stays as it is. */
static void decode_quoted(const char *text, size_t len, struct qz_buf *out)
{
	for (size_t at = 0; at < len;) {
		const char *mark = memchr(text + at, '=', len - at);
		size_t end = mark ? (size_t)(mark - text) : len;
		qz_buf_add(out, text + at, end - at);
		if (!mark)
			break;
		size_t blank = end + 1;
		while (blank < len && (text[blank] == ' ' || text[blank] == '\t' || text[blank] == '\r'))
			blank++;
		if (end + 2 < len && hex(text[end + 1]) >= 0 && hex(text[end + 2]) >= 0) {
			qz_buf_putc(out, (char)(hex(text[end + 1]) * 16 + hex(text[end + 2])));
			at = end + 3;
		} else if (blank >= len || text[blank] == '\n') { /* the line goes on */
			at = blank < len ? blank + 1 : len;
		} else {
			qz_buf_putc(out, '=');
			at = end + 1;
		}
	}
}

static int digit64(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* RFC 2045, 6.8; characters outside of the alphabet are passed over. */
static void decode_base64(const char *text, size_t len, struct qz_buf *out)
{
	unsigned bits = 0, have = 0;
	for (size_t i = 0; i < len && text[i] != '='; i++) {
		int digit = digit64(text[i]);
		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xFFFFFF;
		have += 6;
		if (have >= 8) {
			have -= 8;
			qz_buf_putc(out, (char)(bits >> have & 0xFF));
		}
	}
}

void qz_mime_decode(const struct qz_mime_part *part, struct qz_buf *out)
{
	if (part->coding == QZ_MIME_QUOTED)
		decode_quoted(part->body, part->len, out);
	else if (part->coding == QZ_MIME_BASE64)
		decode_base64(part->body, part->len, out);
	else
		qz_buf_add(out, part->body, part->len);
	qz_buf_add(out, "", 0);
}
