/*
 * The spool of spool.h.
 */
#include "base/spool.h"

#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/file.h"

#define ROOM ((size_t)4 << 20) /* bytes kept in memory */

void qz_spool_init(struct qz_spool *spool, const char *folder)
{
	*spool = (struct qz_spool){.folder = folder, .fd = -1};
	qz_buf_init(&spool->memory);
}

void qz_spool_done(struct qz_spool *spool)
{
	if (spool->fd >= 0)
		close(spool->fd);
	qz_buf_done(&spool->memory);
	spool->fd = -1;
}

size_t qz_spool_length(const struct qz_spool *spool)
{
	return spool->filed + spool->memory.len;
}

/* Moves what is in memory to the file. */
static int empty_memory(struct qz_spool *spool)
{
	int error = spool->fd < 0 ? qz_file_unnamed(spool->folder, &spool->fd) : 0;
	for (size_t at = 0; at < spool->memory.len && error == 0;) {
		ssize_t done = write(spool->fd, spool->memory.data + at, spool->memory.len - at);
		if (done < 0 && errno != EINTR)
			error = errno;
		at += done > 0 ? (size_t)done : 0;
	}
	spool->filed += spool->memory.len;
	qz_buf_clear(&spool->memory);
	return error;
}

int qz_spool_add(struct qz_spool *spool, const void *bytes, size_t len)
{
	int error = spool->folder && spool->memory.len + len > ROOM && spool->memory.len ? empty_memory(spool) : 0;
	qz_buf_add(&spool->memory, bytes, len);
	return error ? error : spool->memory.failed ? ENOMEM : 0;
}

int qz_spool_read(const struct qz_spool *spool, size_t at, void *bytes, size_t len)
{
	char *to = bytes;
	while (len > 0 && at < spool->filed) {
		size_t wanted = len < spool->filed - at ? len : spool->filed - at;
		ssize_t got = pread(spool->fd, to, wanted, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? errno : EIO;
		to += got;
		at += (size_t)got;
		len -= (size_t)got;
	}
	if (len > 0 && len <= spool->memory.len && at - spool->filed <= spool->memory.len - len)
		memcpy(to, spool->memory.data + (at - spool->filed), len);
	else if (len > 0)
		return EINVAL;
	return 0;
}
