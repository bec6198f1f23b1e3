/*
 * Pages of `quanze serve`: a view becomes a document, a stylesheet makes the
 * page. No text gets into a page but through the stylesheet, so that nothing
 * that a document or a request said is ever markup.
 */
#include "serve/pages.h"

#include <stdlib.h>
#include <string.h>

#include "base/resource.h"
#include "base/xml.h"
#include "emit/stage.h"
#include "serve/view.h"

struct qz_pages {
	struct qz_stage *stage;
};

struct qz_pages *qz_pages_new(const char *resources, struct qz_diag *diag)
{
	struct qz_pages *pages = calloc(1, sizeof *pages);
	if (!pages) {
		diag->failed = true;
		return NULL;
	}
	pages->stage = qz_stage_open(resources, "xslt/serve/main.xsl", false, diag);
	if (pages->stage)
		return pages;
	free(pages);
	return NULL;
}

void qz_pages_free(struct qz_pages *pages)
{
	if (pages)
		qz_stage_close(pages->stage);
	free(pages);
}

bool qz_pages_draw(struct qz_pages *pages, const struct qz_view *view, struct qz_buf *out, struct qz_diag *diag)
{
	const char *const params[] = {"lang", view->language ? view->language : "zh-CN", NULL};
	xmlDoc *doc = qz_view_document(view, diag);
	xmlDoc *page = doc ? qz_stage_apply(pages->stage, doc, params, diag) : NULL;
	const bool done = page && qz_stage_serialise(pages->stage, page, out) == 0 && !out->failed;
	xmlFreeDoc(page);
	xmlFreeDoc(doc);
	return done;
}

const char *qz_pages_asset(const char *name, size_t *len)
{
	static const char *const assets[][2] = {{"style.css", "xslt/serve/style.css"}, {"script.js", "xslt/serve/script.js"}};
	for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
		if (strcmp(assets[i][0], name) != 0)
			continue;
		for (const struct qz_resource *resource = qz_resources; resource->name; resource++) {
			if (strcmp(resource->name, assets[i][1]) != 0)
				continue;
			*len = resource->len;
			return (const char *)resource->data;
		}
	}
	return NULL;
}
