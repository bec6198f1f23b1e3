/*
 * What the comparison of two revisions goes by: data/diff.xml, valid by
 * xsd/quanze-diff-data.xsd, which says what each figure means.
 */
#ifndef QZ_DIFF_DATA_H
#define QZ_DIFF_DATA_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct qz_diff_data {
	/* Shares from 0 to 1. */
	double name, basis;    /* weights of the two in a similarity */
	double least;          /* the least similarity of one item */
	double least_name;     /* and the least of its name alone */
	double least_coded;    /* the least of one item whose code became another */
	double code_name;      /* the least similarity of names under one code */
	double sure;           /* less, and a match with an item of a catalogue is to be verified */
	size_t candidates;     /* looked at for each item */
	size_t common;         /* a pair of characters in more names than this proposes nobody */
	size_t largest;        /* group of items that is assigned at best; larger ones are assigned greedily */
	double part_share;     /* of a part, found in the whole */
	double part_gain;      /* of the whole, found in the part and not in its other parts */
	double block;          /* the least similarity of one paragraph or point */
	size_t block_pairs;    /* paragraphs of a stretch compared with each other, at most */
	size_t island;         /* characters in common between two changes that are shown as changed too, at most */
	struct qz_diff_level {
		char *word;
		unsigned rank; /* 1 the state … 6 the village */
	} *levels;
	size_t nlevels, levels_cap;
	struct qz_diff_sign {
		char *word, *unless;
	} *signs; /* of devolution, in a name or remark */
	size_t nsigns, signs_cap;
	struct qz_diff_level *exercised; /* words of a level column; rank: a bit for each level, 1 << 1 the state … 1 << 6 */
	size_t nexercised, exercised_cap;
};

struct qz_diff_data *qz_diff_data_new(void);
void qz_diff_data_free(struct qz_diff_data *data);

/* Takes a valid document in. 0, or -1 when memory ran out. */
int qz_diff_data_add(struct qz_diff_data *data, const xmlDoc *doc);

/* The rank of the highest level that a text names (1 is the highest); 0 when it names none. */
unsigned qz_diff_level(const struct qz_diff_data *data, const char *text);

/*
 * The levels that a level column names, a bit for each (1 << 1 the state … 1 << 6 the village); 0 when it cannot be read. *failed
 * is set when memory ran out.
 */
unsigned qz_diff_levels(const struct qz_diff_data *data, const char *text, bool *failed);

/* Whether a text says that something was devolved. */
bool qz_diff_says_devolved(const struct qz_diff_data *data, const char *text);

#endif
