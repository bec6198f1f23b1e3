/*
 * Who may ask: names that cannot be guessed, comparisons that tell nothing by
 * the time they take, and the Host and Origin that requests have to come with.
 */
#ifndef QZ_SERVE_GUARD_H
#define QZ_SERVE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#define QZ_TOKEN 33 /* 128 random bits as hexadecimal digits, and a NUL */

/* Fills in a fresh token; false when the system gives no random bytes. */
bool qz_token_make(char token[QZ_TOKEN]);

/* Whether two tokens are the same; `given` may be of any length, or NULL. Takes as long whatever they are. */
bool qz_token_is(const char token[QZ_TOKEN], const char *given);

/* The token that belongs to a name, by a secret of this process: a form of no session. */
void qz_token_derive(const char secret[QZ_TOKEN], const char *name, char token[QZ_TOKEN]);

/* The names by which this server may be called. */
struct qz_guard {
	unsigned port;
	const char *own;          /* the address it listens on, without port; NULL: a socket without one */
	const char *const *hosts; /* further ones, with or without a port */
	size_t nhosts;
};

/* Whether a Host header (NULL: none) names this server. */
bool qz_guard_host(const struct qz_guard *guard, const char *host);

/* Whether an Origin header is of this server: "http://HOST" or "https://HOST". */
bool qz_guard_origin(const struct qz_guard *guard, const char *origin);

#endif
