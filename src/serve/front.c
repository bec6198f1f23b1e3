/*
 * quanze serve: the beginning, the loop and the end, for serve.h and front.h.
 */
#include "serve/front.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "batch/pool.h"
#include "serve/listen.h"

#define HEAD_BYTES ((size_t)32 << 10) /* of a request's line and headers */
#define CONNECTIONS 512u
#define SILENCE 60u /* seconds without a byte */

double qz_front_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void qz_serve_options_init(struct qz_serve_options *options)
{
	*options = (struct qz_serve_options){.queue = 64, .keep = 3600, .sessions = 256, .upload_bytes = (size_t)128 << 20, .files = 1000, .fields = 5000};
}

/* "quanze: TEXT: VALUE" on stderr. */
static void say(const struct qz_front *front, const char *key, const char *value)
{
	fprintf(stderr, "quanze: %s%s%s\n", qz_messages_text(front->options->messages, key), *value ? ": " : "", value);
}

/* ---- the beginning ---- */

/* A descriptor a session, one or two a connection. */
static void raise_files(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max > 4096 ? 4096 : limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static struct MHD_Daemon *start_daemon(struct qz_front *front, int socket)
{
	return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, qz_request_handle, front,
				MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD_BYTES,
				MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, SILENCE,
				MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, qz_request_over, front,
				MHD_OPTION_NOTIFY_CONNECTION, qz_connection_notify, front, MHD_OPTION_END);
}

/* Waits for the broker to have loaded everything. */
static bool wait_ready(struct qz_front *front)
{
	struct pollfd broker = {.fd = front->broker.socket, .events = POLLIN};
	while (!front->ready && !front->lost) {
		poll(&broker, 1, -1);
		qz_queue_take(front);
	}
	return front->ready;
}

static enum qz_status open_front(struct qz_front *front, struct qz_listening *listening)
{
	const struct qz_serve_options *options = front->options;
	struct qz_diag diag;
	if (!qz_broker_start(&front->broker, options)) {
		say(front, "serve.no-process", strerror(errno));
		return QZ_INPUT;
	}
	/* Behind that: the lock on the folder is this process's alone. */
	front->root_fd = qz_store_root(options->folder, front->root);
	if (front->root_fd < 0) {
		say(front, errno == EWOULDBLOCK ? "serve.folder-used" : "serve.folder", strerror(errno));
		return QZ_OUTPUT;
	}
	qz_diag_init(&diag);
	front->pages = qz_pages_new(options->base->resources, &diag);
	qz_diag_done(&diag);
	if (qz_listen_open(options->listen, listening) != 0) {
		say(front, "serve.no-address", errno ? strerror(errno) : options->listen ? options->listen : "");
		return errno ? QZ_OUTPUT : QZ_USAGE;
	}
	snprintf(front->own, sizeof front->own, "%s", listening->own);
	front->guard = (struct qz_guard){.port = listening->port, .own = *front->own ? front->own : NULL, .hosts = options->hosts, .nhosts = options->nhosts};
	if (!front->pages || !qz_token_make(front->secret) || !wait_ready(front))
		return QZ_INPUT;
	front->daemon = start_daemon(front, listening->socket);
	return front->daemon ? QZ_OK : QZ_OUTPUT;
}

static void greet(const struct qz_front *front, const struct qz_listening *listening)
{
	char address[128];
	snprintf(address, sizeof address, "http://%s:%u/", *listening->own ? listening->own : "127.0.0.1", listening->port);
	say(front, "serve.ready", address);
	if (!listening->loopback && !listening->given)
		say(front, "serve.not-loopback", address);
	qz_notify("READY=1");
}

/* ---- the loop ---- */

static void reload(struct qz_front *front)
{
	const struct qz_job_order order = {.number = UINT64_MAX, .kind = QZ_JOB_RELOAD};
	char state[64];
	struct timespec time;
	struct qz_diag diag;
	clock_gettime(CLOCK_MONOTONIC, &time);
	snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)time.tv_sec * 1000000 + time.tv_nsec / 1000);
	qz_notify(state);
	qz_diag_init(&diag);
	struct qz_pages *fresh = qz_pages_new(front->options->base->resources, &diag);
	if (fresh) {
		qz_pages_free(front->pages);
		front->pages = fresh;
	}
	qz_diag_done(&diag);
	front->lost |= !qz_broker_order(&front->broker, &order);
	say(front, "serve.reload", "");
	qz_notify("READY=1");
}

/* False: at once. */
static bool take_signal(struct qz_front *front, int signals, struct qz_listening *listening)
{
	struct signalfd_siginfo info;
	if (read(signals, &info, sizeof info) != (ssize_t)sizeof info)
		return true;
	if (info.ssi_signo == SIGHUP) {
		reload(front);
		return true;
	}
	if (front->stopping)
		return false;
	front->stopping = true;
	say(front, "serve.stopping", "");
	qz_notify("STOPPING=1");
	MHD_quiesce_daemon(front->daemon);
	close(listening->socket);
	listening->socket = -1;
	return true;
}

static int milliseconds(struct qz_front *front)
{
	MHD_UNSIGNED_LONG_LONG most;
	return MHD_get_timeout(front->daemon, &most) == MHD_YES && most < 250 ? (int)most : 250;
}

static void run(struct qz_front *front, int signals, struct qz_listening *listening)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(front->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	double looked = 0;
	bool going = true;
	while (going && !(front->stopping && !front->tickets && front->requests == 0)) {
		struct pollfd polled[] = {{info->epoll_fd, POLLIN, 0}, {front->lost ? -1 : front->broker.socket, POLLIN, 0}, {signals, POLLIN, 0}};
		poll(polled, 3, milliseconds(front));
		if (polled[2].revents)
			going = take_signal(front, signals, listening);
		if (polled[1].revents)
			qz_queue_take(front);
		MHD_run(front->daemon);
		qz_queue_run(front);
		if (qz_front_now() - looked < 0.5)
			continue;
		looked = qz_front_now();
		qz_connections_look(front);
		qz_sessions_expire(&front->sessions);
		going = going && !front->lost; /* whoever started it starts it again */
	}
}

/* ---- the end ---- */

static void close_front(struct qz_front *front, struct qz_listening *listening)
{
	if (front->daemon) {
		qz_queue_clear(front);
		MHD_run(front->daemon);
		MHD_stop_daemon(front->daemon);
	}
	if (listening->socket >= 0)
		close(listening->socket);
	if (front->broker.pid > 0)
		qz_broker_stop(&front->broker);
	qz_sessions_end(&front->sessions);
	qz_pages_free(front->pages);
	if (front->root_fd >= 0)
		close(front->root_fd);
}

enum qz_status qz_serve_run(const struct qz_serve_options *given)
{
	struct qz_serve_options options = *given;
	struct qz_listening listening = {.socket = -1};
	struct qz_front front = {.options = &options, .root_fd = -1};
	sigset_t wanted;
#ifdef QZ_TEST_HOOKS
	options.keep /= 60; /* tests wait for seconds */
#endif
	options.workers = options.workers ? options.workers : qz_pool_processors();
	front.sessions = (struct qz_sessions){.most = options.sessions, .keep = (time_t)options.keep, .root = front.root};
	sigemptyset(&wanted);
	sigaddset(&wanted, SIGTERM);
	sigaddset(&wanted, SIGINT);
	sigaddset(&wanted, SIGHUP);
	sigprocmask(SIG_BLOCK, &wanted, NULL);
	signal(SIGPIPE, SIG_IGN);
	raise_files();
	const int signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
	enum qz_status status = open_front(&front, &listening);
	if (status == QZ_OK) {
		greet(&front, &listening);
		run(&front, signals, &listening);
		status = front.lost ? QZ_INPUT : QZ_OK;
		if (front.lost)
			say(&front, "serve.lost", "");
	}
	close_front(&front, &listening);
	close(signals);
	return status;
}
