/*
 * Options: one table makes the parser and the usage text.
 */
#ifndef QZ_CLI_OPT_H
#define QZ_CLI_OPT_H

#include "batch/progress.h"
#include "quanze.h"
#include "serve/serve.h"

/* Which commands an option is for. */
enum {
	CMD_CONVERT = 1,
	CMD_VALIDATE = 2,
	CMD_EXPLAIN = 4,
	CMD_FORMATS = 8,
	CMD_SUMMARY = 16,
	CMD_DIFF = 32,
	CMD_COMPLETION = 1 << 7,
	CMD_IMPACT = 1 << 9,
	CMD_LAWS = 1 << 10,
	CMD_SERVE = 1 << 11,
	CMD_RUN = CMD_CONVERT | CMD_VALIDATE,
	CMD_READ = CMD_RUN | CMD_DIFF,
	CMD_ALL = CMD_READ | CMD_EXPLAIN | CMD_FORMATS | CMD_SUMMARY | CMD_IMPACT | CMD_LAWS | CMD_SERVE
};

/* With the commands of an option: no output depends on it. */
enum { OPT_NEUTRAL = 1 << 8 };

enum report_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_XML, FORMAT_HTML, FORMAT_DOCX, FORMAT_XLSX, FORMATS };

struct cli {
	struct qz_options options;
	enum report_format format;
	bool format_given;
	const char *law, *law_from, *law_to; /* of impact: the amendment */
	const char *catalogue; /* of diff: what lists are held against; NULL: another revision */
	unsigned level;        /* and the level of the lists; 0: their own columns say it */
	int fail_on;       /* enum qz_severity, or QZ_SEVERITIES: never */
	bool quiet, verbose, color, help;
	char *name, *name_folder; /* what -o FILE says: the outputs' name without extension, and their folder; NULL: it names a folder */
	bool print0; /* names of outputs as they are, a NUL behind each */
	const char *join;  /* all inputs are one list of that name; NULL: a list each */
	const char *since; /* an earlier report to compare with; NULL: none */
	const char *write_decisions; /* where open decisions are written; NULL: nowhere */
	size_t max_findings;
	size_t workers;    /* processes; 0: one a processor */
	const char *files_from; /* a list of inputs; NULL: none */
	size_t shard, shards;   /* --shard; 0: all inputs */
	bool rebuild, prune;
	bool law_texts;           /* laws build: inputs are texts of laws: Markdown is read, too */
	const char *reviewed;     /* a table of reviewed moves; NULL: none */
	const char *from_day;     /* the text that an article is counted in; NULL: the one before the last */
	struct qz_serve_options serve;
	const char **hosts; /* of serve; borrowed texts */
	size_t nhosts;
	bool pdf;          /* LibreOffice makes a PDF of each Word file */
	enum qz_progress_mode progress;
	struct qz_buf given;    /* the options that outputs depend on, as text */
	char as_of[16];
	char **inputs;     /* operands */
	size_t ninputs;
	struct qz_messages *messages;
};

/* An option as it is given. Its help is the text "opt.NAME", or "opt.NAME.COMMAND" where that command's is another. */
struct opt {
	char letter; /* 0: none */
	const char *name;
	const char *argument; /* what usage calls it (values.c tells what it may be); NULL: takes none */
	unsigned commands;
	bool (*set)(struct cli *cli, const char *value);
};

/* Digits and perhaps k, M or G behind them. */
bool cli_read_size(const char *value, size_t *size);

/* The options in the order of the table; NULL past the last one. */
const struct opt *cli_option(size_t index);

/* Reads the arguments behind the command's name. QZ_OK, or QZ_USAGE with the complaint on stderr. */
enum qz_status cli_parse(struct cli *cli, unsigned command, int argc, char **argv);

/* What usage and completions say of an option of a command. */
const char *cli_option_text(const struct cli *cli, const struct opt *opt, unsigned command);

/* Prints what the program is for and its commands; the usage of one of them ("convert"), from its texts and the option table. */
void cli_help_all(const struct cli *cli);
void cli_help(const struct cli *cli, unsigned command, const char *name);

/* Prints "quanze: TEXT: VALUE" on stderr, the text by key; returns QZ_USAGE, as all of these do. */
enum qz_status cli_complain(const struct cli *cli, const char *key, const char *value);

/* The same with what was meant, perhaps, out of known words with blanks between. */
enum qz_status cli_complain_nearest(const struct cli *cli, const char *key, const char *value, const char *known);

/* Of an option that the command has not, given as `word`: what was meant, or which commands have it. */
enum qz_status cli_complain_option(const struct cli *cli, unsigned command, const char *word);

/* Of a value that the option, given as `word`, does not take (NULL: none is given): what it takes, and what was meant. */
enum qz_status cli_complain_value(const struct cli *cli, const struct opt *opt, const char *word, const char *value);

/* Of the first word, which is no command. */
enum qz_status cli_complain_command(const struct cli *cli, const char *word);

#endif
