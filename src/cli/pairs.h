/*
 * Which input of the old revision goes with which of the new one.
 */
#ifndef QZ_CLI_PAIRS_H
#define QZ_CLI_PAIRS_H

#include "cli/cmd.h"

/* One comparison: either input may be missing. */
struct pair {
	const struct input *old, *new;
	const char *stem; /* of its outputs */
};

struct pairs {
	struct inputs olds, news;
	struct pair *pairs;
	size_t count;
};

/*
 * The two operands as pairs: two files, or the files of two folders by their
 * names, and, where these differ, by the department that the lists name. What
 * cannot be looked at or holds nothing readable is said on stderr and is
 * QZ_INPUT. To be freed in any case.
 */
enum qz_status cli_pairs(const struct cli *cli, struct pairs *pairs);
void cli_pairs_done(struct pairs *pairs);

#endif
