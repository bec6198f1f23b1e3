/*
 * What the parts of the reader of XML Spreadsheet 2003 share: the workbook
 * (xmlss.c), rich text and codes of page headers (xmlss_text.c), styles (xmlss_styles.c). For xmlss*.c alone.
 */
#ifndef QZ_READ_XMLSS_PARTS_H
#define QZ_READ_XMLSS_PARTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"

/* What is asked of a style: all it says and inherits. */
struct qz_xmlss_style {
	const char *code;	/* number format; NULL: General */
	char *own_code;		/* … that this style says itself */
	bool struck;
	bool tiny;		/* below 2 pt */
	char color[8], ground[8]; /* #RRGGBB; "" where it is the program's own */
};

struct qz_xmlss_styles {
	struct qz_map by_id; /* of struct qz_xmlss_style */
};

void qz_xmlss_styles_init(struct qz_xmlss_styles *styles);
void qz_xmlss_styles_done(struct qz_xmlss_styles *styles);

/* Reads ss:Styles; false when memory ran out. */
bool qz_xmlss_styles_read(struct qz_xmlss_styles *styles, const xmlNode *node);

/* The style of that id (NULL: none); the default one where there is none of it, NULL where there is no default either. */
const struct qz_xmlss_style *qz_xmlss_style_find(const struct qz_xmlss_styles *styles, const char *id);

/* An attribute by its local name: programs leave out the prefix. Borrowed, NULL when absent. */
const char *qz_xmlss_attr(const xmlNode *node, const char *name);

/* A whole number of digits, at most `most`; `otherwise` for anything else. */
unsigned qz_xmlss_number(const char *text, unsigned otherwise, unsigned most);

/* "1" or "true". */
bool qz_xmlss_flag(const xmlNode *node, const char *name);

/* Appends the text of ss:Data; what html:S or html:Del strikes through goes to `struck` (may be NULL: to `out`, too). */
void qz_xmlss_text(const xmlNode *data, struct qz_buf *out, struct qz_buf *struck);

/* Appends the words of a page header or footer: codes (&P, &"font", &14) left out, sections as lines. */
void qz_xmlss_page_text(const char *codes, struct qz_buf *out);

#endif
