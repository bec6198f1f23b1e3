/*
 * Number formats of workbooks (ECMA-376 Part 1, 18.8.30 and 18.8.31; [MS-XLS]
 * 2.5.165 uses the same codes): a stored number and its format code in, the
 * text that a spreadsheet shows out, under Chinese conventions. Column widths
 * play no part: nothing is ever shown as ####.
 */
#ifndef QZ_READ_NUMFMT_H
#define QZ_READ_NUMFMT_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;

/*
 * Appends `value` as `code` shows it (NULL or "" is General). Known are
 * General, digits with decimals, thousands, percent and exponents, dates and
 * times (elapsed ones too), literals, sections and conditions, [DBNum1] to
 * [DBNum3]. What the code cannot show (fractions, dates before 1900 or after
 * 9999, a section left empty for a number other than zero) is written as
 * General, so that no number is lost. `date1904`: day 0 is 1904-01-01.
 */
void qz_numfmt_number(double value, const char *code, bool date1904, struct qz_buf *out);

/* Appends a text as the code's text section shows it: literals around each @; as it stands where the code has no @. */
void qz_numfmt_text(const char *text, size_t len, const char *code, struct qz_buf *out);

/* Whether a code (NULL is General) shows some numbers as dates or times, and whether it shows some values not at all. */
void qz_numfmt_traits(const char *code, bool *dates, bool *hides);

/* How a code shows a number: as one, as a date or time, or not at all (;;;). A zero that is left out beside other numbers is shown. */
enum qz_numfmt_shown { QZ_NUMFMT_NUMBER, QZ_NUMFMT_DATE, QZ_NUMFMT_NOTHING };

enum qz_numfmt_shown qz_numfmt_shown(double value, const char *code);

/* Whether a code shows no text. */
bool qz_numfmt_hides_text(const char *code);

/* The code of a built-in format as a Chinese spreadsheet has it; "General" for ids that have none. */
const char *qz_numfmt_builtin(unsigned id);

/*
 * Reads a number as workbooks store it (xsd:double without INF and NaN),
 * whatever the locale; blanks around it are allowed. False when it is none.
 */
bool qz_numfmt_parse(const char *text, double *value);

#endif
