/*
 * Fuzzing the reader of XML Spreadsheet 2003.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes("xml2003", "list.xml", data, size);
	return 0;
}
