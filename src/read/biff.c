/*
 * Records and strings of binary workbooks, for biff.h.
 */
#include "read/biff.h"

#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

uint32_t qz_biff_u16(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

uint32_t qz_biff_u32(const unsigned char *at)
{
	return qz_biff_u16(at) | qz_biff_u16(at + 2) << 16;
}

double qz_biff_double(const unsigned char *at)
{
	uint64_t bits = (uint64_t)qz_biff_u32(at + 4) << 32 | qz_biff_u32(at);
	double value;
	memcpy(&value, &bits, sizeof value);
	return value;
}

double qz_biff_rk(uint32_t rk)
{
	double value;
	if (rk & 2) {
		value = (double)((int32_t)rk >> 2);
	} else {
		uint64_t bits = (uint64_t)(rk & ~3u) << 32;
		memcpy(&value, &bits, sizeof value);
	}
	return rk & 1 ? value / 100 : value;
}

bool qz_biff_step(struct qz_biff *biff)
{
	if (biff->len - biff->next < 4 || biff->next > biff->len)
		return false;
	const unsigned char *at = biff->bytes + biff->next;
	size_t size = qz_biff_u16(at + 2);
	if (size > biff->len - biff->next - 4)
		return false;
	biff->type = qz_biff_u16(at);
	biff->data = at + 4;
	biff->size = size;
	biff->next += 4 + size;
	return true;
}

/* Steps into the CONTINUE record that must follow; false when there is none. */
static bool go_on(struct qz_biff_text *text)
{
	struct qz_biff *biff = text->biff;
	bool follows = biff->next <= biff->len && biff->len - biff->next >= 4 && qz_biff_u16(biff->bytes + biff->next) == BIFF_CONTINUE;
	if (!follows || !qz_biff_step(biff)) {
		text->cut = true;
		return false;
	}
	text->at = 0;
	return true;
}

void qz_biff_skip(struct qz_biff_text *text, size_t n)
{
	while (n > 0 && !text->cut) {
		size_t here = text->biff->size - text->at;
		if (n <= here) {
			text->at += n;
			return;
		}
		n -= here;
		text->at = text->biff->size;
		go_on(text);
	}
}

uint32_t qz_biff_read(struct qz_biff_text *text, unsigned bytes)
{
	uint32_t value = 0;
	for (unsigned i = 0; i < bytes && !text->cut; i++) {
		while (text->at >= text->biff->size && go_on(text))
			;
		if (!text->cut)
			value |= (uint32_t)text->biff->data[text->at++] << (8 * i);
	}
	return value;
}

/* A UTF-16 unit becomes UTF-8; `high` keeps the first half of a pair. */
static void put_unit(struct qz_buf *out, uint32_t unit, uint32_t *high)
{
	bool low = unit >= 0xDC00 && unit <= 0xDFFF;
	if (*high && low) {
		qz_buf_put_utf8(out, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
		*high = 0;
		return;
	}
	if (*high)
		qz_buf_put_utf8(out, QZ_REPLACEMENT);
	*high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
	if (!*high)
		qz_buf_put_utf8(out, unit == '\r' ? '\n' : unit);
}

bool qz_biff_runs_add(struct qz_biff_runs *runs, size_t unit, unsigned font)
{
	if (!qz_array_grow(&runs->list, runs->count, &runs->cap, sizeof *runs->list)) {
		runs->failed = true;
		return false;
	}
	runs->list[runs->count++] = (struct qz_biff_run){.unit = unit, .font = font};
	return true;
}

/* The runs that begin at this unit, or should have begun before, begin here. */
static size_t begin_runs(struct qz_biff_runs *runs, size_t next, size_t unit, size_t at)
{
	while (runs && next < runs->count && runs->list[next].unit <= unit)
		runs->list[next++].at = at;
	return next;
}

/* Takes off runs without characters: of several that begin at one place the last one holds. */
static void drop_empty_runs(struct qz_biff_runs *runs, size_t first, size_t placed, size_t end)
{
	size_t kept = first;
	for (size_t i = first; i < placed; i++)
		if (runs->list[i].at < (i + 1 < placed ? runs->list[i + 1].at : end))
			runs->list[kept++] = runs->list[i];
	runs->count = kept;
}

void qz_biff_characters(struct qz_biff_text *text, size_t count, bool wide, struct qz_buf *out, struct qz_biff_runs *runs, size_t first)
{
	uint32_t high = 0, before = 0;
	size_t start = out->len, next = first, index = 0;
	while (index < count && !text->cut) {
		size_t size = wide ? 2 : 1;
		if (text->biff->size - text->at < size) {
			if (text->at < text->biff->size) { /* half a character */
				text->cut = true;
				break;
			}
			if (go_on(text) && text->biff->size > 0)
				wide = text->biff->data[text->at++] & 1;
			continue;
		}
		uint32_t unit = wide ? qz_biff_u16(text->biff->data + text->at) : text->biff->data[text->at];
		text->at += size;
		next = begin_runs(runs, next, index++, out->len - start);
		if (!(before == '\r' && unit == '\n'))
			put_unit(out, unit, &high);
		before = unit;
	}
	if (high)
		qz_buf_put_utf8(out, QZ_REPLACEMENT);
	if (runs)
		drop_empty_runs(runs, first, next, out->len - start);
}

/* The runs of a string stand behind its characters: they are read ahead, by a copy of the position. */
static void read_runs_ahead(const struct qz_biff_text *text, size_t count, bool wide, size_t nruns, struct qz_biff_runs *runs)
{
	struct qz_biff biff = *text->biff;
	struct qz_biff_text ahead = {.biff = &biff, .at = text->at, .cut = text->cut};
	struct qz_buf nowhere;
	qz_buf_init(&nowhere);
	qz_biff_characters(&ahead, count, wide, &nowhere, NULL, 0);
	qz_buf_done(&nowhere);
	for (size_t i = 0; i < nruns; i++) {
		uint32_t unit = qz_biff_read(&ahead, 2), font = qz_biff_read(&ahead, 2);
		if (ahead.cut || !qz_biff_runs_add(runs, unit, font))
			return;
	}
}

size_t qz_biff_string(struct qz_biff_text *text, struct qz_buf *out, struct qz_biff_runs *runs)
{
	size_t count = qz_biff_read(text, 2), first = runs->count;
	uint32_t flags = qz_biff_read(text, 1);
	size_t nruns = flags & 8 ? qz_biff_read(text, 2) : 0;
	size_t phonetic = flags & 4 ? qz_biff_read(text, 4) : 0;
	if (nruns)
		read_runs_ahead(text, count, flags & 1, nruns, runs);
	qz_biff_characters(text, count, flags & 1, out, runs, first);
	qz_biff_skip(text, 4 * nruns + phonetic);
	return count;
}
