/*
 * The texts of laws that an office keeps (xsd/quanze-law-text.xsd, --law-texts):
 * a folder with one file a law. The folder is listed once; the file of a law is
 * read when a list cites it, and kept as flat arrays while there is room.
 */
#ifndef QZ_CHECK_TEXTS_H
#define QZ_CHECK_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "check/laws_table.h"

struct qz_diag;
struct qz_limits;
struct qz_texts;

/* A 款, or a 项 of the paragraph before it. */
struct qz_text_paragraph {
	size_t at, len; /* in the law's text */
	uint32_t point; /* number of the 项; 0: a 款 */
};

struct qz_text_article {
	uint32_t number; /* as in laws_table.h: 13.1 is 13 * QZ_LAW_ARTICLE + 1 */
	size_t paragraphs, nparagraphs;
};

struct qz_text_version {
	qz_law_day adopted, promulgated, force; /* 0 unknown */
	size_t articles, narticles;
};

/* One law; everything is borrowed from the store until the next call of qz_texts_find(). */
struct qz_text_law {
	const char *file; /* its name in the folder, texts/NAME.xml */
	const char *name, *text;
	const struct qz_text_version *versions; /* oldest first */
	const struct qz_text_article *articles;
	const struct qz_text_paragraph *paragraphs;
	size_t nversions;
	const char *broken; /* why it cannot be used, in words of the messages; NULL: it can */
	const char *detail; /* the element where it is not of its form */
	int line;	    /* of what is broken; 0 unknown */
};

/* Lists `folder`/texts. NULL with a finding when that cannot be done. */
struct qz_texts *qz_texts_open(const char *folder, const struct qz_limits *limits, struct qz_diag *diag);
void qz_texts_free(struct qz_texts *texts);

/*
 * The law of that name, with or without 中华人民共和国 and book marks: false when
 * there is none. *law is NULL when memory ran out. Broken files are found, too.
 */
bool qz_texts_find(struct qz_texts *texts, const char *name, const struct qz_text_law **law);

/* The article of a version, NULL when it has none of that number. */
const struct qz_text_article *qz_text_article(const struct qz_text_law *law, size_t version, uint32_t number);

/* The day by which a version is known: of adoption, else of promulgation, else of entry into force; 0 unknown. */
qz_law_day qz_text_version_day(const struct qz_text_version *version);

#define QZ_TEXT_NONE SIZE_MAX

/*
 * The version in force on a day. `known` is the day of the version that the register has for the one in force (0: it
 * has none): a store that stops before it does not know. QZ_TEXT_NONE when none is, or the text in force is not at
 * hand.
 */
size_t qz_text_in_force(const struct qz_text_law *law, qz_law_day day, qz_law_day known);

#endif
