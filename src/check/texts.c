/*
 * Listing a folder of law texts and reading its files when they are asked for,
 * for texts.h. What has been read is kept up to some size; what a file holds is
 * read by texts_load.c.
 */
#include "check/texts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "check/texts_load.h"

#define KEPT ((size_t)64 << 20) /* bytes of files that have been read; beyond, all are dropped before the next one */

struct entry {
	char *path, *file; /* file: texts/NAME.xml */
	struct qz_text_loaded *loaded;
};

struct qz_texts {
	struct qz_map names; /* folded names → struct entry */
	struct qz_limits limits;
	size_t kept;
};

static void free_entry(void *value)
{
	struct entry *entry = value;
	if (!entry)
		return;
	qz_text_unload(entry->loaded);
	free(entry->path);
	free(entry->file);
	free(entry);
}

void qz_texts_free(struct qz_texts *texts)
{
	if (!texts)
		return;
	qz_map_done(&texts->names, free_entry);
	free(texts);
}

/* The part of a file's name that names the law; 0 for other files. */
static size_t stem_length(const char *name)
{
	size_t len = strlen(name);
	return len > 4 && *name != '.' && strcmp(name + len - 4, ".xml") == 0 ? len - 4 : 0;
}

static char *join(const char *before, const char *name)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s", before, name);
	return qz_buf_take(&path);
}

/* False when memory ran out. Of two names that are one, the first by its bytes is taken. */
static bool add_file(struct qz_texts *texts, const char *folder, const char *name)
{
	char *stem = strndup(name, stem_length(name)), *folded = stem ? qz_law_name_fold(stem) : NULL;
	struct entry *entry = folded ? calloc(1, sizeof *entry) : NULL;
	bool ready = false;
	if (entry && qz_map_get(&texts->names, folded, strlen(folded))) {
		free(entry);
		ready = true;
	} else if (entry) {
		entry->path = join(folder, name);
		entry->file = join("texts", name);
		ready = entry->path && entry->file && qz_map_put(&texts->names, folded, strlen(folded), entry) == 0;
		if (!ready)
			free_entry(entry);
	}
	free(folded);
	free(stem);
	return ready;
}

static int is_text(const struct dirent *entry)
{
	return stem_length(entry->d_name) > 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* 0, 1 when the folder cannot be listed, -1 when memory ran out. */
static int list_folder(struct qz_texts *texts, const char *folder)
{
	struct dirent **names = NULL;
	int count = scandir(folder, &names, is_text, by_name), status = count < 0;
	for (int i = 0; i < count; i++) {
		if (status == 0 && !add_file(texts, folder, names[i]->d_name))
			status = -1;
		free(names[i]);
	}
	free(names);
	return status;
}

struct qz_texts *qz_texts_open(const char *folder, const struct qz_limits *limits, struct qz_diag *diag)
{
	struct qz_texts *texts = calloc(1, sizeof *texts);
	char *below = join(folder, "texts");
	if (texts) {
		qz_map_init(&texts->names);
		texts->limits = *limits;
	}
	int status = texts && below ? list_folder(texts, below) : -1;
	if (status > 0)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", folder, "reason",
			    "this folder of law texts cannot be used", "what", "texts/", NULL);
	diag->failed |= status < 0;
	free(below);
	if (status == 0)
		return texts;
	qz_texts_free(texts);
	return NULL;
}

static void drop_all(struct qz_texts *texts)
{
	for (size_t i = 0; i < texts->names.count; i++) {
		struct entry *entry = qz_map_value(&texts->names, i);
		qz_text_unload(entry->loaded);
		entry->loaded = NULL;
	}
	texts->kept = 0;
}

bool qz_texts_find(struct qz_texts *texts, const char *name, const struct qz_text_law **law)
{
	char *folded = qz_law_name_fold(name);
	struct entry *entry = folded ? qz_map_get(&texts->names, folded, strlen(folded)) : NULL;
	bool found = entry || !folded;
	free(folded);
	*law = NULL;
	if (entry && !entry->loaded) {
		if (texts->kept > KEPT)
			drop_all(texts);
		entry->loaded = qz_text_load(entry->path, entry->file, &texts->limits);
		texts->kept += entry->loaded ? qz_text_size(entry->loaded) : 0;
	}
	if (entry && entry->loaded)
		*law = qz_text_loaded_law(entry->loaded);
	return found;
}

const struct qz_text_article *qz_text_article(const struct qz_text_law *law, size_t version, uint32_t number)
{
	const struct qz_text_version *at = &law->versions[version];
	const struct qz_text_article *articles = law->articles + at->articles;
	size_t i =
	    qz_array_first(articles, at->narticles, sizeof *articles, offsetof(struct qz_text_article, number), number);
	return i < at->narticles && articles[i].number == number ? &articles[i] : NULL;
}

qz_law_day qz_text_version_day(const struct qz_text_version *version)
{
	return version->adopted ? version->adopted : version->promulgated ? version->promulgated : version->force;
}

/* Days, all months taken as long as the longest. */
static int64_t roughly(qz_law_day day)
{
	return (int64_t)(day / 10000) * 372 + day / 100 % 100 * 31 + day % 100;
}

size_t qz_text_in_force(const struct qz_text_law *law, qz_law_day day, qz_law_day known)
{
	enum {
		SAME_TEXT = 124
	}; /* days from the passing of a text to its promulgation: the register may know the one, the store the other */
	for (size_t i = law->nversions; i-- > 0;) {
		const struct qz_text_version *version = &law->versions[i];
		qz_law_day own = qz_text_version_day(version), began = version->force ? version->force : own;
		if (began > day)
			continue;
		bool older = known && own && roughly(known) - roughly(own) > SAME_TEXT &&
			     version->promulgated != known && version->force != known;
		return older || version->narticles == 0 ? QZ_TEXT_NONE : i;
	}
	return QZ_TEXT_NONE;
}
