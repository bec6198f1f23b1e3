/*
 * Keys and values of --meta, for meta.h.
 */
#include "base/meta.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define MOST 300u       /* characters of a value */
#define MOST_TEXT 3000u /* … of a letter's text */

static const char *const keys[QZ_META_KEYS] = {"title", "body", "number", "date", "region", "contact", "addressee", "text", "annexes", "copies", "printed"};

const char *qz_meta_key(size_t index)
{
	return keys[index];
}

size_t qz_meta_find(const char *key, size_t len)
{
	size_t i = 0;
	while (i < QZ_META_KEYS && !(strlen(keys[i]) == len && memcmp(keys[i], key, len) == 0))
		i++;
	return i;
}

static bool is_date(const char *value)
{
	int y, m, d, n = 0;
	return strlen(value) == 10 && strspn(value, "0123456789-") == 10 && sscanf(value, "%4d-%2d-%2d%n", &y, &m, &d, &n) == 3 && n == 10 &&
	       m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

bool qz_meta_may_be(size_t index, const char *value)
{
	size_t len = strlen(value), count = 0, most = strcmp(keys[index], "text") == 0 ? MOST_TEXT : MOST;
	bool blank = true;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n, count++) {
		n = qz_utf8_decode(value + at, len - at, &cp);
		if (n == 0 || cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xfffe || cp == 0xffff)
			return false;
		blank &= cp == ' ' || cp == 0xa0 || cp == 0x3000;
	}
	return !blank && count <= most && (strcmp(keys[index], "date") != 0 || is_date(value));
}

bool qz_meta_number_is_fine(const char *value)
{
	const char *open = strstr(value, "〔"), *year = open ? open + strlen("〔") : NULL;
	if (!open || open == value || strspn(year, "0123456789") != 4 || strncmp(year + 4, "〕", strlen("〕")) != 0)
		return false;
	const char *number = year + 4 + strlen("〕");
	size_t digits = strspn(number, "0123456789");
	return digits > 0 && *number != '0' && strcmp(number + digits, "号") == 0;
}
