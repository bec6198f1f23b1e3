/*
 * A text as quotations are compared: words without punctuation, blanks and
 * width, numbers by their value (二十日, 20日). Within check/ only.
 */
#ifndef QZ_CHECK_QUOTE_UNITS_H
#define QZ_CHECK_QUOTE_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct qz_quote_unit {
	size_t at, len;	    /* bytes in the text */
	uint32_t paragraph; /* 款, from 1; 0 where nobody says */
	bool sentence : 1;  /* begins a sentence, point or paragraph */
	bool clause : 1;    /* stands behind punctuation of any kind */
	bool ellipsis : 1;  /* stands behind …… */
	bool number : 1;
	bool marker : 1; /* （一）, 1. at the beginning of a point */
};

struct qz_quote_text {
	const char *bytes; /* borrowed */
	struct qz_quote_unit *units;
	uint32_t *ids; /* equal for equal units */
	size_t count, cap, ids_cap;
	bool ends_sentence; /* what stands last is the end of a sentence */
	bool ends_ellipsis;
	bool failed; /* memory ran out, or */
	bool many;   /* more units than anybody quotes */
};

void qz_quote_text_init(struct qz_quote_text *text);
void qz_quote_text_done(struct qz_quote_text *text);

/* Takes in the units of `bytes` from `from` to `to`, behind those that it has; all of a text are of the same bytes. */
void qz_quote_text_add(struct qz_quote_text *text, const char *bytes, size_t from, size_t to, uint32_t paragraph);

#endif
