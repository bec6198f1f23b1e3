/*
 * What the files of a comparison with a catalogue share. Private to src/catalogue.
 */
#ifndef QZ_CATALOGUE_PAIR_H
#define QZ_CATALOGUE_PAIR_H

#include "catalogue/compare.h"
#include "catalogue/places.h"
#include "diff/match.h"

/* Fields that are compared where both have them. */
enum qz_compared { QZ_COMPARED_TYPE, QZ_COMPARED_BASIS, QZ_COMPARED_LEVEL, QZ_COMPARED };

struct qz_holding {
	const struct qz_catalogue_rules *rules;
	struct qz_map numbers;
	struct qz_revision model, own;
	struct qz_place_reader places;
	bool coded;	   /* codes of both are of one kind */
	unsigned level;	   /* of the list; 0: not known */
	bool several[2];   /* the catalogue, the list has several tables */
	size_t lacks[QZ_COMPARED]; /* items that could not be compared in a field, which the list has no column for */
	size_t layout, words;	   /* items that differ in form alone; in words of the basis alone */
	struct qz_buf worded;	   /* the serials of the latter */
	bool failed;
};

/* Appends the text of an item's fields of a name, paragraphs and points on lines of their own. False: it has no such field. */
bool qz_pair_text(const xmlNode *item, const char *name, struct qz_buf *out);

/*
 * Appends an element `difference` for each field that differs in an item of both. The number of these; what was passed over is
 * counted in `holding`.
 */
size_t qz_pair_compare(struct qz_holding *holding, const struct qz_subject *model, const struct qz_subject *own, struct qz_buf *out);

/* The levels of an item as bits (diff/data.h); 0: it says none that can be read. */
unsigned qz_pair_levels(struct qz_holding *holding, const xmlNode *item);

/* "县级" for 4. */
const char *qz_level_name(unsigned level);

#endif
