/*
 * A document in XML as a stream of elements whose parts can be had as trees: a
 * long sheet is never in memory as a whole, and a row of it is read like any
 * tree. Bytes come from a part of an archive or from memory; the guard sees them
 * first, and nothing deeper than the limit gets through.
 */
#ifndef QZ_READ_STREAM_H
#define QZ_READ_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/xml.h"
#include "base/xmlguard.h"

struct qz_diag;
struct qz_limits;
struct qz_zip;
struct qz_zip_entry;

struct qz_stream {
	const char *format, *part; /* for findings; borrowed */
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_zip_entry *entry; /* or, where NULL, … */
	const char *bytes;
	size_t len, at;
	struct qz_xml_guard guard;
	struct qz_xml_error error;
	xmlTextReader *reader;
	bool stopped; /* no more nodes */
	bool failed;  /* a finding has been made already, or memory ran out */
};

/* Adds the finding format-broken {format, reason, part, detail}; always false. */
bool qz_stream_broken(struct qz_stream *stream, const char *reason, const char *detail);

/*
 * Opens a part of an archive, or text in memory (UTF-8; a declaration in front is passed over, because it
 * may name the encoding that the text had before it was decoded), and steps to the root element; qz_stream_close frees it
 * either way. `stream` has format, part, limits and diag set.
 */
bool qz_stream_open_part(struct qz_stream *stream, struct qz_zip *zip);
bool qz_stream_open_text(struct qz_stream *stream, const char *text, size_t len);

/* Where the caller is content (`good`) the rest is read too; false where that is not in good order. */
bool qz_stream_close(struct qz_stream *stream, bool good);

/*
 * Steps to the next child element of the element at `depth` (the root is at 0), passing over everything deeper; false at that
 * element's end and after a failure. Before the first call the stream stands on that element.
 */
bool qz_stream_child(struct qz_stream *stream, int depth);

int qz_stream_depth(const struct qz_stream *stream);

/* The element that the stream stands on, without what is in it: for its name and attributes. Valid until the next step. */
const xmlNode *qz_stream_node(const struct qz_stream *stream);

/* The same with all that is in it; NULL after a failure. Who has it may descend by recursion. */
const xmlNode *qz_stream_tree(struct qz_stream *stream);

#endif
