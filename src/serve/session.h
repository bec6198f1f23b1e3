/*
 * Sessions: a folder with a name that cannot be guessed, and what the front
 * knows of it. One session is one list (or batch, or comparison) of one clerk.
 */
#ifndef QZ_SERVE_SESSION_H
#define QZ_SERVE_SESSION_H

#include <time.h>

#include "serve/guard.h"
#include "serve/job.h"
#include "serve/store.h"

enum qz_session_state { QZ_SESSION_NEW, QZ_SESSION_QUEUED, QZ_SESSION_RUNNING, QZ_SESSION_DONE, QZ_SESSION_FAILED };

struct qz_session {
	char id[QZ_TOKEN];     /* in its address */
	char secret[QZ_TOKEN]; /* in its cookie */
	char token[QZ_TOKEN];  /* in its forms */
	struct qz_session *next;
	struct qz_store_folder folder;
	time_t used;           /* monotonic */
	size_t held;           /* requests and jobs that still need it */
	bool ended;            /* goes when nobody holds it */
	bool programs;         /* of one request of /v1 */
	enum qz_session_state state;
	enum qz_job_kind kind;
	enum qz_end end;       /* of its last job */
	enum qz_status status;
	size_t inputs;
	uint64_t job;          /* its latest */
	bool zipped;           /* all.zip is of what is there */
	char language[8];
};

struct qz_sessions {
	struct qz_session *first;
	size_t count, most;
	time_t keep;
	const char *root;
};

/* A new session, held once; NULL with `full` set when there are as many as may be, or for want of a disk. */
struct qz_session *qz_session_new(struct qz_sessions *sessions, bool *full);

/* The session of that id, or NULL. Looks at all of them, in the same time. */
struct qz_session *qz_session_find(const struct qz_sessions *sessions, const char *id);

void qz_session_hold(struct qz_session *session);

/* Lets it go; one that has ended and that nobody holds any more is removed, with its folder. */
void qz_session_release(struct qz_sessions *sessions, struct qz_session *session);

/* It is found no more. */
void qz_session_end(struct qz_sessions *sessions, struct qz_session *session);

/* Ends those that were idle too long. */
void qz_sessions_expire(struct qz_sessions *sessions);
void qz_sessions_end(struct qz_sessions *sessions);

time_t qz_session_now(void);

#endif
