/*
 * Options: one table makes the parser and the usage text.
 */
#ifndef QZ_CLI_OPT_H
#define QZ_CLI_OPT_H

#include "batch/progress.h"
#include "quanze.h"

/* Which commands an option is for. */
enum { CMD_CONVERT = 1, CMD_VALIDATE = 2, CMD_EXPLAIN = 4, CMD_FORMATS = 8, CMD_SUMMARY = 16, CMD_DIFF = 32, CMD_COMPLETION = 1 << 7, CMD_RUN = CMD_CONVERT | CMD_VALIDATE, CMD_READ = CMD_RUN | CMD_DIFF, CMD_ALL = 63 };

/* With the commands of an option: no output depends on it. */
enum { OPT_NEUTRAL = 1 << 8 };

enum report_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_XML, FORMAT_HTML, FORMAT_DOCX, FORMAT_XLSX, FORMATS };

struct cli {
	struct qz_options options;
	enum report_format format;
	int fail_on;       /* enum qz_severity, or QZ_SEVERITIES: never */
	bool quiet, verbose, color, help;
	const char *join;  /* all inputs are one list of that name; NULL: a list each */
	const char *since; /* an earlier report to compare with; NULL: none */
	const char *write_decisions; /* where open decisions are written; NULL: nowhere */
	size_t max_findings;
	size_t workers;    /* processes; 0: one a processor */
	const char *files_from; /* a list of inputs; NULL: none */
	size_t shard, shards;   /* --shard; 0: all inputs */
	bool rebuild, prune;
	enum qz_progress_mode progress;
	struct qz_buf given;    /* the options that outputs depend on, as text */
	char as_of[16];
	char **inputs;     /* operands */
	size_t ninputs;
	struct qz_messages *messages;
};

/* An option as it is given. Its help is the text "opt.NAME". */
struct opt {
	char letter; /* 0: none */
	const char *name;
	const char *argument; /* what usage calls it (completion.c tells what it may be); NULL: takes none */
	unsigned commands;
	bool (*set)(struct cli *cli, const char *value);
};

/* The options in the order of the table; NULL past the last one. */
const struct opt *cli_option(size_t index);

/* Reads the arguments behind the command's name. QZ_OK, or QZ_USAGE with the complaint on stderr. */
enum qz_status cli_parse(struct cli *cli, unsigned command, int argc, char **argv);

/* Prints the usage of a command ("convert"), from its texts and the option table. */
void cli_help(const struct cli *cli, unsigned command, const char *name);

/* Prints "quanze: TEXT: VALUE" on stderr, the text by key; returns QZ_USAGE. */
enum qz_status cli_complain(const struct cli *cli, const char *key, const char *value);

#endif
