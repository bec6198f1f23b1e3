/*
 * What table.h promises of every table a reader gives back; aborts where it is broken.
 */
#ifndef QZ_TESTS_FUZZ_PROMISES_H
#define QZ_TESTS_FUZZ_PROMISES_H

#include "read/table.h"

void check_promises(const struct qz_table *table);

/* Ends the program, naming the promise, unless it holds. */
#define require(good) ((good) ? (void)0 : break_promise(#good))
_Noreturn void break_promise(const char *promise);

#endif
