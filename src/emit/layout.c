/*
 * Column widths, for layout.h: at first in proportion to text, above a least
 * width; then moved from column to column (fit.h) as long as a sample of the rows
 * gets lower by it. Labels of four characters stay on one line, unless breaking
 * them in two, or giving short columns two characters, makes the table much lower.
 * Columns with nothing in them are left out. A table of many columns is drawn as
 * cards where these need fewer pages or its columns get too narrow to be read; one
 * that cards cannot show goes on A3.
 */
#include "emit/layout.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "emit/fit.h"

#define A4_WIDTH 12756u
#define A3_WIDTH 19729u
#define CHARACTER QZ_FIT_CHARACTER
#define MARGINS QZ_FIT_MARGINS
#define LABEL_LINES 4u   /* a label may be broken into so many */
#define WHOLE_LABEL 4u   /* characters: most labels have four, which break well in the middle alone */
#define HALF_LABEL 2u
#define TIGHT 1u         /* … as narrow as labels allow: for lists with more columns than the page has room for */
#define SHORT_TEXT 6      /* characters: more does not read well in columns of two */
#define LOWER 12u        /* a table lower by a twelfth is worth broken labels */
#define MUCH_LOWER 6u    /* … by a sixth, columns as narrow as labels allow */
#define HIGHER 3u        /* a table so many times as high as cards is no table to read */
#define CARD_LABEL 1560u /* twips: the labels' column of a card, as xslt/docx/cards.xsl draws it */
#define CARD_WIDTH 8844u /* … and the card, upright on A4 */
#define CARD_LINES 42u   /* of a page with cards */
#define MANY_COLUMNS 9u  /* from here on it is asked whether they are better off as cards */
#define NARROW 5u        /* characters: below, a column of text does not read well */
#define RUN 7u           /* characters: what has no blank and no ideograph, such as a code, is broken above this */
#define MAX_COLUMNS QZ_FIT_COLUMNS
#define PAGE_LINES 28u   /* 15 pt each, on 156 mm less the table's lines */
#define SAMPLE 128u      /* rows looked at, evenly from the whole list */

struct column {
	const char *field, *label;
	double text;    /* characters in all items */
	double each;    /* … in one, on average */
	double run;     /* characters of the longest code, number or word */
	unsigned least; /* twips */
	unsigned width;
	bool fixed; /* drawn although it is empty */
	bool empty; /* left out */
};

/* Characters as wide as an ideograph; ASCII counts half. */
static double count_wide(const char *text)
{
	double count = 0;
	size_t len = strlen(text);
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		count += cp < 0x80 ? 0.5 : 1;
	}
	return count;
}

/* The longest of what a line is not broken in. */
static double longest_run(const char *text)
{
	size_t longest = 0, run = 0;
	for (; *text; text++) {
		run = (unsigned char)*text > ' ' && (unsigned char)*text < 0x7f ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return (double)longest / 2;
}

static unsigned least_width(const struct column *column, unsigned characters)
{
	unsigned label = (unsigned)(count_wide(column->label) / LABEL_LINES + 1);
	if (strcmp(column->field, "serial") == 0)
		characters = label = 2;
	else if (column->text <= 0 || (characters == TIGHT && strcmp(column->field, "name") != 0))
		characters = 2;
	else if (column->each > SHORT_TEXT && characters < WHOLE_LABEL)
		characters = WHOLE_LABEL;
	if (label > characters)
		characters = label < 6 ? label : 6;
	double run = ceil(column->run / ceil(column->run / RUN + 1e-9));
	return MARGINS + (run > characters ? (unsigned)run : characters) * CHARACTER;
}

/* A label for each column, but for one that shares the label before it: what cards need. */
static bool may_be_cards(const struct column *columns, size_t count)
{
	for (size_t c = 0; c < count; c++)
		if (!*columns[c].label)
			return false;
	return true;
}

static bool is_too_wide(const struct column *columns, size_t count, unsigned width)
{
	unsigned long sum = 0;
	for (size_t c = 0; c < count; c++)
		sum += MARGINS + (strcmp(columns[c].field, "serial") == 0 ? 2 : 3) * CHARACTER;
	return sum > width;
}

/* The rows looked at, and what stands in them. */
struct sample {
	struct qz_fit_cell *cells;
	size_t rows, columns;
};

static size_t count_items(const xmlNode *table)
{
	size_t count = 0;
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
		count++;
	return count;
}

static size_t find_column(const struct column *columns, size_t count, const xmlNode *field)
{
	const char *label = qz_xml_attr(field, "label");
	size_t c = 0;
	while (c < count && !(strcmp(columns[c].field, QZ_C(field->name)) == 0 && (!label || strcmp(columns[c].label, label) == 0)))
		c++;
	return c;
}

static unsigned count_paragraphs(const xmlNode *node)
{
	unsigned count = 0;
	for (xmlNode *child = qz_xml_child(node, NULL); child; child = qz_xml_next(child, NULL))
		count += qz_xml_is(child, "ol") || qz_xml_is(child, "li") ? qz_xml_is(child, "li") + count_paragraphs(child) : qz_xml_is(child, "p");
	return count;
}

static void measure_item(const xmlNode *item, struct column *columns, const struct sample *sample, struct qz_fit_cell *row, struct qz_buf *text)
{
	for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
		size_t c = find_column(columns, sample->columns, field);
		if (c == sample->columns || qz_xml_attr(field, "from"))
			continue; /* what is merged with the cell above stands there */
		qz_buf_clear(text);
		qz_xml_text(field, text);
		double characters = text->len ? count_wide(text->data) : 0;
		unsigned paragraphs = count_paragraphs(field);
		double run = text->len ? longest_run(text->data) : 0;
		columns[c].text += characters;
		columns[c].run = run > columns[c].run ? run : columns[c].run;
		if (row && text->len) {
			row[c].characters += (float)characters;
			row[c].paragraphs += paragraphs ? paragraphs : 1;
		}
	}
}

/* Adds up the columns' text, and fills in the sample. 0, or -1 when memory ran out. */
static int measure_items(const xmlNode *table, struct column *columns, struct sample *sample, struct qz_buf *text)
{
	size_t items = count_items(table), stride = (items + SAMPLE - 1) / SAMPLE, at = 0;
	sample->cells = calloc(SAMPLE * sample->columns, sizeof *sample->cells);
	if (!sample->cells)
		return -1;
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"), at++)
		measure_item(item, columns, sample, at % stride == 0 ? &sample->cells[sample->rows++ * sample->columns] : NULL, text);
	for (size_t c = 0; c < sample->columns; c++)
		columns[c].each = items ? columns[c].text / (double)items : 0;
	return 0;
}

/* Shares the room above the least widths in proportion to text; a column whose share would be less keeps its least width. */
static void share_room(struct column *columns, size_t count, unsigned width)
{
	bool fixed[MAX_COLUMNS] = {false};
	for (bool again = true; again;) {
		double text = 0, room = width;
		again = false;
		for (size_t c = 0; c < count; c++) {
			room -= fixed[c] ? columns[c].least : 0;
			text += fixed[c] ? 0 : columns[c].text + 1;
		}
		for (size_t c = 0; c < count; c++) {
			if (fixed[c])
				continue;
			double share = room * (columns[c].text + 1) / text;
			columns[c].width = share > columns[c].least ? (unsigned)share : columns[c].least;
			if (share < columns[c].least)
				fixed[c] = again = true;
		}
	}
	for (size_t c = 0; c < count; c++)
		columns[c].width = fixed[c] ? columns[c].least : columns[c].width;
}

/* Rounding, and least widths that do not fit, are settled in the widest column. */
static void settle_sum(struct column *columns, size_t count, unsigned width)
{
	unsigned long sum = 0;
	size_t widest = 0;
	for (size_t c = 0; c < count; c++)
		sum += columns[c].width;
	for (size_t c = 0; c < count && sum > width + 200; c++)
		columns[c].width = (unsigned)((unsigned long)columns[c].width * width / sum);
	sum = 0;
	for (size_t c = 0; c < count; c++) {
		sum += columns[c].width;
		widest = columns[c].width > columns[widest].width ? c : widest;
	}
	columns[widest].width = (unsigned)(columns[widest].width + width - sum);
}

/* Widths that make the sample low; how many lines it has then. */
static unsigned long improve_widths(struct column *columns, const struct sample *sample)
{
	unsigned widths[MAX_COLUMNS], least[MAX_COLUMNS];
	struct qz_fit_cell head[MAX_COLUMNS];
	for (size_t c = 0; c < sample->columns; c++) {
		widths[c] = columns[c].width;
		head[c] = (struct qz_fit_cell){.characters = (float)count_wide(columns[c].label), .paragraphs = 1};
		least[c] = columns[c].least < widths[c] ? columns[c].least : widths[c];
	}
	const struct qz_fit fit = {.cells = sample->cells, .rows = sample->rows, .columns = sample->columns, .head = head, .page = PAGE_LINES, .least = least};
	qz_fit_improve(&fit, widths);
	for (size_t c = 0; c < sample->columns; c++)
		columns[c].width = widths[c];
	return qz_fit_lines(&fit, widths);
}

/* Widths for columns of so many characters at least. The lines of the sample; ULONG_MAX when they do not fit. */
static unsigned long find_widths(struct column *columns, const struct sample *sample, unsigned characters, unsigned width)
{
	unsigned long sum = 0;
	for (size_t c = 0; c < sample->columns; c++)
		sum += columns[c].least = least_width(&columns[c], characters);
	share_room(columns, sample->columns, width);
	settle_sum(columns, sample->columns, width);
	unsigned long lines = improve_widths(columns, sample);
	return sum > width ? ULONG_MAX : lines;
}

/* Whole labels, or broken ones where that makes the table much lower, or does fit at all. The lines of the sample. */
static unsigned long choose_widths(struct column *columns, const struct sample *sample, unsigned width)
{
	unsigned long tight = find_widths(columns, sample, TIGHT, width), half = find_widths(columns, sample, HALF_LABEL, width);
	unsigned long whole = find_widths(columns, sample, WHOLE_LABEL, width);
	unsigned long better = whole == ULONG_MAX || half + half / LOWER < whole ? half : whole;
	if (better == ULONG_MAX || tight + better / MUCH_LOWER < better)
		return find_widths(columns, sample, TIGHT, width);
	return better == whole ? whole : find_widths(columns, sample, HALF_LABEL, width);
}

/* Whether an item is more than the cells of its row: cards do not show which cells belong to a sub-item, nor what is merged over items. */
static bool has_structure(const xmlNode *table)
{
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
		for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL))
			if (qz_xml_attr(field, "part") || qz_xml_attr(field, "from"))
				return true;
	return false;
}

/* The lines of the sample as cards: a row for each column, and one between items. */
static unsigned long count_card_lines(const struct sample *sample)
{
	unsigned long lines = sample->rows;
	for (size_t i = 0; i < sample->rows * sample->columns; i++)
		lines += qz_fit_cell_lines(&sample->cells[i], CARD_WIDTH - CARD_LABEL);
	return lines;
}

/* ---- what is left out ---- */

/*
 * A column that is drawn in any case, as are all below a two-level header: without it a label would stand over the wrong columns, or what is said of types would
 * have no place.
 */
static bool is_fixed(const xmlNode *column, bool grouped)
{
	const xmlNode *next = qz_xml_next(column, "column");
	const char *field = qz_xml_attr(column, "field"), *label = qz_xml_attr(column, "label");
	bool shares = !qz_xml_attr(column, "pos") || (next && !qz_xml_attr(next, "pos"));
	return grouped || shares || !label || !*label || !field || strcmp(field, "name") == 0 || strcmp(field, "powerType") == 0 ||
	       strcmp(field, "serial") == 0;
}

/* The columns of a table, of MAX_COLUMNS at most. */
static size_t read_columns(const xmlNode *table, struct column *columns)
{
	size_t count = 0;
	bool grouped = false;
	for (xmlNode *node = qz_xml_child(qz_xml_child(table, "columns"), "column"); node; node = qz_xml_next(node, "column"))
		grouped |= qz_xml_attr(node, "group") != NULL;
	for (xmlNode *node = qz_xml_child(qz_xml_child(table, "columns"), "column"); node && count < MAX_COLUMNS; node = qz_xml_next(node, "column")) {
		const char *field = qz_xml_attr(node, "field"), *label = qz_xml_attr(node, "label");
		columns[count++] = (struct column){.field = field ? field : "", .label = label ? label : "", .fixed = is_fixed(node, grouped)};
	}
	return count;
}

/* Columns that have text, with their part of the sample, move to the front, in their order; how many there are. */
static size_t leave_out_empty(struct column *columns, size_t count, struct sample *sample, struct column *drawn)
{
	size_t kept = 0, from[MAX_COLUMNS];
	for (size_t c = 0; c < count; c++) {
		columns[c].empty = sample->rows > 0 && columns[c].text <= 0 && !columns[c].fixed;
		if (!columns[c].empty)
			from[kept++] = c;
	}
	for (size_t row = 0; row < sample->rows; row++)
		for (size_t c = 0; c < kept; c++)
			sample->cells[row * kept + c] = sample->cells[row * count + from[c]];
	for (size_t c = 0; c < kept; c++)
		drawn[c] = columns[from[c]];
	sample->columns = kept;
	return kept;
}

/* ---- the choice ---- */

/* What a table is drawn as. */
struct choice {
	bool cards;
	bool wants_a3;
};

/* Columns of text that are too narrow to be read. */
static bool is_narrow(const struct column *columns, size_t count)
{
	for (size_t c = 0; c < count; c++)
		if (columns[c].each > NARROW && columns[c].width < MARGINS + NARROW * CHARACTER)
			return true;
	return false;
}

static unsigned long pages_of(unsigned long lines, unsigned page)
{
	return lines / page + (lines % page > 0);
}

/* Sets the widths for `width`. A paper that was asked for (`given`) stays, with cards where the table cannot be read on it. */
static struct choice choose(const xmlNode *table, struct column *columns, const struct sample *sample, unsigned width, bool given)
{
	size_t count = sample->columns;
	bool cards = may_be_cards(columns, count) && !has_structure(table), many = count >= MANY_COLUMNS && !given;
	if (cards && is_too_wide(columns, count, width))
		return (struct choice){.cards = true};
	unsigned long lines = choose_widths(columns, sample, width), as_cards = count_card_lines(sample);
	bool narrow = many && is_narrow(columns, count);
	if (cards && (lines > HIGHER * as_cards || (many && (narrow || pages_of(as_cards, CARD_LINES) < pages_of(lines, PAGE_LINES)))))
		return (struct choice){.cards = true};
	return (struct choice){.wants_a3 = narrow};
}

/* The widths by column, 0 for one that is left out; of cards 1 for one that is drawn. */
static void put_widths(const struct column *columns, size_t count, const struct column *drawn, bool cards, struct qz_buf *out)
{
	qz_buf_puts(out, cards ? "cards " : "");
	for (size_t c = 0; c < count; c++) {
		unsigned width = columns[c].empty ? 0 : cards ? 1 : drawn->width;
		drawn += !columns[c].empty;
		qz_buf_printf(out, "%s%u", c ? " " : "", width);
	}
}

/* Appends what the table is drawn as. */
static int measure_table(const xmlNode *table, unsigned width, bool given, bool *wants_a3, struct qz_buf *text, struct qz_buf *out)
{
	struct column columns[MAX_COLUMNS], drawn[MAX_COLUMNS];
	size_t count = read_columns(table, columns);
	struct sample sample = {.columns = count};
	if (count == 0)
		return 0;
	if (measure_items(table, columns, &sample, text) != 0)
		return -1;
	leave_out_empty(columns, count, &sample, drawn);
	const struct choice choice = choose(table, drawn, &sample, width, given);
	*wants_a3 |= choice.wants_a3;
	put_widths(columns, count, drawn, choice.cards, out);
	free(sample.cells);
	return 0;
}

/* The table's widths, where there are any, as an attribute that the stylesheets see. */
static bool mark_table(xmlNode *table, xmlNs *stage, const char *widths)
{
	return *widths ? xmlSetNsProp(table, stage, QZ_X("widths"), QZ_X(widths)) != NULL : xmlUnsetNsProp(table, stage, QZ_X("widths")) <= 0;
}

static int mark_tables(xmlDoc *doc, unsigned width, bool given, bool *wants_a3)
{
	struct qz_buf text, widths;
	xmlNs *stage = qz_xml_stage_ns(doc);
	bool done = stage;
	qz_buf_init(&text);
	qz_buf_init(&widths);
	for (xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table && done; table = qz_xml_next(table, "table")) {
		qz_buf_clear(&widths);
		qz_buf_add(&widths, "", 0);
		done = measure_table(table, width, given, wants_a3, &text, &widths) == 0 && !widths.failed && mark_table(table, stage, widths.data);
	}
	done &= !text.failed;
	qz_buf_done(&widths);
	qz_buf_done(&text);
	return done ? 0 : -1;
}

int qz_layout_mark(xmlDoc *doc, const char **paper)
{
	bool given = *paper, wants_a3 = given && strcmp(*paper, "a3") == 0, more = false;
	int result = mark_tables(doc, wants_a3 ? A3_WIDTH : A4_WIDTH, given, given ? &more : &wants_a3);
	if (result == 0 && !given && wants_a3)
		result = mark_tables(doc, A3_WIDTH, given, &more);
	*paper = wants_a3 ? "a3" : "a4";
	return result;
}

/* The highest row of the sample. */
static unsigned highest(const struct column *columns, const struct sample *sample)
{
	unsigned most = 1;
	for (size_t i = 0; i < sample->rows * sample->columns; i++) {
		unsigned lines = qz_fit_cell_lines(&sample->cells[i], columns[i % sample->columns].width);
		most = lines > most ? lines : most;
	}
	return most;
}

int qz_layout_sheet(const xmlNode *table, const unsigned *sums, unsigned lines, unsigned *widths)
{
	struct column columns[MAX_COLUMNS];
	struct sample sample = {.columns = read_columns(table, columns)};
	struct qz_buf text;
	qz_buf_init(&text);
	int result = sample.columns ? measure_items(table, columns, &sample, &text) : 0;
	for (size_t i = 0; sums[i] && sample.columns && result == 0; i++) {
		unsigned long low = choose_widths(columns, &sample, sums[i]);
		if (low != ULONG_MAX && highest(columns, &sample) <= lines)
			break;
	}
	for (size_t c = 0; c < sample.columns; c++)
		widths[c] = columns[c].width;
	free(sample.cells);
	result = text.failed ? -1 : result;
	qz_buf_done(&text);
	return result;
}
