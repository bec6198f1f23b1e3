/*
 * The journal of a batch, for journal.h. A frame is the row's hash in
 * hexadecimal, its length in decimal, a line end, the row, a line end.
 */
#include "batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"

#define MAX_ROW ((size_t)1 << 30)

struct qz_journal {
	FILE *file;
};

/* One row into `row`; false at the end, or where the frame is torn. */
static bool read_row(FILE *file, struct qz_buf *row)
{
	char head[128], hash[QZ_HASH], real[QZ_HASH], piece[65536];
	size_t len;
	qz_buf_clear(row);
	if (!fgets(head, sizeof head, file) || sscanf(head, "%64[0-9a-f] %zu", hash, &len) != 2 || len > MAX_ROW)
		return false;
	for (size_t got, left = len; left > 0; left -= got) {
		got = fread(piece, 1, left < sizeof piece ? left : sizeof piece, file);
		if (got == 0)
			return false;
		qz_buf_add(row, piece, got);
	}
	if (row->failed || !row->data || fgetc(file) != '\n')
		return false;
	qz_hash(row->data, row->len, real);
	return strcmp(hash, real) == 0;
}

/* The folder may be written to by others: a link, a pipe, a file that has another name too are no journal of ours. */
static FILE *open_file(const char *path, int flags, const char *mode)
{
	struct stat info;
	int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
	bool ours = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink <= 1;
	FILE *file = ours ? fdopen(fd, mode) : NULL;
	if (fd >= 0 && !file) {
		errno = ours ? errno : EEXIST;
		close(fd);
	}
	return file;
}

void qz_journal_read(const char *path, struct qz_buf *rows)
{
	FILE *file = open_file(path, O_RDONLY, "rb");
	struct qz_buf row;
	qz_buf_init(&row);
	while (file && read_row(file, &row))
		qz_buf_add(rows, row.data, row.len);
	qz_buf_done(&row);
	if (file)
		fclose(file);
}

struct qz_journal *qz_journal_open(const char *path)
{
	struct qz_journal *journal = calloc(1, sizeof *journal);
	if (journal && !(journal->file = open_file(path, O_WRONLY | O_APPEND | O_CREAT, "ab"))) {
		free(journal);
		return NULL;
	}
	if (journal)
		setvbuf(journal->file, NULL, _IONBF, 0); /* a frame is one write: killed in between, it is whole or not there */
	return journal;
}

void qz_journal_close(struct qz_journal *journal)
{
	if (journal)
		fclose(journal->file);
	free(journal);
}

bool qz_journal_add(struct qz_journal *journal, const char *row, size_t len)
{
	char hash[QZ_HASH];
	if (!journal)
		return false;
	struct qz_buf frame;
	qz_buf_init(&frame);
	qz_hash(row, len, hash);
	qz_buf_printf(&frame, "%s %zu\n", hash, len);
	qz_buf_add(&frame, row, len);
	qz_buf_putc(&frame, '\n');
	bool done = !frame.failed && fwrite(frame.data, 1, frame.len, journal->file) == frame.len;
	qz_buf_done(&frame);
	return done;
}
