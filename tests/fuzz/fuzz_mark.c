/*
 * Fuzzing what marks workbooks, and knows its marks again: the parts, divided by
 * 0xFF as fuzz_xlsx takes them. A workbook that can be read and is marked can be
 * read again, its own comments and sheet of findings are none of its content, and
 * marked again it does not grow another sheet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/zip.h"
#include "mark/mark.h"
#include "promises.h"
#include "read/read.h"
#include "read/table.h"
#include "report/messages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TYPES "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>"
#define RELATIONSHIPS                                                                                                                                    \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" "                                  \
	"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

static struct qz_limits limits;
static struct qz_messages *words;

static void pack(const uint8_t *data, size_t size, struct qz_buf *bytes)
{
	static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
					    "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/drawing1.xml",
					    "xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart1.xml", "xl/diagrams/data1.xml", "xl/comments1.xml",
					    "xl/threadedComments/threadedComment1.xml", "xl/drawings/vmlDrawing1.vml", "xl/tables/table1.xml"};
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	require(writer && qz_zip_writer_add(writer, "[Content_Types].xml", TYPES, strlen(TYPES)) == 0);
	require(qz_zip_writer_add(writer, "_rels/.rels", RELATIONSHIPS, strlen(RELATIONSHIPS)) == 0);
	for (size_t i = 0; i < sizeof names / sizeof *names && size > 0; i++) {
		const uint8_t *end = memchr(data, 0xFF, size);
		size_t len = end ? (size_t)(end - data) : size;
		if (len)
			require(qz_zip_writer_add(writer, names[i], data, len) == 0);
		len += end != NULL;
		data += len;
		size -= len;
	}
	require(qz_zip_writer_finish(writer, bytes) == 0);
	qz_zip_writer_free(writer);
}

static struct qz_table *read_book(const struct qz_buf *bytes, struct qz_source *source, struct qz_diag *diag)
{
	const struct qz_open_options options = {.from = "xlsx"};
	struct qz_table *table = NULL;
	char *copy = malloc(bytes->len + 1);
	require(copy);
	memcpy(copy, bytes->data, bytes->len);
	copy[bytes->len] = '\0';
	if (qz_source_take_bytes(source, "list.xlsx", copy, bytes->len, &options, &limits, diag) == QZ_OK && qz_read(source, &limits, &table, diag) == QZ_OK)
		return table;
	return NULL;
}

/* Something is found in the first cells of each sheet. */
static void find_faults(const struct qz_table *table, struct qz_diag *diag)
{
	struct qz_buf pos;
	qz_buf_init(&pos);
	for (size_t s = 0; s < table->nsheets; s++)
		for (size_t r = 0; r < table->sheets[s].nrows && r < 3; r++)
			for (size_t c = 0; c < table->sheets[s].rows[r].ncells && c < 3; c++) {
				qz_buf_clear(&pos);
				qz_table_pos(table, s, &table->sheets[s].rows[r], table->sheets[s].rows[r].cells[c].column, &pos);
				const struct qz_where where = {.pos = pos.data, .item = "1", .name = "甲_x0041_&<"};
				qz_diag_add(diag, r == 0 ? QZ_RULE_FIELD_EMPTY : QZ_RULE_SERIAL_GAP, &where, "expected", "1", "found", table->sheets[s].rows[r].cells[c].text, NULL);
			}
	qz_buf_done(&pos);
}

/* Marks the workbook with what is found in it; whether it could be. *cells: it had so many. */
static bool mark(const struct qz_buf *bytes, struct qz_buf *out, size_t *sheets, bool *known)
{
	struct qz_source source = {0};
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct qz_table *table = read_book(bytes, &source, &diag);
	bool marked = false;
	*known = source.marks.sheet != NULL;
	if (table) {
		*sheets = table->nsheets;
		find_faults(table, &diag);
		const struct qz_mark_how how = {.limits = &limits, .words = words, .info = true, .chinese = true, .replaces = source.marks.sheet, .answers = source.marks.answers};
		marked = qz_mark_workbook(bytes->data, bytes->len, &how, &diag, out);
		require(marked || diag.totals[QZ_ERROR] > 0 || diag.failed);
	}
	qz_table_free(table);
	qz_source_done(&source);
	qz_diag_done(&diag);
	return marked;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_buf bytes, once, twice;
	size_t sheets = 0, more = 0;
	bool known = false;
	if (!words) {
		struct qz_diag diag;
		qz_diag_init(&diag);
		qz_limits_init(&limits);
		limits.cells = 100000;
		limits.cell_bytes = 1u << 20;
		words = qz_messages_load(NULL, "zh-CN", &diag);
		require(words);
	}
	qz_buf_init(&bytes);
	qz_buf_init(&once);
	qz_buf_init(&twice);
	pack(data, size, &bytes);
	if (mark(&bytes, &once, &sheets, &known)) {
		bool was = known;
		require(mark(&once, &twice, &more, &known));
		require(known && more == sheets + !was);
	}
	qz_buf_done(&bytes);
	qz_buf_done(&once);
	qz_buf_done(&twice);
	return 0;
}
