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

struct inputs {
	struct input *inputs;
	size_t count;
};

/*
 * Files, folders (searched, sorted) and "-" become inputs. A folder without
 * readable files, or what cannot be looked at, is said on stderr and is
 * QZ_INPUT; the rest goes on.
 */
enum qz_status cli_inputs(const struct cli *cli, struct inputs *inputs);
void cli_inputs_done(struct inputs *inputs);

/* Appends the findings of one input as text. */
void cli_report_to(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, struct qz_buf *out);

/* Prints the findings of one input as text to the stream. QZ_OK, or QZ_OUTPUT when memory ran out. */
enum qz_status cli_report(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, void *stream);

/* All inputs as one list of that name (qz_engine_join). */
enum qz_status cli_join(struct qz_engine *engine, const struct inputs *inputs, const char *name, struct qz_result *result);

/* What a command does with the result of one input, shown as `file`; it may make the status worse. */
typedef enum qz_status (*cli_take)(void *context, const char *file, enum qz_status status, struct qz_result *result);

/*
 * The journey of all inputs (one, with --join), in worker processes, the results
 * taken in order. The worst status, --fail-on included. The signals that end a
 * program are to be held; after an interruption what is done was taken, and said.
 */
enum qz_status cli_each(const struct cli *cli, struct qz_engine *engine, const struct inputs *inputs, cli_take taker, void *context);

/* Holds SIGINT, SIGTERM and SIGHUP, and lets them through again, which ends the program if one came. */
void cli_hold_signals(void);
void cli_release_signals(void);

enum qz_status cli_worst(enum qz_status a, enum qz_status b);

/* QZ_FINDINGS where a finding stands at or above --fail-on, else QZ_OK. */
enum qz_status cli_verdict(const struct cli *cli, const struct qz_diag *diag);

#endif
