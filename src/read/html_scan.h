/*
 * A look at the bytes of a page before the parser sees them: which encoding the
 * page names, and what of its text is markup. For html.c and read.c.
 */
#ifndef QZ_READ_HTML_SCAN_H
#define QZ_READ_HTML_SCAN_H

#include <stddef.h>

struct qz_buf;
struct qz_diag;
struct qz_source;

#define QZ_HTML_ATTRIBUTES 1000 /* allowed in one tag; libxml2 compares each with all others */

/*
 * The Chinese encoding that a page names in a <meta> of its first 4096 bytes, as
 * iconv calls it (a constant); NULL where it names none, or any other: UTF-8 and
 * UTF-16 show in the bytes, and iso-8859-1 in a Chinese page is a mistake.
 */
const char *qz_html_encoding(const char *bytes, size_t len);

/* The same for the name of an encoding. */
const char *qz_html_charset(const char *name, size_t len);

/*
 * Writes the page's text with every < that begins no markup escaped: the parser
 * would drop <GB/T 9704> or <abc@gov.cn> without a word. An element is markup
 * when HTML knows its name, or the page closes it somewhere. Characters that
 * no document can hold become U+FFFD, each with a finding. Returns NULL, or the
 * reason ("attributes") why the page cannot be parsed at a bearable cost.
 */
const char *qz_html_prepare(const struct qz_source *source, struct qz_buf *out, struct qz_diag *diag);

#endif
