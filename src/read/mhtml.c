/*
 * Web pages in one file (.mht, and what office systems export as .doc or .xls):
 * the parts of mime.h, decoded and given to the reader of pages. Of a workbook
 * saved so each worksheet is a page of its own; other pages (frames, headers)
 * are read behind the first. What else the file holds is named.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/encoding.h"
#include "read/html_parts.h"
#include "read/html_scan.h"
#include "read/mime.h"
#include "read/readers.h"

#define WORDS 40 /* characters of a text that a finding quotes */

struct file {
	const struct qz_source *source;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_mime mime;
	xmlDoc *tabs; /* the page with the names of a workbook's sheets; NULL */
	size_t pages; /* read so far */
};

static bool is_page(const struct qz_mime_part *part)
{
	return strcmp(part->type, "text/html") == 0 || strcmp(part->type, "application/xhtml+xml") == 0;
}

/* A part's text in UTF-8, for free(); NULL when it cannot be decoded, with a finding, or is blank. */
static char *decode(const struct file *file, const struct qz_mime_part *part, size_t *len, const char **encoding, enum qz_status *status)
{
	struct qz_buf bytes;
	struct qz_decoded decoded;
	qz_buf_init(&bytes);
	qz_mime_decode(part, &bytes);
	size_t count = bytes.len;
	*status = QZ_OK;
	char *raw = qz_buf_take(&bytes);
	qz_buf_done(&bytes);
	if (!raw) {
		file->diag->failed = true;
		*status = QZ_INPUT;
		return NULL;
	}
	const char *declared = qz_html_charset(part->charset, strlen(part->charset));
	declared = declared ? declared : qz_html_encoding(raw, count);
	*status = qz_decode(raw, count, NULL, declared, file->limits, &decoded, file->diag);
	if (*status != QZ_OK || decoded.text != raw)
		free(raw);
	if (*status != QZ_OK)
		return NULL;
	*len = decoded.len;
	*encoding = decoded.encoding;
	if (qz_skip_blanks(decoded.text, decoded.len) < decoded.len)
		return decoded.text;
	free(decoded.text);
	return NULL;
}

/* The same for a part that the list does not depend on: one that cannot be decoded is no error. */
static char *decode_quietly(const struct file *file, const struct qz_mime_part *part, size_t *len)
{
	struct qz_diag unsaid;
	struct file quiet = *file;
	const char *encoding;
	enum qz_status status;
	qz_diag_init(&unsaid);
	quiet.diag = &unsaid;
	char *text = decode(&quiet, part, len, &encoding, &status);
	file->diag->failed |= unsaid.failed;
	qz_diag_done(&unsaid);
	return text;
}

/* ---- worksheets ---- */

/* The part that lists the sheets of a workbook, by its name. */
static bool is_tabs(const struct qz_mime_part *part)
{
	return is_page(part) && strncasecmp(qz_mime_base(part->location), "tabstrip", 8) == 0;
}

static void read_tabs(struct file *file)
{
	struct qz_diag unsaid; /* without it the sheets have no names */
	qz_diag_init(&unsaid);
	for (size_t i = 0; i < file->mime.count && !file->tabs; i++) {
		size_t len = 0;
		char *text = is_tabs(&file->mime.parts[i]) ? decode_quietly(file, &file->mime.parts[i], &len) : NULL;
		const struct qz_source source = {.text = text, .text_len = len, .encoding = "UTF-8"};
		file->tabs = text ? qz_html_parse(&source, &unsaid) : NULL;
		free(text);
	}
	file->diag->failed |= unsaid.failed;
	qz_diag_done(&unsaid);
}

/* What the link to a sheet's page says, into `name`. */
static void find_name(const struct file *file, const struct qz_mime_part *part, struct qz_buf *name)
{
	xmlNode *root = file->tabs ? xmlDocGetRootElement(file->tabs) : NULL;
	for (xmlNode *at = root; at; at = qz_html_step(root, at, false)) {
		const char *href = qz_xml_is(at, "a") ? qz_xml_attr(at, "href") : NULL;
		if (!href || strcasecmp(qz_mime_base(href), qz_mime_base(part->location)) != 0)
			continue;
		struct qz_buf text;
		qz_buf_init(&text);
		qz_xml_text(at, &text);
		size_t skip = text.len ? qz_skip_blanks(text.data, text.len) : 0;
		if (text.len > skip)
			qz_buf_add(name, text.data + skip, qz_trim_end(text.data + skip, text.len - skip));
		name->failed |= text.failed;
		qz_buf_done(&text);
		return;
	}
}

/* The first page of a saved workbook is a frame for others. */
static bool is_workbook(const char *text, size_t len)
{
	return memmem(text, len, "<x:WorksheetSource", 18) || (memmem(text, len, "<x:ExcelWorkbook", 16) && memmem(text, len, "<frameset", 9));
}

static bool is_hidden_sheet(const char *text, size_t len)
{
	return memmem(text, len, "<x:Visible>SheetHidden", 22) || memmem(text, len, "<x:Visible>SheetVeryHidden", 26);
}

/* ---- pages ---- */

/* Rules of the style sheets that stand in parts of their own. */
static void read_styles(struct file *file, struct qz_html_page *page)
{
	for (size_t i = 0; i < file->mime.count; i++) {
		size_t len = 0;
		if (strcmp(file->mime.parts[i].type, "text/css") != 0)
			continue;
		char *text = decode_quietly(file, &file->mime.parts[i], &len);
		if (text)
			qz_css_read(&page->css, text, len);
		free(text);
	}
}

static bool read_page(struct file *file, const struct qz_mime_part *part, char *text, size_t len, const char *encoding)
{
	struct qz_html_page page;
	struct qz_buf name;
	const struct qz_source source = {.name = file->source->name, .text = text, .text_len = len, .encoding = encoding};
	size_t before = file->table->nsheets;
	qz_buf_init(&name);
	find_name(file, part, &name);
	qz_html_page_init(&page, file->limits, file->diag);
	page.table = file->table;
	page.include_struck = file->source->include_struck;
	page.sheet_name = name.len ? name.data : NULL;
	read_styles(file, &page);
	bool good = !name.failed && !file->diag->failed && qz_html_read_page(&page, &source);
	if (good)
		qz_html_finish(&page);
	for (size_t i = before; good && is_hidden_sheet(text, len) && i < file->table->nsheets; i++)
		file->table->sheets[i].hidden = true;
	file->diag->failed |= name.failed;
	file->pages++;
	qz_html_page_done(&page);
	qz_buf_done(&name);
	return good;
}

/* The part to begin with: the one that the file names, else the first page. NULL when there is no page. */
static const struct qz_mime_part *find_root(const struct qz_mime *mime)
{
	const struct qz_mime_part *first = NULL;
	for (size_t i = 0; i < mime->count; i++) {
		const struct qz_mime_part *part = &mime->parts[i];
		if (!is_page(part))
			continue;
		first = first ? first : part;
		if (*mime->start && strcmp(part->id, mime->start) == 0)
			return part;
	}
	return first;
}

/* A part that is a page; `frame`: it may be the frame of a workbook, which has no text of its own. */
static bool read_one(struct file *file, const struct qz_mime_part *part, bool frame)
{
	size_t len = 0;
	const char *encoding = NULL;
	enum qz_status status;
	char *text = decode(file, part, &len, &encoding, &status);
	bool good = status == QZ_OK;
	if (text && frame && is_workbook(text, len))
		read_tabs(file);
	else if (text)
		good = read_page(file, part, text, len, encoding);
	free(text);
	return good;
}

static bool read_pages(struct file *file)
{
	const struct qz_mime_part *root = find_root(&file->mime);
	if (!root)
		return true;
	bool good = read_one(file, root, true);
	for (size_t i = 0; i < file->mime.count && good; i++) {
		const struct qz_mime_part *part = &file->mime.parts[i];
		if (part != root && is_page(part) && !is_tabs(part))
			good = read_one(file, part, false);
	}
	return good;
}

/* ---- the rest of the file ---- */

static void say_unknown(const struct file *file, const char *name, const char *text, size_t len)
{
	char count[24];
	struct qz_buf words;
	size_t end = 0;
	uint32_t cp = 0;
	qz_buf_init(&words);
	size_t skip = qz_skip_blanks(text, len);
	text += skip;
	len = qz_trim_end(text, len - skip);
	for (size_t n, i = 0; end < len && i < WORDS; end += n, i++) {
		n = qz_utf8_decode(text + end, len - end, &cp);
		n = n ? n : 1;
	}
	qz_buf_put_visible(&words, text, end);
	qz_buf_puts(&words, end < len ? "…" : "");
	snprintf(count, sizeof count, "%zu", qz_utf8_check(text, len) == len ? qz_count_nonblank(text, len) : len);
	qz_diag_add(file->diag, QZ_RULE_CONTENT_UNKNOWN, NULL, "part", name, "characters", count, "words", words.data, NULL);
	file->diag->failed |= words.failed;
	qz_buf_done(&words);
}

/* What office programs keep for themselves: lists of files, themes, maps of colours. */
static bool is_furniture(const struct qz_mime_part *part)
{
	static const char *const types[] = {"text/css", "application/vnd.ms-officetheme", "text/javascript", "application/javascript",
					    "application/x-javascript", "font/woff", "font/woff2", NULL};
	static const char *const names[] = {"filelist.xml", "colorschememapping.xml", NULL};
	for (size_t i = 0; types[i]; i++)
		if (strcmp(part->type, types[i]) == 0)
			return true;
	for (size_t i = 0; names[i]; i++)
		if (strcasecmp(qz_mime_base(part->location), names[i]) == 0)
			return true;
	return false;
}

static void say_other(const struct file *file, const struct qz_mime_part *part)
{
	size_t len = 0;
	bool words = strncmp(part->type, "text/", 5) == 0 || strstr(part->type, "xml");
	const char *name = *part->location ? part->location : *part->id ? part->id : part->type;
	char *text = words ? decode_quietly(file, part, &len) : NULL;
	if (text)
		say_unknown(file, name, text, len);
	else
		qz_diag_add(file->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "attachment", "name", name, "count", "1", NULL);
	free(text);
}

static void say_rest(const struct file *file)
{
	size_t pictures = 0;
	char count[24];
	for (size_t i = 0; i < file->mime.count; i++) {
		const struct qz_mime_part *part = &file->mime.parts[i];
		if (strncmp(part->type, "image/", 6) == 0)
			pictures++;
		else if (!is_page(part) && !is_furniture(part) && part->len)
			say_other(file, part);
	}
	snprintf(count, sizeof count, "%zu", pictures);
	if (pictures)
		qz_diag_add(file->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "picture-files", "name", "", "count", count, NULL);
	if (file->mime.apart)
		say_unknown(file, "MIME", file->mime.apart, file->mime.apart_len);
	if (file->mime.cut)
		qz_diag_add(file->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "end", "name", "", "count", "1", NULL);
}

static enum qz_status refuse(const struct file *file, const char *reason)
{
	qz_diag_add(file->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "mhtml", "reason", reason, NULL);
	return QZ_INPUT;
}

static enum qz_status read_mhtml(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	struct file file = {.source = source, .limits = limits, .diag = diag};
	enum qz_status status = qz_mime_read(&file.mime, source->bytes, source->len) ? QZ_OK : QZ_INPUT;
	if (status != QZ_OK) {
		refuse(&file, file.mime.reason);
	} else if (!(file.table = qz_table_new(QZ_POS_NESTED))) {
		diag->failed = true;
		status = QZ_INPUT;
	} else {
		file.table->max_cells = limits->cells;
		status = read_pages(&file) ? QZ_OK : QZ_INPUT;
	}
	if (status == QZ_OK && file.pages == 0)
		status = refuse(&file, "part-missing");
	if (status == QZ_OK)
		say_rest(&file);
	if (status != QZ_OK || diag->failed) {
		qz_table_free(file.table);
		file.table = NULL;
		status = QZ_INPUT;
	}
	*table = file.table;
	xmlFreeDoc(file.tabs);
	qz_mime_done(&file.mime);
	return status;
}

static int sniff(const char *bytes, size_t len)
{
	return qz_mime_looks_like(bytes, len) ? 3 : 0;
}

static const char *const extensions[] = {"mht", "mhtml", NULL};

const struct qz_reader qz_reader_mhtml = {"mhtml", extensions, false, sniff, read_mhtml};
