/*
 * Preloaded into the program: lets calls on files fail, be short or be
 * interrupted. Only regular files count, so that sockets and streams work.
 *
 * Environment: QZ_IO_CALL (read, write, fsync, rename, open, mkdir), QZ_IO_AT (the
 * n-th such call in a process; 0: each one), QZ_IO_ERROR (errno), QZ_IO_SHORT=1
 * (reads and writes move one half), QZ_IO_KILL=1 (the process is killed there).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the kernel tells of the system in files is none: an allocator looks there before the program begins. The sandbox lets ask no file systems. */
static bool is_file(int fd)
{
	struct stat info, kernel;
	bool file = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
	for (int i = 0; i < 2 && file; i++)
		file = stat(i ? "/proc" : "/sys", &kernel) != 0 || kernel.st_dev != info.st_dev;
	return file;
}

/* True when this call is the one that is to fail; errno is set. An interrupted call works the next time. */
static bool fails(const char *call)
{
	static atomic_long counted;
	const char *wanted = getenv("QZ_IO_CALL"), *at = getenv("QZ_IO_AT"), *error = getenv("QZ_IO_ERROR");
	if (!wanted || !at || strcmp(wanted, call) != 0)
		return false;
	long count = atomic_fetch_add(&counted, 1) + 1;
	if (error && atoi(error) == EINTR && atol(at) == 0 && count % 2 == 0)
		return false;
	if (atol(at) != 0 && count != atol(at))
		return false;
	if (getenv("QZ_IO_KILL"))
		raise(SIGKILL);
	if (!error)
		return false;
	errno = atoi(error);
	return true;
}

static size_t shortened(size_t len)
{
	return getenv("QZ_IO_SHORT") && len > 1 ? len / 2 : len;
}

ssize_t read(int fd, void *data, size_t len)
{
	bool file = is_file(fd);
	if (file && fails("read"))
		return -1;
	return syscall(SYS_read, fd, data, file ? shortened(len) : len);
}

ssize_t write(int fd, const void *data, size_t len)
{
	bool file = is_file(fd);
	if (file && fails("write"))
		return -1;
	return syscall(SYS_write, fd, data, file ? shortened(len) : len);
}

int fsync(int fd)
{
	return is_file(fd) && fails("fsync") ? -1 : (int)syscall(SYS_fsync, fd);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return fails("rename") ? -1 : (int)syscall(SYS_renameat, from_folder, from, to_folder, to);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
	return fails("mkdir") ? -1 : (int)syscall(SYS_mkdirat, folder, path, mode);
}

/* Only new files count: temporaries, and the journal. */
int openat(int folder, const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	if ((flags & O_CREAT) && fails("open"))
		return -1;
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return openat(AT_FDCWD, path, flags, mode);
}
