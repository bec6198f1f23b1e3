/*
 * What runs of a Word document show besides letters: the results of fields, and
 * of their codes what the code itself shows; form fields; symbols.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"

/* ---- symbols ---- */

/* What characters of symbol fonts look like; U+FFFD where it is not known. */
static uint32_t symbol_of(const char *font, unsigned long code)
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

void qz_docx_show_symbol(const struct qz_docx_target *target, const xmlNode *node)
{
	const char *font = qz_docx_attr(node, "font"), *code = qz_docx_attr(node, "char");
	uint32_t cp = symbol_of(font ? font : "", code ? strtoul(code, NULL, 16) : 0);
	char text[4];
	qz_docx_show(target, text, qz_utf8_encode(cp, text));
	target->document->symbols += cp == QZ_REPLACEMENT;
}

/* ---- fields ---- */

/*
 * A field without a result shows what its code draws. EQ \o lays characters over
 * one another: ○ and a number, a word and its pronunciation; the last one is
 * what is meant.
 */
static void put_equation(const struct qz_docx_target *target)
{
	const struct qz_buf *code = &target->document->code;
	size_t skip = code->len ? qz_skip_blanks(code->data, code->len) : 0;
	if (code->len < skip + 2 || strncasecmp(code->data + skip, "EQ", 2) != 0 || !strstr(code->data, "\\o"))
		return;
	const char *close = strrchr(code->data, ')'), *from = close;
	while (from && from > code->data && from[-1] != ',' && from[-1] != ';' && from[-1] != '(')
		from--;
	if (!close || from == code->data)
		return;
	size_t len = (size_t)(close - from);
	long number = qz_docx_number(from, 0);
	if (number >= 1 && number <= 20 && (strstr(code->data, "○") || strstr(code->data, "◯"))) {
		char circled[4];
		qz_docx_show(target, circled, qz_utf8_encode(0x2460 + (uint32_t)number - 1, circled));
	} else {
		qz_docx_show(target, from, len);
	}
}

/* MACROBUTTON NAME words: the words are shown. */
static void put_button(const struct qz_docx_target *target)
{
	static const char name[] = "MACROBUTTON";
	const struct qz_buf *code = &target->document->code;
	const char *at = code->len ? code->data + qz_skip_blanks(code->data, code->len) : NULL;
	if (!at || strncasecmp(at, name, sizeof name - 1) != 0)
		return;
	at += sizeof name - 1;
	at += strspn(at, " ");
	at += strcspn(at, " ");
	at += strspn(at, " ");
	qz_docx_show(target, at, strlen(at));
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
	if (drawn) {
		put_equation(target);
		put_button(target);
	}
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
