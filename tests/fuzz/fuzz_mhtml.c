/*
 * Fuzzing the reader of pages in one file: parts, transfer encodings, and the pages in them.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes("mhtml", "page.mht", data, size);
	return 0;
}
