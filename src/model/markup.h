/*
 * The HTML element names that count as markup when they stand in a cell. Every
 * other `<` is text: <GB/T 9704>, <abc@gov.cn>, <行政处罚法>.
 */
#ifndef QZ_MODEL_MARKUP_H
#define QZ_MODEL_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

enum qz_tag_role {
	QZ_TAG_NONE,   /* no markup */
	QZ_TAG_BLOCK,  /* begins and ends a paragraph */
	QZ_TAG_LIST,   /* ol, ul */
	QZ_TAG_ITEM,   /* li */
	QZ_TAG_BREAK,  /* br */
	QZ_TAG_CELL,   /* td, th: separates */
	QZ_TAG_INLINE, /* looks only: span, b, font … */
};

struct qz_tag {
	enum qz_tag_role role;
	bool closing;
	const char *name; /* in the text, not terminated */
	size_t name_len;
	const char *attributes; /* from behind the name to the `>` */
	size_t attributes_len;
	size_t len; /* bytes from `<` to `>` */
};

/* Reads a tag at text[0] == '<'; role QZ_TAG_NONE when it is text. Looks at no more than 4 kB. */
struct qz_tag qz_tag_read(const char *text, size_t len);

#endif
