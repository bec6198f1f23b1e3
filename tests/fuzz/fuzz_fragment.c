/*
 * Fuzzing the parser of a cell's text. The first byte says for which kind of
 * field. Blocks lie within the text, one behind the other; the text is UTF-8
 * that XML can hold.
 */
#include <stdint.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/fragment.h"
#include "promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_blocks(const struct qz_blocks *blocks)
{
	size_t end = 0;
	if (blocks->text.len)
		require(qz_utf8_check(blocks->text.data, blocks->text.len) == blocks->text.len);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct qz_block *block = &blocks->blocks[i];
		require(block->start >= end && block->start <= blocks->text.len && block->len <= blocks->text.len - block->start);
		require(block->marker_len == 0 || block->marker + block->marker_len <= blocks->text.len);
		require(!block->item || block->depth >= 1);
		end = block->start + block->len;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_blocks blocks;
	size_t seams[8], last = 0;
	if (size < 1 || qz_utf8_check((const char *)data + 1, size - 1) != size - 1)
		return 0; /* cells are UTF-8: table.h */
	const char *text = (const char *)data + 1;
	enum qz_cell_kind kind = data[0] & 1 ? QZ_CELL_BLOCKS : QZ_CELL_TEXT;
	qz_blocks_init(&blocks);
	if (qz_fragment_parse(text, size - 1, kind, (enum qz_fragment_use)(data[0] >> 1 & 3) % (QZ_USE_TEXT + 1), &blocks) == 0)
		check_blocks(&blocks);
	qz_blocks_done(&blocks);
	qz_blocks_init(&blocks);
	if (qz_fragment_parse_plain(text, size - 1, kind, data[0] & 8, &blocks) == 0)
		require(blocks.count == 0);
	qz_blocks_done(&blocks);
	size_t count = qz_fragment_seams(text, size - 1, seams, 8);
	require(count <= 8);
	for (size_t i = 0; i < count; last = seams[i++])
		require(seams[i] > last && seams[i] < size - 1);
	return 0;
}
