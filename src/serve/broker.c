/*
 * The broker's process, and the front's end of it, for broker.h.
 */
#include "serve/broker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "batch/sandbox.h"
#include "batch/worker.h"
#include "report/text.h"

/* A worker over its job. */
struct worker {
	pid_t pid; /* 0: none */
	int socket;
	struct qz_job_order order;
	time_t deadline; /* 0: none */
	char answer[sizeof(uint64_t) + sizeof(struct qz_job_outcome)];
	size_t got;
};

struct brokering {
	const struct qz_serve_options *options;
	struct qz_job_parts *parts;
	int front;
	struct worker *workers;
	struct pollfd *polled;
	size_t count;
	struct qz_job_order order; /* the job that the next worker is forked for */
};

static time_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

/* ---- in a worker ---- */

/* Of the file system, the session's folder is left, and what is loaded when a list asks for it. */
static void confine(void *context)
{
	const struct brokering *broker = context;
	const struct qz_options *base = broker->options->base;
	const char *readable[3] = {broker->order.folder};
	size_t count = 1;
	if (qz_sandbox_off())
		return;
	if (base->resources)
		readable[count++] = base->resources;
	if (base->law_texts)
		readable[count++] = base->law_texts;
	const struct qz_sandbox sandbox = {.readable = readable, .nreadable = count, .writable = broker->order.folder};
	qz_sandbox_enter(&sandbox);
}

static void work(void *context, size_t index, struct qz_buf *answer)
{
	struct brokering *broker = context;
	struct qz_job_outcome outcome;
	(void)index;
	memset(&outcome, 0, sizeof outcome);
	qz_job_run(broker->parts, &broker->order, &outcome);
	qz_buf_add(answer, &outcome, sizeof outcome);
}

/* ---- workers come and go ---- */

static void send_outcome(const struct brokering *broker, const struct qz_job_outcome *outcome)
{
	while (send(broker->front, outcome, sizeof *outcome, MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

/* In the child: nothing of the other workers, nor of the front, is kept. */
_Noreturn static void become_worker(struct brokering *broker, int socket)
{
	const struct qz_limits *limits = &broker->options->base->limits;
	const struct qz_pool pool = {.count = 1, .workers = 1, .seconds = limits->job_seconds, .memory = limits->job_memory,
				     .context = broker, .begin = confine, .work = work};
	sigset_t none;
	sigemptyset(&none);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
	close(broker->front);
	for (size_t i = 0; i < broker->count; i++)
		if (broker->workers[i].pid)
			close(broker->workers[i].socket);
	qz_worker_run(&pool, socket);
}

static void report_lost(const struct brokering *broker, const struct qz_job_order *order)
{
	const struct qz_job_outcome outcome = {.number = order->number, .end = QZ_END_EXIT, .status = QZ_INPUT};
	send_outcome(broker, &outcome);
}

static void start_worker(struct brokering *broker, struct worker *worker)
{
	const size_t seconds = broker->options->base->limits.job_seconds;
	const uint64_t index = 0;
	int sockets[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
		report_lost(broker, &broker->order);
		return;
	}
	const pid_t pid = fork();
	if (pid == 0) {
		close(sockets[0]);
		become_worker(broker, sockets[1]);
	}
	close(sockets[1]);
	if (pid < 0) {
		close(sockets[0]);
		report_lost(broker, &broker->order);
		return;
	}
	*worker = (struct worker){.pid = pid, .socket = sockets[0], .order = broker->order, .deadline = seconds ? now() + (time_t)seconds : 0};
	fcntl(worker->socket, F_SETFL, O_NONBLOCK);
	qz_socket_send(worker->socket, &index, sizeof index); /* one that is gone already is seen by its socket */
	shutdown(worker->socket, SHUT_WR);
}

/* Its job is over, one way or the other. */
static void bury(struct brokering *broker, struct worker *worker, bool late)
{
	struct qz_job_outcome outcome = {.number = worker->order.number, .status = QZ_INPUT};
	uint64_t len;
	int status = 0;
	if (late || worker->got < sizeof worker->answer)
		kill(worker->pid, SIGKILL);
	close(worker->socket);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	memcpy(&len, worker->answer, sizeof len);
	if (late) {
		outcome.end = QZ_END_TIME;
	} else if (worker->got == sizeof worker->answer && len == sizeof outcome) {
		memcpy(&outcome, worker->answer + sizeof len, sizeof outcome);
		outcome.number = worker->order.number; /* whatever a worker that was taken over says */
		outcome.end = QZ_END_ANSWER;
		outcome.status = outcome.status > QZ_OUTPUT ? QZ_INPUT : outcome.status;
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == QZ_WORKER_NO_MEMORY) {
		outcome.end = QZ_END_MEMORY;
	} else {
		outcome.end = WIFSIGNALED(status) ? QZ_END_SIGNAL : QZ_END_EXIT;
		outcome.detail = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	}
	worker->pid = 0;
	send_outcome(broker, &outcome);
}

static void listen_to_worker(struct brokering *broker, struct worker *worker)
{
	char over[16];
	const size_t room = sizeof worker->answer - worker->got;
	const ssize_t got = room ? recv(worker->socket, worker->answer + worker->got, room, 0) : recv(worker->socket, over, sizeof over, 0);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got > 0 && room) {
		worker->got += (size_t)got;
		return;
	}
	if (got > 0)
		worker->got = 0; /* more than an answer is none */
	bury(broker, worker, false);
}

/* ---- the broker ---- */

static void say_findings(const struct brokering *broker, const struct qz_diag *diag)
{
	const struct qz_report_options how = {.least = QZ_INFO, .cures = true};
	struct qz_buf text;
	qz_buf_init(&text);
	qz_report_text(diag, "quanze", broker->options->messages, &how, &text);
	fputs(text.data && !text.failed ? text.data : "quanze: out of memory\n", stderr);
	qz_buf_done(&text);
}

/* Loads what jobs need; where that cannot be, what was loaded before stays. */
static void load(struct brokering *broker, uint64_t number)
{
	struct qz_job_outcome outcome = {.number = number, .end = QZ_END_ANSWER, .status = QZ_OK};
	struct qz_job_parts *fresh = calloc(1, sizeof *fresh);
	struct qz_diag diag;
	qz_diag_init(&diag);
	if (fresh && qz_job_parts_load(fresh, broker->options, &diag)) {
		qz_job_parts_free(broker->parts);
		broker->parts = fresh;
	} else {
		say_findings(broker, &diag);
		outcome.status = QZ_INPUT;
		qz_job_parts_free(fresh);
	}
	qz_diag_done(&diag);
	send_outcome(broker, &outcome);
}

/* False when the front is gone. */
static bool take_order(struct brokering *broker)
{
	const ssize_t got = recv(broker->front, &broker->order, sizeof broker->order, 0);
	if (got < 0 && errno == EINTR)
		return true;
	if (got != (ssize_t)sizeof broker->order)
		return false;
	if (broker->order.kind == QZ_JOB_RELOAD) {
		load(broker, broker->order.number);
		return true;
	}
	for (size_t i = 0; i < broker->count; i++) {
		if (!broker->workers[i].pid) {
			start_worker(broker, &broker->workers[i]);
			return true;
		}
	}
	report_lost(broker, &broker->order); /* the front orders no more than there are workers */
	return true;
}

static void look_at_clock(struct brokering *broker)
{
	const time_t time = now();
	for (size_t i = 0; i < broker->count; i++)
		if (broker->workers[i].pid && broker->workers[i].deadline && time >= broker->workers[i].deadline)
			bury(broker, &broker->workers[i], true);
}

_Noreturn static void run(struct brokering *broker)
{
	bool going = true;
	size_t busy = 0;
	load(broker, 0);
	while (going || busy) {
		broker->polled[0] = (struct pollfd){.fd = going ? broker->front : -1, .events = POLLIN};
		for (size_t i = 0; i < broker->count; i++)
			broker->polled[i + 1] = (struct pollfd){.fd = broker->workers[i].pid ? broker->workers[i].socket : -1, .events = POLLIN};
		poll(broker->polled, (nfds_t)broker->count + 1, 500);
		for (size_t i = 0; i < broker->count; i++)
			if (broker->polled[i + 1].revents && broker->workers[i].pid)
				listen_to_worker(broker, &broker->workers[i]);
		if (broker->polled[0].revents)
			going = take_order(broker);
		look_at_clock(broker);
		busy = 0;
		for (size_t i = 0; i < broker->count; i++)
			busy += broker->workers[i].pid != 0;
	}
	_exit(0);
}

_Noreturn static void become_broker(const struct qz_serve_options *options, int front)
{
	struct brokering broker = {0};
	signal(SIGTERM, SIG_IGN); /* the front says when it is over */
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	broker.options = options;
	broker.front = front;
	broker.count = options->workers + 1; /* one for pages (queue.c) */
	broker.workers = calloc(broker.count, sizeof *broker.workers);
	broker.polled = calloc(broker.count + 1, sizeof *broker.polled);
	if (!broker.workers || !broker.polled)
		_exit(QZ_INPUT);
	if (!qz_sandbox_off())
		qz_sandbox_guard();
	run(&broker);
}

/* ---- the front's end ---- */

bool qz_broker_start(struct qz_broker *broker, const struct qz_serve_options *options)
{
	int sockets[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
		return false;
	broker->pid = fork();
	if (broker->pid == 0) {
		close(sockets[0]);
		become_broker(options, sockets[1]);
	}
	close(sockets[1]);
	broker->socket = sockets[0];
	if (broker->pid < 0)
		close(sockets[0]);
	return broker->pid > 0;
}

bool qz_broker_order(const struct qz_broker *broker, const struct qz_job_order *order)
{
	ssize_t sent;
	while ((sent = send(broker->socket, order, sizeof *order, MSG_NOSIGNAL)) < 0 && errno == EINTR)
		;
	return sent == (ssize_t)sizeof *order;
}

int qz_broker_outcome(const struct qz_broker *broker, struct qz_job_outcome *outcome)
{
	const ssize_t got = recv(broker->socket, outcome, sizeof *outcome, MSG_DONTWAIT);
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
		return 0;
	return got == (ssize_t)sizeof *outcome ? 1 : -1;
}

void qz_broker_stop(struct qz_broker *broker)
{
	close(broker->socket);
	while (waitpid(broker->pid, NULL, 0) < 0 && errno == EINTR)
		;
}
