/*
 * Reader for XML Spreadsheet 2003, which systems export under the name .xls
 * ("XML Spreadsheet Reference", Microsoft 2001): the text of a workbook in, a
 * sheet for each ss:Worksheet out. A row at a time is a tree; every cell has the
 * text that a spreadsheet shows.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/fill.h"
#include "read/isodate.h"
#include "read/numfmt.h"
#include "read/readers.h"
#include "read/stream.h"
#include "read/table.h"
#include "read/xmlss_parts.h"

#define NAMESPACE "urn:schemas-microsoft-com:office:spreadsheet"
#define HEAD 4096	   /* the root's start tag stands within so many bytes */
#define FULL_CELL 32767	   /* characters that a cell of a spreadsheet can hold */
#define DATE_CODE "yyyy/m/d" /* of dates whose style names no format */
#define TIME_CODE "yyyy/m/d h:mm"

/* The rows and columns that a filter works on, from 1 and from 0. */
struct area {
	unsigned top, left, bottom, right;
};

struct workbook {
	struct qz_fill fill;
	struct qz_stream stream;
	struct qz_xmlss_styles styles;
	bool include_struck, date1904;
	/* the sheet at hand */
	const struct qz_xmlss_style *table_style;
	struct column *columns; /* with a style of their own, rising */
	size_t ncolumns, columns_cap;
	unsigned next_row, next_column;
	/* the cell at hand */
	struct qz_buf raw, text, struck;
};

struct column {
	unsigned first, last;
	const struct qz_xmlss_style *style;
};

static bool exceeds_memory(struct workbook *book)
{
	return (book->raw.failed || book->text.failed || book->struck.failed) && !qz_fill_no_memory(&book->fill);
}

static size_t sheet_index(const struct workbook *book)
{
	return book->fill.table->nsheets - 1;
}

static bool add_aside(struct workbook *book, enum qz_aside_kind kind, unsigned row, unsigned column, const struct qz_buf *text)
{
	if (text->failed)
		return qz_fill_no_memory(&book->fill);
	return qz_fill_aside(&book->fill, kind, sheet_index(book), row, column, text->len ? text->data : "", text->len);
}

/* ---- cells ---- */

/* How a cell's value is shown, from book->raw into book->text. */
static void show_value(struct workbook *book, const char *type, const char *code, unsigned char *signs)
{
	const char *raw = book->raw.len ? book->raw.data : "";
	bool general = !code || !*code || strcasecmp(code, "General") == 0;
	double value;
	if (strcmp(type, "Number") == 0 && qz_numfmt_parse(raw, &value)) {
		qz_numfmt_number(value, code, book->date1904, &book->text);
	} else if (strcmp(type, "DateTime") == 0) {
		*signs |= QZ_SIGN_DATE;
		if (!qz_iso_date(raw, &value))
			qz_buf_puts(&book->text, raw);
		else
			qz_numfmt_number(value, !general ? code : value > (double)(long)value ? TIME_CODE : DATE_CODE, false, &book->text);
	} else if (strcmp(type, "Boolean") == 0) {
		qz_buf_puts(&book->text, strcmp(raw, "1") == 0 || strcasecmp(raw, "true") == 0 ? "TRUE" : "FALSE");
	} else {
		*signs |= strcmp(type, "Error") == 0 ? QZ_SIGN_ERROR : 0;
		if (general || strcmp(type, "String") != 0)
			qz_buf_add(&book->text, raw, book->raw.len);
		else
			qz_numfmt_text(raw, book->raw.len, code, &book->text);
	}
}

static size_t count_characters(const struct qz_buf *text)
{
	size_t count = 0;
	for (size_t i = 0; i < text->len; i++)
		count += ((unsigned char)text->data[i] & 0xC0) != 0x80;
	return count;
}

static unsigned char signs_of_style(const struct qz_xmlss_style *style)
{
	const char *ground = style && style->ground[0] ? style->ground : "#FFFFFF";
	bool pale = style && style->color[0] && strcasecmp(style->color, ground) == 0;
	return (unsigned char)((pale ? QZ_SIGN_PALE : 0) | (style && style->tiny ? QZ_SIGN_TINY : 0));
}

/* The cell's own text, into book->text and (struck through) book->struck; false after a failure. */
static bool read_data(struct workbook *book, const xmlNode *cell, const struct qz_xmlss_style *style, unsigned char *signs)
{
	const xmlNode *data = qz_xml_child(cell, "Data");
	const char *type = qz_xmlss_attr(data, "Type"), *code = style ? style->code : NULL;
	bool whole = style && style->struck;
	qz_buf_clear(&book->raw);
	qz_buf_clear(&book->text);
	qz_buf_clear(&book->struck);
	if (!data && qz_xmlss_attr(cell, "Formula"))
		*signs |= QZ_SIGN_UNSAVED;
	if (!data)
		return true;
	*signs |= signs_of_style(style);
	qz_xmlss_text(data, &book->raw, book->include_struck || whole ? NULL : &book->struck);
	if (book->raw.len > 0)
		show_value(book, type ? type : "String", code, signs);
	if (exceeds_memory(book))
		return false;
	if (count_characters(&book->text) == FULL_CELL)
		*signs |= QZ_SIGN_FULL;
	if (!whole || book->text.len == 0)
		return true;
	if (book->include_struck) {
		*signs |= QZ_SIGN_STRUCK;
		return true;
	}
	qz_buf_add(&book->struck, book->text.data, book->text.len);
	qz_buf_clear(&book->text);
	return !exceeds_memory(book);
}

/* Whether any run inside the data is struck through; asked only where such text is wanted in the cell. */
static bool has_struck_runs(struct workbook *book, const xmlNode *cell)
{
	const xmlNode *data = book->include_struck ? qz_xml_child(cell, "Data") : NULL;
	struct qz_buf plain;
	qz_buf_clear(&book->struck);
	qz_buf_init(&plain);
	if (data)
		qz_xmlss_text(data, &plain, &book->struck);
	book->struck.failed |= plain.failed;
	qz_buf_done(&plain);
	bool found = book->struck.len > 0;
	qz_buf_clear(&book->struck);
	return found;
}

/* A comment, without the author's name that programs put in front of it. */
static bool read_comment(struct workbook *book, const xmlNode *comment, unsigned column)
{
	const char *author = qz_xmlss_attr(comment, "Author");
	const xmlNode *data = qz_xml_child(comment, "Data");
	struct qz_buf text;
	qz_buf_init(&text);
	if (data)
		qz_xmlss_text(data, &text, NULL);
	size_t skip = 0, len = author ? strlen(author) : 0;
	if (len && text.len > len && strncmp(text.data, author, len) == 0 && text.data[len] == ':')
		skip = len + 1;
	if (len && text.len > len + 2 && strncmp(text.data, author, len) == 0 && strncmp(text.data + len, "：", 3) == 0)
		skip = len + 3;
	skip += text.len > skip ? qz_skip_blanks(text.data + skip, text.len - skip) : 0;
	bool good = text.failed ? qz_fill_no_memory(&book->fill)
				: qz_fill_aside(&book->fill, QZ_ASIDE_COMMENT, sheet_index(book), book->fill.number, column,
						text.len ? text.data + skip : "", text.len - skip);
	qz_buf_done(&text);
	return good;
}

/* What hangs on a cell besides its text. */
static bool read_hanging(struct workbook *book, const xmlNode *cell, unsigned column)
{
	unsigned row = book->fill.number;
	const char *tip = qz_xmlss_attr(cell, "HRefScreenTip");
	bool good = add_aside(book, QZ_ASIDE_STRUCK, row, column, &book->struck);
	if (good && tip)
		good = qz_fill_aside(&book->fill, QZ_ASIDE_CONTROL, sheet_index(book), row, column, tip, strlen(tip));
	for (const xmlNode *at = qz_xml_child(cell, NULL); at && good; at = qz_xml_next(at, NULL)) {
		if (qz_xml_is(at, "Comment"))
			good = read_comment(book, at, column);
		else if (qz_xml_is(at, "PhoneticText"))
			qz_fill_skipped(&book->fill, "ruby", sheet_index(book), row, column, 1);
	}
	return good;
}

/* A number format of nothing but empty sections: the value is stored and shown to nobody. */
static bool shows_nothing(const struct qz_xmlss_style *style)
{
	return style && style->code && strcmp(style->code, ";;;") == 0;
}

/* The style of the column, where it has one. */
static const struct qz_xmlss_style *column_style(const struct workbook *book, unsigned column)
{
	size_t low = 0, high = book->ncolumns;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (book->columns[mid].last < column)
			low = mid + 1;
		else
			high = mid;
	}
	return low < book->ncolumns && book->columns[low].first <= column ? book->columns[low].style : NULL;
}

static const struct qz_xmlss_style *style_of_cell(const struct workbook *book, const xmlNode *row, const xmlNode *cell, unsigned column)
{
	const char *id = qz_xmlss_attr(cell, "StyleID");
	id = id ? id : qz_xmlss_attr(row, "StyleID");
	const struct qz_xmlss_style *style = id ? qz_xmlss_style_find(&book->styles, id) : column_style(book, column);
	return style ? style : book->table_style;
}

static bool read_cell(struct workbook *book, const xmlNode *row, const xmlNode *node)
{
	struct qz_fill *fill = &book->fill;
	unsigned index = qz_xmlss_number(qz_xmlss_attr(node, "Index"), book->next_column + 1, QZ_FILL_COLUMNS + 1);
	unsigned across = qz_xmlss_number(qz_xmlss_attr(node, "MergeAcross"), 0, QZ_FILL_COLUMNS);
	unsigned down = qz_xmlss_number(qz_xmlss_attr(node, "MergeDown"), 0, QZ_FILL_ROWS), column = index - 1;
	unsigned char signs = 0;
	if (index <= book->next_column || index > QZ_FILL_COLUMNS)
		return qz_fill_broken(fill, index > QZ_FILL_COLUMNS ? "cell-reference" : "cell-order", fill->table->sheets[sheet_index(book)].name, NULL);
	book->next_column = column + 1 + across;
	const struct qz_xmlss_style *style = style_of_cell(book, row, node, column);
	signs |= has_struck_runs(book, node) ? QZ_SIGN_STRUCK : 0;
	if (!read_data(book, node, style, &signs))
		return false;
	if (shows_nothing(style)) {
		qz_buf_clear(&book->text);
		signs &= QZ_SIGN_UNSAVED;
		if (!add_aside(book, QZ_ASIDE_UNSEEN, fill->number, column, &book->raw))
			return false;
	}
	bool keep = book->text.len > 0 || (signs & (QZ_SIGN_UNSAVED | QZ_SIGN_ERROR));
	struct qz_cell *cell = keep ? qz_fill_cell(fill, column, book->text.len ? book->text.data : "", book->text.len) : NULL;
	if (keep && !cell)
		return false;
	if (cell)
		cell->signs = signs;
	return qz_fill_span(fill, column, across, down) && read_hanging(book, node, column);
}

/* ---- rows and columns ---- */

/* Hidden by its switch, or by a height or width of nothing. */
static bool is_hidden(const xmlNode *node, const char *extent)
{
	const char *size = qz_xmlss_attr(node, extent);
	double value;
	return qz_xmlss_flag(node, "Hidden") || (size && qz_numfmt_parse(size, &value) && !(value > 0));
}

static bool read_row(struct workbook *book, const xmlNode *node)
{
	unsigned number = qz_xmlss_number(qz_xmlss_attr(node, "Index"), book->next_row, QZ_FILL_ROWS + 1);
	unsigned span = qz_xmlss_number(qz_xmlss_attr(node, "Span"), 0, QZ_FILL_ROWS);
	if (!qz_fill_row(&book->fill, number, is_hidden(node, "Height"), false))
		return false;
	book->next_row = number + 1 + span;
	book->next_column = 0;
	bool good = true;
	for (const xmlNode *cell = qz_xml_child(node, "Cell"); cell && good; cell = qz_xml_next(cell, "Cell"))
		good = read_cell(book, node, cell);
	return good;
}

static bool read_column(struct workbook *book, const xmlNode *node, unsigned *next)
{
	unsigned index = qz_xmlss_number(qz_xmlss_attr(node, "Index"), *next, QZ_FILL_COLUMNS + 1);
	unsigned span = qz_xmlss_number(qz_xmlss_attr(node, "Span"), 0, QZ_FILL_COLUMNS);
	const char *style = qz_xmlss_attr(node, "StyleID");
	if (index < *next || index > QZ_FILL_COLUMNS)
		return qz_fill_broken(&book->fill, "column-range", book->fill.table->sheets[sheet_index(book)].name, NULL);
	*next = index + 1 + span;
	if (is_hidden(node, "Width") && !qz_fill_hide(&book->fill, index - 1, (size_t)span + 1))
		return false;
	if (!style)
		return true;
	if (!qz_array_grow(&book->columns, book->ncolumns, &book->columns_cap, sizeof *book->columns))
		return qz_fill_no_memory(&book->fill);
	book->columns[book->ncolumns++] = (struct column){index - 1, index - 1 + span, qz_xmlss_style_find(&book->styles, style)};
	return true;
}

static bool read_table(struct workbook *book)
{
	struct qz_stream *stream = &book->stream;
	unsigned next = 1;
	const char *style = qz_xmlss_attr(qz_stream_node(stream), "StyleID");
	book->table_style = qz_xmlss_style_find(&book->styles, style);
	while (qz_stream_child(stream, 2)) {
		bool row = qz_xml_is(qz_stream_node(stream), "Row"), column = qz_xml_is(qz_stream_node(stream), "Column");
		const xmlNode *tree = row || column ? qz_stream_tree(stream) : NULL;
		if ((row || column) && (!tree || !(row ? read_row(book, tree) : read_column(book, tree, &next))))
			return false;
	}
	return !stream->failed;
}

/* ---- what stands behind the table ---- */

/* R1C1:R9C7 or R3C2; false when it is none. */
static bool parse_area(const char *text, struct area *area)
{
	unsigned values[4] = {0};
	for (int i = 0; text && i < 4; i++) {
		if (i == 2 && *text != ':') {
			values[2] = values[0];
			values[3] = values[1];
			break;
		}
		text += i == 2;
		if (*text++ != (i % 2 ? 'C' : 'R'))
			return false;
		size_t digits = strspn(text, "0123456789");
		if (digits == 0 || digits > 8)
			return false;
		values[i] = (unsigned)strtoul(text, NULL, 10);
		text += digits;
	}
	*area = (struct area){values[0], values[1] - 1, values[2], values[3] - 1};
	return values[0] > 0 && values[1] > 0;
}

/* Rows that an active filter hides are hidden by it. */
static void apply_filter(struct workbook *book, const xmlNode *filter)
{
	struct qz_sheet *sheet = &book->fill.table->sheets[sheet_index(book)];
	struct area area;
	bool active = false;
	for (const xmlNode *at = qz_xml_child(filter, "AutoFilterColumn"); at; at = qz_xml_next(at, "AutoFilterColumn")) {
		const char *type = qz_xmlss_attr(at, "Type");
		active |= type && strcasecmp(type, "All") != 0;
	}
	if (!active || !parse_area(qz_xmlss_attr(filter, "Range"), &area))
		return;
	for (size_t r = 0; r < sheet->nrows; r++)
		sheet->rows[r].filtered |= sheet->rows[r].hidden && sheet->rows[r].number > area.top && sheet->rows[r].number <= area.bottom;
}

static bool read_page_text(struct workbook *book, enum qz_aside_kind kind, const xmlNode *node)
{
	const char *codes = qz_xmlss_attr(node, "Data");
	struct qz_buf text;
	qz_buf_init(&text);
	if (codes)
		qz_xmlss_page_text(codes, &text);
	bool good = add_aside(book, kind, 0, 0, &text);
	qz_buf_done(&text);
	return good;
}

static bool read_options(struct workbook *book, const xmlNode *node)
{
	const xmlNode *visible = qz_xml_child(node, "Visible"), *page = qz_xml_child(node, "PageSetup");
	struct qz_buf text;
	qz_buf_init(&text);
	if (visible)
		qz_xml_text(visible, &text);
	book->fill.table->sheets[sheet_index(book)].hidden |= text.len && strstr(text.data, "SheetHidden");
	book->fill.table->sheets[sheet_index(book)].hidden |= text.len && strstr(text.data, "SheetVeryHidden");
	bool good = !text.failed || qz_fill_no_memory(&book->fill);
	qz_buf_done(&text);
	return good && read_page_text(book, QZ_ASIDE_PAGE_HEADER, qz_xml_child(page, "Header")) &&
	       read_page_text(book, QZ_ASIDE_PAGE_FOOTER, qz_xml_child(page, "Footer"));
}

/* What a cell that is filled in by choice says: titles, messages, the choices. */
static bool read_validation(struct workbook *book, const xmlNode *node)
{
	static const char *const said[] = {"InputTitle", "InputMessage", "ErrorTitle", "ErrorMessage"};
	struct area area = {0};
	struct qz_buf text, list;
	qz_buf_init(&text);
	qz_buf_init(&list);
	for (const xmlNode *at = qz_xml_child(node, NULL); at; at = qz_xml_next(at, NULL)) {
		bool wanted = false;
		for (size_t i = 0; i < sizeof said / sizeof *said; i++)
			wanted |= qz_xml_is(at, said[i]);
		qz_buf_clear(&list);
		qz_xml_text(at, &list);
		if (qz_xml_is(at, "Range") && list.len)
			parse_area(list.data, &area);
		wanted |= (qz_xml_is(at, "Value") || qz_xml_is(at, "CellRangeList")) && list.len && list.data[0] == '"';
		if (wanted && list.len)
			qz_buf_printf(&text, "%s%s", text.len ? "\n" : "", list.data);
	}
	text.failed |= list.failed;
	bool good = add_aside(book, QZ_ASIDE_CONTROL, area.top, area.top ? area.left : 0, &text);
	qz_buf_done(&text);
	qz_buf_done(&list);
	return good;
}

static bool read_worksheet(struct workbook *book)
{
	struct qz_stream *stream = &book->stream;
	const char *name = qz_xmlss_attr(qz_stream_node(stream), "Name");
	if (!qz_fill_sheet(&book->fill, name ? name : ""))
		return false;
	book->ncolumns = 0;
	book->next_row = 1;
	bool good = true;
	while (good && qz_stream_child(stream, 1)) {
		if (qz_xml_is(qz_stream_node(stream), "Table")) {
			good = read_table(book);
			continue;
		}
		const xmlNode *tree = qz_stream_tree(stream);
		if (!tree)
			return false;
		if (qz_xml_is(tree, "WorksheetOptions"))
			good = read_options(book, tree);
		else if (qz_xml_is(tree, "DataValidation"))
			good = read_validation(book, tree);
		else if (qz_xml_is(tree, "AutoFilter"))
			apply_filter(book, tree);
	}
	return good && !stream->failed && qz_fill_end_sheet(&book->fill);
}

/* ---- the workbook ---- */

static bool read_workbook(struct workbook *book)
{
	struct qz_stream *stream = &book->stream;
	bool good = true;
	if (!qz_xml_is(qz_stream_node(stream), "Workbook"))
		return qz_stream_broken(stream, "root-element", NULL);
	while (good && qz_stream_child(stream, 0)) {
		const xmlNode *node = qz_stream_node(stream);
		bool styles = qz_xml_is(node, "Styles"), settings = qz_xml_is(node, "ExcelWorkbook");
		if (qz_xml_is(node, "Worksheet")) {
			good = read_worksheet(book);
		} else if (styles || settings) {
			const xmlNode *tree = qz_stream_tree(stream);
			if (tree && settings)
				book->date1904 = qz_xml_child(tree, "Date1904");
			good = tree && (settings || qz_xmlss_styles_read(&book->styles, tree) || qz_fill_no_memory(&book->fill));
		}
	}
	return good;
}

static enum qz_status read_xmlss(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				 struct qz_diag *diag)
{
	struct workbook book = {
	    .fill = {.format = "xml2003", .limits = limits, .diag = diag, .table = qz_table_new(QZ_POS_WORKBOOK)},
	    .stream = {.format = "xml2003", .part = "", .limits = limits, .diag = diag},
	    .include_struck = source->include_struck,
	};
	bool good = book.fill.table || qz_fill_no_memory(&book.fill);
	qz_xmlss_styles_init(&book.styles);
	if (good) {
		book.fill.table->max_cells = limits->cells;
		good = qz_stream_open_text(&book.stream, source->text, source->text_len) && read_workbook(&book);
		good = qz_stream_close(&book.stream, good);
	}
	qz_xmlss_styles_done(&book.styles);
	qz_fill_done(&book.fill);
	qz_buf_done(&book.raw);
	qz_buf_done(&book.text);
	qz_buf_done(&book.struck);
	free(book.columns);
	if (!good || diag->failed) {
		qz_table_free(book.fill.table);
		return QZ_INPUT;
	}
	*table = book.fill.table;
	return QZ_OK;
}

/* The root element, of any prefix, in its namespace; with or without <?mso-application?>. */
static int sniff(const char *head, size_t len)
{
	size_t look = len < HEAD ? len : HEAD, skip = qz_skip_blanks(head, look);
	const char *end = head + look, *root = head + skip;
	if (skip == look || *root != '<')
		return 0;
	while ((root = memmem(root, (size_t)(end - root), "Workbook", 8)) && root[-1] != '<' && root[-1] != ':')
		root++; /* a DOCTYPE may name it, too; it is refused as such */
	const char *close = root ? memchr(root, '>', (size_t)(end - root)) : NULL;
	return root && memmem(root, (size_t)((close ? close : end) - root), NAMESPACE, sizeof NAMESPACE - 1) ? 3 : 0;
}

/* The programs that write it call it .xml; systems that export it call it .xls, and that is said. */
static const char *const extensions[] = {"xml", NULL};

const struct qz_reader qz_reader_xmlss = {"xml2003", extensions, true, sniff, read_xmlss};
