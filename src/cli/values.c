/*
 * What the argument of an option may be, for values.h, by the name that the
 * option table gives it. An argument that is not here, as N or DATE, has no
 * words; one with | in lower case is its own words.
 */
#include "cli/opt_catalogue.h"
#include "cli/values.h"

#include <string.h>


void cli_values_add(struct qz_buf *words, const char *word, const char *end)
{
	qz_buf_printf(words, "%s%s%s", words->len ? " " : "", word, end);
}

static void add_outputs(struct qz_buf *words)
{
	for (size_t i = 0; qz_backend_name(i); i++)
		cli_values_add(words, qz_backend_name(i), "");
}

static void add_comparison_outputs(struct qz_buf *words)
{
	for (size_t i = 0; cli_difference_name(i); i++)
		cli_values_add(words, cli_difference_name(i), "");
}

static void add_ranks(struct qz_buf *words)
{
	for (size_t i = 0; cli_level_word(i); i++)
		cli_values_add(words, cli_level_word(i), "");
}

static void add_formats(struct qz_buf *words)
{
	for (size_t i = 0; qz_format_name(i); i++)
		cli_values_add(words, qz_format_name(i), "");
}

static void add_levels(struct qz_buf *words)
{
	for (int i = QZ_SEVERITIES; i-- > 0;)
		cli_values_add(words, qz_severity_name((enum qz_severity)i), "");
	cli_values_add(words, "never", "");
}

void cli_values_add_rules(struct qz_buf *words)
{
	for (int i = 0; i < QZ_RULES; i++)
		cli_values_add(words, qz_rule_id((enum qz_rule)i), "");
}

static void add_rule_pairs(struct qz_buf *words)
{
	for (int i = 0; i < QZ_RULES; i++)
		cli_values_add(words, qz_rule_id((enum qz_rule)i), "=");
}

static void add_limit_pairs(struct qz_buf *words)
{
	size_t value;
	const char *name;
	for (size_t i = 0; (name = qz_limits_name(i, &value)); i++)
		cli_values_add(words, name, "=");
}

static void add_meta_pairs(struct qz_buf *words)
{
	for (size_t i = 0; i < QZ_META_KEYS; i++)
		cli_values_add(words, qz_meta_key(i), "=");
}

static void add_profiles(struct qz_buf *words)
{
	cli_values_add(words, "public full", "");
}

static const struct {
	const char *argument;
	enum value_kind kind;
	void (*add)(struct qz_buf *words);
} arguments[] = {
	{"LIST", VALUES_LIST, add_outputs},
	{"OUTPUTS", VALUES_LIST, add_comparison_outputs},
	{"KIND", VALUES_WORDS, add_formats},
	{"LEVEL", VALUES_WORDS, add_levels},
	{"RANK", VALUES_WORDS, add_ranks},
	{"MODEL", VALUES_FILES, NULL},
	{"ID=LEVEL", VALUES_PAIRS, add_rule_pairs},
	{"NAME=VALUE", VALUES_PAIRS, add_limit_pairs},
	{"KEY=VALUE", VALUES_PAIRS, add_meta_pairs},
	{"NAME|FILE", VALUES_FILES, add_profiles},
	{"FILE", VALUES_FILES, NULL},
	{"DIR", VALUES_FOLDERS, NULL},
	{"DIR|FILE", VALUES_FILES, NULL},
};

void cli_values_of(const char *argument, struct values *values)
{
	values->kind = VALUES_NOTHING;
	qz_buf_clear(&values->words);
	for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) {
		if (strcmp(arguments[i].argument, argument) != 0)
			continue;
		values->kind = arguments[i].kind;
		if (arguments[i].add)
			arguments[i].add(&values->words);
		return;
	}
	if (!strchr(argument, '|'))
		return;
	values->kind = VALUES_WORDS;
	for (; *argument; argument++)
		qz_buf_putc(&values->words, *argument == '|' ? ' ' : *argument);
}
