/*
 * A clerk's way, for front.h: the first page, the upload, waiting, the pages of
 * the session, its end.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "serve/front.h"

enum MHD_Result qz_clerk_start(struct qz_request *request)
{
	return qz_reply_page(request, QZ_PAGE_START);
}

static void put_home(const struct qz_request *request, char path[64], const char *rest)
{
	snprintf(path, 64, "/s/%s/%s", request->session->id, rest);
}

/* Only its own path sees the cookie: each session is another one's stranger in the same browser, too. */
static void put_cookie(const struct qz_request *request, char cookie[192])
{
	const struct qz_session *session = request->session;
	snprintf(cookie, 192, "quanze=%s; Path=/s/%s; HttpOnly; SameSite=Strict", session->secret, session->id);
}

enum MHD_Result qz_clerk_upload(struct qz_request *request)
{
	char path[64], cookie[192];
	const char *kind = qz_intake_value(&request->intake, "kind");
	const bool compare = kind && strcmp(kind, "compare") == 0;
	unsigned failure = qz_intake_write(&request->intake, compare ? "old" : NULL, false);
	if (!failure && compare && request->intake.nfiles != 2) {
		failure = 400;
		request->intake.why = "bad-form";
	}
	if (failure)
		return qz_reply_error(request, failure, request->intake.why);
	request->session->inputs = request->intake.nfiles;
	failure = qz_queue_add(request->front, request, compare ? QZ_JOB_COMPARE : QZ_JOB_CONVERT, false);
	if (failure)
		return qz_reply_error(request, failure, request->why);
	put_home(request, path, "");
	put_cookie(request, cookie);
	return qz_reply_redirect(request, path, cookie);
}

/* What became of a job that was lost; QZ_END_ANSWER: it had no room. */
static enum MHD_Result reply_lost(struct qz_request *request, enum qz_end end, enum qz_status status)
{
	if (end == QZ_END_TIME)
		return qz_reply_error(request, 504, "timeout");
	if (end == QZ_END_ANSWER)
		return qz_reply_error(request, status == QZ_USAGE ? 400 : 503, status == QZ_USAGE ? "bad-form" : "disk-full");
	return qz_reply_error(request, 500, "worker");
}

static bool is_over(const struct qz_session *session)
{
	return session->state == QZ_SESSION_DONE || session->state == QZ_SESSION_FAILED;
}

enum MHD_Result qz_clerk_home(struct qz_request *request)
{
	const struct qz_session *session = request->session;
	char path[64];
	if (!is_over(session))
		return qz_reply_page(request, QZ_PAGE_WAIT);
	if (session->state == QZ_SESSION_FAILED)
		return reply_lost(request, session->end, session->status);
	put_home(request, path, session->kind == QZ_JOB_COMPARE ? "compare" : "review");
	return qz_reply_redirect(request, path, NULL);
}

enum MHD_Result qz_clerk_state(struct qz_request *request)
{
	static const char *const names[] = {"new", "queued", "running", "done", "failed"};
	const struct qz_session *session = request->session;
	size_t before = 0;
	char text[96];
	for (const struct qz_ticket *ticket = request->front->tickets; ticket && ticket->session != session; ticket = ticket->next)
		before += !ticket->running;
	const int len = snprintf(text, sizeof text, "{\"state\":\"%s\",\"done\":%d,\"of\":1,\"before\":%zu}\n", names[session->state],
				 session->state == QZ_SESSION_DONE, is_over(session) ? 0 : before);
	return qz_reply_bytes(request, 200, "application/json", text, (size_t)len, false);
}

/* ---- pages that a worker draws ---- */

static enum MHD_Result add_argument(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct qz_request *request = context;
	char *end = request->query + strlen(request->query);
	const size_t room = sizeof request->query - (size_t)(end - request->query);
	bool plain = key && value && strlen(key) + strlen(value) + 3 < room;
	(void)kind;
	for (const char *at = key; plain && *at; at++)
		plain = islower((unsigned char)*at) || isdigit((unsigned char)*at) || *at == '-';
	for (const char *at = value; plain && *at; at++)
		plain = islower((unsigned char)*at) || isdigit((unsigned char)*at) || *at == '-';
	if (plain)
		snprintf(end, room, "%s%s=%s", *request->query ? "&" : "", key, value);
	return MHD_YES;
}

static enum MHD_Result reply_drawn(struct qz_request *request)
{
	char file[48];
	size_t size;
	const struct qz_store_folder *folder = &request->session->folder;
	const struct qz_job_outcome *outcome = &request->outcome;
	if (outcome->end != QZ_END_ANSWER || outcome->status != QZ_OK)
		return reply_lost(request, outcome->end, outcome->status);
	snprintf(file, sizeof file, "page-%llu.html", (unsigned long long)outcome->number);
	const int fd = qz_store_open(folder, file, &size);
	qz_store_drop(folder, file);
	return fd < 0 ? qz_reply_error(request, 500, "worker") : qz_reply_file(request, 200, fd, size, "text/html; charset=utf-8", NULL);
}

enum MHD_Result qz_clerk_page(struct qz_request *request)
{
	const struct qz_session *session = request->session;
	if (request->answered)
		return reply_drawn(request);
	if (!is_over(session))
		return qz_reply_page(request, QZ_PAGE_WAIT);
	if (session->state == QZ_SESSION_FAILED)
		return reply_lost(request, session->end, session->status);
	MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, add_argument, request);
	snprintf(request->page, sizeof request->page, "%s", request->route->path);
	const unsigned failure = qz_queue_add(request->front, request, QZ_JOB_PAGE, true);
	return failure ? qz_reply_error(request, failure, request->why) : MHD_YES;
}

enum MHD_Result qz_clerk_end(struct qz_request *request)
{
	qz_session_end(&request->front->sessions, request->session); /* held by this request until it is over */
	return qz_reply_redirect(request, "/", NULL);
}
