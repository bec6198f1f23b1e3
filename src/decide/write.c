/*
 * The prefilled table of decisions, for decisions.h: tab separated, cells
 * quoted where they must be, and guarded against spreadsheets that take a text
 * for a formula, a date or a rounded number.
 */
#include <string.h>

#include "base/xml.h"
#include "decide/decide_internal.h"

static void put_cell(struct qz_buf *out, const char *text, bool last)
{
	bool quoted = strpbrk(text, "\t\r\n\"") != NULL;
	if (quoted)
		qz_buf_putc(out, '"');
	if (qz_decide_is_risky(text))
		qz_buf_putc(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			qz_buf_putc(out, '"');
		qz_buf_putc(out, *text);
	}
	if (quoted)
		qz_buf_putc(out, '"');
	qz_buf_putc(out, last ? '\n' : '\t');
}

void qz_decisions_write_labels(bool chinese, struct qz_buf *out)
{
	for (int column = 0; column < QZ_DECIDE_COLUMNS; column++)
		put_cell(out, qz_decide_labels[column][chinese ? 0 : 1], column == QZ_DECIDE_COLUMNS - 1);
}

/* A missing value with a suggestion has a line as a field. */
static bool is_suggested(const struct qz_finding *finding)
{
	const char *suggested = qz_finding_get(finding, "suggested");
	return finding->rule == QZ_RULE_POWER_TYPE_MISSING && suggested && *suggested;
}

/* The text of the item's child of that name, in place of what `out` holds. */
static void put_child(const xmlNode *item, const char *name, struct qz_buf *out)
{
	const xmlNode *node = item ? qz_xml_child(item, name) : NULL;
	qz_buf_clear(out);
	if (node)
		qz_xml_text(node, out);
	qz_buf_add(out, "", 0);
}

/* One line: what the finding says, what it is about, and empty cells for the decision. */
static void put_line(const char *file, const xmlNode *item, const struct qz_finding *finding, const struct qz_messages *messages, const char *found,
		     struct qz_buf *out)
{
	const char *id = item ? qz_xml_attr(item, "id") : NULL, *joined = item ? qz_xml_attr(item->parent, "file") : NULL;
	bool suggested = is_suggested(finding);
	struct qz_buf text;
	qz_buf_init(&text);
	put_cell(out, joined ? joined : file, false);
	put_cell(out, id ? id : "", false);
	put_child(item, "serial", &text);
	put_cell(out, text.data ? text.data : "", false);
	put_child(item, "name", &text);
	put_cell(out, text.data ? text.data : "", false);
	qz_buf_clear(&text);
	qz_messages_format(messages, finding, QZ_TEXT_MESSAGE, &text);
	put_cell(out, text.data ? text.data : "", false);
	put_cell(out, suggested ? qz_field_name(QZ_FIELD_POWER_TYPE) : qz_rule_id(finding->rule), false);
	put_cell(out, suggested ? "" : found, false);
	put_cell(out, suggested ? qz_finding_get(finding, "suggested") : "", false);
	for (int column = QZ_DECIDE_VALUE; column < QZ_DECIDE_COLUMNS; column++)
		put_cell(out, "", column == QZ_DECIDE_COLUMNS - 1);
	out->failed |= text.failed;
	qz_buf_done(&text);
}

void qz_decisions_write(const char *file, const xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages, struct qz_buf *out)
{
	struct qz_decide_facts facts;
	struct qz_buf found;
	qz_buf_init(&found);
	out->failed |= qz_decide_facts_init(&facts, doc) != 0;
	for (size_t i = 0; i < diag->count && !out->failed; i++) {
		const struct qz_finding *finding = &diag->findings[i];
		if (!qz_decide_can_waive(finding->rule) || finding->severity == QZ_INFO)
			continue;
		qz_buf_clear(&found);
		qz_decide_facts_put(&facts, finding, &found);
		const xmlNode *item = finding->id ? xmlHashLookup(facts.items, QZ_X(finding->id)) : NULL;
		put_line(file, item, finding, messages, found.data ? found.data : "", out);
	}
	out->failed |= found.failed;
	qz_decide_facts_done(&facts);
	qz_buf_done(&found);
}
