/*
 * The table of limits of limits.h.
 */
#include "base/limits.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *id;
	size_t offset, value;
	enum qz_rule rule;
} table[] = {
#define LIMIT(name, id, value, finding) {id, offsetof(struct qz_limits, name), value, QZ_RULE_##finding},
#include "base/limits.def"
#undef LIMIT
};

/* A worker is born with some 40 MB, within which a small input is done: less would bound nothing. */
#define LEAST_MEMORY ((size_t)64 << 20)

#define NLIMITS (sizeof table / sizeof *table)

static size_t *member_at(struct qz_limits *limits, size_t offset)
{
	return (size_t *)(void *)((char *)limits + offset);
}

void qz_limits_init(struct qz_limits *limits)
{
	for (size_t i = 0; i < NLIMITS; i++)
		*member_at(limits, table[i].offset) = table[i].value;
}

bool qz_limits_set(struct qz_limits *limits, const char *id, size_t value)
{
	for (size_t i = 0; i < NLIMITS; i++) {
		if (strcmp(table[i].id, id) != 0)
			continue;
		if (table[i].offset == offsetof(struct qz_limits, job_memory) && value && value < LEAST_MEMORY)
			return false;
		*member_at(limits, table[i].offset) = value;
		return true;
	}
	return false;
}

const char *qz_limits_name(size_t index, size_t *value)
{
	if (index >= NLIMITS)
		return NULL;
	*value = table[index].value;
	return table[index].id;
}

enum qz_rule qz_limits_rule(size_t index)
{
	return index < NLIMITS ? table[index].rule : QZ_RULE_LIMIT_EXCEEDED;
}

void qz_limits_exceeded(const struct qz_limits *limits, const size_t *member, struct qz_diag *diag)
{
	size_t offset = (size_t)((const char *)member - (const char *)limits);
	char value[32];
	snprintf(value, sizeof value, "%zu", *member);
	for (size_t i = 0; i < NLIMITS; i++)
		if (table[i].offset == offset)
			qz_diag_add(diag, QZ_RULE_LIMIT_EXCEEDED, NULL, "limit", table[i].id, "value", value, NULL);
}
