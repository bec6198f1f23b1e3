/*
 * What reading, applying and writing decisions share.
 */
#ifndef QZ_DECIDE_INTERNAL_H
#define QZ_DECIDE_INTERNAL_H

#include <libxml/hash.h>

#include "decide/decisions.h"
#include "model/build.h"

/* The columns that are read. Those of tables as they were written before keys: 事项 is an @id there, 栏或规则 says what the line is about. */
enum {
	QZ_DECIDE_FILE,
	QZ_DECIDE_ITEM,
	QZ_DECIDE_TARGET,
	QZ_DECIDE_FOUND,
	QZ_DECIDE_VALUE,
	QZ_DECIDE_CHANGE,
	QZ_DECIDE_REASON,
	QZ_DECIDE_WHO,
	QZ_DECIDE_DATE,
	QZ_DECIDE_KEY,
	QZ_DECIDE_SUGGESTED,
	QZ_DECIDE_COLUMNS
};

extern const char *const qz_decide_labels[QZ_DECIDE_COLUMNS][2]; /* Chinese, English */

#define QZ_DECIDE_TOGETHER 200u /* items that a line serves at most: its key fits into a cell */
#define QZ_DECIDE_HASH 9        /* bytes of a hash, with its NUL */

/*
 * What a finding was about, in a form that changes when that changes: its facts
 * and the text of the field it stands in, as the source has it.
 */
struct qz_decide_facts {
	xmlHashTable *items; /* @id → item element, borrowed */
	struct qz_decide_field {
		const xmlNode *item; /* of the hash */
		char field[32];
		unsigned hash;
	} shown, source; /* the text as it stands now; as it stood before it was decided, with the marks of points */
};

/* items by @id; 0, or -1 when memory ran out. Free with qz_decide_facts_done(). */
int qz_decide_facts_init(struct qz_decide_facts *facts, const xmlDoc *doc);
void qz_decide_facts_done(struct qz_decide_facts *facts);

/* Appends the facts as tables without keys have them. */
void qz_decide_facts_put(struct qz_decide_facts *facts, const struct qz_finding *finding, struct qz_buf *out);

/* The hash of the facts for keys; false when memory ran out. */
bool qz_decide_facts_hash(struct qz_decide_facts *facts, const struct qz_finding *finding, char hash[QZ_DECIDE_HASH]);

/* The hash of one text or, where the other is not NULL, of two; blanks do not count. */
void qz_decide_hash(const char *text, const char *other, char hash[QZ_DECIDE_HASH]);

/* The text of a field with the marks of its points, a line each. */
void qz_decide_content(const xmlNode *node, struct qz_buf *out);

/* The same text, blanks aside. */
bool qz_decide_same(const char *a, const char *b);

/* A missing value with a suggestion has a line as a field: what is suggested; NULL for others. */
const char *qz_decide_suggested_type(const struct qz_finding *finding);

/* Appends what may be accepted, for people; nothing where nothing is suggested. */
void qz_decide_put_suggested(const struct qz_finding *finding, const struct qz_messages *messages, struct qz_buf *out);

/* May findings of that rule be waived? */
bool qz_decide_can_waive(enum qz_rule rule);

/* Does the schema of what is filed ask for what the rule says is missing in the field, so that a waiver would be of no use? */
bool qz_decide_must_be(enum qz_rule rule, enum qz_field field);

/* A text that a spreadsheet would take for a formula or a number stands behind an apostrophe; this one and its inverse. */
bool qz_decide_is_risky(const char *text);
const char *qz_decide_unguard(const char *text);

/* ---- items as people name them (chosen.c) ---- */

/* Appends what the items (of one list, in its order) are called: 第1–3、5项; by tables where the list has several; "" where they have no numbers. */
void qz_decide_name_items(const xmlNode *const *items, size_t count, struct qz_buf *out);

/* Can a text be read as a choice of items? */
bool qz_decide_is_choice(const char *text);

/* Is the item among those chosen? "" chooses all. */
bool qz_decide_is_chosen(const char *chosen, const xmlNode *item);

/* How many numbers a choice names. */
size_t qz_decide_count_chosen(const char *chosen);

/* ---- articles (article.c) ---- */

/* How many articles a list names, as in cite/@article ("59,60", "59-62"); 0 where it is none of articles. */
size_t qz_decide_count_articles(const char *list);

/* “59,60” → 第五十九条、第六十条, or 第59条、第60条; false for what is no list of articles. */
bool qz_decide_put_articles(const char *list, bool arabic, struct qz_buf *out);

/* The articles that a text begins with, 第五十九条、第六十条, into `out` as in cite/@article; the bytes of them, 0 for none. */
size_t qz_decide_find_articles(const char *text, size_t len, struct qz_buf *out);

/* The articles that a text such as 第六十一条 or 61、62 names, as in cite/@article; false when it is none. */
bool qz_decide_read_articles(const char *text, struct qz_buf *out);

/* ---- citations (recite.c) ---- */

/* Whether the citation of a finding can be rewritten as the finding proposes. */
bool qz_decide_can_recite(const struct qz_finding *finding);

/* Has the article other words now, so that what the list quotes of it is old? */
bool qz_decide_is_reworded(const struct qz_finding *finding);

/* Appends what stands in place of the citation: 第六十一条（2025年10月28日修改）. */
void qz_decide_put_recited(const struct qz_finding *finding, struct qz_buf *out);

/* ---- applying ---- */

struct qz_decide_run {
	const struct qz_decisions *decisions;
	const struct qz_decide_input *input;
	xmlDoc *doc;
	struct qz_diag *diag;
	struct qz_decide_facts facts;
	struct qz_builder builder;
	struct qz_buf text, other; /* scratch */
	xmlHashTable *recorded;    /* decisions that the document records already */
	bool last_turn;            /* what had to wait for other lines need not any more */
	xmlHashTable *values;      /* item, field and what a line was made on → the line that set it in this run */
};

bool qz_decide_run_init(struct qz_decide_run *run, const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc,
			struct qz_diag *diag);
void qz_decide_run_done(struct qz_decide_run *run, bool whole);

/* The item of a line; NULL for none. */
const xmlNode *qz_decide_item(const struct qz_decide_run *run, const struct qz_decision *decision);

/* Whether a line is about this input: by its file's name; in a list joined of several files, by that of the item's. */
bool qz_decide_concerns(const struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item);

/* Says what became of a line: the value set (or ""), or the reason why none was; beside a value, what remains to be done. */
void qz_decide_say(struct qz_decide_run *run, enum qz_rule rule, const struct qz_decision *decision, const xmlNode *item, const xmlNode *node,
		   const char *found, const char *value, const char *reason);

/* A new head/decisions/decision, unless it is there. */
void qz_decide_record(struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item, const char *found, const char *value);

/* Does the document record a decision of that rule on the item? */
bool qz_decide_is_recorded(struct qz_decide_run *run, const struct qz_decision *decision);

/* Marks a field as decided, its text before it as @found, unless it is marked. */
void qz_decide_mark(struct qz_decide_run *run, xmlNode *node);

/* Gives a field another text, and records it. */
void qz_decide_set(struct qz_decide_run *run, xmlNode *node, const struct qz_decision *decision, enum qz_field field, const char *value);

/* ---- lines and the findings that they are about (matched.c) ---- */

struct qz_decide_matched {
	xmlHashTable *table; /* item and rule → index + 1 of the first line */
	size_t *next;        /* index + 1 of the next of that key; 0: the last */
	bool *seen;          /* the item has a finding of the rule, whatever its facts */
	bool *twice;         /* another line before it is about the same finding */
	size_t *finding;     /* index + 1 of the finding; 0: none */
};

/* Why a line that met no finding of its own was not applied. */
const char *qz_decide_why_not(const struct qz_decide_matched *matched, size_t index);

/* Lines about rules, those that waive or the others. False when memory ran out; free with qz_decide_matched_done() in any case. */
bool qz_decide_match(struct qz_decide_run *run, bool waived, struct qz_decide_matched *matched);
void qz_decide_matched_done(struct qz_decide_matched *matched);

/* The index + 1 of the first line that is about the finding, 0 for none; remembers which. */
size_t qz_decide_find_line(struct qz_decide_run *run, struct qz_decide_matched *matched, size_t finding);

/*
 * Rewrites the citations in the item that a finding citation-superseded is about:
 * their article, and the note, which gets the day of the version meant (recite.c).
 * Records it; false where none can be rewritten.
 */
bool qz_decide_recite(struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item, const struct qz_finding *finding,
		      const char *article);

#endif
