/*
 * Reading and writing UTF-8, and the classes of characters that every part of
 * quanze has to see alike: blanks, and what an XML 1.0 document can hold.
 */
#ifndef QZ_BASE_UTF8_H
#define QZ_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QZ_REPLACEMENT 0xFFFDu

/* qz_utf8_decode() for every sequence, the rare ones too. */
size_t qz_utf8_decode_any(const char *text, size_t len, uint32_t *cp);

/*
 * Decodes one scalar value from at most `len` bytes (RFC 3629: no overlong
 * forms, no surrogates). Returns the bytes used, 0 when `text` does not begin
 * with a well-formed sequence (or len is 0). Lists are ASCII and ideographs:
 * these are decoded where they are met.
 */
static inline size_t qz_utf8_decode(const char *text, size_t len, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)text;
	if (len >= 1 && s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	if (len >= 3 && s[0] > 0xE0 && s[0] < 0xF0 && s[0] != 0xED && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
		*cp = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
		return 3;
	}
	return qz_utf8_decode_any(text, len, cp);
}

/* Writes `cp` (U+FFFD if it is no scalar value); returns 1 to 4. */
size_t qz_utf8_encode(uint32_t cp, char out[4]);

/* The offset of the first byte that is not well-formed UTF-8, or `len`. */
size_t qz_utf8_check(const char *text, size_t len);

/* qz_is_blank() of a character from U+0080 to U+3000. */
bool qz_is_rare_blank(uint32_t cp);

/*
 * Blanks as lists use them: ASCII white space, NBSP, the spaces of U+2000 to
 * U+200A, line and paragraph separators, U+202F, U+205F, U+3000, and the
 * zero-width characters U+200B to U+200D, U+2060, U+FEFF.
 */
static inline bool qz_is_blank(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp > 0x3000 ? cp == 0xFEFF : qz_is_rare_blank(cp);
}

/*
 * Characters that do something instead of being seen: controls (C0, C1), what
 * changes the order of text (Unicode Standard Annex #9), line and paragraph
 * separators, blanks without width, interlinear annotation and tags. On a
 * terminal or in a line of a report they could pass one text off as another.
 * The joiners U+200C and U+200D are letters' business and not among them.
 */
bool qz_is_active(uint32_t cp);

/* XML 1.0 (Fifth Edition), production [2] Char. */
static inline bool qz_is_xml_char(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r' || (cp >= 0x20 && cp <= 0xD7FF) ||
	       (cp >= 0xE000 && cp <= 0xFFFD) || (cp >= 0x10000 && cp <= 0x10FFFF);
}

/* 〇 to 龥 and beyond: CJK ideographs and the punctuation set between them (no blank belongs there). */
bool qz_is_cjk(uint32_t cp);

/* The bytes of the first `count` characters of well-formed UTF-8, or of all where there are fewer. */
size_t qz_utf8_first(const char *text, size_t len, size_t count);

/* The number of non-blank characters in well-formed UTF-8. */
size_t qz_count_nonblank(const char *text, size_t len);

/* Bytes of leading blanks; the whole length when all is blank. */
size_t qz_skip_blanks(const char *text, size_t len);

/* The length without trailing blanks. */
size_t qz_trim_end(const char *text, size_t len);

#endif
