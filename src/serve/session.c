/*
 * The table of sessions, for session.h.
 */
#include "serve/session.h"

#include <stdlib.h>
#include <string.h>

time_t qz_session_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

struct qz_session *qz_session_new(struct qz_sessions *sessions, bool *full)
{
	*full = sessions->count >= sessions->most;
	struct qz_session *session = *full ? NULL : calloc(1, sizeof *session);
	if (!session)
		return NULL;
	if (!qz_token_make(session->id) || !qz_token_make(session->secret) || !qz_token_make(session->token) ||
	    !qz_store_make(&session->folder, sessions->root, session->id)) {
		free(session);
		return NULL;
	}
	session->used = qz_session_now();
	session->held = 1;
	session->next = sessions->first;
	sessions->first = session;
	sessions->count++;
	return session;
}

struct qz_session *qz_session_find(const struct qz_sessions *sessions, const char *id)
{
	struct qz_session *found = NULL;
	for (struct qz_session *session = sessions->first; session; session = session->next)
		if (qz_token_is(session->id, id) && !session->ended)
			found = session;
	return found;
}

void qz_session_hold(struct qz_session *session)
{
	session->held++;
	session->used = qz_session_now();
}

static void drop(struct qz_sessions *sessions, struct qz_session *session)
{
	struct qz_session **link = &sessions->first;
	while (*link != session)
		link = &(*link)->next;
	*link = session->next;
	sessions->count--;
	qz_store_remove(&session->folder);
	free(session);
}

void qz_session_release(struct qz_sessions *sessions, struct qz_session *session)
{
	session->used = qz_session_now();
	if (--session->held == 0 && session->ended)
		drop(sessions, session);
}

void qz_session_end(struct qz_sessions *sessions, struct qz_session *session)
{
	session->ended = true;
	if (session->held == 0)
		drop(sessions, session);
}

void qz_sessions_expire(struct qz_sessions *sessions)
{
	const time_t now = qz_session_now();
	for (struct qz_session *session = sessions->first, *next; session; session = next) {
		next = session->next;
		if (session->held == 0 && now - session->used >= sessions->keep)
			drop(sessions, session);
	}
}

void qz_sessions_end(struct qz_sessions *sessions)
{
	while (sessions->first)
		drop(sessions, sessions->first);
}
