/*
 * What the rule functions share: the run they belong to, and how they speak.
 */
#ifndef QZ_CHECK_RULES_INTERNAL_H
#define QZ_CHECK_RULES_INTERNAL_H

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "check/place.h"
#include "check/rules.h"

struct qz_rules_run {
	const struct qz_rules_options *options;
	struct qz_diag *diag;
	const xmlNode *list;
	const xmlNode *item;  /* the item being looked at; NULL outside items */
	struct qz_buf serial; /* its serial as written */
	struct qz_buf text, other; /* scratch */
	xmlHashTable *names;  /* items seen: name, body and type → serial */
	xmlHashTable *laws;   /* laws seen: name → struct law_seen */
	struct law_seen *laws_seen; /* all of them, newest first */
	xmlHashTable *dates;  /* by law: the date its last note in dated_field gives; borrowed */
	const xmlNode *dated_field;
	xmlHashTable *bodies; /* bodies seen: name → count */
	size_t items;
};

/* A rule looks at every element of one name. */
typedef void (*qz_rule_function)(struct qz_rules_run *run, xmlNode *node);

/* Adds a finding at the node's place; the rest is as for qz_diag_add(). */
#define QZ_RULES_SAY(run, rule, node, ...)                                                                                              \
	do {                                                                                                                            \
		struct qz_place_name place_;                                                                                            \
		qz_rules_place(run, node, &place_);                                                                                     \
		qz_diag_add((run)->diag, rule, &place_.where, __VA_ARGS__);                                                             \
		qz_place_done(&place_);                                                                                                 \
	} while (0)

void qz_rules_place(struct qz_rules_run *run, const xmlNode *node, struct qz_place_name *place);

/* The element's text, in run->text (borrowed until the next call). */
const char *qz_rules_text(struct qz_rules_run *run, const xmlNode *node);

/* rules_item.c: one element at a time. */
void qz_rule_power_type(struct qz_rules_run *run, xmlNode *node);
void qz_rule_required(struct qz_rules_run *run, xmlNode *node);
void qz_rule_basis(struct qz_rules_run *run, xmlNode *node);
void qz_rule_characters(struct qz_rules_run *run, xmlNode *node);
void qz_rule_list_ends(struct qz_rules_run *run, xmlNode *node);

/* rules_list.c: across the items of the list. */
void qz_rule_serials(struct qz_rules_run *run, xmlNode *table);
void qz_rule_repeated(struct qz_rules_run *run, xmlNode *item);
void qz_rule_body(struct qz_rules_run *run, xmlNode *body);
void qz_rule_bodies(struct qz_rules_run *run, xmlNode *list);
void qz_rule_total(struct qz_rules_run *run, xmlNode *omitted);

/* rules_law.c: citations. */
void qz_rule_citation(struct qz_rules_run *run, xmlNode *cite);
void qz_rule_order_numbers(struct qz_rules_run *run, xmlNode *list);

#endif
