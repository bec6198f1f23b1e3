/*
 * The memory of a law's text, for text.h: adding to it, judging its numbers,
 * and its bytes on the way from a worker.
 */
#include "laws/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/utf8.h"

#define LONGEST_JOINED 32768u /* bytes */

void qz_text_init(struct qz_text *text)
{
	*text = (struct qz_text){.path = NULL};
}

static void article_done(struct qz_text_article *article)
{
	for (size_t i = 0; i < article->nparas; i++)
		free(article->paras[i].text);
	free(article->division);
	free(article->paras);
}

void qz_text_done(struct qz_text *text)
{
	for (size_t i = 0; i < text->narticles; i++)
		article_done(&text->articles[i]);
	for (size_t i = 0; i < text->nrepeals; i++)
		free(text->repeals[i]);
	free(text->articles);
	free(text->repeals);
	free(text->acts);
	free(text->path);
	free(text->name);
	free(text->rank);
	qz_text_init(text);
}

struct qz_text_article *qz_text_add_article(struct qz_text *text, uint32_t number)
{
	if (text->failed ||
	    !qz_array_grow(&text->articles, text->narticles, &text->article_cap, sizeof *text->articles)) {
		text->failed = true;
		return NULL;
	}
	text->articles[text->narticles] = (struct qz_text_article){.number = number};
	return &text->articles[text->narticles++];
}

struct qz_text_act *qz_text_add_act(struct qz_text *text)
{
	if (text->failed || !qz_array_grow(&text->acts, text->nacts, &text->act_cap, sizeof *text->acts)) {
		text->failed = true;
		return NULL;
	}
	text->acts[text->nacts] = (struct qz_text_act){.adopted = 0};
	return &text->acts[text->nacts++];
}

void qz_text_add_repeal(struct qz_text *text, const char *name, size_t len)
{
	char *copy = text->failed ? NULL : strndup(name, len);
	if (copy && qz_array_grow(&text->repeals, text->nrepeals, &text->repeal_cap, sizeof *text->repeals)) {
		text->repeals[text->nrepeals++] = copy;
		return;
	}
	text->failed = true;
	free(copy);
}

void qz_text_add_para(struct qz_text *text, const char *words, size_t len, uint32_t point)
{
	struct qz_text_article *article = text->narticles ? &text->articles[text->narticles - 1] : NULL;
	if (!article || text->failed)
		return;
	char *copy = strndup(words, len);
	if (copy && qz_array_grow(&article->paras, article->nparas, &article->cap, sizeof *article->paras)) {
		article->paras[article->nparas++] = (struct qz_text_para){copy, point};
		return;
	}
	text->failed = true;
	free(copy);
}

void qz_text_join_para(struct qz_text *text, const char *between, const char *words, size_t len)
{
	struct qz_text_article *article = text->narticles ? &text->articles[text->narticles - 1] : NULL;
	struct qz_text_para *para = article && article->nparas ? &article->paras[article->nparas - 1] : NULL;
	if (!para || text->failed)
		return;
	size_t before = strlen(para->text), gap = strlen(between);
	if (before > LONGEST_JOINED) { /* no text of a law; and joining costs what stands there */
		qz_text_add_para(text, words, len, 0);
		return;
	}
	char *grown = realloc(para->text, before + gap + len + 1);
	if (!grown) {
		text->failed = true;
		return;
	}
	memcpy(grown + before, between, gap);
	memcpy(grown + before + gap, words, len);
	grown[before + gap + len] = '\0';
	para->text = grown;
}

static void note_fault(struct qz_text *text, enum qz_text_fault fault, uint32_t after, uint32_t at)
{
	text->faults++;
	if (text->fault != QZ_TEXT_WHOLE)
		return;
	text->fault = fault;
	text->after = after;
	text->at = at;
}

void qz_text_judge(struct qz_text *text, uint32_t first)
{
	uint32_t last = 0;
	text->fault = QZ_TEXT_WHOLE;
	text->faults = 0;
	if (text->narticles == 0)
		note_fault(text, QZ_TEXT_EMPTY, 0, 0);
	for (size_t i = 0; i < text->narticles; last = text->articles[i++].number) {
		uint32_t at = text->articles[i].number, whole = last / QZ_LAW_ARTICLE;
		bool next = at == last + 1 || at == (whole + 1) * QZ_LAW_ARTICLE;
		if (i == 0 && at != first)
			note_fault(text, QZ_TEXT_BEGINS, 0, at);
		else if (i && at <= last)
			note_fault(text, QZ_TEXT_BACKWARD, last, at);
		else if (i && !next)
			note_fault(text, QZ_TEXT_GAP, last, at);
	}
}

uint32_t qz_text_last(const struct qz_text *text)
{
	uint32_t last = 0;
	for (size_t i = 0; i < text->narticles; i++)
		last = text->articles[i].number > last ? text->articles[i].number : last;
	return last / QZ_LAW_ARTICLE;
}

qz_law_day qz_text_day(const struct qz_text *text)
{
	const struct qz_text_act *act = text->nacts ? &text->acts[text->nacts - 1] : NULL;
	return !act ? 0 : act->adopted ? act->adopted : act->promulgated;
}

void qz_text_put_number(uint32_t number, struct qz_buf *out)
{
	qz_buf_printf(out, "%u", (unsigned)(number / QZ_LAW_ARTICLE));
	if (number % QZ_LAW_ARTICLE)
		qz_buf_printf(out, ".%u", (unsigned)(number % QZ_LAW_ARTICLE));
}

/* ---- bytes ---- */

static void put_number(struct qz_buf *out, uint32_t number)
{
	qz_buf_add(out, &number, sizeof number);
}

static void put_string(struct qz_buf *out, const char *string)
{
	size_t len = string ? strlen(string) : 0;
	put_number(out, (uint32_t)len);
	qz_buf_add(out, string ? string : "", len);
}

static void pack_articles(const struct qz_text *text, struct qz_buf *out)
{
	put_number(out, (uint32_t)text->narticles);
	for (size_t i = 0; i < text->narticles; i++) {
		const struct qz_text_article *article = &text->articles[i];
		put_number(out, article->number);
		put_string(out, article->division);
		put_number(out, (uint32_t)article->nparas);
		for (size_t p = 0; p < article->nparas; p++) {
			put_number(out, article->paras[p].point);
			put_string(out, article->paras[p].text);
		}
	}
}

void qz_text_pack(const struct qz_text *text, struct qz_buf *out)
{
	put_string(out, text->path);
	put_string(out, text->name);
	put_string(out, text->rank);
	put_string(out, text->sha256);
	put_number(out, (uint32_t)text->counted | (uint32_t)text->dated << 1 | (uint32_t)text->open << 2);
	put_number(out, (uint32_t)text->nacts);
	for (size_t i = 0; i < text->nacts; i++) {
		const struct qz_text_act *act = &text->acts[i];
		put_number(out, act->adopted);
		put_number(out, act->promulgated);
		put_number(out, act->force);
		put_number(out, act->whole);
		put_string(out, act->order);
	}
	put_number(out, (uint32_t)text->nrepeals);
	for (size_t i = 0; i < text->nrepeals; i++)
		put_string(out, text->repeals[i]);
	pack_articles(text, out);
}

/* What is left of the bytes; once something does not fit, `bad` is set and everything else is 0 or empty. */
struct unpacking {
	const char *at, *end;
	bool bad;
};

static uint32_t get_number(struct unpacking *bytes)
{
	uint32_t number = 0;
	bytes->bad |= (size_t)(bytes->end - bytes->at) < sizeof number;
	if (bytes->bad)
		return 0;
	memcpy(&number, bytes->at, sizeof number);
	bytes->at += sizeof number;
	return number;
}

/* A string of the bytes, borrowed; whoever packed it may be in a stranger's hand: no NUL, nothing that is no UTF-8. */
static const char *get_string(struct unpacking *bytes, size_t *len)
{
	*len = get_number(bytes);
	bytes->bad |= *len > (size_t)(bytes->end - bytes->at);
	bytes->bad = bytes->bad || memchr(bytes->at, '\0', *len) || qz_utf8_check(bytes->at, *len) != *len;
	const char *string = bytes->at;
	*len = bytes->bad ? 0 : *len;
	bytes->at += *len;
	return string;
}

static char *copy_string(struct unpacking *bytes)
{
	size_t len;
	const char *string = get_string(bytes, &len);
	char *copy = strndup(string, len);
	bytes->bad |= !copy;
	return copy;
}

static void copy_into(struct unpacking *bytes, char *field, size_t size)
{
	size_t len;
	const char *string = get_string(bytes, &len);
	bytes->bad |= len >= size;
	len = bytes->bad ? 0 : len;
	memcpy(field, string, len);
	field[len] = '\0';
}

static void unpack_acts(struct qz_text *text, struct unpacking *bytes)
{
	for (uint32_t count = get_number(bytes); count && !bytes->bad && !text->failed; count--) {
		struct qz_text_act *act = qz_text_add_act(text);
		if (!act)
			return;
		act->adopted = get_number(bytes);
		act->promulgated = get_number(bytes);
		act->force = get_number(bytes);
		act->whole = get_number(bytes) != 0;
		copy_into(bytes, act->order, sizeof act->order);
	}
}

static void unpack_articles(struct qz_text *text, struct unpacking *bytes)
{
	size_t len;
	for (uint32_t count = get_number(bytes); count && !bytes->bad && !text->failed; count--) {
		struct qz_text_article *article = qz_text_add_article(text, get_number(bytes));
		if (!article)
			return;
		const char *division = get_string(bytes, &len);
		article->division = len ? strndup(division, len) : NULL;
		text->failed |= len && !article->division;
		for (uint32_t paras = get_number(bytes); paras && !bytes->bad && !text->failed; paras--) {
			uint32_t point = get_number(bytes);
			const char *words = get_string(bytes, &len);
			qz_text_add_para(text, words, len, point);
		}
	}
}

bool qz_text_unpack(struct qz_text *text, const char *packed, size_t len)
{
	struct unpacking bytes = {packed, packed + len, false};
	qz_text_init(text);
	text->path = copy_string(&bytes);
	text->name = copy_string(&bytes);
	text->rank = copy_string(&bytes);
	copy_into(&bytes, text->sha256, sizeof text->sha256);
	uint32_t flags = get_number(&bytes);
	text->counted = flags & 1;
	text->dated = flags >> 1 & 1;
	text->open = flags >> 2 & 1;
	unpack_acts(text, &bytes);
	for (uint32_t count = get_number(&bytes); count && !bytes.bad && !text->failed; count--) {
		size_t length;
		const char *name = get_string(&bytes, &length);
		qz_text_add_repeal(text, name, length);
	}
	unpack_articles(text, &bytes);
	if (!bytes.bad && !text->failed && bytes.at == bytes.end)
		return true;
	qz_text_done(text);
	return false;
}
