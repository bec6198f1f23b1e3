/*
 * Tables of symbols and the reading of drawing fields, for symbols.h.
 */
#include "read/symbols.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

uint32_t qz_symbol(const char *font, unsigned long code)
{
	static const struct {
		const char *font;
		unsigned code;
		uint32_t cp;
	} known[] = {
	    {"Wingdings", 0x6C, 0x25CF}, {"Wingdings", 0x6E, 0x25A0},	{"Wingdings", 0x6F, 0x25A1},   {"Wingdings", 0x75, 0x25C6},
	    {"Wingdings", 0xA1, 0x25CB}, {"Wingdings", 0xA8, 0x25A1},	{"Wingdings", 0xAB, 0x2605},   {"Wingdings", 0xD8, 0x27A2},
	    {"Wingdings", 0xE0, 0x2192}, {"Wingdings", 0xFB, 0x2717},	{"Wingdings", 0xFC, 0x2713},   {"Wingdings", 0xFD, 0x2612},
	    {"Wingdings", 0xFE, 0x2611}, {"Wingdings 2", 0x50, 0x2713}, {"Wingdings 2", 0x52, 0x2611}, {"Wingdings 2", 0xA3, 0x25A1},
	    {"Symbol", 0xB7, 0x2022},	 {"Symbol", 0xB0, 0xB0},	{"Symbol", 0xB1, 0xB1},	       {"Symbol", 0xB4, 0xD7},
	    {"Symbol", 0xA3, 0x2264},	 {"Symbol", 0xB3, 0x2265},
	};
	bool own = code >= 0xF000 && code <= 0xF0FF; /* a place in the font, no character */
	if (!own && code >= 0x100 && qz_is_xml_char((uint32_t)code))
		return (uint32_t)code;
	code = own ? code - 0xF000 : code;
	if (strcasecmp(font, "Wingdings") == 0 && code >= 0x81 && code <= 0x8A)
		return 0x2460 + (uint32_t)code - 0x81; /* ① to ⑩ */
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code && strcasecmp(known[i].font, font) == 0)
			return known[i].cp;
	return QZ_REPLACEMENT;
}

static const char *skip_word(const char *at)
{
	at += strspn(at, " ");
	return at + strcspn(at, " ");
}

/* EQ \o(a,b): what is laid on top. */
static void put_overlay(const char *code, struct qz_buf *out)
{
	const char *close = strrchr(code, ')'), *from = close;
	while (from && from > code && from[-1] != ',' && from[-1] != ';' && from[-1] != '(')
		from--;
	if (!close || from == code)
		return;
	long number = strtol(from, NULL, 10);
	if (number >= 1 && number <= 20 && (strstr(code, "○") || strstr(code, "◯")))
		qz_buf_put_utf8(out, 0x2460 + (uint32_t)number - 1);
	else
		qz_buf_add(out, from, (size_t)(close - from));
}

/* SYMBOL 252 \f "Wingdings": a character by its number. */
static void put_numbered(const char *code, struct qz_buf *out)
{
	char font[40] = "";
	const char *from = strstr(code, "\\f");
	unsigned long number = strtoul(code, NULL, 0);
	from = from ? from + 2 + strspn(from + 2, " \"") : "";
	for (size_t i = 0; from[i] && from[i] != '"' && from[i] != '\\' && i + 1 < sizeof font; i++)
		font[i] = from[i];
	if (number >= 0x20 && number < 0x7F && !*font)
		qz_buf_put_utf8(out, (uint32_t)number);
	else if (number)
		qz_buf_put_utf8(out, qz_symbol(font, number));
}

void qz_symbol_field(const char *code, size_t len, struct qz_buf *out)
{
	const char *name = len ? code + qz_skip_blanks(code, len) : "";
	if (strncasecmp(name, "EQ", 2) == 0 && strstr(name, "\\o"))
		put_overlay(name, out);
	else if (strncasecmp(name, "SYMBOL ", 7) == 0)
		put_numbered(name + 7, out);
	else if (strncasecmp(name, "MACROBUTTON ", 12) == 0 || strncasecmp(name, "GOTOBUTTON ", 11) == 0) {
		const char *words = skip_word(skip_word(name));
		qz_buf_puts(out, words + strspn(words, " "));
	}
}
