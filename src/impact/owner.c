/*
 * The bodies of a list's items, for owner.h.
 */
#include "impact/owner.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/xml.h"

/* So much of a list names one body: the others are slips of the pen. */
#define NEARLY_ALL(part, whole) ((part)*10 >= (whole)*9)

struct owner {
	char *name;
	size_t named, items; /* items that name it; that were counted as its */
};

struct qz_owners {
	struct owner *list;
	size_t count, cap;
	struct qz_map numbers;
	char *whole;	  /* what the list as a whole goes by */
	const char *main; /* whose nearly all items are; NULL: nobody's */
};

/* Text without blanks around and in it: names are broken between lines. NULL when memory ran out. */
static char *read_name(const xmlNode *node)
{
	struct qz_buf text, name;
	uint32_t cp;
	qz_buf_init(&text);
	qz_buf_init(&name);
	if (node)
		qz_xml_text(node, &text);
	for (size_t at = 0, n; at < text.len; at += n ? n : 1) {
		n = qz_utf8_decode(text.data + at, text.len - at, &cp);
		if (!qz_is_blank(cp))
			qz_buf_add(&name, text.data + at, n ? n : 1);
	}
	name.failed |= text.failed;
	qz_buf_done(&text);
	return qz_buf_take(&name);
}

/* The number of an owner of that name, which is taken; SIZE_MAX when memory ran out. */
static size_t find_owner(struct qz_owners *owners, char *name)
{
	size_t number = name ? qz_map_number(&owners->numbers, name, strlen(name)) : 0;
	bool there = name && !owners->numbers.failed && number < owners->count;
	bool added = name && !owners->numbers.failed && !there &&
		     qz_array_grow(&owners->list, owners->count, &owners->cap, sizeof *owners->list);
	if (added)
		owners->list[owners->count++] = (struct owner){.name = name};
	else
		free(name);
	return there || added ? number : SIZE_MAX;
}

/* The list's body, title or file. */
static char *name_whole(const xmlNode *list)
{
	const xmlNode *head = qz_xml_child(list, "head"), *source = qz_xml_child(head, "source");
	const xmlNode *named = qz_xml_child(head, "body") ? qz_xml_child(head, "body") : qz_xml_child(head, "title");
	const char *file = source ? qz_xml_attr(source, "file") : NULL;
	char *name = read_name(named);
	if (!name || *name || !file)
		return name;
	free(name);
	return strdup(file);
}

/* The owner that an item names; SIZE_MAX with *failed unchanged where it names none. */
static size_t owner_of(struct qz_owners *owners, const xmlNode *item, bool *failed)
{
	const xmlNode *body = qz_xml_child(item, "body");
	char *name = read_name(body);
	size_t number = SIZE_MAX;
	*failed |= !name;
	if (name && *name) {
		number = find_owner(owners, name);
		*failed |= number == SIZE_MAX;
	} else {
		free(name);
	}
	return number;
}

static bool count_named(struct qz_owners *owners, const xmlNode *list)
{
	size_t items = 0, most = 0;
	bool failed = false;
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (const xmlNode *item = qz_xml_child(table, "item"); item && !failed;
		     item = qz_xml_next(item, "item"), items++) {
			size_t number = owner_of(owners, item, &failed);
			if (number != SIZE_MAX)
				owners->list[number].named++;
		}
	}
	for (size_t i = 1; i < owners->count; i++)
		most = owners->list[i].named > owners->list[most].named ? i : most;
	if (owners->count && NEARLY_ALL(owners->list[most].named, items))
		owners->main = owners->list[most].name;
	return !failed;
}

struct qz_owners *qz_owners_new(const xmlNode *list)
{
	struct qz_owners *owners = calloc(1, sizeof *owners);
	if (!owners)
		return NULL;
	qz_map_init(&owners->numbers);
	owners->whole = name_whole(list);
	if (owners->whole && count_named(owners, list))
		return owners;
	qz_owners_free(owners);
	return NULL;
}

void qz_owners_free(struct qz_owners *owners)
{
	for (size_t i = 0; owners && i < owners->count; i++)
		free(owners->list[i].name);
	if (owners) {
		qz_map_done(&owners->numbers, NULL);
		free(owners->whole);
		free(owners->list);
	}
	free(owners);
}

const char *qz_owners_count(struct qz_owners *owners, const xmlNode *item)
{
	bool failed = false;
	const char *whole = owners->main ? owners->main : owners->whole;
	size_t number = owners->main ? SIZE_MAX : owner_of(owners, item, &failed);
	if (number == SIZE_MAX && !failed)
		number = find_owner(owners, strdup(whole));
	if (number == SIZE_MAX)
		return NULL;
	owners->list[number].items++;
	return owners->list[number].name;
}

const char *qz_owners_get(const struct qz_owners *owners, size_t index, size_t *items)
{
	for (size_t i = 0; i < owners->count; i++) {
		if (!owners->list[i].items || index-- > 0)
			continue;
		*items = owners->list[i].items;
		return owners->list[i].name;
	}
	return NULL;
}
