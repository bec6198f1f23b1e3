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
	BIFF_HEADER = 0x0014,
	BIFF_FOOTER = 0x0015,
	BIFF_NAME = 0x0018,
	BIFF_NOTE = 0x001C,
	BIFF_DATE1904 = 0x0022,
	BIFF_FILEPASS = 0x002F,
	BIFF_FONT = 0x0031,
	BIFF_CONTINUE = 0x003C,
	BIFF_CODEPAGE = 0x0042,
	BIFF_OBJ = 0x005D,
	BIFF_COLINFO = 0x007D,
	BIFF_BOUNDSHEET = 0x0085,
	BIFF_PALETTE = 0x0092,
	BIFF_FILTERMODE = 0x009B,
	BIFF_AUTOFILTER = 0x009E,
	BIFF_MULRK = 0x00BD,
	BIFF_RSTRING = 0x00D6,
	BIFF_XF = 0x00E0,
	BIFF_MERGECELLS = 0x00E5,
	BIFF_BKHIM = 0x00E9,
	BIFF_MSODRAWING = 0x00EC,
	BIFF_SST = 0x00FC,
	BIFF_LABELSST = 0x00FD,
	BIFF_CONDFMT = 0x01B0,
	BIFF_TXO = 0x01B6,
	BIFF_DV = 0x01BE,
	BIFF_RECALCID = 0x01C1,
	BIFF_NUMBER = 0x0203,
	BIFF_LABEL = 0x0204,
	BIFF_BOOLERR = 0x0205,
	BIFF_STRING = 0x0207,
	BIFF_ROW = 0x0208,
	BIFF_RK = 0x027E,
	BIFF_FORMAT = 0x041E,
	BIFF_HLINKTOOLTIP = 0x0800,
	BIFF_BOF = 0x0809,
	BIFF_HFPICTURE = 0x0866,
	BIFF_HEADERFOOTER = 0x089C,
	BIFF_SERIESTEXT = 0x100D,
	BIFF_BRAI = 0x1051
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

/* Where a text changes its font: the run goes on to the next one, or to the end. */
struct qz_biff_run {
	size_t unit;   /* UTF-16 units before it, as the file says */
	size_t at;     /* bytes of UTF-8 before it, counted from the text's beginning */
	unsigned font; /* index as the file says */
};

struct qz_biff_runs {
	struct qz_biff_run *list;
	size_t count, cap;
	bool failed; /* memory ran out */
};

bool qz_biff_runs_add(struct qz_biff_runs *runs, size_t unit, unsigned font);

/*
 * Appends `count` characters as UTF-8: two bytes each where `wide`, else one
 * (U+0000 to U+00FF). Where a string goes on in a CONTINUE record, a flag byte
 * says anew whether it is wide (2.5.293). Runs from the index `first` on (`runs`
 * may be NULL) learn where they begin; those that hold no character are taken off.
 */
void qz_biff_characters(struct qz_biff_text *text, size_t count, bool wide, struct qz_buf *out, struct qz_biff_runs *runs, size_t first);

/*
 * XLUnicodeRichExtendedString, 2.5.293: the text, its runs behind those that
 * `runs` has already; phonetics are passed over. Returns the length in UTF-16 units.
 */
size_t qz_biff_string(struct qz_biff_text *text, struct qz_buf *out, struct qz_biff_runs *runs);

#endif
