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
#include "base/map.h"
#include "check/cited.h"
#include "check/place.h"
#include "check/quote_find.h"
#include "check/rules.h"

/* Items, and the numbers that their serials name: "2,3" in one counts as two. */
struct qz_rules_counted {
	long items, numbers;
};

struct qz_rules_run {
	struct qz_rules_counted whole; /* of all tables, once they were counted */
	const struct qz_rules_options *options;
	struct qz_diag *diag;
	const xmlNode *list;
	const xmlNode *item;  /* the item being looked at; NULL outside items */
	struct qz_buf serial; /* its serial as written */
	struct qz_buf text, other; /* scratch */
	const char *mark;     /* the bytes in `text` that the next finding is about, when a rule knows them */
	size_t mark_len;
	bool mark_article;    /* the next finding is about the article of the citation it is placed at */
	struct qz_map names;  /* items seen: name, body, type and the like → item element, borrowed */
	struct qz_map codes;  /* codes seen, with body and file → item element, borrowed */
	xmlHashTable *laws;   /* laws seen: name → struct law_seen */
	struct law_seen *laws_seen; /* all of them, newest first */
	struct qz_cited cited; /* notes on laws in the field */
	struct qz_map broken_texts; /* files of law texts that cannot be used and have been named */
	struct qz_quote_finder quotes; /* articles of law texts by their words */
	struct qz_map old_laws; /* laws whose entry in the register is older than a year */
	xmlHashTable *bodies; /* bodies seen: name → count */
	size_t items;
	xmlHashTable *duties_groups; /* by type, number and wording of duties: how many items */
	struct duties *duties;       /* of all items */
	size_t nduties, duties_cap;
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

/* From here on findings are about this item. */
void qz_rules_enter_item(struct qz_rules_run *run, xmlNode *item);

/* The next finding is about these bytes of run->text, the text of its node. */
void qz_rules_mark(struct qz_rules_run *run, const char *at, size_t len);

/* The element's text, in run->text (borrowed until the next call). */
const char *qz_rules_text(struct qz_rules_run *run, const xmlNode *node);

/* rules_item.c: one element at a time. */
void qz_rule_power_type(struct qz_rules_run *run, xmlNode *node);
void qz_rule_required(struct qz_rules_run *run, xmlNode *node);
void qz_rule_basis(struct qz_rules_run *run, xmlNode *node);

/* rules_text.c: the writing itself. */
void qz_rule_characters(struct qz_rules_run *run, xmlNode *node);
void qz_rule_book_marks(struct qz_rules_run *run, xmlNode *cite);
void qz_rule_name_end(struct qz_rules_run *run, xmlNode *name);
void qz_rule_field_end(struct qz_rules_run *run, xmlNode *node);
void qz_rule_list_ends(struct qz_rules_run *run, xmlNode *node);

/* rules_code.c: codes, by the policy's profiles. */
void qz_rule_code(struct qz_rules_run *run, xmlNode *node);

/* rules_codes.c: codes that were damaged or stand twice, whatever the policy. */
void qz_rule_codes(struct qz_rules_run *run, xmlNode *table);

/* rules_duties.c: duties unlike those of other items; the last one also frees. */
void qz_rule_duties(struct qz_rules_run *run, xmlNode *node);
void qz_rule_duties_pattern(struct qz_rules_run *run);

/* rules_list.c: across the items of the list. */
void qz_rule_serials(struct qz_rules_run *run, xmlNode *table);
void qz_rule_repeated(struct qz_rules_run *run, xmlNode *item);
void qz_rule_body(struct qz_rules_run *run, xmlNode *body);
void qz_rule_bodies(struct qz_rules_run *run, xmlNode *list);
void qz_rule_total(struct qz_rules_run *run, xmlNode *omitted);
void qz_rule_title_total(struct qz_rules_run *run, xmlNode *table);
void qz_rule_columns(struct qz_rules_run *run, xmlNode *table);

/* rules_law.c: citations. */
void qz_rule_citation(struct qz_rules_run *run, xmlNode *cite);
void qz_rule_conflicts(struct qz_rules_run *run);
void qz_rule_register_old(struct qz_rules_run *run, xmlNode *list);

/* rules_quote.c: the words behind citations. */
void qz_rule_quotes(struct qz_rules_run *run, xmlNode *field);

/* The check character (GB 32100—2015) of the 17 characters before it; 0 when one of them cannot stand there. */
char qz_credit_code_check(const char *code);

#endif
