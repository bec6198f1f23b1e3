/*
 * Reading the items of a revision, for match.h.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"
#include "diff/match.h"
#include "diff/words.h"

struct reading {
	struct qz_map *numbers;
	struct qz_buf text, folded, all;
};

static bool is_any(const xmlNode *node, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		if (qz_xml_is(node, names[i]))
			return true;
	return false;
}

/* The folded text of an item's fields of these names, in reading->folded; fields are divided by \2. */
static void fold_fields(struct reading *reading, const xmlNode *item, const char *const *names)
{
	qz_buf_clear(&reading->folded);
	for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
		if (!is_any(field, names))
			continue;
		qz_buf_clear(&reading->text);
		qz_xml_text(field, &reading->text);
		if (reading->text.len)
			qz_fold(reading->text.data, reading->text.len, &reading->folded);
		if (reading->folded.len)
			qz_buf_putc(&reading->folded, '\2');
	}
}

static uint32_t key_of(struct reading *reading, const xmlNode *item, const char *const *names)
{
	fold_fields(reading, item, names);
	return reading->folded.len && !reading->folded.failed ? qz_map_number(reading->numbers, reading->folded.data, reading->folded.len) : QZ_NO_KEY;
}

/* All that an item says, its serial left out. */
static uint32_t key_of_all(struct reading *reading, const xmlNode *item)
{
	qz_buf_clear(&reading->all);
	for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
		if (qz_xml_is(field, "serial"))
			continue;
		qz_buf_puts(&reading->all, QZ_C(field->name));
		qz_buf_putc(&reading->all, '\1');
		qz_buf_clear(&reading->text);
		qz_xml_text(field, &reading->text);
		if (reading->text.len)
			qz_fold(reading->text.data, reading->text.len, &reading->all);
		qz_buf_putc(&reading->all, '\2');
	}
	return reading->all.failed || !reading->all.len ? QZ_NO_KEY : qz_map_number(reading->numbers, reading->all.data, reading->all.len);
}

/* The codes of an item as they stand: they are opaque, nothing in them is form alone; but without a letter or digit (/, —, 无) it is none. */
static uint32_t key_of_code(struct reading *reading, const xmlNode *item)
{
	bool coded = false;
	qz_buf_clear(&reading->all);
	for (xmlNode *code = qz_xml_child(item, "code"); code; code = qz_xml_next(code, "code")) {
		qz_buf_clear(&reading->text);
		qz_xml_text(code, &reading->text);
		for (size_t i = 0; i < reading->text.len; i++)
			coded |= isalnum((unsigned char)reading->text.data[i]) != 0;
		for (size_t i = 0; i < reading->text.len; i++)
			if (!strchr(" \t\r\n", reading->text.data[i]))
				qz_buf_putc(&reading->all, reading->text.data[i]);
		if (reading->all.len)
			qz_buf_putc(&reading->all, '\3');
	}
	return reading->all.failed || !coded ? QZ_NO_KEY : qz_map_number(reading->numbers, reading->all.data, reading->all.len);
}

static bool read_shingles(struct reading *reading, const xmlNode *item, const char *const *names, struct qz_shingles *shingles)
{
	bool ready = true;
	for (xmlNode *field = qz_xml_child(item, NULL); field && ready; field = qz_xml_next(field, NULL)) {
		if (!is_any(field, names))
			continue;
		qz_buf_clear(&reading->text);
		qz_xml_text(field, &reading->text);
		ready = qz_shingles_add(shingles, reading->text.data ? reading->text.data : "", reading->text.len);
	}
	qz_shingles_sort(shingles);
	return ready;
}

/* Every law with its article, as a hash. */
static bool read_places(struct reading *reading, const xmlNode *block, struct qz_shingles *places)
{
	bool ready = true;
	for (xmlNode *at = qz_xml_child(block, NULL); at && ready; at = qz_xml_next(at, NULL)) {
		const char *law = qz_xml_is(at, "cite") ? qz_xml_attr(at, "law") : NULL, *article = law ? qz_xml_attr(at, "article") : NULL;
		if (article) {
			qz_buf_clear(&reading->text);
			qz_buf_printf(&reading->text, "%s\1%s", law, article);
			uint32_t hash = reading->text.failed ? 0 : (uint32_t)qz_map_hash(reading->text.data, reading->text.len);
			ready = qz_shingles_put(places, hash);
		} else if (!law) {
			ready = read_places(reading, at, places);
		}
	}
	return ready;
}

static bool read_subject(struct reading *reading, const xmlNode *item, size_t table, struct qz_subject *subject)
{
	static const char *const name[] = {"name", NULL}, *const title[] = {"name", "subItem", NULL}, *const body[] = {"body", NULL};
	static const char *const type[] = {"powerType", NULL}, *const basis[] = {"basis", NULL};
	*subject = (struct qz_subject){.item = item, .table = table, .partner = QZ_ALONE, .whole = QZ_ALONE};
	subject->code = key_of_code(reading, item);
	subject->name = key_of(reading, item, name);
	subject->body = key_of(reading, item, body);
	subject->type = key_of(reading, item, type);
	subject->content = key_of_all(reading, item);
	bool ready = read_shingles(reading, item, title, &subject->title) && read_shingles(reading, item, basis, &subject->basis);
	for (xmlNode *at = qz_xml_child(item, "basis"); at && ready; at = qz_xml_next(at, "basis"))
		ready = read_places(reading, at, &subject->places);
	qz_shingles_sort(&subject->places);
	return ready && !reading->text.failed && !reading->folded.failed && !reading->all.failed && !reading->numbers->failed;
}

static size_t count_items(const xmlNode *list)
{
	size_t count = 0;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			count++;
	return count;
}

int qz_revision_read(struct qz_revision *revision, const xmlDoc *doc, struct qz_map *numbers)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	struct reading reading = {.numbers = numbers};
	size_t number = 0;
	*revision = (struct qz_revision){.subjects = calloc(count_items(list) + 1, sizeof *revision->subjects)};
	bool ready = revision->subjects != NULL;
	for (xmlNode *table = qz_xml_child(list, "table"); table && ready; table = qz_xml_next(table, "table"), number++)
		for (xmlNode *item = qz_xml_child(table, "item"); item && ready; item = qz_xml_next(item, "item"))
			ready = read_subject(&reading, item, number, &revision->subjects[revision->count++]);
	qz_buf_done(&reading.text);
	qz_buf_done(&reading.folded);
	qz_buf_done(&reading.all);
	return ready ? 0 : -1;
}

void qz_revision_done(struct qz_revision *revision)
{
	for (size_t i = 0; i < revision->count; i++) {
		qz_shingles_done(&revision->subjects[i].title);
		qz_shingles_done(&revision->subjects[i].basis);
		qz_shingles_done(&revision->subjects[i].places);
	}
	free(revision->subjects);
}

/* ---- lists of different offices ---- */

#define LONG_CODE 31 /* GB/T 39046—2020: 18 of whose it is, its level, and what it is */
#define SHORT_CODE 12

/* The last characters of a long code, as a key. */
static void shorten_code(struct qz_subject *subject, struct qz_map *numbers)
{
	const xmlNode *code = qz_xml_child(subject->item, "code");
	struct qz_buf text, key;
	if (subject->code == QZ_NO_KEY || qz_xml_next(code, "code"))
		return;
	qz_buf_init(&text);
	qz_buf_init(&key);
	qz_xml_text(code, &text);
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(" \t\r\n", text.data[i]))
			qz_buf_putc(&key, text.data[i]);
	const bool whole = !text.failed && !key.failed && key.len == LONG_CODE;
	qz_buf_putc(&key, '\3');
	numbers->failed |= key.failed || text.failed;
	if (whole && !key.failed)
		subject->code = qz_map_number(numbers, key.data + LONG_CODE - SHORT_CODE, SHORT_CODE + 1);
	qz_buf_done(&text);
	qz_buf_done(&key);
}

/* Whether any code stands in both. */
static bool share_codes(const struct qz_revision *one, const struct qz_revision *two, unsigned char *seen)
{
	for (size_t i = 0; i < one->count; i++)
		if (one->subjects[i].code != QZ_NO_KEY)
			seen[one->subjects[i].code] = 1;
	for (size_t i = 0; i < two->count; i++)
		if (two->subjects[i].code != QZ_NO_KEY && seen[two->subjects[i].code])
			return true;
	return false;
}

int qz_revision_loosen(struct qz_revision *one, struct qz_revision *two, struct qz_map *numbers, bool *coded)
{
	struct qz_revision *const both[] = {one, two};
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < both[side]->count; i++)
			shorten_code(&both[side]->subjects[i], numbers);
	unsigned char *seen = numbers->failed ? NULL : calloc(numbers->count + 1, 1);
	*coded = seen && share_codes(one, two, seen);
	for (int side = 0; side < 2; side++) {
		both[side]->loose = true;
		for (size_t i = 0; i < both[side]->count; i++) {
			struct qz_subject *subject = &both[side]->subjects[i];
			subject->body = QZ_NO_KEY;
			subject->code = *coded ? subject->code : QZ_NO_KEY;
		}
	}
	free(seen);
	return seen ? 0 : -1;
}
