/*
 * Notes of citations, for cited.h.
 */
#include "check/cited.h"

#include <string.h>

#include "base/xml.h"

void qz_cited_init(struct qz_cited *cited)
{
	qz_map_init(&cited->notes);
	cited->field = NULL;
}

void qz_cited_done(struct qz_cited *cited)
{
	qz_map_done(&cited->notes, NULL);
}

static const xmlNode *field_of(const xmlNode *cite)
{
	const xmlNode *field = cite;
	while (field->parent && !qz_xml_is(field->parent, "item"))
		field = field->parent;
	return field;
}

bool qz_cited_is_basis(const xmlNode *cite)
{
	const char *role = qz_xml_attr(cite, "role");
	const xmlNode *field = field_of(cite);
	return role && strcmp(role, "basis") == 0 && (qz_xml_is(field, "basis") || qz_xml_is(field, "dutiesBasis"));
}

static struct qz_law_note read_note(const xmlNode *cite)
{
	const char *amended = qz_xml_attr(cite, "note-amended"), *date = qz_xml_attr(cite, "note-date");
	struct qz_law_note note = {.date = amended ? amended : date, .effective = qz_xml_attr(cite, "note-effective")};
	if (!amended || (date && strcmp(amended, date) == 0)) /* else the order is the first act's, the date the amendment's */
		note.order = qz_xml_attr(cite, "note-order");
	return note;
}

bool qz_cited_note(struct qz_cited *cited, const xmlNode *cite, struct qz_law_note *note)
{
	static const char country[] = "中华人民共和国";
	const char *law = qz_xml_attr(cite, "law"), *key = law;
	const xmlNode *field = field_of(cite);
	if (cited->field != field) {
		qz_map_done(&cited->notes, NULL);
		qz_map_init(&cited->notes);
		cited->field = field;
	}
	if (strncmp(key, country, sizeof country - 1) == 0)
		key += sizeof country - 1;
	*note = read_note(cite);
	if (note->date || note->order || note->effective)
		return qz_map_put(&cited->notes, key, strlen(key), (void *)(uintptr_t)cite) == 0;
	const xmlNode *earlier = qz_map_get(&cited->notes, key, strlen(key));
	if (earlier)
		*note = read_note(earlier);
	return true;
}
