/*
 * Answers, for front.h: every one carries what keeps a browser from doing with
 * it anything else than showing it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "serve/front.h"
#include "serve/name.h"

#define CSP "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'"
#define CSP_FRAMED "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
#define CSP_DATA "sandbox; default-src 'none'; frame-ancestors 'none'"

static void add_headers(struct MHD_Response *response, const char *type, const char *csp, bool cached)
{
	MHD_add_response_header(response, "Content-Type", type);
	MHD_add_response_header(response, "Content-Security-Policy", csp);
	MHD_add_response_header(response, "Cache-Control", cached ? "max-age=3600" : "no-store");
	MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(response, "Referrer-Policy", "same-origin");
	MHD_add_response_header(response, "Cross-Origin-Opener-Policy", "same-origin");
	MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	if (strcmp(csp, CSP_FRAMED) != 0)
		MHD_add_response_header(response, "X-Frame-Options", "DENY");
}

static enum MHD_Result queue(struct qz_request *request, unsigned status, struct MHD_Response *response, size_t size)
{
	if (!response)
		return MHD_NO;
	request->done = true;
	request->status = status;
	qz_connection_set(request->line, QZ_CONNECTION_ANSWER, size);
	const enum MHD_Result result = MHD_queue_response(request->connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static struct MHD_Response *copy(const char *bytes, size_t len)
{
	return MHD_create_response_from_buffer(len, (void *)(uintptr_t)bytes, MHD_RESPMEM_MUST_COPY);
}

enum MHD_Result qz_reply_bytes(struct qz_request *request, unsigned status, const char *type, const char *bytes, size_t len, bool cached)
{
	struct MHD_Response *response = copy(bytes, len);
	if (response)
		add_headers(response, type, strncmp(type, "text/html", 9) == 0 ? CSP : CSP_DATA, cached);
	return queue(request, status, response, len);
}

static enum MHD_Result reply_fd(struct qz_request *request, unsigned status, int fd, size_t size, const char *type, const char *csp, const char *name)
{
	struct MHD_Response *response = MHD_create_response_from_fd64(size, fd);
	struct qz_buf disposition;
	if (!response) {
		close(fd);
		return MHD_NO;
	}
	add_headers(response, type, csp, false);
	qz_buf_init(&disposition);
	if (name)
		qz_name_put_disposition(name, &disposition);
	if (name && !disposition.failed)
		MHD_add_response_header(response, "Content-Disposition", disposition.data);
	qz_buf_done(&disposition);
	return queue(request, status, response, size);
}

enum MHD_Result qz_reply_file(struct qz_request *request, unsigned status, int fd, size_t size, const char *type, const char *name)
{
	return reply_fd(request, status, fd, size, type, name || strncmp(type, "text/html", 9) != 0 ? CSP_DATA : CSP, name);
}

enum MHD_Result qz_reply_framed(struct qz_request *request, int fd, size_t size)
{
	return reply_fd(request, 200, fd, size, "text/html; charset=utf-8", CSP_FRAMED, NULL);
}

enum MHD_Result qz_reply_redirect(struct qz_request *request, const char *path, const char *cookie)
{
	struct MHD_Response *response = copy("", 0);
	if (!response)
		return MHD_NO;
	add_headers(response, "text/plain", CSP_DATA, false);
	MHD_add_response_header(response, "Location", path);
	if (cookie)
		MHD_add_response_header(response, "Set-Cookie", cookie);
	return queue(request, 303, response, 0);
}

/* ---- pages that show nothing of a document ---- */

static const char *token_of(const struct qz_request *request, char token[QZ_TOKEN], const char *start)
{
	if (request->session)
		return request->session->token;
	qz_token_derive(request->front->secret, start, token);
	return token;
}

static void today(char day[16])
{
	const time_t now = time(NULL);
	struct tm parts;
	strcpy(day, "");
	if (localtime_r(&now, &parts))
		strftime(day, 16, "%Y-%m-%d", &parts);
}

/* Who gets the page with a form and no session yet is known by a cookie of no other use. */
static void put_start_cookie(struct MHD_Response *response, const char *start)
{
	char cookie[128];
	snprintf(cookie, sizeof cookie, "quanze-start=%s; Path=/; HttpOnly; SameSite=Strict", start);
	MHD_add_response_header(response, "Set-Cookie", cookie);
}

/* Who has the cookie keeps it: forms in other windows of the same browser go on. */
static bool keep_start(const struct qz_request *request, char start[QZ_TOKEN])
{
	const char *given = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, "quanze-start");
	if (!given || strspn(given, "0123456789abcdef") != QZ_TOKEN - 1 || given[QZ_TOKEN - 1])
		return false;
	memcpy(start, given, QZ_TOKEN);
	return true;
}

static enum MHD_Result reply_drawn(struct qz_request *request, unsigned status, enum qz_page page, const char *why)
{
	const struct qz_front *front = request->front;
	char start[QZ_TOKEN] = "", token[QZ_TOKEN] = "", day[16], session[48];
	struct qz_buf out;
	struct qz_diag diag;
	if (page == QZ_PAGE_START && !keep_start(request, start) && !qz_token_make(start))
		return MHD_NO;
	qz_buf_init(&out);
	qz_diag_init(&diag);
	today(day);
	snprintf(session, sizeof session, "/s/%s", request->session ? request->session->id : "");
	static const struct qz_view_choice profiles[] = {{"public", "public"}, {"full", "full"}};
	const struct qz_view view = {.page = page, .language = request->language, .token = token_of(request, token, start),
				     .session = request->session && page == QZ_PAGE_WAIT ? session : NULL, .status = status, .why = why,
				     .megabytes = front->options->upload_bytes >> 20, .keep_minutes = front->options->keep / 60, .today = day,
				     .profiles = profiles, .nprofiles = 2};
	const bool drawn = qz_pages_draw(front->pages, &view, &out, &diag) && !out.failed;
	struct MHD_Response *response = drawn ? copy(out.data, out.len) : copy("quanze\n", 7);
	if (response)
		add_headers(response, drawn ? "text/html; charset=utf-8" : "text/plain; charset=utf-8", CSP, false);
	if (response)
		MHD_add_response_header(response, "Vary", "Accept-Language");
	if (response && *start)
		put_start_cookie(response, start);
	if (response && (status == 429 || status == 503))
		MHD_add_response_header(response, "Retry-After", "5");
	if (response && status == 405)
		MHD_add_response_header(response, "Allow", request->post ? "GET, HEAD" : "POST");
	qz_diag_done(&diag);
	const enum MHD_Result result = queue(request, status, response, out.len);
	qz_buf_done(&out);
	return result;
}

enum MHD_Result qz_reply_page(struct qz_request *request, enum qz_page page)
{
	return reply_drawn(request, 200, page, NULL);
}

/* ---- errors ---- */

static const char *title_of(unsigned status)
{
	switch (status) {
	case 400: return "Bad Request";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 411: return "Length Required";
	case 413: return "Content Too Large";
	case 415: return "Unsupported Media Type";
	case 422: return "Unprocessable Content";
	case 429: return "Too Many Requests";
	case 503: return "Service Unavailable";
	case 504: return "Gateway Timeout";
	default: return "Internal Server Error";
	}
}

/* For whoever reads the log of another program. */
static const char *detail_of(const char *why)
{
	static const char *const details[][2] = {
		{"host", "The Host header names another server."},
		{"origin", "The request comes from a page of another origin."},
		{"not-found", "There is nothing under this address."},
		{"method", "This address is asked in another way."},
		{"too-large", "The body is larger than this server takes (--limit, --upload)."},
		{"too-many", "The form has more fields or files than this server takes."},
		{"bad-form", "The body is no multipart/form-data as the description of this server asks for, or has a field that is not in it."},
		{"bad-text", "A field or the name of a file is not UTF-8."},
		{"queue-full", "All workers are busy, and as many jobs wait as may."},
		{"stopping", "The server is being stopped, or has no worker."},
		{"disk-full", "There is no room on the disk of the server."},
		{"worker", "The worker ended over this input; the server goes on."},
		{"timeout", "The input took longer than job-seconds."},
		{"memory", "The input took more memory than job-memory."},
		{"unreadable", "No list could be read from the input; the report says why."},
		{"length", "The request has a body without a Content-Length."},
	};
	for (size_t i = 0; i < sizeof details / sizeof *details; i++)
		if (strcmp(details[i][0], why) == 0)
			return details[i][1];
	return "";
}

/* RFC 9457; `report` (NULL: none) is JSON of the worker's. */
static enum MHD_Result reply_problem(struct qz_request *request, unsigned status, const char *why, const struct qz_buf *report)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_buf_printf(&out, "{\"type\":\"urn:quanze:problem:%s\",\"title\":\"%s\",\"status\":%u,\"detail\":\"%s\"", why, title_of(status), status,
		      detail_of(why));
	if (report && report->len)
		qz_buf_printf(&out, ",\"report\":%s", report->data);
	qz_buf_puts(&out, "}\n");
	struct MHD_Response *response = out.failed ? NULL : copy(out.data, out.len);
	if (response)
		add_headers(response, "application/problem+json", CSP_DATA, false);
	if (response && (status == 429 || status == 503))
		MHD_add_response_header(response, "Retry-After", "5");
	if (response && status == 405)
		MHD_add_response_header(response, "Allow", request->post ? "GET, HEAD" : "POST");
	const enum MHD_Result result = queue(request, status, response, out.len);
	qz_buf_done(&out);
	return result;
}

enum MHD_Result qz_reply_error(struct qz_request *request, unsigned status, const char *why)
{
	struct qz_buf report;
	qz_buf_init(&report);
	if (!request->programs)
		return reply_drawn(request, status, QZ_PAGE_ERROR, why);
	if (status == 422 && request->session)
		qz_store_read(&request->session->folder, "out/report.json", (size_t)64 << 20, &report);
	const enum MHD_Result result = reply_problem(request, status, why, report.failed ? NULL : &report);
	qz_buf_done(&report);
	return result;
}
