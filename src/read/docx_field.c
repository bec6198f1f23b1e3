/*
 * What runs of a Word document show besides letters: the results of fields, and
 * of their codes what the code itself shows; form fields; symbols.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/symbols.h"

/* ---- symbols ---- */

void qz_docx_show_symbol(const struct qz_docx_target *target, const xmlNode *node)
{
	const char *font = qz_docx_attr(node, "font"), *code = qz_docx_attr(node, "char");
	uint32_t cp = qz_symbol(font ? font : "", code ? strtoul(code, NULL, 16) : 0);
	char text[4];
	qz_docx_show(target, text, qz_utf8_encode(cp, text));
	target->document->symbols += cp == QZ_REPLACEMENT;
}

/* ---- fields ---- */

/* A field without a result shows what its code draws. */
static void put_drawn(const struct qz_docx_target *target)
{
	const struct qz_buf *code = &target->document->code;
	struct qz_buf drawn;
	qz_buf_init(&drawn);
	qz_symbol_field(code->data, code->len, &drawn);
	qz_docx_show(target, drawn.data, drawn.len);
	target->document->failed |= drawn.failed;
	qz_buf_done(&drawn);
}

/* The choice that a list of a form shows. */
static void put_choice(const struct qz_docx_target *target, const xmlNode *list)
{
	const char *value = qz_docx_val(list, "result");
	long wanted = qz_docx_number(value ? value : qz_docx_val(list, "default"), 0);
	const xmlNode *entry = qz_xml_child(list, "listEntry");
	while (entry && wanted-- > 0)
		entry = qz_xml_next(entry, "listEntry");
	const char *text = qz_docx_attr(entry, "val");
	if (text)
		qz_docx_show(target, text, strlen(text));
}

/* What a form field shows that has no result of its own. */
static void put_form(const struct qz_docx_target *target, const xmlNode *form)
{
	const xmlNode *list = qz_xml_child(form, "ddList"), *box = qz_xml_child(form, "checkBox");
	if (list) {
		put_choice(target, list);
	} else if (box) {
		int checked = qz_docx_switch(box, "checked");
		checked = checked >= 0 ? checked : qz_docx_switch(box, "default");
		const char *shown = checked == 1 ? "☑" : "☐";
		qz_docx_show(target, shown, strlen(shown));
	}
}

/* Prompts of a form field. */
static void see_form(struct qz_docx *document, const xmlNode *form)
{
	static const char *const prompts[] = {"statusText", "helpText", NULL};
	for (size_t i = 0; prompts[i]; i++) {
		const char *text = qz_docx_val(form, prompts[i]);
		if (text)
			qz_docx_add_text(document, QZ_ASIDE_CONTROL, text);
	}
	document->fields.form = form;
}

static void end_field(const struct qz_docx_target *target)
{
	struct qz_docx_fields *fields = &target->document->fields;
	bool drawn = fields->open <= QZ_DOCX_FIELDS && fields->in_code[fields->open];
	const xmlNode *form = fields->shown ? NULL : fields->form;
	fields->open--;
	fields->form = NULL;
	if (form)
		put_form(target, form);
	if (drawn)
		put_drawn(target);
}

void qz_docx_see_field(const struct qz_docx_target *target, const xmlNode *node)
{
	struct qz_docx *document = target->document;
	struct qz_docx_fields *fields = &document->fields;
	const char *type = qz_docx_attr(node, "fldCharType");
	if (!type || document->deleted)
		return;
	if (strcmp(type, "begin") == 0) {
		if (++fields->open <= QZ_DOCX_FIELDS)
			fields->in_code[fields->open] = true;
		fields->shown = false;
		fields->form = NULL;
		qz_buf_clear(&document->code);
		if (qz_xml_child(node, "ffData"))
			see_form(document, qz_xml_child(node, "ffData"));
	} else if (strcmp(type, "separate") == 0 && fields->open > 0 && fields->open <= QZ_DOCX_FIELDS) {
		fields->in_code[fields->open] = false;
	} else if (strcmp(type, "end") == 0 && fields->open > 0) {
		end_field(target);
	}
}

bool qz_docx_in_code(const struct qz_docx *document)
{
	for (unsigned i = 1; i <= document->fields.open && i <= QZ_DOCX_FIELDS; i++)
		if (document->fields.in_code[i])
			return true;
	return false;
}
