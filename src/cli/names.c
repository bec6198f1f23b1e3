/*
 * Names of outputs: no two inputs get the same, on file systems that tell
 * capitals from small letters and on those that do not, and none gets a name
 * that is taken.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "cli/cmd.h"

/* An input and its stem as the least discerning file system sees it. */
struct folded {
	char *key;
	size_t index;
};

static char *fold(const char *text)
{
	size_t len;
	uint8_t *folded = u8_casefold((const uint8_t *)text, strlen(text) + 1, NULL, UNINORM_NFC, NULL, &len);
	return folded ? (char *)folded : strdup(text); /* a name that is no UTF-8 stands for itself */
}

static int by_key(const void *a, const void *b)
{
	const struct folded *left = a, *right = b;
	int order = strcmp(left->key, right->key);
	return order ? order : left->index < right->index ? -1 : 1;
}

/* A device of Windows, where outputs are often carried to: what stands before the first dot counts, blanks behind it do not. */
static bool is_device(const char *part, size_t len)
{
	static const char *const names[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
	const char *dot = memchr(part, '.', len);
	len = dot ? (size_t)(dot - part) : len;
	while (len > 0 && part[len - 1] == ' ')
		len--;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (len == strlen(names[i]) && strncmp(part, names[i], len) == 0)
			return true;
	bool port = len == 4 && (strncmp(part, "com", 3) == 0 || strncmp(part, "lpt", 3) == 0);
	return port && part[3] >= '0' && part[3] <= '9';
}

static bool rename_take(struct input *input, char *stem, enum why why, const char *other)
{
	if (!stem)
		return false;
	free(input->stem);
	input->stem = stem;
	input->why = why;
	free(input->clash);
	input->clash = other ? strdup(other) : NULL;
	return !other || input->clash;
}

static char *print(const char *format, const char *text, size_t number)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_buf_printf(&out, format, text, number);
	return qz_buf_take(&out);
}

/* "index" → "_index", "aux/con.a" → "_aux/_con.a": the folder's own files, and devices. `key` is the folded stem. */
static bool avoid_reserved(struct input *input, const char *key, bool batch)
{
	bool own = batch && (strcmp(key, "index") == 0 || strcmp(key, "summary") == 0), changed = false;
	const char *stem = input->stem;
	struct qz_buf out;
	qz_buf_init(&out);
	while (*stem) {
		size_t len = strcspn(stem, "/"), folded = strcspn(key, "/");
		if (own || is_device(key, folded)) {
			qz_buf_putc(&out, '_');
			changed = true;
		}
		qz_buf_add(&out, stem, len + (stem[len] == '/'));
		stem += len + (stem[len] == '/');
		key += folded + (key[folded] == '/');
	}
	if (changed)
		return rename_take(input, qz_buf_take(&out), WHY_RESERVED, NULL);
	qz_buf_done(&out);
	return true;
}

static bool fold_all(const struct inputs *inputs, struct folded *folded)
{
	bool all = true;
	for (size_t i = 0; i < inputs->count; i++) {
		free(folded[i].key);
		folded[i] = (struct folded){.key = fold(inputs->inputs[i].stem), .index = i};
		all &= folded[i].key != NULL;
	}
	return all;
}

/* Inputs of one key, in their order: all keep their extensions in round 0; later the second gets -2, the third -3. */
static bool part(const struct inputs *inputs, const struct folded *group, size_t count, int round)
{
	const struct input *first = &inputs->inputs[group[0].index];
	bool done = true;
	for (size_t i = round ? 1 : 0; done && i < count; i++) {
		struct input *input = &inputs->inputs[group[i].index];
		const struct input *other = i ? first : &inputs->inputs[group[1].index];
		char *stem = round ? print("%s-%zu", input->stem, i + 1) : strdup(input->name);
		done = rename_take(input, stem, WHY_CLASH, other->name);
	}
	return done;
}

/* One round: true when all went well; *again when names were changed. */
static bool part_all(const struct inputs *inputs, struct folded *folded, int round, bool *again)
{
	bool done = fold_all(inputs, folded);
	*again = false;
	if (done)
		qsort(folded, inputs->count, sizeof *folded, by_key);
	for (size_t i = 0, next; done && i < inputs->count; i = next) {
		for (next = i + 1; next < inputs->count && strcmp(folded[next].key, folded[i].key) == 0; next++)
			;
		if (next - i > 1) {
			done = part(inputs, folded + i, next - i, round);
			*again = true;
		}
	}
	return done;
}

bool cli_name_outputs(struct inputs *inputs)
{
	struct folded *folded = calloc(inputs->count + 1, sizeof *folded);
	bool done = folded && fold_all(inputs, folded), again = true;
	for (size_t i = 0; done && i < inputs->count; i++)
		done = avoid_reserved(&inputs->inputs[i], folded[i].key, inputs->batch);
	for (int round = 0; done && again; round++)
		done = part_all(inputs, folded, round, &again);
	for (size_t i = 0; folded && i < inputs->count; i++)
		free(folded[i].key);
	free(folded);
	return done;
}

void cli_print_name(const struct cli *cli, const char *path)
{
	struct qz_buf visible;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, path, strlen(path));
	if (cli->print0)
		fwrite(path, 1, strlen(path) + 1, stdout);
	else
		printf("%s\n", visible.data && !visible.failed ? visible.data : "");
	qz_buf_done(&visible);
}
