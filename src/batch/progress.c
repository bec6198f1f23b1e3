/*
 * The progress line, for progress.h.
 */
#include "batch/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <uniwidth.h>

#include "base/pace.h"

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct qz_pace *qz_progress_pace(enum qz_progress_mode mode)
{
	if (mode != QZ_PROGRESS_AUTO || !isatty(STDERR_FILENO))
		return NULL;
	void *shared = mmap(NULL, sizeof(struct qz_pace), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return shared == MAP_FAILED ? NULL : shared;
}

void qz_progress_init(struct qz_progress *progress, enum qz_progress_mode mode, size_t total, const struct qz_messages *messages, const struct qz_pace *pace)
{
	*progress = (struct qz_progress){.mode = mode, .messages = messages, .total = total, .start = now(), .pace = total == 1 ? pace : NULL};
	if ((total < 2 && !progress->pace) || (mode == QZ_PROGRESS_AUTO && !isatty(STDERR_FILENO)))
		progress->mode = QZ_PROGRESS_NEVER;
}

/* Columns of the terminal. */
static int width_of_terminal(void)
{
	struct winsize size;
	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

static int width_of(const char *text)
{
	return u8_strwidth((const uint8_t *)text, "UTF-8");
}

/* The end of a path that fits in so many columns. */
static const char *end_of(const char *path, int columns)
{
	while (*path && width_of(path) > columns)
		do
			path++;
		while (((unsigned char)*path & 0xC0) == 0x80);
	return path;
}

/* Seconds as 1:05, 2:03:00. */
static void put_time(char *out, size_t size, double seconds)
{
	long all = (long)(seconds + 0.5);
	if (all >= 3600)
		snprintf(out, size, "%ld:%02ld:%02ld", all / 3600, all / 60 % 60, all % 60);
	else
		snprintf(out, size, "%ld:%02ld", all / 60, all % 60);
}

/* The line on the terminal, drawn over the one before; as much of the file's name as there is room for, or else `instead`. */
static void put_line(struct qz_progress *progress, const char *key, struct qz_datum *data, size_t count, const char *file, const char *instead)
{
	struct qz_buf line, name;
	qz_buf_init(&line);
	qz_buf_init(&name);
	qz_messages_put(progress->messages, key, data, count, &line);
	qz_buf_put_visible(&name, file, strlen(file));
	int room = width_of_terminal() - 1;
	if (!line.failed && !name.failed && line.data && width_of(line.data) < room)
		fprintf(stderr, "\r\033[K%s %s", line.data, end_of(name.data ? name.data : "", room - width_of(line.data) - 1));
	else
		fprintf(stderr, "\r\033[K%s", instead);
	fflush(stderr);
	progress->drawn = true;
	qz_buf_done(&name);
	qz_buf_done(&line);
}

/* One input: its rows, then its items; between them it is proved and judged. */
static void draw_pace(struct qz_progress *progress, double passed, const char *file)
{
	const struct qz_pace *pace = progress->pace;
	const size_t items = atomic_load(&pace->items), rows = atomic_load(&pace->rows), placed = atomic_load(&pace->placed);
	const char *key = items ? "progress.items" : !rows ? "progress.reading" : placed < rows ? "progress.rows" : "progress.judging";
	char done[24], total[24], time[32], instead[64];
	snprintf(done, sizeof done, "%zu", items ? atomic_load(&pace->drawn) : placed);
	snprintf(total, sizeof total, "%zu", items ? items : rows);
	put_time(time, sizeof time, passed);
	snprintf(instead, sizeof instead, "%s/%s", done, total);
	struct qz_datum data[] = {{(char *)"done", done}, {(char *)"total", total}, {(char *)"time", time}};
	put_line(progress, key, data, sizeof data / sizeof *data, file, instead);
}

static void draw(struct qz_progress *progress, size_t done, double rate, double left, const char *file)
{
	char instead[64], numbers[4][24], speed[24], time[32] = "–";
	const size_t values[] = {done, progress->total, progress->findings[QZ_ERROR], progress->findings[QZ_WARNING]};
	for (int i = 0; i < 4; i++)
		snprintf(numbers[i], sizeof numbers[i], "%zu", values[i]);
	snprintf(speed, sizeof speed, rate < 10 ? "%.1f" : "%.0f", rate);
	if (done)
		put_time(time, sizeof time, left);
	struct qz_datum data[] = {{(char *)"done", numbers[0]},   {(char *)"total", numbers[1]}, {(char *)"errors", numbers[2]},
				  {(char *)"warnings", numbers[3]}, {(char *)"rate", speed},      {(char *)"left", time}};
	snprintf(instead, sizeof instead, "%zu/%zu", done, progress->total);
	put_line(progress, "progress.line", data, sizeof data / sizeof *data, file, instead);
}

static void put_json(const struct qz_progress *progress, size_t done, double rate, double left, const char *file)
{
	struct qz_buf name;
	qz_buf_init(&name);
	qz_buf_put_visible(&name, file, strlen(file));
	fprintf(stderr, "{\"done\":%zu,\"total\":%zu,\"rate\":%.1f,\"left\":%.0f,\"errors\":%zu,\"warnings\":%zu,\"file\":\"", done, progress->total, rate,
		left, progress->findings[QZ_ERROR], progress->findings[QZ_WARNING]);
	for (const char *at = name.data ? name.data : ""; *at; at++)
		fprintf(stderr, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
	fputs("\"}\n", stderr);
	qz_buf_done(&name);
}

void qz_progress_show(struct qz_progress *progress, size_t done, const char *file)
{
	double time = progress->mode == QZ_PROGRESS_NEVER ? 0 : now(), pause = progress->mode == QZ_PROGRESS_JSON ? 1 : 0.1;
	bool gone = progress->mode == QZ_PROGRESS_AUTO && !progress->drawn; /* other lines were printed: it stands again below them */
	if (progress->mode == QZ_PROGRESS_NEVER || (time - progress->last < pause && !gone && done != progress->total))
		return;
	if (progress->pace && time - progress->start < 1)
		return;
	double passed = time - progress->start, rate = passed > 0 ? (double)done / passed : 0;
	double left = rate > 0 ? (double)(progress->total - done) / rate : 0;
	progress->last = time;
	if (progress->pace)
		draw_pace(progress, passed, file);
	else if (progress->mode == QZ_PROGRESS_JSON)
		put_json(progress, done, rate, left, file);
	else
		draw(progress, done, rate, left, file);
}

void qz_progress_clear(struct qz_progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	progress->drawn = false;
}
