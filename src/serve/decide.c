/*
 * What a clerk decides, for front.h: forms become lines of the table of
 * decisions, which the next job applies; or a table, or a first report, is brought.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "serve/decided.h"
#include "serve/front.h"

#define TABLE_MOST ((size_t)32 << 20)

/* The session's list is done anew, and its pages wait for it. */
static enum MHD_Result redo(struct qz_request *request)
{
	const char *back = qz_intake_value(&request->intake, "back");
	char path[1200];
	const size_t plain = back ? strspn(back, "abcdefghijklmnopqrstuvwxyz0123456789-=&") : 0;
	const unsigned failure = qz_queue_add(request->front, request, QZ_JOB_CONVERT, false);
	if (failure)
		return qz_reply_error(request, failure, request->why);
	if (back && plain && plain < 1000 && !back[plain])
		snprintf(path, sizeof path, "/s/%s/review?%s", request->session->id, back);
	else
		snprintf(path, sizeof path, "/s/%s/", request->session->id);
	return qz_reply_redirect(request, path, NULL);
}

static bool may_decide(const struct qz_session *session)
{
	return session->kind == QZ_JOB_CONVERT && (session->state == QZ_SESSION_DONE || session->state == QZ_SESSION_FAILED);
}

/* ---- one by one ---- */

static const char *field(const struct qz_request *request, const char *line, const char *name)
{
	char whole[96];
	snprintf(whole, sizeof whole, "%s.%s", line, name);
	return qz_intake_value(&request->intake, whole);
}

static bool put_line(const struct qz_request *request, const char *line, const char *decision, struct qz_buf *table)
{
	char day[16] = "";
	const time_t now = time(NULL);
	struct tm parts;
	const char *scope = field(request, line, "scope");
	const bool one = scope && strcmp(scope, "one") == 0;
	if (localtime_r(&now, &parts))
		strftime(day, sizeof day, "%Y-%m-%d", &parts);
	const struct qz_decided_form form = {
		.file = field(request, line, "file"), .item = field(request, line, one ? "item1" : "item"), .name = field(request, line, "name"),
		.column = field(request, line, "column"), .finding = field(request, line, "finding"), .found = field(request, line, "found"),
		.suggested = field(request, line, "suggested"), .decision = decision, .change = field(request, line, "change"),
		.reason = field(request, line, "reason"), .who = qz_intake_value(&request->intake, "who"), .date = day,
		.key = field(request, line, one ? "key1" : "key")};
	return qz_decided_line(&form, strcmp(request->session->language, "en") != 0, table);
}

/* "N.decision" and, where all suggestions are accepted at once, what it then means. */
static void put_decisions(const struct qz_request *request, struct qz_buf *table)
{
	const char *all = qz_intake_value(&request->intake, "all");
	const bool accept = all && strcmp(all, "accept") == 0;
	for (size_t i = 0; i < request->intake.nfields; i++) {
		const struct qz_intake_field *at = &request->intake.fields[i];
		const size_t len = strspn(at->name, "0123456789");
		char line[16];
		if (len == 0 || len >= sizeof line || strcmp(at->name + len, ".decision") != 0)
			continue;
		memcpy(line, at->name, len);
		line[len] = '\0';
		const char *decision = at->value.data ? at->value.data : "", *suggested = field(request, line, "suggested");
		if (!*decision && accept && suggested && *suggested)
			decision = "accept";
		if (*decision)
			put_line(request, line, decision, table);
	}
}

enum MHD_Result qz_clerk_decide(struct qz_request *request)
{
	const struct qz_store_folder *folder = &request->session->folder;
	const bool chinese = strcmp(request->session->language, "en") != 0;
	struct qz_buf lines, labels;
	size_t size;
	if (!may_decide(request->session))
		return qz_reply_error(request, 400, "bad-form");
	qz_buf_init(&lines);
	qz_buf_init(&labels);
	put_decisions(request, &lines);
	const int fd = qz_store_open(folder, "decisions.tsv", &size);
	if (fd >= 0)
		close(fd);
	else if (lines.len)
		qz_decided_labels(chinese, &labels);
	qz_buf_add(&labels, lines.data ? lines.data : "", lines.len);
	const bool written = !lines.failed && !labels.failed && (!labels.len || qz_store_append(folder, "decisions.tsv", labels.data, labels.len));
	qz_buf_done(&lines);
	qz_buf_done(&labels);
	return written ? redo(request) : qz_reply_error(request, 503, "disk-full");
}

/* Line `wanted`, from 1, or the last one (0), goes; never that of the labels. */
static bool cut_line(struct qz_buf *table, size_t wanted)
{
	size_t at = 0, number = 1, begin = 0, last = 0, end = 0;
	for (; at < table->len; number++) {
		const char *newline = memchr(table->data + at, '\n', table->len - at);
		const size_t next = newline ? (size_t)(newline - table->data) + 1 : table->len;
		if (number >= 2 && (wanted == 0 || number == wanted)) {
			begin = at;
			end = next;
			last = number;
		}
		at = next;
	}
	if (!last)
		return false;
	memmove(table->data + begin, table->data + end, table->len - end);
	qz_buf_cut(table, table->len - (end - begin));
	return true;
}

enum MHD_Result qz_clerk_undo(struct qz_request *request)
{
	const struct qz_store_folder *folder = &request->session->folder;
	const char *line = qz_intake_value(&request->intake, "line");
	struct qz_buf table;
	if (!may_decide(request->session))
		return qz_reply_error(request, 400, "bad-form");
	qz_buf_init(&table);
	const bool read = qz_store_read(folder, "decisions.tsv", TABLE_MOST, &table) && table.len;
	const bool cut = read && cut_line(&table, line && *line ? (size_t)strtoul(line, NULL, 10) : 0);
	const bool written = cut && qz_store_write(folder, "decisions.tsv", table.data, table.len);
	qz_buf_done(&table);
	if (!cut)
		return qz_reply_error(request, 400, "bad-form");
	return written ? redo(request) : qz_reply_error(request, 503, "disk-full");
}

/* ---- brought ---- */

enum MHD_Result qz_clerk_bring(struct qz_request *request)
{
	char line[64];
	if (!may_decide(request->session) || request->intake.nfiles != 1)
		return qz_reply_error(request, 400, "bad-form");
	const int len = snprintf(line, sizeof line, "%s\n", request->intake.files[0].file);
	if (!qz_store_write(&request->session->folder, "brought", line, (size_t)len)) /* for the worker, which reads it */
		return qz_reply_error(request, 503, "disk-full");
	return redo(request);
}

enum MHD_Result qz_clerk_since(struct qz_request *request)
{
	if (!may_decide(request->session) || request->intake.nfiles != 1)
		return qz_reply_error(request, 400, "bad-form");
	if (!qz_store_rename(&request->session->folder, request->intake.files[0].file, "first.json"))
		return qz_reply_error(request, 503, "disk-full");
	return redo(request);
}
