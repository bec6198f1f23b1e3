/*
 * Keys and shards, for key.h.
 */
#include "batch/key.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/resource.h"

void qz_batch_key(const char *resources, const struct qz_buf *options, char key[QZ_KEY])
{
	char hash[QZ_HASH];
	size_t size;
	struct qz_buf all, path;
	qz_buf_init(&all);
	qz_buf_init(&path);
	qz_buf_printf(&all, "%s\n", qz_version());
	for (const struct qz_resource *at = qz_resources; at->name; at++) {
		qz_buf_clear(&path);
		qz_buf_printf(&path, "%s/%s", resources ? resources : "", at->name);
		if (resources && qz_hash_file(path.data, hash, &size))
			qz_buf_printf(&all, "%s\n", hash);
		else
			qz_buf_printf(&all, "%016" PRIx64 "\n", qz_map_hash((const char *)at->data, at->len));
	}
	if (options->len)
		qz_buf_add(&all, options->data, options->len);
	qz_hash(all.data, all.len, hash);
	memcpy(key, hash, QZ_KEY - 1);
	key[QZ_KEY - 1] = '\0';
	qz_buf_done(&path);
	qz_buf_done(&all);
}

void qz_batch_key_add(struct qz_buf *options, const char *name, const char *value, bool file)
{
	char hash[QZ_HASH];
	size_t size;
	qz_buf_printf(options, "%s=%s\n", name, value);
	if (file && qz_hash_file(value, hash, &size))
		qz_buf_printf(options, "%s\n", hash);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

void qz_batch_key_add_folder(struct qz_buf *options, const char *folder, const char *below)
{
	struct dirent **names = NULL;
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s", folder, below);
	int count = path.failed ? 0 : scandir(path.data, &names, NULL, by_name);
	for (int i = 0; i < count; i++) {
		struct stat info;
		qz_buf_clear(&path);
		qz_buf_printf(&path, "%s/%s/%s", folder, below, names[i]->d_name);
		if (!path.failed && *names[i]->d_name != '.' && stat(path.data, &info) == 0)
			qz_buf_printf(options, "%s %jd %jd.%09ld\n", names[i]->d_name, (intmax_t)info.st_size, (intmax_t)info.st_mtim.tv_sec,
				      (long)info.st_mtim.tv_nsec);
		free(names[i]);
	}
	free(names);
	qz_buf_done(&path);
}

size_t qz_shard_of(const char *name, size_t shards)
{
	char hash[QZ_HASH];
	qz_hash(name, strlen(name), hash);
	hash[15] = '\0'; /* 60 bits */
	return (size_t)(strtoull(hash, NULL, 16) % shards) + 1;
}
