/*
 * The citation grammar's main loop: walks the text of a paragraph once, reads
 * a citation wherever one begins, gives it its role and law, and makes the
 * tokens. What laws, notes and places look like is in the other cite_*.c.
 */
#include "model/cite.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/cite_scan.h"

struct parser {
	struct cite_text text;
	struct qz_cite_context *context;
	struct qz_cite_list *out;
	size_t at;    /* where the parser reads */
	size_t plain; /* where the pending plain text begins */
	bool failed;  /* memory ran out */
};

void qz_cite_context_init(struct qz_cite_context *context)
{
	*context = (struct qz_cite_context){0};
}

void qz_cite_context_done(struct qz_cite_context *context)
{
	free(context->law);
	free(context->named);
	free(context->article);
	qz_cite_context_init(context);
}

void qz_cite_list_init(struct qz_cite_list *list)
{
	*list = (struct qz_cite_list){0};
}

static void free_token(struct qz_cite *token)
{
	free(token->law);
	free(token->article);
	free(token->paragraph);
	free(token->point);
	free(token->rank);
	free(token->note_body);
	free(token->note_date);
	free(token->note_order);
	free(token->note_verb);
	free(token->note_amended);
	free(token->note_effective);
}

void qz_cite_list_done(struct qz_cite_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free_token(&list->tokens[i]);
	free(list->tokens);
	qz_cite_list_init(list);
}

/* A copy of a string that may be NULL or empty (then NULL). */
static char *copy(struct parser *p, const char *string)
{
	if (!string || !*string)
		return NULL;
	char *result = strdup(string);
	p->failed |= !result;
	return result;
}

/* Takes the content of a buffer, NULL when it is empty. */
static char *take(struct parser *p, struct qz_buf *buf)
{
	p->failed |= buf->failed;
	if (buf->failed || buf->len == 0)
		return NULL;
	char *result = qz_buf_take(buf);
	p->failed |= !result;
	return result;
}

static void replace(struct parser *p, char **string, const char *with)
{
	char *fresh = copy(p, with);
	free(*string);
	*string = fresh;
}

/* Appends a character of the text as an attribute can hold it. */
static void put_char(struct qz_buf *out, uint32_t cp)
{
	qz_buf_put_utf8(out, qz_is_xml_char(cp) ? cp : QZ_REPLACEMENT);
}

/* Appends the blanks from `at` to `end`: a line break goes, or becomes a blank between Latin words. */
static void put_blanks(const struct cite_text *text, size_t at, size_t end, struct qz_buf *out)
{
	size_t len = end - at, start, after;
	const char *blanks = text->bytes + at;
	if (!memchr(blanks, '\n', len) && !memchr(blanks, '\r', len) && !memchr(blanks, '\t', len))
		qz_buf_add(out, blanks, len);
	else if (qz_cite_before(text, at, &start) < 0x80 && qz_cite_at(text, end, &after) < 0x80)
		qz_buf_putc(out, ' ');
}

/* The name of a law from `from` to `to`, for @law. */
static char *copy_name(struct parser *p, size_t from, size_t to)
{
	struct qz_buf name;
	size_t next;
	qz_buf_init(&name);
	for (size_t at = from; at < to; at = next) {
		uint32_t cp = qz_cite_at(&p->text, at, &next);
		if (qz_is_blank(cp)) {
			next = qz_cite_skip(&p->text, at);
			put_blanks(&p->text, at, next, &name);
		} else {
			put_char(&name, cp);
		}
	}
	char *result = take(p, &name);
	qz_buf_done(&name);
	return result;
}

/* A level tag without any blanks: 【 法律】 is 法律. */
static char *copy_rank(struct parser *p, size_t from, size_t to)
{
	struct qz_buf rank;
	size_t next;
	qz_buf_init(&rank);
	for (size_t at = from; at < to; at = next) {
		uint32_t cp = qz_cite_at(&p->text, at, &next);
		if (!qz_is_blank(cp))
			put_char(&rank, cp);
	}
	char *result = take(p, &rank);
	qz_buf_done(&rank);
	return result;
}

/* A new zeroed token, NULL when memory ran out. */
static struct qz_cite *append(struct parser *p)
{
	struct qz_cite_list *list = p->out;
	if (list->count == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 8;
		struct qz_cite *grown =
			cap > SIZE_MAX / sizeof *grown ? NULL : realloc(list->tokens, cap * sizeof *grown);
		if (!grown) {
			p->failed = true;
			return NULL;
		}
		list->tokens = grown;
		list->cap = cap;
	}
	struct qz_cite *token = &list->tokens[list->count++];
	*token = (struct qz_cite){0};
	return token;
}

/* Makes the pending plain text up to `end` a token. */
static void flush(struct parser *p, size_t end)
{
	if (end == p->plain)
		return;
	struct qz_cite *token = append(p);
	if (token) {
		token->start = p->plain;
		token->length = end - p->plain;
	}
	p->plain = end;
}

/* Makes the text from `start` to `end` a citation token; the parser goes on behind it. */
static struct qz_cite *emit(struct parser *p, size_t start, size_t end, enum qz_cite_role role, const char *law)
{
	flush(p, start);
	p->at = p->plain = end;
	struct qz_cite *token = append(p);
	if (!token)
		return NULL;
	token->start = start;
	token->length = end - start;
	token->cite = true;
	token->role = role;
	token->law = copy(p, law);
	return token;
}

/* Remembers the last article of a basis, the one that a lone 第二款 belongs to. */
static void remember_article(struct parser *p, const struct qz_cite *token)
{
	if (token->role != QZ_CITE_BASIS || !token->article)
		return;
	const char *last = strrchr(token->article, ',');
	replace(p, &p->context->article, last ? last + 1 : token->article);
}

static void set_place(struct parser *p, struct qz_cite *token, const struct cite_place *place)
{
	char **const fields[CITE_PLACES] = {&token->article, &token->paragraph, &token->point};
	for (int i = 0; i < CITE_PLACES; i++) {
		p->failed |= place->numbers[i].failed;
		if (place->has[i])
			*fields[i] = copy(p, place->numbers[i].data);
	}
	remember_article(p, token);
}

/* Makes tokens of the rest of the enumeration that begins with `place`. */
static void emit_rest(struct parser *p, struct cite_place *place, enum qz_cite_role role, const char *law)
{
	for (;;) {
		struct cite_place next;
		qz_cite_place_init(&next);
		if (p->failed || !qz_cite_read_next(&p->text, place, &next)) {
			qz_cite_place_done(&next);
			return;
		}
		struct qz_cite *token = emit(p, next.start, next.end, role, law);
		if (token)
			set_place(p, token, &next);
		qz_cite_place_done(place);
		*place = next;
	}
}

/* --- a law and what belongs to it */

static enum qz_cite_role role_of_law(const struct parser *p, const struct cite_mention *m)
{
	enum cite_standing standing = qz_cite_standing(&p->text, m->start);
	if (!p->context->inside)
		return QZ_CITE_BASIS;
	if (standing == CITE_WITHIN || qz_cite_is_reference(&p->text, m->end))
		return QZ_CITE_QUOTED;
	if (m->placed || m->note.dated || m->rank_end)
		return QZ_CITE_BASIS;
	bool heading = standing == CITE_AT_START && qz_cite_opens_text(&p->text, m->end);
	return heading ? QZ_CITE_BASIS : QZ_CITE_QUOTED;
}

/* Notes in the context that `law` has been named. */
static void remember_law(struct parser *p, const char *law, enum qz_cite_role role)
{
	struct qz_cite_context *c = p->context;
	replace(p, &c->named, law);
	if (role == QZ_CITE_QUOTED) {
		c->foreign |= !c->law || !law || strcmp(law, c->law) != 0;
		return;
	}
	replace(p, &c->law, law);
	replace(p, &c->article, NULL);
	c->begun = true;
	c->inside = c->foreign = false;
}

/* After a basis citation: has the text of its provision begun? */
static void begin_provision(struct parser *p, enum qz_cite_role role, bool placed)
{
	if (role != QZ_CITE_BASIS)
		return;
	p->context->begun = true;
	p->context->inside = placed && qz_cite_provision_follows(&p->text, p->at);
}

static void set_note(struct parser *p, struct qz_cite *token, struct cite_note *note)
{
	token->note_body = take(p, &note->body);
	token->note_order = take(p, &note->order);
	token->note_verb = take(p, &note->verb);
	token->note_date = copy(p, note->date);
	token->note_amended = copy(p, note->amended);
	token->note_effective = copy(p, note->effective);
}

static void emit_mention(struct parser *p, struct cite_mention *m)
{
	enum qz_cite_role role = role_of_law(p, m);
	char *law = copy_name(p, m->law.name, m->law.name_end);
	struct qz_cite *token = emit(p, m->start, m->end, role, law);
	remember_law(p, law, role);
	if (token) {
		if (m->rank_end)
			token->rank = copy_rank(p, m->rank, m->rank_end);
		set_note(p, token, &m->note);
		set_place(p, token, &m->place);
	}
	if (m->placed)
		emit_rest(p, &m->place, role, law);
	begin_provision(p, role, m->placed);
	free(law);
}

/* Reads a law at the parser's place; false when none begins there. */
static bool parse_law(struct parser *p)
{
	struct cite_mention m;
	qz_cite_mention_init(&m);
	bool found = qz_cite_read_mention(&p->text, p->at, &m);
	if (found && !m.placed && !m.note.dated && qz_cite_is_document(&p->text, &m.law)) {
		p->at = m.law.end; /* 《营业执照》 stays plain text */
		p->context->inside |= p->context->begun;
	} else if (found) {
		emit_mention(p, &m);
	}
	qz_cite_mention_done(&m);
	return found;
}

/* --- an article without its law */

/* The role of a place whose token begins at `start`, a 第二章 before it included. */
static enum qz_cite_role role_of_place(const struct parser *p, size_t start, const struct cite_place *place)
{
	size_t before;
	enum cite_standing standing = qz_cite_standing(&p->text, start);
	if (!p->context->inside)
		return p->context->begun || standing != CITE_WITHIN ? QZ_CITE_BASIS : QZ_CITE_QUOTED;
	if (standing == CITE_WITHIN || qz_cite_is_reference(&p->text, place->end))
		return QZ_CITE_QUOTED;
	if (standing == CITE_AT_START || qz_cite_opens_text(&p->text, place->end))
		return QZ_CITE_BASIS;
	bool stopped = qz_cite_before(&p->text, qz_cite_skip_back(&p->text, start), &before) == 0x3002;
	return stopped ? QZ_CITE_BASIS : QZ_CITE_QUOTED;
}

/* Whose article a lone 第…条 is: the law of the basis, unless another law has been named beside it. */
static const char *law_of_place(const struct parser *p, const struct cite_place *place, enum qz_cite_role role)
{
	if (role == QZ_CITE_QUOTED && (p->context->foreign || qz_cite_ends_as_law(&p->text, place->start)))
		return NULL;
	return p->context->law;
}

static void emit_place(struct parser *p, size_t start, struct cite_place *place, enum qz_cite_role role,
                       const char *law)
{
	struct qz_cite *token = emit(p, start, place->end, role, law);
	if (token)
		set_place(p, token, place);
	emit_rest(p, place, role, law);
	begin_provision(p, role, true);
}

/* 第二款 alone: at the start of a line it stands under the article named last. */
static bool parse_paragraph(struct parser *p, struct cite_place *place)
{
	if (!p->context->begun || !qz_cite_read_place(&p->text, p->at, CITE_START_PARAGRAPH, place))
		return false;
	enum qz_cite_role role = role_of_place(p, p->at, place);
	bool own = role == QZ_CITE_BASIS && p->context->article && qz_cite_opens_text(&p->text, place->end);
	if (own) {
		qz_buf_clear(&place->numbers[CITE_ARTICLE]);
		qz_buf_puts(&place->numbers[CITE_ARTICLE], p->context->article);
		place->has[CITE_ARTICLE] = true;
	}
	role = own ? QZ_CITE_BASIS : QZ_CITE_QUOTED;
	emit_place(p, p->at, place, role, law_of_place(p, place, role));
	return true;
}

static bool parse_place(struct parser *p)
{
	struct cite_place place;
	size_t at = qz_cite_skip_division(&p->text, qz_cite_skip_division(&p->text, p->at));
	qz_cite_place_init(&place);
	bool found = qz_cite_read_place(&p->text, at, CITE_START_ARTICLE, &place);
	if (found) {
		enum qz_cite_role role = role_of_place(p, p->at, &place);
		emit_place(p, p->at, &place, role, law_of_place(p, &place, role));
	} else {
		found = parse_paragraph(p, &place);
	}
	qz_cite_place_done(&place);
	return found;
}

/* 三十八条： at the start of a line, its 第 lost. */
static bool parse_dropped(struct parser *p)
{
	struct cite_place place;
	bool found = false;
	qz_cite_place_init(&place);
	if (qz_cite_read_place(&p->text, p->at, CITE_START_DROPPED, &place) && qz_cite_opens_text(&p->text, place.end) &&
	    qz_cite_standing(&p->text, p->at) == CITE_AT_START) {
		emit_place(p, p->at, &place, QZ_CITE_BASIS, p->context->law);
		found = true;
	}
	qz_cite_place_done(&place);
	return found;
}

/* The word for a law behind 本 or 该 at `at`: 法, 条例 … ; its length, or 0. */
static size_t own_noun(const struct cite_text *text, size_t at)
{
	static const char *const nouns[] = {"法", "条例", "规定", "办法", "实施细则", "细则", "规则", "规程", "决定", "解释",
	                                    "通知", "意见", "标准", "准则", "章程", "规范", "制度", "实施办法", NULL};
	return qz_cite_starts_any(text, at, nouns);
}

/* Does the law's name hold the noun by which the text calls it? 本办法 is no 条例. */
static bool name_has(const char *law, const char *noun, size_t len)
{
	for (; *law; law++)
		if (strncmp(law, noun, len) == 0)
			return true;
	return false;
}

/* 本法第二十一条, 该条例第五条. */
static bool parse_own(struct parser *p)
{
	static const char *const pointers[] = {"本", "该", "同", "上述", "前述", NULL};
	const struct cite_text *text = &p->text;
	struct cite_place place;
	size_t word = qz_cite_starts_any(text, p->at, pointers);
	size_t noun = word ? own_noun(text, p->at + word) : 0;
	if (!noun)
		return false;
	bool own = qz_cite_starts(text, p->at, "本");
	qz_cite_place_init(&place);
	bool found = qz_cite_read_place(text, qz_cite_skip(text, p->at + word + noun), CITE_START_ARTICLE, &place);
	if (found) {
		const char *law = own ? p->context->law : p->context->named;
		if (law && !name_has(law, text->bytes + p->at + word, noun))
			law = NULL;
		char *name = copy(p, law);
		bool basis = !own && !p->context->inside && p->context->begun;
		emit_place(p, p->at, &place, basis ? QZ_CITE_BASIS : QZ_CITE_QUOTED, name);
		free(name);
	}
	qz_cite_place_done(&place);
	return found;
}

/* --- the walk */

static bool may_begin_law(uint32_t cp)
{
	return qz_cite_is_book_open(cp) || qz_cite_is_round_open(cp) || cp == 0x4E2D || cp == '[' || cp == 0xFF3B ||
	       cp == 0x3010 || cp == 0x3014 || cp == 0x3016;
}

static bool parse_citation(struct parser *p, uint32_t cp)
{
	uint32_t value;
	if (may_begin_law(cp))
		return parse_law(p);
	if (cp == 0x7B2C) /* 第 */
		return parse_place(p);
	if (cp == 0x672C || cp == 0x8BE5 || cp == 0x540C || cp == 0x4E0A || cp == 0x524D) /* 本该同上前 */
		return parse_own(p);
	return qz_cite_number(&p->text, p->at, &value) && parse_dropped(p);
}

/* Passes over plain text, watching where a provision's text and a sentence begin. */
static void pass_plain(struct parser *p, uint32_t cp, size_t next)
{
	struct qz_cite_context *c = p->context;
	if (cp == 0x3002 || cp == 0xFF1B || cp == ';' || cp == '\n') /* 。； */
		c->foreign = false;
	if (c->inside || !c->begun) {
		p->at = next;
		return;
	}
	size_t n = qz_cite_connective(&p->text, p->at);
	c->inside = n == 0;
	p->at = n ? p->at + n : next;
}

int qz_cite_parse(const char *text, size_t len, struct qz_cite_context *context, struct qz_cite_list *out)
{
	struct parser p = {.text = {text, len}, .context = context, .out = out};
	context->foreign = false;
	while (p.at < len && !p.failed) {
		size_t next;
		uint32_t cp = qz_cite_at(&p.text, p.at, &next);
		if (!parse_citation(&p, cp))
			pass_plain(&p, cp, next);
	}
	flush(&p, len);
	return p.failed ? -1 : 0;
}
