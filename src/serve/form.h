/*
 * Bodies of forms as they come in, piece by piece: multipart/form-data (RFC 7578)
 * and application/x-www-form-urlencoded. Nothing of a part is kept here; what
 * parts there may be, and how many, is bounded.
 */
#ifndef QZ_SERVE_FORM_H
#define QZ_SERVE_FORM_H

#include <stdbool.h>
#include <stddef.h>

/* Whom parts go to. Each returns false to stop. */
struct qz_form_taker {
	void *context;
	bool (*begin)(void *context, const char *name, const char *filename); /* filename: UTF-8, as it was sent; NULL: a field */
	bool (*data)(void *context, const char *bytes, size_t len);
	bool (*end)(void *context);
};

enum qz_form_state {
	QZ_FORM_FINE,
	QZ_FORM_BAD,     /* no such form */
	QZ_FORM_TEXT,    /* a name is no UTF-8 */
	QZ_FORM_MANY,    /* more parts than may be */
	QZ_FORM_STOPPED, /* by its taker */
	QZ_FORM_MEMORY
};

struct qz_form;

/* By the Content-Type of the body. NULL when it is of no form, or memory ran out. */
struct qz_form *qz_form_new(const char *content_type, size_t most, const struct qz_form_taker *taker);
void qz_form_free(struct qz_form *form);

/* The next bytes. Once it is not fine it stays so. */
enum qz_form_state qz_form_feed(struct qz_form *form, const char *bytes, size_t len);

/* The body has ended. */
enum qz_form_state qz_form_end(struct qz_form *form);

#endif
