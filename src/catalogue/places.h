/*
 * What an item rests on, as laws and articles: the same under all names of a
 * law, in whatever order and layout they are cited.
 */
#ifndef QZ_CATALOGUE_PLACES_H
#define QZ_CATALOGUE_PLACES_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "check/laws.h"

/* Numbers of what a citation names; 0: it names none. */
struct qz_place {
	uint32_t law, article, paragraph, point;
	const xmlNode *cite;
	bool alone; /* the other item has nothing of the kind */
};

/* Those of one item, by law and article. */
struct qz_places {
	struct qz_place *places;
	size_t count, cap;
};

/* What reading shares between items. */
struct qz_place_reader {
	const struct qz_laws *laws; /* NULL: names are taken as they are */
	struct qz_map names;	    /* as written: the number of the law */
	struct qz_map numbers;
	bool failed; /* memory ran out */
};

void qz_place_reader_init(struct qz_place_reader *reader, const struct qz_laws *laws);
void qz_place_reader_done(struct qz_place_reader *reader);

/* The citations that an item's basis stands under; to be freed in any case. */
void qz_places_read(struct qz_place_reader *reader, const xmlNode *item, struct qz_places *places);
void qz_places_done(struct qz_places *places);

/*
 * Marks what is alone in either. A citation of a law alone fits any of its
 * articles, one of an article any paragraph of it. True where something is alone.
 */
bool qz_places_compare(struct qz_places *one, struct qz_places *two);

/*
 * Appends an element for each law of which something is alone: citation @law, @model and @own (the places as written; "": the
 * law alone; none: nothing), @moved where an amendment took the one to the other, @force since when.
 */
void qz_places_put_differences(struct qz_place_reader *reader, const struct qz_places *model, const struct qz_places *own,
			       struct qz_buf *out);

/* Appends 《law》place；… as plain text, at most `most` of them. */
void qz_places_put(const struct qz_places *places, size_t most, struct qz_buf *out);

#endif
