/*
 * Publication profiles, for profile.h. Labels are compared as those of headers
 * are: without blanks and bracketed instructions. What a page derives from a
 * column (chart, index of laws) goes where the column goes.
 */
#include "emit/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/shortage.h"
#include "base/xml.h"
#include "emit/lines.h"
#include "emit/published.h"
#include "model/vocabulary.h"

#define DOCS 2 /* the program's own, and an office's */

struct qz_profiles {
	xmlDoc *docs[DOCS];
	size_t ndocs;
	const xmlNode *chosen;
};

struct qz_profiles *qz_profiles_new(void)
{
	return calloc(1, sizeof(struct qz_profiles));
}

void qz_profiles_free(struct qz_profiles *profiles)
{
	if (!profiles)
		return;
	for (size_t i = 0; i < profiles->ndocs; i++)
		xmlFreeDoc(profiles->docs[i]);
	free(profiles);
}

int qz_profiles_add(struct qz_profiles *profiles, const xmlDoc *doc)
{
	unsigned long shortages = qz_shortages();
	xmlDoc *copy = profiles->ndocs < DOCS ? xmlCopyDoc((xmlDoc *)(uintptr_t)doc, 1) : NULL;
	if (copy)
		profiles->docs[profiles->ndocs++] = copy;
	return copy && qz_shortages() == shortages ? 0 : -1; /* a copy may have come out without attributes */
}

static bool is_named(const xmlNode *profile, const char *name)
{
	const char *own = qz_xml_attr(profile, "name"); /* NULL when memory ran out */
	return own && strcmp(own, name) == 0;
}

bool qz_profiles_choose(struct qz_profiles *profiles, const char *name)
{
	profiles->chosen = NULL;
	for (size_t i = profiles->ndocs; i-- > 0 && !profiles->chosen;) {
		const xmlNode *at = qz_xml_child(xmlDocGetRootElement(profiles->docs[i]), "profile");
		while (at && name && !is_named(at, name))
			at = qz_xml_next(at, "profile");
		profiles->chosen = at;
	}
	return profiles->chosen;
}

void qz_profiles_name(const struct qz_profiles *profiles, struct qz_buf *out)
{
	for (size_t i = profiles->ndocs; i-- > 0;)
		for (const xmlNode *at = qz_xml_child(xmlDocGetRootElement(profiles->docs[i]), "profile"); at; at = qz_xml_next(at, "profile")) {
			qz_buf_puts(out, out->len ? "、" : "");
			qz_buf_puts(out, qz_xml_attr(at, "name"));
		}
}

/* ---- one column ---- */

static const char *text_of(const xmlNode *node)
{
	return node->children && node->children->content ? QZ_C(node->children->content) : "";
}

/* Whether a name of the schema stands in the node, blanks around it or not. */
static bool is_word(const xmlNode *node, const char *word)
{
	const char *text = text_of(node), *start = text + strspn(text, " \t\r\n");
	size_t len = strlen(word);
	return strncmp(start, word, len) == 0 && start[len + strspn(start + len, " \t\r\n")] == '\0';
}

/* The label as it is compared, or NULL where the column has none. */
static char *compared(const char *label, bool *failed)
{
	char *result = label ? qz_label_normalise(label, strlen(label)) : NULL;
	*failed |= label && !result;
	return result;
}

static bool is_label(const xmlNode *node, const char *compared)
{
	const char *name = text_of(node);
	return compared && *compared && qz_label_is(name, strlen(name), compared);
}

/* Whether `list` (leave-out or only) names the column: by its field, its label, or the label above it. */
static bool names_column(const xmlNode *list, const xmlNode *column, bool *failed)
{
	const char *field = qz_xml_attr(column, "field");
	char *label = compared(qz_xml_attr(column, "label"), failed), *group = compared(qz_xml_attr(column, "group"), failed);
	bool named = false;
	for (const xmlNode *at = qz_xml_child(list, NULL); at && !named; at = qz_xml_next(at, NULL)) {
		named = qz_xml_is(at, "field") && field && is_word(at, field);
		named |= qz_xml_is(at, "label") && (is_label(at, label) || is_label(at, group));
	}
	free(label);
	free(group);
	return named;
}

static bool names_field(const xmlNode *list, const char *field)
{
	for (const xmlNode *at = qz_xml_child(list, "field"); at; at = qz_xml_next(at, "field"))
		if (is_word(at, field))
			return true;
	return false;
}

static bool is_left_out(const xmlNode *profile, const xmlNode *column, bool *failed)
{
	const xmlNode *only = qz_xml_child(profile, "only"), *leave_out = qz_xml_child(profile, "leave-out");
	return (only && !names_column(only, column, failed)) || (leave_out && names_column(leave_out, column, failed));
}

/* ---- the list ---- */

/* Appends `line` (ended by a line end) unless it stands there; both begin and end with line ends. */
static bool add_once(struct qz_buf *lines, const struct qz_buf *line)
{
	if (!lines->len)
		qz_buf_putc(lines, '\n');
	if (!lines->data || !line->data || strstr(lines->data, line->data))
		return false;
	qz_buf_puts(lines, line->data + 1);
	return true;
}

/* Parts that the page derives from the columns of a field. */
static const struct {
	const char *field, *part;
} derived[] = {{"powerType", " types "}, {"basis", " laws "}, {"serial", " serials "}};

#define NDERIVED (sizeof derived / sizeof *derived)

/* What has no column of its own (a type that a section row states) goes by the field's name alone. */
static void leave_out_derived(struct qz_left_out *left_out, const xmlNode *profile)
{
	const xmlNode *only = qz_xml_child(profile, "only"), *leave_out = qz_xml_child(profile, "leave-out");
	for (size_t i = 0; i < NDERIVED; i++)
		if ((leave_out && names_field(leave_out, derived[i].field)) || (only && !qz_xml_child(only, "label") && !names_field(only, derived[i].field)))
			qz_buf_puts(&left_out->parts, derived[i].part);
}

/* Leaves the column out, and names it once among `labels`. */
static void leave_out_column(struct qz_left_out *left_out, struct qz_buf *labels, const xmlNode *column)
{
	const char *field = qz_xml_attr(column, "field"), *label = qz_xml_attr(column, "label");
	struct qz_buf line;
	qz_buf_init(&line);
	qz_buf_printf(&line, "\n%s\t", field ? field : "");
	qz_lines_settle(label ? label : "", &line);
	qz_buf_putc(&line, '\n');
	if (add_once(&left_out->columns, &line)) {
		qz_buf_puts(labels, labels->len ? "、" : "");
		qz_lines_settle(label && *label ? label : field ? field : "", labels);
	}
	for (size_t i = 0; field && i < NDERIVED; i++)
		if (strcmp(field, derived[i].field) == 0)
			qz_buf_puts(&left_out->parts, derived[i].part);
	left_out->columns.failed |= line.failed;
	qz_buf_done(&line);
}

/* The columns of one table; false when none is kept. */
static bool apply_to_table(const xmlNode *profile, const xmlNode *table, struct qz_left_out *left_out, bool *failed)
{
	bool kept = false;
	const xmlNode *columns = qz_xml_child(table, "columns");
	for (xmlNode *column = qz_xml_child(columns, "column"); column; column = qz_xml_next(column, "column")) {
		if (is_left_out(profile, column, failed))
			leave_out_column(left_out, &left_out->labels, column);
		else
			kept = true;
	}
	return kept;
}

static bool leaves_out(const struct qz_left_out *left_out, const char *part)
{
	return left_out->parts.data && strstr(left_out->parts.data, part);
}

/* Whether each table keeps a filled column, or the one of its names. */
static bool keep_filled(const xmlNode *profile, const xmlNode *list, const struct qz_map *filled, bool *failed)
{
	bool all = true;
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		bool kept = false;
		for (xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), "column"); column && !kept; column = qz_xml_next(column, "column"))
			kept = !is_left_out(profile, column, failed) && qz_filled_has(filled, column, failed);
		all &= kept;
	}
	return all;
}

/* Columns that no item fills. */
static void leave_out_empty(const xmlNode *profile, const xmlNode *list, struct qz_left_out *left_out, bool *failed)
{
	struct qz_map filled;
	qz_map_init(&filled);
	*failed |= qz_filled_find(list, !leaves_out(left_out, " suggestions "), &filled) != 0;
	const bool apply = !*failed && keep_filled(profile, list, &filled, failed);
	for (const xmlNode *table = qz_xml_child(list, "table"); apply && table; table = qz_xml_next(table, "table"))
		for (xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), "column"); column; column = qz_xml_next(column, "column"))
			if (!is_left_out(profile, column, failed) && !qz_filled_has(&filled, column, failed))
				leave_out_column(left_out, &left_out->empty, column);
	qz_map_done(&filled, NULL);
}

/* Notes how a label reads without instructions, where it has some. */
static void note_plain(const struct qz_profiles *profiles, const char *label, struct qz_left_out *left_out)
{
	struct qz_buf plain, line;
	bool changed = false;
	qz_buf_init(&plain);
	qz_buf_init(&line);
	for (size_t i = 0; label && i < profiles->ndocs && !changed; i++) {
		qz_buf_clear(&plain);
		changed = qz_label_plain(label, qz_xml_child(xmlDocGetRootElement(profiles->docs[i]), "instructions"), &plain);
	}
	if (changed && !plain.failed) {
		qz_buf_putc(&line, '\n');
		qz_lines_settle(label, &line);
		qz_buf_putc(&line, '\t');
		qz_lines_settle(plain.data, &line);
		qz_buf_putc(&line, '\n');
		add_once(&left_out->plain, &line);
	}
	left_out->plain.failed |= plain.failed || line.failed;
	qz_buf_done(&plain);
	qz_buf_done(&line);
}

static void leave_out_instructions(const struct qz_profiles *profiles, const xmlNode *list, struct qz_left_out *left_out)
{
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), "column"); column; column = qz_xml_next(column, "column")) {
			note_plain(profiles, qz_xml_attr(column, "label"), left_out);
			note_plain(profiles, qz_xml_attr(column, "group"), left_out);
		}
	}
}

/* Hidden text is on no page, with whatever profile. */
static size_t count_omitted(const xmlNode *table)
{
	size_t count = 0;
	for (xmlNode *at = qz_xml_child(table, "omitted"); at; at = qz_xml_next(at, "omitted"))
		count += strcmp(qz_xml_attr(at, "reason"), "hidden") != 0;
	return count;
}

int qz_profiles_apply(const struct qz_profiles *profiles, const xmlDoc *doc, struct qz_left_out *left_out)
{
	const xmlNode *profile = profiles->chosen, *list = xmlDocGetRootElement(doc);
	bool failed = false, kept = true;
	*left_out = (struct qz_left_out){.profile = qz_xml_attr(profile, "name")};
	const xmlNode *leave_out = qz_xml_child(profile, "leave-out");
	for (xmlNode *part = leave_out ? qz_xml_child(leave_out, "part") : NULL; part; part = qz_xml_next(part, "part")) {
		qz_buf_putc(&left_out->parts, ' ');
		qz_lines_settle(text_of(part), &left_out->parts);
		qz_buf_putc(&left_out->parts, ' ');
	}
	leave_out_derived(left_out, profile);
	const bool omitted = leaves_out(left_out, " omitted ");
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		kept &= apply_to_table(profile, table, left_out, &failed);
		left_out->omitted += omitted ? count_omitted(table) : 0;
	}
	if (leaves_out(left_out, " empty "))
		leave_out_empty(profile, list, left_out, &failed);
	if (leaves_out(left_out, " instructions "))
		leave_out_instructions(profiles, list, left_out);
	failed |= left_out->labels.failed || left_out->empty.failed || left_out->columns.failed || left_out->parts.failed || left_out->plain.failed;
	return failed ? -1 : !kept;
}

void qz_left_out_done(struct qz_left_out *left_out)
{
	qz_buf_done(&left_out->labels);
	qz_buf_done(&left_out->empty);
	qz_buf_done(&left_out->plain);
	qz_buf_done(&left_out->columns);
	qz_buf_done(&left_out->parts);
}
