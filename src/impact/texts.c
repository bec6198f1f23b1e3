/*
 * Finding the words of both versions, for texts.h.
 */
#include "impact/texts.h"

#include <stdio.h>

/* Is it the version that the register has? By any day that both know. */
static bool is_version(const struct qz_text_version *text, const struct qz_law_version *version)
{
	if (text->adopted && version->adopted)
		return text->adopted == version->adopted;
	if (text->promulgated && version->promulgated)
		return text->promulgated == version->promulgated;
	return text->force && text->force == version->force;
}

static size_t find_version(const struct qz_amendment *amendment, const struct qz_text_law *law, size_t version)
{
	if (version == QZ_LAW_NO_VERSION)
		return QZ_TEXT_NONE;
	for (size_t i = 0; i < law->nversions; i++)
		if (is_version(&law->versions[i], qz_law_version(&amendment->found, version)))
			return i;
	return QZ_TEXT_NONE;
}

static void say_broken(const struct qz_text_law *law, struct qz_diag *diag)
{
	char line[16] = "";
	if (law->line > 0)
		snprintf(line, sizeof line, "%d", law->line);
	qz_diag_add(diag, QZ_RULE_LAW_TEXT_BROKEN, NULL, "file", law->file, "reason", law->broken, "detail",
		    law->detail, "at", line, NULL);
}

bool qz_amendment_texts_find(const struct qz_amendment *amendment, struct qz_texts *store,
			     struct qz_amendment_texts *texts, struct qz_diag *diag)
{
	*texts = (struct qz_amendment_texts){.from = QZ_TEXT_NONE, .to = QZ_TEXT_NONE};
	if (!store || !qz_texts_find(store, qz_amendment_law(amendment), &texts->law))
		return true;
	diag->failed |= !texts->law;
	if (texts->law && texts->law->broken) {
		say_broken(texts->law, diag);
		texts->law = NULL;
	}
	if (texts->law) {
		texts->from = find_version(amendment, texts->law, amendment->from);
		texts->to = find_version(amendment, texts->law, amendment->to);
	}
	return !diag->failed;
}

bool qz_amendment_texts_both(const struct qz_amendment_texts *texts)
{
	return texts->law && texts->from != QZ_TEXT_NONE && texts->to != QZ_TEXT_NONE;
}

bool qz_amendment_text_put(const struct qz_amendment_texts *texts, size_t version,
			   const struct qz_law_articles *articles, struct qz_buf *out)
{
	const struct qz_text_law *law = texts->law;
	for (size_t i = 0; i < articles->count; i++) {
		const struct qz_text_article *article = qz_text_article(law, version, articles->list[i]);
		if (!article)
			return false;
		for (size_t k = article->paragraphs; k < article->paragraphs + article->nparagraphs; k++) {
			if (out->len)
				qz_buf_putc(out, '\n');
			qz_buf_add(out, law->text + law->paragraphs[k].at, law->paragraphs[k].len);
		}
	}
	return articles->count > 0;
}
