/*
 * The whole journey of one input within one process, as a program that uses the
 * library makes it: journey INPUT writes all outputs into ./out and findings to
 * stderr; journey OLD NEW all of a comparison. QZ_FAULT_DECISIONS names a clerk's decisions,
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

/* `old`: what the input is compared with; NULL: nothing. */
static enum qz_status travel(const char *old, const char *path, const struct qz_messages *messages)
{
	struct qz_options options;
	struct qz_diag diag;
	struct qz_result result;
	char stem[256];
	qz_options_init(&options);
	qz_diag_init(&diag);
	options.outputs = old ? 31 : 15;
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

int main(int argc, char **argv)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct qz_messages *messages = (argc == 2 || argc == 3) && qz_init() == QZ_OK ? qz_messages_load(NULL, "en", &diag) : NULL;
	if (!messages) {
		fputs("journey: out of memory\n", stderr);
		qz_diag_done(&diag);
		return QZ_INPUT;
	}
	enum qz_status status = travel(argc == 3 ? argv[1] : NULL, argv[argc - 1], messages);
	qz_messages_free(messages);
	qz_diag_done(&diag);
	return (int)status;
}
