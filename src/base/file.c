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
	qz_diag_add(diag, QZ_RULE_OUTPUT_UNWRITABLE, NULL, "path", path, "reason", strerror(error), NULL);
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

/* Makes one folder, or finds it there; a link in its place counts as one only where links are trusted. */
static enum qz_status make_one(const char *path, bool trusted, struct qz_diag *diag)
{
	struct stat info;
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		return cannot_write(diag, path, errno);
	if (trusted || lstat(path, &info) != 0 || !S_ISLNK(info.st_mode))
		return QZ_OK;
	qz_diag_add(diag, QZ_RULE_OUTPUT_UNWRITABLE, NULL, "path", path, "reason", "a link stands in its place", NULL);
	return QZ_OUTPUT;
}

/* Links are trusted in the first `trusted` bytes of the path: the user named them. */
static enum qz_status make_folders(const char *path, size_t trusted, struct qz_diag *diag)
{
	char *copy = strdup(path);
	if (!copy)
		return cannot_write(diag, path, ENOMEM);
	enum qz_status status = QZ_OK;
	for (char *at = copy; at && status == QZ_OK;) {
		at = strchr(at + 1, '/');
		if (at)
			*at = '\0';
		if (*copy)
			status = make_one(copy, strlen(copy) <= trusted, diag);
		if (at)
			*at = '/';
	}
	struct stat stat_buf;
	if (status == QZ_OK && (stat(path, &stat_buf) != 0 || !S_ISDIR(stat_buf.st_mode)))
		status = cannot_write(diag, path, ENOTDIR);
	free(copy);
	return status;
}

enum qz_status qz_file_make_folder(const char *path, struct qz_diag *diag)
{
	return make_folders(path, strlen(path), diag);
}

enum qz_status qz_file_make_below(const char *folder, const char *path, struct qz_diag *diag)
{
	return make_folders(path, strlen(folder), diag);
}

/* QZ_OK when `path` may be replaced: absent, or a regular file that is not the input. */
static enum qz_status check_target(const char *path, const char *input, struct qz_diag *diag)
{
	struct stat target, source;
	bool there = stat(path, &target) == 0;
	if (there && input && stat(input, &source) == 0 && source.st_dev == target.st_dev && source.st_ino == target.st_ino) {
		qz_diag_add(diag, QZ_RULE_OUTPUT_IS_INPUT, NULL, "path", path, NULL);
		return QZ_OUTPUT;
	}
	if (lstat(path, &target) != 0)
		return errno == ENOENT ? QZ_OK : cannot_write(diag, path, errno);
	if (S_ISDIR(target.st_mode))
		return cannot_write(diag, path, EISDIR);
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

/* "DIR/.quanze-PID-XXXXXX" beside the target, so that a rename stays on one file system, and what a dead process left is known. */
static char *name_temporary(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct qz_buf name;
	qz_buf_init(&name);
	qz_buf_add(&name, path, slash ? (size_t)(slash - path) + 1 : 0);
	qz_buf_printf(&name, TEMPORARY "%ld-XXXXXX", (long)getpid());
	return qz_buf_take(&name);
}

/* Opens a new temporary file; 0, or an errno value. */
static int open_temporary(char *name, int *fd)
{
	*fd = mkstemp(name);
	if (*fd < 0)
		return errno;
	mode_t mask = umask(0);
	umask(mask);
	if (fchmod(*fd, 0666 & ~mask) == 0)
		return 0;
	int error = errno;
	close(*fd);
	unlink(name);
	return error;
}

int qz_file_unnamed(const char *folder, int *fd)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/x", folder);
	char *name = path.failed ? NULL : name_temporary(path.data);
	int error = name ? open_temporary(name, fd) : ENOMEM;
	if (error == 0 && unlink(name) != 0) {
		error = errno;
		close(*fd);
	}
	if (error)
		*fd = -1;
	free(name);
	qz_buf_done(&path);
	return error;
}

static void forget(struct qz_pending *pending)
{
	free(pending->temporary);
	free(pending->target);
	*pending = (struct qz_pending){0};
}

enum qz_status qz_pending_open(struct qz_pending *pending, const char *path, const char *input, struct qz_diag *diag)
{
	*pending = (struct qz_pending){0};
	enum qz_status status = check_target(path, input, diag);
	if (status != QZ_OK)
		return status;
	pending->target = strdup(path);
	pending->temporary = name_temporary(path);
	int error = pending->target && pending->temporary ? open_temporary(pending->temporary, &pending->fd) : ENOMEM;
	pending->open = error == 0;
	if (error == 0)
		return QZ_OK;
	forget(pending);
	return cannot_write(diag, path, error);
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
	enum qz_status status = cannot_write(diag, pending->target, error);
	qz_pending_abandon(pending);
	return status;
}

enum qz_status qz_pending_write(struct qz_pending *pending, const char *path, const char *input, const void *bytes, size_t len, bool sync,
				struct qz_diag *diag)
{
	enum qz_status status = qz_pending_open(pending, path, input, diag);
	if (status != QZ_OK)
		return status;
	put_into_pending(pending, bytes, len);
	return qz_pending_close(pending, sync, diag);
}

enum qz_status qz_pending_commit(struct qz_pending *pending, struct qz_diag *diag)
{
	enum qz_status status = QZ_OK;
	if (rename(pending->temporary, pending->target) != 0) {
		status = cannot_write(diag, pending->target, errno);
		unlink(pending->temporary);
	}
	forget(pending);
	return status;
}

void qz_pending_abandon(struct qz_pending *pending)
{
	if (pending->open)
		close(pending->fd);
	if (pending->temporary)
		unlink(pending->temporary);
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
