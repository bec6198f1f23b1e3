/*
 * Preloaded into the program: lets one allocation fail, at every place where
 * the program or a library allocates. The run forks before an allocation that
 * is to fail; the child is told that memory ran out and goes on to its end in a
 * folder of its own, the parent notes how it ended and goes on without failure,
 * so that one run tries thousands of places. A place is the chain of callers;
 * QZ_FAULT_EVERY=N takes each N-th allocation as well, whatever its callers.
 *
 * With QZ_FAULT_AT the run does not fork; counted is what a worker process does,
 * which the program forks: "list" writes the number of each new place to
 * QZ_FAULT_ROOT/points, a number lets that allocation fail.
 *
 * Environment: QZ_FAULT_ROOT (folder), QZ_FAULT_EVERY, QZ_FAULT_THIN (one of so
 * many places), QZ_FAULT_SHARD (K/N), QZ_FAULT_REST (all later ones fail too).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);
void *reallocarray(void *old, size_t count, size_t size);

#define DEPTH 24
#define MOST_FILES 64
#define SEEN (1u << 21)

static struct {
	bool armed, child, rest, listing;
	unsigned long count, every, thin, shard, shards, at;
	int log;
	pid_t first;
	char root[512];
} state;

static _Thread_local bool busy;
static uint64_t seen[SEEN];

static unsigned long number(const char *name, unsigned long otherwise)
{
	const char *value = getenv(name);
	return value ? strtoul(value, NULL, 10) : otherwise;
}

/* True for a chain of callers that was not there before. */
static bool is_new(uint64_t hash)
{
	for (size_t at = hash % SEEN;; at = (at + 1) % SEEN) {
		if (seen[at] == hash)
			return false;
		if (seen[at] == 0) {
			seen[at] = hash;
			return true;
		}
	}
}

static bool is_wanted(void)
{
	void *frames[DEPTH];
	int depth = backtrace(frames, DEPTH);
	uint64_t hash = 1469598103934665603u;
	for (int i = 2; i < depth; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211u;
	hash ^= hash >> 29;
	bool wanted = is_new(hash | 1) && (hash >> 8) % state.thin == 0;
	wanted |= state.every && state.count % state.every == 0;
	return wanted && state.count % state.shards == state.shard;
}

/* Writes the callers into a file: "MODULE NEAREST-SYMBOL OFFSET-IN-MODULE", the innermost first. */
static void note(const char *name)
{
	void *frames[64];
	char text[256];
	int depth = backtrace(frames, 64), fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	for (int i = 2; i < depth; i++) {
		Dl_info where;
		const char *module = dladdr(frames[i], &where) && where.dli_fname ? where.dli_fname : "?";
		const char *slash = strrchr(module, '/');
		int len = snprintf(text, sizeof text, "%s %s %lx\n", slash ? slash + 1 : module, where.dli_sname ? where.dli_sname : "?",
				   (unsigned long)((char *)frames[i] - (char *)where.dli_fbase));
		if (write(fd, text, (size_t)len) < 0)
			break;
	}
	close(fd);
}

static void note_crash(int signal, siginfo_t *info, void *context)
{
	(void)info;
	(void)context;
	busy = true;
	note("crash");
	raise(signal); /* the handler is gone by SA_RESETHAND */
}

/* What an open file or folder is called below `before`, with the folders above it made here, too; NULL: it is elsewhere, or has no name. */
static char *name_below(int fd, const char *before, const struct stat *info, char path[4096])
{
	char link[64];
	size_t len = strlen(before);
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t size = readlink(link, path, 4095);
	path[size > 0 ? size : 0] = '\0';
	if (info->st_nlink == 0 || strncmp(path, before, len) != 0 || path[len] != '/')
		return NULL;
	for (char *slash = strchr(path + len + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path + len + 1, 0700);
		*slash = '/';
	}
	return path + len + 1;
}

/* A folder that the run holds open is the parent's: the child gets its own of that name. */
static void own_folder(int fd, const char *name)
{
	if (!name)
		return;
	mkdir(name, 0700);
	int own = open(name, O_RDONLY | O_DIRECTORY);
	if (own < 0 || dup2(own, fd) < 0)
		_exit(98);
	close(own);
}

/*
 * What the run is writing to is the parent's: the child gets a file of its own
 * with the same bytes, under the same name in its folder where it has one.
 */
static void own_file(int fd, const char *before)
{
	char path[4096], piece[65536];
	struct stat info;
	if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
		own_folder(fd, name_below(fd, before, &info, path));
		return;
	}
	off_t at = lseek(fd, 0, SEEK_CUR), done = 0;
	if (at < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY)
		return;
	const char *named = name_below(fd, before, &info, path);
	int own = named ? open(named, O_RDWR | O_CREAT | O_EXCL, 0600) : memfd_create("own", 0);
	for (ssize_t got; (got = pread(fd, piece, sizeof piece, done)) > 0; done += got)
		if (write(own, piece, (size_t)got) != got)
			_exit(98);
	lseek(own, at, SEEK_SET);
	dup2(own, fd);
	close(own);
}

static void enter_child(void)
{
	static char stack[65536];
	static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGALRM};
	const struct rlimit no_core = {0, 0};
	char folder[600], before[4096];
	bool written = access("out/done", F_OK) == 0; /* a link to the last output, made by alloc.py */
	state.child = true;
	snprintf(folder, sizeof folder, "%s/%lu", state.root, state.count);
	mkdir(folder, 0700);
	if (!getcwd(before, sizeof before) || chdir(folder) != 0)
		_exit(99);
	for (int fd = 3; fd < MOST_FILES; fd++)
		if (fd != state.log)
			own_file(fd, before);
	dup2(open("stdout", O_WRONLY | O_CREAT, 0600), 1);
	dup2(open("stderr", O_WRONLY | O_CREAT, 0600), 2);
	setrlimit(RLIMIT_CORE, &no_core);
	sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &(struct sigaction){.sa_sigaction = note_crash, .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_SIGINFO)}, NULL);
	alarm(30);
	note("failed");
	if (written)
		close(open("written", O_WRONLY | O_CREAT, 0600));
}

/* In a worker: lists its places, or fails at the one asked for. */
static bool fails_in_worker(void)
{
	bool failed = false;
	busy = true;
	state.count++;
	if (state.listing && is_wanted())
		dprintf(state.log, "%lu\n", state.count);
	if (!state.listing && state.count == state.at) {
		note("failed");
		failed = true;
	}
	state.child = failed;
	busy = false;
	return failed;
}

/* True when this allocation is to fail. */
static bool fails(void)
{
	if (!state.armed || busy)
		return false;
	if (state.child)
		return state.rest;
	if (state.at || state.listing)
		return getpid() != state.first && fails_in_worker();
	busy = true;
	state.count++;
	bool child = false;
	if (is_wanted()) {
		pid_t pid = fork();
		child = pid == 0;
		if (child)
			enter_child();
		int how = 0;
		if (pid > 0 && waitpid(pid, &how, 0) == pid)
			dprintf(state.log, "%lu %d\n", state.count, WIFSIGNALED(how) ? -WTERMSIG(how) : WEXITSTATUS(how));
	}
	busy = false;
	return child;
}

__attribute__((constructor)) static void arm(void)
{
	void *frames[4];
	const char *root = getenv("QZ_FAULT_ROOT");
	if (!root)
		return;
	busy = true;
	backtrace(frames, 4); /* loads what it needs */
	snprintf(state.root, sizeof state.root, "%s", root);
	state.every = number("QZ_FAULT_EVERY", 0);
	state.thin = number("QZ_FAULT_THIN", 1);
	state.rest = number("QZ_FAULT_REST", 0) != 0;
	state.shards = 1;
	const char *shard = getenv("QZ_FAULT_SHARD");
	if (shard)
		sscanf(shard, "%lu/%lu", &state.shard, &state.shards);
	const char *at = getenv("QZ_FAULT_AT");
	state.at = number("QZ_FAULT_AT", 0);
	state.listing = at && state.at == 0;
	state.first = getpid();
	char name[600];
	snprintf(name, sizeof name, "%s/%s", root, state.listing ? "points" : "log");
	state.log = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	unsetenv("LD_PRELOAD"); /* not for what the program might start */
	busy = false;
	state.armed = state.log >= 0;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t count, size_t size)
{
	return size && count > SIZE_MAX / size ? NULL : realloc(old, count * size);
}
