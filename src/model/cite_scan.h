/*
 * What the parts of the citation grammar share: looking at code points
 * forwards and backwards, bounded skipping of blanks, and the parsers that
 * cite.c calls. Private to src/model/cite*.c.
 */
#ifndef QZ_MODEL_CITE_SCAN_H
#define QZ_MODEL_CITE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* A text; positions in it are byte offsets. */
struct cite_text {
	const char *bytes;
	size_t len;
};

/* The code point at `at`, 0 at the end; `next` gets the offset behind it. */
uint32_t qz_cite_at(const struct cite_text *text, size_t at, size_t *next);

/* The code point before `at`, 0 at the start; `start` gets its offset. */
uint32_t qz_cite_before(const struct cite_text *text, size_t at, size_t *start);

/* Does `word` (UTF-8) stand at `at`? Or right before it? */
bool qz_cite_starts(const struct cite_text *text, size_t at, const char *word);
bool qz_cite_ends(const struct cite_text *text, size_t at, const char *word);

/* The length of the first of the NULL-ended words that stands at (before) `at`, or 0. */
size_t qz_cite_starts_any(const struct cite_text *text, size_t at, const char *const *words);
size_t qz_cite_ends_any(const struct cite_text *text, size_t at, const char *const *words);

/* Skips blanks, at most a bounded number of them. Line breaks are blanks. */
size_t qz_cite_skip(const struct cite_text *text, size_t at);
size_t qz_cite_skip_back(const struct cite_text *text, size_t at);

/* Reads a numeral at `at`; its bytes, or 0. */
size_t qz_cite_number(const struct cite_text *text, size_t at, uint32_t *value);

bool qz_cite_is_book_open(uint32_t cp);    /* 《〈<＜ */
bool qz_cite_is_book_close(uint32_t cp);   /* 》〉>＞ */
bool qz_cite_is_round_open(uint32_t cp);   /* （( */
bool qz_cite_is_round_close(uint32_t cp);  /* ）) */

/* Does the text before `at` end as the names of laws do (法, 条例, 规定 …)? */
bool qz_cite_ends_as_law(const struct cite_text *text, size_t at);

/* The end of 条 at `at`, 0 when another word stands there (条例, 条件). */
size_t qz_cite_article_unit(const struct cite_text *text, size_t at);

/* Does 第…条 stand at `at`? */
bool qz_cite_article_at(const struct cite_text *text, size_t at);

/* --- cite_law.c: the law itself */

/* A law named in the text. */
struct cite_law {
	size_t start, end;           /* all of it, book marks included */
	size_t name, name_end;       /* the name, marks and outer blanks not included */
	size_t inner;                /* 《X法第五条》: where 第五条 begins, else 0 */
};

/*
 * Reads 《name》 in any of its marks, closed or not, or an unmarked
 * 中华人民共和国…法 that an article follows. False when no law stands there.
 */
bool qz_cite_read_law(const struct cite_text *text, size_t at, struct cite_law *law);

/* Reads a level tag (【法律】) before a law: its end, or 0; content in `from`, `to`. */
size_t qz_cite_read_rank(const struct cite_text *text, size_t at, size_t *from, size_t *to);

/* Is this the name of a form or certificate (《营业执照》) rather than of a law? */
bool qz_cite_is_document(const struct cite_text *text, const struct cite_law *law);

/* --- cite_note.c: promulgation notes */

/* What notes say, each once; strings are empty when unknown. */
struct cite_note {
	struct qz_buf body, order, verb;
	char date[12], amended[12], effective[12];
	bool dated; /* a date or an order number was found: surely a note */
};

void qz_cite_note_init(struct cite_note *note);
void qz_cite_note_done(struct cite_note *note);

/*
 * The end of the bracket that opens at `at`, 0 when none does or it has no
 * sensible end. A bracket never closed ends before the 第…条 that follows it.
 */
size_t qz_cite_read_bracket(const struct cite_text *text, size_t at);

/* Adds what the text from `from` to `to` says to the note. */
void qz_cite_note_add(const struct cite_text *text, size_t from, size_t to, struct cite_note *note);

/* --- cite_place.c: articles, paragraphs, points */

#define CITE_PLACES 3
enum cite_level { CITE_ARTICLE, CITE_PARAGRAPH, CITE_POINT };

/* One place in a law; several bare articles, paragraphs or points may share it. */
struct cite_place {
	size_t start, end;
	struct qz_buf numbers[CITE_PLACES];
	bool has[CITE_PLACES];
};

void qz_cite_place_init(struct cite_place *place);
void qz_cite_place_done(struct cite_place *place);

/* Where a place may begin. */
enum cite_start {
	CITE_START_LAW,     /* behind a law: 第五条, 第二款, 第18项 */
	CITE_START_ARTICLE, /* alone: 第五条 */
	CITE_START_DROPPED, /* alone at the start of a line, 第 dropped: 五条： */
	CITE_START_PARAGRAPH /* alone: 第二款 */
};

/* Reads the longest place at `at`; false when none stands there. */
bool qz_cite_read_place(const struct cite_text *text, size_t at, enum cite_start start, struct cite_place *place);

/*
 * Reads the next place of an enumeration: joiner and place (、第六条 和第二款).
 * What it leaves out it inherits from `last`. False when the enumeration ends.
 */
bool qz_cite_read_next(const struct cite_text *text, const struct cite_place *last, struct cite_place *next);

/* --- cite_mention.c: a law and what belongs to it */

struct cite_mention {
	size_t start, end;
	size_t rank, rank_end; /* content of the level tag; both 0 when there is none */
	struct cite_law law;
	struct cite_note note;
	struct cite_place place;
	bool placed; /* `place` has been read */
};

void qz_cite_mention_init(struct cite_mention *mention);
void qz_cite_mention_done(struct cite_mention *mention);

/* Reads a mention of a law that begins at `at`; false when there is none. */
bool qz_cite_read_mention(const struct cite_text *text, size_t at, struct cite_mention *mention);

/* Skips 第二章 before an article. */
size_t qz_cite_skip_division(const struct cite_text *text, size_t at);

/* --- cite_role.c: how a citation stands in the text around it */

enum cite_standing {
	CITE_AT_START,    /* begins the paragraph or a line, a list marker before it or not */
	CITE_AT_SENTENCE, /* begins a sentence or what follows a colon */
	CITE_AT_GAP,      /* only blanks part it from what stands before */
	CITE_WITHIN       /* in the run of a sentence */
};

enum cite_standing qz_cite_standing(const struct cite_text *text, size_t at);

/* Does what follows `end` make the citation part of a sentence (…规定的, …所列)? */
bool qz_cite_is_reference(const struct cite_text *text, size_t end);

/* Does the text of the provision begin behind `end` (a blank, a colon, or nothing more)? */
bool qz_cite_opens_text(const struct cite_text *text, size_t end);

/* Does a provision's text certainly stand behind the article that ends at `end`? */
bool qz_cite_provision_follows(const struct cite_text *text, size_t end);

/* The length of punctuation, blanks and words at `at` that only join citations, or 0. */
size_t qz_cite_connective(const struct cite_text *text, size_t at);

#endif
