/*
 * quanze serve: a server for the clerks of an office. The process that speaks
 * HTTP (front.c) opens no document; it asks the broker, forked off before it
 * listens, for a worker a job, which is confined to the folder of its session.
 */
#ifndef QZ_SERVE_SERVE_H
#define QZ_SERVE_SERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "quanze.h"

/* All borrowed. */
struct qz_serve_options {
	const struct qz_options *base; /* of all jobs: resources, laws, rules, …, limits */
	const struct qz_messages *messages;
	const char *listen;            /* "127.0.0.1:8080", "[::1]:8080"; NULL: the former */
	const char *folder;            /* where sessions lie; NULL: found by qz_store_folder() */
	const char *const *hosts;      /* further names by which browsers may call it ("quanze.example.gov.cn") */
	size_t nhosts;
	size_t workers;                /* at once; 0: one a processor */
	size_t queue;                  /* jobs that wait */
	size_t keep;                   /* seconds that an idle session stays */
	size_t sessions;               /* at most, at a time */
	size_t upload_bytes;           /* of one request's body */
	size_t files;                  /* uploaded at once */
	size_t fields;                 /* of one form */
	bool log_names;                /* the log may have names of files */
	bool quiet;                    /* no log of requests */
};

void qz_serve_options_init(struct qz_serve_options *options);

/* Serves until SIGTERM or SIGINT. QZ_OK, QZ_USAGE, QZ_INPUT or QZ_OUTPUT, with what is wrong on stderr. */
enum qz_status qz_serve_run(const struct qz_serve_options *options);

#endif
