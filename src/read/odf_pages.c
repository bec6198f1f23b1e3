/*
 * Page headers and footers of OpenDocument (ODF 1.2 part 1, 16.9 to 16.13), and
 * tracked changes (5.5, 9.9): both stand elsewhere than where they are seen.
 */
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "read/odf_parts.h"
#include "read/table.h"

/* ---- pages ---- */

static const xmlNode *find_master(const struct qz_odf *odf, const char *name)
{
	const xmlNode *first = qz_odf_child(odf->masters, "style:master-page"), *usual = NULL;
	for (const xmlNode *at = first; at; at = qz_odf_next(at, "style:master-page")) {
		const char *own = qz_odf_attr(at, "style:name");
		if (own && strcmp(own, name ? name : "Standard") == 0)
			return at;
		if (own && !name && strcmp(own, "Default") == 0)
			usual = at;
	}
	return name ? NULL : usual ? usual : first;
}

/* 第 页 共 页: what is left where the numbers of pages are left out, and nothing else. */
static bool only_counts(const char *text)
{
	static const char *const words[] = {"第", "页", "頁", "共", "，", "、", "/", " ", "-", "—", "–", "\n", "Page", "page", "of", "(", ")", "（", "）"};
	for (bool found = true; *text && found;) {
		found = false;
		for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++) {
			found = strncmp(text, words[i], strlen(words[i])) == 0;
			text += found ? strlen(words[i]) : 0;
		}
	}
	return *text == '\0';
}

/* One header or footer; a left page's that says the same as `last` is not hung twice. */
static bool hang_page(struct qz_odf *odf, const xmlNode *node, enum qz_aside_kind kind, size_t sheet, struct qz_buf *last)
{
	struct qz_odf_out out;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_odf_out_init(&out, odf, NULL, &text);
	out.sheet = sheet;
	out.fields_off = true;
	qz_odf_blocks(&out, node, 0);
	const char *words = text.len ? text.data : "";
	bool same = last->len && strcmp(last->data, words) == 0, counting = out.counts_pages && only_counts(words);
	out.failed |= (text.failed || last->failed) && !qz_fill_no_memory(&odf->fill);
	if (!same && !counting)
		qz_odf_hang_text(&out, kind, words);
	qz_buf_clear(last);
	qz_buf_puts(last, words);
	qz_buf_done(&text);
	return qz_odf_out_end(&out);
}

static bool hang_pages(struct qz_odf *odf, const xmlNode *master, size_t sheet)
{
	struct qz_buf last;
	bool good = true;
	qz_buf_init(&last);
	for (const xmlNode *at = qz_xml_child(master, NULL); at && good; at = qz_xml_next(at, NULL)) {
		const char *display = qz_odf_attr(at, "style:display"), *name = QZ_C(at->name);
		bool header = strncmp(name, "header", 6) == 0, footer = strncmp(name, "footer", 6) == 0;
		if ((header || footer) && !(display && strcmp(display, "false") == 0))
			good = hang_page(odf, at, header ? QZ_ASIDE_PAGE_HEADER : QZ_ASIDE_PAGE_FOOTER, sheet, &last);
	}
	qz_buf_done(&last);
	return good;
}

bool qz_odf_pages_hang(struct qz_odf *odf, const char *name, size_t sheet)
{
	const struct qz_odf_styles *here = odf->automatic;
	bool good = true;
	const xmlNode *master = odf->masters ? find_master(odf, name) : NULL;
	while (master && good) {
		const char *own = qz_odf_attr(master, "style:name"), *next = qz_odf_attr(master, "style:next-style-name");
		if (!own || qz_map_get(&odf->seen_masters, own, strlen(own)))
			break;
		good = qz_map_put(&odf->seen_masters, own, strlen(own), odf) == 0 || qz_fill_no_memory(&odf->fill);
		odf->automatic = odf->page_automatic;
		good = good && hang_pages(odf, master, sheet);
		odf->automatic = here;
		master = next ? find_master(odf, next) : NULL;
	}
	return good;
}

/* ---- changes ---- */

bool qz_odf_changes_keep(struct qz_odf *odf, const xmlNode *tracked)
{
	for (const xmlNode *at = qz_odf_child(tracked, "text:changed-region"); at; at = qz_odf_next(at, "text:changed-region")) {
		const char *id = qz_odf_attr(at, "text:id");
		const xmlNode *deletion = qz_odf_child(at, "text:deletion");
		id = id ? id : qz_odf_attr(at, "xml:id");
		odf->nchanges++;
		if (id && deletion && qz_map_put(&odf->changes, id, strlen(id), (void *)(uintptr_t)deletion) != 0)
			return qz_fill_no_memory(&odf->fill);
	}
	return true;
}

/* Its paragraphs; what is said of who changed it, and when, is left out, a remark of theirs is a comment. */
static void hang_deletion(struct qz_odf_out *out, const xmlNode *deletion)
{
	struct qz_buf text;
	struct qz_odf_out inner;
	qz_buf_init(&text);
	qz_odf_out_init(&inner, out->odf, NULL, &text);
	inner.sheet = out->sheet;
	inner.row = out->row;
	inner.column = out->column;
	for (const xmlNode *at = qz_xml_child(deletion, NULL); at; at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "office:change-info"))
			qz_odf_hang(&inner, QZ_ASIDE_COMMENT, at);
		else if (qz_odf_is(at, "text:p") || qz_odf_is(at, "text:h"))
			qz_odf_paragraph(&inner, at, 0);
		else
			qz_odf_hang(&inner, QZ_ASIDE_DELETED, at); /* a list, a table */
	}
	inner.failed |= text.failed && !qz_fill_no_memory(&out->odf->fill);
	qz_odf_hang_text(&inner, QZ_ASIDE_DELETED, text.data);
	out->failed |= !qz_odf_out_end(&inner);
	qz_buf_done(&text);
}

void qz_odf_change_place(struct qz_odf_out *out, const char *id)
{
	const xmlNode *deletion = id ? qz_map_get(&out->odf->changes, id, strlen(id)) : NULL;
	if (!deletion)
		return;
	if (qz_map_put(&out->odf->changes, id, strlen(id), NULL) != 0)
		out->failed = !qz_fill_no_memory(&out->odf->fill);
	else
		hang_deletion(out, deletion);
}

void qz_odf_change_start(struct qz_odf *odf, const char *id)
{
	const xmlNode *deletion = id ? qz_map_get(&odf->changes, id, strlen(id)) : NULL;
	const xmlNode *text = qz_xml_child(deletion, NULL);
	while (text && qz_odf_is(text, "office:change-info"))
		text = qz_xml_next(text, NULL);
	if (deletion && !text)
		odf->deleting = id;
}

void qz_odf_change_end(struct qz_odf *odf, const char *id)
{
	if (id && odf->deleting && strcmp(odf->deleting, id) == 0)
		odf->deleting = NULL;
}

/* What cells of a workbook held before: text of table:change-track-table-cell, wherever a change keeps it. */
static void hang_previous(struct qz_odf_out *out, const xmlNode *node)
{
	for (const xmlNode *at = qz_xml_child(node, NULL); at && !out->failed; at = qz_xml_next(at, NULL)) {
		out->odf->nchanges += qz_odf_attr(at, "table:id") != NULL;
		if (qz_odf_is(at, "table:change-track-table-cell")) {
			const char *value = qz_odf_child(at, "text:p") ? NULL : qz_odf_attr(at, "office:value");
			qz_odf_hang(out, QZ_ASIDE_DELETED, at);
			qz_odf_hang_text(out, QZ_ASIDE_DELETED, value);
		} else if (qz_odf_is(at, "office:change-info")) {
			qz_odf_hang(out, QZ_ASIDE_COMMENT, at);
		} else {
			hang_previous(out, at);
		}
	}
}

bool qz_odf_changes_end(struct qz_odf *odf)
{
	struct qz_odf_out out;
	char number[24];
	qz_odf_out_init(&out, odf, NULL, NULL);
	if (odf->tracked && odf->fill.table->nsheets)
		hang_previous(&out, odf->tracked);
	for (size_t i = 0; i < odf->changes.count && !out.failed && odf->fill.table->nsheets; i++) {
		const xmlNode *deletion = qz_map_value(&odf->changes, i);
		if (deletion)
			hang_deletion(&out, deletion);
	}
	snprintf(number, sizeof number, "%zu", odf->nchanges);
	if (odf->nchanges)
		qz_diag_add(odf->fill.diag, QZ_RULE_CHANGES_ACCEPTED, NULL, "what", "changes", "name", "", "count", number, NULL);
	return qz_odf_out_end(&out);
}
