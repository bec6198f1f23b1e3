/*
 * Pairs of characters, for shingles.h.
 */
#include "diff/shingles.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/shortage.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "diff/words.h"

/* Two code points as a number: the finaliser of MurmurHash3 spreads them. */
static uint32_t mix(uint32_t one, uint32_t two)
{
	uint64_t key = (uint64_t)one << 32 | two;
	key = (key ^ key >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
	key = (key ^ key >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
	return (uint32_t)(key ^ key >> 33);
}

bool qz_shingles_put(struct qz_shingles *shingles, uint32_t hash)
{
	if (!qz_array_grow(&shingles->hashes, shingles->count, &shingles->cap, sizeof *shingles->hashes))
		return false;
	shingles->hashes[shingles->count++] = hash ? hash : 1;
	return true;
}

static bool add_pair(struct qz_shingles *shingles, uint32_t one, uint32_t two)
{
	return qz_shingles_put(shingles, mix(one, two));
}

bool qz_shingles_add(struct qz_shingles *shingles, const char *text, size_t len)
{
	struct qz_buf folded;
	uint32_t before = 0, cp = 0;
	qz_buf_init(&folded);
	qz_fold(text, len, &folded);
	bool ready = !folded.failed;
	for (size_t at = 0, n; at < folded.len && ready; at += n, before = cp) {
		n = qz_utf8_decode(folded.data + at, folded.len - at, &cp);
		n = n ? n : 1;
		if (before)
			ready = add_pair(shingles, before, cp);
	}
	if (ready && folded.len && cp && folded.len <= 4 && shingles->count == 0)
		ready = add_pair(shingles, 0, cp); /* a text of one character */
	qz_buf_done(&folded);
	return ready;
}

static int by_value(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;
	return (one > two) - (one < two);
}

void qz_shingles_sort(struct qz_shingles *shingles)
{
	size_t kept = 0;
	if (shingles->count)
		qsort(shingles->hashes, shingles->count, sizeof *shingles->hashes, by_value);
	for (size_t i = 0; i < shingles->count; i++)
		if (kept == 0 || shingles->hashes[kept - 1] != shingles->hashes[i])
			shingles->hashes[kept++] = shingles->hashes[i];
	shingles->count = kept;
	shingles->made = true;
}

bool qz_shingles_make_of(struct qz_shingles *shingles, const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	bool ready = !text.failed && qz_shingles_add(shingles, text.data ? text.data : "", text.len);
	qz_shingles_sort(shingles);
	qz_buf_done(&text);
	return ready;
}

void qz_shingles_done(struct qz_shingles *shingles)
{
	free(shingles->hashes);
}

/* ---- rarity ---- */

static size_t find_slot(const struct qz_rarity *rarity, uint32_t hash)
{
	size_t slot = hash & (rarity->slots - 1);
	while (rarity->hashes[slot] && rarity->hashes[slot] != hash)
		slot = (slot + 1) & (rarity->slots - 1);
	return slot;
}

static bool grow(struct qz_rarity *rarity)
{
	struct qz_rarity grown = {.slots = rarity->slots ? rarity->slots * 2 : 1024, .used = rarity->used, .texts = rarity->texts};
	grown.hashes = calloc(grown.slots, sizeof *grown.hashes);
	grown.counts = calloc(grown.slots, sizeof *grown.counts);
	if (!grown.hashes || !grown.counts) {
		qz_shortage_note();
		qz_rarity_done(&grown);
		return false;
	}
	for (size_t i = 0; i < rarity->slots; i++) {
		if (!rarity->hashes[i])
			continue;
		size_t slot = find_slot(&grown, rarity->hashes[i]);
		grown.hashes[slot] = rarity->hashes[i];
		grown.counts[slot] = rarity->counts[i];
	}
	qz_rarity_done(rarity);
	*rarity = grown;
	return true;
}

bool qz_rarity_count(struct qz_rarity *rarity, const struct qz_shingles *shingles)
{
	rarity->texts++;
	for (size_t i = 0; i < shingles->count; i++) {
		if (rarity->used * 2 >= rarity->slots && !grow(rarity))
			return false;
		size_t slot = find_slot(rarity, shingles->hashes[i]);
		rarity->used += rarity->hashes[slot] == 0;
		rarity->hashes[slot] = shingles->hashes[i];
		rarity->counts[slot]++;
	}
	return true;
}

void qz_rarity_done(struct qz_rarity *rarity)
{
	free(rarity->hashes);
	free(rarity->counts);
}

uint32_t qz_rarity_of(const struct qz_rarity *rarity, uint32_t hash)
{
	return rarity->slots ? rarity->counts[find_slot(rarity, hash)] : 0;
}

double qz_rarity_weight(const struct qz_rarity *rarity, uint32_t hash)
{
	uint32_t count = rarity ? qz_rarity_of(rarity, hash) : 0;
	return count ? log1p((double)rarity->texts / count) : 1;
}

/* ---- likeness ---- */

static double weigh(const struct qz_shingles *shingles, const struct qz_rarity *rarity)
{
	double sum = 0;
	for (size_t i = 0; i < shingles->count; i++)
		sum += qz_rarity_weight(rarity, shingles->hashes[i]);
	return sum;
}

double qz_shingles_alike(const struct qz_shingles *a, const struct qz_shingles *b, const struct qz_rarity *rarity)
{
	double common = 0, all = weigh(a, rarity) + weigh(b, rarity);
	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		if (a->hashes[i] == b->hashes[j])
			common += qz_rarity_weight(rarity, a->hashes[i]);
		bool first = a->hashes[i] <= b->hashes[j], second = b->hashes[j] <= a->hashes[i];
		i += first;
		j += second;
	}
	return all > 0 ? 2 * common / all : 1;
}

static bool has(const struct qz_shingles *shingles, uint32_t hash)
{
	return shingles && shingles->count && bsearch(&hash, shingles->hashes, shingles->count, sizeof hash, by_value);
}

double qz_shingles_share(const struct qz_shingles *part, const struct qz_shingles *whole, const struct qz_shingles *other, const struct qz_rarity *rarity)
{
	double found = 0, all = weigh(part, rarity);
	for (size_t i = 0; i < part->count; i++)
		if (has(whole, part->hashes[i]) || has(other, part->hashes[i]))
			found += qz_rarity_weight(rarity, part->hashes[i]);
	return all > 0 ? found / all : 1;
}
