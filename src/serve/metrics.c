/*
 * What a monitor asks for, for front.h: the text format of Prometheus.
 */
#include <stdio.h>

#include "serve/front.h"

static void put(struct qz_buf *out, const char *name, const char *type, const char *help, double value)
{
	qz_buf_printf(out, "# HELP quanze_%s %s\n# TYPE quanze_%s %s\nquanze_%s %.15g\n", name, help, name, type, name, value);
}

static void put_labelled(struct qz_buf *out, const char *name, const char *label, const char *help, const char *const *values,
			 const unsigned long long *counts, size_t count)
{
	qz_buf_printf(out, "# HELP quanze_%s %s\n# TYPE quanze_%s counter\n", name, help, name);
	for (size_t i = 0; i < count; i++)
		qz_buf_printf(out, "quanze_%s{%s=\"%s\"} %llu\n", name, label, values[i], counts[i]);
}

enum MHD_Result qz_metrics_reply(struct qz_request *request)
{
	static const char *const statuses[] = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
	static const char *const kinds[] = {"convert", "compare", "page", "zip", "validate"};
	static const char *const ends[] = {"answer", "signal", "exit", "time", "memory"};
	const struct qz_front *front = request->front;
	const struct qz_counts *counts = &front->counts;
	struct qz_buf out;
	qz_buf_init(&out);
	put_labelled(&out, "requests_total", "status", "Requests answered, by status.", statuses, counts->requests, 6);
	put_labelled(&out, "jobs_total", "kind", "Jobs done by workers.", kinds, counts->jobs, 5);
	put_labelled(&out, "job_ends_total", "end", "How jobs ended: with an answer, or how the worker was lost.", ends, counts->lost, 5);
	put(&out, "job_seconds_total", "counter", "Seconds of all jobs, waiting included.", counts->job_seconds);
	put(&out, "jobs_refused_total", "counter", "Jobs refused because too many waited, or the server was being stopped.", (double)counts->refused);
	put(&out, "upload_bytes_total", "counter", "Bytes of bodies read.", (double)counts->bytes_in);
	put(&out, "sessions_total", "counter", "Sessions begun.", (double)counts->sessions);
	put(&out, "sessions", "gauge", "Sessions there are.", (double)front->sessions.count);
	put(&out, "jobs_waiting", "gauge", "Jobs that wait for a worker.", (double)front->waiting);
	put(&out, "jobs_running", "gauge", "Jobs that workers are at.", (double)front->running);
	put(&out, "requests_open", "gauge", "Requests on their way.", (double)front->requests);
	const enum MHD_Result result = out.failed ? MHD_NO : qz_reply_bytes(request, 200, "text/plain; version=0.0.4; charset=utf-8", out.data, out.len, false);
	qz_buf_done(&out);
	return result;
}
