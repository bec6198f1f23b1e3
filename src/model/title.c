/*
 * The common part of titles, for title.h.
 */
#include "model/title.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/xml.h"

#define LEAST_ALIAS 12 /* bytes: shorter words, such as 检查, stand in titles for other things */
#define LEAST_TITLE 12 /* … of what is left of a title */

static const char *const kinds[] = {"清单", "目录", "一览表", "事项表", "对照表", "汇总表", "登记表"};
static const char *const phrases[] = {"权力和责任清单", "权力责任清单", "权责事项清单", "权责清单", "权力清单", "责任清单", "行政职权目录", "行政权力事项清单", "公共服务事项清单"};
static const char *const places[] = {"省", "市", "县", "区", "州", "盟", "旗", "乡", "镇", "街道"};
#define COUNT(array) (sizeof(array) / sizeof *(array))

struct titles {
	struct qz_buf *texts; /* without power types */
	size_t count, cap;
	bool differ;  /* as they are written */
	bool typed;   /* one names a power type */
	size_t tables; /* with items */
	bool failed;
};

/* The length of the longest name of a type that stands here; 0: none does. */
static size_t type_at(const struct qz_vocabulary *vocabulary, const char *text)
{
	size_t longest = 0;
	for (size_t i = 0; i < vocabulary->naliases; i++) {
		size_t len = strlen(vocabulary->aliases[i].text);
		if (len >= LEAST_ALIAS && len > longest && strncmp(text, vocabulary->aliases[i].text, len) == 0)
			longest = len;
	}
	return longest;
}

/* A title without power types, and the brackets that are empty then. True when there was one. */
static bool leave_out_types(const struct qz_vocabulary *vocabulary, const char *title, struct qz_buf *out)
{
	bool typed = false;
	for (const char *at = title; *at;) {
		size_t len = type_at(vocabulary, at);
		typed |= len > 0;
		if (len && strncmp(at + len, "类", strlen("类")) == 0)
			len += strlen("类");
		if (!len)
			qz_buf_putc(out, *at++);
		at += len;
		static const char *const open[] = {"（", "("}, *const close[] = {"）", ")"};
		for (size_t i = 0; i < COUNT(open) && len && !out->failed; i++) {
			size_t n = strlen(open[i]);
			if (out->len >= n && memcmp(out->data + out->len - n, open[i], n) == 0 && strncmp(at, close[i], n) == 0) {
				out->len -= n;
				at += n;
			}
		}
	}
	qz_buf_add(out, "", 0);
	return typed;
}

static void add_title(struct titles *titles, const struct qz_vocabulary *vocabulary, const char *title, const char *first)
{
	if (!qz_array_grow(&titles->texts, titles->count, &titles->cap, sizeof *titles->texts)) {
		titles->failed = true;
		return;
	}
	struct qz_buf *text = &titles->texts[titles->count++];
	qz_buf_init(text);
	titles->typed |= leave_out_types(vocabulary, title, text);
	titles->differ |= strcmp(title, first) != 0;
	titles->failed |= text->failed;
}

/* The end of the last word of a kind of list within so many bytes; 0: there is none. */
static size_t end_of_kind(const char *text, size_t len)
{
	size_t end = 0;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t n = strlen(kinds[i]);
		for (size_t at = 0; at + n <= len; at++)
			if (strncmp(text + at, kinds[i], n) == 0 && at + n > end)
				end = at + n;
	}
	return end;
}

/* The end of the last place within so many bytes. */
static size_t end_of_place(const char *text, size_t len)
{
	size_t end = 0;
	for (size_t i = 0; i < COUNT(places); i++) {
		size_t n = strlen(places[i]);
		for (size_t at = 3; at + n <= len; at++)
			if (strncmp(text + at, places[i], n) == 0 && at + n > end)
				end = at + n;
	}
	return end;
}

/* The kind of list that all of them end in, as a part of the first; NULL: none. */
static const char *common_end(const struct titles *titles, size_t least)
{
	const struct qz_buf *first = &titles->texts[0];
	for (size_t i = 0; i < COUNT(phrases); i++) {
		size_t n = strlen(phrases[i]);
		bool all = true;
		for (size_t t = 0; t < titles->count && all; t++) {
			const struct qz_buf *text = &titles->texts[t];
			all = text->len >= n + least && strcmp(text->data + text->len - n, phrases[i]) == 0;
		}
		if (all)
			return first->data + first->len - n;
	}
	return NULL;
}

static size_t common_beginning(const struct titles *titles)
{
	const struct qz_buf *first = &titles->texts[0];
	size_t len = first->len;
	for (size_t t = 1; t < titles->count; t++)
		for (size_t at = 0; at < len; at++)
			if (titles->texts[t].data[at] != first->data[at])
				len = at;
	while (len > 0 && len < first->len && ((unsigned char)first->data[len] & 0xC0) == 0x80)
		len--;
	return len;
}

/* What all titles have in common; nothing where that is no title. */
static void find_common(const struct titles *titles, struct qz_buf *out)
{
	const struct qz_buf *first = &titles->texts[0];
	size_t begin = common_beginning(titles), kind = end_of_kind(first->data, begin), place = end_of_place(first->data, begin);
	bool same = true;
	for (size_t t = 1; t < titles->count; t++)
		same &= strcmp(titles->texts[t].data, first->data) == 0;
	const char *end = same || kind ? NULL : common_end(titles, place);
	if (same && first->len >= LEAST_TITLE)
		qz_buf_puts(out, first->data);
	else if (kind >= LEAST_TITLE)
		qz_buf_add(out, first->data, kind);
	else if (end && place) {
		qz_buf_add(out, first->data, place);
		qz_buf_puts(out, end);
	}
	qz_buf_add(out, "", 0);
}

/* The titles of the tables with items; false where they are neither sheets nor files, so that the title stands above all. */
static bool gather(struct titles *titles, const xmlNode *list, const struct qz_vocabulary *vocabulary)
{
	const char *first = NULL;
	for (xmlNode *table = qz_xml_child(list, "table"); table && !titles->failed; table = qz_xml_next(table, "table")) {
		const char *title = qz_xml_attr(table, "title");
		if (!qz_xml_child(table, "item"))
			continue;
		if (!qz_xml_attr(table, "sheet") && !qz_xml_attr(table, "file"))
			return false;
		titles->tables++;
		if (!title || !*title)
			continue;
		first = first ? first : title;
		add_title(titles, vocabulary, title, first);
	}
	return titles->tables > 1 && titles->count > 0;
}

/* The place of a title that is no longer the list's goes to the table that it is of. */
static bool give_place(xmlNode *title, const xmlNode *list, const char *text)
{
	const char *pos = qz_xml_attr(title, "pos"), *also = qz_xml_attr(title, "also");
	for (xmlNode *table = qz_xml_child(list, "table"); table && pos; table = qz_xml_next(table, "table")) {
		const char *own = qz_xml_attr(table, "title");
		if (!own || qz_xml_attr(table, "titlePos") || strcmp(own, text) != 0)
			continue;
		bool given = xmlNewProp(table, QZ_X("titlePos"), QZ_X(pos)) && (!also || xmlNewProp(table, QZ_X("titleAlso"), QZ_X(also)));
		xmlUnsetProp(title, QZ_X("pos"));
		xmlUnsetProp(title, QZ_X("also"));
		return given;
	}
	return true;
}

/* The title becomes what is common, or goes where nothing is. */
static bool replace_title(xmlNode *list, const struct qz_buf *common)
{
	xmlNode *title = qz_xml_child(qz_xml_child(list, "head"), "title");
	struct qz_buf text;
	qz_buf_init(&text);
	if (title)
		qz_xml_text(title, &text);
	qz_buf_add(&text, "", 0);
	bool done = !text.failed;
	if (done && title && strcmp(text.data, common->data) != 0) {
		done = give_place(title, list, text.data);
		xmlNodeSetContent(title, NULL);
		xmlNode *words = common->len ? xmlNewDocText(title->doc, QZ_X(common->data)) : NULL;
		done = done && (!common->len || (words && xmlAddChild(title, words)));
		if (!common->len) {
			xmlUnlinkNode(title);
			xmlFreeNode(title);
		}
	}
	qz_buf_done(&text);
	return done;
}

int qz_title_settle(xmlDoc *doc, const struct qz_vocabulary *vocabulary)
{
	xmlNode *list = xmlDocGetRootElement(doc);
	struct titles titles = {0};
	struct qz_buf common;
	qz_buf_init(&common);
	bool several = gather(&titles, list, vocabulary), done = !titles.failed;
	if (done && several && (titles.differ || (titles.typed && titles.count < titles.tables))) {
		find_common(&titles, &common);
		done = !common.failed && replace_title(list, &common);
	}
	for (size_t i = 0; i < titles.count; i++)
		qz_buf_done(&titles.texts[i]);
	free(titles.texts);
	qz_buf_done(&common);
	return done ? 0 : -1;
}
