/*
 * What the last articles of a law say of it, for parse.h: 自…起施行, and which
 * laws end then (…同时废止).
 */
#include <string.h>

#include "base/utf8.h"
#include "laws/parse.h"

#define LAST_ARTICLES 4u   /* so many are looked at, from the end */
#define LONGEST_TITLE 600u /* bytes */

/* The version that begins on a day: the last one that is not younger. */
static struct qz_text_act *act_by(struct qz_text *text, qz_law_day day)
{
	struct qz_text_act *found = NULL;
	for (size_t i = 0; i < text->nacts; i++) {
		struct qz_text_act *act = &text->acts[i];
		if ((act->adopted ? act->adopted : act->promulgated) <= day)
			found = act;
	}
	return found;
}

/* The length of the 自…起 before `end`, and its day; 0 for 自公布之日起. */
static qz_law_day day_before(const char *text, size_t end)
{
	qz_law_day day = 0, last = 0;
	for (size_t at = end > 90 ? end - 90 : 0, n; at < end; at += n) {
		n = qz_text_day_read(text + at, end - at, &day);
		last = n ? day : last;
		n = n ? n : 1;
	}
	return last;
}

static bool read_force(struct qz_text *text, const char *words, size_t len)
{
	static const char *const phrases[] = {"起施行", "起实施", "起生效", "起执行"};
	const char *at = NULL;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases && !at; i++)
		at = memmem(words, len, phrases[i], strlen(phrases[i]));
	if (!at)
		return false;
	size_t end = (size_t)(at - words);
	qz_law_day day = day_before(words, end);
	struct qz_text_act *act = day ? act_by(text, day) : NULL;
	if (act && !act->force)
		act->force = day;
	bool at_once = !day && (qz_text_has(words, end, "公布之日") || qz_text_has(words, end, "发布之日") ||
				qz_text_has(words, end, "通过之日"));
	struct qz_text_act *last = text->nacts ? &text->acts[text->nacts - 1] : NULL;
	if (at_once && last && !last->force && !text->dated && (text->nacts == 1 || last->whole))
		last->force = last->promulgated ? last->promulgated : last->adopted;
	return true;
}

/* The end of a title whose 《 stands at `at`: behind the 》 that closes it; 0 where none does. */
static size_t title_end(const char *text, size_t len, size_t at)
{
	size_t depth = 0;
	len = len - at > LONGEST_TITLE ? at + LONGEST_TITLE : len;
	for (size_t i = at; i < len; i++) {
		depth += qz_text_begins(text + i, len - i, "《");
		if (qz_text_begins(text + i, len - i, "》") && --depth == 0)
			return i + strlen("》");
	}
	return 0;
}

/* A title without blanks, as names of laws are. */
static void add_title(struct qz_text *text, const char *words, size_t len)
{
	char name[LONGEST_TITLE];
	size_t kept = 0;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len && kept + 4 < sizeof name; at += n) {
		n = qz_utf8_decode(words + at, len - at, &cp);
		n = n ? n : 1;
		for (size_t i = 0; !qz_is_blank(cp) && !qz_is_active(cp) && i < n; i++)
			name[kept++] = words[at + i];
	}
	qz_text_add_repeal(text, name, kept);
}

/* The laws named in a sentence that ends them. One of which only articles end goes on. */
static void read_titles(struct qz_text *text, const char *words, size_t len)
{
	uint32_t number;
	for (size_t at = 0; at < len;) {
		size_t end = qz_text_begins(words + at, len - at, "《") ? title_end(words, len, at) : 0;
		if (end && end - at > 6 && end - at < 400 && !qz_text_marker(words + end, len - end, &number))
			add_title(text, words + at + 3, end - at - 6);
		at = end ? end : at + 1;
	}
}

static void read_repeals(struct qz_text *text, const char *words, size_t len)
{
	static const char *const phrases[] = {"同时废止", "即行废止",	  "予以废止",
					      "自行废止", "同时停止执行", "同时失效"};
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		const char *verb = memmem(words, len, phrases[i], strlen(phrases[i]));
		if (!verb)
			continue;
		size_t end = (size_t)(verb - words), from = end;
		while (from > 0 && !qz_text_begins(words + from - 1, end - from + 1, "。"))
			from--;
		read_titles(text, words + from, end - from);
		return;
	}
}

void qz_text_read_end(struct qz_text *text)
{
	size_t first = text->narticles > LAST_ARTICLES ? text->narticles - LAST_ARTICLES : 0;
	bool done = false;
	text->open = true;
	for (size_t i = text->narticles; i-- > first;) {
		for (size_t p = 0; p < text->articles[i].nparas; p++) {
			const char *words = text->articles[i].paras[p].text;
			size_t len = strlen(words);
			if (len > 65536)
				continue;
			done = done || read_force(text, words, len);
			text->open = text->open && !qz_text_has(words, len, "施行") &&
				     !qz_text_has(words, len, "生效") && !qz_text_has(words, len, "实行") &&
				     !qz_text_has(words, len, "实施之日") && !qz_text_has(words, len, "废止");
			read_repeals(text, words, len);
		}
	}
}
