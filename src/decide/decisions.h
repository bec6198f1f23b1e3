/*
 * A clerk's decisions: a table, one line each, that says for one item or several
 * what the value of a field shall be, that what a finding proposes is taken, or
 * that the finding is waived. A decision holds for what it was made on and for
 * nothing else.
 */
#ifndef QZ_DECIDE_DECISIONS_H
#define QZ_DECIDE_DECISIONS_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/vocabulary.h"
#include "read/table.h"
#include "report/messages.h"

enum qz_decided {
	QZ_DECIDED_NOT,    /* the line is still open */
	QZ_DECIDED_VALUE,  /* `value` is what shall stand there */
	QZ_DECIDED_ACCEPT, /* what the program proposed shall stand there */
	QZ_DECIDED_WAIVED  /* the finding of `rule` is waived */
};

/* What one line says of one item. Strings are never NULL; they belong to the decisions. */
struct qz_decision {
	const char *file;    /* "": of any input */
	const char *item;    /* item/@id; "": a finding about the whole list */
	const char *written; /* the cell 事项 as it stands in the table */
	const char *chosen;  /* the items that the line is narrowed to, as people write it: 第6–9项; "": all it is about */
	enum qz_field field; /* QZ_FIELDS: the line is about a rule */
	enum qz_rule rule;   /* QZ_RULES: the line is about a field */
	enum qz_field place; /* of a rule: the field in which its finding stands; QZ_FIELDS: none, or not known */
	const char *found, *hash; /* what it was made on: itself (a table as it was written before keys), or eight digits of it; the other is "" */
	const char *value, *reason, *who, *date;
	enum qz_decided decided;
	unsigned line; /* row of the table, from 1 */
};

struct qz_decisions {
	struct qz_decision *list; /* those of a line follow each other */
	size_t count, cap;
	char **strings; /* that decisions point to */
	size_t nstrings, strings_cap;
	char *name; /* of the file they stand in, for messages */
};

/*
 * Reads a table of decisions: the labels (Chinese or English, data of this
 * module) in any row of a sheet, then a line each, wherever it stands; columns
 * with other labels are passed over. NULL with a finding decision-invalid for
 * each line that cannot be understood, and decisions-refused behind them: half a file of decisions is never applied.
 */
struct qz_decisions *qz_decisions_read(const struct qz_table *table, const char *name, const struct qz_vocabulary *vocabulary, struct qz_diag *diag);
void qz_decisions_free(struct qz_decisions *decisions);

/* The input they are applied to. */
struct qz_decide_input {
	const char *path;
	bool one_of_several; /* lines that name no file may mean another input */
	const struct qz_vocabulary *vocabulary;
};

/*
 * Step 3, behind the proof: sets the values decided, marked origin="decided"
 * with the value found beside it, and records them in head/decisions. Says each
 * (decision-applied), and each line that does not fit (decision-stale). Memory
 * that runs out makes `diag` fail.
 */
void qz_decisions_apply(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag);

/*
 * Behind step 4: sets what was decided on findings, and records it. Where anything
 * was set, the findings from number `first` on, those of judging, are dropped, and
 * the document is to be judged again: true.
 */
bool qz_decisions_amend(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, size_t first, struct qz_diag *diag);

/* Behind step 4: takes the waived findings out of `diag` and records them in head/decisions. */
void qz_decisions_waive(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag);

/* Behind the waivers: says how many lines were carried out and which were not (decisions-left), where any was not. */
void qz_decisions_total(const struct qz_decisions *decisions, struct qz_diag *diag);

/* A line to decide in: what stands in its cells, and what it is about. Borrowed while it is shown. */
struct qz_open_line {
	const char *file, *items, *names, *column, *finding, *found, *suggested, *allowed, *key; /* cells as people see them */
	const char *target; /* what the key begins with: a rule with its field, or powerType */
	const char *change; /* what a new value would be: "type", "article", "text"; "": there can be none */
	bool accept, waive; /* may what is suggested be accepted, the finding be waived? */
	const xmlNode *const *nodes; /* its items; the first is NULL for a finding about the list */
	const struct qz_finding *const *findings; /* of each */
	const char (*hashes)[9]; /* of each */
	size_t count;
};

/* Shows each line that qz_decisions_write() would write. False when memory ran out. */
bool qz_decisions_open(const char *file, const xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages,
		       void (*show)(void *context, const struct qz_open_line *line), void *context);

/* Appends what an item is called (第6项, or "") and the key of a line for it alone. */
void qz_decisions_open_one(const struct qz_open_line *line, size_t index, struct qz_buf *item, struct qz_buf *key);

/* Appends a cell of the table, quoted and guarded where it must be, and what ends it. */
void qz_decisions_write_cell(struct qz_buf *out, const char *text, bool last);

/* The labels of the table that qz_decisions_write() fills, as one line. */
void qz_decisions_write_labels(bool chinese, struct qz_buf *out);

/*
 * Appends the lines to decide in: one for each value suggested and each finding
 * that may be waived (rules of judging but those of the schemas, above the
 * severity info), items with the same of it together. All is filled in but the
 * decision, the new value, the reason, who and when. `file` names the input; the
 * messages say what each is about.
 */
void qz_decisions_write(const char *file, const xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages, struct qz_buf *out);

/* What may be decided on one finding. Strings are NULL where nothing may be. */
struct qz_decide_offer {
	char *suggested, *key; /* the key knows the item by the hash of what base/own.h calls it */
	bool accept, change, waive;
};

/* One for each finding, as qz_decisions_write() has lines for them; NULL when memory ran out. */
struct qz_decide_offer *qz_decisions_offers(const xmlDoc *doc, const struct qz_diag *diag,
					    const struct qz_messages *messages);
void qz_decisions_offers_free(struct qz_decide_offer *offers, size_t count);

#endif
