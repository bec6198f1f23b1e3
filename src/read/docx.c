/*
 * Word documents: the parts that the body needs are opened here; docx_body.c
 * reads tables and what stands between them. The text that a reader sees is the
 * only source: quanze's own output is read like any other document.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/zip.h"
#include "read/docx_parts.h"
#include "read/readers.h"
#include "read/table.h"

/* Parses a part that need not be there; *doc is NULL then. False when it is damaged. */
static bool parse_optional(struct qz_docx *document, const char *stem, xmlDoc **doc)
{
	const char *name = qz_docx_find_part(document, stem);
	*doc = name ? qz_docx_parse(document, name) : NULL;
	return !name || *doc;
}

static bool read_document(struct qz_docx *document, const xmlDoc *styles, const xmlDoc *numbers, const xmlDoc *main)
{
	document->styles = qz_docx_styles_new(styles ? xmlDocGetRootElement(styles) : NULL);
	document->numbering = qz_docx_numbering_new(numbers ? xmlDocGetRootElement(numbers) : NULL);
	if (!document->styles || !document->numbering) {
		qz_docx_out_of_memory(document);
	} else {
		document->own = qz_docx_style_exists(document->styles, "QzCell");
		qz_docx_body(document, xmlDocGetRootElement(main));
	}
	qz_docx_styles_free(document->styles);
	qz_docx_numbering_free(document->numbering);
	return !document->failed && !document->diag->failed;
}

/* Opens what hangs on the document part, and reads it. */
static bool read_main(struct qz_docx *document, const char *name, const xmlDoc *styles, const xmlDoc *numbers)
{
	xmlDoc *main = qz_docx_parse(document, name);
	bool good = main && (document->links = qz_docx_links_new(document, name)) && qz_docx_notes_open(document);
	good = good && read_document(document, styles, numbers, main);
	qz_docx_notes_close(document);
	qz_docx_links_free(document->links);
	xmlFreeDoc(main);
	return good;
}

static bool read_parts(struct qz_docx *document)
{
	xmlDoc *styles = NULL, *numbers = NULL;
	const char *name = qz_docx_find_part(document, "word/document");
	if (!name)
		qz_diag_add(document->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "docx", "reason", "part-missing", "part", "word/document.xml",
			    "detail", "", NULL);
	bool good = name && parse_optional(document, "word/styles", &styles) && parse_optional(document, "word/numbering", &numbers);
	good = good && read_main(document, name, styles, numbers);
	xmlFreeDoc(styles);
	xmlFreeDoc(numbers);
	return good;
}

static void say_count(struct qz_docx *document, enum qz_rule rule, const char *what, size_t count)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", count);
	if (count > 0)
		qz_diag_add(document->diag, rule, NULL, "what", what, "name", "", "count", number, NULL);
}

static void say_counts(struct qz_docx *document)
{
	say_count(document, QZ_RULE_CHANGES_ACCEPTED, "changes", document->changes);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "symbols", document->symbols);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "paragraphs", document->outside);
}

static void document_init(struct qz_docx *document)
{
	document->ground = QZ_DOCX_UNSAID;
	qz_cell_text_init(&document->cell);
	for (size_t i = 0; i < QZ_ASIDES; i++)
		qz_cell_text_init(&document->gathered[i].text);
	qz_map_init(&document->parts);
	qz_map_init(&document->texts);
	document->table = qz_table_new(QZ_POS_NESTED);
	if (document->table)
		document->table->max_cells = document->limits->cells;
	else
		qz_docx_out_of_memory(document);
}

static void document_done(struct qz_docx *document)
{
	qz_cell_text_done(&document->cell);
	for (size_t i = 0; i < QZ_ASIDES; i++)
		qz_cell_text_done(&document->gathered[i].text);
	qz_map_done(&document->parts, NULL);
	qz_map_done(&document->texts, NULL);
	qz_buf_done(&document->marker);
	qz_buf_done(&document->code);
}

static enum qz_status read_docx(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				struct qz_diag *diag)
{
	struct qz_docx document = {.limits = limits, .diag = diag, .include_struck = source->include_struck};
	document.zip = qz_zip_open(source->bytes, source->len, limits, diag);
	if (!document.zip)
		return QZ_INPUT;
	document_init(&document);
	bool good = document.table && read_parts(&document);
	if (good) {
		say_counts(&document);
		*table = document.table;
	} else {
		qz_table_free(document.table);
	}
	document_done(&document);
	qz_zip_close(document.zip);
	return good ? QZ_OK : QZ_INPUT;
}

static int sniff(const char *head, size_t len)
{
	static const char part[] = "word/document";
	if (len < 4 || memcmp(head, "PK\x03\x04", 4) != 0)
		return 0;
	return memmem(head, len, part, sizeof part - 1) ? 3 : 0;
}

static const char *const extensions[] = {"docx", "docm", NULL};

const struct qz_reader qz_reader_docx = {"docx", extensions, false, sniff, read_docx};
