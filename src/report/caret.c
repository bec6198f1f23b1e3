/*
 * Fitting an excerpt into a line and marking it, for caret.h.
 */
#include "report/caret.h"

#include <string.h>
#include <uniwidth.h>

#include "base/utf8.h"

#define CUT "..." /* not …, whose width is doubtful */

/* Columns of a character where doubtful ones are narrow, and where they are wide. */
static size_t narrow_width(uint32_t cp)
{
	const int width = uc_width(cp, "UTF-8");
	return width > 0 ? (size_t)width : 0;
}

static size_t wide_width(uint32_t cp)
{
	const int width = uc_width(cp, "GBK"); /* libunistring takes doubtful widths for wide in it */
	return width > 0 ? (size_t)width : 0;
}

size_t qz_caret_width(const char *text)
{
	const size_t len = strlen(text);
	size_t width = 0;
	uint32_t cp;
	for (size_t at = 0, n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) > 0; at += n)
		width += wide_width(cp);
	return width;
}

/* A stretch of the excerpt on one line, with nothing in it that acts on a terminal. */
static void put_plain(struct qz_buf *out, const char *text, size_t len)
{
	for (size_t at = 0, plain; at < len; at += plain + 1) {
		plain = 0;
		while (at + plain < len && !strchr("\t\r\n", text[at + plain]))
			plain++;
		qz_buf_put_visible(out, text + at, plain);
		if (at + plain < len)
			qz_buf_putc(out, ' ');
	}
}

/* Bytes from the start of the text that take at most `columns`. */
static size_t fit_first(const char *text, size_t columns)
{
	const size_t len = strlen(text);
	size_t at = 0, width = 0;
	uint32_t cp;
	for (size_t n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) > 0; at += n) {
		width += wide_width(cp);
		if (width > columns)
			break;
	}
	return at;
}

/* The offset from which the rest of the text takes at most `columns`. */
static size_t fit_last(const char *text, size_t columns)
{
	const size_t len = strlen(text), whole = qz_caret_width(text);
	size_t at = 0, left = whole;
	uint32_t cp;
	for (size_t n; left > columns && (n = qz_utf8_decode(text + at, len - at, &cp)) > 0; at += n)
		left -= wide_width(cp);
	return at;
}

/* Below each character of a text one of its width that is blank, or the character itself. */
static void put_below(struct qz_buf *out, const char *text)
{
	const size_t len = strlen(text);
	uint32_t cp;
	for (size_t at = 0, n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) > 0; at += n) {
		if (narrow_width(cp) != wide_width(cp))
			qz_buf_put_utf8(out, cp);
		else if (narrow_width(cp) == 2)
			qz_buf_put_utf8(out, 0x3000);
		else if (narrow_width(cp) == 1)
			qz_buf_putc(out, ' ');
	}
}

static void put_carets(struct qz_buf *out, const char *text)
{
	const size_t len = strlen(text);
	uint32_t cp;
	for (size_t at = 0, n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) > 0; at += n)
		for (size_t i = narrow_width(cp); i > 0; i--)
			qz_buf_putc(out, '^');
}

/* The three stretches of an excerpt, cut to what is shown. */
struct shown {
	struct qz_buf before, mark, behind;
};

static void cut_end(struct qz_buf *text, size_t columns)
{
	if (!text->data || text->failed)
		return;
	text->len = fit_first(text->data, columns);
	text->data[text->len] = '\0';
	qz_buf_puts(text, CUT);
}

static void cut_start(struct qz_buf *text, size_t columns)
{
	struct qz_buf rest;
	qz_buf_init(&rest);
	qz_buf_puts(&rest, CUT);
	if (text->data && !text->failed)
		qz_buf_puts(&rest, text->data + fit_last(text->data, columns));
	rest.failed |= text->failed;
	qz_buf_done(text);
	*text = rest;
}

static size_t width_of(const struct qz_buf *text)
{
	return text->data && !text->failed ? qz_caret_width(text->data) : 0;
}

/* Leaves out words at the ends until the line fits. */
static void fit(struct shown *shown, const struct qz_excerpt *excerpt, size_t columns)
{
	const size_t cut = sizeof CUT - 1;
	if (width_of(&shown->mark) > columns - 2 * cut)
		cut_end(&shown->mark, columns - 3 * cut);
	const size_t room = columns - width_of(&shown->mark);
	size_t before = width_of(&shown->before), behind = width_of(&shown->behind);
	if (before + behind + 2 * cut > room) {
		const size_t half = room / 2;
		if (behind + cut <= half)
			before = room - behind - cut;
		else
			before = before < half ? before : half;
		behind = room - before;
	} else {
		before += cut;
		behind += cut;
	}
	if (excerpt->cut_before || width_of(&shown->before) > before)
		cut_start(&shown->before, before > cut ? before - cut : 0);
	if (excerpt->cut_after || width_of(&shown->behind) > behind)
		cut_end(&shown->behind, behind > cut ? behind - cut : 0);
	if (!shown->behind.len && excerpt->cut_after)
		qz_buf_puts(&shown->behind, CUT);
}

static const char *text_of(const struct qz_buf *text)
{
	return text->data && !text->failed ? text->data : "";
}

void qz_caret_put(const struct qz_excerpt *excerpt, const char *prefix, size_t columns, struct qz_buf *out)
{
	struct shown shown;
	if (!excerpt->text)
		return;
	qz_buf_init(&shown.before);
	qz_buf_init(&shown.mark);
	qz_buf_init(&shown.behind);
	put_plain(&shown.before, excerpt->text, excerpt->at);
	put_plain(&shown.mark, excerpt->text + excerpt->at, excerpt->len);
	put_plain(&shown.behind, excerpt->text + excerpt->at + excerpt->len, strlen(excerpt->text) - excerpt->at - excerpt->len);
	fit(&shown, excerpt, columns);
	qz_buf_printf(out, "%s%s%s%s\n", prefix, text_of(&shown.before), text_of(&shown.mark), text_of(&shown.behind));
	if (excerpt->len) {
		qz_buf_puts(out, prefix);
		put_below(out, text_of(&shown.before));
		put_carets(out, text_of(&shown.mark));
		qz_buf_putc(out, '\n');
	}
	out->failed |= shown.before.failed || shown.mark.failed || shown.behind.failed;
	qz_buf_done(&shown.before);
	qz_buf_done(&shown.mark);
	qz_buf_done(&shown.behind);
}
