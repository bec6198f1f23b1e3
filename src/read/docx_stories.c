/*
 * What a Word document keeps in parts of their own: footnotes, endnotes and
 * comments, hung where the text refers to them, and headers and footers of pages.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "base/zip.h"
#include "read/docx_parts.h"
#include "read/table.h"

/* ---- notes and comments ---- */

struct note {
	const xmlNode *node;
	bool read;
};

struct qz_docx_notes {
	xmlDoc *doc;
	enum qz_aside_kind kind;
	struct qz_map by_id;
	struct note *list;
	size_t count;
};

static void notes_free(struct qz_docx_notes *notes)
{
	if (!notes)
		return;
	qz_map_done(&notes->by_id, NULL);
	xmlFreeDoc(notes->doc);
	free(notes->list);
	free(notes);
}

/* Lists the notes of a part by their ids; false when memory ran out. */
static bool list_notes(struct qz_docx_notes *notes)
{
	size_t count = 0;
	const xmlNode *root = xmlDocGetRootElement(notes->doc);
	for (const xmlNode *at = qz_xml_child(root, NULL); at; at = qz_xml_next(at, NULL))
		count++;
	notes->list = calloc(count + 1, sizeof *notes->list);
	for (const xmlNode *at = qz_xml_child(root, NULL); at && notes->list; at = qz_xml_next(at, NULL)) {
		const char *id = qz_docx_attr(at, "id");
		struct note *note = &notes->list[notes->count++];
		note->node = at;
		if (id && !qz_map_get(&notes->by_id, id, strlen(id)) && qz_map_put(&notes->by_id, id, strlen(id), note) != 0)
			return false;
	}
	return notes->list != NULL;
}

/* The notes of one kind; NULL where there are none, or on failure. */
static struct qz_docx_notes *open_notes(struct qz_docx *document, const char *type, const char *stem, enum qz_aside_kind kind)
{
	const char *part = qz_docx_link_of_type(document->links, type);
	part = part && qz_zip_has(document->zip, part) ? part : qz_docx_find_part(document, stem);
	struct qz_docx_notes *notes = part && !document->failed ? calloc(1, sizeof *notes) : NULL;
	if (!notes) {
		if (part && !document->failed)
			qz_docx_out_of_memory(document);
		return NULL;
	}
	qz_map_init(&notes->by_id);
	notes->kind = kind;
	notes->doc = qz_docx_parse(document, part);
	if (notes->doc && list_notes(notes))
		return notes;
	if (notes->doc)
		qz_docx_out_of_memory(document);
	notes_free(notes);
	return NULL;
}

bool qz_docx_notes_open(struct qz_docx *document)
{
	document->footnotes = open_notes(document, "footnotes", "word/footnotes", QZ_ASIDE_FOOTNOTE);
	document->endnotes = open_notes(document, "endnotes", "word/endnotes", QZ_ASIDE_FOOTNOTE);
	document->comments = open_notes(document, "comments", "word/comments", QZ_ASIDE_COMMENT);
	return !document->failed;
}

void qz_docx_notes_close(struct qz_docx *document)
{
	notes_free(document->footnotes);
	notes_free(document->endnotes);
	notes_free(document->comments);
}

/* Reads a note, once: it may refer to others, or to itself. */
static void read_note(struct qz_docx *document, const struct qz_docx_notes *notes, struct note *note)
{
	if (note->read)
		return;
	note->read = true;
	qz_docx_story(document, notes->kind, note->node);
}

void qz_docx_see_note(struct qz_docx *document, const xmlNode *reference)
{
	const struct qz_docx_notes *notes = qz_xml_is(reference, "commentReference")   ? document->comments
					    : qz_xml_is(reference, "endnoteReference") ? document->endnotes
										       : document->footnotes;
	const char *id = qz_docx_attr(reference, "id");
	struct note *note = notes && id ? qz_map_get(&notes->by_id, id, strlen(id)) : NULL;
	if (note && !document->noting) { /* one inside another waits for qz_docx_notes_rest(): no descent without end */
		document->noting = true;
		read_note(document, notes, note);
		document->noting = false;
	}
}

void qz_docx_notes_rest(struct qz_docx *document)
{
	const struct qz_docx_notes *all[] = {document->footnotes, document->endnotes, document->comments};
	document->noting = true;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (size_t n = 0; all[i] && n < all[i]->count && !document->failed; n++) {
			read_note(document, all[i], &all[i]->list[n]);
			qz_docx_flush(document);
		}
	document->noting = false;
}

/* ---- headers and footers ---- */

/* A page's number and no more: — 1 —, 第1页 共3页. */
static bool is_page_number(const char *text, size_t size)
{
	static const char marks[] = "0123456789-/|~()[]., ";
	static const char *const parts[] = {"第", "页", "共", "总", "张", "—", "–", "－", "·", "～", "（", "）", "／", "Page", "page", "PAGE", "of", "<br>", "<p>", "</p>"};
	for (const char *at = text, *end = text + size; at < end;) {
		size_t len = memchr(marks, *at, sizeof marks - 1) != NULL;
		for (size_t i = 0; i < sizeof parts / sizeof *parts && len == 0; i++)
			len = strncmp(at, parts[i], strlen(parts[i])) == 0 ? strlen(parts[i]) : 0;
		len = len ? len : qz_skip_blanks(at, (size_t)(end - at));
		if (len == 0)
			return false;
		at += len;
	}
	return true;
}

/* The same words on other pages are said once. */
static bool is_known(struct qz_docx *document, const struct qz_buf *text)
{
	size_t known = document->texts.count;
	qz_map_number(&document->texts, text->data, text->len);
	if (document->texts.failed)
		qz_docx_out_of_memory(document);
	return document->texts.count == known;
}

static void see_page(struct qz_docx *document, enum qz_aside_kind kind, const char *id)
{
	struct qz_cell_text text;
	struct qz_docx_links *links = document->links;
	xmlDoc *part = qz_docx_parse_once(document, id);
	if (!part)
		return;
	qz_cell_text_init(&text);
	document->paging = true;
	document->links = NULL; /* they are the body's, not the part's */
	qz_docx_paragraphs(document, xmlDocGetRootElement(part), &text);
	document->links = links;
	document->paging = false;
	const struct qz_buf *ended = qz_cell_text_end(&text);
	if (ended->failed)
		qz_docx_out_of_memory(document);
	else if (!is_page_number(ended->data, ended->len) && !is_known(document, ended))
		qz_docx_add_blocks(document, kind, &text);
	qz_docx_flush(document);
	qz_cell_text_done(&text);
	xmlFreeDoc(part);
}

void qz_docx_see_section(struct qz_docx *document, const xmlNode *section)
{
	size_t sheets = document->table->nsheets;
	document->place = (struct qz_docx_place){.sheet = sheets ? sheets - 1 : 0};
	for (const xmlNode *at = qz_xml_child(section, NULL); at && !document->failed; at = qz_xml_next(at, NULL)) {
		if (qz_xml_is(at, "headerReference"))
			see_page(document, QZ_ASIDE_PAGE_HEADER, qz_docx_attr(at, "id"));
		else if (qz_xml_is(at, "footerReference"))
			see_page(document, QZ_ASIDE_PAGE_FOOTER, qz_docx_attr(at, "id"));
	}
}
