/*
 * The inside of a worker process, for worker.h.
 */
#include "batch/worker.h"

#include <errno.h>
#include <libxml/xmlmemory.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "batch/pool.h"
#include "batch/sandbox.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

bool qz_socket_send(int socket, const void *bytes, size_t len)
{
	const char *at = bytes;
	while (len > 0) {
		ssize_t sent = send(socket, at, len, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += sent;
		len -= (size_t)sent;
	}
	return true;
}

static bool receive(int socket, void *bytes, size_t len)
{
	char *at = bytes;
	while (len > 0) {
		ssize_t got = recv(socket, at, len, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		len -= (size_t)got;
	}
	return true;
}

/* ---- memory ---- */

/*
 * libxml2 and libxslt do not survive every failed allocation, and some failures
 * would go by as a shorter output: a worker without memory ends at once.
 */
static void *malloc_or_die(size_t size)
{
	void *block = malloc(size ? size : 1);
	if (!block)
		_exit(QZ_WORKER_NO_MEMORY);
	return block;
}

static void *realloc_or_die(void *block, size_t size)
{
	void *grown = realloc(block, size ? size : 1);
	if (!grown)
		_exit(QZ_WORKER_NO_MEMORY);
	return grown;
}

static char *strdup_or_die(const char *text)
{
	char *copy = strdup(text);
	if (!copy)
		_exit(QZ_WORKER_NO_MEMORY);
	return copy;
}

/* Bytes in use, of address space and of memory that can be written to (Linux: the first and the sixth field of /proc/self/statm, in pages); 0 when unknown. */
static void measure_memory(size_t *space, size_t *data)
{
	unsigned long pages[2] = {0, 0};
	FILE *file = fopen("/proc/self/statm", "re");
	if (file && fscanf(file, "%lu %*u %*u %*u %*u %lu", &pages[0], &pages[1]) != 2)
		pages[0] = pages[1] = 0;
	if (file)
		fclose(file);
	*space = (size_t)pages[0] * (size_t)sysconf(_SC_PAGESIZE);
	*data = (size_t)pages[1] * (size_t)sysconf(_SC_PAGESIZE);
}

/* A limit's new value, as high as it may be. */
static struct rlimit lowered(struct rlimit limit, rlim_t wanted)
{
	limit.rlim_cur = limit.rlim_max != RLIM_INFINITY && wanted > limit.rlim_max ? limit.rlim_max : wanted;
	return limit;
}

/*
 * An allocator may have set aside more address space than the limit is high, a gigabyte, without using it: what is
 * written to counts too (Linux 4.7). AddressSanitizer itself reserves terabytes of address space: no limit there.
 */
static void limit_memory(size_t bytes)
{
	struct rlimit limit;
	size_t space, data;
	if (!bytes || SANITIZED)
		return;
	measure_memory(&space, &data);
	if (getrlimit(RLIMIT_AS, &limit) == 0) {
		limit = lowered(limit, (rlim_t)bytes + space);
		setrlimit(RLIMIT_AS, &limit);
	}
	if (data && getrlimit(RLIMIT_DATA, &limit) == 0) {
		limit = lowered(limit, (rlim_t)bytes + data);
		setrlimit(RLIMIT_DATA, &limit);
	}
}

static void prepare(const struct qz_pool *pool)
{
	const struct rlimit no_core = {0, 0};
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing goes on when the parent is killed */
#endif
	setrlimit(RLIMIT_CORE, &no_core);
	limit_memory(pool->memory);
	xmlMemSetup(free, malloc_or_die, realloc_or_die, strdup_or_die);
}

void qz_worker_run(const struct qz_pool *pool, int socket)
{
	uint64_t index;
	struct qz_buf answer;
	prepare(pool);
	if (!qz_sandbox_off())
		qz_sandbox_shed(socket, pool->standard_input);
	qz_buf_init(&answer);
	if (pool->begin)
		pool->begin(pool->context);
	while (receive(socket, &index, sizeof index)) {
		qz_buf_clear(&answer);
		pool->work(pool->context, (size_t)index, &answer);
		if (answer.failed)
			_exit(QZ_WORKER_NO_MEMORY);
		uint64_t len = answer.len;
		if (!qz_socket_send(socket, &len, sizeof len) || !qz_socket_send(socket, answer.data, answer.len))
			break;
	}
	qz_buf_done(&answer);
#if SANITIZED
	__lsan_do_leak_check();
#endif
	_exit(0); /* the parent's streams and handlers are not ours to flush and run */
}
