/*
 * Fuzzing decoding and the readers of delimited text. The first byte says which
 * of them; anything else leaves it to be found out.
 */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const formats[] = {"tsv", "csv", "semicolon", "pipe", "drawn", NULL};
	if (size > 0)
		read_bytes(formats[data[0] % 6], "list.tsv", data + 1, size - 1);
	return 0;
}
