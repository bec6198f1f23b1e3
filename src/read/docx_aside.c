/*
 * Text of a Word document that is no part of its cell or paragraph: words struck
 * through, deleted or hidden are gathered while it is read and hung on it when it
 * ends; notes, boxes and the like are texts of their own.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/table.h"

static const enum qz_aside_kind kinds[] = {QZ_ASIDE_STRUCK, QZ_ASIDE_DELETED, QZ_ASIDE_UNSEEN};
#define KINDS (sizeof kinds / sizeof *kinds)

void qz_docx_gather(struct qz_docx *document, enum qz_aside_kind kind, const char *text, size_t len)
{
	struct qz_docx_gathered *gathered = &document->gathered[kind];
	bool begun = gathered->text.blocks > 0;
	if (!begun)
		qz_cell_text_break(&gathered->text);
	else if (gathered->next == QZ_DOCX_BELOW)
		qz_cell_text_break(&gathered->text);
	else if (gathered->next == QZ_DOCX_APART)
		qz_cell_text_put(&gathered->text, " ", 1, true);
	gathered->next = QZ_DOCX_JOINED;
	qz_cell_text_put(&gathered->text, text, len, false);
}

void qz_docx_gathered_apart(struct qz_docx *document, bool below)
{
	for (size_t i = 0; i < KINDS; i++) {
		struct qz_docx_gathered *gathered = &document->gathered[kinds[i]];
		if (below || gathered->next == QZ_DOCX_JOINED)
			gathered->next = below ? QZ_DOCX_BELOW : QZ_DOCX_APART;
	}
}

static struct qz_aside *add(struct qz_docx *document, enum qz_aside_kind kind, const struct qz_buf *text, enum qz_cell_kind cell_kind)
{
	const struct qz_docx_place *place = &document->place;
	if (document->failed || text->failed || document->table->cells >= document->table->max_cells) {
		if (text->failed)
			qz_docx_out_of_memory(document);
		else if (!document->failed)
			qz_docx_exceeded(document, &document->limits->cells);
		return NULL;
	}
	if (text->len > document->limits->cell_bytes) {
		qz_docx_exceeded(document, &document->limits->cell_bytes);
		return NULL;
	}
	struct qz_aside *aside = qz_table_add_aside(document->table, kind, place->sheet, place->row, place->column, text->data, text->len);
	if (aside)
		aside->cell->kind = cell_kind;
	else
		qz_docx_out_of_memory(document);
	return aside;
}

struct qz_aside *qz_docx_add_blocks(struct qz_docx *document, enum qz_aside_kind kind, struct qz_cell_text *text)
{
	const struct qz_buf *ended = qz_cell_text_end(text);
	bool blank = !ended->failed && qz_skip_blanks(ended->data, ended->len) == ended->len;
	return blank ? NULL : add(document, kind, ended, QZ_CELL_BLOCKS);
}

struct qz_aside *qz_docx_add_text(struct qz_docx *document, enum qz_aside_kind kind, const char *text)
{
	struct qz_cell_text blocks;
	qz_cell_text_init(&blocks);
	qz_cell_text_put(&blocks, text, strlen(text), false);
	struct qz_aside *aside = qz_docx_add_blocks(document, kind, &blocks);
	qz_cell_text_done(&blocks);
	return aside;
}

void qz_docx_flush(struct qz_docx *document)
{
	for (size_t i = 0; i < KINDS; i++) {
		struct qz_docx_gathered *gathered = &document->gathered[kinds[i]];
		if (gathered->text.text.len > 0)
			qz_docx_add_blocks(document, kinds[i], &gathered->text);
		qz_cell_text_clear(&gathered->text);
		gathered->next = QZ_DOCX_JOINED;
	}
}

void qz_docx_story(struct qz_docx *document, enum qz_aside_kind kind, const xmlNode *parent)
{
	struct qz_cell_text text;
	qz_cell_text_init(&text);
	qz_docx_paragraphs(document, parent, &text);
	qz_docx_add_blocks(document, kind, &text);
	qz_cell_text_done(&text);
}

void qz_docx_say_skipped(struct qz_docx *document, const char *what, const char *name, size_t count)
{
	const struct qz_docx_place *place = &document->place;
	const struct qz_row row = {.number = place->row};
	char number[24];
	struct qz_buf pos;
	qz_buf_init(&pos);
	snprintf(number, sizeof number, "%zu", count);
	if (place->row)
		qz_table_pos(document->table, place->sheet, &row, place->column, &pos);
	struct qz_where where = {.pos = place->row && !pos.failed ? pos.data : NULL};
	document->failed |= pos.failed;
	if (count > 0)
		qz_diag_add(document->diag, QZ_RULE_CONTENT_SKIPPED, &where, "what", what, "name", name ? name : where.pos, "count", number, NULL);
	qz_buf_done(&pos);
}
