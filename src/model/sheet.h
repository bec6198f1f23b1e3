/*
 * One sheet on its way to a `table` element: what its rows are (item, section,
 * summary, note …), and which rows make one item. Internal to src/model.
 */
#ifndef QZ_MODEL_SHEET_H
#define QZ_MODEL_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "model/align.h"
#include "model/build.h"
#include "model/header.h"
#include "model/normalise.h"
#include "model/section.h"

struct qz_diag;

/* What is shared by all sheets of one input. */
#define QZ_LINKS_QUOTED 4

struct qz_normaliser {
	const struct qz_table *table;
	const struct qz_vocabulary *vocabulary;
	const struct qz_normalise_options *options;
	struct qz_diag *diag;
	struct qz_builder builder;
	xmlNode *list, *head;
	struct qz_buf pos; /* scratch for positions */
	struct qz_map ids; /* items' ids so far → how often each was asked for */
	char *body;        /* the list's body as a line of the source names it; NULL */
	char *body_from;   /* where that line stands */
	const char *other_kind;      /* what a sheet with known labels is instead of such a list; NULL */
	size_t headers_without_name; /* sheets with known labels, but none for the items' names */
	bool titled;       /* head/title is written */
	const struct qz_aside *title_aside; /* printed around the tables, and the title; NULL: the title stands elsewhere, or nowhere */
	xmlNode **last_omitted; /* by sheet: the node of its table behind which omitted text goes; NULL for a sheet that is no list */
	size_t *table_of;  /* by sheet: the sheet whose table it goes on with, itself where it begins one */
	size_t first;      /* the first sheet that is a list: text of others goes there; nsheets: none yet */
	size_t flow;       /* asides of the text between tables that have a place already */
	struct {
		size_t places, characters;
		const struct qz_aside *first[QZ_LINKS_QUOTED];
	} navigation; /* what is links of a web page: said once */
	struct qz_map struck; /* places of cells that words struck through hang on */
	struct qz_sections outline; /* open by headings between the tables */
};

/* A cell merged over rows below its own. */
struct qz_span {
	const struct qz_row *row;
	const struct qz_cell *cell;
	unsigned left; /* rows still below */
};

/* One physical row of the item being gathered. */
struct qz_item_row {
	const struct qz_row *row;
	struct qz_slot *slots; /* one a column */
	struct qz_alignment alignment;
};

struct qz_sheet_run {
	struct qz_normaliser *shared;
	size_t index;
	const struct qz_sheet *sheet;
	struct qz_header header;
	struct qz_bodies bodies;
	struct qz_aligner aligner;
	struct qz_span *spans; /* one a column */
	xmlNode *node;         /* the table element */
	xmlNode *last_omitted; /* omitted elements stand before the items */
	struct qz_item_row *rows; /* the item being gathered */
	size_t nrows, cap;
	bool linear, cards;    /* cells stand one a line; … as labels and values */
	bool joined_by_blanks; /* a row was joined although no merge says so */
	bool after_note, after_blank; /* the row before (empty ones: the last that was none) was a note; the row before was empty */
	bool after_break;      /* no row of an item was read since a page began: the header again, the next table */
	const struct qz_power_type *type; /* that the sheet's name says */
	struct qz_sections sections;
};

/* The position of a cell as @pos writes it; valid until the next call. */
const char *qz_sheet_pos(struct qz_sheet_run *run, const struct qz_row *row, unsigned column);

/* Puts a cell's visible text into an `omitted` element. */
void qz_sheet_omit(struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell, const char *reason);

/* Puts an aside into an `omitted` element. */
void qz_sheet_omit_aside(struct qz_sheet_run *run, const struct qz_aside *aside, const char *reason);

/* Omits all filled cells of a row, with one finding for the row. */
void qz_sheet_omit_row(struct qz_sheet_run *run, const struct qz_row *row, const char *reason);

bool qz_cell_is_blank(const struct qz_cell *cell);

/* True for a cell that a reader of the printed list does not see (hidden column), unless hidden content counts. */
bool qz_sheet_is_hidden(const struct qz_sheet_run *run, const struct qz_cell *cell);

/* How many visible filled cells a row has that differ in text; *first is the first of them. */
size_t qz_row_filled(const struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell **first);

/* preamble.c: rows above the header, and what stands between this table and the one before it: title, body, sections, notes. */
void qz_preamble_read(struct qz_sheet_run *run);

/*
 * preamble.c: where no title stands above a table: the one in a page header or a box, which is kept for the list and
 * its first table; whether an aside is that title or the same words again.
 */
void qz_title_printed(struct qz_sheet_run *run, xmlNode *table);
bool qz_is_title_aside(const struct qz_normaliser *shared, const struct qz_aside *aside);

/*
 * between.c: text outside of cells. What of it stands before a sheet; whether all of that leaves a table that
 * began before it whole; its sections and notes, but for the `lines` from `title` on; and, at the end, what is left of all asides.
 */
struct qz_between {
	const struct qz_aside *first;
	size_t count;
};
/* A lone text that is a section by its words: a type, or a marker such as 一、 or 第二部分. */
bool qz_cell_is_section(const struct qz_sheet_run *run, const struct qz_cell *cell);
/* A heading that holds for the items below it: 一、行政许可, a body's name, a type alone. */
bool qz_between_is_section(const struct qz_sheet_run *run, const struct qz_aside *aside);
struct qz_between qz_between_before(const struct qz_normaliser *shared, size_t index);
bool qz_between_is_passable(const struct qz_sheet_run *run, struct qz_between flow);
void qz_between_read(struct qz_sheet_run *run, struct qz_between flow, const struct qz_aside *title, size_t lines);
void qz_asides_rest(struct qz_normaliser *shared);

/*
 * between.c: notes which cells words struck through hang on (-1 when memory ran out), and tells whether a place is one
 * of these: what such a cell still says, if anything, is not the whole of it.
 */
int qz_struck_note(struct qz_normaliser *shared);
bool qz_struck_has(const struct qz_normaliser *shared, const struct qz_row *row, unsigned column);

/* remark.c: what a text that is no item's says, by how it begins. */
enum qz_remark {
	QZ_REMARK_NONE,
	QZ_REMARK_NOTE,		/* 注：…, 备注, （以上为…） */
	QZ_REMARK_SIGNED,	/* 审核人：李四 */
	QZ_REMARK_SIGNING,	/* 审核人： and the name in the next cell */
	QZ_REMARK_MAYBE_SIGNED, /* 审核：… with more behind it than a name: among duties it may be one */
	QZ_REMARK_DATE		/* 2026年1月制 */
};
enum qz_remark qz_remark_of(const struct qz_cell *cell);

/* remark.c: a row that begins with a remark where items have their serial or name, and lacks what items have. */
bool qz_row_is_remark(const struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *first);

/* remark.c: a row without serial and name that does not go on with the item above, as its first text (`alone`: and only one) tells. */
bool qz_row_opens_remark(const struct qz_sheet_run *run, const struct qz_cell *first, bool alone);

/* signs.c: says what readers know of cells besides their text. */
void qz_signs_report(struct qz_sheet_run *run);

/* pagemark.c: 续表 and page numbers: text that says no more than that the table goes on. */
bool qz_is_page_mark(const struct qz_cell *cell);

/* The table's title once more, perhaps with （续表） behind it, as at the head of a page. */
bool qz_is_title_again(const struct qz_sheet_run *run, const struct qz_cell *cell);

/* The beginning of a text, in one line, for a finding. */
void qz_words_of(const struct qz_cell *cell, struct qz_buf *out);

/* Whether a text is the name of an office. */
bool qz_is_organisation(const struct qz_sheet_run *run, const char *text, size_t len);

/* 部门名称：某某局 and the like: the length of the name, *start is where it begins; 0 when the line names none. */
size_t qz_body_of_line(const struct qz_sheet_run *run, const char *text, size_t *start);

/* rows.c: one more row of the item being gathered, to be filled in; NULL when memory ran out. */
struct qz_item_row *qz_item_row_add(struct qz_sheet_run *run);

/*
 * rows.c: the rows below the header; those of a sheet that goes on with the table; and the end,
 * until which the last item may get more rows. 0, or -1 when memory ran out.
 */
int qz_rows_read(struct qz_sheet_run *run);
int qz_rows_go_on(struct qz_sheet_run *run);

/* rows.c: reads what stands between a table and the one that goes on with it; a section's heading ends the item before it. */
void qz_rows_pause(struct qz_sheet_run *run, struct qz_between flow);
void qz_rows_end(struct qz_sheet_run *run);

/* pages.c: whether the next table goes on with this one (1, 0, or -1 when memory ran out), and its rows. */
int qz_pages_go_on(struct qz_sheet_run *run, size_t index);
int qz_pages_read(struct qz_sheet_run *run, size_t index);

/*
 * linear.c: a sheet that has no header row because its cells stand one a line, or
 * as cards of labels and values. 1 and a header when it is one, 0 when not, -1
 * when memory ran out.
 */
int qz_linear_find(struct qz_sheet_run *run);

/* Reads the items of such a sheet. 0, or -1 when memory ran out. */
int qz_linear_read(struct qz_sheet_run *run);

/* linear.c: true where many characters carry their pronunciation in brackets, as converted pages do: 事項(xiàng). */
bool qz_table_is_garbled(const struct qz_table *table);

/* refusal.c: says why nothing in the input is a list, and what was seen instead. */
void qz_list_refuse(struct qz_normaliser *shared);

/* item.c: writes the gathered rows as one item element and forgets them. */
void qz_item_write(struct qz_sheet_run *run);

#endif
