/*
 * Places as people read them: @pos writes what would end a sheet's name in it as
 * %XX, so that programs can read it; people see the name.
 */
#ifndef QZ_REPORT_PLACE_H
#define QZ_REPORT_PLACE_H

#include "base/buf.h"

struct qz_messages;

/*
 * Appends a place, or several with blanks between: the sheet's name as it is, in
 * single quotes where a blank or mark in it would mislead, as spreadsheets write
 * it; what acts on a terminal is shown escaped.
 */
void qz_place_put(const char *pos, struct qz_buf *out);

/* Appends the first of such places in words, for people who know no places: “行政处罚”表B4格的批注, 第13行第3列. */
void qz_place_say(const struct qz_messages *messages, const char *pos, struct qz_buf *out);

#endif
