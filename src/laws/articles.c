/*
 * The articles of a law's text, for parse.h: 第…条 at the beginning of a line,
 * paragraphs and points behind it; each knows the divisions it stands in, and
 * what follows the last article (annexes, tables) is no article's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "laws/parse.h"
#include "model/numeral.h"
#include "read/read.h"

#define LONGEST_DIVISION 150u /* bytes */
#define LEAST_BROKEN 45u /* bytes of a line that goes on in the next one: shorter ones are no lines of running text */
#define MOST_IN_CONTENTS 2000u
#define MOST_ARTICLES 20000u /* no law has a tenth of them */

static uint32_t first_of(const char *text, size_t len)
{
	uint32_t cp = 0;
	return qz_utf8_decode(text, len, &cp) ? cp : 0;
}

static uint32_t last_of(const char *text, size_t len)
{
	size_t at = len;
	while (at > 0 && len - at < 4) {
		at--;
		if (((unsigned char)text[at] & 0xC0) != 0x80)
			break;
	}
	return first_of(text + at, len - at);
}

/* ---- what a line is ---- */

#define RANKS 4u /* 编, 分编, 章, 节 */

/* 第一章, 第三分编: the bytes up to behind the unit; 0: it is none. */
static size_t read_division(const char *text, size_t len, unsigned *rank)
{
	static const char *const units[] = {"分编", "编", "章", "节", "部分"};
	static const unsigned ranks[] = {1, 0, 2, 3, 0};
	uint32_t number;
	size_t at = qz_text_begins(text, len, "第") ? strlen("第") : 0;
	if (!at)
		return 0;
	at += qz_skip_blanks(text + at, len - at);
	size_t n = qz_numeral_read(text + at, len - at, &number);
	at += n;
	at += qz_skip_blanks(text + at, len - at);
	for (size_t i = 0; n && i < sizeof units / sizeof *units; i++)
		if (qz_text_begins(text + at, len - at, units[i])) {
			*rank = ranks[i];
			return at + strlen(units[i]);
		}
	return 0;
}

bool qz_text_is_division(const char *text, size_t len)
{
	static const char *const names[] = {"附则", "总则", "分则", "序言", "目录", "罚则", "修正案", "总纲"};
	struct qz_buf plain; /* 附　则 */
	uint32_t cp = 0;
	unsigned rank;
	if (len > LONGEST_DIVISION)
		return false;
	size_t end = read_division(text, len, &rank);
	bool apart = end && (end == len || qz_skip_blanks(text + end, len - end) > 0);
	if (end && !qz_text_has(text, len, "。") && (apart || !qz_text_has(text + end, len - end, "规定")))
		return true;
	qz_buf_init(&plain);
	for (size_t at = 0, n; at < len; at += n ? n : 1) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (!qz_is_blank(cp))
			qz_buf_add(&plain, text + at, n ? n : 1);
	}
	bool is = false;
	for (size_t i = 0; plain.data && i < sizeof names / sizeof *names; i++)
		is |= strcmp(plain.data, names[i]) == 0;
	qz_buf_done(&plain);
	return is;
}

/* An annex: 附件1, 附：…; the chapter 附则 is none. */
static bool is_annex(const struct qz_text_line *line)
{
	static const char *const words[] = {"附件", "附录", "附表", "附：", "附:", "附一", "附图", "附法律条文"};
	bool annex = line->len <= strlen("附") + 1 && qz_text_begins(line->text, line->len, "附");
	for (size_t i = 0; i < sizeof words / sizeof *words && line->len <= 120; i++)
		annex |= qz_text_begins(line->text, line->len, words[i]) && last_of(line->text, line->len) != 0x3002;
	return annex;
}

/* （一） at the beginning of a line: its number, or 0. */
static uint32_t read_point(const char *text, size_t len)
{
	uint32_t number = 0, open = first_of(text, len), close = 0;
	if (open != 0xFF08 && open != '(')
		return 0;
	size_t at = open == '(' ? 1 : 3, n = qz_numeral_read(text + at, len - at, &number);
	at += n;
	at += qz_skip_blanks(text + at, len - at);
	close = first_of(text + at, len - at);
	return n && number <= 999 && (close == 0xFF09 || close == ')') ? number : 0;
}

/* 1. 2． 3、 ① at the beginning of a line within a point (目). */
static bool is_sub_point(const char *text, size_t len)
{
	uint32_t number, cp = first_of(text, len);
	if (cp >= 0x2460 && cp <= 0x2473)
		return true;
	bool digit = (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
	size_t n = digit ? qz_numeral_read(text, len, &number) : 0;
	uint32_t behind = n ? first_of(text + n, len - n) : 0;
	return n && number < 100 && (behind == '.' || behind == 0xFF0E || behind == 0x3001);
}

/* 一、 at the beginning of a line: its number and the bytes; 0. */
static size_t read_count(const char *text, size_t len, uint32_t *number)
{
	uint32_t cp = first_of(text, len);
	if (cp < 0x4E00)
		return 0;
	size_t n = qz_numeral_read(text, len, number);
	bool mark = n && qz_text_begins(text + n, len - n, "、");
	return mark && *number && *number < 1000 ? n + strlen("、") : 0;
}

/* ---- reading ---- */

struct reading {
	struct qz_text *text;
	const struct qz_text_lines *lines;
	bool begun;   /* the first article was met */
	bool ended;   /* the last article says when the law begins: what follows may be an annex */
	bool over;    /* nothing behind is the law's */
	bool outside; /* an annex seems to have begun: only the article that is due leads back */
	struct qz_buf divisions[RANKS]; /* that are open, by rank */
};

/* Opens a division, which closes those within the last one of its rank. 附则 and the like, without a number, are chapters; 目录 is none. */
static void open_division(struct reading *reading, const char *text, size_t len)
{
	unsigned rank = 2;
	size_t end = read_division(text, len, &rank), title = end + qz_skip_blanks(text + end, len - end);
	struct qz_buf *name = &reading->divisions[rank];
	if (!end && !qz_text_has(text, len, "则"))
		return;
	for (unsigned i = rank; i < RANKS; i++)
		qz_buf_clear(&reading->divisions[i]);
	qz_buf_add(name, text, end);
	if (end && title < len)
		qz_buf_putc(name, ' ');
	uint32_t cp;
	for (size_t at = title, n; at < len; at += n ? n : 1) { /* 附　　则 */
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n && !qz_is_blank(cp))
			qz_buf_add(name, text + at, n);
	}
}

/* Adds an article that stands in the divisions that are open. */
static struct qz_text_article *open_article(struct reading *reading, uint32_t number)
{
	struct qz_text_article *article = qz_text_add_article(reading->text, number);
	struct qz_buf path;
	qz_buf_init(&path);
	for (unsigned i = 0; article && i < RANKS; i++)
		if (reading->divisions[i].len)
			qz_buf_printf(&path, "%s%s", path.len ? " / " : "", reading->divisions[i].data);
	reading->text->failed |= path.failed;
	if (path.len && !path.failed)
		article->division = qz_buf_take(&path);
	qz_buf_done(&path);
	return article;
}

static uint32_t last_number(const struct reading *reading)
{
	const struct qz_text *text = reading->text;
	return text->narticles ? text->articles[text->narticles - 1].number : 0;
}

static bool follows(uint32_t last, uint32_t number)
{
	return number == last + 1 || number == (last / QZ_LAW_ARTICLE + 1) * QZ_LAW_ARTICLE;
}

/*
 * The bytes of 第…条 where an article begins there, and not a sentence that speaks of one. A blank or nothing behind it
 * says so; without one only the number that is due.
 */
static size_t read_article(const struct reading *reading, const char *text, size_t len, uint32_t *number)
{
	static const char *const speaks[] = {"第", "（", "(",  "的", "规", "、", "至", "和", "与", "或",
					     "所", "中", "，", "以", "及", "到", "－", "-",  "—",  "~"};
	uint32_t last = last_number(reading);
	size_t n = qz_text_marker(text, len, number);
	if (!n)
		return 0;
	if (n == len || qz_skip_blanks(text + n, len - n) > 0 || qz_text_begins(text + n, len - n, "【") ||
	    qz_text_begins(text + n, len - n, "："))
		return n;
	for (size_t i = 0; i < sizeof speaks / sizeof *speaks; i++)
		if (qz_text_begins(text + n, len - n, speaks[i]))
			return 0;
	return follows(last, *number) ? n : 0;
}

static bool ends_sentence(const char *text, size_t len)
{
	uint32_t cp = last_of(text, len);
	return cp == 0x3002 || cp == 0xFF1B || cp == ';' || cp == 0xFF1A || cp == ':' || cp == 0xFF01 || cp == 0xFF1F ||
	       cp == 0x201D || cp == 0xFF09 || cp == ')' || cp == 0x300B || cp == 0x2026 || cp == '.';
}

/* Whether the last paragraph stops in the middle of a sentence that this line goes on with: lines of text broken by
 * width. */
static bool is_broken(const struct reading *reading, const struct qz_text_line *before, const struct qz_text_line *line)
{
	uint32_t last = last_of(before->text, before->len);
	bool open = last == 0xFF0C || last == 0x3001 || last == ',';
	return !line->heading && !before->heading && reading->begun && (open || before->len >= LEAST_BROKEN) &&
	       !ends_sentence(before->text, before->len);
}

/* Adds a piece of an article's words, or joins it to those before. */
static void add_piece(struct qz_text *text, const char *words, size_t len, bool join)
{
	if (join)
		qz_text_join_para(text, "", words, len);
	else
		qz_text_add_para(text, words, len, read_point(words, len));
}

/* Words of an article (joined to the last ones): where the next ones begin in the middle of a line (…。 第二条 …), they
 * are articles of their own. */
static void add_words(struct reading *reading, const char *words, size_t len, bool join)
{
	size_t from = 0;
	uint32_t number;
	for (const char *at = words; (at = memmem(at, len - (size_t)(at - words), "。", 3)) != NULL;) {
		size_t place = (size_t)(at - words) + 3, blanks = qz_skip_blanks(words + place, len - place);
		size_t n = blanks ? qz_text_marker(words + place + blanks, len - place - blanks, &number) : 0;
		at += 3;
		if (!n || !follows(last_number(reading), number) ||
		    !qz_skip_blanks(words + place + blanks + n, len - place - blanks - n))
			continue;
		add_piece(reading->text, words + from, place - from, join);
		join = false;
		open_article(reading, number);
		from = place + blanks + n;
		from += qz_skip_blanks(words + from, len - from);
		at = words + from;
	}
	if (len > from)
		add_piece(reading->text, words + from, len - from, join);
}

/* The list of contents named articles, too, or the text begins once more: what was read so far was no article. */
static void begin_again(struct reading *reading)
{
	struct qz_text *text = reading->text;
	size_t bytes = 0;
	for (size_t i = 0; i < text->narticles && text->narticles <= MOST_IN_CONTENTS; i++)
		for (size_t p = 0; p < text->articles[i].nparas; p++)
			bytes += strlen(text->articles[i].paras[p].text);
	if (text->narticles == 0 || text->narticles > MOST_IN_CONTENTS || bytes / text->narticles > 60)
		return;
	for (size_t i = 0; i < text->narticles; i++) {
		for (size_t p = 0; p < text->articles[i].nparas; p++)
			free(text->articles[i].paras[p].text);
		free(text->articles[i].paras);
		free(text->articles[i].division);
	}
	text->narticles = 0;
}

static void take_article(struct reading *reading, const struct qz_text_line *line, size_t marker, uint32_t number)
{
	size_t at = marker + qz_skip_blanks(line->text + marker, line->len - marker);
	at += qz_text_begins(line->text + at, line->len - at, "：") ? strlen("：") : 0;
	if (number == QZ_LAW_ARTICLE && reading->begun)
		begin_again(reading);
	reading->begun = true;
	reading->outside = false;
	reading->ended = qz_text_has(line->text, line->len, "起施行");
	if (open_article(reading, number))
		add_words(reading, line->text + at, line->len - at, false);
}

/* A line that begins no article. */
static void take_line(struct reading *reading, const struct qz_text_line *before, const struct qz_text_line *line)
{
	struct qz_text *text = reading->text;
	const struct qz_text_article *article = text->narticles ? &text->articles[text->narticles - 1] : NULL;
	uint32_t point = read_point(line->text, line->len);
	const bool ended = reading->ended;
	reading->ended |= qz_text_has(line->text, line->len, "起施行");
	bool heading = line->heading && line->len <= LONGEST_DIVISION && !ends_sentence(line->text, line->len);
	bool division = qz_text_is_division(line->text, line->len);
	if (article && division && !reading->outside)
		open_division(reading, line->text, line->len);
	if (!article || reading->outside || heading || division)
		return;
	if (is_annex(line) || (!point && ended && !ends_sentence(line->text, line->len))) {
		reading->over = ended && is_annex(line);
		reading->outside = true;
	} else if (point) {
		qz_text_add_para(text, line->text, line->len, point);
	} else if (article->nparas && article->paras[article->nparas - 1].point &&
		   is_sub_point(line->text, line->len)) {
		qz_text_join_para(text, "\n", line->text, line->len);
	} else if (article->nparas && before && is_broken(reading, before, line)) {
		add_words(reading, line->text, line->len, true);
	} else {
		add_words(reading, line->text, line->len, false);
	}
}

/* Articles 第…条, or, in a text that has none, the points 一、二、… */
static size_t begins(const struct reading *reading, const struct qz_text_line *line, uint32_t *number)
{
	if (!reading->text->counted)
		return read_article(reading, line->text, line->len, number);
	uint32_t count = 0;
	size_t n = read_count(line->text, line->len, &count);
	*number = count * QZ_LAW_ARTICLE;
	return n && follows(last_number(reading), *number) ? n : 0;
}

/* The divisions that the first article stands in are right above it. */
static void open_first(struct reading *reading, size_t first)
{
	const struct qz_text_lines *lines = reading->lines;
	size_t from = first;
	while (from > 0 && first - from < RANKS && qz_text_is_division(lines->lines[from - 1].text, lines->lines[from - 1].len))
		from--;
	for (; from < first; from++)
		open_division(reading, lines->lines[from].text, lines->lines[from].len);
}

static void read_articles(struct reading *reading, size_t from)
{
	const struct qz_text_lines *lines = reading->lines;
	open_first(reading, from);
	for (size_t i = from;
	     i < lines->count && !reading->over && !reading->text->failed && reading->text->narticles < MOST_ARTICLES;
	     i++) {
		const struct qz_text_line *line = &lines->lines[i], *before = i > from ? line - 1 : NULL;
		uint32_t number = 0;
		size_t n = begins(reading, line, &number);
		n = reading->outside && !follows(last_number(reading), number) ? 0 : n;
		if (n)
			take_article(reading, line, n, number);
		else
			take_line(reading, before, line);
	}
}

/* The first line that begins an article; `count` where there is none. */
static size_t find_first(struct reading *reading, const struct qz_text_lines *lines)
{
	uint32_t number;
	size_t i = 0;
	while (i < lines->count && !begins(reading, &lines->lines[i], &number))
		i++;
	return i;
}

/* What stands in an article that has no words: the number alone stays. */
static void fill_empty(struct qz_text *text)
{
	for (size_t i = 0; i < text->narticles && !text->failed; i++) {
		struct qz_text_article *article = &text->articles[i];
		if (article->nparas)
			continue;
		article->paras = calloc(1, sizeof *article->paras);
		char *empty = article->paras ? strdup("") : NULL;
		text->failed |= !empty;
		article->nparas = article->cap = empty ? 1 : 0;
		if (empty)
			article->paras[0].text = empty;
	}
}

void qz_text_parse(struct qz_text *text, const struct qz_text_lines *lines)
{
	struct reading reading = {.text = text, .lines = lines};
	for (unsigned i = 0; i < RANKS; i++)
		qz_buf_init(&reading.divisions[i]);
	size_t first = find_first(&reading, lines);
	if (first == lines->count) {
		text->counted = true;
		first = find_first(&reading, lines);
		text->counted = first < lines->count;
	}
	qz_text_read_head(text, lines, first);
	read_articles(&reading, first);
	for (unsigned i = 0; i < RANKS; i++) {
		text->failed |= reading.divisions[i].failed;
		qz_buf_done(&reading.divisions[i]);
	}
	fill_empty(text);
	if (!text->failed)
		qz_text_read_end(text);
	qz_text_read_file_name(text);
	qz_text_judge(text, QZ_LAW_ARTICLE);
}

/* ---- a file ---- */

static bool is_markdown(const char *path)
{
	const char *dot = strrchr(path, '.');
	return dot && (strcmp(dot, ".md") == 0 || strcmp(dot, ".markdown") == 0);
}

/* Of what the readers say, only why a file cannot be read concerns a law: pictures passed over do not. */
static void keep_errors(struct qz_diag *diag, size_t before)
{
	bool *keep = calloc(diag->count + 1, sizeof *keep);
	for (size_t i = 0; keep && i < diag->count; i++)
		keep[i] = i < before || diag->findings[i].severity == QZ_ERROR;
	if (keep)
		qz_diag_filter(diag, keep);
	diag->failed |= !keep;
	free(keep);
}

enum qz_status qz_text_take_bytes(struct qz_text *text, const char *path, char *bytes, size_t len, const char *encoding,
				  const struct qz_limits *limits, struct qz_diag *diag)
{
	const struct qz_open_options options = {.from = is_markdown(path) ? "tsv" : NULL, .encoding = encoding};
	const char *slash = strrchr(path, '/');
	struct qz_source source;
	struct qz_text_lines lines = {.count = 0};
	size_t before = diag->count;
	qz_text_init(text);
	enum qz_status status =
	    qz_source_take_bytes(&source, slash ? slash + 1 : path, bytes, len, &options, limits, diag);
	if (status == QZ_OK) {
		memcpy(text->sha256, source.sha256, sizeof text->sha256);
		status = qz_text_lines_read(&source, limits, &lines, diag);
	}
	keep_errors(diag, before);
	text->path = strdup(path);
	text->failed |= !text->path || lines.failed;
	if (status == QZ_OK && !text->failed)
		qz_text_parse(text, &lines);
	diag->failed |= text->failed;
	qz_text_lines_done(&lines);
	qz_source_done(&source);
	return status;
}
