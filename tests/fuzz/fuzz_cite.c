/*
 * Fuzzing the citation grammar: the tokens must tile the text byte for byte.
 */
#include <stdint.h>
#include <stdlib.h>

#include "model/cite.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_cite_context context;
	struct qz_cite_list list;
	qz_cite_context_init(&context);
	qz_cite_list_init(&list);
	for (int paragraph = 0; paragraph < 2; paragraph++) { /* the second in the light of the first */
		size_t end = 0;
		size_t before = list.count;
		if (qz_cite_parse((const char *)data, size, &context, &list) != 0)
			break;
		for (size_t i = before; i < list.count; i++) {
			if (list.tokens[i].start != end || list.tokens[i].length == 0)
				abort();
			end += list.tokens[i].length;
		}
		if (end != size)
			abort();
	}
	qz_cite_list_done(&list);
	qz_cite_context_done(&context);
	return 0;
}
