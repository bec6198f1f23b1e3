/*
 * The walk of below.h, by openat() (POSIX.1-2008): each step starts from a
 * folder that is held open, so that nobody can exchange it meanwhile.
 */
#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One folder further down: the first `len` bytes of `name`. Closes `above`. */
static int step(int above, const char *name, size_t len)
{
	char part[NAME_MAX + 1];
	int below = -1;
	bool dots = (len == 1 || len == 2) && strncmp(name, "..", len) == 0;
	if (dots || len > NAME_MAX) {
		errno = dots ? EINVAL : ENAMETOOLONG;
	} else {
		memcpy(part, name, len);
		part[len] = '\0';
		below = openat(above, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	}
	int error = errno;
	close(above);
	errno = error;
	return below;
}

/* The folder that the first `len` bytes of `path` name. */
static int walk(const char *folder, const char *path, size_t len)
{
	int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (size_t done = 0, part; at >= 0 && done < len; done += part + 1) {
		part = strcspn(path + done, "/");
		part = part < len - done ? part : len - done;
		at = part ? step(at, path + done, part) : (close(at), errno = EINVAL, -1);
	}
	return at;
}

int qz_below_folder(const char *folder, const char *path)
{
	return walk(folder, path, strlen(path));
}

int qz_below_open(const char *folder, const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	*name = slash ? slash + 1 : path;
	if (slash == path || !**name || strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0) {
		errno = EINVAL;
		return -1;
	}
	return walk(folder, path, slash ? (size_t)(slash - path) : 0);
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
		at = walk(folder, path, len ? len - 1 : 0);
		gone = at >= 0 && unlinkat(at, part, AT_REMOVEDIR) == 0;
		if (at >= 0)
			close(at);
	}
}
