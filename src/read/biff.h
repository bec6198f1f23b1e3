/*
 * Records of the binary workbook format BIFF5 and BIFF8 ([MS-XLS] 2.1.4), and
 * the strings in them. For xls*.c alone.
 */
#ifndef QZ_READ_BIFF_H
#define QZ_READ_BIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Record types, [MS-XLS] 2.3.2. */
enum {
	BIFF_FORMULA = 0x0006,
	BIFF_EOF = 0x000A,
	BIFF_DATE1904 = 0x0022,
	BIFF_FILEPASS = 0x002F,
	BIFF_CONTINUE = 0x003C,
	BIFF_CODEPAGE = 0x0042,
	BIFF_COLINFO = 0x007D,
	BIFF_BOUNDSHEET = 0x0085,
	BIFF_MULRK = 0x00BD,
	BIFF_RSTRING = 0x00D6,
	BIFF_XF = 0x00E0,
	BIFF_MERGECELLS = 0x00E5,
	BIFF_SST = 0x00FC,
	BIFF_LABELSST = 0x00FD,
	BIFF_NUMBER = 0x0203,
	BIFF_LABEL = 0x0204,
	BIFF_BOOLERR = 0x0205,
	BIFF_STRING = 0x0207,
	BIFF_ROW = 0x0208,
	BIFF_RK = 0x027E,
	BIFF_FORMAT = 0x041E,
	BIFF_BOF = 0x0809
};

/* The stream and where reading stands in it. */
struct qz_biff {
	const unsigned char *bytes;
	size_t len, next; /* offset of the record after the current one */
	unsigned type;
	const unsigned char *data;
	size_t size;
};

uint32_t qz_biff_u16(const unsigned char *at);
uint32_t qz_biff_u32(const unsigned char *at);

/* IEEE 754 double, little endian. */
double qz_biff_double(const unsigned char *at);

/* RkNumber, 2.5.217. */
double qz_biff_rk(uint32_t rk);

/* Steps to the next record; false at the end or where the stream is cut off. */
bool qz_biff_step(struct qz_biff *biff);

/* Characters that may go on over CONTINUE records: the record's data from `at` on. */
struct qz_biff_text {
	struct qz_biff *biff;
	size_t at;
	bool cut; /* the text goes beyond its records */
};

/* Over the next `n` bytes, whatever records they stand in. */
void qz_biff_skip(struct qz_biff_text *text, size_t n);
uint32_t qz_biff_read(struct qz_biff_text *text, unsigned bytes);

/*
 * Appends `count` characters as UTF-8: two bytes each where `wide`, else one
 * (U+0000 to U+00FF). Where a string goes on in a CONTINUE record, a flag byte
 * says anew whether it is wide (2.5.293).
 */
void qz_biff_characters(struct qz_biff_text *text, size_t count, bool wide, struct qz_buf *out);

/* XLUnicodeRichExtendedString, 2.5.293: the text alone, without runs and phonetics. */
void qz_biff_string(struct qz_biff_text *text, struct qz_buf *out);

#endif
