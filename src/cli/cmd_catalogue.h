/*
 * Private to cmd_diff.c and cmd_catalogue.c.
 */
#ifndef QZ_CLI_CMD_CATALOGUE_H
#define QZ_CLI_CMD_CATALOGUE_H

#include "cli/opt.h"

/* diff --catalogue, its outputs chosen and -o taken apart. */
enum qz_status cli_hold_against_catalogue(struct cli *cli);

#endif
