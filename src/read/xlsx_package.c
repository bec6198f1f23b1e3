/*
 * The package of a workbook (ECMA-376 Part 2): names and relationships of parts,
 * and a part as a stream of XML nodes, bounded in depth and guarded against
 * what XML can be made to cost.
 */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/zip.h"
#include "read/table.h"
#include "read/xlsx_parts.h"

bool qz_xlsx_broken(struct qz_xlsx *book, const char *reason, const char *part, const char *detail)
{
	qz_diag_add(book->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "xlsx", "reason", reason, "part", part, "detail", detail, NULL);
	return false;
}

bool qz_xlsx_out_of_memory(struct qz_xlsx *book)
{
	book->diag->failed = true;
	return false;
}

bool qz_xlsx_count(struct qz_xlsx *book, size_t len)
{
	const bool text = len <= book->limits->zip_bytes - book->text_bytes, place = book->table->cells < book->table->max_cells;
	if (!text || !place)
		qz_limits_exceeded(book->limits, text ? &book->limits->cells : &book->limits->zip_bytes, book->diag);
	else
		book->text_bytes += len;
	return text && place;
}

/* Appends a path's segments, "." and ".." resolved; the result has no leading slash. */
static void add_segments(struct qz_buf *path, const char *from, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t end = at;
		while (end < len && from[end] != '/')
			end++;
		if (end - at == 2 && memcmp(from + at, "..", 2) == 0) {
			while (path->len > 0 && path->data[path->len - 1] != '/')
				path->len--;
			path->len -= path->len > 0;
		} else if (end > at && !(end - at == 1 && from[at] == '.')) {
			if (path->len > 0)
				qz_buf_putc(path, '/');
			qz_buf_add(path, from + at, end - at);
		}
		at = end + 1;
	}
	if (path->data)
		path->data[path->len] = '\0';
}

char *qz_xlsx_resolve(const struct qz_xlsx *book, const char *source, const char *target)
{
	struct qz_buf path;
	qz_buf_init(&path);
	const char *slash = strrchr(source, '/');
	if (target[0] != '/' && slash)
		add_segments(&path, source, (size_t)(slash - source));
	add_segments(&path, target, strlen(target));
	char *name = qz_buf_take(&path);
	if (!name || qz_zip_has(book->zip, name))
		return name;
	const char *other;
	for (size_t i = 0; (other = qz_zip_name(book->zip, i)); i++)
		if (strcasecmp(other, name) == 0) {
			memcpy(name, other, strlen(name));
			break;
		}
	return name;
}

static int read_guarded(void *context, char *data, int len)
{
	struct qz_xlsx_part *part = context;
	int got = qz_zip_entry_read(part->entry, data, len);
	if (got > 0 && !qz_xml_guard_pass(&part->guard, data, (size_t)got))
		return -1;
	return got;
}

/* Why a part could not be read, worst cause first: the archive, the guard, the parser. */
static void say_why(struct qz_xlsx_part *part)
{
	struct qz_xlsx *book = part->book;
	char detail[320];
	snprintf(detail, sizeof detail, "%d: %s", part->error.line, part->error.message);
	if (!qz_zip_entry_failed(part->entry, book->diag))
		qz_xlsx_broken(book, part->guard.reason ? part->guard.reason : "xml", part->name, part->guard.reason ? NULL : detail);
}

bool qz_xlsx_step(struct qz_xlsx_part *part)
{
	if (part->stopped)
		return false;
	int got = xmlTextReaderRead(part->reader);
	if (got == 1 && xmlTextReaderNodeType(part->reader) == XML_READER_TYPE_DOCUMENT_TYPE) {
		part->guard.reason = "doctype";
		got = -1;
	}
	if (got == 1 && xmlTextReaderDepth(part->reader) > 0 &&
	    (size_t)xmlTextReaderDepth(part->reader) > part->book->limits->depth) {
		qz_limits_exceeded(part->book->limits, &part->book->limits->depth, part->book->diag);
		part->stopped = part->failed = true;
		return false;
	}
	if (got == 1)
		return true;
	/* A read that failed may look like an end to the parser, so the causes are asked for as well. */
	part->stopped = true;
	if (got != 0 || part->guard.reason) {
		part->failed = true;
		say_why(part);
	} else if (qz_zip_entry_failed(part->entry, part->book->diag)) {
		part->failed = true;
	}
	return false;
}

int qz_xlsx_depth(const struct qz_xlsx_part *part)
{
	return xmlTextReaderDepth(part->reader);
}

bool qz_xlsx_child(struct qz_xlsx_part *part, int depth)
{
	if (depth >= 0 && qz_xlsx_depth(part) == depth && xmlTextReaderNodeType(part->reader) == XML_READER_TYPE_ELEMENT &&
	    xmlTextReaderIsEmptyElement(part->reader))
		return false;
	while (qz_xlsx_step(part)) {
		int type = xmlTextReaderNodeType(part->reader), at = qz_xlsx_depth(part);
		if (type == XML_READER_TYPE_ELEMENT && at == depth + 1)
			return true;
		if (type == XML_READER_TYPE_END_ELEMENT && at == depth)
			return false;
	}
	return false;
}

bool qz_xlsx_part_open(struct qz_xlsx *book, const char *name, struct qz_xlsx_part *part)
{
	*part = (struct qz_xlsx_part){.book = book, .name = name, .stopped = true, .failed = true};
	qz_xml_guard_init(&part->guard);
	if (!qz_zip_has(book->zip, name))
		return qz_xlsx_broken(book, "part-missing", name, NULL);
	part->entry = qz_zip_entry_open(book->zip, name, book->diag);
	if (!part->entry)
		return false;
	part->reader = qz_xml_reader(read_guarded, part, &part->error);
	part->failed = part->stopped = !part->reader;
	/* The reader is NULL too when the first bytes cannot be had. */
	if (!part->reader)
		say_why(part);
	return part->reader && qz_xlsx_child(part, -1);
}

bool qz_xlsx_part_close(struct qz_xlsx_part *part, bool good)
{
	while (good && qz_xlsx_step(part)) {
	}
	good &= !part->failed;
	xmlFreeTextReader(part->reader);
	qz_zip_entry_close(part->entry);
	part->reader = NULL;
	part->entry = NULL;
	return good;
}

bool qz_xlsx_is(const struct qz_xlsx_part *part, const char *name)
{
	const xmlChar *local = xmlTextReaderConstLocalName(part->reader);
	return local && strcmp(QZ_C(local), name) == 0;
}

const char *qz_xlsx_attr(const struct qz_xlsx_part *part, const char *name)
{
	const xmlNode *node = xmlTextReaderCurrentNode(part->reader);
	return node ? qz_xml_attr(node, name) : NULL;
}

const char *qz_xlsx_relationship_id(const struct qz_xlsx_part *part)
{
	const xmlNode *node = xmlTextReaderCurrentNode(part->reader);
	for (const xmlAttr *attr = node ? node->properties : NULL; attr; attr = attr->next)
		if (attr->ns && strcmp(QZ_C(attr->name), "id") == 0 && attr->children && attr->children->content)
			return QZ_C(attr->children->content);
	return NULL;
}

bool qz_xlsx_flag(const struct qz_xlsx_part *part, const char *name)
{
	const char *value = qz_xlsx_attr(part, name);
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

bool qz_xlsx_number(const char *text, unsigned *number)
{
	unsigned long value = 0;
	if (!text || !*text)
		return false;
	for (const char *s = text; *s; s++) {
		if (*s < '0' || *s > '9')
			return false;
		value = value * 10 + (unsigned)(*s - '0');
		if (value > INT_MAX)
			return false;
	}
	*number = (unsigned)value;
	return true;
}

bool qz_xlsx_text(struct qz_xlsx_part *part, struct qz_buf *out)
{
	const struct qz_limits *limits = part->book->limits;
	int depth = qz_xlsx_depth(part);
	if (xmlTextReaderIsEmptyElement(part->reader))
		return true;
	while (qz_xlsx_step(part)) {
		int type = xmlTextReaderNodeType(part->reader);
		if (type == XML_READER_TYPE_END_ELEMENT && qz_xlsx_depth(part) == depth)
			break;
		const xmlChar *value = type == XML_READER_TYPE_ELEMENT ? NULL : xmlTextReaderConstValue(part->reader);
		if (value && type != XML_READER_TYPE_COMMENT && type != XML_READER_TYPE_PROCESSING_INSTRUCTION)
			qz_buf_puts(out, QZ_C(value));
		if (out->len > limits->cell_bytes) {
			qz_limits_exceeded(limits, &limits->cell_bytes, part->book->diag);
			part->stopped = part->failed = true;
		}
	}
	return !part->failed && (!out->failed || qz_xlsx_out_of_memory(part->book));
}

void qz_xlsx_skip(struct qz_xlsx_part *part)
{
	for (int depth = qz_xlsx_depth(part); qz_xlsx_child(part, depth);) {
	}
}

static char *copy_attr(const struct qz_xlsx_part *part, const char *name)
{
	const char *value = qz_xlsx_attr(part, name);
	return strdup(value ? value : "");
}

static bool add_relationship(struct qz_xlsx_part *part, struct qz_xlsx_relationships *relationships)
{
	if (relationships->count >= part->book->limits->zip_entries) {
		qz_limits_exceeded(part->book->limits, &part->book->limits->zip_entries, part->book->diag);
		return false;
	}
	if (!qz_array_grow(&relationships->list, relationships->count, &relationships->cap, sizeof *relationships->list))
		return qz_xlsx_out_of_memory(part->book);
	const char *type = qz_xlsx_attr(part, "Type");
	const char *slash = type ? strrchr(type, '/') : NULL;
	struct qz_xlsx_relationship *relationship = &relationships->list[relationships->count++];
	*relationship = (struct qz_xlsx_relationship){copy_attr(part, "Id"), strdup(slash ? slash + 1 : ""), copy_attr(part, "Target")};
	if (!relationship->id || !relationship->type || !relationship->target)
		return qz_xlsx_out_of_memory(part->book);
	return true;
}

static char *relationships_name(const char *source)
{
	struct qz_buf name;
	qz_buf_init(&name);
	const char *slash = strrchr(source, '/');
	const char *base = slash ? slash + 1 : source;
	qz_buf_add(&name, source, (size_t)(base - source));
	qz_buf_printf(&name, "_rels/%s.rels", base);
	return qz_buf_take(&name);
}

bool qz_xlsx_relationships_read(struct qz_xlsx *book, const char *source, struct qz_xlsx_relationships *relationships)
{
	struct qz_xlsx_part part;
	char *plain = relationships_name(source);
	char *name = plain ? qz_xlsx_resolve(book, "", plain) : NULL;
	free(plain);
	if (!name)
		return qz_xlsx_out_of_memory(book);
	bool good = qz_xlsx_part_open(book, name, &part);
	while (good && qz_xlsx_child(&part, 0)) {
		const char *mode = qz_xlsx_attr(&part, "TargetMode");
		if (qz_xlsx_is(&part, "Relationship") && !(mode && strcmp(mode, "External") == 0))
			good = add_relationship(&part, relationships);
	}
	good = qz_xlsx_part_close(&part, good);
	free(name);
	return good;
}

bool qz_xlsx_relationships_find(struct qz_xlsx *book, const char *source, struct qz_xlsx_relationships *relationships)
{
	char *plain = relationships_name(source);
	char *name = plain ? qz_xlsx_resolve(book, "", plain) : NULL;
	bool has = name && qz_zip_has(book->zip, name);
	bool good = name || qz_xlsx_out_of_memory(book);
	free(plain);
	free(name);
	return has ? qz_xlsx_relationships_read(book, source, relationships) : good;
}

void qz_xlsx_relationships_done(struct qz_xlsx_relationships *relationships)
{
	for (size_t i = 0; i < relationships->count; i++) {
		free(relationships->list[i].id);
		free(relationships->list[i].type);
		free(relationships->list[i].target);
	}
	free(relationships->list);
}
