/*
 * Texts as numbers: equal texts have equal numbers.
 */
#ifndef QZ_DIFF_INTERN_H
#define QZ_DIFF_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct qz_intern {
	struct qz_buf bytes; /* all texts, one behind the other */
	struct qz_interned {
		size_t at, len;
		uint64_t hash;
	} *texts;
	size_t count, cap;
	uint32_t *slots; /* numbers + 1, 0: empty */
	size_t nslots;
	bool failed; /* memory ran out; every later call gives 0 */
};

void qz_intern_init(struct qz_intern *intern);
void qz_intern_done(struct qz_intern *intern);

/* The number of a text, from 0 in the order they were first seen. */
uint32_t qz_intern_text(struct qz_intern *intern, const char *text, size_t len);

#endif
