/*
 * Listening and telling, for listen.h.
 */
#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_GIVEN 3 /* SD_LISTEN_FDS_START */

/* Fills in what the socket is bound to. */
static bool describe(struct qz_listening *listening)
{
	struct sockaddr_storage address;
	socklen_t len = sizeof address;
	char text[INET6_ADDRSTRLEN] = "";
	if (getsockname(listening->socket, (struct sockaddr *)&address, &len) != 0)
		return false;
	if (address.ss_family == AF_UNIX) {
		listening->loopback = true;
		return true;
	}
	const bool six = address.ss_family == AF_INET6;
	if (six) {
		const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)&address;
		inet_ntop(AF_INET6, &in->sin6_addr, text, sizeof text);
		listening->port = ntohs(in->sin6_port);
		listening->loopback = IN6_IS_ADDR_LOOPBACK(&in->sin6_addr);
	} else if (address.ss_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *)&address;
		inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
		listening->port = ntohs(in->sin_port);
		listening->loopback = ntohl(in->sin_addr.s_addr) >> 24 == 127;
	}
	if (strcmp(text, "::") != 0 && strcmp(text, "0.0.0.0") != 0)
		snprintf(listening->own, sizeof listening->own, six ? "[%s]" : "%s", text);
	return true;
}

static bool take_given(struct qz_listening *listening)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	const bool given = pid && count && strtol(pid, NULL, 10) == (long)getpid() && strcmp(count, "1") == 0;
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	listening->socket = given ? FIRST_GIVEN : -1;
	listening->given = given;
	if (given) {
		fcntl(FIRST_GIVEN, F_SETFD, FD_CLOEXEC);
		fcntl(FIRST_GIVEN, F_SETFL, O_NONBLOCK);
	}
	return given;
}

/* "127.0.0.1:8080" or "[::1]:8080" → host and port. */
static bool split(const char *address, char host[128], char port[8])
{
	const char *colon = strrchr(address, ':');
	const size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;
	size_t len = colon ? (size_t)(colon - address) : 0;
	if (!digits || digits > 5 || colon[1 + digits] || len == 0 || len >= 128)
		return false;
	strcpy(port, colon + 1);
	if (*address == '[' && address[len - 1] == ']') {
		address++;
		len -= 2;
	} else if (memchr(address, ':', len)) {
		return false;
	}
	memcpy(host, address, len);
	host[len] = '\0';
	return strtol(port, NULL, 10) <= 65535;
}

int qz_listen_open(const char *address, struct qz_listening *listening)
{
	const struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	char host[128], port[8];
	*listening = (struct qz_listening){.socket = -1};
	if (take_given(listening))
		return describe(listening) ? 0 : -1;
	errno = 0;
	if (!split(address ? address : "127.0.0.1:8080", host, port) || getaddrinfo(host, port, &hints, &found) != 0) {
		errno = 0;
		return -1;
	}
	const int yes = 1, fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	listening->socket = fd;
	const bool done = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
			  bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, 256) == 0 && describe(listening);
	const int error = errno;
	freeaddrinfo(found);
	if (!done && fd >= 0)
		close(fd);
	errno = error;
	return done ? 0 : -1;
}

void qz_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const size_t len = path ? strlen(path) : 0;
	if (len < 2 || len >= sizeof address.sun_path || (*path != '/' && *path != '@'))
		return;
	memcpy(address.sun_path, path, len);
	if (*path == '@') /* an abstract name */
		address.sun_path[0] = '\0';
	const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	sendto(fd, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
	close(fd);
}
