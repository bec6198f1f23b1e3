/*
 * The walk of below.h, by openat() (POSIX.1-2008): each step starts from a
 * folder that is held open, so that nobody can exchange it meanwhile. openat2()
 * with RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS would say the same of all parts at
 * once; it makes no folders, and a second way would be tested on some kernels only.
 */
#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is only gone through need not be readable (Linux). */
#ifdef O_PATH
#define THROUGH O_PATH
#else
#define THROUGH O_RDONLY
#endif

/* What a walk does: how it opens folders, and whether it makes those that are missing. */
struct walk {
	int flags;
	bool make;
};
static const struct walk through = {.flags = THROUGH}, to_list = {.flags = O_RDONLY}, making = {.flags = THROUGH, .make = true};

/* Opens a folder that is there or, where it may, makes it. A link in its place is ELOOP on all systems. */
static int open_part(int above, const char *part, const struct walk *walk)
{
	struct stat info;
	const int flags = walk->flags | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int below = openat(above, part, flags);
	if (below < 0 && errno == ENOENT && walk->make) {
		bool made = mkdirat(above, part, 0777) == 0 || errno == EEXIST; /* another worker may have been first */
		below = made ? openat(above, part, flags) : -1;
	}
	if (below < 0 && errno == ENOTDIR)
		errno = fstatat(above, part, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR;
	return below;
}

/* One folder further down: the first `len` bytes of `name`. Closes `above`. */
static int step(int above, const char *name, size_t len, const struct walk *walk)
{
	char part[NAME_MAX + 1];
	int below = -1;
	bool dots = len == 0 || ((len == 1 || len == 2) && strncmp(name, "..", len) == 0);
	if (dots || len > NAME_MAX) {
		errno = dots ? EINVAL : ENAMETOOLONG;
	} else {
		memcpy(part, name, len);
		part[len] = '\0';
		below = open_part(above, part, walk);
	}
	int error = errno;
	close(above);
	errno = error;
	return below;
}

/* The folder that the first `len` bytes of `path` name. */
static int follow(const char *folder, const char *path, size_t len, const struct walk *walk)
{
	int at = open(folder, walk->flags | O_DIRECTORY | O_CLOEXEC);
	for (size_t done = 0, part; at >= 0 && done < len; done += part + 1) {
		part = strcspn(path + done, "/");
		part = part < len - done ? part : len - done;
		at = step(at, path + done, part, walk);
	}
	return at;
}

int qz_below_folder(const char *folder, const char *path)
{
	return follow(folder, path, strlen(path), &to_list);
}

/* The folder that the last part of `path` lies in. */
static int open_above(const char *folder, const char *path, const char **name, const struct walk *walk)
{
	const char *slash = strrchr(path, '/');
	*name = slash ? slash + 1 : path;
	if (slash == path || !**name || strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0) {
		errno = EINVAL;
		return -1;
	}
	return follow(folder, path, slash ? (size_t)(slash - path) : 0, walk);
}

int qz_below_open(const char *folder, const char *path, const char **name)
{
	return open_above(folder, path, name, &through);
}

int qz_below_make(const char *folder, const char *path, const char **name)
{
	return open_above(folder, path, name, &making);
}

bool qz_below_exists(const char *folder, const char *path)
{
	struct stat info;
	const char *name;
	int at = qz_below_open(folder, path, &name);
	bool there = at >= 0 && fstatat(at, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
	if (at >= 0)
		close(at);
	return there;
}

int qz_below_read(const char *folder, const char *path)
{
	struct stat info;
	const char *name;
	int at = qz_below_open(folder, path, &name);
	if (at < 0)
		return -1;
	int file = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC); /* a pipe is not waited for */
	close(at);
	if (file < 0 || (fstat(file, &info) == 0 && S_ISREG(info.st_mode)))
		return file;
	close(file);
	errno = EINVAL;
	return -1;
}

void qz_below_remove(const char *folder, const char *path)
{
	const char *name;
	int at = qz_below_open(folder, path, &name);
	bool gone = at >= 0 && unlinkat(at, name, 0) == 0;
	if (at >= 0)
		close(at);
	for (size_t len = (size_t)(name - path); gone && len > 0;) { /* path[len - 1] is the slash behind the folder to go */
		char part[NAME_MAX + 1];
		size_t end = len - 1;
		for (len = end; len > 0 && path[len - 1] != '/';)
			len--;
		memcpy(part, path + len, end - len);
		part[end - len] = '\0';
		at = follow(folder, path, len ? len - 1 : 0, &through);
		gone = at >= 0 && unlinkat(at, part, AT_REMOVEDIR) == 0;
		if (at >= 0)
			close(at);
	}
}
