/*
 * What the program says of its use: the help, and complaints about a command
 * line, which name what was given, what is allowed, and what was meant.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/nearest.h"
#include "cli/cmd.h"
#include "cli/values.h"

#define MOST_LISTED 400 /* bytes of words; more are not listed in a complaint */

/* ---- help ---- */

void cli_help_all(const struct cli *cli)
{
	const struct command *command;
	printf("%s\n", qz_messages_text(cli->messages, "help.quanze"));
	for (size_t i = 0; (command = cli_command(i)); i++) {
		char key[64];
		snprintf(key, sizeof key, "command.%s", command->name);
		printf("  %-11s %s\n", command->name, qz_messages_text(cli->messages, key));
	}
	printf("\n%s\n", qz_messages_text(cli->messages, "help.quanze.end"));
}

const char *cli_option_text(const struct cli *cli, const struct opt *opt, unsigned command)
{
	char key[64];
	const struct command *known;
	for (size_t i = 0; (known = cli_command(i)); i++) {
		snprintf(key, sizeof key, "opt.%s.%s", opt->name, known->name);
		if (known->bit == command && qz_messages_text(cli->messages, key) != key)
			return qz_messages_text(cli->messages, key);
	}
	snprintf(key, sizeof key, "opt.%s", opt->name);
	return qz_messages_text(cli->messages, key);
}

void cli_help(const struct cli *cli, unsigned command, const char *name)
{
	char key[64];
	const struct opt *opt;
	snprintf(key, sizeof key, "help.%s", name);
	printf("%s\n\n%s\n", qz_messages_text(cli->messages, key), qz_messages_text(cli->messages, "help.options"));
	for (size_t i = 0; (opt = cli_option(i)); i++) {
		if (!(opt->commands & command))
			continue;
		char left[64], letter[8] = "    ";
		if (opt->letter)
			snprintf(letter, sizeof letter, "-%c, ", opt->letter);
		snprintf(left, sizeof left, "  %s--%s%s%s", letter, opt->name, opt->argument ? " " : "", opt->argument ? opt->argument : "");
		printf("%-34s %s\n", left, cli_option_text(cli, opt, command));
	}
	snprintf(key, sizeof key, "help.%s.end", name);
	if (qz_messages_text(cli->messages, key) != key)
		printf("\n%s\n", qz_messages_text(cli->messages, key));
}

/* ---- complaints ---- */

/* One sentence; a pattern of the shell may have put a file's name into the data, which are shown escaped. */
static enum qz_status complain(const struct cli *cli, const char *key, struct qz_datum *data, size_t ndata)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_put(cli->messages, key, data, ndata, &text);
	fprintf(stderr, "quanze: %s\n%s\n", text.data && !text.failed ? text.data : "", qz_messages_text(cli->messages, "usage.see-help"));
	qz_buf_done(&text);
	return QZ_USAGE;
}

enum qz_status cli_complain(const struct cli *cli, const char *key, const char *value)
{
	struct qz_buf shown;
	qz_buf_init(&shown);
	qz_buf_put_visible(&shown, value, strlen(value));
	fprintf(stderr, "quanze: %s%s%s\n%s\n", qz_messages_text(cli->messages, key), *value ? ": " : "",
		shown.data && !shown.failed ? shown.data : "", qz_messages_text(cli->messages, "usage.see-help"));
	qz_buf_done(&shown);
	return QZ_USAGE;
}

enum qz_status cli_complain_nearest(const struct cli *cli, const char *key, const char *value, const char *known)
{
	struct qz_nearest nearest;
	qz_nearest_init(&nearest, value, strlen(value));
	qz_nearest_try_all(&nearest, known);
	struct qz_datum data[] = {{(char *)"given", (char *)(uintptr_t)value}, {(char *)"nearest", nearest.best}};
	return complain(cli, key, data, 2);
}

static const char *text_of(const struct qz_buf *text)
{
	return text->data && !text->failed ? text->data : "";
}

/* The commands that have an option of that name. */
static void name_commands(const struct cli *cli, const char *name, size_t len, struct qz_buf *out)
{
	const struct command *command;
	const struct opt *opt;
	for (size_t i = 0; (command = cli_command(i)); i++) {
		size_t k = 0;
		while ((opt = cli_option(k)) && !(strlen(opt->name) == len && strncmp(opt->name, name, len) == 0 && opt->commands & command->bit))
			k++;
		if (opt)
			qz_buf_printf(out, "%s%s", out->len ? qz_messages_text(cli->messages, "list.separator") : "", command->name);
	}
}

enum qz_status cli_complain_option(const struct cli *cli, unsigned command, const char *word)
{
	const char *name = word + strspn(word, "-");
	const size_t len = strcspn(name, "=");
	const struct opt *opt;
	struct qz_nearest nearest;
	struct qz_buf commands;
	char meant[QZ_NEAREST_WORD + 3] = "";
	qz_buf_init(&commands);
	qz_nearest_init(&nearest, name, len);
	for (size_t i = 0; len > 1 && (opt = cli_option(i)); i++)
		if (opt->commands & command)
			qz_nearest_try(&nearest, opt->name, strlen(opt->name));
	if (*nearest.best)
		snprintf(meant, sizeof meant, "--%s", nearest.best);
	name_commands(cli, name, len, &commands);
	struct qz_datum data[] = {{(char *)"given", (char *)(uintptr_t)word}, {(char *)"nearest", meant}, {(char *)"commands", (char *)(uintptr_t)text_of(&commands)}};
	complain(cli, commands.len ? "usage.other-command" : "usage.unknown-option", data, 3);
	qz_buf_done(&commands);
	return QZ_USAGE;
}

/* The part of a value that is none of the words: one of a list, the name of a pair. False where that is not what is wrong. */
static bool find_wrong(const struct values *values, const char *value, struct qz_buf *wrong)
{
	const char *ends = values->kind == VALUES_LIST ? "," : values->kind == VALUES_PAIRS ? "=" : "";
	for (const char *at = value;; at++) {
		const size_t len = strcspn(at, ends);
		bool known = false;
		for (const char *word = text_of(&values->words); *word && !known; word += strspn(word, " ")) {
			const size_t size = strcspn(word, " ");
			known = size - (word[size - 1] == '=') == len && strncmp(word, at, len) == 0;
			word += size;
		}
		if (!known && len) {
			qz_buf_add(wrong, at, len);
			return true;
		}
		at += len;
		if (!*at || values->kind != VALUES_LIST)
			return false;
	}
}

/* A text of the option's, or of what its argument is called; "" when there is none. */
static const char *find_takes(const struct cli *cli, const struct opt *opt)
{
	char key[64];
	const char *const names[] = {opt->name, opt->argument};
	for (int i = 0; i < 2; i++) {
		snprintf(key, sizeof key, "takes.%s", names[i]);
		const char *text = qz_messages_text(cli->messages, key);
		if (text != key)
			return text;
	}
	return "";
}

static void put_words(const struct cli *cli, const char *words, struct qz_buf *out)
{
	for (const char *word = words; *word; word += strspn(word, " ")) {
		const size_t len = strcspn(word, " ");
		qz_buf_puts(out, word == words ? "" : qz_messages_text(cli->messages, "list.separator"));
		qz_buf_add(out, word, len - (word[len - 1] == '='));
		word += len;
	}
}

/* What the option takes: the words where they are few, and what else there is to say of them. */
static void put_allowed(const struct cli *cli, const struct opt *opt, const struct values *values, struct qz_buf *out)
{
	const char *words = text_of(&values->words), *takes = find_takes(cli, opt);
	const bool first = values->kind == VALUES_LIST, listed = *words && strlen(words) <= MOST_LISTED;
	if (listed && first)
		put_words(cli, words, out);
	qz_buf_puts(out, takes);
	if (listed && !first) {
		qz_buf_puts(out, *takes ? qz_messages_text(cli->messages, "list.colon") : "");
		put_words(cli, words, out);
	}
}

enum qz_status cli_complain_value(const struct cli *cli, const struct opt *opt, const char *word, const char *value)
{
	struct values values = {.kind = VALUES_NOTHING};
	struct qz_buf wrong, allowed, option;
	struct qz_nearest nearest = {.distance = 0};
	qz_buf_init(&wrong);
	qz_buf_init(&allowed);
	qz_buf_init(&option);
	cli_values_of(opt->argument, &values);
	if (value && values.words.len && find_wrong(&values, value, &wrong)) {
		qz_nearest_init(&nearest, text_of(&wrong), wrong.len);
		qz_nearest_try_all(&nearest, text_of(&values.words));
	}
	put_allowed(cli, opt, &values, &allowed);
	qz_buf_add(&option, word, word[1] == '-' ? strcspn(word, "=") : 2);
	struct qz_datum data[] = {{(char *)"option", (char *)(uintptr_t)text_of(&option)},
				  {(char *)"given", (char *)(uintptr_t)(wrong.len ? text_of(&wrong) : value ? value : "")},
				  {(char *)"allowed", (char *)(uintptr_t)text_of(&allowed)}, {(char *)"nearest", nearest.best}};
	complain(cli, value ? "usage.bad-value" : "usage.needs-argument", data, 4);
	qz_buf_done(&wrong);
	qz_buf_done(&allowed);
	qz_buf_done(&option);
	qz_buf_done(&values.words);
	return QZ_USAGE;
}

enum qz_status cli_complain_command(const struct cli *cli, const char *word)
{
	struct qz_buf known;
	struct stat info;
	const struct command *command;
	qz_buf_init(&known);
	for (size_t i = 0; (command = cli_command(i)); i++)
		cli_values_add(&known, command->name, "");
	const char *key = *word == '-' ? "usage.command-first" : stat(word, &info) == 0 ? "usage.file-first" : "usage.unknown-command";
	cli_complain_nearest(cli, key, word, text_of(&known));
	qz_buf_done(&known);
	return QZ_USAGE;
}
