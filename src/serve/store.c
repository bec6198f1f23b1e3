/*
 * Folders of sessions on the disk, for store.h.
 */
#include "serve/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEEP 8 /* no worker makes more levels than two */

/* ---- removing ---- */

static void empty_folder(int folder, int depth);

static void remove_entry(int folder, const char *name, int depth)
{
	if (unlinkat(folder, name, 0) == 0 || depth == DEEP)
		return;
	const int below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (below < 0)
		return;
	empty_folder(below, depth + 1);
	close(below);
	unlinkat(folder, name, AT_REMOVEDIR);
}

/* The descriptor stays open. */
static void empty_folder(int folder, int depth)
{
	const int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	if (!entries && copy >= 0)
		close(copy);
	for (struct dirent *entry; entries && (entry = readdir(entries));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			remove_entry(folder, entry->d_name, depth);
	if (entries)
		closedir(entries);
}

/* ---- the folder of all ---- */

static bool find_root(const char *wish, char path[192])
{
	const char *runtime = getenv("RUNTIME_DIRECTORY"), *temporary = getenv("TMPDIR");
	int len;
	if (wish)
		len = snprintf(path, 192, "%s", wish);
	else if (runtime && *runtime && !strchr(runtime, ':'))
		len = snprintf(path, 192, "%s/sessions", runtime);
	else
		len = snprintf(path, 192, "%s/quanze-serve-%u", temporary && *temporary ? temporary : "/tmp", (unsigned)geteuid());
	return len > 0 && len < 192;
}

/* A folder that somebody else has put there, or may look into, is none. */
static bool is_private(int folder)
{
	struct stat info;
	if (fstat(folder, &info) != 0)
		return false;
	if (info.st_uid == geteuid() && (info.st_mode & 077) == 0)
		return true;
	errno = EPERM;
	return false;
}

int qz_store_root(const char *wish, char path[192])
{
	char wanted[192];
	if (!find_root(wish, wanted)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (mkdir(wanted, 0700) != 0 && errno != EEXIST)
		return -1;
	const int folder = open(wanted, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return -1;
	char *whole = is_private(folder) && flock(folder, LOCK_EX | LOCK_NB) == 0 ? realpath(wanted, NULL) : NULL;
	if (!whole || strlen(whole) >= 192) {
		const int error = errno;
		free(whole);
		close(folder);
		errno = error;
		return -1;
	}
	strcpy(path, whole);
	free(whole);
	empty_folder(folder, 0);
	return folder;
}

/* ---- one session's ---- */

bool qz_store_make(struct qz_store_folder *folder, const char *root, const char *id)
{
	folder->fd = -1;
	const int len = snprintf(folder->path, sizeof folder->path, "%s/%s", root, id);
	if (len < 0 || (size_t)len >= sizeof folder->path || mkdir(folder->path, 0700) != 0)
		return false;
	folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder->fd >= 0 && mkdirat(folder->fd, "in", 0700) == 0 && mkdirat(folder->fd, "out", 0700) == 0)
		return true;
	const int error = errno;
	qz_store_remove(folder);
	errno = error;
	return false;
}

void qz_store_remove(struct qz_store_folder *folder)
{
	if (folder->fd >= 0) {
		empty_folder(folder->fd, 0);
		close(folder->fd);
	}
	rmdir(folder->path);
	folder->fd = -1;
}

/* The folder that the name lies in; of one in the session's own it is that. */
static int enter(const struct qz_store_folder *folder, const char **name)
{
	char first[32];
	const char *slash = strchr(*name, '/');
	if (!slash)
		return openat(folder->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const size_t len = (size_t)(slash - *name);
	if (len >= sizeof first) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(first, *name, len);
	first[len] = '\0';
	*name = slash + 1;
	return openat(folder->fd, first, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int open_below(const struct qz_store_folder *folder, const char *name, int flags)
{
	const int parent = enter(folder, &name);
	const int fd = parent < 0 ? -1 : openat(parent, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
	const int error = errno;
	if (parent >= 0)
		close(parent);
	errno = error;
	return fd;
}

int qz_store_create(const struct qz_store_folder *folder, const char *name)
{
	qz_store_drop(folder, name);
	return open_below(folder, name, O_WRONLY | O_CREAT | O_EXCL);
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		const ssize_t written = write(fd, bytes, len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		len -= (size_t)written;
	}
	return true;
}

static bool write_to(int fd, const void *bytes, size_t len)
{
	if (fd < 0)
		return false;
	const bool done = write_all(fd, bytes, len);
	const int error = errno;
	close(fd);
	errno = error;
	return done;
}

bool qz_store_write(const struct qz_store_folder *folder, const char *name, const void *bytes, size_t len)
{
	return write_to(qz_store_create(folder, name), bytes, len);
}

bool qz_store_append(const struct qz_store_folder *folder, const char *name, const void *bytes, size_t len)
{
	return write_to(open_below(folder, name, O_WRONLY | O_CREAT | O_APPEND), bytes, len);
}

int qz_store_open(const struct qz_store_folder *folder, const char *name, size_t *size)
{
	struct stat info;
	const int fd = open_below(folder, name, O_RDONLY);
	if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
		*size = (size_t)info.st_size;
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

bool qz_store_read(const struct qz_store_folder *folder, const char *name, size_t most, struct qz_buf *out)
{
	size_t size;
	char piece[16384];
	const int fd = qz_store_open(folder, name, &size);
	ssize_t got = 0;
	while (fd >= 0 && out->len <= most && (got = read(fd, piece, sizeof piece)) > 0)
		qz_buf_add(out, piece, (size_t)got);
	if (fd >= 0)
		close(fd);
	return fd >= 0 && got == 0 && out->len <= most && !out->failed;
}

void qz_store_drop(const struct qz_store_folder *folder, const char *name)
{
	const int parent = enter(folder, &name);
	if (parent < 0)
		return;
	unlinkat(parent, name, 0);
	close(parent);
}

bool qz_store_rename(const struct qz_store_folder *folder, const char *from, const char *to)
{
	return renameat(folder->fd, from, folder->fd, to) == 0;
}

void qz_store_clear(const struct qz_store_folder *folder)
{
	const int below = openat(folder->fd, "out", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (below < 0)
		return;
	empty_folder(below, 1);
	close(below);
}
