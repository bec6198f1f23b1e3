/*
 * Files in the form of a mail (RFC 2045, 2046, 2557): parts with headers, one
 * within another. The bytes are borrowed; nothing is decoded until it is asked for.
 */
#ifndef QZ_READ_MIME_H
#define QZ_READ_MIME_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;

#define QZ_MIME_WORD 80	  /* bytes of a type or an encoding's name */
#define QZ_MIME_PLACE 400 /* … of where a part belongs */
#define QZ_MIME_PARTS 4096

enum qz_mime_coding { QZ_MIME_PLAIN, QZ_MIME_QUOTED, QZ_MIME_BASE64 };

struct qz_mime_part {
	const char *body; /* as it stands in the file */
	size_t len;
	enum qz_mime_coding coding;
	char type[QZ_MIME_WORD];     /* text/html, in small letters */
	char charset[QZ_MIME_WORD];  /* "" where the header names none */
	char location[QZ_MIME_PLACE]; /* Content-Location; "" */
	char id[QZ_MIME_PLACE];	      /* Content-ID without < >; "" */
};

struct qz_mime {
	struct qz_mime_part *parts; /* all that are no multipart themselves, in the order of the file */
	size_t count, cap;
	char start[QZ_MIME_PLACE]; /* id of the part to begin with; "" */
	bool cut;		   /* a multipart ends without its last boundary */
	const char *apart;	   /* words that stand in no part (before the first, behind the last); NULL */
	size_t apart_len;
	const char *reason; /* why the file cannot be read: "headers", "boundary", "parts", "depth", "memory"; NULL while all is well */
};

/* Whether the bytes begin with the headers of such a file, of a type that holds a page. */
bool qz_mime_looks_like(const char *bytes, size_t len);

/* Finds the parts. False with `reason` set; qz_mime_done() frees in either case. */
bool qz_mime_read(struct qz_mime *mime, const char *bytes, size_t len);
void qz_mime_done(struct qz_mime *mime);

/* Writes the bytes that a part stands for. */
void qz_mime_decode(const struct qz_mime_part *part, struct qz_buf *out);

/* The last piece of a place: sheet001.htm. */
const char *qz_mime_base(const char *place);

#endif
