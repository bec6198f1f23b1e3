/*
 * One request on its way, for front.h: who asks, for what, and with how much;
 * then its body, piece by piece; then its answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "serve/front.h"

#define SWALLOWED 4 /* a body of up to so many times the limit is read to its end, so that a browser sees the answer */

static const char *header(const struct qz_request *request, const char *name)
{
	return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

static void refuse(struct qz_request *request, unsigned status, const char *why)
{
	if (request->failure)
		return;
	request->failure = status;
	request->why = why;
}

/* ---- who asks ---- */

/* The first language of the header that there is; Chinese where none is asked for, or anything else. */
static const char *choose_language(const char *accepted)
{
	const char *zh = accepted ? strcasestr(accepted, "zh") : NULL, *en = accepted ? strcasestr(accepted, "en") : NULL;
	return en && (!zh || en < zh) ? "en" : "zh-CN";
}

/* A page of another site must not use a clerk's browser, nor a name that leads here by DNS. */
static void check_origin(struct qz_request *request)
{
	const struct qz_guard *guard = &request->front->guard;
	const char *origin = header(request, "Origin"), *site = header(request, "Sec-Fetch-Site");
	if (!qz_guard_host(guard, header(request, "Host")))
		refuse(request, 403, "host");
	else if (request->post && origin && !qz_guard_origin(guard, origin))
		refuse(request, 403, "origin");
	else if (request->post && site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
		refuse(request, 403, "origin");
}

/* A session is open to whom it gave its cookie. */
static void find_session(struct qz_request *request, const char *id)
{
	struct qz_front *front = request->front;
	struct qz_session *session = qz_session_find(&front->sessions, id);
	const char *cookie = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, "quanze");
	if (!session || session->programs) {
		refuse(request, 404, "gone");
	} else if (!qz_token_is(session->secret, cookie)) {
		refuse(request, 403, "cookie");
	} else {
		qz_session_hold(session);
		request->session = session;
	}
}

/* ---- with how much ---- */

static void check_body(struct qz_request *request)
{
	const char *length = header(request, "Content-Length"), *coded = header(request, "Transfer-Encoding");
	if (coded || (request->post && !length)) {
		refuse(request, 411, "length");
		return;
	}
	if (!length)
		return;
	char *end;
	const unsigned long long value = strtoull(length, &end, 10);
	if (*length < '0' || *length > '9' || *end || value > SIZE_MAX / 2)
		refuse(request, 400, "bad-form");
	request->expected = (size_t)value;
	if (request->expected > request->front->options->upload_bytes)
		refuse(request, 413, "too-large");
	else if (!request->post && request->expected)
		refuse(request, 400, "bad-form");
}

static void make_session(struct qz_request *request)
{
	struct qz_front *front = request->front;
	bool full;
	struct qz_session *session = front->stopping || front->lost ? NULL : qz_session_new(&front->sessions, &full);
	if (front->stopping || front->lost) {
		refuse(request, 503, "stopping");
	} else if (!session) {
		refuse(request, full ? 429 : 503, full ? "queue-full" : "disk-full");
	} else {
		request->session = session;
		session->programs = request->route->programs;
		snprintf(session->language, sizeof session->language, "%s", request->language);
		front->counts.sessions++;
	}
}

static void open_form(struct qz_request *request)
{
	const struct qz_serve_options *options = request->front->options;
	const struct qz_form_taker taker = qz_intake_taker(&request->intake);
	const char *type = header(request, "Content-Type");
	if (request->route->files && request->session)
		request->intake.folder = &request->session->folder;
	request->intake.most_files = request->route->target ? 1 : options->files;
	request->intake.target = request->route->target;
	request->form = qz_form_new(type, options->fields, &taker);
	if (!request->form)
		refuse(request, request->programs ? 415 : 400, "bad-form");
}

/* ---- the beginning ---- */

static void find_route(struct qz_request *request, char id[QZ_TOKEN])
{
	bool known = false;
	request->route = qz_route_find(request->path, request->post, id, &request->rest, &known);
	if (!request->route)
		refuse(request, known ? 405 : 404, known ? "method" : "not-found");
}

static void begin(struct qz_request *request, const char *url, const char *method)
{
	char id[QZ_TOKEN] = "";
	request->begun = true;
	request->post = strcmp(method, "POST") == 0;
	request->line = qz_connection_of(request->connection);
	request->language = choose_language(header(request, "Accept-Language"));
	request->programs = strncmp(url, "/v1/", 4) == 0;
	request->since = qz_front_now();
	request->front->requests++;
	check_origin(request);
	if (strlen(url) >= sizeof request->path)
		refuse(request, 404, "not-found");
	else
		strcpy(request->path, url);
	if (!request->post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		refuse(request, 405, "method");
	if (!request->failure)
		find_route(request, id);
	check_body(request);
	if (!request->failure && *id)
		find_session(request, id);
	if (!request->failure && request->route->files && !request->route->in_session)
		make_session(request);
	if (!request->failure && request->route->form)
		open_form(request);
	qz_connection_set(request->line, QZ_CONNECTION_BODY, request->expected);
}

/* ---- the body ---- */

static void take_body(struct qz_request *request, const char *data, size_t size)
{
	static const struct {
		unsigned status;
		const char *why;
	} faults[] = {[QZ_FORM_BAD] = {400, "bad-form"}, [QZ_FORM_TEXT] = {400, "bad-text"}, [QZ_FORM_MANY] = {413, "too-many"},
		      [QZ_FORM_STOPPED] = {400, "bad-form"}, [QZ_FORM_MEMORY] = {503, "disk-full"}};
	request->received += size;
	request->front->counts.bytes_in += size;
	if (request->failure || !request->form)
		return;
	const enum qz_form_state state = data ? qz_form_feed(request->form, data, size) : qz_form_end(request->form);
	if (request->intake.failure)
		refuse(request, request->intake.failure, request->intake.why);
	else if (state != QZ_FORM_FINE)
		refuse(request, faults[state].status, faults[state].why);
}

/* A form of a session has its token; the first form one that goes with its cookie. */
static void check_token(struct qz_request *request)
{
	const char *given = qz_intake_value(&request->intake, "token");
	char token[QZ_TOKEN];
	if (request->route->in_session) {
		memcpy(token, request->session->token, sizeof token);
	} else {
		const char *start = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, "quanze-start");
		qz_token_derive(request->front->secret, start && strlen(start) == QZ_TOKEN - 1 ? start : "", token);
		if (!start || strlen(start) != QZ_TOKEN - 1)
			refuse(request, 403, "cookie");
	}
	if (!qz_token_is(token, given))
		refuse(request, 403, "token");
}

static enum MHD_Result finish(struct qz_request *request)
{
	if (!request->started) {
		request->started = true;
		qz_connection_set(request->line, QZ_CONNECTION_WORK, 0);
		take_body(request, NULL, 0);
		if (!request->failure && !qz_intake_sort(&request->intake))
			refuse(request, 503, "disk-full");
		if (!request->failure && request->route->form && !request->programs)
			check_token(request);
	}
	if (request->failure)
		return qz_reply_error(request, request->failure, request->why);
	return request->route->run(request);
}

enum MHD_Result qz_request_handle(void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
				  const char *data, size_t *size, void **state)
{
	struct qz_request *request = *state;
	struct qz_front *front = context;
	(void)version;
	if (!request) {
		request = calloc(1, sizeof *request);
		if (!request)
			return MHD_NO;
		*state = request;
		request->front = front;
		request->connection = connection;
		request->intake.fd = -1;
		begin(request, url, method);
		const bool endless = request->expected / SWALLOWED > front->options->upload_bytes;
		if (request->failure && (endless || request->failure == 411))
			return qz_reply_error(request, request->failure, request->why); /* and the connection is closed */
		return MHD_YES;
	}
	if (*size) {
		take_body(request, data, *size);
		*size = 0;
		return MHD_YES;
	}
	return request->done ? MHD_YES : finish(request);
}

/* ---- the end ---- */

static void write_log(const struct qz_request *request)
{
	const struct qz_front *front = request->front;
	const struct qz_route *route = request->route;
	if (front->options->quiet)
		return;
	fprintf(stderr, "quanze: %s %s%s %u %.3fs %zu", request->post ? "POST" : "GET", route && route->in_session ? "/s/…/" : "",
		route ? route->path : "?", request->status, qz_front_now() - request->since, request->received);
	for (size_t i = 0; front->options->log_names && i < request->intake.nfiles; i++)
		fprintf(stderr, " %s", request->intake.files[i].name);
	fputc('\n', stderr);
}

void qz_request_over(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
	struct qz_request *request = *state;
	struct qz_front *front = context;
	(void)connection;
	(void)code;
	if (!request)
		return;
	*state = NULL;
	front->requests--;
	front->counts.requests[request->status / 100 < 6 ? request->status / 100 : 0]++;
	write_log(request);
	qz_queue_forget(request);
	qz_connection_set(request->line, QZ_CONNECTION_IDLE, 0);
	qz_intake_done(&request->intake);
	qz_form_free(request->form);
	struct qz_session *session = request->session;
	if (session && (session->programs || session->state == QZ_SESSION_NEW)) /* nobody was told its name */
		session->ended = true;
	if (session)
		qz_session_release(&front->sessions, session);
	free(request);
}
