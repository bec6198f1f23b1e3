/*
 * Fuzzing the reader of workbooks: the parts, divided by 0xFF (the worksheet, the
 * shared strings, the styles, the workbook, its relationships), or an archive.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
					    "xl/_rels/workbook.xml.rels"};
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	pack_parts(names, 5, data, size, &bytes);
	if (bytes.len > 0)
		read_bytes("xlsx", "list.xlsx", (const uint8_t *)bytes.data, bytes.len);
	qz_buf_done(&bytes);
	return 0;
}
