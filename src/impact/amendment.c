/*
 * Finding an amendment in the register, for amendment.h.
 */
#include "impact/amendment.h"

#include "base/buf.h"

const char *qz_amendment_law(const struct qz_amendment *amendment)
{
	return amendment->found.table->text + amendment->found.law->name;
}

void qz_amendment_day(const struct qz_amendment *amendment, size_t version, char day[11])
{
	const struct qz_law_version *there = qz_law_version(&amendment->found, version);
	qz_law_day_write(there->adopted ? there->adopted : there->promulgated, day);
}

/* The versions that there are, by their days. */
static void list_versions(const struct qz_amendment *amendment, struct qz_buf *out)
{
	char day[11];
	for (size_t i = 0; i < amendment->found.law->nversions; i++) {
		qz_amendment_day(amendment, i, day);
		if (*day)
			qz_buf_printf(out, "%s%s", out->len ? ", " : "", day);
	}
}

/* Nobody can tell what `day` stands for; an empty one: the version before the one in force. */
static bool refuse(const struct qz_amendment *amendment, const char *day, struct qz_diag *diag)
{
	struct qz_buf versions;
	qz_buf_init(&versions);
	list_versions(amendment, &versions);
	bool none = versions.len == 0;
	qz_diag_add(diag, QZ_RULE_AMENDMENT_UNKNOWN, NULL, "law", qz_amendment_law(amendment), "day", day, "versions",
		    none ? "" : versions.data, "before", *day || none ? "" : versions.data, NULL);
	diag->failed |= versions.failed;
	qz_buf_done(&versions);
	return false;
}

static size_t version_asked(const struct qz_amendment *amendment, const char *day)
{
	qz_law_day read = qz_law_day_read(day);
	return read ? qz_law_version_of_day(&amendment->found, read) : QZ_LAW_NO_VERSION;
}

/* The version that lists should cite, where nobody says which. */
static size_t version_after(const struct qz_amendment *amendment, const struct qz_amendment_wanted *wanted)
{
	size_t count = amendment->found.law->nversions,
	       current = qz_law_in_force(&amendment->found, qz_law_day_read(wanted->as_of));
	if (current >= count)
		current = count - 1;
	bool later = wanted->from && amendment->from != QZ_LAW_NO_VERSION && amendment->from >= current &&
		     amendment->from + 1 < count;
	return later ? amendment->from + 1 : current;
}

static bool find_versions(struct qz_amendment *amendment, const struct qz_amendment_wanted *wanted,
			  struct qz_diag *diag)
{
	amendment->from = wanted->from ? version_asked(amendment, wanted->from) : QZ_LAW_NO_VERSION;
	if (wanted->from && amendment->from == QZ_LAW_NO_VERSION)
		return refuse(amendment, wanted->from, diag);
	amendment->repealed =
	    !wanted->to && qz_law_is_repealed(amendment->laws, &amendment->found, qz_law_day_read(wanted->as_of));
	amendment->to = QZ_LAW_NO_VERSION;
	if (amendment->repealed)
		return true;
	if (amendment->found.law->nversions == 0)
		return refuse(amendment, "", diag);
	amendment->to = wanted->to ? version_asked(amendment, wanted->to) : version_after(amendment, wanted);
	if (amendment->to == QZ_LAW_NO_VERSION)
		return refuse(amendment, wanted->to, diag);
	if (!wanted->from && amendment->to > 0)
		amendment->from = amendment->to - 1;
	if (amendment->from >= amendment->to)
		return refuse(amendment, wanted->from ? wanted->from : "", diag);
	return true;
}

bool qz_amendment_find(const struct qz_laws *laws, const struct qz_amendment_wanted *wanted,
		       struct qz_amendment *amendment, struct qz_diag *diag)
{
	*amendment = (struct qz_amendment){.laws = laws};
	if (qz_laws_find(laws, wanted->law, &amendment->found) != 0) {
		diag->failed = true;
		return false;
	}
	if (amendment->found.law)
		return find_versions(amendment, wanted, diag);
	qz_diag_add(diag, QZ_RULE_AMENDMENT_UNKNOWN, NULL, "law", wanted->law, "day", "", "versions", "", "before", "",
		    NULL);
	return false;
}
