/*
 * What was packed before: parts of Word files that are the same for list after
 * list (styles, settings, fonts, page numbers) with their deflated bytes, which
 * take as long to make each time. The same bytes in, the same bytes out: whether
 * a part was packed before shows in nothing but the time.
 */
#ifndef QZ_BASE_PACKED_H
#define QZ_BASE_PACKED_H

#include <stddef.h>
#include <stdint.h>

struct qz_packed;

/* A part, deflated. Stays as long as the memory of it. */
struct qz_packed_part {
	const unsigned char *deflated;
	size_t len;
	uint32_t crc; /* of the bytes that were deflated */
};

/* Longer parts are not remembered, and no more than some dozens of them. */
#define QZ_PACKED_MOST ((size_t)32768)

/* NULL when memory ran out. May be asked by several threads. */
struct qz_packed *qz_packed_new(void);
void qz_packed_free(struct qz_packed *packed);

/* The part of these bytes; NULL: not known. */
const struct qz_packed_part *qz_packed_find(struct qz_packed *packed, const void *bytes, size_t len);

/* Remembers a part, if there is room; what cannot be remembered is made again. */
void qz_packed_keep(struct qz_packed *packed, const void *bytes, size_t len, const struct qz_packed_part *part);

#endif
