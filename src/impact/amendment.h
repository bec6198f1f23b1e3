/*
 * An amendment: a law of the register, the version of it that lists may still
 * cite, and the one that they should; or a law that was repealed as a whole.
 */
#ifndef QZ_IMPACT_AMENDMENT_H
#define QZ_IMPACT_AMENDMENT_H

#include "base/diag.h"
#include "check/laws_versions.h"

struct qz_amendment {
	const struct qz_laws *laws;
	struct qz_law_found found;
	size_t from; /* QZ_LAW_NO_VERSION: every version (of a law that was repealed) */
	size_t to;   /* QZ_LAW_NO_VERSION: the law was repealed */
	bool repealed;
};

/* What is asked for; days as yyyy-mm-dd (or less of it), of adoption or promulgation. NULL: found out. */
struct qz_amendment_wanted {
	const char *law, *from, *to;
	const char *as_of; /* the day that "in force" is about */
};

/*
 * Finds the amendment in the register. Without `to` it is the version in force,
 * or the one adopted behind it where `from` is the one in force; without `from`
 * the version before it. False with a finding, or when memory ran out.
 */
bool qz_amendment_find(const struct qz_laws *laws, const struct qz_amendment_wanted *wanted,
		       struct qz_amendment *amendment, struct qz_diag *diag);

/* The law's name in the register. */
const char *qz_amendment_law(const struct qz_amendment *amendment);

/* The day by which a version is known: of adoption, else of promulgation; "" unknown. */
void qz_amendment_day(const struct qz_amendment *amendment, size_t version, char day[11]);

#endif
