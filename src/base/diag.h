/*
 * Findings: what quanze has to say about the user's data, collected in a list
 * that the caller owns. A finding holds facts (rule, place, named values), no
 * prose; the sentences are made from the message texts when it is shown.
 */
#ifndef QZ_BASE_DIAG_H
#define QZ_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

enum qz_severity { QZ_INFO, QZ_STYLE, QZ_WARNING, QZ_ERROR };
#define QZ_SEVERITIES 4

/* In a table of severities by rule: the rule's own, and not to be said at all. */
#define QZ_SEVERITY_OWN (-1)
#define QZ_SEVERITY_OFF (-2)

enum qz_rule {
#define RULE(name, id, severity) QZ_RULE_##name,
#include "base/rules.def"
#undef RULE
	QZ_RULES
};

/* One named value of a finding: it fills {name} in the message text and stands in JSON `data`. */
struct qz_datum {
	char *name;
	char *value;
};

/* Words of the source around what a finding is about; all zero when there are none. */
struct qz_excerpt {
	char *text;
	size_t at, len; /* bytes of the text that the finding is about; len 0: not known more closely */
	bool cut_before, cut_after; /* the source goes on before and behind */
};

struct qz_finding {
	enum qz_rule rule;
	enum qz_severity severity;
	char *pos;   /* position(s) as in @pos; NULL when the finding is about the whole input */
	char *item;  /* serial as written; NULL outside items */
	char *field; /* element name; NULL when none */
	char *id;    /* the item's @id; NULL outside items */
	char *name;  /* what the item is called, cut where it is long; NULL outside items */
	char *table; /* what the item's table is called, where numbers of items repeat in the list's tables; else NULL */
	size_t order; /* the item's number in its list, from 1; 0 outside items */
	size_t line; /* physical line of a text input, 0 unknown */
	struct qz_excerpt excerpt;
	struct qz_datum *data;
	size_t ndata;
};

struct qz_diag {
	struct qz_finding *findings;
	size_t count, cap;
	size_t totals[QZ_SEVERITIES];
	bool failed; /* memory ran out while a finding was added: the run must not succeed */
};

/* Where a finding stands; all members optional. Strings are copied. */
struct qz_where {
	const char *pos, *item, *field, *id, *name;
	size_t line;
	const struct qz_excerpt *excerpt;
};

void qz_diag_init(struct qz_diag *diag);
void qz_diag_done(struct qz_diag *diag);

/* Adds a finding. The variable arguments are pairs of name and value strings (a NULL value counts as ""), ended by one NULL name. */
void qz_diag_add(struct qz_diag *diag, enum qz_rule rule, const struct qz_where *where, ...) __attribute__((sentinel));

/* Gives a finding the words of the source around it; takes the text. */
void qz_finding_take_excerpt(struct qz_finding *finding, const struct qz_excerpt *excerpt);

/* The value named `name`, or NULL. */
const char *qz_finding_get(const struct qz_finding *finding, const char *name);

const char *qz_rule_id(enum qz_rule rule);
enum qz_severity qz_rule_severity(enum qz_rule rule);

/* True for rules of judging: what they find may be a matter of opinion, unlike a failure or a repair. */
bool qz_rule_can_be_off(enum qz_rule rule);

/*
 * Gives findings the severities of a table by rule (QZ_SEVERITY_OWN: no change) and drops those that are off.
 */
void qz_diag_set_severities(struct qz_diag *diag, const signed char severities[]);

/* Moves all findings of `from` to the end of `diag`. */
void qz_diag_take(struct qz_diag *diag, struct qz_diag *from);

/* Drops the findings for which keep[i] is false. */
void qz_diag_filter(struct qz_diag *diag, const bool keep[]);

/* True for rules that tell of a change made to the form of the source. */
bool qz_rule_is_repair(enum qz_rule rule);

/* The rule of that id, or QZ_RULES. */
enum qz_rule qz_rule_find(const char *id);

/* "error", "warning", "style", "info" */
const char *qz_severity_name(enum qz_severity severity);

#pragma GCC visibility pop

#endif
