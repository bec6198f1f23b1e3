/*
 * The document of a view, for view.h. It is written as text, which is parsed
 * once all is there: what came from outside goes through qz_review_attr() and
 * qz_review_element().
 */
#include "serve/view.h"

#include <stdio.h>
#include <string.h>

#include "base/xml.h"
#include "serve/review_parts.h"

static const char *const names[QZ_PAGES] = {"start", "wait", "error", "index", "review", "take", "compare"};

/* ---- decisions ---- */

/* One cell of a line; false behind the last one. What a spreadsheet would take for a formula stands behind an apostrophe. */
static bool read_cell(const char **at, const char *end, struct qz_buf *cell)
{
	bool quoted = false;
	qz_buf_clear(cell);
	if (*at > end)
		return false;
	for (; *at < end && (quoted || **at != '\t'); ++*at) {
		if (**at == '"' && quoted && *at + 1 < end && (*at)[1] == '"')
			qz_buf_putc(cell, *(*at)++);
		else if (**at == '"')
			quoted = !quoted;
		else
			qz_buf_putc(cell, **at);
	}
	++*at;
	qz_buf_add(cell, "", 0);
	return true;
}

static void put_decision(const char *at, const char *end, size_t number, struct qz_buf *out)
{
	static const char *const cells[] = {"file", "item", "name", "column", "finding", "found", "suggested", "allowed", "answer", "change", "reason", "who", "date"};
	struct qz_buf cell;
	qz_buf_init(&cell);
	qz_buf_printf(out, "<decision line=\"%zu\">", number);
	for (size_t i = 0; i < sizeof cells / sizeof *cells && read_cell(&at, end, &cell) && !cell.failed; i++) {
		const char *text = *cell.data == '\'' ? cell.data + 1 : cell.data;
		if (*text)
			qz_review_element(out, cells[i], text);
	}
	qz_buf_puts(out, "</decision>");
	out->failed |= cell.failed;
	qz_buf_done(&cell);
}

void qz_view_decisions(const char *bytes, size_t len, struct qz_buf *out)
{
	const char *at = bytes, *end = bytes + len;
	for (size_t number = 1; at && at < end; number++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
		if (number > 1 && stop > at)
			put_decision(at, stop, number, out);
		at = newline ? newline + 1 : end;
	}
}

/* ---- the rest ---- */

static void put_number(struct qz_buf *out, const char *name, size_t number)
{
	qz_buf_printf(out, " %s=\"%zu\"", name, number);
}

static void put_choices(const char *name, const struct qz_view_choice *choices, size_t count, struct qz_buf *out)
{
	for (size_t i = 0; i < count; i++) {
		qz_buf_printf(out, "<%s", name);
		qz_review_attr(out, "key", choices[i].key);
		qz_review_attr(out, "label", choices[i].label);
		qz_buf_puts(out, "/>");
	}
}

static void put_inputs(const struct qz_view *view, struct qz_buf *out)
{
	for (size_t i = 0; i < view->ninputs; i++) {
		const struct qz_view_input *input = &view->inputs[i];
		qz_buf_puts(out, "<input");
		put_number(out, "n", i);
		qz_review_attr(out, "name", input->name);
		qz_buf_puts(out, input->failed ? " failed=\"yes\"" : "");
		put_number(out, "items", input->items);
		put_number(out, "errors", input->errors);
		put_number(out, "warnings", input->warnings);
		put_number(out, "styles", input->styles);
		qz_buf_puts(out, "/>");
	}
}

static void put_files(const struct qz_view *view, struct qz_buf *out)
{
	for (size_t i = 0; i < view->nfiles; i++) {
		const struct qz_view_file *file = &view->files[i];
		qz_buf_puts(out, "<file");
		qz_review_attr(out, "path", file->path);
		qz_review_attr(out, "name", file->name);
		qz_review_attr(out, "kind", file->kind);
		if (file->input != (size_t)-1)
			put_number(out, "input", file->input);
		put_number(out, "bytes", file->bytes);
		qz_buf_puts(out, "/>");
	}
}

static void put_attributes(const struct qz_view *view, const struct qz_view_query *asked, struct qz_buf *out)
{
	qz_review_attr(out, "page", names[view->page]);
	qz_review_attr(out, "token", view->token);
	qz_review_attr(out, "session", view->session);
	qz_review_attr(out, "why", view->why);
	qz_review_attr(out, "today", view->today);
	qz_review_attr(out, "who", view->who);
	put_number(out, "status", view->status);
	put_number(out, "megabytes", view->megabytes);
	put_number(out, "minutes", view->keep_minutes);
	put_number(out, "i", asked->input);
	qz_review_attr(out, "since", view->since ? "yes" : NULL);
}

/* The summary of a comparison stands first in its document. */
static bool graft_summary(const struct qz_view *view, xmlDoc *doc)
{
	xmlDoc *marked = qz_xml_parse(view->marked, view->marked_len, "diff.xml", NULL);
	const xmlNode *summary = marked ? qz_xml_child(xmlDocGetRootElement(marked), "summary") : NULL;
	xmlNode *copy = summary ? xmlDocCopyNode((xmlNode *)summary, doc, 1) : NULL;
	const bool done = copy && xmlAddChild(xmlDocGetRootElement(doc), copy);
	if (copy && !done)
		xmlFreeNode(copy);
	xmlFreeDoc(marked);
	return done;
}

xmlDoc *qz_view_document(const struct qz_view *view, struct qz_diag *diag)
{
	struct qz_view_query asked;
	struct qz_buf text, attributes, content;
	xmlDoc *doc = NULL;
	bool fine = true;
	qz_view_read_query(view->query, &asked);
	qz_buf_init(&text);
	qz_buf_init(&attributes);
	qz_buf_init(&content);
	put_attributes(view, &asked, &attributes);
	put_choices("register", view->registers, view->nregisters, &content);
	put_choices("profile", view->profiles, view->nprofiles, &content);
	put_inputs(view, &content);
	put_files(view, &content);
	qz_view_decisions(view->decisions, view->decisions_len, &content);
	if (view->review)
		fine = qz_view_choose(view->review, view->review_len, &asked, &attributes, &content);
	qz_buf_printf(&text, "<view xmlns=\"%s\"", QZ_VIEW_NS);
	qz_buf_add(&text, attributes.data, attributes.len);
	qz_buf_puts(&text, ">");
	qz_buf_add(&text, content.data ? content.data : "", content.len);
	qz_buf_puts(&text, "</view>");
	const bool failed = text.failed || attributes.failed || content.failed;
	if (fine && !failed)
		doc = qz_xml_parse(text.data, text.len, "view", NULL);
	if (doc && view->marked)
		graft_summary(view, doc); /* a page without it is still one */
	if (!doc && !failed)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", "xslt/serve/main.xsl", "reason", "there is no review to show", NULL);
	diag->failed |= failed;
	qz_buf_done(&text);
	qz_buf_done(&attributes);
	qz_buf_done(&content);
	return doc;
}
