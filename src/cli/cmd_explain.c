/*
 * quanze explain, quanze formats: what the program knows of itself: rules,
 * inputs, outputs, limits.
 */
#include <stdio.h>

#include "cli/cmd.h"

static void explain(const struct cli *cli, enum qz_rule rule)
{
	char key[32];
	snprintf(key, sizeof key, "severity.%s", qz_severity_name(qz_rule_severity(rule)));
	printf("%s (%s)\n", qz_rule_id(rule), qz_messages_text(cli->messages, key));
	printf("  %s\n", qz_messages_rule(cli->messages, rule, QZ_TEXT_MESSAGE));
	printf("  %s%s\n", qz_messages_text(cli->messages, "report.cause"), qz_messages_rule(cli->messages, rule, QZ_TEXT_CAUSE));
	printf("  %s%s\n", qz_messages_text(cli->messages, "report.cure"), qz_messages_rule(cli->messages, rule, QZ_TEXT_CURE));
}

enum qz_status cmd_explain(struct cli *cli)
{
	for (size_t i = 0; i < cli->ninputs; i++) {
		enum qz_rule rule = qz_rule_find(cli->inputs[i]);
		if (rule == QZ_RULES)
			return cli_complain(cli, "usage.unknown-rule", cli->inputs[i]);
		explain(cli, rule);
	}
	for (int rule = 0; cli->ninputs == 0 && rule < QZ_RULES; rule++)
		printf("%-24s %-8s %s\n", qz_rule_id((enum qz_rule)rule), qz_severity_name(qz_rule_severity((enum qz_rule)rule)),
		       qz_messages_rule(cli->messages, (enum qz_rule)rule, QZ_TEXT_MESSAGE));
	return fflush(stdout) == 0 ? QZ_OK : QZ_OUTPUT;
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

enum qz_status cmd_formats(struct cli *cli)
{
	printf("%s\n", qz_messages_text(cli->messages, "formats.inputs"));
	for (size_t i = 0; qz_format_name(i); i++) {
		printf("  %-8s", qz_format_name(i));
		for (const char *const *extension = qz_format_extensions(i); *extension; extension++)
			printf(" .%s", *extension);
		putchar('\n');
	}
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
