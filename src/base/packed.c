/*
 * A short list of parts, for packed.h. What came first stays: parts that differ
 * from list to list would drive out those that do not.
 */
#include "base/packed.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PARTS 48

struct known {
	unsigned char *bytes; /* and behind them the deflated ones */
	size_t len;
	struct qz_packed_part part;
};

struct qz_packed {
	struct known parts[PARTS];
	size_t count;
	pthread_mutex_t lock;
};

struct qz_packed *qz_packed_new(void)
{
	struct qz_packed *packed = calloc(1, sizeof *packed);
	if (packed)
		pthread_mutex_init(&packed->lock, NULL);
	return packed;
}

void qz_packed_free(struct qz_packed *packed)
{
	if (!packed)
		return;
	for (size_t i = 0; i < packed->count; i++)
		free(packed->parts[i].bytes);
	pthread_mutex_destroy(&packed->lock);
	free(packed);
}

static const struct known *find(const struct qz_packed *packed, const void *bytes, size_t len)
{
	for (size_t i = 0; i < packed->count; i++)
		if (packed->parts[i].len == len && memcmp(packed->parts[i].bytes, bytes, len) == 0)
			return &packed->parts[i];
	return NULL;
}

const struct qz_packed_part *qz_packed_find(struct qz_packed *packed, const void *bytes, size_t len)
{
	pthread_mutex_lock(&packed->lock);
	const struct known *known = find(packed, bytes, len);
	pthread_mutex_unlock(&packed->lock);
	return known ? &known->part : NULL;
}

void qz_packed_keep(struct qz_packed *packed, const void *bytes, size_t len, const struct qz_packed_part *part)
{
	pthread_mutex_lock(&packed->lock);
	unsigned char *copy = packed->count < PARTS && len && len <= QZ_PACKED_MOST && !find(packed, bytes, len) ? malloc(len + part->len) : NULL;
	if (copy) {
		memcpy(copy, bytes, len);
		memcpy(copy + len, part->deflated, part->len);
		packed->parts[packed->count++] = (struct known){.bytes = copy, .len = len, .part = {.deflated = copy + len, .len = part->len, .crc = part->crc}};
	}
	pthread_mutex_unlock(&packed->lock);
}
