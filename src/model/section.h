/*
 * Section rows between the items: 一、行政处罚（12项）, 部门名称：某某局. What they say holds for
 * the items below them until another row of the same kind comes.
 */
#ifndef QZ_MODEL_SECTION_H
#define QZ_MODEL_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define QZ_SECTION_DEPTH 6
#define QZ_SECTION_LENGTH 40 /* characters of the longest line that is taken for a section's heading */

struct qz_sheet_run;
struct qz_cell;
struct qz_power_type;
struct qz_vocabulary;

struct qz_section {
	int kind;    /* style of its marker (enum in model/fragment.h), or what else tells its level */
	size_t len;  /* of the path up to and with it */
	const struct qz_power_type *type; /* that it or a section around it names; NULL */
};

struct qz_sections {
	struct qz_section open[QZ_SECTION_DEPTH];
	size_t count;
	struct qz_buf path; /* texts of the open sections, joined by " / "; empty outside of any */
};

/* The power type that a section row names: 一、行政处罚（12项）. NULL when it names none. */
const struct qz_power_type *qz_section_type(const struct qz_vocabulary *vocabulary, const char *text, size_t len);

/*
 * The marker of a heading: 一、 （一） 1. and those that lists do not have: 第二部分, 第三章, Ⅱ, A类：, 附件2, 五． Its length
 * in bytes and its kind; 0 when there is none, or nothing behind it.
 */
size_t qz_section_marker(const char *text, size_t len, int *kind);

/* Whether that marker alone makes a short text a section. */
bool qz_section_is_marked(const char *text, size_t len);

/* Whether a lone cell names a body: 部门名称：某某局（4项）, 某某局. */
bool qz_section_is_body(const struct qz_sheet_run *run, const struct qz_cell *cell);

/* Opens the section that a row's lone cell names: it ends those of its kind and what they hold. */
void qz_section_open(struct qz_sheet_run *run, const struct qz_cell *cell);

/* Passes a lone text that is no section: where it is short and names another type than the open section, that one has ended. */
void qz_section_pass(struct qz_sheet_run *run, const struct qz_cell *cell);

/* Makes `to` the same as `from`. */
void qz_sections_copy(struct qz_sections *to, const struct qz_sections *from);

#endif
