/*
 * What the parts of the .xls reader share: the workbook (xls.c), its styles
 * (xls_styles.c) and strings (xls_strings.c); one sheet (xls_sheet.c), its cells
 * (xls_cells.c), what hangs on it (xls_around.c, xls_objects.c, xls_drawing.c),
 * and records that nobody knows (xls_records.c). For xls*.c alone.
 * Functions that return bool give false after a finding, or with diag->failed
 * set. Section numbers are [MS-XLS]'s.
 */
#ifndef QZ_READ_XLS_PARTS_H
#define QZ_READ_XLS_PARTS_H

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "read/aside.h"
#include "read/biff.h"
#include "read/xlsx_parts.h"

struct qz_diag;
struct qz_limits;
struct qz_sheet;
struct qz_table;

#define QZ_XLS_ROWS 65536u
#define QZ_XLS_COLUMNS 256u
#define QZ_XLS_PALETTE 56u
#define QZ_XLS_NO_COLOUR UINT32_MAX

/* A number format of the workbook's own. */
struct qz_xls_format {
	uint32_t id;
	size_t order;
	char *code;
};

/* Of a font (2.4.122). */
struct qz_xls_font {
	unsigned icv; /* number of its colour */
	uint32_t colour; /* 0x00RRGGBB, QZ_XLS_NO_COLOUR where it is automatic */
	bool struck, tiny;
};

/* A cell style (2.4.353). */
struct qz_xls_style {
	unsigned font, format;
	unsigned icv;	 /* number of the colour behind the words */
	uint32_t ground; /* that colour; QZ_XLS_NO_COLOUR where there is more than one */
	const char *code;
	bool hides; /* shows some values not at all */
};

/* A shared string: where it begins, and its first run. */
struct qz_xls_string {
	size_t start, run;
	bool full; /* exactly as long as a cell can be */
};

/* The rows of a sheet that a filter covers (2.4.150, _FilterDatabase); sheets count from 1 in the order of the list. */
struct qz_xls_filter {
	unsigned sheet, top, bottom;
};

struct qz_xls {
	struct qz_biff biff;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	bool biff8, date1904, include_struck;
	bool calculated, searched; /* a spreadsheet has worked out the formulas; that has been looked for */
	char codepage[16];	   /* iconv's name, BIFF5 alone */
	struct qz_xls_format *formats;
	size_t nformats, formats_cap;
	struct qz_xls_font *fonts;
	size_t nfonts, fonts_cap;
	struct qz_xls_style *styles;
	size_t nstyles, styles_cap;
	uint32_t palette[QZ_XLS_PALETTE];
	struct qz_xls_filter *filters;
	size_t nfilters, filters_cap;
	struct qz_buf strings;	       /* shared strings behind one another */
	struct qz_biff_runs runs;      /* of all of them */
	struct qz_xls_string *offsets; /* one more than there are strings */
	size_t nstrings, offsets_cap;
	size_t unknown, looked; /* findings about records that nobody knows, so far; units looked at for them */
};

/* Adds the finding format-broken {format, reason}; always false. */
bool qz_xls_broken(struct qz_xls *book, const char *reason);

/* For a failed allocation; always false. */
bool qz_xls_out_of_memory(struct qz_xls *book);

/* Adds an aside to the last sheet of the table; `row` from 1, 0: it hangs on the sheet. Text without a character that is no blank is passed over. */
bool qz_xls_aside(struct qz_xls *book, enum qz_aside_kind kind, unsigned row, unsigned column, const char *text, size_t len);

/* Adds the finding content-skipped for the last sheet of the table, where there is any. */
void qz_xls_skipped(struct qz_xls *book, const char *what, size_t count);

/* ---- styles ---- */

/* The records FONT, FORMAT, XF and PALETTE. */
bool qz_xls_font_read(struct qz_xls *book);
bool qz_xls_format_read(struct qz_xls *book);
bool qz_xls_style_read(struct qz_xls *book);
void qz_xls_palette_default(struct qz_xls *book);
void qz_xls_palette_read(struct qz_xls *book);

/* Once all of them are read. */
void qz_xls_styles_close(struct qz_xls *book);
void qz_xls_styles_done(struct qz_xls *book);

/* A cell style, or a font by the number that the file gives it (4 is never used); ones that say nothing where they do not exist. */
const struct qz_xls_style *qz_xls_style(const struct qz_xls *book, unsigned xf);
const struct qz_xls_font *qz_xls_font(const struct qz_xls *book, unsigned number);

/* Whether words of this font cannot be seen on the ground of this style. */
bool qz_xls_is_pale(const struct qz_xls_font *font, const struct qz_xls_style *style);

/* ---- strings ---- */

/*
 * Appends a string at `at` of the current record with a length of `bytes` (1 or 2) bytes in front, as the workbook's version writes it.
 * *full (may be NULL): whether it is as long as the version lets a cell be.
 */
bool qz_xls_label(struct qz_xls *book, size_t at, unsigned bytes, struct qz_buf *out, bool *full);

/* The same for a cell's text of the record LABEL or RSTRING, with its runs. */
bool qz_xls_cell_label(struct qz_xls *book, struct qz_buf *out, struct qz_biff_runs *runs, bool *full);

/* Appends bytes of the workbook's code page (BIFF5); what does not convert becomes U+FFFD. */
void qz_xls_put_bytes(const struct qz_xls *book, const char *bytes, size_t len, struct qz_buf *out);

/* The record SST. */
bool qz_xls_strings_read(struct qz_xls *book);

/* ---- one sheet ---- */

/* A cell found; its text stands in reader->text: what is left of it, then what is struck through. */
struct qz_xls_found {
	unsigned row, column;
	size_t order, start, len, struck;
	unsigned char signs;
	bool unseen; /* stored, but not displayed */
};

/* A shape or control of a sheet (2.4.181). */
struct qz_xls_object {
	uint32_t id;
	unsigned type;	      /* 2.5.143, ot */
	size_t drawing;	      /* bytes of the drawing that stand before its record */
	size_t start, len;    /* its text, in objects->text */
	unsigned row, column; /* row from 1; 0: not known */
	bool told;	      /* its text has been kept */
	bool inside;	      /* a part of a chart, which stands where the object before it does */
};

/* A comment's cell and object (2.4.179); in objects->bytes its author, UTF-8, or (BIFF5) its words in the code page. */
struct qz_xls_note {
	unsigned row, column;
	uint32_t object;
	size_t start, len;
};

/* What hangs on a sheet, as far as it is read. */
struct qz_xls_objects {
	struct qz_xls_object *list;
	size_t count, cap;
	struct qz_xls_note *notes;
	size_t nnotes, notes_cap;
	size_t expected; /* BIFF5: bytes of the last note that are still to come */
	struct qz_buf text, bytes;
	struct qz_buf drawing; /* all of MSODRAWING and the CONTINUE records of it */
	size_t pictures, charts, embedded, controls, unread;
	bool goes_on; /* a CONTINUE record belongs to the drawing */
};

struct qz_xls_reader {
	struct qz_xls *book;
	struct qz_xls_filter filter; /* the rows that a filter covers, where one is on */
	struct qz_buf text, value, struck;
	struct qz_biff_runs runs; /* of the value at hand */
	struct qz_xls_found *cells;
	size_t ncells, cells_cap;
	unsigned char *hidden_rows; /* bits, QZ_XLS_ROWS of them */
	struct qz_xlsx_range *merges;
	size_t nmerges, merges_cap;
	struct qz_xlsx_range *coloured; /* by conditions */
	size_t ncoloured, coloured_cap;
	unsigned last_row, last_column;
	bool hidden_columns[QZ_XLS_COLUMNS];
	bool filtered;
	bool awaiting;	/* a formula whose text stands in the STRING record to come */
	unsigned awaiting_row, awaiting_column, awaiting_xf;
	struct qz_xls_objects objects;
	struct qz_map told; /* words that are kept once a sheet */
	bool inside;	    /* records of a chart follow */
	bool typed;	    /* the title of a chart to come is no cell's */
};

/* Reads the worksheet whose BOF stands at `offset` of the stream into the last sheet of the table. */
bool qz_xls_sheet_read(struct qz_xls *book, unsigned number, size_t offset);

/* True for records of cells, which qz_xls_cell_read() reads. */
bool qz_xls_is_cell(unsigned type);
bool qz_xls_cell_read(struct qz_xls_reader *reader);

/* The formula that still awaits its text has none. */
bool qz_xls_cell_settle(struct qz_xls_reader *reader);

/* HEADER, FOOTER, HEADERFOOTER, DV, HLINKTOOLTIP; true for any other record. */
bool qz_xls_around_read(struct qz_xls_reader *reader);

/* A record of a chart in the sheet. */
bool qz_xls_chart_read(struct qz_xls_reader *reader);

/* OBJ, TXO, MSODRAWING, NOTE and others of pictures; true for any other record. */
bool qz_xls_objects_read(struct qz_xls_reader *reader);

/* Once the sheet is read: asides of all objects and notes. */
bool qz_xls_objects_close(struct qz_xls_reader *reader);
void qz_xls_objects_done(struct qz_xls_objects *objects);

/* Gives the objects their places, and keeps the texts that the drawing itself holds. */
bool qz_xls_drawing_read(struct qz_xls_reader *reader);

/* Names a record whose kind is not known and which seems to hold text. */
void qz_xls_record_look(struct qz_xls *book);

#endif
