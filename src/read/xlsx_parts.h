/*
 * What the parts of the .xlsx reader share: the package (xlsx_package.c), shared
 * strings (xlsx_strings.c), styles (xlsx_styles.c), one worksheet (xlsx_sheet.c)
 * and its merged ranges (xlsx_merges.c). For xlsx*.c alone.
 *
 * Functions that return bool give false after a finding, or with diag->failed
 * set when memory ran out; the caller stops.
 */
#ifndef QZ_READ_XLSX_PARTS_H
#define QZ_READ_XLSX_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buf.h"
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

/* All texts behind one another, and where each begins; there is one offset more than texts. */
struct qz_xlsx_strings {
	struct qz_buf text;
	size_t *offsets;
	size_t count, cap;
};

/* The format code of each cell style (index: c/@s). */
struct qz_xlsx_styles {
	struct qz_xlsx_numfmt *numfmts; /* formats of the workbook's own */
	size_t nnumfmts, numfmts_cap;
	const char **codes; /* into numfmts, or built-in */
	size_t ncodes, codes_cap;
};

struct qz_xlsx {
	struct qz_zip *zip;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_xlsx_strings strings;
	struct qz_xlsx_styles styles;
	bool date1904;
	size_t text_bytes; /* of all cells: one shared string may stand in millions of them */
};

/* Adds the finding format-broken {format, reason, part, detail} (detail may be NULL); always false. */
bool qz_xlsx_broken(struct qz_xlsx *book, const char *reason, const char *part, const char *detail);

/* For a failed allocation; always false. */
bool qz_xlsx_out_of_memory(struct qz_xlsx *book);

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

/* Appends a text item (si, is): its t, or the t of its runs; phonetic runs are no text of the cell. */
bool qz_xlsx_rich_text(struct qz_xlsx_part *part, struct qz_buf *out);

/* Appends ST_Xstring text (ECMA-376 Part 1, 22.9.2.19) with _xHHHH_ resolved; CR LF and CR become LF. */
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
void qz_xlsx_relationships_done(struct qz_xlsx_relationships *relationships);

bool qz_xlsx_strings_read(struct qz_xlsx *book, const char *part_name);
void qz_xlsx_strings_done(struct qz_xlsx_strings *strings);

bool qz_xlsx_styles_read(struct qz_xlsx *book, const char *part_name);
void qz_xlsx_styles_done(struct qz_xlsx_styles *styles);

/* The format code of a cell style; NULL (General) for one that does not exist. */
const char *qz_xlsx_style_code(const struct qz_xlsx_styles *styles, unsigned style);

/* Reads a worksheet into the last sheet of the table. */
bool qz_xlsx_sheet_read(struct qz_xlsx *book, const char *part_name);

/* A cell or row of cells: columns from 0, rows from 1; last ones included. */
struct qz_xlsx_range {
	unsigned top, left, bottom, right;
};

/* Reads "C7" or "C7:F9" (dollar signs allowed), corners in any order; false when it is none. */
bool qz_xlsx_range_parse(const char *text, struct qz_xlsx_range *range);

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
