/*
 * What the parts of the .xlsx reader share: the package (xlsx_package.c), texts
 * (xlsx_text.c, xlsx_strings.c), styles (xlsx_styles.c, xlsx_fonts.c), one cell
 * (xlsx_cell.c, xlsx_own.c), one worksheet (xlsx_sheet.c), its merged ranges (xlsx_merges.c)
 * and what its ranges tell of cells (xlsx_ranges.c). What hangs on cells and
 * sheets is in xlsx_around.h. For xlsx*.c alone.
 *
 * Functions that return bool give false after a finding, or with diag->failed
 * set when memory ran out; the caller stops.
 */
#ifndef QZ_READ_XLSX_PARTS_H
#define QZ_READ_XLSX_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"
#include "base/xmlguard.h"

struct qz_diag;
struct qz_limits;
struct qz_sheet;
struct qz_table;
struct qz_zip;
struct qz_zip_entry;

/* The bounds of a worksheet (ECMA-376 Part 1, 18.3.1.4 and the A1 form in 18.18.7). */
#define QZ_XLSX_ROWS 1048576u
#define QZ_XLSX_COLUMNS 16384u

/* 0x00RRGGBB; 0x01…, 0x02…: a colour of the theme or the palette that is known by its number alone; automatic, or not known. */
#define QZ_XLSX_NO_COLOUR UINT32_MAX
#define QZ_XLSX_WHITE 0xFFFFFFu

/* How words are written, of all that a font says. */
struct qz_xlsx_font {
	uint32_t colour;
	bool struck, tiny;
};

/* A part of a text with a font of its own; parts without have the cell's. */
struct qz_xlsx_run {
	size_t start, end; /* in qz_xlsx_rich.text */
	struct qz_xlsx_font font;
	bool full; /* no part, but a mark at the last byte: the whole text is as long as one can be */
};

/* Texts behind one another, and the runs of all of them in order. */
struct qz_xlsx_rich {
	struct qz_buf text;
	struct qz_xlsx_run *runs;
	size_t nruns, cap;
	struct qz_buf raw;      /* of the text at hand … */
	size_t start, first;    /* where it begins, and where its first run ends (0: not yet) */
	size_t dropped;         /* carriage returns that were left out */
	bool carriage;          /* the last character was one */
};

/* The shared strings, and where each begins; there is one offset more than texts. */
struct qz_xlsx_strings {
	struct qz_xlsx_rich rich;
	size_t *offsets;
	size_t count, cap;
};

/* A cell style. */
struct qz_xlsx_style {
	const char *code; /* of its number format, into numfmts, or built-in; NULL: General */
	struct qz_xlsx_font font;
	uint32_t ground;    /* the colour behind the words */
	bool dates, hides;  /* the code shows some numbers as dates, some values not at all */
	bool plain;         /* shows everything, as it is */
};

/* Styles of cells (index: c/@s), and what they are made of. */
struct qz_xlsx_styles {
	struct qz_xlsx_numfmt *numfmts; /* formats of the workbook's own */
	size_t nnumfmts, numfmts_cap;
	struct qz_xlsx_font *fonts;
	size_t nfonts, fonts_cap;
	uint32_t *grounds;
	size_t ngrounds, grounds_cap;
	struct qz_xlsx_style *list;
	size_t count, cap;
	bool *strikes; /* by dxf: what conditions lay over cells strikes their words */
	size_t nstrikes, strikes_cap;
};

struct qz_xlsx {
	struct qz_zip *zip;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_xlsx_strings strings;
	struct qz_xlsx_styles styles;
	struct qz_map parts; /* that have been read: each is read once */
	bool date1904;
	bool uncalculated;    /* formulas are to be worked out when it is opened: a program wrote it */
	bool recoloured;      /* by a program that gives grounds a second colour of its own (base/own.h) */
	bool include_struck;
	size_t text_bytes; /* of all cells: one shared string may stand in millions of them */
	size_t placed;     /* findings so far that name a place of what was passed over */
};

/* Adds the finding format-broken {format, reason, part, detail} (detail may be NULL); always false. */
bool qz_xlsx_broken(struct qz_xlsx *book, const char *reason, const char *part, const char *detail);

/* For a failed allocation; always false. */
bool qz_xlsx_out_of_memory(struct qz_xlsx *book);

/* Counts one more cell or aside and its text; false with a finding where that is over a limit. */
bool qz_xlsx_count(struct qz_xlsx *book, size_t len);

/* One part of the package, read as a stream of nodes. */
struct qz_xlsx_part {
	struct qz_xlsx *book;
	const char *name; /* borrowed */
	struct qz_zip_entry *entry;
	struct qz_xml_guard guard;
	struct qz_xml_error error;
	xmlTextReader *reader;
	bool stopped; /* no more nodes: the end, or what qz_xlsx_part_close will say */
	bool failed;  /* a finding has been made already */
};

/*
 * The name that a part has in the archive: `target` as written in a
 * relationship of the part `source`, absolute or relative, letter case ignored
 * where there is no exact match (ECMA-376 Part 2, 6.2.2.3). Heap; NULL when memory ran out.
 */
char *qz_xlsx_resolve(const struct qz_xlsx *book, const char *source, const char *target);

/* Opens a part and steps to its root element. Whether or not it succeeds, qz_xlsx_part_close frees it. */
bool qz_xlsx_part_open(struct qz_xlsx *book, const char *name, struct qz_xlsx_part *part);

/*
 * Closes a part. `good`: the caller is content with what it read; then the rest
 * is read too, and false returned where that is not in good order.
 */
bool qz_xlsx_part_close(struct qz_xlsx_part *part, bool good);

/*
 * Steps to the next child element of the element at `depth` (the root is at 0),
 * passing over everything deeper; false at that element's end. Before the first
 * call the part stands on that element.
 */
bool qz_xlsx_child(struct qz_xlsx_part *part, int depth);

int qz_xlsx_depth(const struct qz_xlsx_part *part);

/* The local name of the element that the part stands on: transitional and strict files differ in namespaces alone. */
bool qz_xlsx_is(const struct qz_xlsx_part *part, const char *name);

/* An attribute without namespace; NULL when absent. Borrowed until the next step. */
const char *qz_xlsx_attr(const struct qz_xlsx_part *part, const char *name);

/* r:id, in either of the two namespaces; NULL when absent. */
const char *qz_xlsx_relationship_id(const struct qz_xlsx_part *part);

/* xsd:boolean: "1" or "true". */
bool qz_xlsx_flag(const struct qz_xlsx_part *part, const char *name);

/* A whole number below 2^31 without sign; false for anything else, NULL included. */
bool qz_xlsx_number(const char *text, unsigned *number);

/* Appends the character data of the element that the part stands on, as it stands there (ST_Xstring escapes and all). */
bool qz_xlsx_text(struct qz_xlsx_part *part, struct qz_buf *out);

/* One node on; false at the end and after a failure. */
bool qz_xlsx_step(struct qz_xlsx_part *part);

/* Passes over what stands in the element that the part stands on. */
void qz_xlsx_skip(struct qz_xlsx_part *part);

/*
 * Appends a text item (si, is, a comment's text): its t, or the t of its runs; phonetic runs are no text of the cell. ST_Xstring
 * escapes (ECMA-376 Part 1, 22.9.2.19) are resolved, CR LF and CR become LF.
 */
bool qz_xlsx_rich_read(struct qz_xlsx_part *part, struct qz_xlsx_rich *rich);

/* The same for a text without runs, as it stands in the file. */
void qz_xlsx_rich_put(struct qz_xlsx_rich *rich, const char *text, size_t len);

void qz_xlsx_rich_clear(struct qz_xlsx_rich *rich);
void qz_xlsx_rich_done(struct qz_xlsx_rich *rich);

/* The runs of the text that begins and ends at these bytes. */
const struct qz_xlsx_run *qz_xlsx_rich_runs(const struct qz_xlsx_rich *rich, size_t start, size_t end, size_t *count);

/* Appends one text with its escapes resolved. */
void qz_xlsx_unescape(const char *text, size_t len, struct qz_buf *out);

/* One relationship of a part. */
struct qz_xlsx_relationship {
	char *id, *type, *target; /* type: what follows the last slash: "worksheet" */
};

struct qz_xlsx_relationships {
	struct qz_xlsx_relationship *list;
	size_t count, cap;
};

/* Reads the relationships of a part ("" for those of the package). */
bool qz_xlsx_relationships_read(struct qz_xlsx *book, const char *source, struct qz_xlsx_relationships *relationships);

/* The same; none where the part has no relationships. */
bool qz_xlsx_relationships_find(struct qz_xlsx *book, const char *source, struct qz_xlsx_relationships *relationships);
void qz_xlsx_relationships_done(struct qz_xlsx_relationships *relationships);

bool qz_xlsx_strings_read(struct qz_xlsx *book, const char *part_name);
void qz_xlsx_strings_done(struct qz_xlsx_strings *strings);

bool qz_xlsx_styles_read(struct qz_xlsx *book, const char *part_name);
void qz_xlsx_styles_done(struct qz_xlsx_styles *styles);

/* A cell style; one that says nothing where it does not exist. */
const struct qz_xlsx_style *qz_xlsx_style(const struct qz_xlsx_styles *styles, unsigned style);

/* Takes in what the element that the part stands on, a child of font or rPr, says of a font. */
void qz_xlsx_font_read(const struct qz_xlsx_part *part, struct qz_xlsx_font *font);

/* The colour that a fill gives its cell; the part stands on the fill, at depth 2. */
uint32_t qz_xlsx_ground_read(struct qz_xlsx_part *part);

/* Whether words of this colour on this ground can not be seen. */
bool qz_xlsx_is_pale(uint32_t colour, uint32_t ground);

/* One cell: what it holds, and what it shows. */
struct qz_xlsx_cell {
	struct qz_xlsx_part *part;
	const struct qz_xlsx_style *style;
	char type;
	bool formula, saved; /* has one; has a value */
	bool rich_value;     /* a picture or a record stands in the cell, which older programs show as an error */
	struct qz_buf raw;
	struct qz_xlsx_rich own;            /* a text that stands in the cell itself */
	struct qz_buf text, struck, unseen; /* shown; struck through; not shown */
	bool after_struck;                  /* nothing but blanks has come since words that are struck through */
	bool picture;                       /* shows a picture */
	bool blocks;                        /* the text is QZ_CELL_BLOCKS */
	unsigned char signs;
};

/* Whether cells of a style are quanze's own, whose lines tell what they are. */
bool qz_xlsx_is_own(const struct qz_xlsx_style *style);

/* Appends such a text, which begins at `start` of its runs, as QZ_CELL_BLOCKS; false where it is to be read as any other. */
bool qz_xlsx_own_put(const char *text, size_t start, size_t len, const struct qz_xlsx_run *runs, size_t nruns, struct qz_buf *out);

/* Reads the cell that the part stands on (a c, at depth 3). */
bool qz_xlsx_cell_read(struct qz_xlsx_cell *cell);
void qz_xlsx_cell_done(struct qz_xlsx_cell *cell);

/* Reads a worksheet into the last sheet of the table. */
bool qz_xlsx_sheet_read(struct qz_xlsx *book, const char *part_name);

/* A cell or row of cells: columns from 0, rows from 1; last ones included. */
struct qz_xlsx_range {
	unsigned top, left, bottom, right;
};

/* Reads "C7" or "C7:F9" (dollar signs allowed), corners in any order; false when it is none. */
bool qz_xlsx_range_parse(const char *text, struct qz_xlsx_range *range);

/* Ranges that are kept while a sheet is read. */
struct qz_xlsx_ranges {
	struct qz_xlsx_range *list;
	size_t count, cap;
};

/* Adds a range, or each of a list of them divided by blanks (ST_Sqref); what cannot be read is passed over. False when memory ran out. */
bool qz_xlsx_ranges_add(struct qz_xlsx_ranges *ranges, const char *text, size_t most);

/* Marks the hidden rows that a filter covers: those below the first row of a range. Sorts the ranges. */
void qz_xlsx_ranges_filter(struct qz_xlsx_ranges *ranges, struct qz_sheet *sheet);

/* Takes the sign of pale words from cells in these ranges: their colours are not the cells' own. */
void qz_xlsx_ranges_colour(const struct qz_xlsx_ranges *ranges, struct qz_sheet *sheet);

/*
 * Gives the sheet its merged ranges: spans at each upper left cell (made where
 * there is none), `covered` on what lies below. Ranges are cut at last_row and
 * last_column, the used extent. Of overlapping ranges the first one in reading
 * order holds; *overlaps says how many were left out. `ranges` is sorted.
 * Anything but QZ_XLSX_MERGED leaves the table fit for nothing but freeing.
 */
enum qz_xlsx_merge_result { QZ_XLSX_MERGED, QZ_XLSX_TOO_MANY_CELLS, QZ_XLSX_NO_MEMORY };

enum qz_xlsx_merge_result qz_xlsx_merge(struct qz_table *table, struct qz_sheet *sheet, struct qz_xlsx_range *ranges, size_t count,
					unsigned last_row, unsigned last_column, size_t *overlaps);

#endif
