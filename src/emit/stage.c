/*
 * All use of libxslt, for stage.h.
 */
#include "emit/stage.h"

#include <libexslt/exslt.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/resource.h"
#include "base/shortage.h"
#include "base/xml.h"
#include "emit/texts.h"

#define L10N "xslt/common/l10n.xsl"

struct qz_stage {
	xsltStylesheet *sheet;
	xsltSecurityPrefs *security;
	struct qz_stage_texts *texts; /* NULL: the stylesheet looks them up */
	char *name;
};

/* libxslt's default handler prints to standard error; a transformation has its own (keep_message). */
static void print_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

void qz_stage_init(void)
{
	exsltRegisterAll();
	xsltSetGenericErrorFunc(NULL, print_nothing);
}

static xsltSecurityPrefs *forbid_everything(void)
{
	static const xsltSecurityOption options[] = {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
						     XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
	xsltSecurityPrefs *prefs = xsltNewSecurityPrefs();
	for (size_t i = 0; prefs && i < sizeof options / sizeof *options; i++) {
		if (xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid) != 0) {
			xsltFreeSecurityPrefs(prefs);
			prefs = NULL;
		}
	}
	return prefs;
}

struct qz_stage *qz_stage_open(const char *folder, const char *name, bool list, struct qz_diag *diag)
{
	unsigned long shortages = qz_shortages();
	xmlDoc *doc = qz_resource_tree(folder, name, diag);
	if (!doc)
		return NULL;
	struct qz_stage *stage = calloc(1, sizeof *stage);
	if (stage) {
		stage->name = strdup(name);
		stage->security = forbid_everything();
		if (!folder || !qz_resource_is_edited(folder, L10N)) /* who has edited the function means it to be called */
			diag->failed |= qz_stage_texts_take(doc, list, &stage->texts) != 0;
		stage->sheet = xsltParseStylesheetDoc(doc); /* owns doc when it succeeds */
	}
	if (!stage || !stage->sheet)
		xmlFreeDoc(doc);
	bool short_of_memory = qz_shortages() != shortages; /* libxslt goes on with what it has */
	diag->failed |= short_of_memory;
	if (short_of_memory || !stage || !stage->sheet || !stage->name || !stage->security || stage->sheet->errors) {
		if (!short_of_memory)
			qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", name, "reason", "the stylesheet does not compile", NULL);
		qz_stage_close(stage);
		return NULL;
	}
	return stage;
}

void qz_stage_close(struct qz_stage *stage)
{
	if (!stage)
		return;
	if (stage->sheet)
		xsltFreeStylesheet(stage->sheet);
	if (stage->security)
		xsltFreeSecurityPrefs(stage->security);
	qz_stage_texts_free(stage->texts);
	free(stage->name);
	free(stage);
}

/* Gathers what a transformation says: xsl:message and errors alike. */
__attribute__((format(printf, 2, 3))) static void keep_message(void *context, const char *format, ...)
{
	struct qz_buf *messages = context;
	char piece[512];
	va_list args;
	va_start(args, format);
	vsnprintf(piece, sizeof piece, format, args);
	va_end(args);
	if (messages->len < 2048)
		qz_buf_puts(messages, piece);
}

static void complain(const struct qz_stage *stage, struct qz_buf *messages, struct qz_diag *diag)
{
	qz_buf_add(messages, "", 0);
	for (size_t i = 0; i < messages->len; i++)
		if (messages->data[i] == '\n')
			messages->data[i] = ' ';
	qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", stage->name, "reason", messages->data, NULL);
}

/* Values become XPath string literals by libxslt itself (xsltQuoteOneUserParam). */
static bool set_params(const struct qz_stage *stage, xsltTransformContext *context, const char *const *params)
{
	const char *language = NULL;
	for (size_t i = 0; params && params[i]; i += 2) {
		if (strcmp(params[i], "lang") == 0)
			language = params[i + 1];
		if (xsltQuoteOneUserParam(context, QZ_X(params[i]), QZ_X(params[i + 1])) != 0)
			return false;
	}
	return !stage->texts || qz_stage_texts_offer(stage->texts, language, context) == 0;
}

xmlDoc *qz_stage_apply(struct qz_stage *stage, xmlDoc *doc, const char *const *params, struct qz_diag *diag)
{
	struct qz_buf messages;
	qz_buf_init(&messages);
	unsigned long shortages = qz_shortages();
	xsltTransformContext *context = xsltNewTransformContext(stage->sheet, doc);
	xmlDoc *result = NULL;
	bool failed = !context;
	if (context) {
		xsltSetTransformErrorFunc(context, &messages, keep_message);
		failed = xsltSetCtxtSecurityPrefs(stage->security, context) != 0 || !set_params(stage, context, params);
		if (!failed)
			result = xsltApplyStylesheetUser(stage->sheet, doc, NULL, NULL, NULL, context);
		failed |= !result || context->state != XSLT_STATE_OK;
		xsltFreeTransformContext(context);
	}
	bool short_of_memory = qz_shortages() != shortages; /* libxslt goes on with what it has: nodes without names and values */
	diag->failed |= short_of_memory;
	if (failed || messages.len || short_of_memory) {
		if (!short_of_memory)
			complain(stage, &messages, diag);
		xmlFreeDoc(result);
		result = NULL;
	}
	qz_buf_done(&messages);
	return result;
}

int qz_stage_serialise(struct qz_stage *stage, xmlDoc *result, struct qz_buf *out)
{
	xmlChar *text = NULL;
	int len = 0;
	if (xsltSaveResultToString(&text, &len, result, stage->sheet) != 0)
		return -1;
	if (text)
		qz_buf_add(out, text, (size_t)len);
	xmlFree(text);
	return out->failed ? -1 : 0;
}

int qz_stage_serialise_content(struct qz_stage *stage, const xmlNode *node, struct qz_buf *out)
{
	const char *method = QZ_C(stage->sheet->method);
	if (method && strcmp(method, "text") == 0)
		qz_xml_text(node, out);
	else if (method && strcmp(method, "html") == 0)
		return qz_xml_serialise_html(node, out);
	else
		return qz_xml_serialise_content(node, out);
	return out->failed ? -1 : 0;
}
