/*
 * Ranges of items, for ranges.h.
 */
#include "report/ranges.h"

#include <stdlib.h>
#include <string.h>

void qz_ranges_init(struct qz_ranges *ranges, const struct qz_messages *messages)
{
	*ranges = (struct qz_ranges){.messages = messages};
	qz_buf_init(&ranges->text);
	qz_buf_init(&ranges->numbers);
}

void qz_ranges_done(struct qz_ranges *ranges)
{
	qz_buf_done(&ranges->text);
	qz_buf_done(&ranges->numbers);
}

/* A serial that can be counted on from; -1: none. */
static long number_of(const char *serial)
{
	size_t len = strlen(serial);
	return len > 0 && len < 9 && strspn(serial, "0123456789") == len ? strtol(serial, NULL, 10) : -1;
}

static bool in_same_table(const struct qz_finding *one, const struct qz_finding *other)
{
	const char *a = one->table ? one->table : "", *b = other->table ? other->table : "";
	return strcmp(a, b) == 0;
}

/* The range at hand goes on to its end. */
static void end_range(struct qz_ranges *ranges)
{
	if (ranges->from < 0 || ranges->to == ranges->from)
		return;
	qz_buf_puts(&ranges->numbers, ranges->to > ranges->from + 1 ? "–" : qz_messages_text(ranges->messages, "list.separator"));
	qz_buf_put_number(&ranges->numbers, (unsigned long)ranges->to);
	ranges->from = ranges->to;
}

static void end_table(struct qz_ranges *ranges)
{
	end_range(ranges);
	if (!ranges->last || !ranges->numbers.len || ranges->numbers.failed)
		return;
	struct qz_datum data[] = {{(char *)"items", ranges->numbers.data}, {(char *)"sheet", ranges->last->table}};
	qz_buf_puts(&ranges->text, ranges->text.len ? qz_messages_text(ranges->messages, "list.clause") : "");
	qz_messages_put(ranges->messages, "report.items", data, 2, &ranges->text);
	qz_buf_clear(&ranges->numbers);
}

void qz_ranges_add(struct qz_ranges *ranges, const struct qz_finding *finding)
{
	const struct qz_finding *last = ranges->last;
	const long number = finding->item ? number_of(finding->item) : -1;
	ranges->unnumbered |= !finding->item || !*finding->item;
	if (ranges->unnumbered || (last && last->order == finding->order))
		return;
	const bool same = last && in_same_table(last, finding);
	if (same && number > 0 && ranges->from > 0 && number == ranges->to + 1) {
		ranges->to = number;
	} else {
		if (same)
			end_range(ranges);
		else
			end_table(ranges);
		qz_buf_puts(&ranges->numbers, ranges->numbers.len ? qz_messages_text(ranges->messages, "list.separator") : "");
		qz_buf_puts(&ranges->numbers, finding->item);
		ranges->from = ranges->to = number;
	}
	ranges->last = finding;
}

const char *qz_ranges_text(struct qz_ranges *ranges)
{
	end_table(ranges);
	qz_buf_add(&ranges->text, "", 0);
	if (ranges->text.failed || ranges->numbers.failed)
		return NULL;
	return ranges->unnumbered ? "" : ranges->text.data;
}
