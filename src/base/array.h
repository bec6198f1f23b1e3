/*
 * Growing arrays.
 */
#ifndef QZ_BASE_ARRAY_H
#define QZ_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Room for one more element of `size` bytes behind `count` of them. `array` is
 * the address of the pointer to the elements (of any type), `cap` how many there
 * is room for. Doubles, so appending is linear; false when memory ran out.
 */
bool qz_array_grow(void *array, size_t count, size_t *cap, size_t size);

#endif
