/*
 * Jobs that wait, and those that the broker has, for front.h: no more than there
 * are workers are ordered, no more than may wait wait.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/front.h"

static void fill_order(const struct qz_front *front, const struct qz_request *request, enum qz_job_kind kind, struct qz_job_order *order)
{
	const struct qz_session *session = request->session;
	order->number = front->jobs;
	order->kind = kind;
	order->programs = request->programs;
	memcpy(order->folder, session->folder.path, sizeof order->folder);
	memcpy(order->session, session->id, sizeof order->session);
	memcpy(order->token, session->token, sizeof order->token);
	snprintf(order->language, sizeof order->language, "%s", request->language);
	memcpy(order->page, request->page, sizeof order->page);
	memcpy(order->query, request->query, sizeof order->query);
}

static bool changes_session(enum qz_job_kind kind)
{
	return kind == QZ_JOB_CONVERT || kind == QZ_JOB_COMPARE;
}

/* Pages are quick: they have a worker more and more room to wait, so that nobody's long list keeps others from looking at theirs. */
static bool is_light(enum qz_job_kind kind)
{
	return kind == QZ_JOB_PAGE || kind == QZ_JOB_ZIP;
}

unsigned qz_queue_add(struct qz_front *front, struct qz_request *request, enum qz_job_kind kind, bool waits)
{
	struct qz_session *session = request->session;
	const bool full = front->waiting >= front->options->queue * (is_light(kind) ? 2 : 1);
	struct qz_ticket *ticket = full || front->stopping || front->lost ? NULL : calloc(1, sizeof *ticket), **end = &front->tickets;
	if (!ticket) {
		front->counts.refused++;
		request->why = full ? "queue-full" : "stopping";
		return full ? 429 : 503;
	}
	front->jobs++;
	fill_order(front, request, kind, &ticket->order);
	ticket->session = session;
	ticket->since = qz_front_now();
	qz_session_hold(session);
	if (changes_session(kind)) {
		session->state = QZ_SESSION_QUEUED;
		session->kind = kind;
		session->job = ticket->order.number;
		session->zipped = false;
	}
	while (*end)
		end = &(*end)->next;
	*end = ticket;
	front->waiting++;
	if (waits) {
		ticket->request = request;
		request->ticket = ticket;
		MHD_suspend_connection(request->connection);
	}
	return 0;
}

/* Of one session one job at a time is done: they share its folder. */
static bool is_busy(const struct qz_front *front, const struct qz_session *session)
{
	bool busy = false;
	for (const struct qz_ticket *ticket = front->tickets; ticket; ticket = ticket->next)
		busy |= ticket->running && ticket->session == session;
	return busy;
}

void qz_queue_run(struct qz_front *front)
{
	for (struct qz_ticket *ticket = front->tickets; ticket && front->ready; ticket = ticket->next) {
		const size_t most = front->options->workers + is_light(ticket->order.kind);
		if (ticket->running || front->running >= most || is_busy(front, ticket->session))
			continue;
		if (!qz_broker_order(&front->broker, &ticket->order)) {
			front->lost = true;
			return;
		}
		ticket->running = true;
		front->waiting--;
		front->running++;
		if (changes_session(ticket->order.kind))
			ticket->session->state = QZ_SESSION_RUNNING;
	}
}

static void drop(struct qz_front *front, struct qz_ticket *ticket)
{
	struct qz_ticket **link = &front->tickets;
	while (*link != ticket)
		link = &(*link)->next;
	*link = ticket->next;
	if (ticket->running)
		front->running--;
	else
		front->waiting--;
	if (ticket->request) {
		ticket->request->ticket = NULL;
		ticket->request->answered = true;
		MHD_resume_connection(ticket->request->connection);
	}
	qz_session_release(&front->sessions, ticket->session);
	free(ticket);
}

static void take(struct qz_front *front, const struct qz_job_outcome *outcome)
{
	struct qz_ticket *ticket = front->tickets;
	while (ticket && (ticket->order.number != outcome->number || !ticket->running))
		ticket = ticket->next;
	if (!ticket)
		return; /* of loading anew */
	struct qz_session *session = ticket->session;
	front->counts.jobs[ticket->order.kind]++;
	front->counts.lost[outcome->end]++;
	front->counts.job_seconds += qz_front_now() - ticket->since;
	if (session->job == ticket->order.number && changes_session(ticket->order.kind)) {
		const bool lost = outcome->end != QZ_END_ANSWER || outcome->status == QZ_OUTPUT || outcome->status == QZ_USAGE;
		session->state = lost ? QZ_SESSION_FAILED : QZ_SESSION_DONE;
		session->end = outcome->end;
		session->status = outcome->status;
	}
	if (ticket->order.kind == QZ_JOB_ZIP && outcome->end == QZ_END_ANSWER && outcome->status == QZ_OK)
		session->zipped = true;
	if (ticket->request)
		ticket->request->outcome = *outcome;
	drop(front, ticket);
}

void qz_queue_take(struct qz_front *front)
{
	struct qz_job_outcome outcome;
	int got;
	while ((got = qz_broker_outcome(&front->broker, &outcome)) > 0) {
		if (outcome.number == 0) {
			front->ready = outcome.status == QZ_OK;
			front->lost = !front->ready;
		} else {
			take(front, &outcome);
		}
	}
	if (got < 0)
		front->lost = true;
	if (front->lost)
		qz_queue_clear(front);
}

void qz_queue_forget(struct qz_request *request)
{
	if (request->ticket)
		request->ticket->request = NULL;
	request->ticket = NULL;
}

/* What waits, waits in vain. */
void qz_queue_clear(struct qz_front *front)
{
	while (front->tickets) {
		struct qz_ticket *ticket = front->tickets;
		ticket->session->state = QZ_SESSION_FAILED;
		if (ticket->request)
			ticket->request->outcome = (struct qz_job_outcome){.end = QZ_END_EXIT, .status = QZ_OUTPUT};
		drop(front, ticket);
	}
}
