/*
 * Fuzzing the reader of Word documents. Bytes of a zip archive would seldom get
 * past it, so the input is the parts themselves, divided by 0xFF: the document,
 * the numbering, the styles, what they are linked by, notes, a header, a chart. Input that begins with PK is taken as an archive.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"word/document.xml",  "word/numbering.xml", "word/styles.xml",  "word/_rels/document.xml.rels",
					    "word/footnotes.xml", "word/comments.xml",	"word/header1.xml", "word/charts/chart1.xml"};
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	pack_parts(names, sizeof names / sizeof *names, data, size, &bytes);
	if (bytes.len > 0)
		read_bytes("docx", "list.docx", (const uint8_t *)bytes.data, bytes.len);
	qz_buf_done(&bytes);
	return 0;
}
