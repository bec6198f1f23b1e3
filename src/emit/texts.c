/*
 * Texts by key, for texts.h. A language's texts stand in the variable l10n.LANG,
 * and further ones in templates of that mode.
 */
#include "emit/texts.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"

#define L10N_NS "urn:quanze:l10n:1"
#define PREFIX "l10n."

enum { CHINESE, ENGLISH, LANGUAGES };
static const char *const names[LANGUAGES] = {PREFIX "zh-CN", PREFIX "en"};

struct qz_stage_texts {
	struct qz_map each[LANGUAGES]; /* text by key */
};

static bool is_text(const xmlNode *node)
{
	return qz_xml_is(node, "text") && node->ns && strcmp(QZ_C(node->ns->href), L10N_NS) == 0;
}

/* 0; 1: not a plain text; -1: memory ran out. */
static int keep(struct qz_map *map, const xmlNode *node)
{
	const char *key = qz_xml_attr(node, "key");
	struct qz_buf text;
	if (!key || (node->children && (node->children->type != XML_TEXT_NODE || node->children->next)))
		return 1;
	if (qz_map_get(map, key, strlen(key)))
		return 0; /* the first counts, as it does for a key in XSLT */
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	char *value = qz_buf_take(&text);
	int result = value ? qz_map_put(map, key, strlen(key), value) : -1;
	if (result != 0)
		free(value);
	return result;
}

/* All texts below a variable or a template: within a condition on the language, and with a call of those that stand elsewhere. 1: there is more. */
static int keep_below(struct qz_map *map, const xmlNode *top)
{
	int result = 0;
	for (const xmlNode *node = qz_xml_child(top, NULL); node && result == 0; node = qz_xml_next(node, NULL)) {
		if (is_text(node))
			result = keep(map, node);
		else if (qz_xml_is(node, "if"))
			result = keep_below(map, node);
		else
			result = !qz_xml_is(node, "apply-templates");
	}
	return result;
}

/* Calls `visit` for the variable and the templates of a language, until one does not give 0. */
static int visit_language(const xmlDoc *sheet, const char *name, struct qz_map *map, int (*visit)(struct qz_map *, const xmlNode *))
{
	int result = 0;
	for (const xmlNode *node = qz_xml_child(xmlDocGetRootElement(sheet), NULL); node && result == 0; node = qz_xml_next(node, NULL)) {
		const char *own = qz_xml_is(node, "variable") ? qz_xml_attr(node, "name") : qz_xml_is(node, "template") ? qz_xml_attr(node, "mode") : NULL;
		if (own && strcmp(own, name) == 0)
			result = visit(map, node);
	}
	return result;
}

/* All that stands in the node. */
static int clear(struct qz_map *map, const xmlNode *node)
{
	(void)map;
	for (xmlNode *child = node->children, *next; child; child = next) {
		next = child->next;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	return 0;
}

int qz_stage_texts_take(xmlDoc *sheet, bool remove, struct qz_stage_texts **texts)
{
	int result = 0;
	*texts = calloc(1, sizeof **texts);
	if (!*texts)
		return -1;
	for (size_t i = 0; i < LANGUAGES; i++)
		qz_map_init(&(*texts)->each[i]);
	for (size_t i = 0; i < LANGUAGES && result == 0; i++) {
		result = visit_language(sheet, names[i], &(*texts)->each[i], keep_below);
		if (result == 0 && (*texts)->each[i].count == 0)
			result = 1;
	}
	for (size_t i = 0; i < LANGUAGES && result == 0 && remove; i++)
		result = visit_language(sheet, names[i], NULL, clear);
	if (result != 0) {
		qz_stage_texts_free(*texts);
		*texts = NULL;
	}
	return result < 0 ? -1 : 0;
}

void qz_stage_texts_free(struct qz_stage_texts *texts)
{
	for (size_t i = 0; texts && i < LANGUAGES; i++)
		qz_map_done(&texts->each[i], free);
	free(texts);
}

/* l:text(KEY): the text, or the key itself. */
static void look_up(xmlXPathParserContext *asked, int count)
{
	const xsltTransformContext *context = xsltXPathGetTransformContext(asked);
	if (count != 1) {
		xmlXPathSetArityError(asked);
		return;
	}
	xmlChar *key = xmlXPathPopString(asked);
	const char *text = key && context ? qz_map_get(context->_private, QZ_C(key), strlen(QZ_C(key))) : NULL;
	xmlXPathObject *value = xmlXPathNewCString(text ? text : key ? QZ_C(key) : "");
	xmlFree(key);
	if (value)
		valuePush(asked, value);
	else
		xmlXPathSetError(asked, XPATH_MEMORY_ERROR);
}

int qz_stage_texts_offer(const struct qz_stage_texts *texts, const char *language, xsltTransformContext *context)
{
	bool english = language && strcmp(language, names[ENGLISH] + strlen(PREFIX)) == 0;
	context->_private = (void *)(uintptr_t)&texts->each[english ? ENGLISH : CHINESE];
	xmlXPathRegisterFuncNS(context->xpathCtxt, QZ_X("text"), QZ_X(L10N_NS), NULL); /* the stylesheet's own */
	return xmlXPathRegisterFuncNS(context->xpathCtxt, QZ_X("text"), QZ_X(L10N_NS), look_up);
}
