/*
 * Growing arrays, and looking up in sorted ones.
 */
#ifndef QZ_BASE_ARRAY_H
#define QZ_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Room for one more element of `size` bytes behind `count` of them. `array` is
 * the address of the pointer to the elements (of any type), `cap` how many there
 * is room for. Doubles, so appending is linear; false when memory ran out.
 */
bool qz_array_grow(void *array, size_t count, size_t *cap, size_t size);

/*
 * Among `count` elements of `size` bytes that rise by the uint32_t at `offset` in
 * each: the index of the first whose number is not below `number`; count when there is none.
 */
size_t qz_array_first(const void *array, size_t count, size_t size, size_t offset, uint32_t number);

#endif
