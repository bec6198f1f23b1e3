/*
 * A hash table of findings by rule, field and data, for groups.h.
 */
#include "report/groups.h"

#include <stdlib.h>
#include <string.h>

#include "report/place.h"

#define SHOWN_PLACES 6
#define SHARED_FROM 4 /* places */

static uint64_t hash_string(uint64_t value, const char *text)
{
	for (; text && *text; text++)
		value = (value ^ (unsigned char)*text) * 1099511628211u;
	return (value ^ 0xFF) * 1099511628211u;
}

/* Data that only give an example of what is found, or the item: other examples are the same thing to say. */
static bool is_example(const struct qz_finding *finding, const char *name)
{
	static const struct {
		enum qz_rule rule;
		const char *name;
	} examples[] = {{QZ_RULE_DECISION_STALE, "id"}, {QZ_RULE_DECISION_STALE, "serial"}, {QZ_RULE_WIDTH_MIXED, "characters"}, {QZ_RULE_NAME_PUNCTUATION, "characters"}, {QZ_RULE_BRACKET_UNBALANCED, "bracket"}};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		if (examples[i].rule == finding->rule && strcmp(examples[i].name, name) == 0)
			return true;
	return false;
}

static uint64_t key_of(const struct qz_finding *finding)
{
	uint64_t value = hash_string(14695981039346656037u, qz_rule_id(finding->rule));
	value = hash_string(value, finding->field);
	for (size_t i = 0; i < finding->ndata; i++) {
		if (is_example(finding, finding->data[i].name))
			continue;
		value = hash_string(value, finding->data[i].name);
		value = hash_string(value, finding->data[i].value);
	}
	return value;
}

bool qz_groups_init(struct qz_groups *groups, size_t findings)
{
	groups->count = 0;
	groups->most = QZ_STYLE;
	groups->nslots = 16;
	while (groups->nslots < findings * 2)
		groups->nslots *= 2;
	groups->groups = calloc(findings + 1, sizeof *groups->groups);
	groups->slots = calloc(groups->nslots, sizeof *groups->slots);
	return groups->groups && groups->slots;
}

void qz_groups_done(struct qz_groups *groups)
{
	for (size_t i = 0; groups->groups && i < groups->count; i++)
		qz_buf_done(&groups->groups[i].places);
	free(groups->groups);
	free(groups->slots);
}

/* The slot of a key, or the free one where it belongs. */
static size_t *find_slot(const struct qz_groups *groups, uint64_t key)
{
	size_t slot = (size_t)key & (groups->nslots - 1);
	while (groups->slots[slot] && groups->groups[groups->slots[slot] - 1].key != key)
		slot = (slot + 1) & (groups->nslots - 1);
	return &groups->slots[slot];
}

void qz_groups_add(struct qz_groups *groups, const struct qz_diag *diag, size_t index)
{
	const struct qz_finding *finding = &diag->findings[index];
	const uint64_t key = key_of(finding);
	size_t *slot = find_slot(groups, key);
	if (!*slot) {
		*slot = groups->count + 1;
		groups->groups[groups->count++] = (struct qz_group){.first = index, .key = key};
	}
	struct qz_group *group = &groups->groups[*slot - 1];
	group->count++;
	if (group->count > 1 && group->count <= SHOWN_PLACES && finding->pos) {
		qz_buf_puts(&group->places, " ");
		qz_place_put(finding->pos, &group->places);
	}
	if (group->count == SHOWN_PLACES + 1)
		qz_buf_puts(&group->places, " …");
}

bool qz_groups_is_said(const struct qz_judged *judged, size_t index)
{
	return judged->shown[index] && judged->diag->findings[index].rule != QZ_RULE_LAW_UNKNOWN;
}

void qz_groups_add_form(struct qz_groups *groups, const struct qz_judged *judged)
{
	for (size_t i = 0; i < judged->diag->count; i++)
		if (qz_groups_is_said(judged, i) && judged->diag->findings[i].severity <= groups->most)
			qz_groups_add(groups, judged->diag, i);
}

const struct qz_group *qz_groups_shared(const struct qz_groups *groups, const struct qz_finding *finding)
{
	const size_t slot = finding->severity <= groups->most ? *find_slot(groups, key_of(finding)) : 0;
	const struct qz_group *group = slot ? &groups->groups[slot - 1] : NULL;
	return group && group->count >= SHARED_FROM ? group : NULL;
}
