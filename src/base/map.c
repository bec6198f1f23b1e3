/*
 * The table of map.h: open addressing, at most half full.
 */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/shortage.h"

#define LEAST 64 /* slots */

struct qz_map_entry {
	size_t at, len; /* of the key, in the keys */
	uint64_t hash;
	void *value;
};

void qz_map_init(struct qz_map *map)
{
	*map = (struct qz_map){0};
	qz_buf_init(&map->keys);
}

void qz_map_done(struct qz_map *map, void (*free_value)(void *))
{
	for (size_t i = 0; free_value && i < map->count; i++)
		free_value(map->entries[i].value);
	free(map->entries);
	free(map->slots);
	qz_buf_done(&map->keys);
	qz_map_init(map);
}

uint64_t qz_map_hash(const char *key, size_t len)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)key[i]) * UINT64_C(0x100000001B3);
	return hash;
}

/* The upper half worked into the lower one, which chooses the slot. */
static uint64_t hash_of(const char *key, size_t len)
{
	uint64_t hash = qz_map_hash(key, len);
	return hash ^ hash >> 32;
}

/* The slot of a key, or the free one where it goes. */
static size_t find_slot(const struct qz_map *map, const char *key, size_t len, uint64_t hash)
{
	size_t slot = hash & (map->nslots - 1);
	for (; map->slots[slot]; slot = (slot + 1) & (map->nslots - 1)) {
		const struct qz_map_entry *entry = &map->entries[map->slots[slot] - 1];
		if (entry->hash == hash && entry->len == len && (len == 0 || memcmp(map->keys.data + entry->at, key, len) == 0))
			break;
	}
	return slot;
}

static bool make_room(struct qz_map *map)
{
	if ((map->count + 1) * 2 <= map->nslots)
		return true;
	size_t wanted = map->nslots ? map->nslots * 2 : LEAST;
	uint32_t *slots = map->count < UINT32_MAX ? calloc(wanted, sizeof *slots) : NULL;
	if (!slots) {
		qz_shortage_note();
		return false;
	}
	for (size_t i = 0; i < map->count; i++) {
		size_t slot = map->entries[i].hash & (wanted - 1);
		while (slots[slot])
			slot = (slot + 1) & (wanted - 1);
		slots[slot] = (uint32_t)(i + 1);
	}
	free(map->slots);
	map->slots = slots;
	map->nslots = wanted;
	return true;
}

void *qz_map_get(const struct qz_map *map, const char *key, size_t len)
{
	uint32_t number = map->nslots ? map->slots[find_slot(map, key, len, hash_of(key, len))] : 0;
	return number ? map->entries[number - 1].value : NULL;
}

void *qz_map_value(const struct qz_map *map, size_t index)
{
	return map->entries[index].value;
}

uint32_t qz_map_number(struct qz_map *map, const char *key, size_t len)
{
	map->failed = map->failed || !make_room(map);
	if (map->failed)
		return 0;
	uint64_t hash = hash_of(key, len);
	size_t slot = find_slot(map, key, len, hash);
	if (map->slots[slot])
		return map->slots[slot] - 1;
	size_t at = map->keys.len;
	qz_buf_add(&map->keys, key, len);
	map->failed = map->keys.failed || !qz_array_grow(&map->entries, map->count, &map->cap, sizeof *map->entries);
	if (map->failed)
		return 0;
	map->entries[map->count++] = (struct qz_map_entry){.at = at, .len = len, .hash = hash};
	map->slots[slot] = (uint32_t)map->count;
	return (uint32_t)(map->count - 1);
}

int qz_map_put(struct qz_map *map, const char *key, size_t len, void *value)
{
	uint32_t number = qz_map_number(map, key, len);
	if (map->failed)
		return -1;
	map->entries[number].value = value;
	return 0;
}
