/*
 * A job, as the front orders it of the broker and a worker does it, and what
 * becomes of it. Both travel as they are: all ends are one program.
 *
 * Of a session's folder: in/N.EXT are the uploads, `list` says what they are
 * called, `options` what the form said, decisions.tsv and first.json what was
 * decided and found before; out/ has the outputs, `manifest` their names. No file in it has a name of a clerk's choosing.
 */
#ifndef QZ_SERVE_JOB_H
#define QZ_SERVE_JOB_H

#include <stdint.h>

#include "batch/pool.h"
#include "serve/guard.h"
#include "serve/serve.h"

enum qz_job_kind {
	QZ_JOB_CONVERT,  /* all outputs of each input, and what its review is drawn from */
	QZ_JOB_COMPARE,  /* two inputs */
	QZ_JOB_PAGE,     /* a page of the session, into page-NUMBER.html */
	QZ_JOB_ZIP,      /* all outputs as all.zip */
	QZ_JOB_VALIDATE, /* for programs: the report alone, out/report.json */
	QZ_JOB_RELOAD    /* no worker: the broker reads resources and register anew */
};

struct qz_job_order {
	uint64_t number;
	enum qz_job_kind kind;
	char folder[256];   /* of the session */
	char session[QZ_TOKEN], token[QZ_TOKEN];
	char language[8];   /* of pages */
	char page[16];      /* of QZ_JOB_PAGE: "review", "take", … */
	char query[1024];   /* … and its query: key=value&…, letters, digits and - alone */
	uint64_t programs;  /* ordered over /v1: no pages, no review */
};

struct qz_job_outcome {
	uint64_t number; /* 0: the broker is ready, or (status) is not */
	enum qz_end end;
	int detail;
	enum qz_status status;
	uint64_t items, totals[QZ_SEVERITIES];
};

struct qz_engine;
struct qz_pages;

/* What a worker finds loaded when it begins. */
struct qz_job_parts {
	const struct qz_serve_options *options;
	struct qz_options list_options, compare_options; /* of: */
	struct qz_engine *list, *compare;
	struct qz_pages *pages;
	struct qz_messages *words[2]; /* Chinese, English */
};

/* Loads them. False with findings. */
bool qz_job_parts_load(struct qz_job_parts *parts, const struct qz_serve_options *options, struct qz_diag *diag);
void qz_job_parts_free(struct qz_job_parts *parts); /* and the struct itself */

/* In a worker, confined: does the job. */
void qz_job_run(struct qz_job_parts *parts, const struct qz_job_order *order, struct qz_job_outcome *outcome);

#endif
