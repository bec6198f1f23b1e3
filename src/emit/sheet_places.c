/*
 * Where findings about a list stand in its workbook, for sheet.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/xml.h"
#include "emit/sheet.h"
#include "emit/sheet_parts.h"

/* An item and the line that tells of its sheet. */
struct item {
	const xmlNode *node;
	const char *line;
};

/* Lines of qz_sheets_measure(): number, name, order … */
static const char *cell_of(const char *line, unsigned cell, size_t *len)
{
	for (; cell > 0 && line; cell--) {
		line = strchr(line, '\t');
		line += line != NULL;
	}
	*len = line ? strcspn(line, "\t\n") : 0;
	return line;
}

static bool gather(const xmlNode *list, const char *sheets, struct item **items, size_t *count)
{
	size_t cap = 0;
	const char *line = sheets + 1;
	for (const xmlNode *table = qz_xml_child(list, "table"); table && line; table = qz_xml_next(table, "table")) {
		for (const xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
			if (!qz_array_grow(items, *count, &cap, sizeof **items))
				return false;
			(*items)[(*count)++] = (struct item){item, line};
		}
		line = strchr(line, '\n');
		line += line != NULL;
	}
	return true;
}

/* The number of a field's first column in the source, else that of the names, from 1. */
static unsigned find_column(const xmlNode *table, const char *field)
{
	unsigned number = 0, found = 0, name = 0;
	for (const xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), "column"); column; column = qz_xml_next(column, "column")) {
		const char *own = qz_xml_attr(column, "field");
		number++;
		if (own && field && !found && strcmp(own, field) == 0)
			found = number;
		if (own && !name && strcmp(own, "name") == 0)
			name = number;
	}
	return found ? found : name ? name : 1;
}

/* Where that column stands in the sheet, from 0. */
static size_t order_of(const char *line, unsigned column)
{
	size_t len = 0, at = 0;
	const char *order = cell_of(line, 2, &len), *end = order ? order + len : NULL;
	while (order && order < end && strtoul(order, NULL, 10) != column) {
		order += strcspn(order, " \t");
		order += order < end;
		at++;
	}
	return order && order < end ? at : 0;
}

/* As places of workbooks are written (read/table.c). */
static void put_name(const char *name, size_t len, struct qz_buf *out)
{
	for (size_t i = 0; i < len; i++)
		if (strchr(" %!", name[i]))
			qz_buf_printf(out, "%%%02X", (unsigned char)name[i]);
		else
			qz_buf_putc(out, name[i]);
}

/* What the item's rows were measured to be. */
static const char *rows_of(const xmlNode *item)
{
	for (const xmlAttr *attr = item->properties; attr; attr = attr->next)
		if (attr->ns && strcmp(QZ_C(attr->ns->href), QZ_STAGE_NS) == 0 && strcmp(QZ_C(attr->name), "at") == 0 && attr->children)
			return QZ_C(attr->children->content);
	return NULL;
}

static char *place_of(const struct item *item, const char *field)
{
	const char *at = rows_of(item->node), *behind = at ? strchr(at, ' ') : NULL;
	struct qz_buf place;
	size_t len = 0;
	const char *name = cell_of(item->line, 1, &len);
	qz_buf_init(&place);
	if (behind && name) {
		put_name(name, len, &place);
		qz_buf_putc(&place, '!');
		qz_sheet_letters(order_of(item->line, find_column(item->node->parent, field)), &place);
		qz_buf_put_number(&place, strtoul(at, NULL, 10) + (behind[1] != '0'));
	}
	return qz_buf_take(&place);
}

char **qz_sheets_places(const xmlDoc *doc, const char *sheets, const struct qz_diag *diag)
{
	char **places = calloc(diag->count + 1, sizeof *places);
	struct item *items = NULL;
	size_t count = 0;
	bool done = places && gather(xmlDocGetRootElement(doc), sheets, &items, &count);
	for (size_t i = 0; i < diag->count && done; i++) {
		const struct qz_finding *finding = &diag->findings[i];
		places[i] = finding->order > 0 && finding->order <= count ? place_of(&items[finding->order - 1], finding->field) : strdup("");
		done = places[i] != NULL;
	}
	free(items);
	if (done)
		return places;
	qz_sheets_places_free(places, diag->count);
	return NULL;
}

void qz_sheets_places_free(char **places, size_t count)
{
	for (size_t i = 0; places && i < count; i++)
		free(places[i]);
	free(places);
}
