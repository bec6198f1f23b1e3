/*
 * The broker: a process that is forked off before the server listens, keeps
 * what all jobs need loaded, and forks a worker a job. It speaks with the front
 * in orders and outcomes (job.h) and reads nothing else.
 */
#ifndef QZ_SERVE_BROKER_H
#define QZ_SERVE_BROKER_H

#include <sys/types.h>

#include "serve/job.h"

struct qz_broker {
	pid_t pid;
	int socket; /* in packets; does not block */
};

/* Forks it off. False when there is no process to be had. */
bool qz_broker_start(struct qz_broker *broker, const struct qz_serve_options *options);

/* False when it is gone. */
bool qz_broker_order(const struct qz_broker *broker, const struct qz_job_order *order);

/* 1: an outcome; 0: none yet; -1: the broker is gone. */
int qz_broker_outcome(const struct qz_broker *broker, struct qz_job_outcome *outcome);

/* It ends when its jobs are done. */
void qz_broker_stop(struct qz_broker *broker);

#endif
