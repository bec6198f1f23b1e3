/*
 * Loading data: the program's own (or that of --resources), and an office's
 * file on top. All return NULL with a finding on failure.
 */
#ifndef QZ_DATA_H
#define QZ_DATA_H

struct qz_diag;
struct qz_laws;
struct qz_options;
struct qz_policy;
struct qz_profiles;

/* The law register, with the entries of --laws. */
struct qz_laws *qz_data_laws(const struct qz_options *options, struct qz_diag *diag);

/* What the rules judge by, with what --rules lays over it. */
struct qz_policy *qz_data_policy(const struct qz_options *options, struct qz_diag *diag);

/* The profiles of publication, the one of --profile chosen: by its name, or the first in an office's file. */
struct qz_profiles *qz_data_profiles(const struct qz_options *options, struct qz_diag *diag);

#endif
