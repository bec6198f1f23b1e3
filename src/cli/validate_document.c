/*
 * The report of "validate" as a document: XML, a page, a Word sheet. On standard
 * output one holds all inputs; in a folder each input has its own page or sheet,
 * for each goes back to another department. A workbook comes from the engine, which
 * has put the findings into it.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/validate.h"

static const char *format_name(const struct cli *cli)
{
	return cli->format == FORMAT_XML ? "xml" : cli->format == FORMAT_HTML ? "html" : "docx";
}

/* Whether each input has a document of its own. */
static bool is_apart(const struct cli *cli)
{
	return cli->options.folder && strcmp(cli->options.folder, "-") != 0 && cli->format != FORMAT_XML;
}

static bool open_document(struct report *report)
{
	const struct qz_options *options = &report->cli->options;
	report->document = qz_report_document_new(report->words, options->language ? options->language : "zh-CN", options->as_of, report->since);
	if (report->document && report->cli->format == FORMAT_DOCX)
		qz_report_document_gather(report->document, QZ_WARNING);
	return report->document != NULL;
}

bool report_begin_document(struct report *report, struct qz_diag *diag)
{
	const struct qz_options *options = &report->cli->options;
	report->words = qz_messages_load(options->resources, options->language ? options->language : "zh-CN", diag);
	return report->words && (is_apart(report->cli) || open_document(report));
}

/* Draws into report->text; QZ_OUTPUT where that fails, which is said. */
static enum qz_status draw(struct report *report, const char *file)
{
	const struct cli *cli = report->cli;
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = qz_report_draw(&cli->options, report->document, format_name(cli), &report->text, &diag);
	cli_report(cli, &diag, file, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	return status;
}

/* DIR/STEM.report.html */
static enum qz_status write_apart(struct report *report, const char *file)
{
	const struct cli *cli = report->cli;
	const char *stem = cli->join ? cli->join : report->in->inputs[report->inputs - 1].stem;
	struct qz_buf name;
	struct qz_diag diag;
	qz_buf_init(&name);
	qz_diag_init(&diag);
	qz_buf_printf(&name, "%s.report.%s", stem, format_name(cli));
	enum qz_status status = name.failed ? QZ_OUTPUT : draw(report, file);
	if (status == QZ_OK)
		status = qz_write_file(cli->options.folder, name.data, &report->text, &diag);
	cli_report(cli, &diag, cli->options.folder, QZ_INFO, true, stderr);
	if (status == QZ_OK && !cli->quiet)
		printf("%s/%s\n", cli->options.folder, name.data);
	qz_buf_clear(&report->text);
	qz_diag_done(&diag);
	qz_buf_done(&name);
	return status;
}

enum qz_status report_add_document(struct report *report, const struct qz_judged *judged)
{
	const bool apart = is_apart(report->cli);
	if (apart && !open_document(report))
		return QZ_OUTPUT;
	qz_report_document_add(report->document, judged);
	if (!apart)
		return QZ_OK;
	const enum qz_status status = write_apart(report, judged->file);
	qz_report_document_free(report->document);
	report->document = NULL;
	return status;
}

bool report_end_document(struct report *report)
{
	return !report->document || draw(report, "quanze") == QZ_OK;
}

/* A workbook with macros, or a template, is still one. */
static const char *workbook_extension(const char *file)
{
	static const char *const others[] = {"xlsm", "xltx", "xltm"};
	const char *dot = strrchr(file, '.');
	for (size_t i = 0; dot && i < sizeof others / sizeof *others; i++)
		if (strcasecmp(dot + 1, others[i]) == 0)
			return others[i];
	return "xlsx";
}

enum qz_status report_add_workbook(struct report *report, const char *file, const struct qz_result *result)
{
	const struct cli *cli = report->cli;
	const char *folder = cli->options.folder;
	struct qz_buf name;
	struct qz_diag diag;
	qz_diag_init(&diag);
	if (!result->only.len) { /* the findings say why */
		cli_report(cli, &result->diag, file, QZ_ERROR, true, stderr);
		return QZ_OK;
	}
	if (!folder || strcmp(folder, "-") == 0)
		return fwrite(result->only.data, 1, result->only.len, stdout) == result->only.len ? QZ_OK : QZ_OUTPUT;
	qz_buf_init(&name);
	qz_buf_printf(&name, "%s.report.%s", cli->join ? cli->join : report->in->inputs[report->inputs - 1].stem, workbook_extension(file));
	enum qz_status status = name.failed ? QZ_OUTPUT : qz_write_file(folder, name.data, &result->only, &diag);
	cli_report(cli, &diag, folder, QZ_INFO, true, stderr);
	if (status == QZ_OK && !cli->quiet)
		printf("%s/%s\n", folder, name.data);
	qz_diag_done(&diag);
	qz_buf_done(&name);
	return status;
}
