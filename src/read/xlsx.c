/*
 * Reader for workbooks in Office Open XML (.xlsx, .xlsm; ECMA-376, ISO/IEC 29500,
 * transitional and strict): a zip archive in, a table with one sheet for each
 * worksheet out, in the workbook's order. Every cell has the text that a
 * spreadsheet shows; charts and dialogs are passed over with a finding.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/own.h"
#include "base/zip.h"
#include "read/read.h"
#include "read/readers.h"
#include "read/table.h"
#include "read/xlsx_around.h"

static bool contains(const char *bytes, size_t len, const char *word)
{
	size_t word_len = strlen(word);
	while (len >= word_len) {
		const char *found = memchr(bytes, word[0], len - word_len + 1);
		if (!found)
			return false;
		if (memcmp(found, word, word_len) == 0)
			return true;
		len -= (size_t)(found - bytes) + 1;
		bytes = found + 1;
	}
	return false;
}

static int sniff_xlsx(const char *head, size_t len)
{
	if (len < 4 || memcmp(head, "PK\x03\x04", 4) != 0)
		return 0;
	return contains(head, len, "xl/workbook.xml") ? 3 : contains(head, len, "xl/worksheets/") ? 2 : 0;
}

static const struct qz_xlsx_relationship *find_relationship(const struct qz_xlsx_relationships *relationships, const char *id,
							    const char *type)
{
	for (size_t i = 0; i < relationships->count; i++) {
		const struct qz_xlsx_relationship *relationship = &relationships->list[i];
		if ((!id || strcmp(relationship->id, id) == 0) && (!type || strcmp(relationship->type, type) == 0))
			return relationship;
	}
	return NULL;
}

/* The name of the workbook's own part: by the package's relationships, else the usual one. Heap. */
static char *find_workbook(struct qz_xlsx *book)
{
	struct qz_xlsx_relationships relationships = {0};
	char *name = NULL;
	bool good = true;
	if (qz_zip_has(book->zip, "_rels/.rels"))
		good = qz_xlsx_relationships_read(book, "", &relationships);
	if (good) {
		const struct qz_xlsx_relationship *found = find_relationship(&relationships, NULL, "officeDocument");
		name = qz_xlsx_resolve(book, "", found ? found->target : "xl/workbook.xml");
		if (!name)
			qz_xlsx_out_of_memory(book);
	}
	qz_xlsx_relationships_done(&relationships);
	return name;
}

/* Reads a part that a workbook may lack: found by its relationship, present or not. */
static bool read_optional(struct qz_xlsx *book, const char *workbook, const struct qz_xlsx_relationships *relationships, const char *type,
			  bool (*read)(struct qz_xlsx *, const char *))
{
	const struct qz_xlsx_relationship *found = find_relationship(relationships, NULL, type);
	if (!found)
		return true;
	char *name = qz_xlsx_resolve(book, workbook, found->target);
	if (!name)
		return qz_xlsx_out_of_memory(book);
	bool good = !qz_zip_has(book->zip, name) || read(book, name);
	free(name);
	return good;
}

/* A sheet as workbook.xml lists it. */
struct listed_sheet {
	char *name, *id;
	bool hidden;
	char *part;       /* once its relationship is found … */
	const char *type; /* … and what that says of it; borrowed */
};

struct sheet_list {
	struct listed_sheet *sheets;
	size_t count, cap;
};

static bool add_listed(struct qz_xlsx_part *part, struct sheet_list *list)
{
	struct qz_xlsx *book = part->book;
	if (list->count >= book->limits->sheets) {
		qz_limits_exceeded(book->limits, &book->limits->sheets, book->diag);
		return false;
	}
	const char *name = qz_xlsx_attr(part, "name"), *state = qz_xlsx_attr(part, "state"), *id = qz_xlsx_relationship_id(part);
	for (size_t i = 0; i < list->count; i++) /* places are told by the name */
		if (strcmp(list->sheets[i].name, name ? name : "") == 0)
			return qz_xlsx_broken(book, "sheet-twice", part->name, name);
	if (!qz_array_grow(&list->sheets, list->count, &list->cap, sizeof *list->sheets))
		return qz_xlsx_out_of_memory(book);
	struct listed_sheet *sheet = &list->sheets[list->count++];
	*sheet = (struct listed_sheet){.name = strdup(name ? name : ""), .id = strdup(id ? id : "")};
	sheet->hidden = state && (strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0);
	return (sheet->name && sheet->id) || qz_xlsx_out_of_memory(book);
}

/* Reads workbook.xml: the sheets in order, which day is day 0, whether formulas have been worked out. */
static bool read_workbook(struct qz_xlsx *book, const char *name, struct sheet_list *list)
{
	struct qz_xlsx_part part;
	bool good = qz_xlsx_part_open(book, name, &part);
	if (good && !qz_xlsx_is(&part, "workbook"))
		good = qz_xlsx_broken(book, "root-element", name, NULL);
	while (good && qz_xlsx_child(&part, 0)) {
		if (qz_xlsx_is(&part, "workbookPr"))
			book->date1904 = qz_xlsx_flag(&part, "date1904");
		if (qz_xlsx_is(&part, "fileVersion") && qz_xlsx_attr(&part, "appName"))
			book->recoloured = strcmp(qz_xlsx_attr(&part, "appName"), QZ_OWN_RECOLOURS) == 0;
		if (qz_xlsx_is(&part, "calcPr"))
			book->uncalculated = qz_xlsx_flag(&part, "fullCalcOnLoad");
		if (!qz_xlsx_is(&part, "sheets"))
			continue;
		while (good && qz_xlsx_child(&part, 1))
			good = !qz_xlsx_is(&part, "sheet") || add_listed(&part, list);
	}
	return qz_xlsx_part_close(&part, good);
}

/* What a workbook has besides worksheets; charts may have words. */
static bool read_other(struct qz_xlsx *book, const char *type, const char *name, const char *part)
{
	qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", type, "name", name, NULL);
	return strcmp(type, "chartsheet") != 0 || !qz_zip_has(book->zip, part) || qz_xlsx_chartsheet_read(book, name, part);
}

static bool read_sheet(struct qz_xlsx *book, const struct listed_sheet *listed)
{
	if (strcmp(listed->type, "worksheet") != 0)
		return read_other(book, listed->type, listed->name, listed->part);
	struct qz_sheet *sheet = qz_table_add_sheet(book->table, listed->name);
	if (!sheet)
		return qz_xlsx_out_of_memory(book);
	sheet->hidden = listed->hidden;
	return qz_xlsx_sheet_read(book, listed->part);
}

/* Finds the part of each sheet. One part cannot be two sheets: it would be read as often as it is named. */
static bool find_parts(struct qz_xlsx *book, const char *workbook, const struct sheet_list *list,
		       const struct qz_xlsx_relationships *relationships)
{
	for (size_t i = 0; i < list->count; i++) {
		struct listed_sheet *sheet = &list->sheets[i];
		const struct qz_xlsx_relationship *found = find_relationship(relationships, sheet->id, NULL);
		if (!found)
			return qz_xlsx_broken(book, "relationship-missing", workbook, sheet->name);
		sheet->type = found->type;
		sheet->part = qz_xlsx_resolve(book, workbook, found->target);
		if (!sheet->part)
			return qz_xlsx_out_of_memory(book);
		if (!qz_xlsx_is_new(book, sheet->part))
			return qz_xlsx_broken(book, "sheet-part-twice", sheet->part, sheet->name);
	}
	return true;
}

static bool read_sheets(struct qz_xlsx *book, const char *workbook, const struct sheet_list *list,
			const struct qz_xlsx_relationships *relationships)
{
	bool good = find_parts(book, workbook, list, relationships);
	if (good && find_relationship(relationships, NULL, "revisionHeaders"))
		qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "revisions", NULL);
	for (size_t i = 0; good && i < list->count; i++)
		good = read_sheet(book, &list->sheets[i]);
	return good;
}

static void sheet_list_done(struct sheet_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->sheets[i].name);
		free(list->sheets[i].id);
		free(list->sheets[i].part);
	}
	free(list->sheets);
}

static bool read_book(struct qz_xlsx *book)
{
	struct qz_xlsx_relationships relationships = {0};
	struct sheet_list list = {0};
	char *workbook = find_workbook(book);
	bool good = workbook && read_workbook(book, workbook, &list) && qz_xlsx_relationships_read(book, workbook, &relationships) &&
		    read_optional(book, workbook, &relationships, "sharedStrings", qz_xlsx_strings_read) &&
		    read_optional(book, workbook, &relationships, "styles", qz_xlsx_styles_read) &&
		    read_sheets(book, workbook, &list, &relationships);
	sheet_list_done(&list);
	qz_xlsx_relationships_done(&relationships);
	free(workbook);
	return good;
}

static enum qz_status read_xlsx(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				struct qz_diag *diag)
{
	struct qz_xlsx book = {.limits = limits, .diag = diag, .include_struck = source->include_struck};
	*table = NULL;
	book.zip = qz_zip_open(source->bytes, source->len, limits, diag);
	if (!book.zip)
		return QZ_INPUT;
	bool good = false;
	qz_map_init(&book.parts);
	book.table = qz_table_new(QZ_POS_WORKBOOK);
	if (book.table) {
		book.table->max_cells = limits->cells;
		good = read_book(&book);
	} else {
		diag->failed = true;
	}
	qz_xlsx_strings_done(&book.strings);
	qz_xlsx_styles_done(&book.styles);
	qz_map_done(&book.parts, NULL);
	qz_zip_close(book.zip);
	if (!good || diag->failed) {
		qz_table_free(book.table);
		return QZ_INPUT;
	}
	*table = book.table;
	return QZ_OK;
}

static const char *const extensions[] = {"xlsx", "xlsm", NULL};

const struct qz_reader qz_reader_xlsx = {
	.name = "xlsx",
	.extensions = extensions,
	.text = false,
	.sniff = sniff_xlsx,
	.read = read_xlsx,
};
