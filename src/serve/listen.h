/*
 * The socket the server listens on, and what it tells systemd: both without
 * any library of theirs (sd_listen_fds(3), sd_notify(3)).
 */
#ifndef QZ_SERVE_LISTEN_H
#define QZ_SERVE_LISTEN_H

#include <stdbool.h>
#include <stddef.h>

struct qz_listening {
	int socket;
	unsigned port;
	char own[64];   /* the address as browsers name it, without port: "10.0.0.7", "[2001:db8::1]"; "" for all of the machine's */
	bool loopback;  /* nobody else can reach it */
	bool given;     /* by systemd */
};

/* By systemd's socket, else at "ADDRESS:PORT" (NULL: 127.0.0.1:8080). 0; -1: no such address (errno 0) or it cannot be had (errno). */
int qz_listen_open(const char *address, struct qz_listening *listening);

/* "READY=1", … to whom NOTIFY_SOCKET names; where none is named nothing happens. */
void qz_notify(const char *state);

#endif
