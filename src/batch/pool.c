/*
 * The parent's side of the worker processes, for pool.h: one loop over their
 * sockets, which hands out jobs, gathers answers, and looks at the clock.
 */
#include "batch/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "batch/worker.h"

#define IDLE SIZE_MAX
#define TICK 100      /* milliseconds */
#define STALLED 10.0  /* seconds without a further byte of an answer that has begun: its length was none */
#define AHEAD 256     /* jobs a worker that waits for a slow one may be ahead: bounds the answers kept */

struct worker {
	pid_t pid; /* 0: none */
	int socket;
	size_t job; /* IDLE: none */
	double deadline;
	double heard; /* when bytes last came */
	bool late, garbled;
	bool proved; /* has answered a job */
	struct qz_buf in; /* of a frame, what has come */
};

/* An answer that waits for its turn. */
struct kept {
	bool here;
	struct qz_answer answer;
};

struct run {
	const struct qz_pool *pool;
	struct worker *workers;
	struct pollfd *polled;
	struct kept *kept; /* one a job */
	size_t given;      /* jobs handed out */
	size_t taken;      /* jobs delivered: all before this one */
	size_t done;
	bool failed;
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

size_t qz_pool_processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count > 0 ? (size_t)count : 1;
}

/* ---- workers come and go ---- */

static void start_worker(struct run *run, size_t which)
{
	struct worker *worker = &run->workers[which];
	int sockets[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
		run->failed = true;
		return;
	}
	pid_t pid = fork();
	if (pid == 0) {
		close(sockets[0]);
		for (size_t i = 0; i < run->pool->workers; i++)
			if (run->workers[i].pid)
				close(run->workers[i].socket); /* else a dead parent would not be seen */
		qz_worker_run(run->pool, sockets[1]);
	}
	close(sockets[1]);
	if (pid < 0) {
		close(sockets[0]);
		run->failed = true;
		return;
	}
	fcntl(sockets[0], F_SETFL, O_NONBLOCK);
	*worker = (struct worker){.pid = pid, .socket = sockets[0], .job = IDLE};
	qz_buf_init(&worker->in);
}

/* Waits for a worker that is dead or about to end; its status as of waitpid. */
static int bury(struct worker *worker)
{
	int status = 0;
	close(worker->socket);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	qz_buf_done(&worker->in);
	worker->pid = 0;
	return status;
}

static void keep(struct run *run, size_t job, const struct qz_answer *answer)
{
	run->kept[job] = (struct kept){.here = true, .answer = *answer};
	run->done++;
	if (run->pool->arrive)
		run->pool->arrive(run->pool->context, job, answer);
}

/* A worker is gone, or is killed now: its job is lost. */
static void lose(struct run *run, struct worker *worker)
{
	struct qz_answer answer = {.end = QZ_END_EXIT};
	size_t job = worker->job;
	pid_t pid = worker->pid;
	kill(pid, SIGKILL); /* it may have closed its socket and live on */
	int status = bury(worker);
	if (worker->garbled) {
		answer.end = QZ_END_ANSWER; /* one of no bytes, which is none */
	} else if (worker->late) {
		answer.end = QZ_END_TIME;
	} else if (WIFSIGNALED(status)) {
		answer.end = QZ_END_SIGNAL;
		answer.detail = WTERMSIG(status);
	} else {
		answer.detail = WEXITSTATUS(status);
		answer.end = answer.detail == QZ_WORKER_NO_MEMORY ? QZ_END_MEMORY : QZ_END_EXIT;
	}
	if (job == IDLE) {
		run->failed |= !worker->proved; /* died before its first job: a new one would too */
		return;
	}
	if (run->pool->clean)
		run->pool->clean(run->pool->context, job, pid);
	keep(run, job, &answer);
}

/* ---- jobs and answers ---- */

static bool give(struct run *run, struct worker *worker)
{
	uint64_t index = run->given;
	if (!qz_socket_send(worker->socket, &index, sizeof index))
		return false;
	worker->job = run->given++;
	worker->deadline = now() + (double)run->pool->seconds;
	return true;
}

/* Jobs for all who are idle, as long as the answers kept stay few. */
static void give_all(struct run *run)
{
	for (size_t i = 0; i < run->pool->workers && !run->failed; i++) {
		struct worker *worker = &run->workers[i];
		if (run->given == run->pool->count || run->given >= run->taken + AHEAD * run->pool->workers)
			return;
		if (!worker->pid)
			start_worker(run, i);
		if (worker->pid && worker->job == IDLE && !give(run, worker))
			lose(run, worker);
	}
}

/* Takes a whole answer out of what has come; false when it is no answer. */
static bool finish(struct run *run, struct worker *worker)
{
	uint64_t len;
	if (worker->in.len < sizeof len)
		return true;
	memcpy(&len, worker->in.data, sizeof len);
	worker->garbled = len > QZ_FRAME_MAX || worker->in.len - sizeof len > len || worker->job == IDLE;
	if (worker->garbled)
		return false;
	if (worker->in.len - sizeof len < len)
		return true;
	char *bytes = malloc((size_t)len + 1);
	if (!bytes) {
		run->failed = true;
		return true;
	}
	memcpy(bytes, worker->in.data + sizeof len, (size_t)len);
	qz_buf_clear(&worker->in);
	keep(run, worker->job, &(struct qz_answer){.end = QZ_END_ANSWER, .bytes = bytes, .len = (size_t)len});
	worker->job = IDLE;
	worker->proved = true;
	if (run->given == run->pool->count)
		shutdown(worker->socket, SHUT_WR); /* it ends while its answer is taken */
	return true;
}

static void receive(struct run *run, struct worker *worker)
{
	char piece[65536];
	ssize_t got;
	while ((got = recv(worker->socket, piece, sizeof piece, 0)) > 0) {
		worker->heard = now();
		qz_buf_add(&worker->in, piece, (size_t)got);
		run->failed |= worker->in.failed;
		if (!finish(run, worker)) {
			lose(run, worker);
			return;
		}
	}
	if (worker->job == IDLE)
		return; /* it has answered, and ends when it is told to */
	if (got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
		lose(run, worker);
}

static void release(struct kept *kept)
{
	free((char *)(uintptr_t)kept->answer.bytes);
	kept->here = false;
}

/* Answers whose turn it is; at the end of an interrupted run, all there are. */
static void deliver(struct run *run, bool all)
{
	while (run->taken < run->given && (run->kept[run->taken].here || all)) {
		struct kept *kept = &run->kept[run->taken];
		if (kept->here) {
			run->pool->take(run->pool->context, run->taken, &kept->answer);
			release(kept);
		}
		run->taken++;
	}
}

/* ---- the loop ---- */

/* Jobs that take too long, and answers that do not go on: a worker sends one in a single go. */
static void look_at_clock(struct run *run)
{
	double time = now();
	for (size_t i = 0; i < run->pool->workers; i++) {
		struct worker *worker = &run->workers[i];
		if (!worker->pid || worker->job == IDLE)
			continue;
		worker->late = run->pool->seconds && time >= worker->deadline;
		worker->garbled = worker->in.len && time >= worker->heard + STALLED;
		if (worker->late || worker->garbled)
			lose(run, worker);
	}
}

static void listen_once(struct run *run)
{
	size_t count = 0;
	for (size_t i = 0; i < run->pool->workers; i++) {
		const struct worker *worker = &run->workers[i];
		bool busy = worker->pid && worker->job != IDLE;
		run->polled[i] = (struct pollfd){.fd = busy ? worker->socket : -1, .events = POLLIN};
		count += busy;
	}
	if (count == 0 || poll(run->polled, (nfds_t)run->pool->workers, TICK) <= 0)
		return;
	for (size_t i = 0; i < run->pool->workers; i++)
		if (run->polled[i].revents && run->workers[i].pid)
			receive(run, &run->workers[i]);
}

static bool interrupted(void)
{
	sigset_t pending;
	return sigpending(&pending) == 0 && (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM) || sigismember(&pending, SIGHUP));
}

static void show(const struct run *run)
{
	struct qz_pool_state state = {.done = run->done, .current = run->taken};
	if (state.current >= run->pool->count)
		state.current = run->pool->count - 1;
	if (run->pool->tick)
		run->pool->tick(run->pool->context, &state);
}

/* Ends all workers: the idle ones end by themselves, the others lose their job without a word. */
static void dismiss(struct run *run)
{
	for (size_t i = 0; run->workers && i < run->pool->workers; i++) {
		struct worker *worker = &run->workers[i];
		if (!worker->pid)
			continue;
		pid_t pid = worker->pid;
		if (worker->job != IDLE)
			kill(pid, SIGKILL);
		else
			shutdown(worker->socket, SHUT_WR);
		int status = bury(worker);
		if (worker->job != IDLE && run->pool->clean)
			run->pool->clean(run->pool->context, worker->job, pid);
		run->failed |= worker->job == IDLE && status != 0;
	}
}

enum qz_pool_result qz_pool_run(const struct qz_pool *pool)
{
	struct run run = {.pool = pool};
	bool stopped = false;
	run.workers = calloc(pool->workers, sizeof *run.workers);
	run.polled = calloc(pool->workers, sizeof *run.polled);
	run.kept = calloc(pool->count + 1, sizeof *run.kept);
	run.failed = !run.workers || !run.polled || !run.kept;
	while (!run.failed && run.taken < pool->count && !(stopped = interrupted())) {
		give_all(&run);
		listen_once(&run);
		look_at_clock(&run);
		deliver(&run, false);
		show(&run);
	}
	dismiss(&run);
	if (run.kept)
		deliver(&run, true);
	free(run.kept);
	free(run.polled);
	free(run.workers);
	return run.failed ? QZ_POOL_FAILED : stopped ? QZ_POOL_INTERRUPTED : QZ_POOL_DONE;
}
