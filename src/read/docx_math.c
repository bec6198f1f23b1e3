/*
 * Formulas (Office Math) in one line, as their linear form is written: a/b, x^2,
 * x_1, √(a). Signs alone would read 1/2 as 12.
 */
#include <string.h>

#include "base/xml.h"
#include "read/docx_parts.h"

static void put_string(const struct qz_docx_target *target, const char *text)
{
	qz_docx_show(target, text, strlen(text));
}

/* Some part of a formula; in brackets where it is more than a number or a name. */
static void put_part(const struct qz_docx_target *target, const xmlNode *formula, const char *part)
{
	static const char *const signs[] = {"+", "-", "*", "/", "=", " ", "×", "÷", "−", "±", "＋", "－", "＝", NULL};
	const xmlNode *node = qz_xml_child(formula, part);
	struct qz_buf text;
	bool more = false;
	qz_buf_init(&text);
	if (node)
		qz_xml_text(node, &text);
	for (size_t i = 0; text.len && signs[i] && !more; i++)
		more = strstr(text.data, signs[i]) != NULL;
	target->document->failed |= text.failed;
	qz_buf_done(&text);
	if (more)
		put_string(target, "(");
	if (node)
		qz_docx_show_math(target, node);
	if (more)
		put_string(target, ")");
}

/* A character that properties name; `otherwise` where they name none. */
static void put_sign(const struct qz_docx_target *target, const xmlNode *properties, const char *name, const char *otherwise)
{
	const char *sign = qz_docx_val(properties, name);
	put_string(target, sign ? sign : otherwise);
}

static void put_brackets(const struct qz_docx_target *target, const xmlNode *node)
{
	const xmlNode *properties = qz_xml_child(node, "dPr");
	put_sign(target, properties, "begChr", "(");
	for (const xmlNode *at = qz_xml_child(node, "e"), *first = at; at; at = qz_xml_next(at, "e")) {
		if (at != first)
			put_sign(target, properties, "sepChr", "|");
		qz_docx_show_math(target, at);
	}
	put_sign(target, properties, "endChr", ")");
}

static void put_scripts(const struct qz_docx_target *target, const xmlNode *node)
{
	if (qz_xml_child(node, "sub") && *QZ_C(node->name) == 's') {
		put_string(target, "_");
		put_part(target, node, "sub");
	}
	if (qz_xml_child(node, "sup")) {
		put_string(target, "^");
		put_part(target, node, "sup");
	}
}

static void put_formula(const struct qz_docx_target *target, const xmlNode *node)
{
	static const char *const scripted[] = {"sSup", "sSub", "sSubSup", "sPre", NULL};
	if (qz_xml_is(node, "r")) {
		qz_docx_show_run(target, node);
	} else if (qz_xml_is(node, "f")) {
		put_part(target, node, "num");
		put_string(target, "/");
		put_part(target, node, "den");
	} else if (qz_docx_is_one_of(node, scripted)) {
		put_part(target, node, "e");
		put_scripts(target, node);
	} else if (qz_xml_is(node, "rad")) {
		if (qz_xml_child(node, "deg"))
			qz_docx_show_math(target, qz_xml_child(node, "deg"));
		put_string(target, "√(");
		if (qz_xml_child(node, "e"))
			qz_docx_show_math(target, qz_xml_child(node, "e"));
		put_string(target, ")");
	} else if (qz_xml_is(node, "d")) {
		put_brackets(target, node);
	} else {
		if (qz_xml_is(node, "nary"))
			put_sign(target, qz_xml_child(node, "naryPr"), "chr", "∫");
		qz_docx_show_math(target, node);
		if (qz_xml_is(node, "mr"))
			put_string(target, " ");
	}
}

void qz_docx_show_math(const struct qz_docx_target *target, const xmlNode *node)
{
	static const char *const gone[] = {"del", "moveFrom", NULL};
	for (const xmlNode *at = qz_xml_child(node, NULL); at; at = qz_xml_next(at, NULL))
		if (!qz_docx_is_one_of(at, gone))
			put_formula(target, at);
}
