/*
 * Loading data: the program's own (or that of --resources), and an office's
 * file on top. All return NULL with a finding on failure.
 */
#ifndef QZ_DATA_H
#define QZ_DATA_H

#include <libxml/tree.h>

struct qz_decisions;
struct qz_meta_table;
struct qz_diag;
struct qz_diff_data;
struct qz_laws;
struct qz_options;
struct qz_policy;
struct qz_profiles;
struct qz_table;
struct qz_vocabulary;

/* The law register, with the entries of --laws. */
struct qz_laws *qz_data_laws(const struct qz_options *options, struct qz_diag *diag);

/* What the rules judge by, with what --rules lays over it. */
struct qz_policy *qz_data_policy(const struct qz_options *options, struct qz_diag *diag);

/* Adds an office's labels (options->labels) to the vocabulary. 0, or -1 with a finding. */
int qz_data_labels(struct qz_vocabulary *vocabulary, const struct qz_options *options, struct qz_diag *diag);

/* What an office says about its lists (--meta-file), in any format that tables are read in. */
struct qz_meta_table *qz_data_meta(const struct qz_options *options, struct qz_diag *diag);

/* A clerk's decisions (--decisions), in any format that tables are read in. */
struct qz_decisions *qz_data_decisions(const struct qz_options *options, const struct qz_vocabulary *vocabulary, struct qz_diag *diag);

/* Any table of that path. */
struct qz_table *qz_data_table(const struct qz_options *options, const char *path, struct qz_diag *diag);

/* The profiles of publication, the one of --profile chosen: by its name, or the first in an office's file. */
struct qz_profiles *qz_data_profiles(const struct qz_options *options, struct qz_diag *diag);

/* An office's mapping (options->mapping), for xmlFreeDoc(); NULL with findings. */
xmlDoc *qz_data_mapping(const struct qz_options *options, struct qz_diag *diag);

/* What the comparison of two revisions goes by. */
struct qz_diff_data *qz_data_diff(const struct qz_options *options, struct qz_diag *diag);

#endif
