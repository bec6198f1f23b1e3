/*
 * The one status of the project: what a call returns is what the program
 * exits with. Higher is worse, so the status of many inputs is the maximum.
 */
#ifndef QZ_BASE_STATUS_H
#define QZ_BASE_STATUS_H

enum qz_status {
	QZ_OK = 0,       /* done */
	QZ_FINDINGS = 1, /* done, and findings stand at or above --fail-on */
	QZ_USAGE = 2,    /* the call itself is wrong */
	QZ_INPUT = 3,    /* this input could not be processed */
	QZ_OUTPUT = 4    /* an output could not be written */
};

#endif
