/*
 * Duties that break the pattern of the list: items of one power type mostly
 * have as many points, begun by the same words (立案责任：…, 送达责任：…).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/xml.h"
#include "check/rules_internal.h"

#define LEAST_ITEMS 5
#define LEAD_BYTES 36 /* twelve characters */

/* How many items share a key, how many of them have its commonest refinement, and one that has it. */
struct duties_group {
	size_t items, most, model;
};

/* Duties of one item. */
struct duties {
	xmlNode *node;
	size_t points;
	char *leads;                       /* the first words of the points, a line each */
	struct duties_group *type, *count; /* items of its type; and of them those with as many points */
};

static struct duties_group *count_group(struct qz_rules_run *run, const char *key)
{
	struct duties_group *group = xmlHashLookup(run->duties_groups, QZ_X(key));
	if (!group) {
		group = calloc(1, sizeof *group);
		if (!group || xmlHashAddEntry(run->duties_groups, QZ_X(key), group) != 0) {
			free(group);
			run->diag->failed = true;
			return NULL;
		}
	}
	group->items++;
	return group;
}

/* The first words of a point, up to its colon. */
static void add_lead(const char *text, struct qz_buf *out)
{
	const char *wide = strstr(text, "："), *narrow = strchr(text, ':');
	const char *end = wide && (!narrow || wide < narrow) ? wide : narrow;
	if (end && end - text <= LEAD_BYTES)
		qz_buf_add(out, text, (size_t)(end - text));
	qz_buf_putc(out, '\n');
}

static size_t read_points(struct qz_rules_run *run, const xmlNode *field, struct qz_buf *leads)
{
	size_t points = 0;
	for (xmlNode *list = qz_xml_child(field, "ol"); list; list = qz_xml_next(list, "ol"))
		for (xmlNode *item = qz_xml_child(list, "li"); item; item = qz_xml_next(item, "li")) {
			points++;
			add_lead(qz_rules_text(run, item), leads);
		}
	return points;
}

/* Counts the refinement of a key; the commonest is remembered by the item that is being added. */
static void refine(struct qz_rules_run *run, struct duties_group *group, const struct duties_group *refined)
{
	if (!group || !refined || refined->items <= group->most)
		return;
	group->most = refined->items;
	group->model = run->nduties;
}

static void keep_take(struct qz_rules_run *run, struct duties duties, struct qz_buf *key)
{
	duties.type = key->failed ? NULL : count_group(run, key->data);
	qz_buf_printf(key, "\n%zu", duties.points);
	duties.count = key->failed ? NULL : count_group(run, key->data);
	qz_buf_printf(key, "\n%s", duties.leads);
	const struct duties_group *same = key->failed ? NULL : count_group(run, key->data);
	if (!duties.type || !duties.count || !same || !qz_array_grow(&run->duties, run->nduties, &run->duties_cap, sizeof duties)) {
		run->diag->failed = true;
		free(duties.leads);
		return;
	}
	refine(run, duties.type, duties.count);
	refine(run, duties.count, same);
	run->duties[run->nduties++] = duties;
}

/* Remembers the duties of an item whose type is stated or suggested, and that has one field of them. */
void qz_rule_duties(struct qz_rules_run *run, xmlNode *node)
{
	const xmlNode *type = run->item ? qz_xml_child(run->item, "powerType") : NULL;
	bool several = qz_xml_is(node->prev, "duties") || qz_xml_is(node->next, "duties");
	const char *suggested = type ? qz_xml_attr(type, "suggested") : NULL;
	if (!type || (!type->children && !suggested) || several)
		return;
	struct qz_buf leads, key;
	qz_buf_init(&leads);
	qz_buf_init(&key);
	struct duties duties = {.node = node, .points = read_points(run, node, &leads), .leads = qz_buf_take(&leads)};
	qz_buf_puts(&key, type->children ? qz_rules_text(run, type) : suggested);
	if (duties.points && duties.leads)
		keep_take(run, duties, &key);
	else
		free(duties.leads);
	run->diag->failed |= !duties.leads;
	qz_buf_done(&key);
}

static bool is_pattern(const struct duties_group *group)
{
	return group->items >= LEAST_ITEMS && group->most < group->items && group->most * 10 >= group->items * 8;
}

/* The first line of a and b that differs, copied. */
static void copy_difference(const char *a, const char *b, char found[LEAD_BYTES + 1], char expected[LEAD_BYTES + 1])
{
	for (;;) {
		size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
		if (n != m || memcmp(a, b, n) != 0 || !a[n] || !b[m]) {
			snprintf(found, LEAD_BYTES + 1, "%.*s", (int)n, a);
			snprintf(expected, LEAD_BYTES + 1, "%.*s", (int)m, b);
			return;
		}
		a += n + 1;
		b += m + 1;
	}
}

static void compare_duties(struct qz_rules_run *run, const struct duties *duties)
{
	const struct duties *model = &run->duties[duties->type->model];
	char found[LEAD_BYTES + 1], expected[LEAD_BYTES + 1];
	qz_rules_enter_item(run, duties->node->parent);
	if (is_pattern(duties->type) && duties->points != model->points) {
		snprintf(found, sizeof found, "%zu", duties->points);
		snprintf(expected, sizeof expected, "%zu", model->points);
		QZ_RULES_SAY(run, QZ_RULE_DUTIES_COUNT, duties->node, "found", found, "expected", expected, NULL);
		return;
	}
	model = &run->duties[duties->count->model];
	if (!is_pattern(duties->count) || strcmp(duties->leads, model->leads) == 0)
		return;
	copy_difference(duties->leads, model->leads, found, expected);
	if (*found && *expected)
		QZ_RULES_SAY(run, QZ_RULE_DUTIES_WORDING, duties->node, "found", found, "expected", expected, NULL);
}

void qz_rule_duties_pattern(struct qz_rules_run *run)
{
	for (size_t i = 0; i < run->nduties; i++)
		compare_duties(run, &run->duties[i]);
	run->item = NULL;
	for (size_t i = 0; i < run->nduties; i++)
		free(run->duties[i].leads);
	free(run->duties);
}
