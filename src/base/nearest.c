/*
 * Distances of words, for nearest.h: how many characters are to be added, left
 * out, replaced, or exchanged with their neighbours. A word that goes on where
 * the mistyped one stops is near too. Capitals do not count.
 */
#include "base/nearest.h"

#include <ctype.h>
#include <string.h>

#define PREFIX 3 /* characters that tell a shortened word */

void qz_nearest_init(struct qz_nearest *nearest, const char *word, size_t len)
{
	*nearest = (struct qz_nearest){.distance = 0};
	if (len == 0 || len >= QZ_NEAREST_WORD)
		return;
	for (size_t i = 0; i < len; i++)
		nearest->word[i] = (char)tolower((unsigned char)word[i]);
	nearest->distance = (len < PREFIX ? 0 : (len + 1) / 3) + 1; /* about one mistake in three characters */
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t measure(const char *a, const char *b)
{
	const size_t na = strlen(a), nb = strlen(b);
	size_t rows[3][QZ_NEAREST_WORD]; /* of the table of distances, row i in i % 3 */
	for (size_t k = 0; k <= nb; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= na; i++) {
		const size_t *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		size_t *row = rows[i % 3];
		row[0] = i;
		for (size_t k = 1; k <= nb; k++) {
			row[k] = least(last[k - 1] + (a[i - 1] != b[k - 1]), least(last[k], row[k - 1]) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				row[k] = least(row[k], before[k - 2] + 1);
		}
	}
	return rows[na % 3][nb];
}

void qz_nearest_try(struct qz_nearest *nearest, const char *known, size_t len)
{
	if (!nearest->distance || len >= QZ_NEAREST_WORD)
		return;
	char word[QZ_NEAREST_WORD] = "";
	memcpy(word, known, len);
	const size_t given = strlen(nearest->word);
	const size_t distance = given >= PREFIX && strncmp(nearest->word, word, given) == 0 ? len > given : measure(nearest->word, word);
	if (distance < nearest->distance) {
		nearest->distance = distance;
		memcpy(nearest->best, word, sizeof word);
	}
}

void qz_nearest_try_all(struct qz_nearest *nearest, const char *list)
{
	for (list += strspn(list, " "); *list; list += strspn(list, " ")) {
		const size_t len = strcspn(list, " ");
		qz_nearest_try(nearest, list, len - (list[len - 1] == '='));
		list += len;
	}
}
