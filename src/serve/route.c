/*
 * Addresses, for front.h.
 */
#include <string.h>

#include "base/resource.h"
#include "serve/front.h"

static enum MHD_Result reply_asset(struct qz_request *request)
{
	size_t len;
	const char *bytes = qz_pages_asset(request->path + 1, &len);
	const bool style = strcmp(request->path, "/style.css") == 0;
	if (!bytes)
		return qz_reply_error(request, 404, "not-found");
	return qz_reply_bytes(request, 200, style ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", bytes, len, true);
}

static enum MHD_Result reply_health(struct qz_request *request)
{
	const struct qz_front *front = request->front;
	if (front->stopping || front->lost || !front->ready)
		return qz_reply_error(request, 503, "stopping");
	return qz_reply_bytes(request, 200, "text/plain; charset=utf-8", "ok\n", 3, false);
}

static enum MHD_Result reply_description(struct qz_request *request)
{
	for (size_t i = 0; qz_resources[i].name; i++)
		if (strcmp(qz_resources[i].name, "data/openapi.json") == 0)
			return qz_reply_bytes(request, 200, "application/json", (const char *)qz_resources[i].data, qz_resources[i].len, false);
	return qz_reply_error(request, 404, "not-found");
}

/* in_session, post, form, files, programs */
static const struct qz_route routes[] = {
	{"/", false, false, false, false, false, qz_clerk_start, NULL},
	{"/style.css", false, false, false, false, false, reply_asset, NULL},
	{"/script.js", false, false, false, false, false, reply_asset, NULL},
	{"/healthz", false, false, false, false, false, reply_health, NULL},
	{"/metrics", false, false, false, false, false, qz_metrics_reply, NULL},
	{"/sessions", false, true, true, true, false, qz_clerk_upload, NULL},
	{"", true, false, false, false, false, qz_clerk_home, NULL},
	{"state", true, false, false, false, false, qz_clerk_state, NULL},
	{"review", true, false, false, false, false, qz_clerk_page, NULL},
	{"take", true, false, false, false, false, qz_clerk_page, NULL},
	{"compare", true, false, false, false, false, qz_clerk_page, NULL},
	{"index", true, false, false, false, false, qz_clerk_page, NULL},
	{"files/*", true, false, false, false, false, qz_clerk_file, NULL},
	{"page/*", true, false, false, false, false, qz_clerk_framed, NULL},
	{"all.zip", true, false, false, false, false, qz_clerk_zip, NULL},
	{"decisions", true, false, false, false, false, qz_clerk_decisions, NULL},
	{"decisions", true, true, true, true, false, qz_clerk_bring, "brought"},
	{"decide", true, true, true, false, false, qz_clerk_decide, NULL},
	{"undo", true, true, true, false, false, qz_clerk_undo, NULL},
	{"since", true, true, true, true, false, qz_clerk_since, "report"},
	{"end", true, true, true, false, false, qz_clerk_end, NULL},
	{"/v1/openapi.json", false, false, false, false, true, reply_description, NULL},
	{"/v1/validate", false, true, true, true, true, qz_api_run, NULL},
	{"/v1/convert", false, true, true, true, true, qz_api_run, NULL},
	{"/v1/diff", false, true, true, true, true, qz_api_run, NULL},
};

/* "/s/ID" and what stands behind it. */
static bool take_session(const char **path, char id[QZ_TOKEN])
{
	if (strncmp(*path, "/s/", 3) != 0)
		return false;
	const char *name = *path + 3;
	const size_t len = strspn(name, "0123456789abcdef");
	if (len != QZ_TOKEN - 1 || (name[len] && name[len] != '/'))
		return false;
	memcpy(id, name, len);
	id[len] = '\0';
	*path = name + len + (name[len] == '/');
	return true;
}

const struct qz_route *qz_route_find(const char *path, bool post, char id[QZ_TOKEN], const char **rest, bool *known)
{
	const bool in_session = take_session(&path, id);
	*rest = "";
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
		const struct qz_route *route = &routes[i];
		const size_t len = strcspn(route->path, "*");
		const bool open = route->path[len] == '*';
		if (route->in_session != in_session || strncmp(path, route->path, len) != 0 || (!open && path[len]))
			continue;
		*known = true;
		*rest = path + len;
		if (route->post == post)
			return route;
	}
	return NULL;
}
