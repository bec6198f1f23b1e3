/*
 * Publication profiles: which columns and parts of a list a page may show. The
 * program's own stand in data/profiles.xml, an office adds a file of the same
 * form (xsd/quanze-profiles.xsd).
 */
#ifndef QZ_EMIT_PROFILE_H
#define QZ_EMIT_PROFILE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/buf.h"

struct qz_profiles;

/* No profiles yet. NULL when memory ran out. */
struct qz_profiles *qz_profiles_new(void);
void qz_profiles_free(struct qz_profiles *profiles);

/* Adds the profiles of a document, valid by quanze-profiles.xsd; copied. 0, or -1 when memory ran out. */
int qz_profiles_add(struct qz_profiles *profiles, const xmlDoc *doc);

/* Chooses the profile of that name; NULL: the first one of the document added last. False when there is none. */
bool qz_profiles_choose(struct qz_profiles *profiles, const char *name);

/* Appends the names of all, with 、 between. */
void qz_profiles_name(const struct qz_profiles *profiles, struct qz_buf *out);

/* What the chosen profile leaves out of one list. */
struct qz_left_out {
	const char *profile;  /* its name */
	struct qz_buf labels; /* the columns, once each, as people read them: 录入人、状态 */
	struct qz_buf empty;  /* columns that no item fills, in the same way */
	size_t omitted;       /* how many passages of source text that is no item's */
	struct qz_buf columns, parts; /* the same for the stylesheets, see xslt/common/profile.xsl */
	struct qz_buf plain;  /* for them: labels, and how they read without instructions for filling in */
};

/* Applies the chosen profile to a document. 0; -1 when memory ran out; 1 when a table would keep no column. */
int qz_profiles_apply(const struct qz_profiles *profiles, const xmlDoc *doc, struct qz_left_out *left_out);
void qz_left_out_done(struct qz_left_out *left_out);

#endif
