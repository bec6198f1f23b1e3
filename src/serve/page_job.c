/*
 * Pages in a worker, for work.h: the session's folder becomes what a page shows
 * (pages.h), and that page-NUMBER.html.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "serve/pages.h"
#include "serve/work.h"

#define MOST ((size_t)256 << 20)

struct drawing {
	struct qz_desk *desk;
	struct qz_view view;
	struct qz_buf inputs, manifest, review, decisions, marked, since;
	struct qz_view_input *each;
	size_t each_cap;
	struct qz_view_file *files;
	size_t files_cap;
	char session[48];
};

/* Takes a line apart at its tabs; false behind the last one, or where there are fewer. */
static bool next_fields(char **at, char **fields, size_t count)
{
	if (!*at || !**at)
		return false;
	char *line = *at, *end = strchr(line, '\n');
	*at = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	for (size_t i = 0; i < count; i++) {
		char *tab = i + 1 < count ? strchr(line, '\t') : NULL;
		fields[i] = line;
		if (i + 1 < count && !tab)
			return false;
		if (tab)
			*tab = '\0';
		line = tab ? tab + 1 : line;
	}
	return true;
}

/* state, items, errors, warnings, style, name */
static bool read_inputs(struct drawing *drawing)
{
	char *at = drawing->inputs.data, *fields[6];
	while (next_fields(&at, fields, 6)) {
		if (!qz_array_grow(&drawing->each, drawing->view.ninputs, &drawing->each_cap, sizeof *drawing->each))
			return false;
		drawing->each[drawing->view.ninputs++] =
			(struct qz_view_input){.name = fields[5], .failed = strcmp(fields[0], "list") != 0, .items = (size_t)atoll(fields[1]),
					       .errors = (size_t)atoll(fields[2]), .warnings = (size_t)atoll(fields[3]), .styles = (size_t)atoll(fields[4])};
	}
	drawing->view.inputs = drawing->each;
	return true;
}

/* file, name, kind, input, size */
static bool read_manifest(struct drawing *drawing)
{
	char *at = drawing->manifest.data, *fields[5];
	while (next_fields(&at, fields, 5)) {
		if (!qz_array_grow(&drawing->files, drawing->view.nfiles, &drawing->files_cap, sizeof *drawing->files))
			return false;
		drawing->files[drawing->view.nfiles++] =
			(struct qz_view_file){.path = fields[0], .name = fields[1], .kind = fields[2],
					      .input = *fields[3] == '-' ? SIZE_MAX : (size_t)atoll(fields[3]), .bytes = (size_t)atoll(fields[4])};
	}
	drawing->view.files = drawing->files;
	return true;
}

static enum qz_page page_of(const char *name)
{
	static const char *const names[QZ_PAGES] = {[QZ_PAGE_INDEX] = "index", [QZ_PAGE_REVIEW] = "review", [QZ_PAGE_TAKE] = "take", [QZ_PAGE_COMPARE] = "compare"};
	for (int i = 0; i < QZ_PAGES; i++)
		if (names[i] && strcmp(names[i], name) == 0)
			return (enum qz_page)i;
	return QZ_PAGE_REVIEW;
}

static bool gather(struct drawing *drawing)
{
	struct qz_desk *desk = drawing->desk;
	struct qz_view *view = &drawing->view;
	char file[48];
	qz_store_read(&desk->folder, "inputs", MOST, &drawing->inputs);
	qz_store_read(&desk->folder, "manifest", MOST, &drawing->manifest);
	if (!read_inputs(drawing) || !read_manifest(drawing))
		return false;
	if (view->page == QZ_PAGE_REVIEW && view->ninputs > 1 && !qz_pages_names_input(view->query))
		view->page = QZ_PAGE_INDEX;
	snprintf(file, sizeof file, "out/review-%zu.xml", qz_pages_input(view->query) + 1);
	if (view->page == QZ_PAGE_REVIEW && qz_store_read(&desk->folder, file, MOST, &drawing->review)) {
		view->review = drawing->review.data;
		view->review_len = drawing->review.len;
	}
	if (qz_store_read(&desk->folder, "decisions.tsv", MOST, &drawing->decisions)) {
		view->decisions = drawing->decisions.data;
		view->decisions_len = drawing->decisions.len;
	}
	if (view->page == QZ_PAGE_COMPARE && qz_store_read(&desk->folder, "out/1.xml", MOST, &drawing->marked)) {
		view->marked = drawing->marked.data;
		view->marked_len = drawing->marked.len;
	}
	view->since = qz_store_read(&desk->folder, "first.json", MOST, &drawing->since);
	return !drawing->review.failed && !drawing->decisions.failed && !drawing->marked.failed;
}

static bool draw(struct drawing *drawing)
{
	struct qz_desk *desk = drawing->desk;
	char file[48];
	struct qz_buf page;
	struct qz_diag diag;
	qz_buf_init(&page);
	qz_diag_init(&diag);
	snprintf(file, sizeof file, "page-%llu.html", (unsigned long long)desk->order->number);
	bool done = qz_pages_draw(desk->parts->pages, &drawing->view, &page, &diag) && page.len && !page.failed &&
		    qz_store_write(&desk->folder, file, page.data, page.len);
	qz_diag_done(&diag);
	qz_buf_done(&page);
	return done;
}

enum qz_status qz_work_page(struct qz_desk *desk)
{
	struct drawing drawing = {.desk = desk};
	struct qz_buf *const bufs[] = {&drawing.inputs, &drawing.manifest, &drawing.review, &drawing.decisions, &drawing.marked, &drawing.since};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		qz_buf_init(bufs[i]);
	snprintf(drawing.session, sizeof drawing.session, "/s/%s", desk->order->session);
	drawing.view = (struct qz_view){.page = page_of(desk->order->page), .language = desk->order->language, .token = desk->order->token,
					.session = drawing.session, .query = desk->order->query};
	const bool done = gather(&drawing) && draw(&drawing);
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		qz_buf_done(bufs[i]);
	free(drawing.each);
	free(drawing.files);
	return done ? QZ_OK : QZ_OUTPUT;
}
