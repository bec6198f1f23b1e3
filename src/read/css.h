/*
 * A tiny reader of a page's own style rules, for what decides whether words are
 * seen: not displayed, struck through, in the colour of their ground, tiny.
 * Selectors are elements, classes, ids and attributes (td, p.x.y, #z, [a=b]), and
 * what these stand in (.x td, tr > td); rules that ask for more only raise doubt,
 * and are counted where they may strike or hide words. Rules for other media,
 * pseudo-elements and states that pass are passed over.
 */
#ifndef QZ_READ_CSS_H
#define QZ_READ_CSS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"

enum qz_css_property {
	QZ_CSS_DISPLAY,	   /* 1: none, 0: any other */
	QZ_CSS_VISIBILITY, /* 1: hidden, 0: visible */
	QZ_CSS_STRIKE,	   /* 1: line-through, 0: none of that */
	QZ_CSS_COLOUR,	   /* 0xRRGGBB or one of the two below */
	QZ_CSS_GROUND,
	QZ_CSS_SIZE, /* 1: below 2 pt, 0: any other */
	QZ_CSS_PROPERTIES
};

#define QZ_CSS_UNKNOWN (-1) /* a colour that cannot be told */
#define QZ_CSS_CLEAR (-2)   /* transparent */

/* What rules say of an element: the value of each property, and with which weight (0: they say nothing). */
struct qz_css_values {
	int value[QZ_CSS_PROPERTIES];
	unsigned weight[QZ_CSS_PROPERTIES];
};

#define QZ_CSS_BROWSER 1u	  /* weights of what is no rule: the browser's own, */
#define QZ_CSS_ATTRIBUTE 2u	  /* attributes like bgcolor, */
#define QZ_CSS_INLINE (1u << 30)  /* a style attribute */

struct qz_css_rule;

struct qz_css {
	struct qz_css_rule *rules;
	size_t count, cap;
	unsigned order;		 /* of the next rule */
	struct qz_map by_key;	 /* .class, #id or element → the number of the first rule of its chain, from 1 */
	struct qz_buf generated; /* words that rules add to the page (content: "…"), a blank between them */
	size_t ngenerated;
	struct qz_buf names; /* of selectors */
	size_t dropped;	     /* rules too many that may strike or hide words */
	bool failed;
};

void qz_css_init(struct qz_css *css);
void qz_css_done(struct qz_css *css);

/* Reads the text of a style sheet; what comes later weighs more. Linear in its length. */
void qz_css_read(struct qz_css *css, const char *text, size_t len);

/* Gives a property a value, unless it has one of more weight. */
void qz_css_set(struct qz_css_values *values, enum qz_css_property property, int value, unsigned weight);

/* Reads declarations (the content of a style attribute). */
void qz_css_declare(struct qz_css_values *values, const char *text, size_t len, unsigned weight);

/* Adds what the rules say of an element; `kin`: the marks of all elements around it, together (more are no harm). */
void qz_css_match(const struct qz_css *css, const xmlNode *node, uint64_t kin, struct qz_css_values *values);
uint64_t qz_css_mark(const struct qz_css *css, const xmlNode *node);

/* How many rules may strike or hide words of elements that were matched, and nobody can tell; the first of them, quoted. */
size_t qz_css_doubts(const struct qz_css *css, struct qz_buf *names);

/* A colour as CSS or HTML write it: #fff, white, rgb(255,255,255). */
int qz_css_colour(const char *text, size_t len);

#endif
