/*
 * Citations: splits the text of one paragraph of 实施依据 into tokens, plain
 * text and citations, that tile it byte for byte. What a citation names (law,
 * promulgation note, article, paragraph, point) stands beside the text in
 * Arabic numerals; the text itself is never changed. Whether the law exists
 * or is still in force is for check/laws.h.
 */
#ifndef QZ_MODEL_CITE_H
#define QZ_MODEL_CITE_H

#include <stdbool.h>
#include <stddef.h>

enum qz_cite_role {
	QZ_CITE_BASIS, /* the field rests on it; what follows is its text */
	QZ_CITE_QUOTED /* named inside the text of a provision */
};

/*
 * One token: bytes `start` to `start + length` of the text. In a citation
 * every string may be NULL. One token holds
 *     【level】 （note before） 《law》 （notes） 第…条 第…款 第…项
 * as far as they stand beside each other, blanks between them included; or a
 * 第…条 alone; or 本法第…条. Several bare articles share a token (第五条、六条);
 * an article with 款 or 项 has one of its own, and so has a 款 that follows a
 * 项 (第六十条第一款第（二）项和第二款 are two, both of article 60).
 *
 * Lists of numbers: "22,48"; ranges "41-43"; 第十三条之一 is "13.1".
 * Dates: yyyy-mm-dd, or yyyy-mm, yyyy when no more is written.
 */
struct qz_cite {
	size_t start, length;
	bool cite; /* false: plain text, nothing below is set */
	enum qz_cite_role role;
	char *law;            /* as written, without its book marks, outer blanks and line breaks */
	char *article;        /* 条 */
	char *paragraph;      /* 款 */
	char *point;          /* 项 */
	char *rank;           /* level tag: "法律" for 【 法律】 */
	char *note_body;      /* who adopted or promulgated, as written */
	char *note_date;      /* of the first act the note names that is no entry into force */
	char *note_order;     /* 国务院令第292号: "292"; 国发〔2017〕46号: "2017-46" */
	char *note_verb;      /* of that first act: 通过, 公布, 修订 … as written */
	char *note_amended;   /* date of the last amendment the note names; the version cited is this one's */
	char *note_effective; /* last date of 施行, 实施 */
};

struct qz_cite_list {
	struct qz_cite *tokens;
	size_t count, cap;
};

/*
 * What one paragraph hands to the next of the same basis field. Start each
 * field with an initialised one.
 */
struct qz_cite_context {
	char *law;       /* last named as basis; 本法 and a lone 第…条 mean it */
	char *named;     /* last named at all; 该法 means it */
	char *article;   /* last article of a basis citation, for a lone 第二款 */
	bool begun;      /* a basis citation has been seen */
	bool inside;     /* the text now stands inside a quoted provision */
	bool foreign;    /* this sentence names another law: a lone 第…条 in it is nobody's */
};

void qz_cite_context_init(struct qz_cite_context *context);
void qz_cite_context_done(struct qz_cite_context *context);

void qz_cite_list_init(struct qz_cite_list *list);
void qz_cite_list_done(struct qz_cite_list *list);

/*
 * Appends the tokens of `text` (UTF-8; a byte that is none counts as an
 * unknown character) to `out`. An empty text has no tokens. Time is linear in
 * `len`: every look ahead is bounded. Returns 0, or -1 when memory ran out;
 * `out` then still is to be freed with qz_cite_list_done().
 */
int qz_cite_parse(const char *text, size_t len, struct qz_cite_context *context, struct qz_cite_list *out);

#endif
