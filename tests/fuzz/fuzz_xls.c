/*
 * Fuzzing the reader of old workbooks: container, records, strings.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes("xls", "book.xls", data, size);
	return 0;
}
