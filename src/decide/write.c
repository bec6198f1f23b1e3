/*
 * The prefilled table of decisions, for decisions.h: tab separated, cells
 * quoted where they must be, and guarded against spreadsheets that take a text
 * for a formula, a date or a rounded number. Findings that say the same of
 * several items share a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/xml.h"
#include "decide/decide_internal.h"

/* The columns as they are written; the last one is not for people. */
static const char *const labels[][2] = {
	{"文件", "file"}, {"事项", "item"}, {"名称", "name"}, {"栏目", "column"}, {"问题", "finding"}, {"原值", "value found"}, {"建议", "suggested"},
	{"可填", "may be"}, {"决定", "decision"}, {"改为", "new value"}, {"理由", "reason"}, {"经办人", "who"}, {"日期", "date"}, {"识别码（请勿改动）", "key (do not change)"},
};
#define TO_FILL_IN 6 /* of them, before the last */

void qz_decisions_write_cell(struct qz_buf *out, const char *text, bool last)
{
	bool quoted = strpbrk(text, "\t\r\n\",") != NULL; /* a comma, too: the tabs may become commas */
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
	const size_t count = sizeof labels / sizeof *labels;
	for (size_t column = 0; column < count; column++)
		qz_decisions_write_cell(out, labels[column][chinese ? 0 : 1], column == count - 1);
}

/* ---- lines ---- */

/* Findings that say the same: the first of them, and the items with what each was made on. */
struct line {
	const struct qz_finding *finding;
	const char *file; /* of a list joined of several; "" */
	const xmlNode **items;
	const struct qz_finding **findings; /* of each item */
	char (*hashes)[QZ_DECIDE_HASH];
	size_t count, items_cap, findings_cap, hashes_cap;
};

struct writer {
	const char *file;
	struct qz_decide_facts facts;
	const struct qz_messages *messages;
	struct line *lines;
	size_t count, cap;
	struct qz_map numbers; /* what is the same → number of its line + 1 */
	struct qz_buf key, text;
	bool failed;
};

const char *qz_decide_suggested_type(const struct qz_finding *finding)
{
	const char *suggested = qz_finding_get(finding, "suggested");
	return finding->rule == QZ_RULE_POWER_TYPE_MISSING && suggested && *suggested ? suggested : NULL;
}

/* The field of one line that the finding stands in; NULL for others. */
static const xmlNode *plain_field(const xmlNode *item, const struct qz_finding *finding)
{
	enum qz_field field = finding->field ? qz_field_find(finding->field) : QZ_FIELDS;
	bool plain = field != QZ_FIELDS && field != QZ_FIELD_EXTRA && qz_field_is_plain(field);
	return plain && item ? qz_xml_child(item, finding->field) : NULL;
}

/* What of an element stands there, in place of what `out` holds. */
static const char *text_of(const xmlNode *node, struct qz_buf *out)
{
	qz_buf_clear(out);
	if (node)
		qz_decide_content(node, out);
	qz_buf_add(out, "", 0);
	return out->failed ? "" : out->data;
}

/* Findings with the same key share a line: all they say, and of a field of one line what stands there. */
static void make_key(struct writer *writer, const struct qz_finding *finding, const xmlNode *item)
{
	const char *file = item ? qz_xml_attr(item->parent, "file") : NULL;
	const xmlNode *plain = plain_field(item, finding);
	qz_buf_clear(&writer->key);
	qz_buf_printf(&writer->key, "%d\n%s\n%s\n", (int)finding->rule, finding->field ? finding->field : "", file ? file : "");
	for (size_t i = 0; i < finding->ndata; i++)
		qz_buf_printf(&writer->key, "%s\n", finding->data[i].value);
	if (plain)
		qz_buf_puts(&writer->key, text_of(plain, &writer->text));
}

/* The line that has room for one more item; a new one where none has. NULL when memory ran out. */
static struct line *find_line(struct writer *writer, const struct qz_finding *finding, const xmlNode *item)
{
	make_key(writer, finding, item);
	if (writer->key.failed)
		return NULL;
	size_t number = (size_t)qz_map_get(&writer->numbers, writer->key.data, writer->key.len);
	if (number && writer->lines[number - 1].count < QZ_DECIDE_TOGETHER)
		return &writer->lines[number - 1];
	if (!qz_array_grow(&writer->lines, writer->count, &writer->cap, sizeof *writer->lines))
		return NULL;
	const char *file = item ? qz_xml_attr(item->parent, "file") : NULL;
	writer->lines[writer->count++] = (struct line){.finding = finding, .file = file ? file : ""};
	if (qz_map_put(&writer->numbers, writer->key.data, writer->key.len, (void *)writer->count) != 0)
		return NULL;
	return &writer->lines[writer->count - 1];
}

static bool hash_of(struct writer *writer, const struct qz_finding *finding, const xmlNode *item, char hash[QZ_DECIDE_HASH])
{
	const char *suggested = qz_decide_suggested_type(finding);
	if (!suggested)
		return qz_decide_facts_hash(&writer->facts, finding, hash);
	qz_decide_hash(text_of(item ? qz_xml_child(item, "powerType") : NULL, &writer->text), suggested, hash);
	return !writer->text.failed;
}

static bool add_finding(struct writer *writer, const struct qz_finding *finding)
{
	const xmlNode *item = finding->id ? xmlHashLookup(writer->facts.items, QZ_X(finding->id)) : NULL;
	struct line *line = find_line(writer, finding, item);
	char hash[QZ_DECIDE_HASH];
	if (!line || !hash_of(writer, finding, item, hash))
		return false;
	if (line->count && line->items[line->count - 1] == item)
		return true; /* the same of the same item, twice */
	if (!qz_array_grow(&line->items, line->count, &line->items_cap, sizeof *line->items) ||
	    !qz_array_grow(&line->findings, line->count, &line->findings_cap, sizeof *line->findings) ||
	    !qz_array_grow(&line->hashes, line->count, &line->hashes_cap, sizeof *line->hashes))
		return false;
	line->items[line->count] = item;
	line->findings[line->count] = finding;
	memcpy(line->hashes[line->count++], hash, sizeof hash);
	return true;
}

/* ---- cells ---- */

/* 第1–3、5项; without numbers: 共3项. */
static void put_items(const struct line *line, struct qz_buf *out)
{
	size_t start = out->len;
	if (!line->items[0])
		return;
	qz_decide_name_items(line->items, line->count, out);
	if (out->len == start && line->count > 1)
		qz_buf_printf(out, "共%zu项", line->count);
}

/* The names of the first three. */
static void put_names(struct writer *writer, const struct line *line, struct qz_buf *out)
{
	for (size_t i = 0; i < line->count && i < 3 && line->items[i]; i++) {
		if (i > 0)
			qz_buf_puts(out, "；");
		qz_buf_puts(out, text_of(qz_xml_child(line->items[i], "name"), &writer->text));
	}
	if (line->count > 3)
		qz_buf_puts(out, "……");
}

/* “59,62” → 第五十九条、第六十二条 */
static void put_articles(const char *list, struct qz_buf *out)
{
	if (!qz_decide_put_articles(list, false, out))
		qz_buf_printf(out, "第%s条", list);
}

/* The words around what is meant, of the first item. */
static void put_excerpt(const struct qz_excerpt *excerpt, struct qz_buf *out)
{
	if (!excerpt->text || excerpt->len == 0)
		return;
	qz_buf_puts(out, excerpt->cut_before ? "……" : "");
	qz_buf_puts(out, excerpt->text);
	qz_buf_puts(out, excerpt->cut_after ? "……" : "");
}

/* What stands there: the article of a citation, a field of one line, the words of a longer one. */
static void put_found(struct writer *writer, const struct line *line, struct qz_buf *out)
{
	const struct qz_finding *finding = line->finding;
	const char *law = qz_finding_get(finding, "law"), *article = qz_finding_get(finding, "article");
	const xmlNode *plain = plain_field(line->items[0], finding);
	if (plain) {
		qz_buf_puts(out, text_of(plain, &writer->text));
	} else if (law && article) {
		qz_buf_printf(out, "《%s》", law);
		put_articles(article, out);
	} else {
		put_excerpt(&finding->excerpt, out);
	}
}

/* What a key begins with. */
static void put_target(const struct line *line, struct qz_buf *out)
{
	const struct qz_finding *finding = line->finding;
	qz_buf_puts(out, qz_decide_suggested_type(finding) ? qz_field_name(QZ_FIELD_POWER_TYPE) : qz_rule_id(finding->rule));
	if (!qz_decide_suggested_type(finding) && finding->field)
		qz_buf_printf(out, ":%s", finding->field);
}

/* What the line is about, and which items: TARGET #HASH ID~HASH …, the hash that of the cell 事项. */
static void begin_key(const char *target, const char *items, struct qz_buf *out)
{
	char hash[QZ_DECIDE_HASH];
	qz_decide_hash(items, NULL, hash);
	qz_buf_printf(out, "%s #%s", target, hash);
}

static void put_key_item(const xmlNode *item, const char *hash, struct qz_buf *out)
{
	qz_buf_printf(out, " %s~%s", item ? qz_xml_attr(item, "id") : "-", hash);
}


/* Can the field be given another value, or the citation another article, in the table? */
static bool may_change(const struct line *line)
{
	const struct qz_finding *finding = line->finding;
	if (finding->rule == QZ_RULE_CITATION_SUPERSEDED) {
		const char *article = qz_finding_get(finding, "article"), *day = qz_finding_get(finding, "version");
		return article && day && *day && qz_decide_count_articles(article) > 0;
	}
	const xmlNode *plain = plain_field(line->items[0], finding);
	return plain && !qz_xml_next(plain, finding->field);
}

/* What may be written into the cells behind: 采用、改为、豁免. */
static void put_allowed(const struct writer *writer, const struct line *line, struct qz_buf *out)
{
	const struct qz_finding *finding = line->finding;
	const enum qz_field field = finding->field ? qz_field_find(finding->field) : QZ_FIELDS;
	static const char *const keys[] = {"allowed.accept", "allowed.change", "allowed.waive"};
	const bool allowed[] = {qz_decide_suggested_type(finding) || qz_decide_can_recite(finding), may_change(line), !qz_decide_must_be(finding->rule, field)};
	size_t count = 0;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!allowed[i])
			continue;
		qz_buf_puts(out, count++ ? qz_messages_text(writer->messages, "list.separator") : "");
		qz_buf_puts(out, qz_messages_text(writer->messages, keys[i]));
	}
	if (!allowed[0] && !allowed[1]) /* what is wrong can only be mended where it stands */
		qz_buf_puts(out, qz_messages_text(writer->messages, count ? "allowed.or-source" : "allowed.source"));
}

void qz_decide_put_suggested(const struct qz_finding *finding, const struct qz_messages *messages, struct qz_buf *out)
{
	const char *suggested = qz_decide_suggested_type(finding);
	size_t start = out->len;
	if (suggested)
		qz_buf_puts(out, suggested);
	else if (qz_decide_can_recite(finding))
		qz_decide_put_recited(finding, out);
	if (out->len > start && !suggested && qz_decide_is_reworded(finding))
		qz_buf_printf(out, "%s%s", qz_messages_text(messages, "list.clause"), qz_messages_text(messages, "reason.reworded"));
}

/* What a person may write in place of what stands there. */
static const char *change_of(const struct line *line)
{
	const struct qz_finding *finding = line->finding;
	if (qz_decide_suggested_type(finding))
		return "type";
	if (!may_change(line))
		return "";
	if (finding->rule == QZ_RULE_CITATION_SUPERSEDED)
		return "article";
	return qz_field_find(finding->field) == QZ_FIELD_POWER_TYPE ? "type" : "text";
}

/* The cells of a line, in the order in which they are written. */
enum { CELL_ITEMS, CELL_NAMES, CELL_FINDING, CELL_FOUND, CELL_SUGGESTED, CELL_ALLOWED, CELL_TARGET, CELL_KEY, CELLS };

static void fill_cells(struct writer *writer, const struct line *line, struct qz_buf cells[CELLS])
{
	put_items(line, &cells[CELL_ITEMS]);
	put_names(writer, line, &cells[CELL_NAMES]);
	qz_messages_format(writer->messages, line->finding, QZ_TEXT_MESSAGE, &cells[CELL_FINDING]);
	put_found(writer, line, &cells[CELL_FOUND]);
	qz_decide_put_suggested(line->finding, writer->messages, &cells[CELL_SUGGESTED]);
	put_allowed(writer, line, &cells[CELL_ALLOWED]);
	put_target(line, &cells[CELL_TARGET]);
	for (size_t i = 0; i < CELL_KEY; i++)
		qz_buf_add(&cells[i], "", 0);
	if (!cells[CELL_ITEMS].failed && !cells[CELL_TARGET].failed)
		begin_key(cells[CELL_TARGET].data, cells[CELL_ITEMS].data, &cells[CELL_KEY]);
	for (size_t i = 0; i < line->count; i++)
		put_key_item(line->items[i], line->hashes[i], &cells[CELL_KEY]);
}

static void show_line(struct writer *writer, const struct line *line, void (*show)(void *, const struct qz_open_line *), void *context)
{
	struct qz_buf cells[CELLS];
	for (size_t i = 0; i < CELLS; i++)
		qz_buf_init(&cells[i]);
	fill_cells(writer, line, cells);
	for (size_t i = 0; i < CELLS; i++)
		writer->failed |= cells[i].failed;
	if (!writer->failed) {
		const struct qz_finding *finding = line->finding;
		const struct qz_open_line open = {
			.file = *line->file ? line->file : writer->file, .items = cells[CELL_ITEMS].data, .names = cells[CELL_NAMES].data,
			.column = finding->field ? qz_messages_field(writer->messages, finding->field) : "", .finding = cells[CELL_FINDING].data,
			.found = cells[CELL_FOUND].data, .suggested = cells[CELL_SUGGESTED].data, .allowed = cells[CELL_ALLOWED].data, .key = cells[CELL_KEY].data,
			.target = cells[CELL_TARGET].data, .change = change_of(line), .accept = cells[CELL_SUGGESTED].len > 0,
			.waive = !qz_decide_must_be(finding->rule, finding->field ? qz_field_find(finding->field) : QZ_FIELDS), .nodes = line->items, .findings = line->findings,
			.hashes = (const char(*)[QZ_DECIDE_HASH])line->hashes, .count = line->count};
		show(context, &open);
	}
	for (size_t i = 0; i < CELLS; i++)
		qz_buf_done(&cells[i]);
}

void qz_decisions_open_one(const struct qz_open_line *line, size_t index, struct qz_buf *item, struct qz_buf *key)
{
	if (line->nodes[index])
		qz_decide_name_items(&line->nodes[index], 1, item);
	qz_buf_add(item, "", 0);
	if (item->failed)
		return;
	begin_key(line->target, item->data, key);
	put_key_item(line->nodes[index], line->hashes[index], key);
}

bool qz_decisions_open(const char *file, const xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages,
		       void (*show)(void *context, const struct qz_open_line *line), void *context)
{
	struct writer writer = {.file = file, .messages = messages};
	qz_buf_init(&writer.key);
	qz_buf_init(&writer.text);
	qz_map_init(&writer.numbers);
	writer.failed = qz_decide_facts_init(&writer.facts, doc) != 0;
	for (size_t i = 0; i < diag->count && !writer.failed; i++)
		if (qz_decide_can_waive(diag->findings[i].rule) && diag->findings[i].severity != QZ_INFO)
			writer.failed = !add_finding(&writer, &diag->findings[i]);
	for (size_t i = 0; i < writer.count; i++) {
		if (!writer.failed)
			show_line(&writer, &writer.lines[i], show, context);
		free(writer.lines[i].items);
		free(writer.lines[i].findings);
		free(writer.lines[i].hashes);
	}
	const bool done = !writer.failed && !writer.key.failed && !writer.text.failed;
	free(writer.lines);
	qz_decide_facts_done(&writer.facts);
	qz_map_done(&writer.numbers, NULL);
	qz_buf_done(&writer.key);
	qz_buf_done(&writer.text);
	return done;
}

static void write_line(void *context, const struct qz_open_line *line)
{
	struct qz_buf *out = context;
	const char *const cells[] = {line->file, line->items, line->names, line->column, line->finding, line->found, line->suggested, line->allowed};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		qz_decisions_write_cell(out, cells[i], false);
	for (int column = 1; column < TO_FILL_IN; column++)
		qz_decisions_write_cell(out, "", false);
	qz_decisions_write_cell(out, line->key, true);
}

void qz_decisions_write(const char *file, const xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages, struct qz_buf *out)
{
	out->failed |= !qz_decisions_open(file, doc, diag, messages, write_line, out);
}
