/*
 * Raw paragraphs to blocks, for fragment.c. Where to split: at line ends that
 * end a sentence or begin a numbered point, at sentence ends followed by a
 * blank in text whose markup was lost, and at runs of numbered points.
 */
#include "model/fragment_split.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

void qz_raw_add(struct qz_raw *raw, const struct qz_raw_paragraph *paragraph)
{
	if (qz_array_grow(&raw->paragraphs, raw->count, &raw->cap, sizeof *raw->paragraphs))
		raw->paragraphs[raw->count++] = *paragraph;
	else
		raw->failed = true;
}

void qz_raw_done(struct qz_raw *raw)
{
	free(raw->paragraphs);
	qz_buf_done(&raw->text);
}

static bool ends_sentence(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F || cp == ';';
}

static bool is_colon(uint32_t cp)
{
	return cp == 0xFF1A || cp == ':';
}

/* The last character of a text, 0 when empty. */
static uint32_t last_character(const char *text, size_t len)
{
	uint32_t cp = 0;
	size_t start = len;
	while (start > 0 && len - start < 4) {
		start--;
		if (((unsigned char)text[start] & 0xC0) != 0x80)
			break;
	}
	return len && qz_utf8_decode(text + start, len - start, &cp) ? cp : 0;
}

static uint32_t first_character(const char *text, size_t len)
{
	uint32_t cp = 0;
	return qz_utf8_decode(text, len, &cp) ? cp : 0;
}

/* Whether a line reads as the whole name of a body: four characters or more, the last one what names of bodies end in. */
static bool is_body_name(const char *text, size_t len)
{
	static const char ends[][7] = {"局", "队", "办", "委", "厅", "院", "所", "站", "中心", "室", "科", "处", "会", "部", "馆", "府"};
	while (len > 0 && strchr(" \t\r", text[len - 1]))
		len--;
	for (size_t i = 0; len >= 12 && i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);
		if (memcmp(text + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

static bool is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/*
 * A line end at text[at] between two names of bodies parts them; any other only broke a word to fit its
 * column. So does a blank between two whole names, as we write them ourselves.
 */
static bool parts_bodies(const char *text, size_t len, size_t at)
{
	bool lines = text[at] == '\n'; /* a name is a whole line, else it ends at a blank, too */
	size_t end = at, start = at;
	while (end > 0 && is_gap(text[end - 1]))
		end--;
	size_t from = end;
	while (from > 0 && text[from - 1] != '\n' && (lines || text[from - 1] != ' '))
		from--;
	if (!is_body_name(text + from, end - from))
		return false;
	while (start < len && is_gap(text[start]))
		start++;
	size_t to = start + strcspn(text + start, lines ? "\n" : " \n");
	return is_body_name(text + start, (to < len ? to : len) - start);
}

/* What stands between two words. */
struct gap {
	bool blank; /* more than characters without width */
	bool line;  /* a line end */
	bool apart; /* names of two bodies stand beside it */
};

/* Over the blanks at text[at]; returns where they end. */
static size_t read_gap(const char *text, size_t len, size_t at, bool part_bodies, struct gap *gap)
{
	bool spaced = false;
	uint32_t cp = 0;
	*gap = (struct gap){0};
	for (size_t n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) != 0 && qz_is_blank(cp); at += n) {
		bool zero_width = (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF;
		gap->blank |= !zero_width;
		if (part_bodies && (cp == '\n' ? !gap->line : cp == ' ' && !spaced)) /* once for all in a row */
			gap->apart |= parts_bodies(text, len, at);
		spaced |= cp == ' ';
		gap->line |= cp == '\n';
	}
	return at;
}

/* Behind the word at text[at]; *first and *last are its characters (those of the word before, when this one is empty). */
static size_t read_word(const char *text, size_t len, size_t at, uint32_t *first, uint32_t *last)
{
	uint32_t cp = 0;
	for (size_t start = at, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		if (qz_is_blank(cp))
			break;
		*first = at == start ? cp : *first;
		*last = cp;
	}
	return at;
}

static void note_blank(struct qz_blocks *blocks)
{
	if (!blocks->blank_dropped)
		blocks->blank_at = blocks->text.len;
	blocks->blank_dropped = true;
}

/* Copies text with its blanks settled: trimmed, runs of blanks one space, none where a broken line joins two ideographs. */
static void put_settled(struct qz_blocks *blocks, const char *text, size_t len, bool drop_between_ideographs)
{
	uint32_t first = 0, before = 0;
	struct gap gap;
	for (size_t at = 0, end; at < len; at = end) {
		at = read_gap(text, len, at, drop_between_ideographs, &gap);
		uint32_t last = before;
		end = read_word(text, len, at, &first, &last);
		if (gap.blank && before && end > at) {
			bool ideographs = qz_is_cjk(before) && qz_is_cjk(first);
			if (!ideographs || gap.apart || (!gap.line && !drop_between_ideographs))
				qz_buf_putc(&blocks->text, ' ');
			else if (drop_between_ideographs)
				note_blank(blocks);
		}
		qz_buf_add(&blocks->text, text + at, end - at);
		before = last;
	}
}

static struct qz_block *add_block(struct qz_raw *raw)
{
	struct qz_blocks *blocks = raw->blocks;
	if (!qz_array_grow(&blocks->blocks, blocks->count, &blocks->cap, sizeof *blocks->blocks)) {
		raw->failed = true;
		return NULL;
	}
	struct qz_block *block = &blocks->blocks[blocks->count++];
	*block = (struct qz_block){0};
	return block;
}

/* A block of text[0..len) with the marker [marker..+marker_len), both in `text`'s buffer. */
static void put_block(struct qz_raw *raw, const char *text, size_t len, unsigned depth, const char *marker, size_t marker_len)
{
	struct qz_blocks *blocks = raw->blocks;
	if (qz_skip_blanks(text, len) == len && marker_len == 0)
		return;
	struct qz_block *block = add_block(raw);
	if (!block)
		return;
	block->item = depth > 0;
	block->depth = depth;
	block->marker = blocks->text.len;
	qz_buf_add(&blocks->text, marker, marker_len);
	block->marker_len = marker_len;
	block->start = blocks->text.len;
	put_settled(blocks, text, len, false);
	block->len = blocks->text.len - block->start;
}

/* ---- markers ---- */

static unsigned chinese_digit(uint32_t cp)
{
	static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
	for (unsigned i = 0; i < 9; i++)
		if (digits[i] == cp)
			return i + 1;
	return 0;
}

/* A small number in Chinese (一 … 九十九) or Arabic numerals; returns bytes used. *chinese says which. */
static size_t read_small_number(const char *text, size_t len, unsigned *number, bool *chinese)
{
	size_t at = 0, n;
	uint32_t cp = 0;
	unsigned value = 0, tens = 0;
	bool ten = false;
	*chinese = false;
	while (at < len && at < 3 && text[at] >= '0' && text[at] <= '9')
		value = value * 10 + (unsigned)(text[at++] - '0');
	if (at) {
		*number = value;
		return at;
	}
	*chinese = true;
	while ((n = qz_utf8_decode(text + at, len - at, &cp)) != 0) {
		unsigned digit = chinese_digit(cp);
		if (cp == 0x5341 && !ten) {
			tens = value ? value : 1;
			value = 0;
			ten = true;
		} else if (digit && !value) {
			value = digit;
		} else {
			break;
		}
		at += n;
	}
	*number = tens * 10 + value;
	return at;
}

/* （1） (1) （一） (一): brackets around a small number. */
static size_t read_bracketed(const char *text, size_t len, unsigned *number, int *style)
{
	uint32_t cp = 0;
	bool chinese;
	size_t open = qz_utf8_decode(text, len, &cp);
	if (!open || (cp != '(' && cp != 0xFF08))
		return 0;
	size_t n = read_small_number(text + open, len - open, number, &chinese);
	size_t close = n ? qz_utf8_decode(text + open + n, len - open - n, &cp) : 0;
	if (!close || (cp != ')' && cp != 0xFF09))
		return 0;
	*style = chinese ? QZ_MARKER_BRACKETED_CHINESE : QZ_MARKER_BRACKETED;
	return open + n + close;
}

size_t qz_marker_read(const char *text, size_t len, unsigned *number, int *style)
{
	uint32_t cp = 0;
	bool chinese;
	size_t n = qz_utf8_decode(text, len, &cp);
	if (n && cp >= 0x2460 && cp <= 0x2473) { /* ① … ⑳ */
		*number = cp - 0x2460 + 1;
		*style = QZ_MARKER_CIRCLED;
		return n;
	}
	size_t bracketed = read_bracketed(text, len, number, style);
	if (bracketed)
		return bracketed;
	n = read_small_number(text, len, number, &chinese);
	size_t dot = n ? qz_utf8_decode(text + n, len - n, &cp) : 0;
	if (!dot || *number == 0)
		return 0;
	if (chinese ? cp != 0x3001 : cp != '.' && cp != 0xFF0E && cp != 0x3001 && cp != ')' && cp != 0xFF09)
		return 0;
	size_t end = n + dot;
	if (!chinese && end < len && text[end] >= '0' && text[end] <= '9') /* 1.5 is a number */
		return 0;
	*style = chinese ? QZ_MARKER_CHINESE : QZ_MARKER_ARABIC;
	return end;
}

/* ---- runs of numbered points inside one paragraph ---- */

/* Whether a point can begin behind this character (0: at the beginning). Ideographs, which most are, lie between the two ranges. */
static bool can_precede_point(uint32_t cp)
{
	return (cp <= 0x3002 || cp >= 0xFEFF) && (cp == 0 || ends_sentence(cp) || is_colon(cp) || qz_is_blank(cp));
}

/* Over the character at text[0], which becomes *before. */
static size_t pass_character(const char *text, size_t len, uint32_t *before)
{
	size_t n = qz_utf8_decode(text, len, before);
	return n ? n : 1;
}

/* The offset of the marker that continues the run after `from`, or len. */
static size_t find_marker(const char *text, size_t len, size_t from, unsigned number, int style)
{
	unsigned found;
	int found_style;
	uint32_t before = 0;
	for (size_t at = from; at < len; at += pass_character(text + at, len - at, &before))
		if (can_precede_point(before) && qz_marker_read(text + at, len - at, &found, &found_style) && found == number && found_style == style)
			return at;
	return len;
}

/* The offset of the first marker 1 that a 2 of its style follows, or len. */
static size_t find_first_point(const char *text, size_t len, size_t from)
{
	size_t ones[QZ_MARKER_ARABIC + 1] = {0}, first = len; /* by style: behind the first byte of its first marker 1; 0: none */
	unsigned number;
	int style;
	uint32_t before = 0;
	for (size_t at = from; at < len; at += pass_character(text + at, len - at, &before))
		if (can_precede_point(before) && qz_marker_read(text + at, len - at, &number, &style) && number == 1 && !ones[style])
			ones[style] = at + 1;
	for (style = QZ_MARKER_BRACKETED_CHINESE; style <= QZ_MARKER_ARABIC; style++)
		if (ones[style] && ones[style] <= first && find_marker(text, len, ones[style], 2, style) < len)
			first = ones[style] - 1;
	return first;
}

/* Splits a paragraph at points 1, 2, 3 …; false when there are not two of them. */
static bool split_points(struct qz_raw *raw, const char *text, size_t len, unsigned depth)
{
	unsigned number;
	int style;
	size_t at = qz_skip_blanks(text, len);
	size_t marker = qz_marker_read(text + at, len - at, &number, &style);
	size_t lead = at;
	if (!marker) { /* 承担以下责任：1.… 2.… */
		lead = find_first_point(text, len, at);
		marker = lead < len ? qz_marker_read(text + lead, len - lead, &number, &style) : 0;
	}
	if (!marker)
		return false;
	size_t next = find_marker(text, len, lead + marker, number + 1, style);
	if (next == len)
		return false;
	put_block(raw, text, lead, depth ? depth : 0, "", 0);
	for (at = lead; at < len; at = next) {
		marker = qz_marker_read(text + at, len - at, &number, &style);
		next = find_marker(text, len, at + marker, number + 1, style);
		put_block(raw, text + at + marker, next - at - marker, depth ? depth : 1, text + at, marker);
	}
	return true;
}

/* ---- sentence ends followed by a blank ---- */

#define NOTE 900 /* bytes of a note in brackets at most */

/* Behind the bracket that closes the one at text[0], of either width; 0 when none does within a note's length. */
static size_t skip_bracket(const char *text, size_t len)
{
	size_t depth = 0;
	uint32_t cp;
	for (size_t at = 0, n; at < len && at < NOTE; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		depth += cp == '(' || cp == 0xFF08;
		if ((cp == ')' || cp == 0xFF09) && --depth == 0)
			return at + n;
	}
	return 0;
}

/*
 * The end of the first sentence that a blank follows (a colon counts for the
 * lead), or len. Sentences in brackets (a note on promulgation) end nothing.
 */
static size_t find_lost_end(const char *text, size_t len, bool colon)
{
	uint32_t cp = 0, before = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		if (qz_is_blank(cp) && (ends_sentence(before) || (colon && is_colon(before))))
			return at;
		size_t bracket = cp == '(' || cp == 0xFF08 ? skip_bracket(text + at, len - at) : 0;
		if (bracket) {
			n = bracket;
			cp = ')';
		}
		before = cp;
	}
	return len;
}

/* Text of a list whose items lost their markup. */
static void split_items(struct qz_raw *raw, const char *text, size_t len, unsigned depth)
{
	if (split_points(raw, text, len, depth)) {
		raw->blocks->list_restored = true;
		return;
	}
	for (size_t at = 0, end; at < len; at = end) {
		end = at + find_lost_end(text + at, len - at, false);
		put_block(raw, text + at, end - at, depth, "", 0);
		end += qz_skip_blanks(text + end, len - end);
	}
	raw->blocks->list_restored = true;
}

/* Bare text in which sentence ends followed by blanks tell that paragraphs or items were lost. */
static bool split_lost(struct qz_raw *raw, const char *text, size_t len)
{
	bool list = raw->use == QZ_USE_LIST;
	if (raw->use == QZ_USE_TEXT)
		return false;
	size_t skip = qz_skip_blanks(text, len);
	size_t end = skip + find_lost_end(text + skip, len - skip, list);
	size_t rest = end + qz_skip_blanks(text + end, len - end);
	if (rest >= len)
		return false;
	if (list && is_colon(last_character(text, end))) {
		put_block(raw, text, end, 0, "", 0);
		split_items(raw, text + rest, len - rest, 1);
		return true;
	}
	if (list) {
		split_items(raw, text + skip, len - skip, 1);
		return true;
	}
	for (size_t at = skip; at < len; at = end) {
		end = at + find_lost_end(text + at, len - at, true);
		put_block(raw, text + at, end - at, 0, "", 0);
		end += qz_skip_blanks(text + end, len - end);
	}
	raw->blocks->paragraph_restored = true;
	return true;
}

/* ---- lines ---- */

/* The longest line in characters' bytes. */
static size_t longest_line(const char *text, size_t len)
{
	size_t longest = 0;
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end ? (size_t)(end - text) - at : len - at;
		longest = n > longest ? n : longest;
		at += n + 1;
	}
	return longest;
}

/* True when the line end at text[at] ends a paragraph, and does not merely fold a long line. */
static bool line_ends_paragraph(const char *text, size_t len, size_t start, size_t at, size_t longest)
{
	size_t next = at + qz_skip_blanks(text + at, len - at);
	size_t end = start + qz_trim_end(text + start, at - start);
	uint32_t last = last_character(text + start, end - start);
	uint32_t first = first_character(text + next, len - next);
	unsigned number;
	int style;
	if (ends_sentence(last) || is_colon(last) || first == 0x300A || first == 0x3010)
		return true;
	if (qz_marker_read(text + next, len - next, &number, &style))
		return true;
	bool folded = len > 120 && (end - start) * 5 >= longest * 3;
	return !folded;
}

static void split_paragraph(struct qz_raw *raw, const struct qz_raw_paragraph *paragraph, const char *text, size_t len, bool alone)
{
	bool numbered = raw->use == QZ_USE_LIST;
	if (numbered && split_points(raw, text, len, 0))
		return;
	if (alone && paragraph->origin == QZ_RAW_BARE && split_lost(raw, text, len))
		return;
	put_block(raw, text, len, 0, "", 0);
}

/* A paragraph outside lists: its lines, each perhaps more than one block. */
static void split_lines(struct qz_raw *raw, const struct qz_raw_paragraph *paragraph)
{
	const char *text = raw->text.data + paragraph->start;
	size_t len = qz_trim_end(text, paragraph->len), longest = longest_line(text, len);
	size_t start = qz_skip_blanks(text, len), line = start;
	for (size_t at = start; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		at = end ? (size_t)(end - text) : len;
		if (at < len && !line_ends_paragraph(text, len, line, at, longest)) {
			line = ++at;
			continue;
		}
		split_paragraph(raw, paragraph, text + start, at - start, true);
		at += at < len;
		start = line = at;
	}
}

/* An item of a list: its marker, if its text begins with one, is taken off. */
static void split_item(struct qz_raw *raw, const struct qz_raw_paragraph *paragraph)
{
	const char *text = raw->text.data + paragraph->start;
	size_t skip = qz_skip_blanks(text, paragraph->len);
	unsigned number;
	int style;
	if (paragraph->marker_len) {
		put_block(raw, text, paragraph->len, paragraph->depth, raw->text.data + paragraph->marker, paragraph->marker_len);
		return;
	}
	size_t marker = raw->use == QZ_USE_LAW ? 0 : qz_marker_read(text + skip, paragraph->len - skip, &number, &style);
	put_block(raw, text + skip + marker, paragraph->len - skip - marker, paragraph->depth, text + skip, marker);
}

/* ---- paragraphs that are numbered points, one each ---- */

/* The marker at the start of a paragraph block, not yet an item; 0 when none. */
static size_t block_marker(const struct qz_blocks *blocks, size_t index, unsigned *number, int *style)
{
	const struct qz_block *block = &blocks->blocks[index];
	if (block->item)
		return 0;
	return qz_marker_read(blocks->text.data + block->start, block->len, number, style);
}

/* Paragraphs numbered 1, 2 … one after the other are a list as written. */
static void gather_points(struct qz_blocks *blocks)
{
	for (size_t i = 0; i < blocks->count;) {
		unsigned number, next;
		int style, next_style;
		size_t run = i + 1;
		if (block_marker(blocks, i, &number, &style)) {
			while (run < blocks->count && block_marker(blocks, run, &next, &next_style) && next == number + (unsigned)(run - i) &&
			       next_style == style)
				run++;
		}
		for (size_t k = i; run - i >= 2 && k < run; k++) {
			struct qz_block *block = &blocks->blocks[k];
			size_t marker = block_marker(blocks, k, &number, &style);
			size_t blanks = qz_skip_blanks(blocks->text.data + block->start + marker, block->len - marker);
			block->item = true;
			block->depth = 1;
			block->marker = block->start;
			block->marker_len = marker;
			block->start += marker + blanks;
			block->len -= marker + blanks;
		}
		i = run;
	}
}

void qz_raw_split(struct qz_raw *raw)
{
	if (raw->text.failed)
		return;
	for (size_t i = 0; i < raw->count && !raw->failed; i++) {
		const struct qz_raw_paragraph *paragraph = &raw->paragraphs[i];
		if (paragraph->origin == QZ_RAW_ITEM)
			split_item(raw, paragraph);
		else if (paragraph->origin == QZ_RAW_LOOSE)
			split_items(raw, raw->text.data + paragraph->start, paragraph->len, paragraph->depth ? paragraph->depth : 1);
		else
			split_lines(raw, paragraph);
	}
	if (raw->use == QZ_USE_LIST && !raw->blocks->text.failed)
		gather_points(raw->blocks);
}

void qz_raw_join(struct qz_raw *raw, bool keep_blanks)
{
	struct qz_buf joined;
	qz_buf_init(&joined);
	for (size_t i = 0; i < raw->count; i++) {
		if (i)
			qz_buf_putc(&joined, '\n');
		const struct qz_raw_paragraph *paragraph = &raw->paragraphs[i];
		if (paragraph->marker_len)
			qz_buf_add(&joined, raw->text.data + paragraph->marker, paragraph->marker_len);
		qz_buf_add(&joined, raw->text.data + paragraph->start, paragraph->len);
	}
	qz_buf_add(&raw->blocks->text, "", 0);
	if (joined.failed)
		raw->failed = true;
	else if (joined.len)
		put_settled(raw->blocks, joined.data, joined.len, !keep_blanks);
	qz_buf_done(&joined);
}
