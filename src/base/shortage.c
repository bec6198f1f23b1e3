/*
 * The count of shortage.h: the one thing in the library that is process-wide
 * and changes.
 */
#include "base/shortage.h"

#include <stdatomic.h>

static atomic_ulong shortages;

void qz_shortage_note(void)
{
	atomic_fetch_add(&shortages, 1);
}

unsigned long qz_shortages(void)
{
	return atomic_load(&shortages);
}
