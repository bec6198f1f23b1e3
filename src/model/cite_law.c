/*
 * The law in a citation: its name between book marks of any kind, nested,
 * doubled, mixed or never closed; the level tag before it; and what only
 * looks like a law (《营业执照》).
 */
#include <string.h>

#include "model/cite_scan.h"

#include "base/utf8.h"

#define MAX_NAME 200   /* code points between the marks; the longest titles have about 120 */
#define MAX_UNMARKED 40
#define MAX_RANK 12

#define BOOK_OPEN 0x300A
#define BOOK_CLOSE 0x300B

/* The search for the closing mark, one pass with what a second guess needs. */
struct name_search {
	size_t from;        /* behind the opening mark */
	bool book;          /* opened by 《, not by < or 〈 */
	int books, singles; /* inner marks now open */
	size_t first_close; /* the first 》 that closed an inner 《, 0 none */
	size_t behind;      /* where the title certainly ended: 法 before 第…条 or （, 0 unknown */
	size_t close, end;  /* the closing mark and what follows it; 0 not found */
};

/* Does a law's name end at `at` because an article or a bracket follows? */
static bool ends_before(const struct cite_text *text, size_t at, uint32_t cp)
{
	if (!qz_cite_is_round_open(cp) && !qz_is_blank(cp) && cp != 0x7B2C)
		return false;
	if (!qz_cite_ends_as_law(text, at))
		return false;
	return qz_cite_is_round_open(cp) || qz_cite_article_at(text, qz_cite_skip(text, at));
}

/* Takes a closing mark; true when it closes the name. */
static bool take_close(const struct cite_text *text, size_t at, uint32_t cp, struct name_search *s)
{
	if (cp == BOOK_CLOSE) {
		if (s->books > 0) {
			s->books--;
			if (!s->first_close)
				s->first_close = at;
			return false;
		}
		return s->book || qz_cite_ends_as_law(text, at);
	}
	if (s->singles > 0) {
		s->singles--;
		return false;
	}
	return s->books == 0 && (!s->book || qz_cite_ends_as_law(text, at));
}

static void search_close(const struct cite_text *text, struct name_search *s)
{
	size_t at = s->from, next;
	for (int i = 0; i < MAX_NAME; i++, at = next) {
		uint32_t cp = qz_cite_at(text, at, &next);
		if (cp == 0 || cp == 0x3002 || cp == 0xFF1B || cp == ';') /* 。；*/
			return;
		if (!s->behind && s->books == 0 && s->singles == 0 && ends_before(text, at, cp))
			s->behind = at;
		if (cp == BOOK_OPEN) {
			s->books++;
		} else if (qz_cite_is_book_open(cp)) {
			s->singles++;
		} else if (qz_cite_is_book_close(cp) && take_close(text, at, cp, s)) {
			s->close = at;
			s->end = next;
			return;
		}
	}
}

/* Is what stands from `at` to `to`, inside the marks, an article or a dated note? */
static bool is_inner_place(const struct cite_text *text, size_t at, size_t to)
{
	bool result = false;
	size_t next;
	at = qz_cite_skip(text, at);
	if (qz_cite_is_round_open(qz_cite_at(text, at, &next))) {
		struct cite_note note;
		qz_cite_note_init(&note);
		if (qz_cite_read_bracket(text, at) == to)
			qz_cite_note_add(text, at, to, &note);
		result = note.dated;
		qz_cite_note_done(&note);
	} else {
		struct cite_place place;
		qz_cite_place_init(&place);
		result = qz_cite_read_place(text, at, CITE_START_LAW, &place) && place.end == to;
		qz_cite_place_done(&place);
	}
	return result;
}

/* The name from `from` to `to`, outer blanks not included; false when it is empty. */
static bool set_name(const struct cite_text *text, struct cite_law *law, size_t from, size_t to)
{
	law->name = qz_cite_skip(text, from);
	law->name_end = qz_cite_skip_back(text, to);
	return law->name < law->name_end;
}

/* 《《X》》 and 《X》》: both pairs are marks, and the name is X. */
static void undouble(const struct cite_text *text, const struct name_search *s, struct cite_law *law)
{
	size_t next;
	if (qz_cite_at(text, s->from, &next) == BOOK_OPEN && s->first_close &&
	    s->first_close + strlen("》") == s->close)
		set_name(text, law, next, s->first_close);
	else if (!s->first_close && qz_cite_at(text, law->end, &next) == BOOK_CLOSE)
		law->end = next;
}

static bool finish_closed(const struct cite_text *text, const struct name_search *s, struct cite_law *law)
{
	law->end = s->end;
	if (!set_name(text, law, s->from, s->close))
		return false;
	undouble(text, s, law);
	if (s->behind && s->behind > law->name && is_inner_place(text, s->behind, law->name_end)) {
		law->inner = qz_cite_skip(text, s->behind);
		law->name_end = s->behind;
	}
	return s->book || qz_cite_ends_as_law(text, law->name_end);
}

/* No closing mark: the name ends at the first place where a title can. */
static bool finish_open(const struct cite_text *text, const struct name_search *s, struct cite_law *law)
{
	size_t next;
	if (!s->book)
		return false;
	if (qz_cite_at(text, s->from, &next) == BOOK_OPEN && s->first_close) {
		law->end = s->first_close + strlen("》");
		return set_name(text, law, next, s->first_close);
	}
	law->end = s->behind;
	return s->behind && set_name(text, law, s->from, s->behind);
}

/* 中华人民共和国…法第…条 without marks. */
static bool read_unmarked(const struct cite_text *text, size_t at, struct cite_law *law)
{
	static const char *const stops[] = {"，", "、", "。", "；", "：", "》", "《", "）", "（", NULL};
	size_t next, here = at;
	if (!qz_cite_starts(text, at, "中华人民共和国"))
		return false;
	for (int i = 0; i < MAX_UNMARKED; i++, here = next) {
		uint32_t cp = qz_cite_at(text, here, &next);
		bool behind = cp == 0x7B2C || qz_is_blank(cp);
		if (behind && qz_cite_ends_as_law(text, here) && qz_cite_article_at(text, qz_cite_skip(text, here))) {
			*law = (struct cite_law){.start = at, .name = at, .name_end = here, .end = here};
			return true;
		}
		if (cp < 0x80 || qz_cite_starts_any(text, here, stops))
			break;
	}
	return false;
}

bool qz_cite_read_law(const struct cite_text *text, size_t at, struct cite_law *law)
{
	struct name_search s = {0};
	uint32_t cp = qz_cite_at(text, at, &s.from);
	if (cp == 0x4E2D) /* 中 */
		return read_unmarked(text, at, law);
	if (!qz_cite_is_book_open(cp))
		return false;
	s.book = cp == BOOK_OPEN;
	*law = (struct cite_law){.start = at};
	search_close(text, &s);
	return s.end ? finish_closed(text, &s, law) : finish_open(text, &s, law);
}

/* The mark that closes a level tag opened by `open`, or 0. */
static uint32_t tag_close(uint32_t open)
{
	static const uint32_t marks[][2] = {{0x3010, 0x3011}, {'[', ']'}, {0xFF3B, 0xFF3D}, {0x3014, 0x3015}, {0x3016, 0x3017}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i][0] == open)
			return marks[i][1];
	return 0;
}

/* Do the last two characters before `to`, blanks left out, name a level of law? */
static bool ends_as_rank(const struct cite_text *text, size_t to)
{
	static const char *const words[] = {"法律", "法规", "规章", "文件", "决定", "宪法", "解释", "条约", "公约", "标准", NULL};
	char pair[9] = "";
	size_t second, first;
	qz_cite_before(text, qz_cite_skip_back(text, to), &second);
	qz_cite_before(text, qz_cite_skip_back(text, second), &first);
	size_t n = qz_utf8_encode(qz_cite_at(text, first, &to), pair);
	qz_utf8_encode(qz_cite_at(text, second, &to), pair + n);
	const struct cite_text word = {pair, strlen(pair)};
	return qz_cite_starts_any(&word, 0, words) > 0;
}

size_t qz_cite_read_rank(const struct cite_text *text, size_t at, size_t *from, size_t *to)
{
	size_t here, next;
	uint32_t close = tag_close(qz_cite_at(text, at, &here));
	*from = here;
	for (int i = 0; close && i < MAX_RANK; i++, here = next) {
		uint32_t cp = qz_cite_at(text, here, &next);
		if (cp == close) {
			*to = here;
			return ends_as_rank(text, here) ? next : 0;
		}
		if (cp == 0)
			break;
	}
	return 0;
}

bool qz_cite_is_document(const struct cite_text *text, const struct cite_law *law)
{
	static const char *const laws[] = {"议定书", NULL};
	static const char *const documents[] = {"证", "书", "照", "表", "单", "册", "簿", "函", "票", "卡", "笔录", "报告", NULL};
	return qz_cite_ends_any(text, law->name_end, documents) && !qz_cite_ends_any(text, law->name_end, laws);
}
