/*
 * The package of a workbook that is marked: its parts, their relationships and
 * kinds of content, for parts.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/own.h"
#include "base/xml.h"
#include "base/zip.h"
#include "mark/parts.h"

#define TYPES "[Content_Types].xml"
#define STRICT "http://purl.oclc.org/ooxml/"

bool qz_mark_refuse(struct qz_marked_book *book, const char *reason)
{
	if (!book->reason)
		book->reason = reason;
	return false;
}

/* ---- parts ---- */

static struct qz_marked_part *find(const struct qz_marked_book *book, const char *name)
{
	for (size_t i = 0; i < book->nparts; i++)
		if (strcmp(book->parts[i].name, name) == 0)
			return &book->parts[i];
	return NULL;
}

bool qz_mark_has(const struct qz_marked_book *book, const char *name)
{
	return find(book, name) || qz_zip_has(book->zip, name);
}

static struct qz_marked_part *add(struct qz_marked_book *book, const char *name, bool fresh)
{
	char *copy = strdup(name);
	if (!copy || !qz_array_grow(&book->parts, book->nparts, &book->parts_cap, sizeof *book->parts)) {
		free(copy);
		book->failed = true;
		return NULL;
	}
	struct qz_marked_part *part = &book->parts[book->nparts++];
	*part = (struct qz_marked_part){.name = copy, .fresh = fresh};
	qz_buf_init(&part->bytes);
	return part;
}

struct qz_marked_part *qz_mark_add_part(struct qz_marked_book *book, const char *name)
{
	return add(book, name, true);
}

/* A part in UTF-8, which is what can be changed byte by byte. */
static bool is_utf8(const struct qz_buf *bytes)
{
	const char *end = bytes->len > 5 && memcmp(bytes->data, "<?xml", 5) == 0 ? memchr(bytes->data, '>', bytes->len) : NULL;
	const char *encoding = end ? memmem(bytes->data, (size_t)(end - bytes->data), "encoding=", 9) : NULL;
	bool stated = !encoding || strncasecmp(encoding + 10, "utf-8", 5) == 0 || strncasecmp(encoding + 10, "us-ascii", 8) == 0;
	return stated && bytes->len > 1 && !memchr(bytes->data, '\0', bytes->len < 8 ? bytes->len : 8);
}

struct qz_marked_part *qz_mark_load(struct qz_marked_book *book, const char *name)
{
	struct qz_marked_part *part = find(book, name);
	if (part)
		return part;
	if (!qz_zip_has(book->zip, name)) {
		qz_mark_refuse(book, "mark-parts");
		return NULL;
	}
	part = add(book, name, false);
	if (!part || qz_zip_read(book->zip, name, &part->bytes, book->diag) != 0) {
		qz_mark_refuse(book, "mark-parts");
		return NULL;
	}
	if (!is_utf8(&part->bytes)) {
		qz_mark_refuse(book, "mark-encoding");
		return NULL;
	}
	return part;
}

bool qz_mark_splice(struct qz_marked_book *book, struct qz_buf *bytes, size_t at, size_t len, const struct qz_buf *instead)
{
	struct qz_buf all;
	qz_buf_init(&all);
	qz_buf_add(&all, bytes->data, at);
	if (instead->len)
		qz_buf_add(&all, instead->data, instead->len);
	qz_buf_add(&all, bytes->data + at + len, bytes->len - at - len);
	bool done = !all.failed && !instead->failed;
	book->failed |= !done;
	if (done) {
		qz_buf_done(bytes);
		*bytes = all;
	} else {
		qz_buf_done(&all);
	}
	return done;
}

/* Puts text before the closing tag of the root. */
static bool append(struct qz_marked_book *book, struct qz_marked_part *part, const struct qz_buf *text)
{
	struct qz_scan scan;
	struct qz_tag tag;
	size_t at = 0;
	bool found = false;
	qz_scan_init(&scan, part->bytes.data, part->bytes.len);
	while (qz_scan_next(&scan, &tag))
		if (tag.closes && scan.depth == 0) {
			at = tag.start;
			found = true;
		}
	return (found || qz_mark_refuse(book, "mark-parts")) && qz_mark_splice(book, &part->bytes, at, 0, text);
}

bool qz_mark_fresh_name(struct qz_marked_book *book, const char *stem, const char *extension, struct qz_buf *out)
{
	do {
		qz_buf_clear(out);
		qz_buf_printf(out, "xl/%sQuanze%u.%s", stem, ++book->fresh_parts, extension);
	} while (!out->failed && qz_mark_has(book, out->data));
	book->failed |= out->failed;
	return !out->failed;
}

/* ---- relationships ---- */

/* xl/worksheets/sheet1.xml → xl/worksheets/_rels/sheet1.xml.rels */
static void put_relationships(const char *part, struct qz_buf *out)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash + 1 - part) : 0;
	qz_buf_add(out, part, folder);
	qz_buf_printf(out, "_rels/%s.rels", part + folder);
}

/* Takes the last segment off a folder that ends in a slash. */
static void go_up(struct qz_buf *out)
{
	if (out->len > 0)
		qz_buf_cut(out, out->len - 1);
	while (out->len > 0 && out->data[out->len - 1] != '/')
		qz_buf_cut(out, out->len - 1);
}

/* A target as a name in the archive: segment by segment. */
static void put_target(const char *part, const char *target, struct qz_buf *out)
{
	const char *slash = strrchr(part, '/');
	if (*target != '/')
		qz_buf_add(out, part, slash ? (size_t)(slash + 1 - part) : 0);
	while (*target && !out->failed) {
		size_t len = strcspn(target, "/");
		if (len == 2 && memcmp(target, "..", 2) == 0)
			go_up(out);
		else if (len > 0 && !(len == 1 && *target == '.'))
			qz_buf_add(out, target, len + (target[len] == '/'));
		target += len + (target[len] == '/');
	}
}

static bool ends_with(const struct qz_buf *text, const char *end)
{
	size_t len = strlen(end);
	return text->len >= len && strcmp(text->data + text->len - len, end) == 0;
}

/* Asked of a part's relationships one by one. */
static char *look_for(struct qz_marked_part *relationships, const char *part, const char *type, const char *id, size_t id_len)
{
	struct qz_scan scan;
	struct qz_tag tag;
	struct qz_buf kind, target, name;
	char *found = NULL;
	qz_buf_init(&kind);
	qz_buf_init(&target);
	qz_buf_init(&name);
	qz_scan_init(&scan, relationships->bytes.data, relationships->bytes.len);
	while (!found && qz_scan_next(&scan, &tag)) {
		size_t len = 0;
		const char *own = qz_tag_is(&tag, "Relationship") ? qz_tag_attr(&tag, "Id", &len) : NULL;
		qz_buf_clear(&kind);
		qz_buf_clear(&target);
		if (!own || (id && (len != id_len || memcmp(own, id, len) != 0)) || !qz_tag_value(&tag, "Type", &kind) || !qz_tag_value(&tag, "Target", &target))
			continue;
		if (!target.len || !kind.len || (type && !ends_with(&kind, type)))
			continue;
		put_target(part, target.data, &name);
		found = name.failed ? NULL : qz_buf_take(&name);
	}
	qz_buf_done(&kind);
	qz_buf_done(&target);
	qz_buf_done(&name);
	return found;
}

char *qz_mark_related(struct qz_marked_book *book, const char *part, const char *type, const char *id, size_t id_len)
{
	struct qz_buf name;
	qz_buf_init(&name);
	put_relationships(part, &name);
	struct qz_marked_part *relationships = !name.failed && qz_mark_has(book, name.data) ? qz_mark_load(book, name.data) : NULL;
	qz_buf_done(&name);
	return relationships ? look_for(relationships, part, type, id, id_len) : NULL;
}

static bool choose_id(struct qz_marked_book *book, const struct qz_buf *relationships, struct qz_buf *id)
{
	unsigned number = 0;
	struct qz_buf quoted;
	qz_buf_init(&quoted);
	do {
		qz_buf_clear(id);
		qz_buf_clear(&quoted);
		qz_buf_printf(id, "rIdQuanze%u", ++number);
		qz_buf_printf(&quoted, "%s\"", id->failed ? "" : id->data);
	} while (!quoted.failed && memmem(relationships->data, relationships->len, quoted.data, quoted.len));
	book->failed |= id->failed || quoted.failed;
	qz_buf_done(&quoted);
	return !book->failed;
}

bool qz_mark_relate(struct qz_marked_book *book, const char *part, const char *type, const char *target, struct qz_buf *id)
{
	struct qz_buf name, text;
	qz_buf_init(&name);
	qz_buf_init(&text);
	put_relationships(part, &name);
	bool there = !name.failed && qz_mark_has(book, name.data);
	struct qz_marked_part *relationships = name.failed ? NULL : there ? qz_mark_load(book, name.data) : qz_mark_add_part(book, name.data);
	if (relationships && !there)
		qz_buf_puts(&relationships->bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
						   "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>");
	bool done = relationships && choose_id(book, &relationships->bytes, id);
	if (done) {
		qz_buf_printf(&text, "<Relationship xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" Id=\"%s\" Type=\"" QZ_MARK_R "/%s\" Target=\"/%s\"/>", id->data, type, target);
		done = append(book, relationships, &text);
	}
	qz_buf_done(&name);
	qz_buf_done(&text);
	return done;
}

bool qz_mark_declare(struct qz_marked_book *book, const char *part, const char *type)
{
	struct qz_marked_part *types = qz_mark_load(book, TYPES);
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_printf(&text, "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" PartName=\"/%s\" ContentType=\"%s\"/>", part, type);
	bool done = types && append(book, types, &text);
	qz_buf_done(&text);
	return done;
}

/* ---- the workbook ---- */

static bool add_sheet(struct qz_marked_book *book, const struct qz_tag *tag)
{
	size_t len = 0;
	unsigned id = 0;
	const char *relationship = qz_tag_attr(tag, "id", &len);
	struct qz_buf name;
	qz_buf_init(&name);
	qz_tag_value(tag, "name", &name);
	if (qz_tag_number(tag, "sheetId", &id) && id > book->last_id)
		book->last_id = id;
	if (!qz_array_grow(&book->sheets, book->nsheets, &book->sheets_cap, sizeof *book->sheets)) {
		qz_buf_done(&name);
		return !(book->failed = true);
	}
	struct qz_marked_sheet *sheet = &book->sheets[book->nsheets++];
	*sheet = (struct qz_marked_sheet){.name = qz_buf_take(&name)};
	sheet->part = relationship ? qz_mark_related(book, book->workbook, "/worksheet", relationship, len) : NULL;
	return sheet->name != NULL;
}

static bool read_sheets(struct qz_marked_book *book)
{
	struct qz_marked_part *part = qz_mark_load(book, book->workbook);
	struct qz_scan scan;
	struct qz_tag tag;
	if (!part)
		return false;
	if (memmem(part->bytes.data, part->bytes.len, STRICT, strlen(STRICT)))
		return qz_mark_refuse(book, "mark-strict");
	/* The part may move when another one is loaded: its bytes do not. */
	qz_scan_init(&scan, part->bytes.data, part->bytes.len);
	while (qz_scan_next(&scan, &tag)) {
		size_t len = 0;
		const char *program = qz_tag_is(&tag, "fileVersion") ? qz_tag_attr(&tag, "appName", &len) : NULL;
		book->recoloured |= program && len == strlen(QZ_OWN_RECOLOURS) && memcmp(program, QZ_OWN_RECOLOURS, len) == 0;
		if (qz_tag_is(&tag, "sheet") && !tag.closes && !add_sheet(book, &tag))
			return false;
	}
	return true;
}

/* A signature says that nobody has changed the file since. */
static bool is_signed(const struct qz_marked_book *book)
{
	const char *name;
	for (size_t i = 0; (name = qz_zip_name(book->zip, i)); i++)
		if (strncmp(name, "_xmlsignatures/", 15) == 0)
			return true;
	return false;
}

/* Programs that write nothing but values leave out styles; all cells have the first one then. */
static bool add_styles(struct qz_marked_book *book)
{
	struct qz_marked_part *part = NULL;
	struct qz_buf name, id;
	qz_buf_init(&name);
	qz_buf_init(&id);
	if (!qz_mark_has(book, "xl/styles.xml"))
		qz_buf_puts(&name, "xl/styles.xml"); /* where some programs look for it */
	else
		qz_mark_fresh_name(book, "styles", "xml", &name);
	bool done = !name.failed && qz_mark_relate(book, book->workbook, "styles", name.data, &id) &&
		    qz_mark_declare(book, name.data, QZ_MARK_TYPES "styles+xml") && (part = qz_mark_add_part(book, name.data));
	if (done) {
		qz_buf_puts(&part->bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"" QZ_MARK_NS "\">"
			"<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font></fonts>"
			"<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
			"<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
			"<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
			"<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>"
			"<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
		book->styles_part = strdup(name.data);
		done = book->styles_part && !part->bytes.failed;
	}
	book->failed |= !done && !book->reason;
	qz_buf_done(&name);
	qz_buf_done(&id);
	return done;
}

bool qz_mark_open(struct qz_marked_book *book)
{
	if (is_signed(book))
		return qz_mark_refuse(book, "mark-signed");
	book->workbook = qz_mark_related(book, "", "/officeDocument", NULL, 0);
	if (!book->workbook)
		return qz_mark_refuse(book, "mark-parts");
	if (!read_sheets(book))
		return false;
	book->styles_part = qz_mark_related(book, book->workbook, "/styles", NULL, 0);
	return book->styles_part || add_styles(book);
}

void qz_mark_done(struct qz_marked_book *book)
{
	for (size_t i = 0; i < book->nparts; i++) {
		free(book->parts[i].name);
		qz_buf_done(&book->parts[i].bytes);
	}
	for (size_t i = 0; i < book->nsheets; i++) {
		free(book->sheets[i].name);
		free(book->sheets[i].part);
	}
	free(book->parts);
	free(book->sheets);
	free(book->workbook);
	free(book->styles_part);
	for (unsigned i = 0; i < book->ngrounds; i++)
		free(book->grounds[i].before);
	free(book->grounds);
	free(book->ground_of);
	free(book->asked);
	free(book->styles);
	free(book->cells);
	qz_buf_done(&book->words);
}
