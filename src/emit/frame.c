/*
 * Frames and what fills them, for frame.h.
 */
#include "emit/frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/sink.h"
#include "base/spool.h"

#define OPENING "<?" QZ_ITEMS_MARK " "

/* A stretch of the part's own bytes, or of the spool's. */
struct qz_piece {
	bool spooled;
	size_t at, len;
};

void qz_frame_init(struct qz_frame *frame)
{
	*frame = (struct qz_frame){0};
}

void qz_frame_done(struct qz_frame *frame)
{
	for (size_t i = 0; i < frame->nparts; i++) {
		free(frame->parts[i].name);
		free(frame->parts[i].marks);
		qz_buf_done(&frame->parts[i].bytes);
	}
	free(frame->parts);
	qz_frame_init(frame);
}

struct qz_part *qz_frame_add(struct qz_frame *frame, const char *name)
{
	char *copy = strdup(name);
	if (!copy || !qz_array_grow(&frame->parts, frame->nparts, &frame->cap, sizeof *frame->parts)) {
		free(copy);
		return NULL;
	}
	struct qz_part *part = &frame->parts[frame->nparts++];
	*part = (struct qz_part){.name = copy};
	qz_buf_init(&part->bytes);
	return part;
}

/* "rows 2" as a mark over some bytes. What stands behind it may be long, and sscanf() would look for its end. */
static int add_mark(struct qz_part *part, const char *text, size_t at, size_t end)
{
	char words[48];
	if (!qz_array_grow(&part->marks, part->nmarks, &part->cap, sizeof *part->marks))
		return -1;
	struct qz_mark *mark = &part->marks[part->nmarks++];
	*mark = (struct qz_mark){.at = at, .end = end};
	size_t len = strcspn(text, "?>");
	len = len < sizeof words ? len : sizeof words - 1;
	memcpy(words, text, len);
	words[len] = '\0';
	if (sscanf(words, "%15[a-z] %zu", mark->name, &mark->table) < 2)
		mark->table = 0;
	return 0;
}

int qz_part_find_marks(struct qz_part *part)
{
	const char *from = part->bytes.len ? part->bytes.data : NULL, *found;
	while (from && (found = strstr(from, OPENING))) { /* XML and HTML hold no NUL */
		const char *end = strchr(found, '>');
		if (!end || add_mark(part, found + strlen(OPENING), (size_t)(found - part->bytes.data), (size_t)(end + 1 - part->bytes.data)) != 0)
			return -1;
		from = end;
	}
	return 0;
}

int qz_part_add_mark(struct qz_part *part, const char *text)
{
	return part->bytes.failed ? -1 : add_mark(part, text, part->bytes.len, part->bytes.len);
}

static int add_piece(struct qz_flow *flow, bool spooled, size_t at, size_t len)
{
	if (len == 0)
		return 0;
	if (!qz_array_grow(&flow->pieces, flow->npieces, &flow->cap, sizeof *flow->pieces))
		return -1;
	flow->pieces[flow->npieces++] = (struct qz_piece){.spooled = spooled, .at = at, .len = len};
	flow->len += len;
	return 0;
}

/* The first chunk of a table, or of those behind it; chunks stand in the order of tables. */
static size_t first_chunk(const struct qz_streams *streams, size_t table)
{
	size_t low = 0, high = streams->chunks;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (streams->tables[middle] < table)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int add_items(struct qz_flow *flow, const struct qz_mark *mark, const struct qz_streams *streams)
{
	size_t stream = 0;
	while (stream < streams->nnames && strcmp(streams->names[stream], mark->name) != 0)
		stream++;
	if (stream == streams->nnames)
		return 0; /* a list without items */
	for (size_t chunk = first_chunk(streams, mark->table); chunk < streams->chunks && (!mark->table || streams->tables[chunk] == mark->table); chunk++) {
		const struct qz_segment *segment = &streams->segments[chunk * QZ_STREAMS + stream];
		if (add_piece(flow, true, segment->at, segment->len) != 0)
			return -1;
	}
	return 0;
}

int qz_flow_init(struct qz_flow *flow, const struct qz_part *part, const struct qz_streams *streams)
{
	size_t at = 0;
	int result = 0;
	*flow = (struct qz_flow){.part = part, .spool = streams->spool};
	for (size_t i = 0; i < part->nmarks && result == 0; at = part->marks[i++].end) {
		result = add_piece(flow, false, at, part->marks[i].at - at);
		if (result == 0)
			result = add_items(flow, &part->marks[i], streams);
	}
	return result == 0 ? add_piece(flow, false, at, part->bytes.len - at) : -1;
}

void qz_flow_done(struct qz_flow *flow)
{
	free(flow->pieces);
	*flow = (struct qz_flow){0};
}

int qz_flow_read(struct qz_flow *flow, size_t at, void *bytes, size_t len)
{
	char *to = bytes;
	if (at < flow->start)
		flow->piece = flow->start = 0;
	while (len > 0 && flow->piece < flow->npieces) {
		const struct qz_piece *piece = &flow->pieces[flow->piece];
		size_t inside = at - flow->start;
		if (inside >= piece->len) {
			flow->start += piece->len;
			flow->piece++;
			continue;
		}
		size_t wanted = len < piece->len - inside ? len : piece->len - inside;
		if (!piece->spooled)
			memcpy(to, flow->part->bytes.data + piece->at + inside, wanted);
		int error = piece->spooled ? qz_spool_read(flow->spool, piece->at + inside, to, wanted) : 0;
		if (error)
			return error;
		to += wanted;
		at += wanted;
		len -= wanted;
	}
	return len ? -1 : 0;
}

int qz_flow_put(struct qz_flow *flow, const struct qz_sink *sink)
{
	char piece[65536];
	int result = 0;
	for (size_t at = 0; at < flow->len && result == 0;) {
		size_t wanted = sizeof piece < flow->len - at ? sizeof piece : flow->len - at;
		result = qz_flow_read(flow, at, piece, wanted);
		if (result == 0)
			result = qz_sink_put(sink, piece, wanted);
		at += wanted;
	}
	return result == 0 ? 0 : -1;
}
