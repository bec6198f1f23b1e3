/*
 * A text of a law as a file has it: what it is called, which acts of adoption
 * and amendment its head names, its articles with their paragraphs, and what
 * its last article repeals. Numbers of articles and days are those of the
 * register (check/laws_table.h).
 */
#ifndef QZ_LAWS_TEXT_H
#define QZ_LAWS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "check/laws_table.h"

struct qz_buf;

/* A paragraph (款), or a point (项) of the paragraph before it, its marker included. */
struct qz_text_para {
	char *text;
	uint32_t point; /* the point's number; 0: a paragraph */
};

struct qz_text_article {
	uint32_t number; /* times QZ_LAW_ARTICLE, plus n for 第…条之n */
	char *division; /* what it stands under, outermost first: 第二编 物权 / 第一章 一般规定; NULL: the text is not divided */
	struct qz_text_para *paras;
	size_t nparas, cap;
};

/* A version that the head names: its days (0 unknown) and the number of its order ("" unknown). */
struct qz_text_act {
	qz_law_day adopted, promulgated, force;
	char order[24];
	bool whole; /* the law was written anew (会议修订), not changed by a decision */
};

/* What keeps a text from being whole. */
enum qz_text_fault {
	QZ_TEXT_WHOLE,
	QZ_TEXT_EMPTY,	  /* it has no articles */
	QZ_TEXT_BEGINS,	  /* it begins with another article than the first: `at` */
	QZ_TEXT_GAP,	  /* behind article `after` comes `at` */
	QZ_TEXT_BACKWARD, /* the same, and `at` is no higher: repeated, or out of order */
	QZ_TEXT_UNNAMED	  /* no name of a law */
};

struct qz_text {
	char *path; /* the file */
	char *name; /* of the law, without book marks; "" where the text has none */
	char *rank; /* as the register writes it; "unknown" */
	char sha256[65];
	struct qz_text_act *acts; /* oldest first; the last one made this text */
	size_t nacts, act_cap;
	struct qz_text_article *articles; /* in the order of the text */
	size_t narticles, article_cap;
	char **repeals; /* names of laws that end when this one begins */
	size_t nrepeals, repeal_cap;
	bool counted;		  /* it has no 第…条: its points 一、二、… are its articles */
	bool open;		  /* no article near its end says when it begins: it may have been cut off */
	bool dated;		  /* its last day is from the name of the file */
	enum qz_text_fault fault; /* the first one */
	uint32_t after, at;
	size_t faults; /* how many */
	bool failed;   /* memory ran out */
};

void qz_text_init(struct qz_text *text);
void qz_text_done(struct qz_text *text);

/* Adds an article, an act, a repealed law, a paragraph of the last article; each sets `failed` when memory ran out. */
struct qz_text_article *qz_text_add_article(struct qz_text *text, uint32_t number);
struct qz_text_act *qz_text_add_act(struct qz_text *text);
void qz_text_add_repeal(struct qz_text *text, const char *name, size_t len);
void qz_text_add_para(struct qz_text *text, const char *words, size_t len, uint32_t point);

/* Joins words to the last paragraph, behind `between`. */
void qz_text_join_para(struct qz_text *text, const char *between, const char *words, size_t len);

/* Looks for gaps in the numbers of the articles and sets fault, after, at and faults. `first`: the number that they are
 * to begin with. */
void qz_text_judge(struct qz_text *text, uint32_t first);

/* The whole number of the last article; 0 where there is none. */
uint32_t qz_text_last(const struct qz_text *text);

/* The day that the text is known by: of its last act; 0 unknown. */
qz_law_day qz_text_day(const struct qz_text *text);

/* Writes a text as bytes for another process, and reads it there; false when the bytes are none (what was read is
 * freed). */
void qz_text_pack(const struct qz_text *text, struct qz_buf *out);
bool qz_text_unpack(struct qz_text *text, const char *bytes, size_t len);

/* The number of an article as registers write it: 13.1. */
void qz_text_put_number(uint32_t number, struct qz_buf *out);

#endif
