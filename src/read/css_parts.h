/*
 * What css.c (style sheets) and css_select.c (selectors) share. For these alone.
 */
#ifndef QZ_READ_CSS_PARTS_H
#define QZ_READ_CSS_PARTS_H

#include <stdint.h>

#include "read/css.h"

bool qz_css_is_blank(char c);
void qz_css_trim(const char **text, size_t *len);

/* The next `wanted` outside of quotes and brackets; `len` when there is none. */
size_t qz_css_span(const char *text, size_t len, const char *wanted);

/* Adds a rule for one selector; one that chooses no element that could be told adds none. */
void qz_css_add_rule(struct qz_css *css, const char *selector, size_t len, const struct qz_css_values *values);

#endif
