/*
 * Signs of damage that the text of a cell shows by itself, for signs.c.
 */
#ifndef QZ_MODEL_SIGNS_TEXT_H
#define QZ_MODEL_SIGNS_TEXT_H

#include <stdbool.h>

#include "read/table.h"

/* The signs (enum qz_cell_sign) that a text shows; some are looked for in delimited text only. */
unsigned qz_signs_of_text(const struct qz_cell *cell, bool delimited);

/* How the words of a cell were destroyed, as texts of findings call it; NULL when they were not. */
const char *qz_text_garbled(const struct qz_cell *cell);

#endif
