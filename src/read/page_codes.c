/*
 * The codes of page headers, for page_codes.h: what they stand for is left out,
 * and with it the words that only dress it.
 */
#include "read/page_codes.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

static size_t count_digits(const char *at)
{
	return strspn(at, "0123456789");
}

/* Bytes of the code at `at` (behind its &); *field: it stands for a number, a date or a name. */
static size_t code_length(const char *at, bool *field)
{
	*field = *at && strchr("PNDTFAZpndtfaz", *at);
	if (*at == '"')
		return strcspn(at + 1, "\"") + 1 + (at[1 + strcspn(at + 1, "\"")] == '"');
	if (*at == 'K' && strspn(at + 1, "0123456789ABCDEFabcdef") >= 6)
		return 7;
	if (*at == 'K' && count_digits(at + 1) >= 2 && (at[3] == '+' || at[3] == '-'))
		return 4 + (count_digits(at + 4) > 3 ? 3 : count_digits(at + 4));
	if (count_digits(at) > 0)
		return count_digits(at);
	if ((*at == 'P' || *at == 'p') && (at[1] == '+' || at[1] == '-') && count_digits(at + 2) > 0)
		return 2 + count_digits(at + 2);
	size_t len = *at != '\0';
	while (((unsigned char)at[len] & 0xC0) == 0x80)
		len++;
	return len;
}

/* Whether nothing is left of a section but what dresses a page's number: 第 页，共 页; Page of; - -. */
static bool is_dress(const char *text, const char *end)
{
	static const char *const words[] = {"第", "页", "頁", "共", "总", "page", "pages", "of",  "p",  "—",  "–", "－", "，",
					    "、", "：", "／", "（", "）", "《",	   "》",    "【", "】", "·", NULL};
	while (text < end) {
		size_t skip = qz_skip_blanks(text, (size_t)(end - text));
		skip += strspn(text + skip, "-/,.:()[]|_");
		for (size_t i = 0; words[i] && skip == 0; i++)
			if (strncasecmp(text, words[i], strlen(words[i])) == 0)
				skip = strlen(words[i]);
		if (skip == 0)
			return false;
		text += skip;
	}
	return true;
}

/* A section (left, middle, right) comes to its end: what is left of it goes to `out`. */
static void end_section(struct qz_buf *section, bool field, struct qz_buf *out)
{
	const char *text = section->data ? section->data : "";
	if (section->len > 0 && !(field && is_dress(text, text + section->len)) && qz_skip_blanks(text, section->len) < section->len) {
		if (out->len > 0)
			qz_buf_putc(out, '\n');
		qz_buf_add(out, text, section->len);
	}
	out->failed |= section->failed;
	qz_buf_clear(section);
}

void qz_page_codes_strip(const char *text, struct qz_buf *out)
{
	struct qz_buf section;
	bool fields = false, field;
	qz_buf_init(&section);
	while (*text) {
		size_t plain = strcspn(text, "&");
		qz_buf_add(&section, text, plain);
		text += plain;
		if (!*text)
			break;
		text++;
		if (*text && strchr("LCRlcr", *text)) {
			end_section(&section, fields, out);
			fields = false;
		} else if (*text == '&') {
			qz_buf_putc(&section, '&');
		}
		text += code_length(text, &field);
		fields |= field;
	}
	end_section(&section, fields, out);
	qz_buf_done(&section);
}
