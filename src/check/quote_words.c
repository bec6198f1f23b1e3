/*
 * The words in which a quotation differs, as people read them, for quote.h:
 * “农业主管部门”→“农业农村主管部门”.
 */
#include "check/quote.h"

#include "base/utf8.h"

#define AROUND 4u   /* words shown around what is on one side alone */
#define SHORT 3u    /* words that say little alone */
#define LONGEST 60u /* characters of one side */

/* What lies between two words, on one line; what is too long is cut in the middle. */
static void put_side(const struct qz_quote_text *text, size_t from, size_t to, struct qz_buf *out)
{
	struct qz_buf line;
	qz_buf_init(&line);
	size_t start = from < to ? text->units[from].at : 0,
	       end = from < to ? text->units[to - 1].at + text->units[to - 1].len : 0, n;
	for (size_t at = start; at < end; at += n) {
		uint32_t cp = 0;
		n = qz_utf8_decode(text->bytes + at, end - at, &cp);
		n = n ? n : 1;
		if (!qz_is_blank(cp))
			qz_buf_add(&line, text->bytes + at, n);
	}
	size_t whole = qz_count_nonblank(line.data ? line.data : "", line.len);
	qz_buf_puts(out, "“");
	if (whole > LONGEST && !line.failed) {
		size_t head = qz_utf8_first(line.data, line.len, LONGEST / 2),
		       tail = qz_utf8_first(line.data, line.len, whole - LONGEST / 2);
		qz_buf_add(out, line.data, head);
		qz_buf_puts(out, "…");
		qz_buf_add(out, line.data + tail, line.len - tail);
	} else if (line.len) {
		qz_buf_add(out, line.data, line.len);
	}
	qz_buf_puts(out, "”");
	out->failed |= line.failed;
	qz_buf_done(&line);
}

/* With some of the common words around it, so that each side says something and where it stands can be found. */
static struct qz_quote_difference with_context(const struct qz_quote_text *quote, const struct qz_quote_text *law,
					       struct qz_quote_difference at)
{
	size_t quoted = at.a1 - at.a0, lawful = at.b1 - at.b0, least = quoted < lawful ? quoted : lawful;
	size_t wanted = least == 0 ? AROUND : least <= SHORT ? 2 : 0;
	for (size_t i = 0; i < wanted && at.a0 > 0 && at.b0 > 0 && quote->ids[at.a0 - 1] == law->ids[at.b0 - 1]; i++) {
		at.a0--;
		at.b0--;
	}
	for (size_t i = 0;
	     i < wanted && at.a1 < quote->count && at.b1 < law->count && quote->ids[at.a1] == law->ids[at.b1]; i++) {
		at.a1++;
		at.b1++;
	}
	return at;
}

size_t qz_quote_words(const struct qz_quote_result *result, const struct qz_quote_text *quote,
		      const struct qz_quote_text *law, size_t most, bool penalties, struct qz_buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < result->count; i++) {
		if (penalties != result->differences[i].penalty)
			continue;
		if (count++ >= most)
			continue;
		struct qz_quote_difference at = with_context(quote, law, result->differences[i]);
		if (count > 1)
			qz_buf_puts(out, "；");
		put_side(quote, at.a0, at.a1, out);
		qz_buf_puts(out, "→");
		put_side(law, at.b0, at.b1, out);
	}
	return count;
}
