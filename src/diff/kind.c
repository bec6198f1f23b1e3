/*
 * Kinds and reasons, for item.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "diff/item.h"

const char *qz_kind_name(enum qz_kind kind)
{
	static const char *const names[QZ_KINDS] = {"added", "removed", "devolved", "changed", "split", "merged", "kept"};
	return names[kind];
}

/* The text of an item's fields of one name; NULL when memory ran out. */
static char *text_of(const xmlNode *item, const char *name)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (xmlNode *field = qz_xml_child(item, name); field; field = qz_xml_next(field, name)) {
		qz_xml_text(field, &text);
		qz_buf_putc(&text, '\n');
	}
	return qz_buf_take(&text);
}

static bool level_fell(const struct qz_diff_data *data, const char *old, const char *new)
{
	unsigned before = qz_diff_level(data, old), now = qz_diff_level(data, new);
	return before && now > before;
}

const char *qz_diff_devolved(struct qz_differ *differ, const xmlNode *old, const xmlNode *new)
{
	static const char *const fields[] = {"level", "remark", "name"};
	const char *found = NULL;
	for (size_t i = 0; i < sizeof fields / sizeof *fields && !found; i++) {
		char *before = text_of(old, fields[i]), *now = text_of(new, fields[i]);
		differ->marker.failed |= !before || !now;
		bool says = before && now && !qz_diff_says_devolved(differ->data, before) && qz_diff_says_devolved(differ->data, now);
		if (says || (i == 0 && before && now && level_fell(differ->data, before, now)))
			found = fields[i];
		free(before);
		free(now);
	}
	return found;
}

static bool has_suggestion(const xmlNode *reason, const xmlNode *citation)
{
	for (xmlNode *at = qz_xml_child(reason, "suggestion"); at; at = qz_xml_next(at, "suggestion")) {
		const char *from = qz_xml_attr(at, "from"), *to = qz_xml_attr(at, "to"), *law = qz_xml_attr(at, "law");
		if (from && to && law && strcmp(law, qz_xml_attr(citation, "law")) == 0 && strcmp(from, qz_xml_attr(citation, "from")) == 0 &&
		    strcmp(to, qz_xml_attr(citation, "to")) == 0)
			return true;
	}
	return false;
}

/* The law was amended and the article cited is where the old one went. */
static void suggest_law(struct qz_differ *differ, xmlNode *reason, const xmlNode *field, const xmlNode *citation, const struct qz_diff_options *options)
{
	const char *law = qz_xml_attr(citation, "law"), *from = qz_xml_attr(citation, "was-article"), *to = qz_xml_attr(citation, "article");
	char force[11] = "";
	bool renumbered = law && from && to && strcmp(from, to) != 0 && !qz_xml_attr(citation, "was-law");
	if (!renumbered || !options->moved || has_suggestion(reason, citation) || !options->moved(options->context, law, from, to, force))
		return;
	xmlNode *suggestion = qz_mark_element(&differ->marker, reason, "suggestion");
	qz_mark_set(&differ->marker, suggestion, "kind", "law-amended");
	qz_mark_set(&differ->marker, suggestion, "law", law);
	qz_mark_set(&differ->marker, suggestion, "force", *force ? force : NULL);
	qz_mark_set(&differ->marker, suggestion, "from", qz_xml_attr(citation, "from"));
	qz_mark_set(&differ->marker, suggestion, "to", qz_xml_attr(citation, "to"));
	qz_mark_set(&differ->marker, suggestion, "field", qz_xml_attr(field, "name"));
}

void qz_diff_reason(struct qz_differ *differ, xmlNode *changes, const struct qz_diff_options *options, const char *devolved)
{
	xmlNode *reason = qz_mark_element(&differ->marker, changes, "reason");
	if (reason && devolved) {
		xmlNode *suggestion = qz_mark_element(&differ->marker, reason, "suggestion");
		qz_mark_set(&differ->marker, suggestion, "kind", "devolved");
		qz_mark_set(&differ->marker, suggestion, "field", devolved);
	}
	for (xmlNode *field = qz_xml_child(changes, "field"); field && reason; field = qz_xml_next(field, "field"))
		for (xmlNode *citation = qz_xml_child(field, "citation"); citation; citation = qz_xml_next(citation, "citation"))
			suggest_law(differ, reason, field, citation, options);
}
