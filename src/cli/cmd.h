/*
 * The commands of the program: each takes the parsed command line and returns
 * the exit status.
 */
#ifndef QZ_CLI_CMD_H
#define QZ_CLI_CMD_H

#include "cli/opt.h"

enum qz_status cmd_convert(struct cli *cli);
enum qz_status cmd_validate(struct cli *cli);
enum qz_status cmd_explain(struct cli *cli);
enum qz_status cmd_formats(struct cli *cli);

/* One input on its way: its path, and where its outputs go below the folder. */
struct input {
	char *path, *stem;
};

/*
 * Files, folders (searched, sorted) and "-" become inputs. A folder without
 * readable files, or what cannot be looked at, is said on stderr and counts in
 * *status; the rest goes on.
 */
struct input *cli_inputs(const struct cli *cli, size_t *count, enum qz_status *status);
void cli_inputs_free(struct input *inputs, size_t count);

/* Appends the findings of one input as text. */
void cli_report_to(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, struct qz_buf *out);

/* Prints the findings of one input as text to the stream. */
void cli_report(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, void *stream);

/* All inputs as one list of that name (qz_engine_join). */
enum qz_status cli_join(struct qz_engine *engine, const struct input *inputs, size_t count, const char *name, struct qz_result *result);

/* QZ_FINDINGS where a finding stands at or above --fail-on, else QZ_OK. */
enum qz_status cli_verdict(const struct cli *cli, const struct qz_diag *diag);

#endif
