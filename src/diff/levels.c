/*
 * Reading a level column (行使层级), for data.h: “省级、市级、县级”, “县级以上”,
 * “2,3,4”, or, where more is said, what stands before colons: “省级：负责…”.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "diff/data.h"
#include "diff/words.h"

/* The longest word that the text begins with; NULL: none. */
static const struct qz_diff_level *find_word(const struct qz_diff_data *data, const char *text, size_t len, size_t *size)
{
	const struct qz_diff_level *best = NULL;
	*size = 0;
	for (size_t i = 0; i < data->nexercised; i++) {
		const size_t own = strlen(data->exercised[i].word);
		if (own > *size && own <= len && memcmp(text, data->exercised[i].word, own) == 0) {
			best = &data->exercised[i];
			*size = own;
		}
	}
	return best;
}

/* The levels of a text that is made of words of levels alone; 0: it is not. */
static unsigned read_words(const struct qz_diff_data *data, const char *text, size_t len, bool *failed)
{
	struct qz_buf folded;
	unsigned bits = 0;
	size_t at = 0, size = 1;
	qz_buf_init(&folded);
	qz_fold(text, len, &folded);
	*failed |= folded.failed;
	while (at < folded.len && size) {
		const struct qz_diff_level *word = find_word(data, folded.data + at, folded.len - at, &size);
		uint32_t cp = 0;
		bits |= word ? word->rank : 0;
		if (!word && (size = qz_utf8_decode(folded.data + at, folded.len - at, &cp)) && !qz_is_punctuation(cp))
			size = 0; /* punctuation stays between two digits */
		at += size;
	}
	const bool whole = !folded.failed && at == folded.len;
	qz_buf_done(&folded);
	return whole ? bits : 0;
}

/* The bytes of a sign that parts sentences (end), or a label from what it is of (colon); 0: none is there. */
static size_t sign_at(const char *text, bool *colon)
{
	static const char *const signs[] = {":", "：", "\n", ";", "；", "。"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (strncmp(text, signs[i], strlen(signs[i])) == 0) {
			*colon = i < 2;
			return strlen(signs[i]);
		}
	}
	return 0;
}

unsigned qz_diff_levels(const struct qz_diff_data *data, const char *text, bool *failed)
{
	unsigned bits = read_words(data, text, strlen(text), failed);
	if (bits)
		return bits;
	bool labelled = true; /* no colon was met in this sentence */
	const char *label = text;
	for (const char *at = text; *at;) {
		bool colon = false;
		const size_t size = sign_at(at, &colon);
		if (size && colon && labelled)
			bits |= read_words(data, label, (size_t)(at - label), failed);
		if (size) {
			labelled = !colon;
			label = at + size;
		}
		at += size ? size : 1;
	}
	return bits;
}
