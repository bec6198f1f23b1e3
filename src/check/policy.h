/*
 * An office's policy: which fields must be filled, how grave each finding is,
 * which forms of codes are right, which punctuation is asked for. It is data
 * (data/rules.xml, xsd/quanze-rules.xsd); an office's file is laid over it.
 */
#ifndef QZ_CHECK_POLICY_H
#define QZ_CHECK_POLICY_H

#include <libxml/tree.h>
#include <libxml/xmlregexp.h>
#include <stdbool.h>

#include "base/diag.h"
#include "model/vocabulary.h"

enum qz_need { QZ_NEED_NOT, QZ_NEED_IN_COLUMN, QZ_NEED_ALWAYS };
enum qz_list_end { QZ_LIST_END_CONSISTENT, QZ_LIST_END_REQUIRED, QZ_LIST_END_FREE };

/* One form of codes. Places count characters from 1; 0: none. */
struct qz_code_profile {
	char *name, *label;
	xmlRegexp *pattern;
	unsigned credit_code, type;
	bool used;
};

struct qz_policy {
	signed char severities[QZ_RULES]; /* as in qz_options */
	enum qz_need needs[QZ_FIELDS];
	struct qz_code_profile *profiles;
	size_t nprofiles, cap;
	bool codes; /* some profile is used */
	enum qz_list_end list_end;
	bool full_width;
};

/* A policy that asks for nothing. NULL when memory ran out. */
struct qz_policy *qz_policy_new(void);
void qz_policy_free(struct qz_policy *policy);

/*
 * Lays a policy document, valid by quanze-rules.xsd, over the policy. NULL, or
 * why it cannot be used (borrowed, static; *what is the name concerned, borrowed
 * from the document): an unknown rule, one that cannot be off, an unknown
 * profile, a pattern that is none, "" when memory ran out.
 */
const char *qz_policy_add(struct qz_policy *policy, const xmlDoc *doc, const char **what);

#endif
