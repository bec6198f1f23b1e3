/*
 * The whole journey of one input within one process, as a program that uses the
 * library makes it: journey INPUT writes all outputs into ./out and findings to
 * stderr; journey OLD NEW all of a comparison; journey --law LAW INPUT what an
 * amendment touches, in all formats, as out/impact.all. QZ_FAULT_DECISIONS names a clerk's decisions,
 * applied; those that are open are put together, too. For alloc.py: here a failed
 * allocation meets the library itself, not a worker process that ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quanze.h"

/* QZ_OK, or QZ_OUTPUT when the findings could not be shown. */
static enum qz_status say(const struct qz_diag *diag, const char *file, const struct qz_messages *messages)
{
	const struct qz_report_options how = {.least = QZ_INFO};
	struct qz_buf text;
	qz_buf_init(&text);
	qz_report_text(diag, file, messages, &how, &text);
	enum qz_status status = text.failed ? QZ_OUTPUT : QZ_OK;
	fputs(text.failed ? "journey: out of memory\n" : text.data ? text.data : "", stderr);
	qz_buf_done(&text);
	return status;
}

/* The name without folder and extension. */
static void name_stem(const char *path, char *stem, size_t size)
{
	const char *slash = strrchr(path, '/');
	snprintf(stem, size, "%s", slash ? slash + 1 : path);
	stem[strcspn(stem, ".")] = '\0';
}

/* Every output that there is of a list, or of a comparison. */
static unsigned all_outputs(bool compared)
{
	const char *(*name)(size_t index) = compared ? qz_comparison_name : qz_backend_name;
	unsigned outputs = 0;
	for (size_t i = 0; name(i); i++)
		if (*name(i))
			outputs |= 1u << i;
	return outputs;
}

/* `old`: what the input is compared with; NULL: nothing. */
static enum qz_status travel(const char *old, const char *path, const struct qz_messages *messages)
{
	struct qz_options options;
	struct qz_diag diag;
	struct qz_result result;
	char stem[256];
	qz_options_init(&options);
	qz_diag_init(&diag);
	options.outputs = all_outputs(old);
	options.compare = old != NULL;
	options.judge = !old;
	options.folder = "out";
	options.as_of = "2026-11-24";
	options.decisions = getenv("QZ_FAULT_DECISIONS");
	options.write_decisions = options.decisions ? messages : NULL;
	name_stem(path, stem, sizeof stem);
	struct qz_engine *engine = qz_engine_new(&options, &diag);
	enum qz_status status = QZ_INPUT;
	qz_result_init(&result);
	if (engine && old)
		status = qz_engine_compare(engine, old, path, stem, &result);
	else if (engine)
		status = qz_engine_run(engine, path, stem, &result);
	enum qz_status said = say(engine ? &result.diag : &diag, path, messages);
	status = status == QZ_OK || status == QZ_FINDINGS ? said : status; /* that there are differences is no failure */
	qz_result_done(&result);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}

/* All formats of a worklist, one behind the other. */
static enum qz_status draw_all(const struct qz_impact *impact, struct qz_buf *out, struct qz_diag *diag)
{
	static const char *const formats[] = {"xml", "json", "text", "html", "docx"};
	enum qz_status status = QZ_OK;
	for (size_t i = 0; status == QZ_OK && i < sizeof formats / sizeof *formats; i++)
		status = qz_impact_draw(impact, formats[i], out, diag);
	return status == QZ_OK && !out->failed ? qz_write_file("out", "impact.all", out, diag) : QZ_OUTPUT;
}

static enum qz_status trace(const char *law, const char *path, const struct qz_messages *messages)
{
	struct qz_options options;
	struct qz_diag diag;
	struct qz_result result;
	struct qz_buf out;
	qz_options_init(&options);
	qz_diag_init(&diag);
	qz_result_init(&result);
	qz_buf_init(&out);
	options.as_of = "2026-11-24";
	options.laws = getenv("QZ_JOURNEY_LAWS");
	options.law_texts = getenv("QZ_JOURNEY_TEXTS");
	struct qz_engine *engine = qz_engine_new(&options, &diag);
	struct qz_impact *impact = engine ? qz_impact_new(engine, law, NULL, NULL, &diag) : NULL;
	enum qz_status status = impact ? qz_impact_read(impact, path, &result) : QZ_INPUT;
	if (status == QZ_OK)
		status = qz_impact_add(impact, path, status, &result, messages) ? qz_impact_end(impact, &diag) : QZ_OUTPUT;
	if (status == QZ_OK)
		status = draw_all(impact, &out, &diag);
	enum qz_status said = say(&result.diag, path, messages), more = say(&diag, path, messages);
	if (status != QZ_OK && result.diag.count + diag.count == 0)
		fputs("journey: out of memory\n", stderr);
	status = status != QZ_OK ? status : said > more ? said : more;
	qz_buf_done(&out);
	qz_impact_free(impact);
	qz_result_done(&result);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}

int main(int argc, char **argv)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct qz_messages *messages = argc >= 2 && argc <= 4 && qz_init() == QZ_OK ? qz_messages_load(NULL, "en", &diag) : NULL;
	if (!messages) {
		fputs("journey: out of memory\n", stderr);
		qz_diag_done(&diag);
		return QZ_INPUT;
	}
	enum qz_status status = argc == 4 ? trace(argv[2], argv[3], messages) : travel(argc == 3 ? argv[1] : NULL, argv[argc - 1], messages);
	qz_messages_free(messages);
	qz_diag_done(&diag);
	return (int)status;
}
