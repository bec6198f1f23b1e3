/*
 * Rules on quotations: the words behind a citation against the texts of the law
 * that the office keeps (texts.h), those in force first, then older ones. What cannot
 * be told to be a quotation of the article is not spoken of.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/in_force.h"
#include "check/laws.h"
#include "check/passage.h"
#include "check/quote.h"
#include "check/quote_find.h"
#include "check/rules_internal.h"
#include "check/texts.h"

#define MOST_WORDS 6u /* differences that a finding names */
#define MOST_ARTICLES 20u
#define NEAR 92u    /* hundredths: surely of this article */
#define MOSTLY 50u  /* hundredths: an article that is still the same one, though much was changed */
#define TELLING 12u /* words that have to be the same where the article now is another */

/* A passage, and what it is compared with. */
struct quoting {
	struct qz_rules_run *run;
	const xmlNode *cite;		/* the last of the passage's citations */
	const char *law_name, *article; /* as the report names them */
	const struct qz_text_law *law;
	size_t current; /* the version in force */
	struct qz_law_articles articles;
	struct qz_quote_cited cited;
	struct qz_quote_text quote;
	struct qz_law_note note; /* what the list says of the version */
	bool cut;
};

/* One comparison. */
struct trial {
	struct qz_quote_text law;
	struct qz_quote_result result;
	bool there; /* the version has the articles */
};

static void trial_done(struct trial *trial)
{
	qz_quote_text_done(&trial->law);
	qz_quote_result_done(&trial->result);
}

static void compare(struct quoting *quoting, size_t version, const struct qz_law_articles *articles,
		    const struct qz_quote_cited *cited, struct trial *trial)
{
	qz_quote_text_init(&trial->law);
	trial->result = (struct qz_quote_result){.state = QZ_QUOTE_NONE};
	trial->there = qz_quote_articles(quoting->law, version, articles, &trial->law);
	if (trial->there && !trial->law.failed)
		qz_quote_compare(&quoting->quote, &trial->law, cited, &trial->result);
	quoting->run->diag->failed |= trial->law.failed || trial->result.failed;
}

/* Words of the quotation that the text does not explain, and the other way round. */
static size_t mismatch(const struct trial *trial)
{
	return trial->result.cost + trial->result.missed;
}

static bool is_near(const struct trial *trial)
{
	return trial->result.state != QZ_QUOTE_NONE && qz_quote_nearness(&trial->result) >= NEAR &&
	       trial->result.matched >= TELLING;
}

/* Is the quotation of the other text rather than of the one in force? */
static bool is_rather(const struct trial *now, const struct trial *other)
{
	if (other->result.state == QZ_QUOTE_NONE)
		return false;
	if (now->result.state == QZ_QUOTE_NONE)
		return is_near(other);
	if (now->result.state == QZ_QUOTE_PARTIAL && mismatch(now) == 0)
		return other->result.state == QZ_QUOTE_EQUAL && mismatch(other) == 0;
	return mismatch(now) > 0 && mismatch(other) * 3 <= mismatch(now);
}

/* The older version whose words these rather are, the newest of them; QZ_TEXT_NONE when there is none. */
static size_t find_older(struct quoting *quoting, const struct trial *now)
{
	size_t found = QZ_TEXT_NONE, least = 0;
	for (size_t i = quoting->current; i-- > 0;) {
		struct trial trial;
		compare(quoting, i, &quoting->articles, &quoting->cited, &trial);
		if (is_rather(now, &trial) && (found == QZ_TEXT_NONE || mismatch(&trial) < least)) {
			found = i;
			least = mismatch(&trial);
		}
		trial_done(&trial);
		if (found != QZ_TEXT_NONE && least == 0)
			break;
	}
	return found;
}

/* Is it rather of a text that is not in force yet? Whoever prepares for it is not told off. */
static bool is_coming(struct quoting *quoting, const struct trial *now)
{
	bool rather = false;
	for (size_t i = quoting->current + 1; i < quoting->law->nversions && !rather; i++) {
		struct trial trial;
		compare(quoting, i, &quoting->articles, &quoting->cited, &trial);
		rather = is_rather(now, &trial);
		trial_done(&trial);
	}
	return rather;
}

/* A version by its day. */
static void name_version(const struct quoting *quoting, size_t version, char text[11])
{
	qz_law_day_write(qz_text_version_day(&quoting->law->versions[version]), text);
}

struct told {
	struct qz_buf words, penalty;
	char count[24];
	const char *penalties; /* "" or the words */
};

static void tell_words(const struct quoting *quoting, const struct trial *trial, struct told *told)
{
	qz_buf_init(&told->words);
	qz_buf_init(&told->penalty);
	size_t count = qz_quote_words(&trial->result, &quoting->quote, &trial->law, MOST_WORDS, false, &told->words);
	count += qz_quote_words(&trial->result, &quoting->quote, &trial->law, MOST_WORDS, true, &told->penalty);
	told->penalties = told->penalty.len && !told->penalty.failed ? told->penalty.data : "";
	*told->count = '\0';
	if (count > MOST_WORDS)
		snprintf(told->count, sizeof told->count, "%zu", count);
	quoting->run->diag->failed |= told->words.failed || told->penalty.failed;
}

static void told_done(struct told *told)
{
	qz_buf_done(&told->words);
	qz_buf_done(&told->penalty);
}

static const char *text_of(const struct qz_buf *buf)
{
	return buf->len && !buf->failed ? buf->data : "";
}

static void say_differs(struct quoting *quoting, const struct trial *trial, const char *elsewhere)
{
	struct told told;
	char version[11];
	name_version(quoting, quoting->current, version);
	tell_words(quoting, trial, &told);
	quoting->run->mark_article = true;
	QZ_RULES_SAY(quoting->run, QZ_RULE_QUOTE_DIFFERS, quoting->cite, "law", quoting->law_name, "article",
		     quoting->article, "version", version, "elsewhere", elsewhere, "words", text_of(&told.words),
		     "differences", told.count, "penalty", told.penalties, NULL);
	told_done(&told);
}

static void say_partial(struct quoting *quoting)
{
	char version[11];
	name_version(quoting, quoting->current, version);
	quoting->run->mark_article = true;
	QZ_RULES_SAY(quoting->run, QZ_RULE_QUOTE_PARTIAL, quoting->cite, "law", quoting->law_name, "article",
		     quoting->article, "version", version, NULL);
}

/* ---- where an old article stands now ---- */

/* However much of it was changed, is it the article that is quoted? */
static bool is_same_article(const struct trial *trial)
{
	return trial->there && trial->result.matched >= TELLING && qz_quote_nearness(&trial->result) >= MOSTLY;
}

/* By the register, from the version that a note names to the one in force; *sure where a person has reviewed it. */
static bool follow(const struct quoting *quoting, const struct qz_law_note *note, struct qz_law_articles *now,
		   bool *sure)
{
	const struct qz_rules_options *options = quoting->run->options;
	struct qz_law_verdict verdict = {0};
	now->count = 0;
	now->overflow = false;
	bool known =
	    qz_laws_judge(options->laws, quoting->law_name, quoting->article, note, options->as_of, &verdict) == 0 &&
	    verdict.new_article && *verdict.new_article && qz_law_articles_read(verdict.new_article, now);
	*sure = verdict.state == QZ_LAW_SUPERSEDED && !verdict.derived;
	qz_law_verdict_done(&verdict);
	return known;
}

/* The articles in force that the quotation is about, compared; else there is none. `now`: those of the numbers cited.
 */
static void find_now(struct quoting *quoting, size_t old, const struct trial *now, struct qz_law_articles *articles,
		     struct trial *trial)
{
	static const struct qz_quote_cited all = {.points = true};
	char date[11];
	name_version(quoting, old, date);
	const struct qz_law_note note = {.date = date};
	bool sure = false, known = quoting->articles.count == 1 && follow(quoting, &note, articles, &sure);
	articles->count = known ? articles->count : 0;
	if (!known && is_same_article(now))
		*articles = quoting->articles;
	bool searched = articles->count == 0;
	if (searched) {
		articles->list[0] =
		    qz_quote_find(&quoting->run->quotes, &quoting->quote, quoting->law, quoting->current);
		articles->count = articles->list[0] != 0;
	}
	compare(quoting, quoting->current, articles, &all, trial);
	bool borne_out = searched ? trial->result.state != QZ_QUOTE_NONE
				  : sure || is_same_article(trial); /* penalties may be written alike */
	if (!trial->there || !borne_out)
		articles->count = 0;
}

static void say_outdated(struct quoting *quoting, size_t old, const struct trial *now)
{
	struct qz_law_articles articles;
	struct trial trial;
	struct told told;
	char quoted[11], version[11];
	find_now(quoting, old, now, &articles, &trial);
	char *joined = qz_law_articles_join(&articles);
	bool alike = articles.count && is_same_article(&trial);
	name_version(quoting, old, quoted);
	name_version(quoting, quoting->current, version);
	tell_words(quoting, &trial, &told);
	quoting->run->mark_article = true;
	QZ_RULES_SAY(quoting->run, QZ_RULE_QUOTE_OUTDATED, quoting->cite, "law", quoting->law_name, "article",
		     quoting->article, "quotedVersion", quoted, "version", version, "newArticle", joined ? joined : "",
		     "words", alike ? text_of(&told.words) : "", "differences", alike ? told.count : "", "penalty",
		     alike ? told.penalties : "", "kept",
		     alike && trial.result.count == 0 && mismatch(&trial) == 0 ? "words" : "", NULL);
	quoting->run->diag->failed |= !joined;
	free(joined);
	told_done(&told);
	trial_done(&trial);
}

/* ---- judging ---- */

enum elsewhere { NOWHERE, SAID, DOUBTFUL };

/* The quotation against another article of the text in force. */
static enum elsewhere try_elsewhere(struct quoting *quoting, const struct trial *now,
				    const struct qz_law_articles *other)
{
	static const struct qz_quote_cited all = {.points = true};
	struct trial trial;
	compare(quoting, quoting->current, other, &all, &trial);
	bool rather = is_near(&trial) && is_rather(now, &trial),
	     as_near = trial.there && mismatch(&trial) <= mismatch(now) * 2;
	char *article = rather ? qz_law_articles_join(other) : NULL;
	if (article)
		say_differs(quoting, &trial, article);
	quoting->run->diag->failed |= rather && !article;
	free(article);
	trial_done(&trial);
	return rather ? SAID : as_near ? DOUBTFUL : NOWHERE;
}

/*
 * Where the words are not surely those of the article cited: are they another one's? The one that the register takes
 * the article to, from the version that the citation names, else the one that has most of the words. One that is about
 * as near makes the article cited doubtful: two penalties may be written alike.
 */
static enum elsewhere look_elsewhere(struct quoting *quoting, const struct trial *now)
{
	struct qz_law_articles other;
	bool sure, known = follow(quoting, &quoting->note, &other, &sure) &&
			   !qz_law_articles_among(&other, &quoting->articles);
	if (!known) {
		other.count = 1;
		other.overflow = false;
		other.list[0] = qz_quote_find(&quoting->run->quotes, &quoting->quote, quoting->law, quoting->current);
		quoting->run->diag->failed |= quoting->quote.failed;
		if (!other.list[0] || qz_law_articles_among(&other, &quoting->articles))
			return NOWHERE;
	}
	enum elsewhere found = try_elsewhere(quoting, now, &other);
	return known && found == NOWHERE ? DOUBTFUL : found;
}

/* Does the text in force lack an article in its midst? Then its file is not whole. */
static bool has_gap(const struct quoting *quoting)
{
	const struct qz_text_version *version = &quoting->law->versions[quoting->current];
	const struct qz_text_article *last = &quoting->law->articles[version->articles + version->narticles - 1];
	for (size_t i = 0; i < quoting->articles.count; i++) {
		uint32_t number = quoting->articles.list[i];
		if (number % QZ_LAW_ARTICLE == 0 && number < last->number &&
		    !qz_text_article(quoting->law, quoting->current, number))
			return true;
	}
	return false;
}

static void judge(struct quoting *quoting)
{
	struct trial now;
	if (has_gap(quoting))
		return;
	compare(quoting, quoting->current, &quoting->articles, &quoting->cited, &now);
	bool fine = now.result.state == QZ_QUOTE_EQUAL && mismatch(&now) == 0;
	size_t older = fine ? QZ_TEXT_NONE : find_older(quoting, &now);
	fine |= older == QZ_TEXT_NONE && !fine && is_coming(quoting, &now);
	if (older != QZ_TEXT_NONE)
		say_outdated(quoting, older, &now);
	else if (fine || (!is_near(&now) && look_elsewhere(quoting, &now) != NOWHERE))
		; /* all is well, or said, or cannot be said */
	else if (now.result.state == QZ_QUOTE_DIFFERS)
		say_differs(quoting, &now, "");
	else if (now.result.state == QZ_QUOTE_PARTIAL && !quoting->cut && quoting->articles.count == 1 &&
		 now.result.missed == 0)
		say_partial(quoting);
	trial_done(&now);
}

/* ---- what is cited ---- */

static void add_articles(struct qz_law_articles *all, const struct qz_law_articles *more)
{
	for (size_t i = 0; i < more->count && all->count < QZ_LAW_CITED; i++) {
		struct qz_law_articles one = {.count = 1};
		one.list[0] = more->list[i];
		if (!qz_law_articles_among(&one, all))
			all->list[all->count++] = more->list[i];
	}
}

/* Has a citation shortly before named a 款 or 项 of the same article? A cell may begin with what it cites, and quote it
 * then. */
static bool is_named_closer(const struct qz_passages *passages, size_t index)
{
	const xmlNode *cite = passages->cites[index];
	for (size_t i = index, looked = 0; i-- > 0 && looked < MOST_ARTICLES; looked++) {
		const xmlNode *other = passages->cites[i];
		bool closer = qz_xml_attr(other, "point") || qz_xml_attr(other, "paragraph");
		if (closer && qz_xml_attr(other, "article") &&
		    strcmp(qz_xml_attr(other, "article"), qz_xml_attr(cite, "article")) == 0 &&
		    strcmp(qz_xml_attr(other, "law"), qz_xml_attr(cite, "law")) == 0)
			return true;
	}
	return false;
}

/* The articles of a passage's citations, and of a single one its 款 and 项. False when it names none, or too many. */
static bool read_cited(struct quoting *quoting, const struct qz_passages *passages, const struct qz_passage *passage,
		       struct qz_law_articles *paragraphs)
{
	bool points = passage->count > 1;
	quoting->articles.count = paragraphs->count = 0;
	for (size_t i = 0; i < passage->count; i++) {
		const xmlNode *cite = passages->cites[passage->first + i];
		const char *article = qz_xml_attr(cite, "article"), *paragraph = qz_xml_attr(cite, "paragraph");
		struct qz_law_articles more = {.count = 0};
		if (article && !qz_law_articles_read(article, &more))
			return false;
		add_articles(&quoting->articles, &more);
		points |= qz_xml_attr(cite, "point") != NULL;
		if (paragraph && !qz_law_articles_read(paragraph, paragraphs))
			return false;
	}
	for (size_t i = 0; i < paragraphs->count; i++)
		paragraphs->list[i] /= QZ_LAW_ARTICLE;
	bool single = passage->count == 1 && quoting->articles.count == 1;
	points |= single && quoting->articles.count && is_named_closer(passages, passage->first);
	quoting->cited = (struct qz_quote_cited){.points = points || !single};
	if (single && paragraphs->count) {
		quoting->cited.paragraphs = paragraphs->list;
		quoting->cited.nparagraphs = paragraphs->count;
	}
	return quoting->articles.count > 0 && quoting->articles.count <= MOST_ARTICLES;
}

static void say_broken(struct qz_rules_run *run, const xmlNode *cite, const struct qz_text_law *law)
{
	char line[24] = "";
	if (qz_map_get(&run->broken_texts, law->file, strlen(law->file)))
		return;
	qz_map_put(&run->broken_texts, law->file, strlen(law->file), (void *)(uintptr_t)cite);
	if (law->line > 0)
		snprintf(line, sizeof line, "%d", law->line);
	QZ_RULES_SAY(run, QZ_RULE_LAW_TEXT_BROKEN, cite, "file", law->file, "at", line, "reason", law->broken, "detail",
		     law->detail ? law->detail : "", NULL);
}

static void judge_passage(struct qz_rules_run *run, const struct qz_passages *passages,
			  const struct qz_passage *passage, const struct qz_law_note *note)
{
	struct quoting quoting = {.run = run,
				  .cite = passages->cites[passage->first + passage->count - 1],
				  .note = *note,
				  .cut = passage->cut};
	struct qz_law_articles paragraphs = {.count = 0};
	struct qz_in_force found;
	if (!read_cited(&quoting, passages, passage, &paragraphs))
		return;
	if (!qz_in_force_find(run->options->texts, run->options->laws, qz_xml_attr(quoting.cite, "law"),
			      run->options->as_of, &found))
		run->diag->failed = true;
	if (found.law && found.law->broken)
		say_broken(run, quoting.cite, found.law);
	if (found.version == QZ_TEXT_NONE)
		return;
	quoting.law = found.law;
	quoting.law_name = found.name;
	quoting.current = found.version;
	char *joined = qz_law_articles_join(&quoting.articles);
	run->diag->failed |= !joined;
	quoting.article = joined;
	qz_quote_text_init(&quoting.quote);
	if (joined)
		qz_quote_text_add(&quoting.quote, passages->text.data, passage->from, passage->to, 0);
	if (quoting.quote.count > 0 && !quoting.quote.failed)
		judge(&quoting);
	run->diag->failed |= quoting.quote.failed;
	qz_quote_text_done(&quoting.quote);
	free(joined);
}

void qz_rule_quotes(struct qz_rules_run *run, xmlNode *field)
{
	struct qz_passages passages;
	if (!run->options->texts || !run->options->laws)
		return;
	qz_passages_read(&passages, field);
	struct qz_cited cited;
	qz_cited_init(&cited);
	for (size_t i = 0, next = 0; i < passages.count && !passages.failed && !run->diag->failed; i++) {
		const struct qz_passage *passage = &passages.list[i];
		struct qz_law_note note = {.date = NULL};
		while (next < passage->first + passage->count && !passages.failed)
			passages.failed |= !qz_cited_note(&cited, passages.cites[next++], &note);
		if (!passages.failed)
			judge_passage(run, &passages, passage, &note);
	}
	run->diag->failed |= passages.failed;
	qz_cited_done(&cited);
	qz_passages_done(&passages);
}
