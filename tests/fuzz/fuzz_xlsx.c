/*
 * Fuzzing the reader of workbooks: the parts, divided by 0xFF (the worksheet, the
 * shared strings, the styles, the workbook, its relationships, what hangs on the
 * sheet), or an archive. tests/fuzz/seeds.py has the same names.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
					    "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/drawing1.xml",
					    "xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart1.xml", "xl/diagrams/data1.xml", "xl/comments1.xml",
					    "xl/threadedComments/threadedComment1.xml", "xl/drawings/vmlDrawing1.vml", "xl/tables/table1.xml"};
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	pack_parts(names, sizeof names / sizeof *names, data, size, &bytes);
	if (bytes.len > 0)
		read_bytes("xlsx", "list.xlsx", (const uint8_t *)bytes.data, bytes.len);
	qz_buf_done(&bytes);
	return 0;
}
