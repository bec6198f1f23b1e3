/*
 * Writing one line of both revisions, for text.h.
 */
#include <string.h>

#include "base/xml.h"
#include "diff/pieces.h"
#include "diff/text.h"
#include "diff/words.h"

bool qz_diff_is_form_alone(struct qz_differ *differ, const xmlNode *node)
{
	struct qz_buf text, folded;
	qz_buf_init(&text);
	qz_buf_init(&folded);
	qz_xml_text(node, &text);
	if (text.len)
		qz_fold(text.data, text.len, &folded);
	differ->marker.failed |= text.failed || folded.failed;
	bool form = folded.len == 0;
	qz_buf_done(&text);
	qz_buf_done(&folded);
	return form;
}

/* The units of one side of a gap: words in runs, citations as they are. */
static void write_side(struct qz_differ *differ, xmlNode *out, const struct qz_line *line, size_t from, size_t to, enum qz_side side, bool form)
{
	while (from < to) {
		size_t end = from, len;
		while (end < to && !line->units[end].cite)
			end++;
		const char *text = qz_line_text(line, from, end, &len);
		qz_mark_text(&differ->marker, out, side, form, text, len);
		if (end < to) {
			const xmlNode *cite = line->units[end].cite;
			qz_mark_copy(&differ->marker, out, cite, side);
			qz_diff_note_citation(differ, side == QZ_OLD ? cite : NULL, side == QZ_NEW ? cite : NULL);
			differ->citation = true;
			end++;
		}
		from = end;
	}
}

static bool has_words(const struct qz_line *line, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!line->units[i].cite)
			return true;
	return false;
}

static void write_gap(struct qz_differ *differ, xmlNode *out, const struct qz_pieces *pieces, const struct qz_piece *gap)
{
	bool form = gap->kind == QZ_PIECE_FORM;
	write_side(differ, out, &pieces->old, gap->a0, gap->a1, QZ_OLD, form);
	write_side(differ, out, &pieces->new, gap->b0, gap->b1, QZ_NEW, form);
	differ->form |= form;
	if (!form && (has_words(&pieces->old, gap->a0, gap->a1) || has_words(&pieces->new, gap->b0, gap->b1)))
		differ->text = true;
}

/* A citation of both. What differs inside it is a change of the citation, not of the text. */
static void write_cite(struct qz_differ *differ, xmlNode *out, const xmlNode *old, const xmlNode *new)
{
	bool text = differ->text, form = differ->form;
	xmlNode *cite = qz_mark_pair(&differ->marker, out, old, new);
	differ->text = differ->form = false;
	if (cite)
		qz_diff_inline(differ, cite, old, new);
	if (differ->text) {
		qz_mark_set(&differ->marker, cite, "class", "citation");
		qz_diff_note_citation(differ, old, new);
		differ->citation = true;
	} else if (differ->form) {
		qz_mark_set(&differ->marker, cite, "class", "layout");
	}
	differ->text = text;
	differ->form |= form;
}

void qz_diff_inline(struct qz_differ *differ, xmlNode *out, const xmlNode *old, const xmlNode *new)
{
	struct qz_pieces pieces;
	qz_pieces_make(&pieces, old, new, &differ->numbers, differ->data);
	for (size_t i = 0; i < pieces.count && !pieces.failed && !differ->marker.failed; i++) {
		const struct qz_piece *piece = &pieces.pieces[i];
		size_t len;
		const char *text = qz_line_text(&pieces.new, piece->b0, piece->b1, &len);
		if (piece->kind == QZ_PIECE_SAME)
			qz_mark_text(&differ->marker, out, QZ_BOTH, false, text, len);
		else if (piece->kind == QZ_PIECE_CITE)
			write_cite(differ, out, pieces.old.units[piece->a0].cite, pieces.new.units[piece->b0].cite);
		else
			write_gap(differ, out, &pieces, piece);
	}
	differ->marker.failed |= pieces.failed;
	qz_pieces_done(&pieces);
}
