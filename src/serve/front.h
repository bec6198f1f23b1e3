/*
 * The process that speaks HTTP, inside: one thread, one loop (front.c). It
 * opens no document; files go from the network to the disk and back as they are.
 */
#ifndef QZ_SERVE_FRONT_H
#define QZ_SERVE_FRONT_H

#include <microhttpd.h>

#include "serve/broker.h"
#include "serve/form.h"
#include "serve/guard.h"
#include "serve/intake.h"
#include "serve/pages.h"
#include "serve/session.h"

struct qz_request;

/* A job that waits, or is being done. */
struct qz_ticket {
	struct qz_ticket *next;
	struct qz_job_order order;
	struct qz_session *session; /* held */
	struct qz_request *request; /* that waits for it; NULL: none */
	bool running;
	double since;
};

/* What /metrics says. */
struct qz_counts {
	unsigned long long requests[6];  /* by the first digit of the status */
	unsigned long long jobs[QZ_JOB_RELOAD + 1], lost[QZ_END_MEMORY + 1];
	unsigned long long refused, bytes_in, sessions;
	double job_seconds;
};

/* A connection: how long what it does now may take. */
struct qz_connection {
	struct qz_connection *next, **link;
	int socket;
	double since;
	size_t expected;   /* bytes of the body, or of the answer */
	enum { QZ_CONNECTION_FRESH, QZ_CONNECTION_IDLE, QZ_CONNECTION_BODY, QZ_CONNECTION_WORK, QZ_CONNECTION_ANSWER, QZ_CONNECTION_OVER } state;
};

struct qz_front {
	const struct qz_serve_options *options;
	struct MHD_Daemon *daemon;
	struct qz_broker broker;
	bool ready, stopping, lost;
	struct qz_guard guard;
	char own[64];
	char secret[QZ_TOKEN];
	char root[192];
	int root_fd;
	struct qz_sessions sessions;
	struct qz_pages *pages;
	struct qz_ticket *tickets; /* in their order */
	size_t waiting, running;
	uint64_t jobs;
	struct qz_connection *connections;
	size_t requests;           /* on their way */
	struct qz_counts counts;
};

enum qz_method { QZ_GET, QZ_POST };

/* One request on its way. */
struct qz_request {
	struct qz_front *front;
	struct MHD_Connection *connection;
	struct qz_connection *line;
	const struct qz_route *route;
	const char *rest;          /* of the path, behind the route's * */
	char path[256];
	bool post, begun, started, done;
	unsigned failure;          /* a status to answer with when the body is over; 0: none */
	const char *why;
	bool programs;             /* /v1: answers are for programs */
	const char *language;
	struct qz_session *session; /* held; NULL: none */
	struct qz_form *form;
	struct qz_intake intake;
	size_t received, expected;
	struct qz_ticket *ticket;  /* it waits for */
	struct qz_job_outcome outcome;
	bool answered;             /* the outcome is there */
	char page[16], query[1024];
	unsigned status;           /* answered with */
	double since;
};

struct qz_route {
	const char *path;   /* "/s/" of a session: what stands behind its id; a * at the end takes the rest */
	bool in_session, post, form, files, programs;
	enum MHD_Result (*run)(struct qz_request *request);
	const char *target; /* of the only file that is taken (intake.h); NULL: lists are */
};

double qz_front_now(void);

/* request.c */
enum MHD_Result qz_request_handle(void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
				  const char *data, size_t *size, void **state);
void qz_request_over(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code);

/* route.c: the route of a path, with *rest and the session's id (or ""); NULL. *known: there is one for the other method. */
const struct qz_route *qz_route_find(const char *path, bool post, char id[QZ_TOKEN], const char **rest, bool *known);

/* queue.c */
/* Queues a job of the request's session; `waits`: the request is to be answered when it is done. 0, or the status of a refusal with *why. */
unsigned qz_queue_add(struct qz_front *front, struct qz_request *request, enum qz_job_kind kind, bool waits);
void qz_queue_run(struct qz_front *front);
void qz_queue_take(struct qz_front *front);
void qz_queue_forget(struct qz_request *request);
void qz_queue_clear(struct qz_front *front);

/* reply.c: each answers the request. */
enum MHD_Result qz_reply_bytes(struct qz_request *request, unsigned status, const char *type, const char *bytes, size_t len, bool cached);
enum MHD_Result qz_reply_file(struct qz_request *request, unsigned status, int fd, size_t size, const char *type, const char *name);
enum MHD_Result qz_reply_framed(struct qz_request *request, int fd, size_t size);
enum MHD_Result qz_reply_redirect(struct qz_request *request, const char *path, const char *cookie);
enum MHD_Result qz_reply_error(struct qz_request *request, unsigned status, const char *why);
enum MHD_Result qz_reply_page(struct qz_request *request, enum qz_page page);

/* connection.c */
void qz_connection_notify(void *context, struct MHD_Connection *connection, void **socket_context, enum MHD_ConnectionNotificationCode code);
struct qz_connection *qz_connection_of(struct MHD_Connection *connection);
void qz_connection_set(struct qz_connection *line, int state, size_t expected);
void qz_connections_look(struct qz_front *front);

/* metrics.c */
enum MHD_Result qz_metrics_reply(struct qz_request *request);

/* routes that are elsewhere: clerk.c, api.c */
enum MHD_Result qz_clerk_start(struct qz_request *request);
enum MHD_Result qz_clerk_upload(struct qz_request *request);
enum MHD_Result qz_clerk_home(struct qz_request *request);
enum MHD_Result qz_clerk_state(struct qz_request *request);
enum MHD_Result qz_clerk_page(struct qz_request *request);
enum MHD_Result qz_clerk_file(struct qz_request *request);
enum MHD_Result qz_clerk_framed(struct qz_request *request);
enum MHD_Result qz_clerk_zip(struct qz_request *request);
enum MHD_Result qz_clerk_decisions(struct qz_request *request);
enum MHD_Result qz_clerk_decide(struct qz_request *request);
enum MHD_Result qz_clerk_undo(struct qz_request *request);
enum MHD_Result qz_clerk_bring(struct qz_request *request);
enum MHD_Result qz_clerk_since(struct qz_request *request);
enum MHD_Result qz_clerk_end(struct qz_request *request);
enum MHD_Result qz_api_run(struct qz_request *request);

/* The name and type of a file of the session by its line in the manifest; false where there is none. */
bool qz_clerk_find(const struct qz_session *session, const char *file, struct qz_buf *name);
const char *qz_type_of(const char *file);

#endif
