/*
 * Fuzzing the readers of OpenDocument. Bytes of a zip archive would seldom get
 * past them, so the input is the parts themselves, divided by 0xFF: the content,
 * the styles. Input that begins with "< " is a document in one file behind it, with PK an archive.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"content.xml", "styles.xml"};
	struct qz_buf bytes;
	if (size > 1 && data[0] == '<' && data[1] == ' ') {
		read_bytes("fods", "list.fods", data + 2, size - 2);
		return 0;
	}
	qz_buf_init(&bytes);
	pack_parts(names, 2, data, size, &bytes);
	if (bytes.len > 0)
		read_bytes("ods", "list.ods", (const uint8_t *)bytes.data, bytes.len);
	qz_buf_done(&bytes);
	return 0;
}
