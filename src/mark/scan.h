/*
 * Tags in the bytes of an XML part, so that something can be put between them
 * and all the rest stays as it is. The part has been read by a parser before:
 * what is not well-formed never comes here.
 */
#ifndef QZ_MARK_SCAN_H
#define QZ_MARK_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;

struct qz_scan {
	const char *text;
	size_t len, at;
	unsigned depth; /* of the tag last found: the root's is 0 */
	unsigned open;
};

struct qz_tag {
	size_t start, end;      /* of the tag */
	const char *name;       /* with its prefix */
	size_t len, prefix;     /* of the name; of its prefix with the colon */
	const char *attributes; /* from behind the name … */
	size_t attributes_len;  /* … to the end, without > or /> */
	bool closes, empty;
};

void qz_scan_init(struct qz_scan *scan, const char *text, size_t len);

/* The next tag; false when there is none. */
bool qz_scan_next(struct qz_scan *scan, struct qz_tag *tag);

/* Whether it is called so, prefixes set aside. */
bool qz_tag_is(const struct qz_tag *tag, const char *local);

/* The value as written of an attribute by its local name, of any prefix; NULL when absent. */
const char *qz_tag_attr(const struct qz_tag *tag, const char *local, size_t *len);

/* The same with references resolved, appended; false when absent. */
bool qz_tag_value(const struct qz_tag *tag, const char *local, struct qz_buf *out);

/* Appends what a reference (&amp;) stands for; how many bytes it takes, 0 when it is none. */
size_t qz_tag_resolve(const char *text, size_t len, struct qz_buf *out);

/* A whole number; false when absent or none. */
bool qz_tag_number(const struct qz_tag *tag, const char *local, unsigned *number);

#endif
