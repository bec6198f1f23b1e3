/*
 * Fuzzing a document of our own as input: the guard and the parser of XML.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes("xml", "list.xml", data, size);
	return 0;
}
