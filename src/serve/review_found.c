/*
 * Findings for a review: each as an element, chained to its item, with the line
 * in which it can be decided.
 */
#include <string.h>

#include "base/array.h"
#include "decide/decisions.h"
#include "report/place.h"
#include "serve/review_parts.h"

static void put_excerpt(const struct qz_excerpt *excerpt, struct qz_buf *out)
{
	struct qz_buf piece;
	const size_t ends[] = {0, excerpt->at, excerpt->at + excerpt->len, excerpt->text ? strlen(excerpt->text) : 0};
	static const char *const names[] = {"before", "mark", "behind"};
	if (!excerpt->text || !excerpt->len)
		return;
	qz_buf_init(&piece);
	qz_buf_printf(out, "<excerpt%s%s>", excerpt->cut_before ? " cut-before=\"yes\"" : "", excerpt->cut_after ? " cut-behind=\"yes\"" : "");
	for (size_t i = 0; i < 3; i++) {
		qz_buf_clear(&piece);
		qz_buf_add(&piece, excerpt->text + ends[i], ends[i + 1] - ends[i]);
		qz_review_element(out, names[i], piece.failed ? "" : piece.data);
	}
	qz_buf_puts(out, "</excerpt>");
	out->failed |= piece.failed;
	qz_buf_done(&piece);
}

static void put_sentence(const struct qz_review *review, const struct qz_finding *finding, const char *name, enum qz_rule_text which, struct qz_buf *out)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_format(review->messages, finding, which, &text);
	if (text.len && !text.failed)
		qz_review_element(out, name, text.data);
	out->failed |= text.failed;
	qz_buf_done(&text);
}

/* All of the element behind its severity and state. */
static void put_finding(const struct qz_review *review, const struct qz_finding *finding, struct qz_buf *out)
{
	struct qz_buf place;
	qz_buf_init(&place);
	if (finding->pos)
		qz_place_put(finding->pos, &place);
	qz_review_attr(out, "rule", qz_rule_id(finding->rule));
	qz_review_attr(out, "field", finding->field);
	qz_review_attr(out, "label", finding->field ? qz_messages_field(review->messages, finding->field) : NULL);
	qz_review_attr(out, "pos", place.len && !place.failed ? place.data : NULL);
	qz_buf_puts(out, qz_rule_is_repair(finding->rule) ? " repair=\"yes\">" : ">");
	put_sentence(review, finding, "message", QZ_TEXT_MESSAGE, out);
	const bool has_reply = *qz_messages_rule(review->messages, finding->rule, QZ_TEXT_REPLY) != '\0';
	put_sentence(review, finding, "cure", has_reply ? QZ_TEXT_REPLY : QZ_TEXT_CURE, out); /* a cure that speaks of options has a reply beside it */
	put_excerpt(&finding->excerpt, out);
	out->failed |= place.failed;
	qz_buf_done(&place);
}

/* The item of a finding: by its number, which findings have once they are located. */
static struct qz_review_item *item_of(struct qz_review *review, const struct qz_finding *finding)
{
	while (finding->order >= review->nitems)
		if (!qz_review_add(review))
			return &review->items[0];
	return &review->items[finding->order];
}

bool qz_review_found(struct qz_review *review, const struct qz_diag *diag)
{
	while (review->nfound < diag->count && !review->failed) {
		const struct qz_finding *finding = &diag->findings[review->nfound];
		if (!qz_array_grow(&review->found, review->nfound, &review->found_cap, sizeof *review->found))
			return false;
		struct qz_review_found *found = &review->found[review->nfound++];
		*found = (struct qz_review_found){0};
		qz_buf_init(&found->text);
		qz_buf_init(&found->line);
		put_finding(review, finding, &found->text);
		struct qz_review_item *item = item_of(review, finding);
		if (item->last)
			review->found[item->last - 1].next = review->nfound;
		else
			item->first = review->nfound;
		item->last = review->nfound;
		item->counts[finding->severity]++;
		item->repaired |= qz_rule_is_repair(finding->rule);
		review->failed |= found->text.failed;
	}
	return !review->failed;
}

/* ---- lines to decide in ---- */

struct lines {
	struct qz_review *review;
	const struct qz_diag *diag;
};

/* The line beside the finding of one item: in full, and for this item alone. */
static void put_line(const struct qz_open_line *line, size_t index, struct qz_buf *out)
{
	struct qz_buf item, key;
	qz_buf_init(&item);
	qz_buf_init(&key);
	qz_decisions_open_one(line, index, &item, &key);
	qz_buf_printf(out, "<line count=\"%zu\" change=\"%s\" accept=\"%s\" waive=\"%s\">", line->count, line->change, line->accept ? "yes" : "no",
		      line->waive ? "yes" : "no");
	qz_review_element(out, "file", line->file);
	qz_review_element(out, "item", line->items);
	qz_review_element(out, "name", line->names);
	qz_review_element(out, "column", line->column);
	qz_review_element(out, "found", line->found);
	qz_review_element(out, "suggested", line->suggested);
	qz_review_element(out, "key", line->key);
	qz_review_element(out, "item1", item.failed ? "" : item.data);
	qz_review_element(out, "key1", key.failed || !key.data ? "" : key.data);
	qz_buf_puts(out, "</line>");
	out->failed |= item.failed || key.failed;
	qz_buf_done(&item);
	qz_buf_done(&key);
}

static void take_line(void *context, const struct qz_open_line *line)
{
	const struct lines *lines = context;
	struct qz_review *review = lines->review;
	for (size_t i = 0; i < line->count; i++) {
		const size_t index = (size_t)(line->findings[i] - lines->diag->findings);
		if (index >= review->nfound || review->found[index].line.len)
			continue;
		put_line(line, i, &review->found[index].line);
		review->failed |= review->found[index].line.failed;
		item_of(review, line->findings[i])->open++;
	}
}

bool qz_review_lines(struct qz_review *review, const xmlDoc *doc, const char *file, const struct qz_diag *diag)
{
	struct lines lines = {review, diag};
	return qz_decisions_open(file, doc, diag, review->messages, take_line, &lines) && !review->failed;
}
