/*
 * The summary of a session of several lists: rows as a batch's record has them
 * (batch/row.c), and of them the page, the table and the Word file that
 * `quanze convert` writes beside a batch's outputs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/xml.h"
#include "batch/record_parts.h"
#include "serve/work.h"

/* A cell of the manifest; what ends it is passed. */
static char *next_cell(char **at)
{
	char *cell = *at;
	const size_t len = strcspn(cell, "\t");
	*at = cell + len + (cell[len] != '\0');
	cell[len] = '\0';
	return cell;
}

/* What one line of the manifest says, where it is an output of that input. */
static void put_output(const struct qz_desk *desk, char *line, size_t index, struct qz_buf *out)
{
	char *file = next_cell(&line), *name = next_cell(&line), *kind = next_cell(&line), *input = next_cell(&line);
	char path[400], hash[QZ_HASH];
	size_t size, backend = 0;
	while (qz_backend_name(backend) && strcmp(qz_backend_name(backend), kind) != 0)
		backend++;
	snprintf(path, sizeof path, "%s/%s", desk->out, file);
	if (!qz_backend_name(backend) || *input == '-' || (size_t)atoll(input) != index || !qz_hash_file(path, hash, &size))
		return;
	qz_buf_printf(out, "<output kind=\"%s\" file=\"", kind);
	qz_xml_escape(name, out);
	qz_buf_puts(out, "\" href=\"");
	qz_href_put(name, out);
	qz_buf_printf(out, "\" size=\"%zu\" sha256=\"%s\"/>", size, hash);
}

static void put_outputs(const struct qz_desk *desk, size_t index, struct qz_buf *out)
{
	char *manifest = desk->manifest.data ? strdup(desk->manifest.data) : NULL, *rest = NULL;
	for (char *line = manifest ? strtok_r(manifest, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest))
		put_output(desk, line, index, out);
	out->failed |= desk->manifest.data && !manifest;
	free(manifest);
}

/* Why no list came of it: its first error. */
static void put_fault(const struct qz_desk *desk, const struct qz_result *result, struct qz_buf *out)
{
	size_t first = 0;
	struct qz_buf text;
	while (first < result->diag.count && result->diag.findings[first].severity != QZ_ERROR)
		first++;
	if (first == result->diag.count)
		return;
	qz_buf_init(&text);
	qz_messages_format(desk->words, &result->diag.findings[first], QZ_TEXT_MESSAGE, &text);
	qz_buf_add(&text, "", 0);
	qz_buf_printf(out, "<fault rule=\"%s\">", qz_rule_id(result->diag.findings[first].rule));
	qz_xml_escape(text.failed ? "" : text.data, out);
	qz_buf_puts(out, "</fault>");
	out->failed |= text.failed;
	qz_buf_done(&text);
}

void qz_work_summary_row(const struct qz_desk *desk, size_t index, enum qz_status status, const struct qz_result *result, struct qz_buf *out)
{
	const size_t *totals = result->diag.totals;
	qz_buf_puts(out, "<list file=\"");
	qz_xml_escape(desk->inputs[index].name, out);
	qz_buf_printf(out, "\" status=\"%d\" items=\"%zu\" errors=\"%zu\" warnings=\"%zu\" styles=\"%zu\" infos=\"%zu\" key=\"session\">", (int)status,
		      result->items, totals[QZ_ERROR], totals[QZ_WARNING], totals[QZ_STYLE], totals[QZ_INFO]);
	put_outputs(desk, index, out);
	if (status != QZ_OK)
		put_fault(desk, result, out);
	else if (result->digest.data)
		qz_buf_add(out, result->digest.data, result->digest.len);
	qz_buf_puts(out, "</list>\n");
}

void qz_work_summary(struct qz_desk *desk, const struct qz_buf *rows)
{
	static const char *const files[][2] = {{"index.html", "summary"}, {"summary.docx", "summary-docx"}, {"summary.tsv", "summary-tsv"}};
	struct qz_buf summary;
	struct qz_diag diag;
	qz_buf_init(&summary);
	qz_diag_init(&diag);
	qz_buf_printf(&summary, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<summary xmlns=\"%s\" version=\"1.0\" quanze=\"%s\">\n", QZ_SUMMARY_NS, qz_version());
	qz_buf_add(&summary, rows->data ? rows->data : "", rows->len);
	qz_buf_puts(&summary, "</summary>\n");
	summary.failed |= rows->failed;
	if (!summary.failed && qz_summary_write(&desk->options, &summary, desk->out, &diag) == QZ_OK)
		for (size_t i = 0; i < sizeof files / sizeof *files; i++)
			qz_desk_note(desk, files[i][0], files[i][0], files[i][1], SIZE_MAX);
	desk->failed |= summary.failed;
	qz_diag_done(&diag);
	qz_buf_done(&summary);
}
