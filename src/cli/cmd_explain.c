/*
 * quanze explain, quanze formats: what the program knows of itself: rules,
 * inputs, outputs, limits.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/values.h"

/* A rule in the words of one language. */
static void explain(const struct qz_messages *messages, enum qz_rule rule)
{
	static const struct {
		const char *key;
		enum qz_rule_text text;
	} parts[] = {{"report.cause", QZ_TEXT_CAUSE}, {"report.example", QZ_TEXT_EXAMPLE}, {"report.cure", QZ_TEXT_CURE}};
	char key[32];
	snprintf(key, sizeof key, "severity.%s", qz_severity_name(qz_rule_severity(rule)));
	printf("%s (%s)\n", qz_rule_id(rule), qz_messages_text(messages, key));
	printf("  %s\n", qz_messages_rule(messages, rule, QZ_TEXT_MESSAGE));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		printf("  %s%s\n", qz_messages_text(messages, parts[i].key), qz_messages_rule(messages, rule, parts[i].text));
}

/* Each rule named, in the reader's language, or that of --lang. */
static enum qz_status explain_all(const struct cli *cli)
{
	const bool chinese = strcmp(cli->options.language ? cli->options.language : qz_messages_language(), "en") != 0;
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct qz_messages *own = qz_messages_load(cli->options.resources, chinese ? "zh-CN" : "en", &diag);
	for (size_t i = 0; own && i < cli->ninputs; i++)
		explain(own, qz_rule_find(cli->inputs[i]));
	if (!own)
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	const enum qz_status status = own ? QZ_OK : QZ_INPUT;
	qz_messages_free(own);
	qz_diag_done(&diag);
	return status;
}

static enum qz_status complain_rule(const struct cli *cli, const char *given)
{
	struct qz_buf rules;
	qz_buf_init(&rules);
	cli_values_add_rules(&rules);
	cli_complain_nearest(cli, "usage.unknown-rule", given, rules.data && !rules.failed ? rules.data : "");
	qz_buf_done(&rules);
	return QZ_USAGE;
}

enum qz_status cmd_explain(struct cli *cli)
{
	enum qz_status status = QZ_OK;
	for (size_t i = 0; i < cli->ninputs; i++)
		if (qz_rule_find(cli->inputs[i]) == QZ_RULES)
			return complain_rule(cli, cli->inputs[i]);
	if (cli->ninputs)
		status = explain_all(cli);
	for (int rule = 0; cli->ninputs == 0 && rule < QZ_RULES; rule++)
		printf("%-24s %-8s %s\n", qz_rule_id((enum qz_rule)rule), qz_severity_name(qz_rule_severity((enum qz_rule)rule)),
		       qz_messages_rule(cli->messages, (enum qz_rule)rule, QZ_TEXT_MESSAGE));
	return fflush(stdout) == 0 ? status : QZ_OUTPUT;
}

/* 512M, 6G, 200: as --limit reads it. */
static void print_limit(const struct cli *cli, const char *name, size_t value, const char *finding)
{
	char key[64], number[32];
	static const char units[] = " kMG";
	int unit = 0;
	while (value && value % 1024 == 0 && unit < 3) {
		value /= 1024;
		unit++;
	}
	snprintf(number, sizeof number, unit ? "%zu%c" : "%zu", value, units[unit]);
	snprintf(key, sizeof key, "limits.%s", name);
	printf("  %-13s %9s  %-20s %s\n", name, number, finding, qz_messages_text(cli->messages, key));
}

/* The words for a fate and its reason: kept as a comment. */
static void print_carrier(const struct cli *cli, const struct qz_carrier_row *row)
{
	char place[128], key[64];
	static const char *const groups[] = {"reason", "what", "why"};
	const char *as = "";
	snprintf(place, sizeof place, "%s%s%s", row->part, *row->part && *row->element ? " " : "", row->element);
	for (size_t i = 0; *row->as && i < sizeof groups / sizeof *groups && !*as; i++) {
		snprintf(key, sizeof key, "%s.%s", groups[i], row->as);
		const char *text = qz_messages_text(cli->messages, key);
		as = strcmp(text, key) == 0 ? "" : text;
	}
	snprintf(key, sizeof key, "fate.%s", row->fate);
	printf("  %-16s %-40s %s%s%s\n", row->format, place, qz_messages_text(cli->messages, key), *as ? ": " : "", as);
}

static void print_carriers(const struct cli *cli)
{
	struct qz_carrier_row row;
	printf("%s\n", qz_messages_text(cli->messages, "formats.carriers"));
	for (size_t i = 0; qz_format_carrier(i, &row); i++)
		print_carrier(cli, &row);
}

enum qz_status cmd_formats(struct cli *cli)
{
	printf("%s\n", qz_messages_text(cli->messages, "formats.inputs"));
	for (size_t i = 0; qz_format_name(i); i++) {
		printf("  %-8s", qz_format_name(i));
		for (const char *const *extension = qz_format_extensions(i); *extension; extension++)
			printf(" .%s", *extension);
		putchar('\n');
	}
	if (cli->verbose)
		print_carriers(cli);
	printf("%s\n", qz_messages_text(cli->messages, "formats.outputs"));
	for (size_t i = 0; qz_backend_name(i); i++)
		printf("  %s\n", qz_backend_name(i));
	printf("%s\n", qz_messages_text(cli->messages, "formats.limits"));
	size_t value;
	const char *limit;
	for (size_t i = 0; (limit = qz_limits_name(i, &value)); i++)
		print_limit(cli, limit, value, qz_rule_id(qz_limits_rule(i)));
	return fflush(stdout) == 0 ? QZ_OK : QZ_OUTPUT;
}
