/*
 * Paragraphs and points of both revisions, for text.h: equal ones first, then
 * in each gap those that are most alike, in order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/xml.h"
#include "diff/sequence.h"
#include "diff/shingles.h"
#include "diff/text.h"

struct blocks {
	const xmlNode **nodes;
	uint32_t *ids;
	struct qz_shingles *shingles; /* filled in when they are needed */
	size_t count;
};

struct block_diff {
	struct qz_differ *differ;
	struct blocks old, new;
	size_t *partners; /* of the old ones */
};

bool qz_diff_same_content(const xmlNode *old, const xmlNode *new)
{
	const xmlNode *a = old->children, *b = new->children;
	for (; a && b; a = a->next, b = b->next) {
		if (a->type != b->type)
			return false;
		if (a->type != XML_ELEMENT_NODE) {
			if (!xmlStrEqual(a->content, b->content))
				return false;
			continue;
		}
		const xmlAttr *x = a->properties, *y = b->properties;
		for (; x && y && xmlStrEqual(x->name, y->name); x = x->next, y = y->next)
			if (!xmlStrEqual(x->children ? x->children->content : NULL, y->children ? y->children->content : NULL))
				return false;
		if (x || y || !xmlStrEqual(a->name, b->name) || !qz_diff_same_content(a, b))
			return false;
	}
	return !a && !b;
}

/* Equal for blocks of one name and the same text; the numbers of points do not count. */
static uint32_t identify(struct qz_differ *differ, const xmlNode *node)
{
	struct qz_buf key;
	qz_buf_init(&key);
	qz_buf_printf(&key, "%s\2", QZ_C(node->name));
	qz_xml_text(node, &key);
	uint32_t id = key.failed ? 0 : qz_map_number(&differ->numbers, key.data, key.len);
	differ->marker.failed |= key.failed || differ->numbers.failed;
	qz_buf_done(&key);
	return id;
}

/* The blocks below a node: all of its elements, of a li the list in it. */
static bool gather(struct qz_differ *differ, const xmlNode *parent, struct blocks *blocks)
{
	const char *name = qz_xml_is(parent, "li") ? "ol" : NULL;
	size_t count = 0;
	for (xmlNode *at = qz_xml_child(parent, name); at; at = qz_xml_next(at, name))
		count++;
	*blocks = (struct blocks){.nodes = malloc((count + 1) * sizeof *blocks->nodes), .ids = malloc((count + 1) * sizeof *blocks->ids)};
	blocks->shingles = calloc(count + 1, sizeof *blocks->shingles);
	if (!blocks->nodes || !blocks->ids || !blocks->shingles)
		return false;
	for (xmlNode *at = qz_xml_child(parent, name); at; at = qz_xml_next(at, name)) {
		blocks->nodes[blocks->count] = at;
		blocks->ids[blocks->count++] = identify(differ, at);
	}
	return true;
}

static void blocks_done(struct blocks *blocks)
{
	for (size_t i = 0; blocks->shingles && i < blocks->count; i++)
		qz_shingles_done(&blocks->shingles[i]);
	free(blocks->nodes);
	free(blocks->ids);
	free(blocks->shingles);
}

static double alike(struct block_diff *diff, size_t old, size_t new)
{
	const xmlNode *a = diff->old.nodes[old], *b = diff->new.nodes[new];
	if (!xmlStrEqual(a->name, b->name))
		return 0;
	struct qz_shingles *x = &diff->old.shingles[old], *y = &diff->new.shingles[new];
	if ((!x->made && !qz_shingles_make_of(x, a)) || (!y->made && !qz_shingles_make_of(y, b))) {
		diff->differ->marker.failed = true;
		return 0;
	}
	return qz_shingles_alike(x, y, NULL);
}

/*
 * Pairs the blocks of a gap so that the sum of their likeness is greatest and
 * their order is kept. best[i][j] is the greatest sum for the first i old and
 * j new blocks of the gap.
 */
static void pair_gap(struct block_diff *diff, size_t a0, size_t a1, size_t b0, size_t b1)
{
	size_t n = a1 - a0, m = b1 - b0, width = m + 1;
	double *best = calloc((n + 1) * width, sizeof *best), *likeness = calloc(n * m + 1, sizeof *likeness);
	diff->differ->marker.failed |= !best || !likeness;
	for (size_t i = 1; best && likeness && i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			double like = alike(diff, a0 + i - 1, b0 + j - 1), up = best[(i - 1) * width + j], left = best[i * width + j - 1];
			double both = like >= diff->differ->data->block ? best[(i - 1) * width + j - 1] + like : 0;
			likeness[(i - 1) * m + j - 1] = like;
			best[i * width + j] = both > up && both > left ? both : up > left ? up : left;
		}
	}
	for (size_t i = n, j = m; best && likeness && i > 0 && j > 0;) {
		double here = best[i * width + j];
		if (here > best[(i - 1) * width + j] && here > best[i * width + j - 1]) {
			diff->partners[a0 + i - 1] = b0 + j - 1;
			i--;
			j--;
		} else if (best[(i - 1) * width + j] >= best[i * width + j - 1]) {
			i--;
		} else {
			j--;
		}
	}
	free(best);
	free(likeness);
}

/* A list alone against a list alone is the same list, however it changed. */
static bool is_one_list(const struct block_diff *diff, size_t a0, size_t a1, size_t b0, size_t b1)
{
	return a1 - a0 == 1 && b1 - b0 == 1 && qz_xml_is(diff->old.nodes[a0], "ol") && qz_xml_is(diff->new.nodes[b0], "ol");
}

static void pair_gaps(struct block_diff *diff)
{
	size_t a = 0, b = 0;
	while (a < diff->old.count || b < diff->new.count) {
		size_t a1 = a;
		while (a1 < diff->old.count && diff->partners[a1] == QZ_ALONE)
			a1++;
		size_t b1 = a1 < diff->old.count ? diff->partners[a1] : diff->new.count;
		if (is_one_list(diff, a, a1, b, b1))
			diff->partners[a] = b;
		else if (a1 > a && b1 > b && (a1 - a) <= diff->differ->data->block_pairs / (b1 - b))
			pair_gap(diff, a, a1, b, b1);
		a = a1 + 1;
		b = b1 + 1;
	}
}

static void write_alone(struct qz_differ *differ, xmlNode *out, const xmlNode *node, enum qz_side side)
{
	bool form = qz_diff_is_form_alone(differ, node);
	xmlNode *copy = qz_mark_copy(&differ->marker, out, node, side);
	if (form && copy)
		qz_mark_set(&differ->marker, copy, "class", "layout");
	differ->form |= form;
	differ->text |= !form;
}

static void write_pair(struct qz_differ *differ, xmlNode *out, const xmlNode *old, const xmlNode *new)
{
	xmlNode *block = qz_mark_pair(&differ->marker, out, old, new);
	if (!block)
		return;
	if (block->properties && xmlHasProp(block, QZ_X("was-marker")))
		differ->form = true;
	if (!qz_xml_is(new, "ol"))
		qz_diff_inline(differ, block, old, new);
	if (!qz_xml_is(new, "p"))
		qz_diff_blocks(differ, block, old, new);
}

/* What is in both in the order of both; between them what went, then what came. */
static void write_blocks(struct block_diff *diff, xmlNode *out)
{
	size_t b = 0;
	for (size_t a = 0; a <= diff->old.count && !diff->differ->marker.failed; a++) {
		bool end = a == diff->old.count;
		size_t partner = end ? diff->new.count : diff->partners[a];
		if (partner == QZ_ALONE) {
			write_alone(diff->differ, out, diff->old.nodes[a], QZ_OLD);
			continue;
		}
		for (; b < partner; b++)
			write_alone(diff->differ, out, diff->new.nodes[b], QZ_NEW);
		if (!end)
			write_pair(diff->differ, out, diff->old.nodes[a], diff->new.nodes[b++]);
	}
}

void qz_diff_blocks(struct qz_differ *differ, xmlNode *out, const xmlNode *old, const xmlNode *new)
{
	struct block_diff diff = {.differ = differ};
	bool ready = gather(differ, old, &diff.old) && gather(differ, new, &diff.new);
	diff.partners = ready ? malloc((diff.old.count + 1) * sizeof *diff.partners) : NULL;
	if (diff.partners && qz_sequence_align(diff.old.ids, diff.old.count, diff.new.ids, diff.new.count, diff.partners) == 0) {
		pair_gaps(&diff);
		write_blocks(&diff, out);
	} else {
		differ->marker.failed = true;
	}
	free(diff.partners);
	blocks_done(&diff.old);
	blocks_done(&diff.new);
}
