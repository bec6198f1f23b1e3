/*
 * Reading data/diff.xml, for data.h.
 */
#include "diff/data.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/shortage.h"
#include "base/xml.h"

struct qz_diff_data *qz_diff_data_new(void)
{
	return calloc(1, sizeof(struct qz_diff_data));
}

void qz_diff_data_free(struct qz_diff_data *data)
{
	if (!data)
		return;
	for (size_t i = 0; i < data->nlevels; i++)
		free(data->levels[i].word);
	for (size_t i = 0; i < data->nsigns; i++) {
		free(data->signs[i].word);
		free(data->signs[i].unless);
	}
	for (size_t i = 0; i < data->nexercised; i++)
		free(data->exercised[i].word);
	free(data->exercised);
	free(data->levels);
	free(data->signs);
	free(data);
}

static size_t read_count(const xmlNode *node, const char *name)
{
	const char *value = node ? qz_xml_attr(node, name) : NULL;
	return value ? (size_t)strtoul(value, NULL, 10) : 0;
}

static double read_share(const xmlNode *node, const char *name)
{
	return (double)read_count(node, name) / 100;
}

static char *copy_word(const char *word)
{
	char *copy = strdup(word);
	if (!copy)
		qz_shortage_note();
	return copy;
}

static int add_level(struct qz_diff_data *data, const xmlNode *level)
{
	struct qz_diff_level one = {.rank = (unsigned)read_count(level, "rank")};
	if (!qz_array_grow(&data->levels, data->nlevels, &data->levels_cap, sizeof one))
		return -1;
	one.word = copy_word(qz_xml_attr(level, "word"));
	if (!one.word)
		return -1;
	data->levels[data->nlevels++] = one;
	return 0;
}

static int add_sign(struct qz_diff_data *data, const xmlNode *sign)
{
	const char *unless = qz_xml_attr(sign, "unless");
	struct qz_diff_sign one = {.word = copy_word(qz_xml_attr(sign, "word")), .unless = unless ? copy_word(unless) : NULL};
	if (one.word && (!unless || one.unless) && qz_array_grow(&data->signs, data->nsigns, &data->signs_cap, sizeof one)) {
		data->signs[data->nsigns++] = one;
		return 0;
	}
	free(one.word);
	free(one.unless);
	return -1;
}

/* "2 3 4" as bits. */
static unsigned read_ranks(const char *ranks)
{
	unsigned bits = 0;
	for (; ranks && *ranks; ranks++)
		if (*ranks >= '1' && *ranks <= '6')
			bits |= 1u << (*ranks - '0');
	return bits;
}

static int add_word(struct qz_diff_data *data, const xmlNode *word)
{
	struct qz_diff_level one = {.rank = read_ranks(qz_xml_attr(word, "ranks"))};
	if (!qz_array_grow(&data->exercised, data->nexercised, &data->exercised_cap, sizeof one))
		return -1;
	one.word = copy_word(qz_xml_attr(word, "text"));
	if (!one.word)
		return -1;
	data->exercised[data->nexercised++] = one;
	return 0;
}

int qz_diff_data_add(struct qz_diff_data *data, const xmlDoc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc), *match = qz_xml_child(root, "match");
	const xmlNode *parts = qz_xml_child(root, "parts"), *text = qz_xml_child(root, "text"), *devolved = qz_xml_child(root, "devolved");
	data->name = read_share(match, "name");
	data->basis = read_share(match, "basis");
	data->least = read_share(match, "least");
	data->least_name = read_share(match, "least-name");
	data->least_coded = read_share(match, "least-coded");
	data->code_name = read_share(match, "code-name");
	data->sure = qz_xml_attr(match, "sure") ? read_share(match, "sure") : 0.75;
	data->candidates = read_count(match, "candidates");
	data->common = read_count(match, "common");
	data->largest = read_count(match, "largest");
	data->part_share = read_share(parts, "share");
	data->part_gain = read_share(parts, "gain");
	data->block = read_share(text, "block");
	data->block_pairs = read_count(text, "block-pairs");
	data->island = read_count(text, "island");
	int result = 0;
	for (xmlNode *node = qz_xml_child(devolved, "level"); node && result == 0; node = qz_xml_next(node, "level"))
		result = add_level(data, node);
	for (xmlNode *node = qz_xml_child(devolved, "sign"); node && result == 0; node = qz_xml_next(node, "sign"))
		result = add_sign(data, node);
	const xmlNode *exercised = qz_xml_child(root, "exercised");
	for (xmlNode *node = qz_xml_child(exercised, "word"); node && result == 0; node = qz_xml_next(node, "word"))
		result = add_word(data, node);
	return result;
}

unsigned qz_diff_level(const struct qz_diff_data *data, const char *text)
{
	unsigned highest = 0;
	for (size_t i = 0; i < data->nlevels; i++)
		if (strstr(text, data->levels[i].word) && (!highest || data->levels[i].rank < highest))
			highest = data->levels[i].rank;
	return highest;
}

bool qz_diff_says_devolved(const struct qz_diff_data *data, const char *text)
{
	for (size_t i = 0; i < data->nsigns; i++)
		if (strstr(text, data->signs[i].word) && !(data->signs[i].unless && strstr(text, data->signs[i].unless)))
			return true;
	return false;
}
