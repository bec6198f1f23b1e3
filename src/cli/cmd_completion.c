/*
 * quanze completion bash|zsh|fish: what a shell needs to complete command
 * lines, made from the tables of commands and options, so that a new option is
 * completed without a word here. Only what an argument may be stands below, by
 * the name that the option table gives it.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/values.h"

/* What stands behind a command. */
static void answer_operand(unsigned command, struct values *answer)
{
	answer->kind = command & (CMD_FORMATS | CMD_SERVE) ? VALUES_NOTHING : command & CMD_SUMMARY ? VALUES_FOLDERS : command & (CMD_EXPLAIN | CMD_COMPLETION) ? VALUES_WORDS : VALUES_FILES;
	qz_buf_clear(&answer->words);
	if (command & CMD_EXPLAIN)
		cli_values_add_rules(&answer->words);
	if (command & CMD_LAWS)
		cli_values_add(&answer->words, "build list show where", "");
	if (command & CMD_COMPLETION)
		cli_values_add(&answer->words, "bash zsh fish", "");
}

static const char *words_of(const struct values *answer)
{
	return answer->words.data && !answer->words.failed ? answer->words.data : "";
}

/* A text in single quotes; `special` characters in it get a backslash (ended by a quote as '\'' in sh). */
static void put_quoted(const char *text, const char *special, struct qz_buf *out)
{
	for (; *text; text++) {
		if (*text == '\'' && !strchr(special, '\''))
			qz_buf_puts(out, "'\\'");
		else if (strchr(special, *text))
			qz_buf_putc(out, '\\');
		qz_buf_putc(out, *text);
	}
}

static void put_text(const struct cli *cli, const char *kind, const char *name, const char *special, struct qz_buf *out)
{
	char key[64];
	snprintf(key, sizeof key, "%s.%s", kind, name);
	put_quoted(qz_messages_text(cli->messages, key), special, out);
}

/* ---- bash ---- */

static void put_bash_answer(const struct values *answer, struct qz_buf *out)
{
	static const char *const calls[] = {":", "_quanze_words", "_quanze_list", "_quanze_pairs", "_quanze_files", "_quanze_folders"};
	qz_buf_printf(out, "%s%s%s", calls[answer->kind], answer->words.len ? " " : "", words_of(answer));
}

static void put_bash_command(const struct command *command, struct values *answer, struct qz_buf *out)
{
	qz_buf_printf(out, "\t%s)\n\t\toptions='", command->name);
	const struct opt *opt;
	for (size_t i = 0; (opt = cli_option(i)); i++)
		if (opt->commands & command->bit)
			qz_buf_printf(out, "--%s ", opt->name);
	qz_buf_puts(out, "'\n\t\tcase $before in\n");
	for (size_t i = 0; (opt = cli_option(i)); i++) {
		if (!(opt->commands & command->bit) || !opt->argument)
			continue;
		if (opt->letter)
			qz_buf_printf(out, "\t\t-%c | ", opt->letter);
		qz_buf_printf(out, "%s--%s) ", opt->letter ? "" : "\t\t", opt->name);
		cli_values_of(opt->argument, answer);
		put_bash_answer(answer, out);
		qz_buf_puts(out, "; return ;;\n");
	}
	answer_operand(command->bit, answer);
	qz_buf_puts(out, "\t\tesac\n\t\tcase $word in -*) ;; *) ");
	put_bash_answer(answer, out);
	qz_buf_puts(out, "; return ;; esac ;;\n");
}

static void put_bash(const struct cli *cli, struct values *answer, struct qz_buf *out)
{
	(void)cli; /* bash shows no descriptions */
	qz_buf_puts(out, "# bash completion of quanze, made by: quanze completion bash\n"
			 "_quanze_words() { mapfile -t COMPREPLY < <(compgen -W \"$*\" -- \"$word\"); }\n"
			 "_quanze_list() {\n\tlocal head=\n\tcase $word in *,*) head=${word%,*}, ;; esac\n"
			 "\tmapfile -t COMPREPLY < <(compgen -P \"$head\" -W \"$*\" -- \"${word##*,}\")\n\tcompopt -o nospace\n}\n"
			 "_quanze_pairs() { _quanze_words \"$@\"; compopt -o nospace; }\n"
			 "_quanze_files() { [ $# = 0 ] || _quanze_words \"$@\"; compopt -o default; }\n"
			 "_quanze_folders() { compopt -o dirnames; }\n"
			 "_quanze() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options=\n\tCOMPREPLY=()\n"
			 "\t# --option=value is three words\n\tif [ \"$word\" = = ]; then\n\t\tword=\n"
			 "\telif [ \"$before\" = = ] && [ \"$COMP_CWORD\" -gt 2 ]; then\n\t\tbefore=${COMP_WORDS[COMP_CWORD - 2]}\n\tfi\n"
			 "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\t_quanze_words ");
	const struct command *command;
	for (size_t i = 0; (command = cli_command(i)); i++)
		qz_buf_printf(out, "%s ", command->name);
	qz_buf_puts(out, "--help --version\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; (command = cli_command(i)); i++)
		put_bash_command(command, answer, out);
	qz_buf_puts(out, "\tesac\n\t_quanze_words \"$options\"\n}\ncomplete -F _quanze quanze\n");
}

/* ---- zsh ---- */

static void put_zsh_action(const struct values *answer, struct qz_buf *out)
{
	const char *words = words_of(answer);
	switch (answer->kind) {
	case VALUES_NOTHING: qz_buf_putc(out, ' '); break;
	case VALUES_WORDS: qz_buf_printf(out, "(%s)", words); break;
	case VALUES_LIST: qz_buf_printf(out, "_values -s , word %s", words); break;
	case VALUES_PAIRS: qz_buf_printf(out, "compadd -S \"\" -- %s", words); break;
	case VALUES_FILES: qz_buf_printf(out, *words ? "{compadd -- %s; _files}" : "_files", words); break;
	case VALUES_FOLDERS: qz_buf_puts(out, "_files -/"); break;
	}
}

/* One line of _arguments: '(-t --to)'{-t+,--to=}'[help]:LIST:action' */
static void put_zsh_option(const struct cli *cli, const struct opt *opt, struct values *answer, struct qz_buf *out)
{
	const char *equals = opt->argument ? "=" : "", *plus = opt->argument ? "+" : "";
	if (opt->letter)
		qz_buf_printf(out, "\t\t'(-%c --%s)'{-%c%s,--%s%s}'[", opt->letter, opt->name, opt->letter, plus, opt->name, equals);
	else
		qz_buf_printf(out, "\t\t'%s--%s%s[", opt->argument && strchr(opt->argument, '=') ? "*" : "", opt->name, equals);
	put_quoted(cli_option_text(cli, opt, opt->commands & ~(unsigned)OPT_NEUTRAL), "[]\\", out);
	qz_buf_putc(out, ']');
	if (opt->argument) {
		qz_buf_printf(out, ":%s:", opt->argument);
		cli_values_of(opt->argument, answer);
		put_zsh_action(answer, out);
	}
	qz_buf_puts(out, "' \\\n");
}

static void put_zsh_command(const struct cli *cli, const struct command *command, struct values *answer, struct qz_buf *out)
{
	qz_buf_printf(out, "_quanze_%s() {\n\t_arguments -S \\\n", command->name);
	const struct opt *opt;
	for (size_t i = 0; (opt = cli_option(i)); i++)
		if (opt->commands & command->bit)
			put_zsh_option(cli, opt, answer, out);
	answer_operand(command->bit, answer);
	qz_buf_puts(out, "\t\t'*: :");
	put_zsh_action(answer, out);
	qz_buf_puts(out, "'\n}\n");
}

static void put_zsh(const struct cli *cli, struct values *answer, struct qz_buf *out)
{
	const struct command *command;
	qz_buf_puts(out, "#compdef quanze\n# zsh completion of quanze, made by: quanze completion zsh\n");
	for (size_t i = 0; (command = cli_command(i)); i++)
		put_zsh_command(cli, command, answer, out);
	qz_buf_puts(out, "_quanze() {\n\tif (( CURRENT > 2 )); then\n\t\tlocal command=$words[2]\n\t\tshift words\n\t\t(( CURRENT-- ))\n"
			 "\t\t(( $+functions[_quanze_$command] )) && _quanze_$command\n\t\treturn\n\tfi\n\tlocal -a commands=(\n");
	for (size_t i = 0; (command = cli_command(i)); i++) {
		qz_buf_printf(out, "\t\t'%s:", command->name);
		put_text(cli, "command", command->name, ":\\", out);
		qz_buf_puts(out, "'\n");
	}
	/* loaded by its name it is to answer at once; sourced, to be known */
	qz_buf_puts(out, "\t\t--help\n\t\t--version\n\t)\n\t_describe command commands\n}\n"
			 "if [ \"$funcstack[1]\" = _quanze ]; then\n\t_quanze \"$@\"\nelse\n\tcompdef _quanze quanze\nfi\n");
}

/* ---- fish ---- */

/* -n 'after one of these commands' */
static void put_fish_after(unsigned commands, struct qz_buf *out)
{
	const struct command *command;
	qz_buf_puts(out, "complete -c quanze -n '__fish_seen_subcommand_from");
	for (size_t i = 0; (command = cli_command(i)); i++)
		if (commands & command->bit)
			qz_buf_printf(out, " %s", command->name);
	qz_buf_putc(out, '\'');
}

/* -x: an argument that is no file; -r -F: one that is. */
static void put_fish_answer(const struct values *answer, struct qz_buf *out)
{
	const char *words = words_of(answer);
	qz_buf_puts(out, answer->kind == VALUES_FILES ? " -r -F" : " -x");
	if (answer->kind == VALUES_LIST)
		qz_buf_printf(out, " -a '(__fish_append , %s)'", words);
	else if (answer->kind == VALUES_FOLDERS)
		qz_buf_puts(out, " -a '(__fish_complete_directories)'");
	else if (*words)
		qz_buf_printf(out, " -a '%s'", words);
}

static void put_fish_option(const struct cli *cli, const struct opt *opt, struct values *answer, struct qz_buf *out)
{
	put_fish_after(opt->commands, out);
	if (opt->letter)
		qz_buf_printf(out, " -s %c", opt->letter);
	qz_buf_printf(out, " -l %s", opt->name);
	if (opt->argument) {
		cli_values_of(opt->argument, answer);
		put_fish_answer(answer, out);
	}
	qz_buf_puts(out, " -d '");
	put_quoted(cli_option_text(cli, opt, opt->commands & ~(unsigned)OPT_NEUTRAL), "'\\", out);
	qz_buf_puts(out, "'\n");
}

static void put_fish(const struct cli *cli, struct values *answer, struct qz_buf *out)
{
	const struct command *command;
	const struct opt *opt;
	qz_buf_puts(out, "# fish completion of quanze, made by: quanze completion fish\n"
			 "complete -c quanze -n __fish_use_subcommand -f -l help\ncomplete -c quanze -n __fish_use_subcommand -f -l version\n");
	for (size_t i = 0; (command = cli_command(i)); i++) {
		qz_buf_printf(out, "complete -c quanze -n __fish_use_subcommand -f -a %s -d '", command->name);
		put_text(cli, "command", command->name, "'\\", out);
		qz_buf_puts(out, "'\n");
		answer_operand(command->bit, answer);
		if (answer->kind == VALUES_FILES)
			continue;
		put_fish_after(command->bit, out);
		qz_buf_puts(out, " -f");
		if (answer->kind != VALUES_NOTHING)
			put_fish_answer(answer, out);
		qz_buf_putc(out, '\n');
	}
	for (size_t i = 0; (opt = cli_option(i)); i++)
		put_fish_option(cli, opt, answer, out);
}

enum qz_status cmd_completion(struct cli *cli)
{
	static const struct {
		const char *shell;
		void (*put)(const struct cli *cli, struct values *answer, struct qz_buf *out);
	} shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
	if (cli->ninputs != 1)
		return cli_complain(cli, "usage.no-shell", "");
	size_t which = 0;
	while (which < 3 && strcmp(shells[which].shell, cli->inputs[0]) != 0)
		which++;
	if (which == 3)
		return cli_complain_nearest(cli, "usage.unknown-shell", cli->inputs[0], "bash zsh fish");
	struct values answer = {.kind = VALUES_NOTHING};
	struct qz_buf out;
	qz_buf_init(&out);
	shells[which].put(cli, &answer, &out);
	bool whole = !out.failed && !answer.words.failed && fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
	qz_buf_done(&out);
	qz_buf_done(&answer.words);
	return whole ? QZ_OK : QZ_OUTPUT;
}
