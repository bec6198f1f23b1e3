/*
 * Reading a policy document, for policy.h.
 */
#include "check/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/xml.h"

struct qz_policy *qz_policy_new(void)
{
	struct qz_policy *policy = calloc(1, sizeof *policy);
	if (policy)
		memset(policy->severities, QZ_SEVERITY_OWN, sizeof policy->severities);
	return policy;
}

static void profile_done(struct qz_code_profile *profile)
{
	free(profile->name);
	free(profile->label);
	xmlRegFreeRegexp(profile->pattern);
}

void qz_policy_free(struct qz_policy *policy)
{
	if (!policy)
		return;
	for (size_t i = 0; i < policy->nprofiles; i++)
		profile_done(&policy->profiles[i]);
	free(policy->profiles);
	free(policy);
}

static bool is_value(const xmlNode *node, const char *attribute, const char *value)
{
	const char *found = qz_xml_attr(node, attribute);
	return found && strcmp(found, value) == 0;
}

static const char *add_need(struct qz_policy *policy, const xmlNode *node)
{
	enum qz_need need = is_value(node, "when", "never") ? QZ_NEED_NOT : is_value(node, "when", "column") ? QZ_NEED_IN_COLUMN : QZ_NEED_ALWAYS;
	policy->needs[qz_field_find(qz_xml_attr(node, "field"))] = need;
	return NULL;
}

static const char *add_rule(struct qz_policy *policy, const xmlNode *node, const char **what)
{
	const char *level = qz_xml_attr(node, "level");
	*what = qz_xml_attr(node, "id");
	enum qz_rule rule = qz_rule_find(*what);
	if (rule == QZ_RULES)
		return "there is no such rule";
	if (strcmp(level, "off") == 0 && !qz_rule_can_be_off(rule))
		return "this rule cannot be off";
	policy->severities[rule] = strcmp(level, "off") == 0 ? QZ_SEVERITY_OFF : QZ_SEVERITY_OWN;
	for (int i = 0; i < QZ_SEVERITIES; i++)
		if (strcmp(level, qz_severity_name((enum qz_severity)i)) == 0)
			policy->severities[rule] = (signed char)i;
	return NULL;
}

static unsigned read_place(const xmlNode *node, const char *attribute)
{
	const char *value = qz_xml_attr(node, attribute);
	return value ? (unsigned)strtoul(value, NULL, 10) : 0;
}

static struct qz_code_profile *find_profile(const struct qz_policy *policy, const char *name, size_t len)
{
	for (size_t i = 0; i < policy->nprofiles; i++)
		if (strlen(policy->profiles[i].name) == len && memcmp(policy->profiles[i].name, name, len) == 0)
			return &policy->profiles[i];
	return NULL;
}

static void ignore_error(void *context, const xmlError *error)
{
	(void)context;
	(void)error;
}

/* The compiler of patterns has no handler of its own and would print. */
static xmlRegexp *compile(const char *pattern)
{
	xmlStructuredErrorFunc before = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)(void (*)(void))ignore_error);
	xmlRegexp *compiled = xmlRegexpCompile(QZ_X(pattern));
	xmlSetStructuredErrorFunc(context, before);
	return compiled;
}

/* A profile of a name that is there already takes its place. */
static const char *add_profile(struct qz_policy *policy, const xmlNode *node, const char **what)
{
	const char *name = qz_xml_attr(node, "name"), *pattern = qz_xml_attr(node, "pattern");
	struct qz_code_profile profile = {.credit_code = read_place(node, "credit-code"), .type = read_place(node, "type")};
	*what = pattern;
	struct qz_code_profile *before = find_profile(policy, name, strlen(name));
	if (!before && !qz_array_grow(&policy->profiles, policy->nprofiles, &policy->cap, sizeof profile))
		return "";
	profile.pattern = compile(pattern);
	if (!profile.pattern)
		return "this is no pattern";
	profile.name = strdup(name);
	profile.label = strdup(qz_xml_attr(node, "label"));
	if (!profile.name || !profile.label) {
		profile_done(&profile);
		return "";
	}
	if (before)
		profile_done(before);
	else
		before = &policy->profiles[policy->nprofiles++];
	*before = profile;
	return NULL;
}

static const char *use_profiles(struct qz_policy *policy, const xmlNode *node, const char **what)
{
	for (size_t i = 0; i < policy->nprofiles; i++)
		policy->profiles[i].used = false;
	for (const char *at = qz_xml_attr(node, "use"); *(at += strspn(at, " \t\r\n"));) {
		size_t len = strcspn(at, " \t\r\n");
		struct qz_code_profile *profile = find_profile(policy, at, len);
		*what = at;
		if (!profile)
			return "there is no such profile";
		profile->used = policy->codes = true;
		at += len;
	}
	return NULL;
}

static const char *add_punctuation(struct qz_policy *policy, const xmlNode *node)
{
	if (qz_xml_attr(node, "list-end"))
		policy->list_end = is_value(node, "list-end", "required") ? QZ_LIST_END_REQUIRED
				 : is_value(node, "list-end", "free")	  ? QZ_LIST_END_FREE
									  : QZ_LIST_END_CONSISTENT;
	if (qz_xml_attr(node, "marks"))
		policy->full_width = is_value(node, "marks", "full-width");
	return NULL;
}

const char *qz_policy_add(struct qz_policy *policy, const xmlDoc *doc, const char **what)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	const char *wrong = NULL;
	*what = "";
	for (xmlNode *node = qz_xml_child(root, NULL); node && !wrong; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "require"))
			wrong = add_need(policy, node);
		else if (qz_xml_is(node, "rule"))
			wrong = add_rule(policy, node, what);
		else if (qz_xml_is(node, "profile"))
			wrong = add_profile(policy, node, what);
		else if (qz_xml_is(node, "punctuation"))
			wrong = add_punctuation(policy, node);
	}
	for (xmlNode *node = qz_xml_child(root, "codes"); node && !wrong; node = qz_xml_next(node, "codes"))
		wrong = use_profiles(policy, node, what); /* wherever its profiles stand */
	return wrong;
}
