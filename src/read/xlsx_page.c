/*
 * What a worksheet says besides its cells, for xlsx_around.c: headers and footers
 * of printed pages, prompts of cells that check what is typed, tips of links.
 */
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/page_codes.h"
#include "read/xlsx_around.h"

/* ---- page headers and footers (ECMA-376 Part 1, 18.3.1.46: their codes) ---- */

/* One of oddHeader, oddFooter, evenHeader …; pages mostly have the same ones. */
static bool read_page_text(struct qz_xlsx_around *around, struct qz_xlsx_part *part, struct qz_buf *raw)
{
	static const struct qz_xlsx_place sheet = {0};
	bool footer = qz_xlsx_is(part, "oddFooter") || qz_xlsx_is(part, "evenFooter") || qz_xlsx_is(part, "firstFooter");
	struct qz_buf plain, text;
	qz_buf_init(&plain);
	qz_buf_init(&text);
	qz_buf_clear(raw);
	bool good = qz_xlsx_text(part, raw);
	qz_xlsx_unescape(raw->data ? raw->data : "", raw->len, &plain);
	qz_buf_clear(raw);
	qz_buf_puts(raw, footer ? "&F" : "&H"); /* kept apart from each other, and from prompts */
	qz_page_codes_strip(plain.data ? plain.data : "", &text);
	qz_buf_add(raw, text.data ? text.data : "", text.len);
	bool failed = plain.failed || text.failed || raw->failed;
	if (good && !failed && text.len > 0 && !qz_map_get(&around->prompts, raw->data, raw->len)) {
		failed = qz_map_put(&around->prompts, raw->data, raw->len, around) != 0;
		good = qz_xlsx_aside(around, footer ? QZ_ASIDE_PAGE_FOOTER : QZ_ASIDE_PAGE_HEADER, &sheet, text.data, text.len);
	}
	qz_buf_done(&plain);
	qz_buf_done(&text);
	return good && (!failed || qz_xlsx_out_of_memory(part->book));
}

bool qz_xlsx_page_read(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	struct qz_buf raw;
	bool good = true;
	qz_buf_init(&raw);
	while (good && qz_xlsx_child(part, 1))
		good = read_page_text(around, part, &raw);
	qz_buf_done(&raw);
	return good;
}

/* ---- prompts ---- */

bool qz_xlsx_prompt(struct qz_xlsx_around *around, const struct qz_xlsx_place *place, struct qz_buf *text)
{
	if (text->failed)
		return qz_xlsx_out_of_memory(around->book);
	if (text->len == 0 || qz_map_get(&around->prompts, text->data, text->len))
		return true;
	if (qz_map_put(&around->prompts, text->data, text->len, around) != 0)
		return qz_xlsx_out_of_memory(around->book);
	return qz_xlsx_aside(around, QZ_ASIDE_CONTROL, place, text->data, text->len);
}

/* Takes in attributes, each on a line of its own. */
static void put_attributes(const struct qz_xlsx_part *part, const char *const *names, struct qz_buf *out)
{
	for (; *names; names++) {
		const char *value = qz_xlsx_attr(part, *names);
		if (!value || !*value)
			continue;
		if (out->len > 0)
			qz_buf_putc(out, '\n');
		qz_xlsx_unescape(value, strlen(value), out);
	}
}

/* A dataValidation (18.3.1.32); those of later versions have their cells in an element of their own. */
static bool read_validation(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	static const char *const prompt_names[] = {"promptTitle", "prompt", NULL}, *const error_names[] = {"errorTitle", "error", NULL};
	struct qz_buf prompt, error, cells;
	qz_buf_init(&prompt);
	qz_buf_init(&error);
	qz_buf_init(&cells);
	put_attributes(part, prompt_names, &prompt);
	put_attributes(part, error_names, &error);
	qz_buf_puts(&cells, qz_xlsx_attr(part, "sqref") ? qz_xlsx_attr(part, "sqref") : "");
	bool good = true, words = prompt.len + error.len > 0;
	for (int depth = qz_xlsx_depth(part); good && qz_xlsx_child(part, depth);)
		if (words && qz_xlsx_is(part, "sqref"))
			good = qz_xlsx_text(part, &cells);
	if (good && words) {
		struct qz_xlsx_place place = qz_xlsx_place_of(cells.data);
		good = qz_xlsx_prompt(around, &place, &prompt) && qz_xlsx_prompt(around, &place, &error);
	}
	qz_buf_done(&prompt);
	qz_buf_done(&error);
	qz_buf_done(&cells);
	return good;
}

bool qz_xlsx_prompts_read(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	int depth = qz_xlsx_depth(part);
	while (qz_xlsx_child(part, depth)) {
		bool good = qz_xlsx_is(part, "dataValidation") ? read_validation(around, part) : true;
		if (!good)
			return false;
	}
	return !part->failed;
}

/* The tip of a link, where somebody wrote one: programs put the address there. */
bool qz_xlsx_links_read(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	static const char *const names[] = {"tooltip", NULL};
	bool good = true;
	while (good && qz_xlsx_child(part, 1)) {
		const char *tip = qz_xlsx_attr(part, "tooltip"), *shown = qz_xlsx_attr(part, "display");
		if (!tip || (shown && strcmp(tip, shown) == 0) || strstr(tip, "://") || strncmp(tip, "mailto:", 7) == 0 || *tip == '#')
			continue;
		struct qz_xlsx_place place = qz_xlsx_place_of(qz_xlsx_attr(part, "ref"));
		struct qz_buf text;
		qz_buf_init(&text);
		put_attributes(part, names, &text);
		good = qz_xlsx_prompt(around, &place, &text);
		qz_buf_done(&text);
	}
	return good;
}
