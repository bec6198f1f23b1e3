/*
 * Hashes of bytes and files, for hash.h.
 */
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/stat.h>
#include <unistd.h>

static void put_digest(struct sha256_ctx *context, char hash[QZ_HASH])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_digest(context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hash[2 * i] = digits[digest[i] >> 4];
		hash[2 * i + 1] = digits[digest[i] & 15];
	}
	hash[2 * sizeof digest] = '\0';
}

void qz_hash(const void *bytes, size_t len, char hash[QZ_HASH])
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, len, bytes);
	put_digest(&context, hash);
}

bool qz_hash_open_file(int file, char hash[QZ_HASH], size_t *size)
{
	struct sha256_ctx context;
	struct stat info;
	uint8_t piece[65536];
	ssize_t got = -1;
	*size = 0;
	sha256_init(&context);
	if (file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode)) {
		while ((got = read(file, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)) {
			if (got > 0) {
				sha256_update(&context, (size_t)got, piece);
				*size += (size_t)got;
			}
		}
	}
	if (file >= 0)
		close(file);
	put_digest(&context, hash);
	return got == 0;
}

bool qz_hash_file(const char *path, char hash[QZ_HASH], size_t *size)
{
	return qz_hash_open_file(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), hash, size);
}
