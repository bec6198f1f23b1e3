/*
 * Arrays, for array.h.
 */
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

#include "base/shortage.h"

bool qz_array_grow(void *array, size_t count, size_t *cap, size_t size)
{
	if (count < *cap)
		return true;
	size_t wanted = *cap ? *cap * 2 : 8;
	if (wanted > SIZE_MAX / size)
		return false;
	void *elements;
	memcpy(&elements, array, sizeof elements); /* the pointer's own type is the caller's */
	void *grown = realloc(elements, wanted * size);
	if (!grown) {
		qz_shortage_note();
		return false;
	}
	memcpy(array, &grown, sizeof grown);
	*cap = wanted;
	return true;
}

size_t qz_array_first(const void *array, size_t count, size_t size, size_t offset, uint32_t number)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t here;
		memcpy(&here, (const char *)array + middle * size + offset, sizeof here);
		if (here < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
