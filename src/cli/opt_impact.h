/*
 * The options that name an amendment (quanze impact), for the table of opt.c.
 */
#ifndef QZ_CLI_OPT_IMPACT_H
#define QZ_CLI_OPT_IMPACT_H

#include "cli/opt.h"

bool cli_set_law(struct cli *cli, const char *value);

/* A day, a month or a year: the register may know no more of a version. */
bool cli_set_law_from(struct cli *cli, const char *value);
bool cli_set_law_to(struct cli *cli, const char *value);

#endif
