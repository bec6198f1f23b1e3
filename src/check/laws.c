/*
 * The register as a list of tables, those added last first, and finding a law in
 * them by the name that a list writes. Judging is in laws_judge.c, reading in
 * laws_load.c.
 */
#include "check/laws.h"

#include <stdlib.h>
#include <string.h>

/* One table: an office's file, or the program's own. */
struct part {
	struct part *next; /* added before it */
	struct qz_law_reader *reader; /* NULL: built in */
	struct qz_law_table table;
};

struct qz_laws {
	struct part *parts; /* added last first */
};

struct qz_laws *qz_laws_new(void)
{
	return calloc(1, sizeof(struct qz_laws));
}

void qz_laws_free(struct qz_laws *laws)
{
	for (struct part *part = laws ? laws->parts : NULL, *next; part; part = next) {
		next = part->next;
		qz_law_reader_free(part->reader);
		free(part);
	}
	free(laws);
}

static int add_part(struct qz_laws *laws, struct qz_law_reader *reader, const struct qz_law_table *table)
{
	struct part *part = calloc(1, sizeof *part);
	if (!part)
		return -1;
	*part = (struct part){.next = laws->parts, .reader = reader, .table = *table};
	laws->parts = part;
	return 0;
}

int qz_laws_add_built_in(struct qz_laws *laws)
{
	return add_part(laws, NULL, &qz_built_in_laws);
}

int qz_laws_add(struct qz_laws *laws, const xmlDoc *doc)
{
	struct qz_law_reader *reader = qz_law_reader_new();
	if (reader && qz_law_reader_add(reader, doc) == 0) {
		struct qz_law_table table = qz_law_reader_table(reader);
		if (add_part(laws, reader, &table) == 0)
			return 0;
	}
	qz_law_reader_free(reader);
	return -1;
}

const struct qz_law *qz_laws_at(const struct qz_laws *laws, size_t index, const struct qz_law_table **table)
{
	const struct part *part = laws->parts;
	for (; part && index >= part->table.nlaws; part = part->next)
		index -= part->table.nlaws;
	*table = part ? &part->table : NULL;
	return part ? &part->table.laws[index] : NULL;
}

/* ---- names ---- */

/* The law of a folded name in one table. */
static const struct qz_law *find_key(const struct qz_law_table *table, const char *folded)
{
	size_t low = 0, high = table->nkeys;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(table->text + table->keys[middle].name, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < table->nkeys && strcmp(table->text + table->keys[low].name, folded) == 0;
	return found ? &table->laws[table->keys[low].law] : NULL;
}

static bool find_folded(const struct qz_laws *laws, const char *folded, struct qz_law_found *found)
{
	for (const struct part *part = laws->parts; part && !found->law; part = part->next) {
		found->law = find_key(&part->table, folded);
		found->table = &part->table;
	}
	return found->law != NULL;
}

/* The length of the word of a note at `at`, which may say of which kind it is (*telling); 0 when it is none. */
static size_t note_word(const char *at, struct qz_law_found *found, bool *telling)
{
	enum { TRIAL = 3, TELLING = 8 }; /* so many of the words are of that kind */
	static const char *const words[] = {"试行", "暂行", "草案", "修订", "修正", "修改", "最新", "版", "年", "本", "文", "第", "次", "新",
	                                    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	size_t digits = strspn(at, "0123456789");
	if (digits == 4)
		found->edition = (qz_law_day)strtoul(at, NULL, 10) * 10000;
	*telling |= digits == 4;
	for (size_t i = 0; !digits && i < sizeof words / sizeof *words; i++) {
		if (strncmp(at, words[i], strlen(words[i])) == 0) {
			found->trial |= i < TRIAL;
			*telling |= i < TELLING;
			return strlen(words[i]);
		}
	}
	return digits;
}

/* Cuts a note off the end of a folded name: X法(2021年修订). False when there is none. */
static bool cut_note(char *folded, struct qz_law_found *found)
{
	char *open = strrchr(folded, '(');
	const char *at = open ? open + 1 : "";
	bool telling = false; /* （二） is a part of the name */
	for (size_t n = 1; *at && *at != ')' && n; at += n)
		n = note_word(at, found, &telling);
	if (strcmp(at, ")") != 0 || open == folded || !telling)
		return false;
	*open = '\0';
	return true;
}

/* The register's X法(试行) under the name X法. */
static bool find_trial(const struct qz_laws *laws, const char *folded, struct qz_law_found *found)
{
	static const char *const notes[] = {"(试行)", "(暂行)"};
	char name[512];
	size_t len = strlen(folded);
	for (size_t i = 0; i < sizeof notes / sizeof *notes && len + strlen(notes[i]) < sizeof name; i++) {
		memcpy(name, folded, len);
		memcpy(name + len, notes[i], strlen(notes[i]) + 1);
		if (find_folded(laws, name, found))
			return true;
	}
	return false;
}

int qz_laws_find(const struct qz_laws *laws, const char *name, struct qz_law_found *found)
{
	char *folded = qz_law_name_fold(name);
	*found = (struct qz_law_found){.law = NULL};
	if (!folded)
		return -1;
	if (!find_folded(laws, folded, found) && !find_trial(laws, folded, found) && cut_note(folded, found))
		find_folded(laws, folded, found);
	free(folded);
	return 0;
}
