/*
 * What hangs on a worksheet, for xlsx_sheet.c: its elements besides rows and
 * cells, and the parts it has relationships with, each read once. Text becomes
 * asides; what is no text is named by a finding.
 */
#include "read/xlsx_around.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "read/table.h"

#define PLACED 500 /* findings of one workbook that tell a place; what is more is counted */

/* ---- what the files of this area share ---- */

bool qz_xlsx_aside(struct qz_xlsx_around *around, enum qz_aside_kind kind, const struct qz_xlsx_place *place, const char *text, size_t len)
{
	struct qz_xlsx *book = around->book;
	size_t skip = len ? qz_skip_blanks(text, len) : 0;
	if (skip == len)
		return true;
	text += skip;
	len = qz_trim_end(text, len - skip);
	if (!qz_xlsx_count(book, len))
		return false;
	bool placed = around->sheet < book->table->nsheets;
	return qz_table_add_aside(book->table, kind, around->sheet, placed ? place->row : 0, placed ? place->column : 0, text, len) ||
	       qz_xlsx_out_of_memory(book);
}

struct qz_xlsx_place qz_xlsx_place_of(const char *reference)
{
	struct qz_xlsx_range range;
	char first[48];
	size_t len = reference ? strcspn(reference, " \t\r\n") : 0;
	if (len == 0 || len >= sizeof first)
		return (struct qz_xlsx_place){0};
	memcpy(first, reference, len);
	first[len] = '\0';
	if (!qz_xlsx_range_parse(first, &range))
		return (struct qz_xlsx_place){0};
	return (struct qz_xlsx_place){range.top, range.left, range.bottom, range.right};
}

void qz_xlsx_passed_over_many(struct qz_xlsx_around *around, const char *what, size_t count)
{
	char number[32];
	snprintf(number, sizeof number, "%zu", count);
	if (count > 0)
		qz_diag_add(around->book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", what, "name", around->name, "count", number, NULL);
}

bool qz_xlsx_passed_over(struct qz_xlsx_around *around, const char *what, const struct qz_xlsx_place *place)
{
	struct qz_xlsx *book = around->book;
	struct qz_buf pos, name;
	if (!place->row || around->sheet >= book->table->nsheets || book->placed >= PLACED) {
		qz_xlsx_passed_over_many(around, what, 1);
		return true;
	}
	book->placed++;
	qz_buf_init(&pos);
	qz_buf_init(&name);
	const struct qz_row first = {.number = place->row}, last = {.number = place->last_row};
	qz_table_pos(book->table, around->sheet, &first, place->column, &pos);
	qz_buf_puts(&name, pos.data ? pos.data : "");
	if (place->last_row > place->row || place->last_column > place->column) {
		size_t at = name.len;
		qz_table_pos(book->table, around->sheet, &last, place->last_column, &name);
		size_t sheet = !name.failed ? (size_t)(strchr(name.data + at, '!') - name.data) : at; /* Sheet!C5:D9 */
		if (!name.failed) {
			memmove(name.data + at + 1, name.data + sheet + 1, name.len - sheet);
			name.data[at] = ':';
			name.len -= sheet - at;
		}
	}
	struct qz_where where = {.pos = pos.data};
	bool good = !pos.failed && !name.failed;
	if (good)
		qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, &where, "what", what, "name", name.data, NULL);
	qz_buf_done(&pos);
	qz_buf_done(&name);
	return good || qz_xlsx_out_of_memory(book);
}

bool qz_xlsx_is_new(struct qz_xlsx *book, const char *part_name)
{
	size_t len = strlen(part_name);
	if (qz_map_get(&book->parts, part_name, len))
		return false;
	if (qz_map_put(&book->parts, part_name, len, book) != 0)
		qz_xlsx_out_of_memory(book); /* is seen at the end */
	return true;
}

/* ---- elements of the sheet ---- */

static bool keep_ranges(struct qz_xlsx_part *part, struct qz_xlsx_ranges *ranges, const char *name, size_t most)
{
	return qz_xlsx_ranges_add(ranges, qz_xlsx_attr(part, name), most) || qz_xlsx_out_of_memory(part->book);
}

static bool keep_header_shapes(struct qz_xlsx_around *around, const struct qz_xlsx_part *part)
{
	const char *id = qz_xlsx_relationship_id(part);
	if (!id || around->header_shapes)
		return true;
	around->header_shapes = strdup(id);
	return around->header_shapes || qz_xlsx_out_of_memory(around->book);
}

/* The objects of other programs: each stands twice, the second time for old versions. */
static bool read_objects(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	struct qz_xlsx_place place = {0};
	size_t objects = 0;
	bool good = true;
	int depth = qz_xlsx_depth(part);
	if (xmlTextReaderIsEmptyElement(part->reader))
		return true;
	while (good && qz_xlsx_step(part) && qz_xlsx_depth(part) > depth) {
		if (xmlTextReaderNodeType(part->reader) != XML_READER_TYPE_ELEMENT)
			continue;
		if (qz_xlsx_is(part, "Fallback")) {
			qz_xlsx_skip(part);
		} else if (qz_xlsx_is(part, "anchor")) {
			good = qz_xlsx_anchor_read(part, &place);
		} else if (qz_xlsx_is(part, "oleObject")) {
			if (objects++ > 0)
				good = qz_xlsx_passed_over(around, "embedded-objects", &place);
			place = (struct qz_xlsx_place){0};
		}
	}
	return good && !part->failed && (objects == 0 || qz_xlsx_passed_over(around, "embedded-objects", &place));
}

/* Whether a condition holds is not worked out: the cells whose words it may strike are named. */
static bool name_struck(struct qz_xlsx_around *around, const char *ranges)
{
	bool good = true;
	for (size_t len; good && ranges && *(ranges += strspn(ranges, " \t\r\n")); ranges += len) {
		const struct qz_xlsx_place place = qz_xlsx_place_of(ranges);
		len = strcspn(ranges, " \t\r\n");
		good = qz_xlsx_passed_over(around, "conditional-strike", &place);
	}
	return good;
}

/* A conditionalFormatting (18.3.1.18): cells that it colours, cells whose words it may strike. */
static bool read_conditions(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	const struct qz_xlsx_styles *styles = &around->book->styles;
	const char *attribute = qz_xlsx_attr(part, "sqref");
	char *ranges = strdup(attribute ? attribute : "");
	bool good = ranges ? keep_ranges(part, &around->coloured, "sqref", QZ_XLSX_COLOURED) : qz_xlsx_out_of_memory(around->book), strikes = false;
	unsigned format;
	while (good && qz_xlsx_child(part, 1))
		strikes |= qz_xlsx_is(part, "cfRule") && qz_xlsx_number(qz_xlsx_attr(part, "dxfId"), &format) && format < styles->nstrikes && styles->strikes[format];
	good = good && (!strikes || name_struck(around, ranges));
	free(ranges);
	return good;
}

/* The same as later versions have it, the format inside the condition: the part is stepped on to each element by the caller. */
static bool see_condition(struct qz_xlsx_around *around, struct qz_xlsx_part *part, bool *strikes)
{
	struct qz_buf ranges;
	struct qz_xlsx_font font = {.struck = false};
	if (qz_xlsx_is(part, "conditionalFormatting"))
		*strikes = false;
	if (qz_xlsx_is(part, "strike"))
		qz_xlsx_font_read(part, &font);
	*strikes |= font.struck;
	if (!*strikes || !qz_xlsx_is(part, "sqref"))
		return true;
	qz_buf_init(&ranges);
	bool good = qz_xlsx_text(part, &ranges) && name_struck(around, ranges.len ? ranges.data : "");
	qz_buf_done(&ranges);
	return good;
}

/* What later versions have added: prompts of checks, conditions. */
static bool read_extensions(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	int depth = qz_xlsx_depth(part);
	bool good = true, strikes = false;
	if (xmlTextReaderIsEmptyElement(part->reader))
		return true;
	while (good && qz_xlsx_step(part) && qz_xlsx_depth(part) > depth) {
		if (xmlTextReaderNodeType(part->reader) != XML_READER_TYPE_ELEMENT)
			continue;
		good = qz_xlsx_is(part, "dataValidations") ? qz_xlsx_prompts_read(around, part) : see_condition(around, part, &strikes);
	}
	return good && !part->failed;
}

bool qz_xlsx_around_element(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	static const struct qz_xlsx_place sheet = {0};
	if (qz_xlsx_is(part, "headerFooter"))
		return qz_xlsx_page_read(around, part);
	if (qz_xlsx_is(part, "dataValidations"))
		return qz_xlsx_prompts_read(around, part);
	if (qz_xlsx_is(part, "hyperlinks"))
		return qz_xlsx_links_read(around, part);
	if (qz_xlsx_is(part, "autoFilter"))
		return keep_ranges(part, &around->filters, "ref", SIZE_MAX);
	if (qz_xlsx_is(part, "conditionalFormatting"))
		return read_conditions(around, part);
	if (qz_xlsx_is(part, "legacyDrawingHF"))
		return keep_header_shapes(around, part);
	if (qz_xlsx_is(part, "picture"))
		return qz_xlsx_passed_over(around, "pictures", &sheet);
	if (qz_xlsx_is(part, "oleObjects") || qz_xlsx_is(part, "AlternateContent"))
		return read_objects(around, part);
	return !qz_xlsx_is(part, "extLst") || read_extensions(around, part); /* what nobody reads, the census names */
}

/* ---- parts of the sheet ---- */

/* A table (18.5.1.2): its filter, the rows that its style colours, and what is said of it. */
static bool read_table(struct qz_xlsx_around *around, const char *name)
{
	static const char *const names[] = {"altText", "altTextSummary"};
	struct qz_xlsx_part part;
	bool good = qz_xlsx_part_open(around->book, name, &part);
	struct qz_xlsx_place place = qz_xlsx_place_of(good ? qz_xlsx_attr(&part, "ref") : NULL);
	while (good && qz_xlsx_step(&part)) {
		if (xmlTextReaderNodeType(part.reader) != XML_READER_TYPE_ELEMENT)
			continue;
		if (qz_xlsx_is(&part, "autoFilter"))
			good = keep_ranges(&part, &around->filters, "ref", SIZE_MAX);
		if (good && qz_xlsx_is(&part, "tableStyleInfo") && place.row && around->coloured.count < QZ_XLSX_COLOURED) {
			const char *style = qz_xlsx_attr(&part, "name");
			bool dark = style && strncmp(style, "TableStyleDark", 14) == 0;
			struct qz_xlsx_ranges *ranges = &around->coloured;
			if (!qz_array_grow(&ranges->list, ranges->count, &ranges->cap, sizeof *ranges->list))
				good = qz_xlsx_out_of_memory(around->book);
			else
				ranges->list[ranges->count++] = (struct qz_xlsx_range){place.row, place.column, dark ? place.last_row : place.row,
										       place.last_column};
		}
		for (size_t i = 0; good && i < 2 && qz_xlsx_is(&part, "table"); i++) {
			const char *text = qz_xlsx_attr(&part, names[i]);
			good = qz_xlsx_aside(around, QZ_ASIDE_ALTERNATIVE, &place, text, text ? strlen(text) : 0);
		}
	}
	return qz_xlsx_part_close(&part, good);
}

/* The choices that a list of a form offers (formControlPr, [MS-XLSX] 2.6.33). */
static bool read_control(struct qz_xlsx_around *around, const char *name)
{
	static const struct qz_xlsx_place sheet = {0};
	struct qz_xlsx_part part;
	struct qz_buf choices;
	qz_buf_init(&choices);
	bool good = qz_xlsx_part_open(around->book, name, &part);
	while (good && qz_xlsx_step(&part)) {
		const char *choice = xmlTextReaderNodeType(part.reader) == XML_READER_TYPE_ELEMENT && qz_xlsx_is(&part, "item")
					     ? qz_xlsx_attr(&part, "val")
					     : NULL;
		if (choice && choices.len > 0)
			qz_buf_putc(&choices, '\n');
		qz_buf_puts(&choices, choice ? choice : "");
	}
	good = qz_xlsx_part_close(&part, good) && qz_xlsx_prompt(around, &sheet, &choices);
	qz_buf_done(&choices);
	return good;
}

/* The names of the parts of one sheet that have to be read in order, and what is counted. */
struct parts {
	char *threads, *notes;
	size_t controls, missing;
};

/* The kinds of parts that hold words, in the order in which they are read: shapes of old versions repeat those of drawings. */
static const char *const kinds[] = {"table", "comments", "threadedComment", "drawing", "vmlDrawing", "ctrlProp", NULL /* all others */};

static bool is_known(const char *type)
{
	size_t kind = 0;
	while (kinds[kind] && strcmp(kinds[kind], type) != 0)
		kind++;
	return kinds[kind];
}

static bool read_part(struct qz_xlsx_around *around, const struct qz_xlsx_relationship *relationship, char *name, struct parts *parts)
{
	const char *type = relationship->type;
	if (strcmp(type, "drawing") == 0)
		return qz_xlsx_drawing_read(around, name);
	if (strcmp(type, "vmlDrawing") == 0)
		return qz_xlsx_shapes_read(around, name, around->header_shapes && strcmp(around->header_shapes, relationship->id) == 0);
	if (strcmp(type, "table") == 0)
		return read_table(around, name);
	if (strcmp(type, "ctrlProp") == 0)
		return read_control(around, name);
	if (!is_known(type))
		return true; /* what nobody reads, the census names */
	char **kept = strcmp(type, "threadedComment") == 0 ? &parts->threads : strcmp(type, "comments") == 0 ? &parts->notes : NULL;
	if (kept && !*kept && !(*kept = strdup(name)))
		return qz_xlsx_out_of_memory(around->book);
	return true;
}

static bool read_related(struct qz_xlsx_around *around, const char *sheet_part, const struct qz_xlsx_relationship *relationship,
			 struct parts *parts)
{
	struct qz_xlsx *book = around->book;
	char *name = qz_xlsx_resolve(book, sheet_part, relationship->target);
	if (!name)
		return qz_xlsx_out_of_memory(book);
	bool good = true;
	if (!qz_zip_has(book->zip, name))
		parts->missing += is_known(relationship->type); /* tools leave out the rest, and nobody misses it */
	else if (qz_xlsx_is_new(book, name))
		good = read_part(around, relationship, name, parts);
	free(name);
	return good;
}

bool qz_xlsx_around_parts(struct qz_xlsx_around *around, const char *sheet_part)
{
	struct qz_xlsx_relationships relationships = {0};
	struct parts parts = {0};
	bool good = qz_xlsx_relationships_find(around->book, sheet_part, &relationships);
	for (size_t kind = 0; good && kind < sizeof kinds / sizeof *kinds; kind++)
		for (size_t i = 0; good && i < relationships.count; i++)
			if (kinds[kind] ? strcmp(relationships.list[i].type, kinds[kind]) == 0 : !is_known(relationships.list[i].type))
				good = read_related(around, sheet_part, &relationships.list[i], &parts);
	for (size_t i = 0; good && i < relationships.count; i++)
		parts.controls += strcmp(relationships.list[i].type, "control") == 0;
	good = good && qz_xlsx_comments_read(around, parts.threads, parts.notes);
	if (good) {
		qz_xlsx_passed_over_many(around, "controls", parts.controls);
		qz_xlsx_passed_over_many(around, "missing-parts", parts.missing);
		qz_xlsx_passed_over_many(around, "pictures", around->pictures);
	}
	free(parts.threads);
	free(parts.notes);
	qz_xlsx_relationships_done(&relationships);
	return good;
}

void qz_xlsx_around_done(struct qz_xlsx_around *around)
{
	free(around->filters.list);
	free(around->coloured.list);
	free(around->header_shapes);
	qz_map_done(&around->prompts, NULL);
	qz_map_done(&around->shapes, NULL);
}

bool qz_xlsx_chartsheet_read(struct qz_xlsx *book, const char *name, const char *part_name)
{
	struct qz_xlsx_around around = {.book = book, .sheet = SIZE_MAX, .name = name};
	struct qz_xlsx_part part;
	bool good = qz_xlsx_part_open(book, part_name, &part);
	while (good && qz_xlsx_child(&part, 0))
		good = qz_xlsx_around_element(&around, &part);
	good = qz_xlsx_part_close(&part, good) && qz_xlsx_around_parts(&around, part_name);
	qz_xlsx_around_done(&around);
	return good;
}
