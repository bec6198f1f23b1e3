/*
 * Fuzzing the comparison of quotations: two texts divided by 0xFF, any bytes. Differences must rise and lie in the texts,
 * and a text quoted word for word never differs from itself.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check/quote.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(const char *quote, size_t len, const char *law, size_t law_len)
{
	static const struct qz_quote_cited all;
	struct qz_quote_text one, two;
	struct qz_quote_result result;
	struct qz_buf words;
	qz_buf_init(&words);
	qz_quote_text_init(&one);
	qz_quote_text_init(&two);
	qz_quote_text_add(&one, quote, 0, len, 0);
	qz_quote_text_add(&two, law, 0, law_len, 1);
	qz_quote_compare(&one, &two, &all, &result);
	for (size_t i = 0, a = 0, b = 0; i < result.count; i++) {
		const struct qz_quote_difference *at = &result.differences[i];
		if (at->a0 < a || at->a1 < at->a0 || at->a1 > one.count || at->b0 < b || at->b1 < at->b0 || at->b1 > two.count)
			abort();
		a = at->a1;
		b = at->b1;
	}
	if (quote == law && result.state == QZ_QUOTE_DIFFERS)
		abort();
	qz_quote_words(&result, &one, &two, 6, false, &words);
	qz_quote_words(&result, &one, &two, 6, true, &words);
	qz_quote_result_done(&result);
	qz_quote_text_done(&one);
	qz_quote_text_done(&two);
	qz_buf_done(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *divider = size ? memchr(text, 0xFF, size) : NULL;
	size_t len = divider ? (size_t)(divider - text) : size / 2;
	size_t from = divider ? len + 1 : len;
	compare(text, len, text + from, size - from);
	compare(text, len, text, len);
	return 0;
}
