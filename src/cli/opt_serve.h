/*
 * The options of the server (quanze serve), for the table of opt.c.
 */
#ifndef QZ_CLI_OPT_SERVE_H
#define QZ_CLI_OPT_SERVE_H

#include "cli/opt.h"

bool cli_set_listen(struct cli *cli, const char *value);
bool cli_set_host(struct cli *cli, const char *value); /* once or more often */
bool cli_set_sessions(struct cli *cli, const char *value);
bool cli_set_queue(struct cli *cli, const char *value);
bool cli_set_keep(struct cli *cli, const char *value);
bool cli_set_upload(struct cli *cli, const char *value);
bool cli_set_log_names(struct cli *cli, const char *value);

#endif
