/*
 * Reads a command line by the table of options (opt.c), and finds the day that
 * laws are judged for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "batch/key.h"
#include "cli/opt.h"

static const struct opt *find_long(const char *name, size_t len, unsigned command)
{
	const struct opt *opt;
	size_t i = 0;
	while ((opt = cli_option(i++)) && !(strlen(opt->name) == len && strncmp(opt->name, name, len) == 0 && (opt->commands & command)))
		;
	return opt;
}

static const struct opt *find_letter(char letter, unsigned command)
{
	const struct opt *opt;
	size_t i = 0;
	while ((opt = cli_option(i++)) && !(opt->letter == letter && (opt->commands & command)))
		;
	return opt;
}

/* One option at argv[*at]; moves *at over its argument. */
static enum qz_status parse_option(struct cli *cli, unsigned command, int argc, char **argv, int *at)
{
	const char *word = argv[*at], *value = NULL;
	const struct opt *opt;
	if (word[1] == '-') {
		size_t len = strcspn(word + 2, "=");
		opt = find_long(word + 2, len, command);
		value = word[2 + len] == '=' ? word + 3 + len : NULL;
	} else {
		opt = find_letter(word[1], command);
		value = word[2] ? word + 2 : NULL;
		if (opt && !opt->argument && word[2])
			opt = NULL; /* letters are not run together */
	}
	if (!opt)
		return cli_complain_option(cli, command, word);
	if (!opt->argument && value)
		return cli_complain(cli, "usage.no-argument", word);
	if (opt->argument && !value) {
		if (*at + 1 >= argc)
			return cli_complain_value(cli, opt, word, NULL);
		value = argv[++*at];
	}
	if (!opt->set(cli, value ? value : ""))
		return cli_complain_value(cli, opt, word, value);
	if (!(opt->commands & OPT_NEUTRAL))
		qz_batch_key_add(&cli->given, opt->name, value ? value : "", opt->argument && strstr(opt->argument, "FILE") != NULL);
	if (strcmp(opt->name, "law-texts") == 0)
		qz_batch_key_add_folder(&cli->given, value, "texts");
	return QZ_OK;
}

/* Seconds since 1970 up to the end of the year 9999; -1 for anything else. */
static long long read_epoch(const char *text)
{
	long long value = 0;
	for (; *text >= '0' && *text <= '9' && value <= 253402300799; text++)
		value = value * 10 + (*text - '0');
	return *text || value > 253402300799 ? -1 : value;
}

/* The day the register is judged for: SOURCE_DATE_EPOCH, else today (UTC). False when that names no day. */
static bool default_day(struct cli *cli)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch && *epoch ? (time_t)read_epoch(epoch) : time(NULL);
	struct tm day;
	if (cli->options.as_of)
		return true;
	if (now < 0 || !gmtime_r(&now, &day))
		return false;
	strftime(cli->as_of, sizeof cli->as_of, "%Y-%m-%d", &day);
	cli->options.as_of = cli->as_of;
	return true;
}

enum qz_status cli_parse(struct cli *cli, unsigned command, int argc, char **argv)
{
	bool operands_only = false;
	find_long("color", strlen("color"), CMD_ALL)->set(cli, "auto");
	cli->inputs = calloc((size_t)argc + 1, sizeof *cli->inputs);
	if (!cli->inputs) {
		fputs("quanze: out of memory\n", stderr);
		return QZ_INPUT;
	}
	for (int i = 0; i < argc; i++) {
		if (operands_only || argv[i][0] != '-' || argv[i][1] == '\0') {
			cli->inputs[cli->ninputs++] = argv[i];
		} else if (strcmp(argv[i], "--") == 0) {
			operands_only = true;
		} else {
			enum qz_status status = parse_option(cli, command, argc, argv, &i);
			if (status != QZ_OK)
				return status;
		}
	}
	if (!default_day(cli))
		return cli_complain(cli, "usage.bad-epoch", "SOURCE_DATE_EPOCH");
	qz_batch_key_add(&cli->given, "as-of", cli->options.as_of, false);
	return QZ_OK;
}
