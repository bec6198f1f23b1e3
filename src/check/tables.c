/*
 * Names of tables, for tables.h.
 */
#include "check/tables.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"

static size_t count_tables(const xmlNode *list)
{
	size_t count = 0;
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		count += qz_xml_child(table, "item") != NULL;
	return count;
}

/* Does a number stand in two tables? */
static bool is_number_shared(const xmlNode *list, bool *failed)
{
	struct qz_map numbers;
	struct qz_buf text;
	bool shared = false;
	size_t at = 0;
	qz_map_init(&numbers);
	qz_buf_init(&text);
	for (const xmlNode *table = qz_xml_child(list, "table"); table && !shared && !numbers.failed; table = qz_xml_next(table, "table"), at++)
		for (const xmlNode *item = qz_xml_child(table, "item"); item && !shared && !numbers.failed; item = qz_xml_next(item, "item")) {
			const xmlNode *serial = qz_xml_child(item, "serial");
			qz_buf_clear(&text);
			if (serial)
				qz_xml_text(serial, &text);
			if (!text.len || text.failed)
				continue;
			const uintptr_t before = (uintptr_t)qz_map_get(&numbers, text.data, text.len);
			shared = before && before != at + 1;
			if (!before)
				qz_map_put(&numbers, text.data, text.len, (void *)(at + 1));
		}
	*failed = numbers.failed || text.failed;
	qz_buf_done(&text);
	qz_map_done(&numbers, NULL);
	return shared;
}

static char *name_of(const xmlNode *table)
{
	const char *file = qz_xml_attr(table, "file"), *sheet = qz_xml_attr(table, "sheet"), *title = qz_xml_attr(table, "title");
	const char *name = sheet ? sheet : title;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_puts(&text, file ? file : "");
	qz_buf_puts(&text, file && name ? " " : "");
	qz_buf_puts(&text, name ? name : "");
	return qz_buf_take(&text);
}

bool qz_tables_init(struct qz_tables *tables, const xmlNode *list)
{
	const size_t count = count_tables(list);
	bool failed = false;
	*tables = (struct qz_tables){.count = 0};
	if (count < 2 || !is_number_shared(list, &failed))
		return !failed;
	tables->names = calloc(count, sizeof *tables->names);
	tables->last = calloc(count, sizeof *tables->last);
	size_t items = 0;
	for (const xmlNode *table = qz_xml_child(list, "table"); table && tables->names && tables->last; table = qz_xml_next(table, "table")) {
		const xmlNode *item = qz_xml_child(table, "item");
		if (!item)
			continue;
		for (; item; item = qz_xml_next(item, "item"))
			items++;
		tables->last[tables->count] = items;
		tables->names[tables->count++] = name_of(table);
		if (!tables->names[tables->count - 1])
			return false;
	}
	return tables->count == count;
}

void qz_tables_done(struct qz_tables *tables)
{
	for (size_t i = 0; i < tables->count; i++)
		free(tables->names[i]);
	free(tables->names);
	free(tables->last);
}

const char *qz_tables_name(const struct qz_tables *tables, size_t order)
{
	size_t from = 0, to = tables->count;
	while (from < to) { /* the first table whose last item is not before it */
		const size_t middle = from + (to - from) / 2;
		if (tables->last[middle] < order)
			from = middle + 1;
		else
			to = middle;
	}
	return order && from < tables->count && *tables->names[from] ? tables->names[from] : NULL;
}
