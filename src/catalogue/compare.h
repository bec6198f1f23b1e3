/*
 * One list held against a catalogue (指导目录): what the catalogue has and the list
 * lacks, what only the list has, and what differs in name, type, basis or level.
 * Which item is which, diff/match.h tells.
 */
#ifndef QZ_CATALOGUE_COMPARE_H
#define QZ_CATALOGUE_COMPARE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/buf.h"
#include "check/laws.h"
#include "diff/data.h"
#include "model/vocabulary.h"

#define QZ_CATALOGUE_NS "urn:quanze:catalogue:1"

struct qz_catalogue_rules {
	const struct qz_diff_data *data;
	const struct qz_vocabulary *vocabulary;
	const struct qz_laws *laws; /* NULL: laws go by their names alone */
	unsigned level;		    /* the list's own, 1 the state … 6 the village; 0: what its level column says, if that is one */
};

/* What is said of an item of the catalogue or of the list; parts of others (split, merged) are said with the whole. */
enum qz_verdict {
	QZ_VERDICT_SAME,
	QZ_VERDICT_MISSING,  /* in the catalogue alone */
	QZ_VERDICT_SURPLUS,  /* in the list alone */
	QZ_VERDICT_DIFFERS,
	QZ_VERDICT_UNSURE,   /* perhaps one item: to be verified */
	QZ_VERDICT_SPLIT,    /* one item of the catalogue, several of the list */
	QZ_VERDICT_MERGED,   /* several of the catalogue, one of the list */
	QZ_VERDICT_REPEATED, /* of the name and type of another, which has its counterpart */
	QZ_VERDICT_PASSED,   /* not in the list, and exercised at other levels by the catalogue */
	QZ_VERDICTS
};

const char *qz_verdict_name(enum qz_verdict verdict);

/* Appends the element `list` (xsd/quanze-catalogue.xsd), without @file. 0, or -1 when memory ran out. */
int qz_catalogue_compare(const xmlDoc *model, const xmlDoc *list, const struct qz_catalogue_rules *rules, struct qz_buf *out);

#endif
