/*
 * From bytes to a table: the source as opened, the table of readers, and the
 * two calls of the journey's first steps.
 */
#ifndef QZ_READ_READ_H
#define QZ_READ_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "read/marks.h"

struct qz_diag;
struct qz_limits;
struct qz_reader;
struct qz_table;

struct qz_source {
	char *name;         /* base name, as shown and recorded */
	char *bytes;        /* the whole input, NUL-terminated behind `len`; owned. NULL for text formats, once it is decoded */
	size_t len;
	const struct qz_reader *reader; /* chosen by content, name or --from */
	const char *encoding; /* of text formats, as found or forced: "UTF-8", "GB18030", …; NULL else */
	char *text;         /* text formats: the bytes as UTF-8, without BOM; owned, until a table has taken it. NULL for binary formats */
	size_t text_len;
	struct qz_marks marks; /* once it is read: what quanze had written into it */
	char sha256[65];    /* of `bytes`, hexadecimal */
	bool include_struck; /* text that is struck through counts like any other */
	bool keep_own; /* what quanze wrote into it is content like any other: a table of decisions may be */
};

struct qz_reader {
	const char *name;                    /* "tsv"; also the value of source/@format and --from */
	const char *const *extensions;       /* without dot, lower case, NULL-terminated */
	bool text;                           /* true: the source is decoded to UTF-8 first */
	/*
	 * How sure the content is of this format: 0 no, 1 possible, 2 likely,
	 * 3 certain (signature). `head` is the text for text formats, else bytes.
	 */
	int (*sniff)(const char *head, size_t len);
	/*
	 * Reads the source into a new table. QZ_OK, or QZ_INPUT with a finding
	 * and *table NULL. Where cells are slices of the text (table->sliced), the
	 * reader has written into it.
	 */
	enum qz_status (*read)(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
			       struct qz_diag *diag);
};

/* All readers, ended by NULL. */
extern const struct qz_reader *const qz_readers[];

const struct qz_reader *qz_reader_find(const char *name);

struct qz_open_options {
	const char *from;     /* name of a reader, or NULL: find out */
	const char *encoding; /* iconv name, or NULL: find out */
	bool include_struck;  /* text that is struck through counts like any other */
	bool keep_own;        /* what quanze wrote into it is content like any other: a table of decisions may be */
};

/*
 * Takes bytes (malloc'ed, even on failure) and finds out what they are.
 * `name` is the file's name or "stdin". QZ_OK, or QZ_INPUT with a finding.
 */
enum qz_status qz_source_take_bytes(struct qz_source *source, const char *name, char *bytes, size_t len,
				    const struct qz_open_options *options, const struct qz_limits *limits, struct qz_diag *diag);
void qz_source_done(struct qz_source *source);

/* Reads a source with its reader, once: a table whose cells are slices of the text takes it. */
enum qz_status qz_read(struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag);

#endif
