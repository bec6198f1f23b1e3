/*
 * Reading a law register (xsd/quanze-laws.xsd) into the flat arrays of
 * laws_table.h: at build time the program's own, at run time an office's. Valid
 * documents are expected; what is wrong in others does no harm.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/xml.h"
#include "check/laws_table.h"

#define MAX_ARTICLE 99999u

struct qz_law_reader {
	struct qz_buf text; /* begins with an empty text */
	struct qz_law_key *keys;
	struct qz_law *laws;
	struct qz_law_version *versions;
	struct qz_law_renumbering *renumberings;
	struct qz_law_move *moves;
	uint32_t *targets;
	struct qz_law_successor *successors;
	size_t nkeys, nlaws, nversions, nrenumberings, nmoves, ntargets, nsuccessors;
	size_t key_cap, law_cap, version_cap, renumbering_cap, move_cap, target_cap, successor_cap;
	uint16_t sure, likely, recent; /* of the document being read */
	bool failed;
};

struct qz_law_reader *qz_law_reader_new(void)
{
	struct qz_law_reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		return NULL;
	qz_buf_init(&reader->text);
	qz_buf_add(&reader->text, "", 1);
	return reader;
}

void qz_law_reader_free(struct qz_law_reader *reader)
{
	if (!reader)
		return;
	qz_buf_done(&reader->text);
	free(reader->keys);
	free(reader->laws);
	free(reader->versions);
	free(reader->renumberings);
	free(reader->moves);
	free(reader->targets);
	free(reader->successors);
	free(reader);
}

/* Room for one more element in an array of the reader; false when memory ran out. */
static bool grow(struct qz_law_reader *reader, void *array, size_t count, size_t *cap, size_t size)
{
	if (count < UINT32_MAX && qz_array_grow(array, count, cap, size))
		return true;
	reader->failed = true;
	return false;
}

/* Keeps a text; 0, the empty one, for none. */
static uint32_t keep(struct qz_law_reader *reader, const char *text)
{
	size_t at = reader->text.len;
	if (!text || !*text || at > UINT32_MAX / 2)
		return 0;
	qz_buf_add(&reader->text, text, strlen(text) + 1);
	reader->failed |= reader->text.failed;
	return reader->text.failed ? 0 : (uint32_t)at;
}

/* The attribute, NULL when it is absent or "unknown". */
static const char *known(const xmlNode *node, const char *name)
{
	const char *value = qz_xml_attr(node, name);
	return value && *value && strcmp(value, "unknown") != 0 ? value : NULL;
}

static bool is_value(const xmlNode *node, const char *name, const char *value)
{
	const char *found = qz_xml_attr(node, name);
	return found && strcmp(found, value) == 0;
}

/* ---- numbers ---- */

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

qz_law_day qz_law_day_read(const char *text)
{
	static const unsigned most[] = {9999, 12, 31};
	qz_law_day day = 0;
	for (size_t i = 0; i < 3; i++) {
		uint32_t part = 0;
		if (text && *text) {
			text += i && *text == '-';
			part = read_digits(&text);
			if (part == 0 || part > most[i])
				return 0;
		}
		day = day * (i ? 100 : 1) + part;
	}
	return text && *text ? 0 : day;
}

void qz_law_day_write(qz_law_day day, char text[11])
{
	unsigned year = day / 10000 % 10000, month = day / 100 % 100, date = day % 100;
	if (date)
		snprintf(text, 11, "%04u-%02u-%02u", year, month, date);
	else if (month)
		snprintf(text, 11, "%04u-%02u", year, month);
	else
		snprintf(text, 11, day ? "%04u" : "", year);
}

/* 0.93 → 930; `otherwise` when it is no such number. */
static uint16_t read_likeness(const char *text, uint16_t otherwise)
{
	char *end;
	double value = text ? strtod(text, &end) : -1;
	return value >= 0 && value <= 1 && end != text ? (uint16_t)(value * QZ_LAW_ALIKE + 0.5) : otherwise;
}

/* ---- moves ---- */

/* Reads the articles of @to ("70,69") into the targets of a move. */
static void read_targets(struct qz_law_reader *reader, const char *to, struct qz_law_move *move)
{
	uint32_t list[QZ_LAW_TARGETS];
	while (*to && move->targets < QZ_LAW_TARGETS && (list[move->targets] = qz_law_article_read(&to)) != 0) {
		move->targets++;
		to += *to == ',';
	}
	move->to = move->targets ? list[0] : 0;
	if (move->targets < 2)
		return;
	move->to = (uint32_t)reader->ntargets;
	for (unsigned i = 0; i < move->targets; i++)
		if (grow(reader, &reader->targets, reader->ntargets, &reader->target_cap, sizeof *reader->targets))
			reader->targets[reader->ntargets++] = list[i];
}

/* One move element: one article, or a range of them that stays together (from="3-17" to="4-18"). */
static void read_move(struct qz_law_reader *reader, const xmlNode *node)
{
	const char *from = qz_xml_attr(node, "from"), *to = qz_xml_attr(node, "to");
	struct qz_law_move move = {.likeness = read_likeness(qz_xml_attr(node, "likeness"), QZ_LAW_ALIKE)};
	if (!from)
		return;
	move.changed = is_value(node, "text", "changed");
	move.penalty_moved = is_value(node, "penalty", "moved");
	move.doubtful = is_value(node, "doubt", "split");
	move.unknown = is_value(node, "to", "unknown");
	move.reviewed = is_value(node, "confidence", "reviewed");
	move.from = qz_law_article_read(&from);
	uint32_t last = move.from;
	if (*from == '-') {
		from++;
		last = qz_law_article_read(&from);
	}
	if (!move.from || last < move.from || (last - move.from) / QZ_LAW_ARTICLE >= UINT16_MAX)
		return;
	move.count = (uint16_t)((last - move.from) / QZ_LAW_ARTICLE + 1);
	read_targets(reader, to && !move.unknown ? to : "", &move);
	if (grow(reader, &reader->moves, reader->nmoves, &reader->move_cap, sizeof move))
		reader->moves[reader->nmoves++] = move;
}

static int compare_moves(const void *a, const void *b)
{
	const struct qz_law_move *one = a, *two = b;
	return (one->from > two->from) - (one->from < two->from);
}

/* The number of the version of that day among those of the law read so far; UINT32_MAX when there is none. */
static uint32_t find_version(const struct qz_law_reader *reader, const struct qz_law *law, qz_law_day day)
{
	for (uint32_t i = 0; day && i < law->nversions; i++) {
		const struct qz_law_version *version = &reader->versions[law->versions + i];
		if (version->adopted == day || version->promulgated == day)
			return i;
	}
	return UINT32_MAX;
}

static void read_renumbering(struct qz_law_reader *reader, const xmlNode *node, uint32_t since)
{
	struct qz_law_renumbering renumbering = {.since = since, .moves = (uint32_t)reader->nmoves};
	renumbering.derived = is_value(node, "confidence", "derived");
	for (const xmlNode *move = qz_xml_child(node, "move"); move; move = qz_xml_next(move, "move"))
		read_move(reader, move);
	renumbering.nmoves = (uint32_t)reader->nmoves - renumbering.moves;
	if (renumbering.nmoves)
		qsort(reader->moves + renumbering.moves, renumbering.nmoves, sizeof *reader->moves, compare_moves);
	if (grow(reader, &reader->renumberings, reader->nrenumberings, &reader->renumbering_cap, sizeof renumbering))
		reader->renumberings[reader->nrenumberings++] = renumbering;
}

/* ---- laws ---- */

static void read_version(struct qz_law_reader *reader, struct qz_law *law, const xmlNode *node)
{
	const char *articles = known(node, "articles");
	struct qz_law_version version = {.renumberings = (uint32_t)reader->nrenumberings};
	version.adopted = qz_law_day_read(known(node, "adopted"));
	version.promulgated = qz_law_day_read(known(node, "promulgated"));
	version.force = qz_law_day_read(known(node, "force"));
	version.order = keep(reader, known(node, "order"));
	version.articles = articles ? read_digits(&articles) : 0;
	for (const xmlNode *child = qz_xml_child(node, "renumbering"); child; child = qz_xml_next(child, "renumbering")) {
		const char *day = qz_xml_attr(child, "since");
		uint32_t since = day ? find_version(reader, law, qz_law_day_read(day)) : law->nversions - 1;
		if (since < law->nversions)
			read_renumbering(reader, child, since);
	}
	version.nrenumberings = (uint32_t)reader->nrenumberings - version.renumberings;
	if (grow(reader, &reader->versions, reader->nversions, &reader->version_cap, sizeof version)) {
		reader->versions[reader->nversions++] = version;
		law->nversions++;
	}
}

static void read_repealed(struct qz_law_reader *reader, struct qz_law *law, const xmlNode *node)
{
	law->repealed_by = keep(reader, qz_xml_attr(node, "by"));
	law->repealed = qz_law_day_read(known(node, "date"));
	law->successors = (uint32_t)reader->nsuccessors;
	for (const xmlNode *child = qz_xml_child(node, "successor"); child; child = qz_xml_next(child, "successor")) {
		const xmlNode *renumbering = qz_xml_child(child, "renumbering");
		struct qz_law_successor successor = {.name = keep(reader, qz_xml_attr(child, "name"))};
		if (renumbering && law->nversions) {
			read_renumbering(reader, renumbering, law->nversions - 1);
			successor.renumbering = (uint32_t)reader->nrenumberings;
		}
		if (grow(reader, &reader->successors, reader->nsuccessors, &reader->successor_cap, sizeof successor))
			reader->successors[reader->nsuccessors++] = successor;
	}
	law->nsuccessors = (uint32_t)reader->nsuccessors - law->successors;
}

static void add_key(struct qz_law_reader *reader, const char *name)
{
	char *folded = qz_law_name_fold(name);
	struct qz_law_key key = {.law = (uint32_t)reader->nlaws};
	reader->failed |= !folded;
	key.name = keep(reader, folded);
	if (key.name && grow(reader, &reader->keys, reader->nkeys, &reader->key_cap, sizeof key))
		reader->keys[reader->nkeys++] = key;
	free(folded);
}

/* The names that stand in elements: alias, former. */
static void read_names(struct qz_law_reader *reader, const xmlNode *node, const char *element)
{
	for (const xmlNode *name = qz_xml_child(node, element); name; name = qz_xml_next(name, element)) {
		struct qz_buf text;
		qz_buf_init(&text);
		qz_xml_text(name, &text);
		reader->failed |= text.failed;
		add_key(reader, text.data && !text.failed ? text.data : "");
		qz_buf_done(&text);
	}
}

/* "unknown" is a statement, too: no later than the last version's own day is known. */
static qz_law_day current_on(const struct qz_law_reader *reader, const struct qz_law *law, const xmlNode *node)
{
	qz_law_day day = qz_law_day_read(known(node, "asOf"));
	if (day || !is_value(node, "asOf", "unknown") || !law->nversions)
		return day;
	const struct qz_law_version *last = &reader->versions[law->versions + law->nversions - 1];
	return last->adopted ? last->adopted : last->promulgated;
}

static void read_law(struct qz_law_reader *reader, const xmlNode *node)
{
	const char *name = known(node, "name");
	const xmlNode *repealed = qz_xml_child(node, "repealed");
	if (!name)
		return;
	struct qz_law law = {.name = keep(reader, name), .sure = reader->sure, .likely = reader->likely, .recent = reader->recent};
	law.versions = (uint32_t)reader->nversions;
	law.statute = is_value(node, "rank", "法律");
	add_key(reader, name);
	read_names(reader, node, "alias");
	read_names(reader, node, "former");
	for (const xmlNode *child = qz_xml_child(node, "version"); child; child = qz_xml_next(child, "version"))
		read_version(reader, &law, child);
	if (repealed)
		read_repealed(reader, &law, repealed);
	law.as_of = current_on(reader, &law, node);
	if (grow(reader, &reader->laws, reader->nlaws, &reader->law_cap, sizeof law))
		reader->laws[reader->nlaws++] = law;
}

int qz_law_reader_add(struct qz_law_reader *reader, const xmlDoc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	const char *recent = root ? qz_xml_attr(root, "recent") : NULL;
	reader->sure = read_likeness(root ? qz_xml_attr(root, "sure") : NULL, QZ_LAW_SURE);
	reader->likely = read_likeness(root ? qz_xml_attr(root, "likely") : NULL, QZ_LAW_LIKELY);
	reader->recent = (uint16_t)(recent ? read_digits(&recent) & 0xFF : QZ_LAW_RECENT);
	for (const xmlNode *law = root ? qz_xml_child(root, "law") : NULL; law && !reader->failed; law = qz_xml_next(law, "law"))
		read_law(reader, law);
	return reader->failed || reader->text.failed ? -1 : 0;
}

/* ---- the table ---- */

static int compare_keys(const void *a, const void *b, void *context)
{
	const struct qz_law_key *one = a, *two = b;
	const char *text = context;
	int order = strcmp(text + one->name, text + two->name);
	return order ? order : (one->law < two->law) - (one->law > two->law);
}

struct qz_law_table qz_law_reader_table(struct qz_law_reader *reader)
{
	if (reader->nkeys)
		qsort_r(reader->keys, reader->nkeys, sizeof *reader->keys, compare_keys, reader->text.data);
	return (struct qz_law_table){
		.text = reader->text.data, .keys = reader->keys, .laws = reader->laws, .versions = reader->versions,
		.renumberings = reader->renumberings, .moves = reader->moves, .targets = reader->targets,
		.successors = reader->successors, .ntext = reader->text.len, .nkeys = reader->nkeys, .nlaws = reader->nlaws,
		.nversions = reader->nversions, .nrenumberings = reader->nrenumberings, .nmoves = reader->nmoves,
		.ntargets = reader->ntargets, .nsuccessors = reader->nsuccessors};
}
