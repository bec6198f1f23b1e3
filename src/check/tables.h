/*
 * What the tables of a list are called, where numbers of items stand in several
 * of them and do not tell an item by themselves.
 */
#ifndef QZ_CHECK_TABLES_H
#define QZ_CHECK_TABLES_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct qz_tables {
	char **names; /* of each table: its sheet, else its title, behind its file in a list of several; "" for one without */
	size_t *last; /* of each table: the number of its last item among all of the list */
	size_t count; /* 0 where the numbers of items tell them */
};

/* False when memory ran out. Free with qz_tables_done() in any case. */
bool qz_tables_init(struct qz_tables *tables, const xmlNode *list);
void qz_tables_done(struct qz_tables *tables);

/* The name of the table that the item of that number (from 1) among all stands in; NULL where it is not needed, or there is none. */
const char *qz_tables_name(const struct qz_tables *tables, size_t order);

#endif
