/*
 * What number formats make of values besides their text, for numfmt.h: dates of
 * what may have been typed as something else, and nothing at all (the code ;;;).
 */
#include <string.h>

#include "read/numfmt.h"
#include "read/numfmt_parts.h"

/* Shows blanks at most. Colours and locales alone leave General; a condition is there to hide. */
static bool is_empty(const struct qz_fmt_section *section)
{
	struct qz_fmt_token token;
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		if (token.kind == QZ_FMT_BRACKET && section->condition)
			continue;
		if (token.kind != QZ_FMT_NOTHING && strspn(token.text, " ") < token.len)
			return false;
	}
	return true;
}

void qz_numfmt_traits(const char *code, bool *dates, bool *hides)
{
	struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS];
	size_t count = qz_fmt_is_general(code) || strcmp(code, "General") == 0 ? 0 : qz_fmt_sections(code, sections);
	*dates = *hides = false;
	for (size_t i = 0; i < count; i++) {
		*dates |= sections[i].date;
		*hides |= is_empty(&sections[i]);
	}
}

enum qz_numfmt_shown qz_numfmt_shown(double value, const char *code)
{
	struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS];
	size_t count;
	if (qz_fmt_is_general(code))
		return QZ_NUMFMT_NUMBER;
	const struct qz_fmt_section *section = qz_fmt_section_of(value, code, sections, &count);
	if (!section)
		return QZ_NUMFMT_NUMBER;
	if (section->date)
		return value < 0 ? QZ_NUMFMT_NUMBER : QZ_NUMFMT_DATE;
	bool nothing = is_empty(section), zero = !(value < 0) && !(value > 0);
	for (size_t i = 0; zero && i < count; i++)
		nothing &= is_empty(&sections[i]);
	return nothing ? QZ_NUMFMT_NOTHING : QZ_NUMFMT_NUMBER;
}

bool qz_numfmt_hides_text(const char *code)
{
	struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS];
	size_t count = qz_fmt_is_general(code) ? 0 : qz_fmt_sections(code, sections);
	return count == QZ_FMT_MAX_SECTIONS && is_empty(&sections[count - 1]);
}
