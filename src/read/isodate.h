/*
 * Dates and times of ISO 8601 as documents in XML store them.
 */
#ifndef QZ_READ_ISODATE_H
#define QZ_READ_ISODATE_H

#include <stdbool.h>

/*
 * Reads "2024-03-01", "2024-03-01T09:30:00.000" or "T09:30" as the number that a
 * spreadsheet has for it (days since 1899-12-30, with its 29 February 1900).
 * False when it is none, or before 1900.
 */
bool qz_iso_date(const char *text, double *value);

#endif
