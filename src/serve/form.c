/*
 * The two kinds of forms, for form.h: a state machine each, over pieces of any
 * size. Of multipart a boundary that may begin is held back as a count, as its
 * first byte, a CR, stands nowhere else in it.
 */
#include "serve/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

#define BOUNDARY 70   /* bytes at most (RFC 2046) */
#define HEAD 8192     /* of a part, at most */
#define NAME 128      /* of a field */
#define FILENAME 1024

enum at { START, DELIMITED, DASH, LINE_END, HEADERS, BODY, EPILOGUE, FORM_NAME, FORM_VALUE };

struct qz_form {
	struct qz_form_taker taker;
	enum qz_form_state state;
	enum at at;
	size_t parts, most;
	char delimiter[BOUNDARY + 5]; /* CR LF - - boundary */
	size_t delimiter_len, matched;
	struct qz_buf head; /* headers of a part; the name of a field */
	char escape[2];     /* of %XX, what has come */
	size_t escaped;     /* 0: none; 1: %; 2: %X */
};

/* ---- what kind ---- */

/* The value of a parameter of a header, unquoted; false where there is none. `star`: the form with a charset. */
static bool find_parameter(const char *text, const char *name, struct qz_buf *value)
{
	const size_t len = strlen(name);
	while ((text = strchr(text, ';'))) {
		text += 1 + strspn(text + 1, " \t");
		const bool ours = strncasecmp(text, name, len) == 0 && text[len] == '=';
		const char *at = text + strcspn(text, "=;\"");
		if (*at != '=') {
			text = at;
			continue;
		}
		const bool quoted = *++at == '"';
		at += quoted;
		for (; *at && (quoted ? *at != '"' : !strchr("; \t", *at)); at++) {
			at += quoted && *at == '\\' && (at[1] == '"' || at[1] == '\\');
			if (ours)
				qz_buf_putc(value, *at);
		}
		if (quoted && *at != '"')
			return false;
		if (ours)
			return true;
		text = at;
	}
	return false;
}

static bool begin_multipart(struct qz_form *form, const char *content_type)
{
	struct qz_buf boundary;
	qz_buf_init(&boundary);
	bool found = find_parameter(content_type, "boundary", &boundary) && boundary.len && boundary.len <= BOUNDARY && !boundary.failed;
	for (size_t i = 0; found && i < boundary.len; i++)
		found = boundary.data[i] > ' ' && boundary.data[i] < 0x7F;
	if (found) {
		memcpy(form->delimiter, "\r\n--", 4);
		memcpy(form->delimiter + 4, boundary.data, boundary.len);
		form->delimiter_len = 4 + boundary.len;
		form->at = START;
		form->matched = 2; /* the first delimiter needs no line before it */
	}
	qz_buf_done(&boundary);
	return found;
}

static bool is_type(const char *content_type, const char *name)
{
	const size_t len = strlen(name);
	return strncasecmp(content_type, name, len) == 0 && strchr("; \t", content_type[len]);
}

struct qz_form *qz_form_new(const char *content_type, size_t most, const struct qz_form_taker *taker)
{
	struct qz_form *form = content_type ? calloc(1, sizeof *form) : NULL;
	if (!form)
		return NULL;
	form->taker = *taker;
	form->most = most;
	qz_buf_init(&form->head);
	if (is_type(content_type, "application/x-www-form-urlencoded"))
		form->at = FORM_NAME;
	else if (!is_type(content_type, "multipart/form-data") || !begin_multipart(form, content_type)) {
		qz_form_free(form);
		return NULL;
	}
	return form;
}

void qz_form_free(struct qz_form *form)
{
	if (form)
		qz_buf_done(&form->head);
	free(form);
}

static void fail(struct qz_form *form, enum qz_form_state state)
{
	if (form->state == QZ_FORM_FINE)
		form->state = state;
}

/* ---- parts ---- */

static void begin_part(struct qz_form *form, const char *name, const char *filename)
{
	if (++form->parts > form->most)
		fail(form, QZ_FORM_MANY);
	else if (qz_utf8_check(name, strlen(name)) < strlen(name) || (filename && qz_utf8_check(filename, strlen(filename)) < strlen(filename)))
		fail(form, QZ_FORM_TEXT);
	else if (!form->taker.begin(form->taker.context, name, filename))
		fail(form, QZ_FORM_STOPPED);
}

static void put(struct qz_form *form, const char *bytes, size_t len)
{
	if (len && form->state == QZ_FORM_FINE && !form->taker.data(form->taker.context, bytes, len))
		fail(form, QZ_FORM_STOPPED);
}

static void end_part(struct qz_form *form)
{
	if (form->state == QZ_FORM_FINE && !form->taker.end(form->taker.context))
		fail(form, QZ_FORM_STOPPED);
}

/* %22, %0D and %0A, as browsers write what cannot stand between quotes (WHATWG HTML, "multipart form data"). */
static void unescape_name(struct qz_buf *name)
{
	size_t kept = 0;
	for (size_t i = 0; i < name->len; i++, kept++) {
		const char *at = name->data + i;
		const char c = strncmp(at, "%22", 3) == 0 ? '"' : strncasecmp(at, "%0D", 3) == 0 ? '\r' : strncasecmp(at, "%0A", 3) == 0 ? '\n' : 0;
		name->data[kept] = c ? c : *at;
		i += c ? 2 : 0;
	}
	if (kept < name->len)
		qz_buf_cut(name, kept);
}

/* The headers of a part have come: what is it called? */
static void read_head(struct qz_form *form)
{
	static const char wanted[] = "content-disposition:";
	struct qz_buf name, filename;
	qz_buf_init(&name);
	qz_buf_init(&filename);
	const char *line = form->head.data ? form->head.data : "";
	while (*line && strncasecmp(line, wanted, sizeof wanted - 1) != 0)
		line = strchr(line, '\n') ? strchr(line, '\n') + 1 : "";
	char *text = strndup(line, strcspn(line, "\n"));
	const char *value = text && *text ? text + sizeof wanted - 1 : "";
	value += strspn(value, " \t");
	const bool named = is_type(value, "form-data") && find_parameter(value, "name", &name) && name.len && name.len <= NAME;
	const bool file = named && find_parameter(value, "filename", &filename);
	if (!text || name.failed || filename.failed)
		fail(form, QZ_FORM_MEMORY);
	else if (!named || filename.len > FILENAME)
		fail(form, QZ_FORM_BAD);
	if (form->state == QZ_FORM_FINE) {
		unescape_name(&name);
		unescape_name(&filename);
		begin_part(form, name.data, !file ? NULL : filename.data ? filename.data : "");
	}
	free(text);
	qz_buf_done(&name);
	qz_buf_done(&filename);
	qz_buf_clear(&form->head);
}

/* ---- multipart ---- */

/* Behind a delimiter: the next part, or the end. */
static void take_delimited(struct qz_form *form, char c)
{
	if (form->at == DELIMITED && c == '-')
		form->at = DASH;
	else if (form->at == DASH && c == '-')
		form->at = EPILOGUE;
	else if (form->at == DELIMITED && c == '\r')
		form->at = LINE_END;
	else if (form->at == LINE_END && c == '\n')
		form->at = HEADERS;
	else if (form->at != DELIMITED || (c != ' ' && c != '\t'))
		fail(form, QZ_FORM_BAD);
}

/* Lines end in LF here; the CRs before them go. An empty line ends the headers. */
static void take_header(struct qz_form *form, char c)
{
	struct qz_buf *head = &form->head;
	if (c == '\0' || head->len >= HEAD) {
		fail(form, QZ_FORM_BAD);
		return;
	}
	if (c != '\n') {
		qz_buf_putc(head, c);
		return;
	}
	if (head->len && head->data[head->len - 1] == '\r')
		qz_buf_cut(head, head->len - 1);
	const bool empty = head->len == 0 || head->data[head->len - 1] == '\n';
	qz_buf_putc(head, '\n');
	if (head->failed)
		fail(form, QZ_FORM_MEMORY);
	if (!empty)
		return;
	read_head(form);
	form->at = BODY;
	form->matched = 0;
}

/* Of a part's body, all up to a byte that may begin a delimiter; bytes taken. */
static size_t take_body(struct qz_form *form, const char *bytes, size_t len)
{
	const bool kept = form->at == BODY; /* what stands before the first delimiter is for nobody */
	if (form->matched == 0) {
		const char *cr = memchr(bytes, '\r', len);
		const size_t plain = cr ? (size_t)(cr - bytes) : len;
		if (kept)
			put(form, bytes, plain);
		form->matched = cr != NULL;
		return plain + (cr != NULL);
	}
	if (bytes[0] != form->delimiter[form->matched]) {
		if (kept)
			put(form, form->delimiter, form->matched);
		form->matched = 0;
		return 0;
	}
	if (++form->matched < form->delimiter_len)
		return 1;
	if (kept)
		end_part(form);
	form->at = DELIMITED;
	form->matched = 0;
	return 1;
}

static void feed_multipart(struct qz_form *form, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && form->state == QZ_FORM_FINE;) {
		switch (form->at) {
		case START:
		case BODY:
			i += take_body(form, bytes + i, len - i);
			break;
		case HEADERS:
			take_header(form, bytes[i++]);
			break;
		case EPILOGUE:
			i = len;
			break;
		default:
			take_delimited(form, bytes[i++]);
		}
	}
}

/* ---- urlencoded ---- */

static int hex_value(char c)
{
	const char small = (char)(c | 0x20);
	return c >= '0' && c <= '9' ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

static void put_decoded(struct qz_form *form, const char *bytes, size_t len)
{
	if (form->at == FORM_VALUE) {
		put(form, bytes, len);
		return;
	}
	if (form->head.len + len > NAME || memchr(bytes, '\0', len))
		fail(form, QZ_FORM_BAD);
	else
		qz_buf_add(&form->head, bytes, len);
	if (form->head.failed)
		fail(form, QZ_FORM_MEMORY);
}

/* A name ends at =, a field at &; a field without = has no value. */
static void end_name(struct qz_form *form)
{
	begin_part(form, form->head.data ? form->head.data : "", NULL);
	qz_buf_clear(&form->head);
	form->at = FORM_VALUE;
}

static void end_field(struct qz_form *form)
{
	if (form->at == FORM_NAME && form->head.len == 0)
		return; /* && */
	if (form->at == FORM_NAME)
		end_name(form);
	end_part(form);
	form->at = FORM_NAME;
}

static void take_escape(struct qz_form *form, char c)
{
	if (hex_value(c) < 0) {
		fail(form, QZ_FORM_BAD);
		return;
	}
	form->escape[form->escaped - 1] = c;
	if (++form->escaped < 3)
		return;
	const char byte = (char)(hex_value(form->escape[0]) << 4 | hex_value(form->escape[1]));
	form->escaped = 0;
	put_decoded(form, &byte, 1);
}

static void feed_urlencoded(struct qz_form *form, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && form->state == QZ_FORM_FINE;) {
		size_t plain = 0;
		while (form->escaped == 0 && i + plain < len && !memchr("%+&=", bytes[i + plain], 4))
			plain++;
		if (plain)
			put_decoded(form, bytes + i, plain);
		i += plain;
		if (i == len || plain)
			continue;
		const char c = bytes[i++];
		if (form->escaped)
			take_escape(form, c);
		else if (c == '%')
			form->escaped = 1;
		else if (c == '&')
			end_field(form);
		else if (c == '=' && form->at == FORM_NAME)
			end_name(form);
		else
			put_decoded(form, c == '+' ? " " : "=", 1);
	}
}

enum qz_form_state qz_form_feed(struct qz_form *form, const char *bytes, size_t len)
{
	if (form->delimiter_len)
		feed_multipart(form, bytes, len);
	else
		feed_urlencoded(form, bytes, len);
	return form->state;
}

enum qz_form_state qz_form_end(struct qz_form *form)
{
	if (form->delimiter_len ? form->at != EPILOGUE : form->escaped != 0)
		fail(form, QZ_FORM_BAD);
	if (!form->delimiter_len && form->state == QZ_FORM_FINE)
		end_field(form);
	return form->state;
}
