/*
 * Headers and footers of printed pages as workbooks store them (ECMA-376 Part 1,
 * 18.3.1.46; [MS-XLS] 2.4.136): words between codes that begin with &.
 */
#ifndef QZ_READ_PAGE_CODES_H
#define QZ_READ_PAGE_CODES_H

struct qz_buf;

/*
 * Appends what the words say for themselves, its left, middle and right section on a line each; nothing where
 * a section only dresses a page's number, a date or a name that the program fills in.
 */
void qz_page_codes_strip(const char *text, struct qz_buf *out);

#endif
