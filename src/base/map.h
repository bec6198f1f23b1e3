/*
 * A table from texts to values, or to numbers, that grows with what is in it: libxml2's own
 * (before 2.14) has at most 16,384 lists of entries, so that long lists of
 * items would cost more than in proportion.
 */
#ifndef QZ_BASE_MAP_H
#define QZ_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct qz_map_entry;

struct qz_map {
	struct qz_map_entry *entries; /* in the order in which they came */
	size_t count, cap;
	uint32_t *slots; /* number of an entry, from 1; 0: free. As many as a power of two */
	size_t nslots;
	struct qz_buf keys;
	bool failed; /* memory ran out; nothing was put since */
};

/* FNV-1a (Fowler, Noll, Vo) of 64 bits. */
uint64_t qz_map_hash(const char *key, size_t len);

void qz_map_init(struct qz_map *map);

/* `free_value` (NULL: nothing) is called for each value. */
void qz_map_done(struct qz_map *map, void (*free_value)(void *));

/* The value of a key of `len` bytes; NULL where there is none. */
void *qz_map_get(const struct qz_map *map, const char *key, size_t len);

/* The value of the key that came in as number `index`, below map->count. */
void *qz_map_value(const struct qz_map *map, size_t index);

/*
 * The number of a key, from 0 in the order in which they came; one that is new comes in without a value. 0 when memory ran out
 * (failed).
 */
uint32_t qz_map_number(struct qz_map *map, const char *key, size_t len);

/* Puts a value in the place of the one that the key has, or behind all. 0, or -1 when memory ran out. */
int qz_map_put(struct qz_map *map, const char *key, size_t len, void *value);

#endif
