/*
 * UTF-8 (RFC 3629) and the character classes of utf8.h.
 */
#include "base/utf8.h"

size_t qz_utf8_decode_any(const char *text, size_t len, uint32_t *cp)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *s = (const unsigned char *)text;
	if (len == 0)
		return 0;
	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	size_t n = s[0] >= 0xF0 && s[0] < 0xF8 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC0 ? 2 : 0;
	if (n == 0 || n > len || s[0] >= 0xF8)
		return 0;
	uint32_t value = s[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (s[i] & 0x3Fu);
	}
	if (value < least[n] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*cp = value;
	return n;
}

size_t qz_utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = QZ_REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3F));
		cp >>= 6;
	}
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
	out[0] = (char)(lead[n] | cp);
	return n;
}

size_t qz_utf8_check(const char *text, size_t len)
{
	size_t at = 0;
	uint32_t cp;
	while (at < len) {
		if ((unsigned char)text[at] < 0x80) {
			at++;
			continue;
		}
		size_t n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

bool qz_is_rare_blank(uint32_t cp)
{
	return cp == 0x85 || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200D) || cp == 0x2028 || cp == 0x2029 ||
	       cp == 0x202F || cp == 0x205F || cp == 0x2060 || cp == 0x3000;
}

bool qz_is_active(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x180E, 0x180E}, {0x200B, 0x200B},  {0x200E, 0x200F},
		      {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
	if (cp > 0x206F && cp < 0xFEFF)
		return false;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && cp >= ranges[i].first; i++)
		if (cp <= ranges[i].last)
			return true;
	return false;
}

bool qz_is_cjk(uint32_t cp)
{
	return (cp >= 0x2E80 && cp <= 0x9FFF && cp != 0x3000) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0xFE30 && cp <= 0xFE4F) || (cp >= 0xFF00 && cp <= 0xFFEF) || (cp >= 0x20000 && cp <= 0x3FFFF) ||
	       (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2014 || cp == 0x2026;
}

size_t qz_utf8_first(const char *text, size_t len, size_t count)
{
	size_t at = 0;
	while (at < len && count-- > 0) {
		at++;
		while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
	}
	return at;
}

size_t qz_count_nonblank(const char *text, size_t len)
{
	size_t count = 0;
	uint32_t cp = 0;
	for (size_t at = 0; at < len;) {
		size_t n = qz_utf8_decode(text + at, len - at, &cp);
		count += n == 0 || !qz_is_blank(cp);
		at += n ? n : 1;
	}
	return count;
}

size_t qz_skip_blanks(const char *text, size_t len)
{
	size_t at = 0;
	uint32_t cp = 0;
	while (at < len) {
		size_t n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0 || !qz_is_blank(cp))
			break;
		at += n;
	}
	return at;
}

size_t qz_trim_end(const char *text, size_t len)
{
	while (len > 0) {
		size_t start = len - 1;
		while (start > 0 && len - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80)
			start--;
		uint32_t cp = 0;
		if (qz_utf8_decode(text + start, len - start, &cp) != len - start || !qz_is_blank(cp))
			break;
		len = start;
	}
	return len;
}
