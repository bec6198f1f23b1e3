/*
 * For programs, for front.h: a list or two in, a report or the outputs out, in
 * one request. Its session has no name that anybody knows, and ends with it.
 */
#include <stdio.h>
#include <string.h>

#include "serve/front.h"

static enum qz_job_kind kind_of(const struct qz_request *request)
{
	const char *path = request->route->path;
	return strcmp(path, "/v1/diff") == 0 ? QZ_JOB_COMPARE : strcmp(path, "/v1/convert") == 0 ? QZ_JOB_CONVERT : QZ_JOB_VALIDATE;
}

/* The only output as it is; several as an archive. */
static enum MHD_Result reply_outputs(struct qz_request *request)
{
	const struct qz_store_folder *folder = &request->session->folder;
	struct qz_buf manifest;
	size_t size;
	char file[48] = "", path[64];
	qz_buf_init(&manifest);
	qz_store_read(folder, "manifest", (size_t)4 << 20, &manifest);
	const char *end = manifest.data ? strchr(manifest.data, '\n') : NULL;
	const size_t len = manifest.data ? strcspn(manifest.data, "\t") : 0;
	const bool alone = end && !end[1] && len && len < sizeof file;
	if (alone)
		memcpy(file, manifest.data, len);
	qz_buf_done(&manifest);
	struct qz_buf name;
	qz_buf_init(&name);
	snprintf(path, sizeof path, "out/%s", file);
	const bool named = alone && qz_clerk_find(request->session, file, &name);
	const int fd = qz_store_open(folder, named ? path : "all.zip", &size);
	const enum MHD_Result result =
		fd < 0 ? qz_reply_error(request, 500, "worker")
		       : qz_reply_file(request, 200, fd, size, qz_type_of(named ? file : ".zip"), named ? name.data : "quanze.zip");
	qz_buf_done(&name);
	return result;
}

static enum MHD_Result reply_report(struct qz_request *request)
{
	size_t size;
	const int fd = qz_store_open(&request->session->folder, "out/report.json", &size);
	return fd < 0 ? qz_reply_error(request, 500, "worker") : qz_reply_file(request, 200, fd, size, "application/json", NULL);
}

static enum MHD_Result reply_outcome(struct qz_request *request)
{
	const struct qz_job_outcome *outcome = &request->outcome;
	const bool judged = kind_of(request) == QZ_JOB_VALIDATE;
	if (outcome->end == QZ_END_TIME)
		return qz_reply_error(request, 504, "timeout");
	if (outcome->end == QZ_END_MEMORY)
		return qz_reply_error(request, 500, "memory");
	if (outcome->end != QZ_END_ANSWER)
		return qz_reply_error(request, 500, "worker");
	if (outcome->status == QZ_OUTPUT)
		return qz_reply_error(request, 503, "disk-full");
	if (outcome->status == QZ_USAGE)
		return qz_reply_error(request, 400, "bad-form");
	const bool refused = outcome->status == QZ_FINDINGS && kind_of(request) == QZ_JOB_CONVERT; /* without appendix, while errors stand */
	if (refused || (outcome->status == QZ_INPUT && !judged))
		return qz_reply_error(request, 422, "unreadable");
	return judged ? reply_report(request) : reply_outputs(request);
}

enum MHD_Result qz_api_run(struct qz_request *request)
{
	if (request->answered)
		return reply_outcome(request);
	const enum qz_job_kind kind = kind_of(request);
	unsigned failure = qz_intake_write(&request->intake, kind == QZ_JOB_COMPARE ? "old" : NULL, true);
	if (failure)
		return qz_reply_error(request, failure, request->intake.why);
	if (kind == QZ_JOB_COMPARE && request->intake.nfiles != 2)
		return qz_reply_error(request, 400, "bad-form");
	failure = qz_queue_add(request->front, request, kind, true);
	return failure ? qz_reply_error(request, failure, request->why) : MHD_YES;
}
