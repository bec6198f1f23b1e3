/*
 * Options of impact: the amendment.
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
