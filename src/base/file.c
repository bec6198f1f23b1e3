/*
 * Bounded reading and whole-or-absent writing, for file.h. POSIX.1-2008.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/below.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"

static enum qz_status cannot_open(struct qz_diag *diag, const char *path, int error)
{
	char number[16];
	snprintf(number, sizeof number, "%d", error);
	qz_diag_add(diag, QZ_RULE_CANNOT_OPEN, NULL, "path", path, "reason", strerror(error), "errno", number, NULL);
	return QZ_INPUT;
}

static enum qz_status cannot_write(struct qz_diag *diag, const char *path, int error)
{
	const char *reason = error == ELOOP ? "a link stands in its place" : strerror(error); /* of a folder above it: the target itself is replaced */
	qz_diag_add(diag, QZ_RULE_OUTPUT_UNWRITABLE, NULL, "path", path, "reason", reason, NULL);
	return QZ_OUTPUT;
}

/* Reads to the end; 0, an errno value, or -1 when the limit is passed. */
static int read_all(int fd, size_t limit, struct qz_buf *out)
{
	char piece[65536];
	for (;;) {
		ssize_t got = read(fd, piece, sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			return out->failed ? ENOMEM : 0;
		if ((size_t)got > limit - out->len)
			return -1;
		qz_buf_add(out, piece, (size_t)got);
		if (out->failed)
			return ENOMEM;
	}
}

static int open_input(const char *path, int *fd)
{
	struct stat stat;
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd < 0)
		return errno;
	if (fstat(*fd, &stat) == 0 && S_ISDIR(stat.st_mode))
		return EISDIR;
	return 0;
}

enum qz_status qz_file_read(const char *path, const struct qz_limits *limits, char **bytes, size_t *len, struct qz_diag *diag)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = STDIN_FILENO;
	*bytes = NULL;
	int error = standard ? 0 : open_input(path, &fd);
	struct qz_buf buf;
	qz_buf_init(&buf);
	if (error == 0)
		error = read_all(fd, limits->input_bytes, &buf);
	if (!standard && fd >= 0)
		close(fd);
	if (error == 0) {
		*len = buf.len;
		*bytes = qz_buf_take(&buf);
		error = *bytes ? 0 : ENOMEM;
	}
	qz_buf_done(&buf);
	if (error == 0)
		return QZ_OK;
	if (error > 0)
		return cannot_open(diag, path, error);
	qz_limits_exceeded(limits, &limits->input_bytes, diag);
	return QZ_INPUT;
}

enum qz_status qz_file_make_folder(const char *path, struct qz_diag *diag)
{
	struct stat info;
	char *copy = strdup(path);
	int error = copy ? 0 : ENOMEM;
	for (char *at = copy; at && error == 0;) {
		at = strchr(at + 1, '/');
		if (at)
			*at = '\0';
		if (*copy && mkdirat(AT_FDCWD, copy, 0777) != 0 && errno != EEXIST)
			error = errno;
		if (at)
			*at = '/';
	}
	free(copy);
	if (error == 0 && (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)))
		error = ENOTDIR;
	return error ? cannot_write(diag, path, error) : QZ_OK;
}

static bool is_input(const struct stat *target, const struct qz_inputs *inputs)
{
	struct stat source;
	for (; inputs; inputs = inputs->also) {
		for (size_t i = 0; i < inputs->count; i++) {
			const char *path = inputs->paths[i];
			if (path && strcmp(path, "-") != 0 && stat(path, &source) == 0 && source.st_dev == target->st_dev && source.st_ino == target->st_ino)
				return true;
		}
	}
	return false;
}

/* QZ_OK when the target may be replaced: absent, or a regular file that is no input. */
static enum qz_status check_target(const struct qz_pending *pending, const struct qz_inputs *inputs, struct qz_diag *diag)
{
	struct stat target;
	bool there = fstatat(pending->folder, pending->target, &target, 0) == 0;
	if (there && is_input(&target, inputs)) {
		qz_diag_add(diag, QZ_RULE_OUTPUT_IS_INPUT, NULL, "path", pending->path, NULL);
		return QZ_OUTPUT;
	}
	if (fstatat(pending->folder, pending->target, &target, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? QZ_OK : cannot_write(diag, pending->path, errno);
	if (S_ISDIR(target.st_mode))
		return cannot_write(diag, pending->path, EISDIR);
	return QZ_OK;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		bytes += done;
		len -= (size_t)done;
	}
	return 0;
}

#define TEMPORARY ".quanze-"
#define TRIES 100

/* ".quanze-PID-XXXXXX", in the folder of the target: a rename stays on one file system, and what a dead process left is known. */
static void name_temporary(char name[QZ_TEMPORARY])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	uint64_t number = ((uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec) * 0x9e3779b97f4a7c15u; /* the high bits are spread best */
	int at = snprintf(name, QZ_TEMPORARY, TEMPORARY "%ld-", (long)getpid());
	for (int i = 0; i < 6; i++, number <<= 6)
		name[at++] = letters[(number >> 58) % (sizeof letters - 1)];
	name[at] = '\0';
}

/* Opens a new file in an open folder; what others may have put there under its name is not opened. 0, or an errno value. */
static int open_temporary(int folder, char name[QZ_TEMPORARY], int *fd)
{
	for (int tries = 0; tries < TRIES; tries++) {
		name_temporary(name);
		*fd = openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (*fd >= 0 || errno != EEXIST)
			break;
	}
	return *fd >= 0 ? 0 : errno;
}

int qz_file_unnamed(const char *folder, int *fd)
{
	char name[QZ_TEMPORARY];
	int at = qz_below_folder(folder, "");
	int error = at >= 0 ? open_temporary(at, name, fd) : errno;
	if (error == 0 && unlinkat(at, name, 0) != 0) {
		error = errno;
		close(*fd);
	}
	if (error)
		*fd = -1;
	if (at >= 0)
		close(at);
	return error;
}

static void forget(struct qz_pending *pending)
{
	if (pending->path && pending->folder >= 0)
		close(pending->folder);
	free(pending->path);
	*pending = (struct qz_pending){0};
}

/* The folder of the output, held open from now on; `folder` itself is made where it is missing. */
static enum qz_status open_folder(struct qz_pending *pending, const char *folder, const char *below, struct qz_diag *diag)
{
	pending->folder = qz_below_make(folder, below, &pending->target);
	if (pending->folder < 0 && errno == ENOENT) {
		if (qz_file_make_folder(folder, diag) != QZ_OK)
			return QZ_OUTPUT;
		pending->folder = qz_below_make(folder, below, &pending->target);
	}
	return pending->folder >= 0 ? QZ_OK : cannot_write(diag, pending->path, errno);
}

enum qz_status qz_pending_open(struct qz_pending *pending, const char *folder, const char *below, const struct qz_inputs *inputs, struct qz_diag *diag)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s", folder, below);
	*pending = (struct qz_pending){.path = qz_buf_take(&path), .below = strlen(folder) + 1, .folder = -1};
	if (!pending->path)
		return cannot_write(diag, below, ENOMEM);
	enum qz_status status = open_folder(pending, folder, pending->path + pending->below, diag);
	if (status == QZ_OK)
		status = check_target(pending, inputs, diag);
	int error = status == QZ_OK ? open_temporary(pending->folder, pending->temporary, &pending->fd) : 0;
	if (error)
		status = cannot_write(diag, pending->path, error);
	pending->open = status == QZ_OK;
	if (status != QZ_OK)
		forget(pending);
	return status;
}

static int put_into_pending(void *context, const void *bytes, size_t len)
{
	struct qz_pending *pending = context;
	if (!pending->error)
		pending->error = write_all(pending->fd, bytes, len);
	return pending->error ? -1 : 0;
}

struct qz_sink qz_pending_sink(struct qz_pending *pending)
{
	return (struct qz_sink){.context = pending, .put = put_into_pending};
}

void qz_pending_send(struct qz_pending *pending)
{
#ifdef SYNC_FILE_RANGE_WRITE
	(void)sync_file_range(pending->fd, 0, 0, SYNC_FILE_RANGE_WRITE); /* what fails here, fsync says */
#else
	(void)pending;
#endif
}

enum qz_status qz_pending_close(struct qz_pending *pending, bool sync, struct qz_diag *diag)
{
	int error = pending->error;
	if (error == 0 && sync && fsync(pending->fd) != 0 && errno != EINVAL && errno != EROFS)
		error = errno;
	if (close(pending->fd) != 0 && error == 0)
		error = errno;
	pending->open = false;
	if (error == 0)
		return QZ_OK;
	enum qz_status status = cannot_write(diag, pending->path, error);
	qz_pending_abandon(pending);
	return status;
}

enum qz_status qz_pending_write(struct qz_pending *pending, const char *folder, const char *below, const void *bytes, size_t len, struct qz_diag *diag)
{
	enum qz_status status = qz_pending_open(pending, folder, below, NULL, diag);
	if (status != QZ_OK)
		return status;
	put_into_pending(pending, bytes, len);
	return qz_pending_close(pending, true, diag);
}

void qz_pending_park(struct qz_pending *pending)
{
	if (!pending->path)
		return;
	close(pending->folder);
	pending->folder = -1;
}

/* Opens the folder of a parked output again; where that fails, what is done with -1 says why. */
static void unpark(struct qz_pending *pending)
{
	if (!pending->path || pending->folder >= 0)
		return;
	pending->path[pending->below - 1] = '\0';
	pending->folder = qz_below_open(pending->path, pending->path + pending->below, &pending->target);
	pending->path[pending->below - 1] = '/';
}

enum qz_status qz_pending_commit(struct qz_pending *pending, struct qz_diag *diag)
{
	enum qz_status status = QZ_OK;
	unpark(pending);
	if (renameat(pending->folder, pending->temporary, pending->folder, pending->target) != 0) {
		status = cannot_write(diag, pending->path, errno);
		unlinkat(pending->folder, pending->temporary, 0);
	}
	forget(pending);
	return status;
}

void qz_pending_abandon(struct qz_pending *pending)
{
	if (pending->open)
		close(pending->fd);
	unpark(pending);
	if (pending->path)
		unlinkat(pending->folder, pending->temporary, 0);
	forget(pending);
}

/* The process that a temporary file is of; 0: it is none of ours. */
static pid_t owner_of(const char *name)
{
	char *end;
	if (strncmp(name, TEMPORARY, strlen(TEMPORARY)) != 0)
		return 0;
	long pid = strtol(name + strlen(TEMPORARY), &end, 10);
	return pid > 0 && *end == '-' && strlen(end) == strlen("-XXXXXX") ? (pid_t)pid : 0;
}

/* Whether a process is no more; on Linux one that is dead but was not waited for counts as gone. */
static bool is_gone(pid_t pid)
{
	char path[64], state = '?';
	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	if (kill(pid, 0) != 0)
		return errno == ESRCH;
	FILE *file = fopen(path, "re");
	if (file && fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
		state = '?';
	if (file)
		fclose(file);
	return state == 'Z' || state == 'X';
}

void qz_file_sweep(const char *folder, const char *below, pid_t owner)
{
	int open_folder = qz_below_folder(folder, below);
	DIR *dir = open_folder >= 0 ? fdopendir(open_folder) : NULL;
	if (open_folder >= 0 && !dir)
		close(open_folder);
	const struct dirent *entry;
	while (dir && (entry = readdir(dir))) {
		pid_t pid = owner_of(entry->d_name);
		if (pid && (pid == owner || (!owner && is_gone(pid))))
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
}

bool qz_path_ends_in(const char *path, const char *file)
{
	size_t n = strlen(path), m = strlen(file);
	return n >= m && strcmp(path + n - m, file) == 0 && (n == m || path[n - m - 1] == '/');
}
