/*
 * How far the work on one input is: counted where the work is done, looked at by
 * whoever shows it, who may be another process (batch/progress.h). Numbers to be
 * shown and nothing else: who counts may be anyone that took a worker over.
 */
#ifndef QZ_BASE_PACE_H
#define QZ_BASE_PACE_H

#include <stdatomic.h>

struct qz_pace {
	atomic_size_t rows, placed;  /* of the table; of them, those that were read as items or what stands around them */
	atomic_size_t items, drawn;  /* to be drawn; 0 while the list is not drawn yet */
};

/* NULL counts nothing. */
static inline void qz_pace_add(struct qz_pace *pace, size_t placed, size_t drawn)
{
	if (pace && placed)
		atomic_fetch_add_explicit(&pace->placed, placed, memory_order_relaxed);
	if (pace && drawn)
		atomic_fetch_add_explicit(&pace->drawn, drawn, memory_order_relaxed);
}

#endif
