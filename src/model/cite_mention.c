/*
 * A law with all that belongs to its token: level tag, notes before and behind,
 * articles. Puts the parts together that cite_law.c, cite_note.c and
 * cite_place.c read.
 */
#include <string.h>

#include "model/cite_scan.h"

#define MAX_NOTES 4 /* brackets behind one law */

void qz_cite_mention_init(struct cite_mention *m)
{
	*m = (struct cite_mention){0};
	qz_cite_note_init(&m->note);
	qz_cite_place_init(&m->place);
}

void qz_cite_mention_done(struct cite_mention *m)
{
	qz_cite_note_done(&m->note);
	qz_cite_place_done(&m->place);
}

size_t qz_cite_skip_division(const struct cite_text *text, size_t at)
{
	static const char *const divisions[] = {"编", "章", "节", "部分", NULL};
	uint32_t value;
	if (!qz_cite_starts(text, at, "第"))
		return at;
	size_t here = qz_cite_skip(text, at + strlen("第"));
	size_t n = qz_cite_number(text, here, &value);
	here = qz_cite_skip(text, here + n);
	size_t word = n ? qz_cite_starts_any(text, here, divisions) : 0;
	return word ? qz_cite_skip(text, here + word) : at;
}

/* 《X法》（第五条）: the place stands in the bracket from `at` to `end`. */
static bool read_bracketed(const struct cite_text *text, size_t at, size_t end, struct cite_mention *m)
{
	size_t close, inner;
	qz_cite_at(text, at, &inner);
	qz_cite_before(text, end, &close);
	m->placed = qz_cite_read_place(text, qz_cite_skip(text, inner), CITE_START_LAW, &m->place);
	m->placed = m->placed && qz_cite_skip(text, m->place.end) == close;
	if (m->placed) {
		m->end = m->place.end = end;
	} else {
		qz_cite_place_done(&m->place);
		qz_cite_place_init(&m->place);
	}
	return m->placed;
}

/* Reads the brackets behind the law and the place in it. */
static void read_behind(const struct cite_text *text, struct cite_mention *m)
{
	static const char *const links[] = {"的", "中", "文", "：", ":", NULL};
	for (int i = 0; i < MAX_NOTES; i++) {
		size_t from = qz_cite_skip(text, m->end), end = qz_cite_read_bracket(text, from);
		if (!end)
			break;
		if (read_bracketed(text, from, end, m))
			return;
		qz_cite_note_add(text, from, end, &m->note);
		m->end = end;
	}
	size_t at = qz_cite_skip(text, m->end);
	at = qz_cite_skip(text, at + qz_cite_starts_any(text, at, links));
	at = qz_cite_skip_division(text, qz_cite_skip_division(text, at));
	m->placed = qz_cite_read_place(text, at, CITE_START_LAW, &m->place);
	if (m->placed)
		m->end = m->place.end;
}

/* What stands inside the book marks behind the name: 《X法第五条》, 《X法（2016年…通过）》. */
static void read_inner(const struct cite_text *text, struct cite_mention *m)
{
	size_t end = qz_cite_read_bracket(text, m->law.inner);
	if (end) {
		qz_cite_note_add(text, m->law.inner, end, &m->note);
		return;
	}
	m->placed = qz_cite_read_place(text, m->law.inner, CITE_START_LAW, &m->place);
	if (m->placed)
		m->place.end = m->end; /* what follows stands behind the closing mark */
}

/* A dated bracket before the law: （2016年11月7日通过）《X法》. Where it ends, or `at`. */
static size_t read_note_before(const struct cite_text *text, size_t at, struct cite_note *note)
{
	uint32_t value;
	size_t next, end;
	if (!qz_cite_is_round_open(qz_cite_at(text, at, &next)))
		return at;
	next = qz_cite_skip(text, next);
	if (!qz_cite_starts(text, next, "第") && !qz_cite_number(text, next, &value))
		return at;
	end = qz_cite_read_bracket(text, at);
	if (!end || !qz_cite_is_book_open(qz_cite_at(text, qz_cite_skip(text, end), &next)))
		return at;
	qz_cite_note_add(text, at, end, note);
	return note->dated ? qz_cite_skip(text, end) : at;
}

bool qz_cite_read_mention(const struct cite_text *text, size_t at, struct cite_mention *m)
{
	m->start = at;
	size_t end = qz_cite_read_rank(text, at, &m->rank, &m->rank_end);
	if (end) {
		end = qz_cite_skip(text, end);
		at = qz_cite_skip(text, end + qz_cite_starts_any(text, end, (const char *const[]){"：", ":", NULL}));
	}
	at = read_note_before(text, at, &m->note);
	if (!qz_cite_read_law(text, at, &m->law))
		return false;
	m->end = m->law.end;
	if (m->law.inner)
		read_inner(text, m);
	if (!m->placed)
		read_behind(text, m);
	return true;
}
