/*
 * Rules that look at one element of an item.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "check/policy.h"
#include "check/rules_internal.h"

static bool ends_with(const char *text, size_t len, const char *end)
{
	size_t n = strlen(end);
	return len >= n && memcmp(text + len - n, end, n) == 0;
}

/*
 * The end of a name that leaves no doubt of the type: 处罚, else the type's whole
 * name. (A 安全检查 may well be a 行政许可, and a 认定 a 行政奖励.)
 */
static const char *firm_end(const struct qz_power_type *type)
{
	return strcmp(type->code, "02") == 0 ? "处罚" : type->name;
}

/* A stated type of 01–09 under a name that ends in another of them: …处罚 under 行政许可. */
static void compare_with_name(struct qz_rules_run *run, xmlNode *node, const struct qz_power_type *stated)
{
	const struct qz_vocabulary *vocabulary = run->options->vocabulary;
	const xmlNode *name = qz_xml_child(node->parent, "name");
	if (!name || !stated->code || stated->code[0] != '0')
		return;
	const char *text = qz_rules_text(run, name);
	size_t len = strlen(text);
	for (size_t i = 0; i < vocabulary->ntypes; i++) {
		const struct qz_power_type *type = &vocabulary->types[i];
		if (type == stated || !type->code || type->code[0] != '0' || !ends_with(text, len, firm_end(type)))
			continue;
		QZ_RULES_SAY(run, QZ_RULE_TYPE_AGAINST_NAME, node, "type", stated->name, "expected", type->name, NULL);
		return;
	}
}

void qz_rule_power_type(struct qz_rules_run *run, xmlNode *node)
{
	const char *text = qz_rules_text(run, node);
	const char *suggested = qz_xml_attr(node, "suggested");
	if (!*text) {
		QZ_RULES_SAY(run, QZ_RULE_POWER_TYPE_MISSING, node, "suggested", suggested ? suggested : "", "confidence",
			     suggested ? qz_xml_attr(node, "confidence") : "", NULL);
		return;
	}
	const struct qz_power_type *type = qz_power_type_find(run->options->vocabulary, text, strlen(text));
	if (!type)
		QZ_RULES_SAY(run, QZ_RULE_POWER_TYPE_UNKNOWN, node, "value", text, NULL);
	else if (type->abolished)
		QZ_RULES_SAY(run, QZ_RULE_POWER_TYPE_ABOLISHED, node, "value", text, NULL);
	else
		compare_with_name(run, node, type);
}

void qz_rule_required(struct qz_rules_run *run, xmlNode *node)
{
	if (run->options->policy->needs[qz_field_find(QZ_C(node->name))] == QZ_NEED_NOT || qz_xml_is(node, "powerType"))
		return; /* of the power type a rule of its own speaks */
	bool again = node->prev && qz_xml_is(node->prev, QZ_C(node->name)); /* another column, or another part, of the field */
	bool more = node->next && qz_xml_is(node->next, QZ_C(node->name));
	if (!again && !more && !*qz_rules_text(run, node))
		QZ_RULES_SAY(run, QZ_RULE_FIELD_EMPTY, node, NULL);
}

static bool has_citation(const xmlNode *basis)
{
	for (xmlNode *block = qz_xml_child(basis, NULL); block; block = qz_xml_next(block, NULL)) {
		if (qz_xml_child(block, "cite"))
			return true;
		for (xmlNode *item = qz_xml_child(block, "li"); item; item = qz_xml_next(item, "li"))
			if (qz_xml_child(item, "cite"))
				return true;
	}
	return false;
}

/* An item's basis may be split among columns by rank: 无 in one of them is no fault where another cites. */
void qz_rule_basis(struct qz_rules_run *run, xmlNode *node)
{
	xmlNode *written = NULL;
	if (node->prev && qz_xml_is(node->prev, "basis"))
		return; /* judged with the first */
	for (xmlNode *basis = node; basis && qz_xml_is(basis, "basis"); basis = basis->next) {
		if (has_citation(basis))
			return;
		if (!written && *qz_rules_text(run, basis))
			written = basis;
	}
	if (written)
		QZ_RULES_SAY(run, QZ_RULE_BASIS_WITHOUT_CITATION, written, NULL);
}
