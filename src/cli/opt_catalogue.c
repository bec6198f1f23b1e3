/*
 * Options of diff: a catalogue, and what may be written of it.
 */
#include "cli/opt_catalogue.h"

#include <string.h>

bool cli_set_catalogue(struct cli *cli, const char *value)
{
	cli->catalogue = value;
	return *value != '\0';
}

const char *cli_level_word(size_t index)
{
	static const char *const words[] = {"国家级", "省级", "市级", "县级", "乡级", "村级"};
	return index < sizeof words / sizeof *words ? words[index] : NULL;
}

bool cli_set_level(struct cli *cli, const char *value)
{
	for (unsigned i = 0; cli_level_word(i); i++)
		if (strcmp(cli_level_word(i), value) == 0)
			cli->level = i + 1;
	return cli->level > 0;
}

const char *cli_difference_name(size_t index)
{
	const char *name = qz_comparison_name(index);
	return name && !*name && strcmp(qz_backend_name(index), "xlsx") == 0 ? "xlsx" : name; /* of a catalogue alone */
}
