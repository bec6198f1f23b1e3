/*
 * What Word draws by other means than characters: symbols of fonts, and fields
 * whose code is the drawing. For both kinds of Word documents.
 */
#ifndef QZ_READ_SYMBOLS_H
#define QZ_READ_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

struct qz_buf;

/* What a character of a symbol font looks like; U+FFFD where it is not known. */
uint32_t qz_symbol(const char *font, unsigned long code);

/*
 * A field without a result shows what its code draws. EQ \o lays characters over
 * one another: ○ and a number, a word and its pronunciation; the last one is
 * what is meant. MACROBUTTON and GOTOBUTTON show the words behind a name.
 * SYMBOL shows a character by its number. Appends it; nothing for other fields.
 */
void qz_symbol_field(const char *code, size_t len, struct qz_buf *out);

#endif
