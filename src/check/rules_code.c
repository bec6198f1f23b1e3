/*
 * Rules on codes: the forms that the policy names, the check character of the
 * unified social credit code in them, and the power type that they state.
 * Without such a policy codes are opaque and nothing is said.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/policy.h"
#include "check/rules_internal.h"

#define CREDIT_CODE 18

/* The check character of 17 characters by GB 32100—2015 (weights 3^i mod 31); 0 when one of them is not of its set. */
char qz_credit_code_check(const char *code)
{
	static const char set[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	unsigned sum = 0, weight = 1;
	for (size_t i = 0; i < CREDIT_CODE - 1; i++) {
		const char *at = code[i] ? strchr(set, code[i]) : NULL;
		if (!at)
			return 0;
		sum += (unsigned)(at - set) * weight;
		weight = weight * 3 % 31;
	}
	return set[(31 - sum % 31) % 31];
}

/* The profile in use that a whole code has; NULL for none. */
static const struct qz_code_profile *find_profile(const struct qz_policy *policy, const char *code)
{
	for (size_t i = 0; i < policy->nprofiles; i++)
		if (policy->profiles[i].used && xmlRegexpExec(policy->profiles[i].pattern, QZ_X(code)) == 1)
			return &policy->profiles[i];
	return NULL;
}

/* The labels of the profiles in use, in the scratch buffer. */
static const char *list_profiles(struct qz_rules_run *run)
{
	const struct qz_policy *policy = run->options->policy;
	qz_buf_clear(&run->other);
	for (size_t i = 0; i < policy->nprofiles; i++) {
		if (!policy->profiles[i].used)
			continue;
		if (run->other.len)
			qz_buf_puts(&run->other, "、");
		qz_buf_puts(&run->other, policy->profiles[i].label);
	}
	return run->other.failed || !run->other.data ? "" : run->other.data;
}

static void check_credit_code(struct qz_rules_run *run, xmlNode *node, const char *code, unsigned place)
{
	size_t at = place - 1;
	if (strlen(code) < at + CREDIT_CODE)
		return;
	char expected[2] = {qz_credit_code_check(code + at), '\0'}, found[2] = {code[at + CREDIT_CODE - 1], '\0'};
	char credit[CREDIT_CODE + 1];
	memcpy(credit, code + at, CREDIT_CODE);
	credit[CREDIT_CODE] = '\0';
	if (*expected && *expected != *found)
		QZ_RULES_SAY(run, QZ_RULE_CODE_CHECK_CHARACTER, node, "value", code, "credit", credit, "expected", expected, "found", found, NULL);
}

/* The type that the code states, against the item's. */
static void check_type(struct qz_rules_run *run, xmlNode *node, const char *code, unsigned place)
{
	const xmlNode *stated = qz_xml_child(node->parent, "powerType");
	const char *type = stated ? qz_xml_attr(stated, "type") : NULL;
	size_t at = place - 1;
	if (!type || strlen(type) != 2 || strlen(code) < at + 2 || memcmp(code + at, type, 2) == 0)
		return;
	char in_code[3] = {code[at], code[at + 1], '\0'};
	QZ_RULES_SAY(run, QZ_RULE_CODE_AGAINST_TYPE, node, "value", code, "found", in_code, "expected", type, NULL);
}

static void check_one(struct qz_rules_run *run, xmlNode *node, const char *code)
{
	const struct qz_code_profile *profile = find_profile(run->options->policy, code);
	if (!profile) {
		QZ_RULES_SAY(run, QZ_RULE_CODE_MALFORMED, node, "value", code, "expected", list_profiles(run), NULL);
		return;
	}
	if (profile->credit_code)
		check_credit_code(run, node, code, profile->credit_code);
	if (profile->type)
		check_type(run, node, code, profile->type);
}

/* True when a text is several codes between blanks, each of a form in use. */
static bool are_several(const struct qz_policy *policy, char *text)
{
	bool all = strchr(text, ' ') != NULL;
	for (char *at = text; all && *at;) {
		char *end = at + strcspn(at, " "), kept = *end;
		*end = '\0';
		all = find_profile(policy, at) != NULL;
		*end = kept;
		at = end + (kept != '\0');
	}
	return all;
}

/* A cell may hold several codes; a line break in it is a blank here. */
void qz_rule_code(struct qz_rules_run *run, xmlNode *node)
{
	const struct qz_policy *policy = run->options->policy;
	if (!policy->codes || !run->item || !*qz_rules_text(run, node))
		return;
	char *codes = strdup(run->text.data), *state = NULL;
	if (!codes) {
		run->diag->failed = true;
		return;
	}
	const char *separator = are_several(policy, codes) ? " " : "";
	for (char *code = strtok_r(codes, separator, &state); code; code = strtok_r(NULL, separator, &state))
		check_one(run, node, code);
	free(codes);
}
