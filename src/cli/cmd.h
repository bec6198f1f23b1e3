/*
 * The commands of the program: each takes the parsed command line and returns
 * the exit status.
 */
#ifndef QZ_CLI_CMD_H
#define QZ_CLI_CMD_H

#include "batch/key.h"
#include "batch/record.h"
#include "cli/opt.h"

enum qz_status cmd_convert(struct cli *cli);
enum qz_status cmd_validate(struct cli *cli);
enum qz_status cmd_diff(struct cli *cli);
enum qz_status cmd_summary(struct cli *cli);
enum qz_status cmd_impact(struct cli *cli);
enum qz_status cmd_laws(struct cli *cli);
enum qz_status cmd_serve(struct cli *cli);
enum qz_status cmd_explain(struct cli *cli);
enum qz_status cmd_formats(struct cli *cli);
enum qz_status cmd_completion(struct cli *cli);

struct command {
	const char *name;
	unsigned bit; /* CMD_… */
	int fail_on;  /* without --fail-on */
	enum qz_status (*run)(struct cli *cli);
};

/* The commands in the order of the table; NULL past the last one. */
const struct command *cli_command(size_t index);

/* Why outputs are not named after their input alone. */
enum why { WHY_NOT, WHY_CLASH, WHY_RESERVED };

/* One input on its way. */
struct input {
	char *path; /* as it is opened */
	char *name; /* its path below the folder searched: in summaries */
	char *stem; /* the path of its outputs below the output folder, without extension */
	enum why why;
	char *clash; /* WHY_CLASH: the name of the other input */
	bool found;  /* in a folder that was searched, or by a pattern; not named itself */
};

struct inputs {
	struct input *inputs;
	size_t count, cap;
	bool batch; /* cli_is_batch() */
};

/*
 * The operands as inputs, in their order, folders searched in the order of
 * names; `record` (may be NULL) tells what an earlier run wrote. What cannot be
 * looked at or holds nothing readable is said on stderr and is QZ_INPUT; the
 * rest goes on.
 */
enum qz_status cli_inputs(const struct cli *cli, const struct qz_record *record, struct inputs *inputs);

/* The files that options name besides, 0 … CLI_NAMED - 1; NULL where an option is not given. */
#define CLI_NAMED 9
const char *cli_named(const struct cli *cli, size_t index);
void cli_inputs_done(struct inputs *inputs);

/* Makes all stems differ, also where capitals do not count; false when memory ran out. */
bool cli_name_outputs(struct inputs *inputs);

/*
 * Prints the name of an output to standard output, a line each: nothing in it acts on a terminal, or looks like
 * another line in a file. For programs (--print0) byte for byte, with a NUL behind it.
 */
void cli_print_name(const struct cli *cli, const char *path);

/* Whether a folder, a pattern, a list or a shard is asked for, not single files alone: then the output folder keeps a record. */
bool cli_is_batch(const struct cli *cli);

/* Whether a file has the name of a readme; and whether such a file that was found holds no list, as the result says. */
bool cli_is_companion_name(const char *name);
bool cli_is_companion(const struct input *input, const struct qz_result *result);

/* What is said of it instead. */
void cli_pass_companion(const struct input *input, struct qz_result *result);

/* A batch that keeps a record in its output folder. */
struct batch {
	const struct cli *cli;
	struct qz_record *record;
	struct qz_messages *messages; /* in the language of the outputs */
	char key[QZ_KEY], shard[48];
	const char **names; /* of the inputs */
	size_t converted, unchanged, failed;
};

/* Opens the record of the output folder; QZ_OUTPUT when memory ran out. To be closed in any case. */
enum qz_status cli_batch_open(const struct cli *cli, struct batch *batch);
enum qz_status cli_batch_plan(struct batch *batch, const struct inputs *inputs);

/* Ends a batch: the record, the summary, what is left over, and the closing line. */
enum qz_status cli_batch_close(struct batch *batch);
void cli_batch_done(struct batch *batch);

/* In a worker: whether an input is unchanged since an earlier run; the row of one that was run. */
bool cli_batch_holds(const struct batch *batch, const struct input *input);
void cli_batch_note(const struct batch *batch, const struct input *input, enum qz_status status, const struct qz_result *result, struct qz_buf *note);

/* In the parent: an input was found unchanged, or run. What --fail-on says of the former. */
enum qz_status cli_batch_keep(struct batch *batch, size_t index, const struct input *input);
void cli_batch_add(struct batch *batch, size_t index, enum qz_status status, const struct qz_buf *note);

/* Appends the findings of one input as text. */
void cli_report_to(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, struct qz_buf *out);

/* Prints the findings of one input as text to the stream. QZ_OK, or QZ_OUTPUT when memory ran out. */
enum qz_status cli_report(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, void *stream);

/*
 * Where -o is the name of a file in one of the formats that `name` gives: takes it apart, so that options.folder is a folder
 * (cli->name). QZ_USAGE, said, where -t asks for others. cli_drop_name() in any case.
 */
enum qz_status cli_take_name(struct cli *cli, const char *(*name)(size_t index));
void cli_drop_name(struct cli *cli);

/* QZ_OUTPUT, said on stderr, where nothing can be written into the output folder. */
enum qz_status cli_check_target(const struct cli *cli);

/* All inputs as one list of that name (qz_engine_join). */
enum qz_status cli_join(struct qz_engine *engine, const struct inputs *inputs, const char *name, struct qz_result *result);

/* What a command does with the result of one input, shown as `file`; it may make the status worse. */
typedef enum qz_status (*cli_take)(void *context, const char *file, enum qz_status status, struct qz_result *result);

/*
 * The journey of all inputs (one, with --join), in worker processes, the results
 * taken in order. `batch` may be NULL; inputs that it finds unchanged are passed over. The worst status, --fail-on included. The signals that end a
 * program are to be held; after an interruption what is done was taken, and said.
 */
enum qz_status cli_each(const struct cli *cli, struct qz_engine *engine, const struct inputs *inputs, struct batch *batch, cli_take taker, void *context);

/* The name by which people know an input, or all of them as one list. */
const char *cli_shown_name(const struct cli *cli, const struct input *input);

/* Holds SIGINT, SIGTERM and SIGHUP, and lets them through again, which ends the program if one came. */
void cli_hold_signals(void);
void cli_release_signals(void);

enum qz_status cli_worst(enum qz_status a, enum qz_status b);

enum qz_status cli_verdict_of(const struct cli *cli, const size_t *totals);

/* QZ_FINDINGS where a finding stands at or above --fail-on, or decisions were not carried out; else QZ_OK. */
enum qz_status cli_verdict(const struct cli *cli, const struct qz_diag *diag);

#endif
