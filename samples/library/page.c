/*
 * What the library does, in one program: a list from standard input becomes a
 * page on standard output, in memory all the way; findings go to standard error.
 *
 *   cc -o page page.c $(pkg-config --cflags --libs quanze)
 *   ./page list.tsv <county-archives.tsv >page.html
 */
#include <stdio.h>
#include <string.h>

#include <quanze.h>

int main(int argc, char **argv)
{
	static char bytes[1 << 20];
	struct qz_options options;
	struct qz_result result;
	const size_t len = fread(bytes, 1, sizeof bytes, stdin);
	enum qz_status status = qz_init();
	qz_options_init(&options);
	qz_result_init(&result);
	for (unsigned i = 0; qz_backend_name(i); i++)
		if (strcmp(qz_backend_name(i), "html") == 0)
			options.outputs = 1u << i;
	options.folder = "-";             /* into the result */
	options.as_of = "2026-11-24";     /* the laws of that day */
	options.limits.input_bytes = sizeof bytes - 1;
	struct qz_messages *messages = status == QZ_OK ? qz_messages_load(NULL, "en", &result.diag) : NULL;
	struct qz_engine *engine = messages ? qz_engine_new(&options, &result.diag) : NULL;
	status = engine ? qz_engine_run_bytes(engine, argc > 1 ? argv[1] : "list.tsv", bytes, len, "list", &result) : QZ_INPUT;
	for (size_t i = 0; messages && i < result.diag.count; i++) {
		const struct qz_finding *finding = &result.diag.findings[i];
		struct qz_buf sentence;
		qz_buf_init(&sentence);
		qz_messages_format(messages, finding, QZ_TEXT_MESSAGE, &sentence);
		fprintf(stderr, "%s: %s: %s [%s]\n", finding->pos ? finding->pos : "-", qz_severity_name(finding->severity), sentence.data, qz_rule_id(finding->rule));
		qz_buf_done(&sentence);
	}
	if (status == QZ_OK)
		fwrite(result.only.data, 1, result.only.len, stdout);
	qz_engine_free(engine);
	qz_messages_free(messages);
	qz_result_done(&result);
	return (int)status;
}
