/*
 * Fuzzing the reader of web pages, from decoding on.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes("html", "page.html", data, size);
	return 0;
}
