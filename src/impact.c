/*
 * The journey of an amendment: steps 1 to 3 of each list (convert.c), what it
 * cites of the law (impact/citations.h), and, of all lists together, one
 * document, its schema, stage, emit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/shortage.h"
#include "base/xml.h"
#include "check/laws.h"
#include "engine.h"
#include "impact/citations.h"
#include "impact/document.h"
#include "made.h"
#include "report/impact.h"

struct qz_impact {
	struct qz_engine *engine;
	const char *asked;
	struct qz_amendment amendment;
	struct qz_amendment_texts texts;
	struct qz_impact_document *document;
	xmlDoc *made;
	size_t touched;
	unsigned long shortages; /* qz_shortages() when it began */
};

struct qz_impact *qz_impact_new(struct qz_engine *engine, const char *law, const char *from, const char *to,
				struct qz_diag *diag)
{
	const struct qz_amendment_wanted wanted = {.law = law, .from = from, .to = to, .as_of = engine->options->as_of};
	struct qz_impact *impact = calloc(1, sizeof *impact);
	if (impact)
		*impact = (struct qz_impact){.engine = engine, .asked = law, .shortages = qz_shortages()};
	if (impact && qz_amendment_find(engine->laws, &wanted, &impact->amendment, diag) &&
	    qz_amendment_texts_find(&impact->amendment, engine->texts, &impact->texts, diag))
		impact->document = qz_impact_document_new(&impact->amendment, &impact->texts);
	if (impact && impact->document)
		return impact;
	diag->failed |= diag->totals[QZ_ERROR] == 0;
	qz_impact_free(impact);
	return NULL;
}

void qz_impact_free(struct qz_impact *impact)
{
	if (!impact)
		return;
	qz_impact_document_free(impact->document);
	xmlFreeDoc(impact->made);
	free(impact);
}

enum qz_status qz_impact_read(const struct qz_impact *impact, const char *path, struct qz_result *result)
{
	struct qz_engine *engine = impact->engine;
	xmlDoc *doc = NULL;
	engine->shortages = qz_shortages();
	enum qz_status status = qz_engine_read(engine, path, &doc, &result->diag);
	if (status == QZ_OK && qz_impact_citations(doc, &impact->amendment, &impact->texts, &result->only) != 0) {
		result->diag.failed = true;
		status = QZ_INPUT;
	}
	xmlFreeDoc(doc);
	return qz_engine_conclude(engine, result, status);
}

/* Why a list could not be read: its first error. */
static bool add_unread(struct qz_impact *impact, const char *file, const struct qz_diag *diag,
		       const struct qz_messages *words)
{
	struct qz_buf reason;
	size_t i = 0;
	qz_buf_init(&reason);
	while (i < diag->count && diag->findings[i].severity != QZ_ERROR)
		i++;
	if (i < diag->count)
		qz_messages_format(words, &diag->findings[i], QZ_TEXT_MESSAGE, &reason);
	bool added =
	    !reason.failed && qz_impact_document_add_unread(impact->document, file, reason.len ? reason.data : "");
	qz_buf_done(&reason);
	return added;
}

bool qz_impact_add(struct qz_impact *impact, const char *file, enum qz_status status, const struct qz_result *result,
		   const struct qz_messages *words)
{
	if (status > QZ_FINDINGS || !result->only.len)
		return add_unread(impact, file, &result->diag, words);
	return qz_impact_document_add(impact->document, file, result->only.data, result->only.len);
}

size_t qz_impact_touched(const struct qz_impact *impact)
{
	return impact->touched;
}

enum qz_status qz_impact_end(struct qz_impact *impact, struct qz_diag *diag)
{
	const struct qz_options *options = impact->engine->options;
	const struct qz_impact_head head = {.asked = impact->asked,
					    .as_of = options->as_of,
					    .language = options->language ? options->language : "zh-CN",
					    .version = QZ_VERSION};
	impact->made = qz_impact_document_make(impact->document, &head, &impact->touched);
	return qz_made_check(options, "xsd/quanze-impact.xsd", impact->made, impact->shortages, diag);
}

static const struct qz_made_format formats[] = {
    {"xml", NULL, false, false},
    {"json", NULL, false, false},
    {"text", "xslt/impact/text.xsl", false, true},
    {"html", "xslt/impact/main.xsl", false, false},
    {"docx", "xslt/impact/docx.xsl", true, false},
};

enum qz_status qz_impact_draw(const struct qz_impact *impact, const char *format, struct qz_buf *out,
			      struct qz_diag *diag)
{
	const struct qz_made_format *found = qz_made_find(formats, sizeof formats / sizeof *formats, format);
	return qz_made_draw(impact->engine->options, found, impact->made, qz_impact_json, out, diag);
}
