/*
 * What the two parts of the .xls reader share: the workbook (xls.c) and one
 * sheet (xls_sheet.c). For xls*.c alone. Functions that return bool give false
 * after a finding, or with diag->failed set.
 */
#ifndef QZ_READ_XLS_PARTS_H
#define QZ_READ_XLS_PARTS_H

#include "base/array.h"
#include "base/buf.h"
#include "read/biff.h"

struct qz_diag;
struct qz_limits;
struct qz_table;

/* A number format of the workbook's own. */
struct qz_xls_format {
	unsigned id;
	char *code;
};

struct qz_xls {
	struct qz_biff biff;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	bool biff8, date1904;
	char codepage[16]; /* iconv's name, BIFF5 alone */
	struct qz_xls_format *formats;
	size_t nformats, formats_cap;
	unsigned *xfs; /* format id of each cell style */
	size_t nxfs, xfs_cap;
	struct qz_buf strings; /* shared strings behind one another */
	size_t *offsets;       /* where each begins; one more than there are */
	size_t nstrings, offsets_cap;
};

/* Adds the finding format-broken {format, reason}; always false. */
bool qz_xls_broken(struct qz_xls *book, const char *reason);

/* Reads the worksheet whose BOF stands at `offset` of the stream into the last sheet of the table. */
bool qz_xls_sheet_read(struct qz_xls *book, size_t offset);

/* Appends a string at `at` of the current record with a length of `bytes` (1 or 2) bytes in front, as the workbook's version writes it. */
bool qz_xls_label(struct qz_xls *book, size_t at, unsigned bytes, struct qz_buf *out);

/* The number format code of a cell style. */
const char *qz_xls_code(const struct qz_xls *book, unsigned xf);

#endif
