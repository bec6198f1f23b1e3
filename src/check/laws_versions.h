/*
 * The versions of one law of the register: which one is meant, which one is in
 * force. Versions are numbers within the law, from 0 for the oldest.
 */
#ifndef QZ_CHECK_LAWS_VERSIONS_H
#define QZ_CHECK_LAWS_VERSIONS_H

#include "check/laws.h"

#define QZ_LAW_NO_VERSION SIZE_MAX

/* The version of that number; it must be there. */
const struct qz_law_version *qz_law_version(const struct qz_law_found *found, size_t index);

/* The version in force on the day: nversions when none is yet, QZ_LAW_NO_VERSION when the register cannot tell. */
size_t qz_law_in_force(const struct qz_law_found *found, qz_law_day day);

/* The only version adopted or promulgated on a day (or in that month or year), else QZ_LAW_NO_VERSION. */
size_t qz_law_version_of_day(const struct qz_law_found *found, qz_law_day day);

/* The version that a note means beside the one in force (as qz_laws_judge() tells it), QZ_LAW_NO_VERSION when that
 * cannot be told. */
size_t qz_law_version_of_note(const struct qz_law_found *found, const struct qz_law_note *note, size_t current);

/* Whether the law as a whole is out of force on the day. */
bool qz_law_is_repealed(const struct qz_laws *laws, const struct qz_law_found *found, qz_law_day day);

#endif
