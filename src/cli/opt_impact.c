/*
 * Options of impact, and what usage says where it is another thing than elsewhere.
 */
#include "cli/opt_impact.h"

#include <stdio.h>
#include <string.h>

bool cli_set_law(struct cli *cli, const char *value)
{
	cli->law = value;
	return *value != '\0';
}

/* yyyy, yyyy-mm or yyyy-mm-dd */
static bool is_day(const char *value)
{
	static const char pattern[] = "0000-00-00";
	size_t len = strlen(value);
	bool day = len == 4 || len == 7 || len == 10;
	for (size_t i = 0; day && i < len; i++)
		day = pattern[i] == '-' ? value[i] == '-' : value[i] >= '0' && value[i] <= '9';
	return day;
}

bool cli_set_law_from(struct cli *cli, const char *value)
{
	cli->law_from = value;
	return is_day(value);
}

bool cli_set_law_to(struct cli *cli, const char *value)
{
	cli->law_to = value;
	return is_day(value);
}

const char *cli_option_text(const struct cli *cli, const struct opt *opt)
{
	char own[64], key[64];
	snprintf(own, sizeof own, "opt.impact.%s", opt->name);
	snprintf(key, sizeof key, "opt.%s", opt->name);
	const char *text =
	    (opt->commands & ~(unsigned)OPT_NEUTRAL) == CMD_IMPACT ? qz_messages_text(cli->messages, own) : own;
	return text != own ? text : qz_messages_text(cli->messages, key);
}
