/*
 * What a session gives away, for front.h: outputs, all of them, the decisions.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "serve/front.h"

#define MANIFEST_MOST ((size_t)4 << 20)

const char *qz_type_of(const char *file)
{
	static const char *const types[][2] = {
		{"xml", "application/xml"},
		{"html", "text/html; charset=utf-8"},
		{"txt", "text/plain; charset=utf-8"},
		{"tsv", "text/tab-separated-values; charset=utf-8"},
		{"json", "application/json"},
		{"zip", "application/zip"},
		{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"},
	};
	const char *dot = strrchr(file, '.');
	for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i][0], dot + 1) == 0)
			return types[i][1];
	return "application/octet-stream";
}

/* "1-plain.docx": what the worker names files by. */
static bool is_ours(const char *file)
{
	const size_t len = strspn(file, "0123456789abcdefghijklmnopqrstuvwxyz-.");
	return len && len < 48 && !file[len] && *file != '.' && !strstr(file, "..");
}

bool qz_clerk_find(const struct qz_session *session, const char *file, struct qz_buf *name)
{
	struct qz_buf manifest, wanted;
	qz_buf_init(&manifest);
	qz_buf_init(&wanted);
	bool found = false;
	qz_buf_printf(&wanted, "%s\t", file);
	if (is_ours(file) && qz_store_read(&session->folder, "manifest", MANIFEST_MOST, &manifest) && !wanted.failed) {
		for (const char *line = manifest.data; line && *line && !found; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
			const size_t len = strncmp(line, wanted.data, wanted.len) == 0 ? strcspn(line + wanted.len, "\t\n") : 0;
			found = len > 0 && len < 512 && qz_utf8_check(line + wanted.len, len) == len;
			if (found)
				qz_buf_add(name, line + wanted.len, len);
		}
	}
	qz_buf_done(&manifest);
	qz_buf_done(&wanted);
	return found && !name->failed;
}

static int open_output(const struct qz_request *request, const char *file, struct qz_buf *name, size_t *size)
{
	char path[64];
	if (!qz_clerk_find(request->session, file, name))
		return -1;
	snprintf(path, sizeof path, "out/%s", file);
	return qz_store_open(&request->session->folder, path, size);
}

enum MHD_Result qz_clerk_file(struct qz_request *request)
{
	struct qz_buf name;
	size_t size;
	qz_buf_init(&name);
	const int fd = open_output(request, request->rest, &name, &size);
	const enum MHD_Result result = fd < 0 ? qz_reply_error(request, 404, "not-found") : qz_reply_file(request, 200, fd, size, qz_type_of(request->rest), name.data);
	qz_buf_done(&name);
	return result;
}

/* Pages that are shown in a frame of ours, without any powers. */
enum MHD_Result qz_clerk_framed(struct qz_request *request)
{
	const char *dot = strrchr(request->rest, '.');
	struct qz_buf name;
	size_t size;
	qz_buf_init(&name);
	const int fd = dot && strcmp(dot, ".html") == 0 ? open_output(request, request->rest, &name, &size) : -1;
	qz_buf_done(&name);
	return fd < 0 ? qz_reply_error(request, 404, "not-found") : qz_reply_framed(request, fd, size);
}

enum MHD_Result qz_clerk_zip(struct qz_request *request)
{
	struct qz_session *session = request->session;
	size_t size;
	if (request->answered && !session->zipped)
		return qz_reply_error(request, request->outcome.end == QZ_END_ANSWER ? 503 : 500, request->outcome.end == QZ_END_ANSWER ? "disk-full" : "worker");
	if (session->state != QZ_SESSION_DONE)
		return qz_reply_error(request, 404, "not-found");
	if (!session->zipped) {
		const unsigned failure = qz_queue_add(request->front, request, QZ_JOB_ZIP, true);
		return failure ? qz_reply_error(request, failure, request->why) : MHD_YES;
	}
	const int fd = qz_store_open(&session->folder, "all.zip", &size);
	return fd < 0 ? qz_reply_error(request, 500, "worker") : qz_reply_file(request, 200, fd, size, qz_type_of(".zip"), "quanze.zip");
}

enum MHD_Result qz_clerk_decisions(struct qz_request *request)
{
	size_t size;
	const int fd = qz_store_open(&request->session->folder, "decisions.tsv", &size);
	return fd < 0 ? qz_reply_error(request, 404, "not-found") : qz_reply_file(request, 200, fd, size, qz_type_of(".tsv"), "decisions.tsv");
}
