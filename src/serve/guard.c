/*
 * Tokens, hosts and origins, for guard.h.
 */
#include "serve/guard.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "base/hash.h"

bool qz_token_make(char token[QZ_TOKEN])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[QZ_TOKEN / 2];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return false;
	for (size_t i = 0; i < sizeof bytes; i++) {
		token[2 * i] = digits[bytes[i] >> 4];
		token[2 * i + 1] = digits[bytes[i] & 15];
	}
	token[QZ_TOKEN - 1] = '\0';
	return true;
}

bool qz_token_is(const char token[QZ_TOKEN], const char *given)
{
	const size_t len = given ? strnlen(given, QZ_TOKEN) : 0;
	volatile unsigned differ = len != QZ_TOKEN - 1;
	for (size_t i = 0; i < QZ_TOKEN - 1; i++)
		differ |= (unsigned)((unsigned char)token[i] ^ (unsigned char)(i < len ? given[i] : 0));
	return differ == 0;
}

/* Both parts are of a fixed length, so that nothing can be hung on behind (SHA-256 cut to half is no state to go on from, either). */
void qz_token_derive(const char secret[QZ_TOKEN], const char *name, char token[QZ_TOKEN])
{
	char text[2 * QZ_TOKEN] = "", hash[QZ_HASH];
	snprintf(text, sizeof text, "%s%.32s", secret, name);
	qz_hash(text, sizeof text, hash);
	memcpy(token, hash, QZ_TOKEN - 1);
	token[QZ_TOKEN - 1] = '\0';
}

/* "name", "name:port" or "[address]:port" is `name`, at the guard's port or, where `any`, at any (a proxy has its own). */
static bool is_named(const char *host, size_t len, const char *name, unsigned port, bool any)
{
	char suffix[16];
	const size_t named = strlen(name);
	if (len < named || strncasecmp(host, name, named) != 0)
		return false;
	const int written = snprintf(suffix, sizeof suffix, ":%u", port);
	host += named;
	len -= named;
	if (len == 0)
		return any || port == 80;
	if (any && *host == ':' && len >= 2 && len <= 6)
		return strspn(host + 1, "0123456789") >= len - 1;
	return len == (size_t)written && strncmp(host, suffix, len) == 0;
}

static bool is_ours(const struct qz_guard *guard, const char *host, size_t len)
{
	static const char *const loopback[] = {"127.0.0.1", "localhost", "[::1]"};
	bool ours = guard->own && is_named(host, len, guard->own, guard->port, false);
	for (size_t i = 0; i < sizeof loopback / sizeof *loopback; i++)
		ours |= is_named(host, len, loopback[i], guard->port, false);
	for (size_t i = 0; i < guard->nhosts; i++) {
		const char *colon = strrchr(guard->hosts[i], ':');
		const bool whole = colon && !strchr(colon, ']'); /* with its port */
		ours |= whole ? strcasecmp(host, guard->hosts[i]) == 0 : is_named(host, len, guard->hosts[i], guard->port, true);
	}
	return ours;
}

bool qz_guard_host(const struct qz_guard *guard, const char *host)
{
	return host && is_ours(guard, host, strlen(host));
}

bool qz_guard_origin(const struct qz_guard *guard, const char *origin)
{
	if (strncasecmp(origin, "http://", 7) == 0)
		origin += 7;
	else if (strncasecmp(origin, "https://", 8) == 0)
		origin += 8;
	else
		return false;
	return qz_guard_host(guard, origin);
}
