/*
 * What the files of "validate" share: the report on its way.
 */
#ifndef QZ_CLI_VALIDATE_H
#define QZ_CLI_VALIDATE_H

#include "cli/cmd.h"

/* What is reported: as text at once, or gathered for the other formats. */
struct report {
	struct cli *cli;
	const struct qz_engine *engine;
	const struct inputs *in;
	struct qz_since *since; /* NULL: nothing to compare with */
	struct qz_json *json;
	struct qz_sarif *sarif;
	struct qz_messages *words; /* of documents, in the language of outputs */
	struct qz_report_document *document;
	struct qz_buf text;      /* what is to be written */
	struct qz_buf decisions; /* lines of the open ones */
	size_t totals[QZ_SEVERITIES], inputs;
	bool ready;              /* inputs could be judged */
	bool failed;             /* memory ran out */
};

/* Text on standard output appears input by input; its end sums up. */
enum qz_status report_add_text(struct report *report, const struct qz_judged *judged);
void report_end_text(struct report *report);

/* A document holds all inputs, or, in a folder, there is one for each. */
bool report_begin_document(struct report *report, struct qz_diag *diag);
enum qz_status report_add_document(struct report *report, const struct qz_judged *judged);
bool report_end_document(struct report *report);

/* A workbook with its findings: NAME.report.xlsx in the folder, or all there is on standard output. */
enum qz_status report_add_workbook(struct report *report, const char *file, const struct qz_result *result);

#endif
