/*
 * Options of diff: a catalogue, and the level of the lists held against it.
 */
#ifndef QZ_CLI_OPT_CATALOGUE_H
#define QZ_CLI_OPT_CATALOGUE_H

#include "cli/opt.h"

/* The words of --level, the highest first (GB/T 39046—2020, 行使层级); NULL past the last one. */
const char *cli_level_word(size_t index);

/* The names of outputs of diff: of two revisions, and of lists held against a catalogue, which may be a workbook, too. */
const char *cli_difference_name(size_t index);

bool cli_set_catalogue(struct cli *cli, const char *value);
bool cli_set_level(struct cli *cli, const char *value);

#endif
