/*
 * The count of census.h: characters of the table go in, characters of the
 * file's own text come out; what is then below zero is missing. A second pass
 * over the file tells where.
 */
#include "read/census.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "base/xmlguard.h"
#include "base/zip.h"
#include "read/census_parts.h"
#include "read/read.h"
#include "read/table.h"

#define CODE_POINTS 0x110000u
#define LONG 5   /* characters of a text that is hardly made of what others lack */
#define WORDS 60 /* bytes of missing text that a finding quotes */

/* ---- what the table holds ---- */

/* Takes the character at text[at]; the bytes that it has. */
static size_t take(const char *text, size_t at, size_t len, uint32_t *cp)
{
	size_t n = qz_utf8_decode(text + at, len - at, cp);
	if (n == 0)
		*cp = QZ_REPLACEMENT;
	return n ? n : 1;
}

/* The reference at text[at] == '&' as the readers write it in blocks; 0 when it is none. */
static size_t read_escape(const char *text, size_t len, uint32_t *cp)
{
	static const struct {
		const char *name;
		uint32_t cp;
	} known[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t n = strlen(known[i].name);
		if (len >= n && memcmp(text, known[i].name, n) == 0) {
			*cp = known[i].cp;
			return n;
		}
	}
	return 0;
}

/* <li value="1.">: in a workbook that quanze wrote the marker is text of the cell. */
static void count_marker(struct qz_census *census, const char *tag, size_t len)
{
	static const char name[] = " value=\"";
	const char *value = census->markers ? memmem(tag, len, name, strlen(name)) : NULL, *end;
	if (!value)
		return;
	value += strlen(name);
	end = memchr(value, '"', len - (size_t)(value - tag));
	for (size_t at = 0, size = end ? (size_t)(end - value) : 0; at < size;) {
		uint32_t cp = 0;
		size_t n = value[at] == '&' ? read_escape(value + at, size - at, &cp) : 0;
		at += n ? n : take(value, at, size, &cp);
		census->counts[cp]++;
	}
}

static void count_text(struct qz_census *census, const char *text, size_t len, bool blocks)
{
	for (size_t at = 0; at < len;) {
		const char *end = blocks && text[at] == '<' ? memchr(text + at, '>', len - at) : NULL;
		uint32_t cp = 0;
		if (end) {
			count_marker(census, text + at, (size_t)(end - text) - at);
			at = (size_t)(end - text) + 1;
			continue;
		}
		size_t n = blocks && text[at] == '&' ? read_escape(text + at, len - at, &cp) : 0;
		at += n ? n : take(text, at, len, &cp);
		census->counts[cp]++;
	}
}

static void count_cell(struct qz_census *census, const struct qz_cell *cell)
{
	count_text(census, cell->text, cell->len, cell->kind == QZ_CELL_BLOCKS);
}

static void count_string(struct qz_census *census, const char *text)
{
	count_text(census, text ? text : "", text ? strlen(text) : 0, false);
}

static void count_table(struct qz_census *census, const struct qz_table *table)
{
	count_string(census, table->title);
	count_string(census, table->own);
	for (size_t s = 0; s < table->nsheets; s++) {
		count_string(census, table->sheets[s].title);
		count_string(census, table->sheets[s].name);
	}
	for (size_t s = 0; s < table->nsheets; s++)
		for (size_t r = 0; r < table->sheets[s].nrows; r++)
			for (size_t c = 0; c < table->sheets[s].rows[r].ncells; c++)
				count_cell(census, &table->sheets[s].rows[r].cells[c]);
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		for (size_t i = 0; i < table->asides[kind].count; i++)
			count_cell(census, table->asides[kind].list[i].cell);
}

/* ---- what the file holds ---- */

/* Characters as the readers may hold them: controls that no document can hold are U+FFFD there, other line ends blanks. */
static bool counts(uint32_t cp)
{
	return !qz_is_blank(cp) && qz_is_xml_char(cp) && cp != QZ_REPLACEMENT && cp != 0xFEFF && cp != 0xAD;
}

static void subtract(struct qz_census *census, const char *text, size_t len)
{
	uint32_t cp = 0;
	for (size_t at = 0; at < len;) {
		at += take(text, at, len, &cp);
		if (counts(cp) && census->counts[cp]-- <= 0)
			census->lacking++;
	}
}

/* Later passes: how much of a text is missing. Where it is nearly all of it, the part is said to have it. */
static void attribute(struct qz_census *census, const char *text, size_t len)
{
	size_t missing = 0, all = 0;
	uint32_t cp = 0;
	for (size_t at = 0; at < len;) {
		at += take(text, at, len, &cp);
		all += counts(cp);
		missing += counts(cp) && census->counts[cp] < 0;
	}
	if (all < census->least || missing * 10 < all * 9)
		return;
	for (size_t at = 0; at < len;) {
		at += take(text, at, len, &cp);
		census->counts[cp] += counts(cp) && census->counts[cp] < 0 ? 1 : 0;
	}
	census->missing += missing;
	if (census->words.len >= WORDS)
		return;
	size_t cut = len < WORDS ? len : WORDS;
	while (cut < len && cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
		cut--;
	qz_buf_puts(&census->words, census->words.len ? " / " : "");
	qz_buf_add(&census->words, text, cut);
}

void qz_census_text(struct qz_census *census, const char *text, size_t len)
{
	if (census->finding)
		attribute(census, text, len);
	else
		subtract(census, text, len);
}

void qz_census_say(struct qz_census *census, const char *part)
{
	char count[24];
	snprintf(count, sizeof count, "%zu", census->missing);
	if (census->missing > 0 && !census->words.failed)
		qz_diag_add(census->diag, QZ_RULE_CONTENT_UNKNOWN, NULL, "part", part, "characters", count, "words", census->words.data, NULL);
	census->diag->failed |= census->words.failed;
	census->missing = 0;
	qz_buf_clear(&census->words);
}

bool qz_census_lists(const char *formats, const char *name)
{
	size_t len = strlen(name);
	for (const char *at = formats; (at = strstr(at, name)) != NULL; at += len)
		if ((at == formats || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

/* What no single text is missing as a whole: the characters themselves. */
static void say_scattered(struct qz_census *census)
{
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
		if (census->counts[cp] >= 0)
			continue;
		census->missing += (size_t)-census->counts[cp];
		if (census->words.len < WORDS)
			qz_buf_put_utf8(&census->words, cp);
	}
	qz_census_say(census, census->source->name);
}

enum qz_status qz_census(const struct qz_source *source, const struct qz_table *table, const struct qz_limits *limits, struct qz_diag *diag)
{
	struct qz_census census = {.source = source, .limits = limits, .diag = diag};
	const char *name = source->reader->name;
	void (*pass)(struct qz_census *) = strcmp(name, "html") == 0 ? qz_census_page : qz_census_lists("docx xlsx ods odt", name) ? qz_census_package : NULL;
	if (!pass)
		return QZ_OK;
	census.counts = calloc(CODE_POINTS, sizeof *census.counts); /* touched where the text has characters */
	if (!census.counts) {
		diag->failed = true;
		return QZ_INPUT;
	}
	census.markers = strcmp(name, "xlsx") == 0;
	count_table(&census, table);
	pass(&census);
	if (census.lacking) {
		census.finding = true;
		for (census.least = LONG; census.least > 0; census.least /= LONG) /* short texts last: their characters stand in others too */
			pass(&census);
		say_scattered(&census);
	}
	qz_buf_done(&census.words);
	free(census.counts);
	return diag->failed ? QZ_INPUT : QZ_OK;
}
