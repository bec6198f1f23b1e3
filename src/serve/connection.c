/*
 * How long connections may take, for front.h: libmicrohttpd bounds silence, not
 * slowness. A client that sends a byte a second is told so and cut off.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "serve/front.h"

#define HEAD_SECONDS 20.0   /* for a request's head, from the first moment */
#define IDLE_SECONDS 60.0   /* between requests */
#define BODY_SECONDS 30.0   /* for a body, and as long again as it takes at … */
#define LEAST_RATE 8192.0   /* … so many bytes a second */

void qz_connection_set(struct qz_connection *line, int state, size_t expected)
{
	if (!line)
		return;
	line->state = state;
	line->expected = expected;
	line->since = qz_front_now();
}

void qz_connection_notify(void *context, struct MHD_Connection *connection, void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct qz_front *front = context;
	struct qz_connection *line = *socket_context;
	if (code == MHD_CONNECTION_NOTIFY_CLOSED && line) {
		*line->link = line->next;
		if (line->next)
			line->next->link = line->link;
		free(line);
		*socket_context = NULL;
		return;
	}
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	line = info ? calloc(1, sizeof *line) : NULL;
	if (!line)
		return; /* libmicrohttpd's own limits hold */
	*line = (struct qz_connection){.next = front->connections, .link = &front->connections, .socket = info->connect_fd,
				       .since = qz_front_now(), .state = QZ_CONNECTION_FRESH};
	if (line->next)
		line->next->link = &line->next;
	front->connections = line;
	*socket_context = line;
}

struct qz_connection *qz_connection_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static double allowance(const struct qz_connection *line)
{
	switch (line->state) {
	case QZ_CONNECTION_FRESH:
		return HEAD_SECONDS;
	case QZ_CONNECTION_IDLE:
		return IDLE_SECONDS;
	case QZ_CONNECTION_BODY:
	case QZ_CONNECTION_ANSWER:
		return BODY_SECONDS + (double)line->expected / LEAST_RATE;
	default:
		return 0;
	}
}

/* libmicrohttpd, which waits for more, then sees the end. */
static void cut_off(struct qz_connection *line)
{
	static const char late[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
	if (line->state == QZ_CONNECTION_FRESH || line->state == QZ_CONNECTION_BODY)
		send(line->socket, late, sizeof late - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	shutdown(line->socket, SHUT_RDWR);
	line->state = QZ_CONNECTION_OVER;
}

/* The end of what a client sends may come together with its last bytes; libmicrohttpd, which was told of both at once, then waits for more. */
static bool has_left(const struct qz_connection *line)
{
	char byte;
	const bool sending = line->state == QZ_CONNECTION_FRESH || line->state == QZ_CONNECTION_IDLE || line->state == QZ_CONNECTION_BODY;
	return sending && recv(line->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void qz_connections_look(struct qz_front *front)
{
	const double now = qz_front_now();
	for (struct qz_connection *line = front->connections; line; line = line->next) {
		const double most = allowance(line);
		if ((most > 0 && now - line->since > most) || has_left(line))
			cut_off(line);
	}
}
