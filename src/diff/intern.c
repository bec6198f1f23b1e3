/*
 * Interned texts, for intern.h: open addressing, at most half full.
 */
#include "diff/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/shortage.h"

void qz_intern_init(struct qz_intern *intern)
{
	*intern = (struct qz_intern){0};
	qz_buf_init(&intern->bytes);
}

void qz_intern_done(struct qz_intern *intern)
{
	qz_buf_done(&intern->bytes);
	free(intern->texts);
	free(intern->slots);
}

static bool grow_slots(struct qz_intern *intern)
{
	size_t wanted = intern->nslots ? intern->nslots * 2 : 64;
	uint32_t *slots = calloc(wanted, sizeof *slots);
	if (!slots) {
		qz_shortage_note();
		return false;
	}
	for (size_t i = 0; i < intern->count; i++) {
		size_t slot = intern->texts[i].hash & (wanted - 1);
		while (slots[slot])
			slot = (slot + 1) & (wanted - 1);
		slots[slot] = (uint32_t)i + 1;
	}
	free(intern->slots);
	intern->slots = slots;
	intern->nslots = wanted;
	return true;
}

static uint32_t add(struct qz_intern *intern, size_t slot, const char *text, size_t len, uint64_t hash)
{
	size_t at = intern->bytes.len;
	qz_buf_add(&intern->bytes, text, len);
	if (intern->bytes.failed || intern->count >= UINT32_MAX - 1 || !qz_array_grow(&intern->texts, intern->count, &intern->cap, sizeof *intern->texts)) {
		intern->failed = true;
		return 0;
	}
	intern->texts[intern->count] = (struct qz_interned){at, len, hash};
	intern->slots[slot] = (uint32_t)++intern->count;
	return (uint32_t)intern->count - 1;
}

uint32_t qz_intern_text(struct qz_intern *intern, const char *text, size_t len)
{
	if (intern->failed || (intern->count * 2 >= intern->nslots && !grow_slots(intern))) {
		intern->failed = true;
		return 0;
	}
	uint64_t hash = qz_map_hash(text, len);
	size_t slot = hash & (intern->nslots - 1);
	for (; intern->slots[slot]; slot = (slot + 1) & (intern->nslots - 1)) {
		const struct qz_interned *known = &intern->texts[intern->slots[slot] - 1];
		if (known->hash == hash && known->len == len && (len == 0 || memcmp(intern->bytes.data + known->at, text, len) == 0))
			return intern->slots[slot] - 1;
	}
	return add(intern, slot, text, len, hash);
}
