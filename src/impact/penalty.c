/*
 * Telling penalties, for penalty.h.
 */
#include "impact/penalty.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "diff/words.h"

/* Where one begins like another the longer one stands first. */
static const char *const kinds[] = {"警告", "通报批评", "罚款", "没收", "吊销", "暂扣", "降低资质", "停产停业",
				    "关闭", "拘留", "限制从业", "终身", "撤职", "开除", "刑事责任"};
static const char *const measures[] = {"元", "倍", "％", "%", "日拘留", "日以下拘留", "日以下的拘留"};

static size_t match(const char *text, size_t len, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) <= len && memcmp(text, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* The bytes of a number at the beginning of a text; 0: there is none. */
static size_t number_length(const char *text, size_t len)
{
	uint32_t cp;
	size_t n = qz_utf8_decode(text, len, &cp);
	return n && qz_is_numeral(cp) ? qz_word_length(text, len) : 0;
}

/* Appends the penalties that a text names, each behind a bar. */
static void put_penalties(const char *text, size_t len, struct qz_buf *out)
{
	for (size_t at = 0, n; at < len; at += n) {
		size_t kind = match(text + at, len - at, kinds, sizeof kinds / sizeof *kinds),
		       number = kind ? 0 : number_length(text + at, len - at);
		size_t measure =
		    number ? match(text + at + number, len - at - number, measures, sizeof measures / sizeof *measures)
			   : 0;
		n = kind ? kind : number ? number + measure : qz_word_length(text + at, len - at);
		n = n ? n : 1;
		if (kind || measure) {
			qz_buf_add(out, text + at, n);
			qz_buf_putc(out, '|');
		}
	}
}

int qz_penalties_alike(const char *a, size_t alen, const char *b, size_t blen)
{
	struct qz_buf one, two;
	qz_buf_init(&one);
	qz_buf_init(&two);
	put_penalties(a, alen, &one);
	put_penalties(b, blen, &two);
	bool failed = one.failed || two.failed,
	     alike = !failed && one.len == two.len && (one.len == 0 || memcmp(one.data, two.data, one.len) == 0);
	qz_buf_done(&one);
	qz_buf_done(&two);
	return failed ? -1 : alike;
}
