/*
 * Laws in force and their articles, for in_force.h.
 */
#include "check/in_force.h"

#include <string.h>

#include "check/laws_follow.h"

#define LONGEST ((size_t)6000) /* bytes of what is shown of the articles of one citation */

bool qz_in_force_find(struct qz_texts *texts, const struct qz_laws *laws, const char *name, const char *as_of,
		      struct qz_in_force *found)
{
	static const struct qz_law_note none = {.date = NULL};
	struct qz_law_verdict verdict = {0};
	*found = (struct qz_in_force){.name = name, .version = QZ_TEXT_NONE};
	if (qz_laws_judge(laws, name, NULL, &none, as_of, &verdict) != 0)
		return false;
	bool there = false;
	if (verdict.state != QZ_LAW_REPEALED && verdict.law)
		there = qz_texts_find(texts, verdict.law, &found->law);
	if (verdict.state != QZ_LAW_REPEALED && !there)
		there = qz_texts_find(texts, name, &found->law);
	if (verdict.law)
		found->name = verdict.law;
	if (found->law && !found->law->broken)
		found->version = qz_text_in_force(found->law, qz_law_day_read(as_of), qz_law_day_read(verdict.version));
	qz_law_verdict_done(&verdict);
	return !there || found->law;
}

/* Bytes of the text that are shown: whole characters. */
static size_t cut(const char *text, size_t len, size_t room)
{
	size_t end = len < room ? len : room;
	while (end < len && end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
		end--;
	return end;
}

static void put_article(const struct qz_text_law *law, const struct qz_text_article *article, size_t start,
			struct qz_buf *out)
{
	for (size_t i = 0; i < article->nparagraphs && out->len - start < LONGEST; i++) {
		const struct qz_text_paragraph *at = &law->paragraphs[article->paragraphs + i];
		size_t shown = cut(law->text + at->at, at->len, LONGEST - (out->len - start));
		if (out->len > start)
			qz_buf_putc(out, '\n');
		qz_buf_put_visible(out, law->text + at->at, shown);
		if (shown < at->len)
			qz_buf_puts(out, "……");
	}
}

bool qz_in_force_put(struct qz_texts *texts, const struct qz_laws *laws, const char *name, const char *articles,
		     const char *as_of, struct qz_buf *out, char version[11])
{
	struct qz_law_articles list = {.count = 0};
	struct qz_in_force found;
	size_t start = out->len;
	*version = '\0';
	if (!qz_in_force_find(texts, laws, name, as_of, &found))
		return false;
	if (!found.law || found.version == QZ_TEXT_NONE || !qz_law_articles_read(articles, &list))
		return true;
	for (size_t i = 0; i < list.count; i++)
		if (!qz_text_article(found.law, found.version, list.list[i]))
			return true;
	for (size_t i = 0; i < list.count; i++)
		put_article(found.law, qz_text_article(found.law, found.version, list.list[i]), start, out);
	qz_law_day_write(qz_text_version_day(&found.law->versions[found.version]), version);
	return !out->failed;
}
