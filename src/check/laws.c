/*
 * Loading the law register from its XML and finding a law by the name that a
 * list writes. Judging is in laws_judge.c.
 */
#include "check/laws.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"

#define MAX_ARTICLE 99999u

/* A name by which a law is found. */
struct key {
	char *name;
	size_t law;
};

struct qz_laws {
	struct qz_law *laws;
	size_t count, cap;
	struct key *keys; /* sorted by name, laws added later first */
	size_t nkeys, keycap;
};

struct qz_laws *qz_laws_new(void)
{
	return calloc(1, sizeof(struct qz_laws));
}

static void free_law(struct qz_law *law)
{
	for (size_t i = 0; i < law->nversions; i++) {
		struct qz_law_version *version = &law->versions[i];
		free(version->adopted);
		free(version->promulgated);
		free(version->force);
		free(version->order);
		free(version->moves);
	}
	free(law->versions);
	free(law->name);
}

void qz_laws_free(struct qz_laws *laws)
{
	if (!laws)
		return;
	for (size_t i = 0; i < laws->count; i++)
		free_law(&laws->laws[i]);
	for (size_t i = 0; i < laws->nkeys; i++)
		free(laws->keys[i].name);
	free(laws->laws);
	free(laws->keys);
	free(laws);
}

/* Room for one more element of `size` bytes in an array; NULL when memory ran out. */
static void *grow(void *array, size_t count, size_t *cap, size_t size)
{
	if (count < *cap)
		return array;
	size_t more = *cap ? *cap * 2 : 8;
	void *grown = more > SIZE_MAX / size ? NULL : realloc(array, more * size);
	if (grown)
		*cap = more;
	return grown;
}

/* --- names */

static bool is_mark(uint32_t cp)
{
	return (cp >= 0x3008 && cp <= 0x300B) || cp == '<' || cp == '>' || cp == 0xFF1C || cp == 0xFF1E;
}

/* What names are compared by: no blanks, no book marks, half-width brackets, no 中华人民共和国 in front. */
static char *fold_name(const char *name)
{
	static const char country[] = "中华人民共和国";
	struct qz_buf key;
	size_t len = strlen(name), n;
	qz_buf_init(&key);
	for (size_t at = 0; at < len; at += n) {
		uint32_t cp = 0;
		n = qz_utf8_decode(name + at, len - at, &cp);
		if (n == 0) {
			n = 1;
			cp = QZ_REPLACEMENT;
		}
		if (cp == 0xFF08 || cp == 0xFF09) /* （） */
			cp = cp == 0xFF08 ? '(' : ')';
		if (!qz_is_blank(cp) && !is_mark(cp))
			qz_buf_put_utf8(&key, cp);
	}
	char *result = qz_buf_take(&key);
	if (result && strncmp(result, country, sizeof country - 1) == 0)
		memmove(result, result + sizeof country - 1, strlen(result + sizeof country - 1) + 1);
	return result;
}

static int compare_keys(const void *a, const void *b)
{
	const struct key *one = a, *two = b;
	int order = strcmp(one->name, two->name);
	return order ? order : (one->law < two->law) - (one->law > two->law);
}

static int add_key(struct qz_laws *laws, const char *name, size_t law)
{
	struct key *keys = grow(laws->keys, laws->nkeys, &laws->keycap, sizeof *keys);
	if (!keys)
		return -1;
	laws->keys = keys;
	keys[laws->nkeys].name = fold_name(name);
	keys[laws->nkeys].law = law;
	if (!keys[laws->nkeys].name)
		return -1;
	laws->nkeys++;
	return 0;
}

int qz_laws_find(const struct qz_laws *laws, const char *name, const struct qz_law **law)
{
	char *folded = fold_name(name);
	size_t low = 0, high = laws->nkeys;
	*law = NULL;
	if (!folded)
		return -1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(laws->keys[middle].name, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < laws->nkeys && strcmp(laws->keys[low].name, folded) == 0)
		*law = &laws->laws[laws->keys[low].law];
	free(folded);
	return 0;
}

/* --- reading the document */

/* A copy of an attribute, NULL when it is absent or "unknown". */
static char *copy_known(const xmlNode *node, const char *name, bool *failed)
{
	const char *value = qz_xml_attr(node, name);
	if (!value || !*value || strcmp(value, "unknown") == 0)
		return NULL;
	char *result = strdup(value);
	*failed |= !result;
	return result;
}

/* Reads digits at `*text`, at most MAX_ARTICLE. */
static uint32_t read_digits(const char **text)
{
	uint32_t value = 0;
	for (; **text >= '0' && **text <= '9' && value <= MAX_ARTICLE; ++*text)
		value = value * 10 + (uint32_t)(**text - '0');
	return value <= MAX_ARTICLE ? value : 0;
}

uint32_t qz_law_article_read(const char **text)
{
	uint32_t number = read_digits(text), sub = 0;
	if (number && **text == '.') {
		++*text;
		sub = read_digits(text);
		if (sub == 0 || sub >= QZ_LAW_ARTICLE)
			return 0;
	}
	return number * QZ_LAW_ARTICLE + sub;
}

static int add_move(struct qz_law_version *version, size_t *cap, const struct qz_law_move *move)
{
	struct qz_law_move *moves = grow(version->moves, version->nmoves, cap, sizeof *moves);
	if (!moves)
		return -1;
	version->moves = moves;
	moves[version->nmoves++] = *move;
	return 0;
}

/* Reads the articles of @to: "70,69". */
static void read_targets(const char *to, struct qz_law_move *move)
{
	while (*to && move->targets < QZ_LAW_TARGETS) {
		uint32_t article = qz_law_article_read(&to);
		if (!article)
			return;
		move->to[move->targets++] = article;
		to += *to == ',';
	}
}

/* One move element: one article, or a range of them that stays together (from="3-17" to="4-18"). */
static int read_move(const xmlNode *node, struct qz_law_version *version, size_t *cap)
{
	const char *from = qz_xml_attr(node, "from"), *to = qz_xml_attr(node, "to");
	const char *text = qz_xml_attr(node, "text"), *penalty = qz_xml_attr(node, "penalty");
	struct qz_law_move move = {.changed = text && strcmp(text, "changed") == 0};
	if (!from)
		return 0;
	move.penalty_moved = penalty && strcmp(penalty, "moved") == 0;
	move.from = qz_law_article_read(&from);
	uint32_t last = move.from;
	if (*from == '-') {
		from++;
		last = qz_law_article_read(&from);
	}
	read_targets(to ? to : "", &move);
	int status = 0;
	for (; move.from && move.from <= last && status == 0; move.from += QZ_LAW_ARTICLE) {
		status = add_move(version, cap, &move);
		move.to[0] += QZ_LAW_ARTICLE;
	}
	return status;
}

static int compare_moves(const void *a, const void *b)
{
	const struct qz_law_move *one = a, *two = b;
	return (one->from > two->from) - (one->from < two->from);
}

static int read_version(const xmlNode *node, struct qz_law_version *version)
{
	bool failed = false;
	size_t cap = 0;
	const char *articles = qz_xml_attr(node, "articles");
	version->adopted = copy_known(node, "adopted", &failed);
	version->promulgated = copy_known(node, "promulgated", &failed);
	version->force = copy_known(node, "force", &failed);
	version->order = copy_known(node, "order", &failed);
	version->articles = articles ? read_digits(&articles) : 0;
	const xmlNode *renumbering = qz_xml_child(node, "renumbering");
	version->moves_known = renumbering != NULL;
	for (const xmlNode *move = renumbering ? qz_xml_child(renumbering, "move") : NULL; move;
	     move = qz_xml_next(move, "move"))
		failed |= read_move(move, version, &cap) != 0;
	if (version->nmoves)
		qsort(version->moves, version->nmoves, sizeof *version->moves, compare_moves);
	return failed ? -1 : 0;
}

static int read_versions(const xmlNode *node, struct qz_law *law)
{
	size_t cap = 0;
	for (const xmlNode *child = qz_xml_child(node, "version"); child; child = qz_xml_next(child, "version")) {
		struct qz_law_version *versions = grow(law->versions, law->nversions, &cap, sizeof *versions);
		if (!versions)
			return -1;
		law->versions = versions;
		versions[law->nversions] = (struct qz_law_version){0};
		if (read_version(child, &versions[law->nversions++]) != 0)
			return -1;
	}
	return 0;
}

/* Adds an alias, blanks around its text left out by folding. */
static int read_aliases(struct qz_laws *laws, const xmlNode *node, size_t law)
{
	int status = 0;
	for (const xmlNode *alias = qz_xml_child(node, "alias"); alias && status == 0;
	     alias = qz_xml_next(alias, "alias")) {
		struct qz_buf text;
		qz_buf_init(&text);
		qz_xml_text(alias, &text);
		status = text.failed ? -1 : add_key(laws, text.data ? text.data : "", law);
		qz_buf_done(&text);
	}
	return status;
}

static int read_law(struct qz_laws *laws, const xmlNode *node)
{
	bool failed = false;
	struct qz_law *grown = grow(laws->laws, laws->count, &laws->cap, sizeof *grown);
	if (!grown)
		return -1;
	laws->laws = grown;
	size_t index = laws->count++;
	grown[index] = (struct qz_law){.name = copy_known(node, "name", &failed)};
	if (failed || !grown[index].name)
		return failed ? -1 : 0;
	if (add_key(laws, grown[index].name, index) != 0 || read_aliases(laws, node, index) != 0)
		return -1;
	return read_versions(node, &grown[index]);
}

int qz_laws_add(struct qz_laws *laws, const xmlDoc *doc)
{
	int status = 0;
	const xmlNode *root = xmlDocGetRootElement(doc);
	for (const xmlNode *law = root ? qz_xml_child(root, "law") : NULL; law && status == 0;
	     law = qz_xml_next(law, "law"))
		status = read_law(laws, law);
	if (laws->nkeys)
		qsort(laws->keys, laws->nkeys, sizeof *laws->keys, compare_keys);
	return status;
}
