/*
 * Lines of a title by what it costs to end one there, for title.h: the cheapest
 * way is found by looking at each end of a line once for each beginning.
 */
#include "emit/title.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"

#define MOST 300
#define MOST_WIDTH 60
#define NO_WORD 90.0  /* what it costs to cut where no word is known to end */
#define IN_WORD 400.0 /* … inside a word */
#define WEAK 40.0     /* … where one may end */
#define IN_BRACKETS 40.0 /* … besides, between brackets */
#define LINE 25.0     /* … to have one more line */
#define SHORT_LINE 4  /* characters: a last line of fewer looks lost */

/* A title as characters: where each begins, and where the last one ends. */
struct title {
	const char *text;
	size_t at[MOST + 1];
	size_t count;
	double cost[MOST + 1]; /* of a line that ends before this character */
};

static bool starts(const struct title *title, size_t i, const char *word)
{
	return i < title->count && strncmp(title->text + title->at[i], word, strlen(word)) == 0;
}

static bool ends(const struct title *title, size_t i, const char *word)
{
	size_t len = strlen(word);
	return title->at[i] >= len && memcmp(title->text + title->at[i] - len, word, len) == 0;
}

static bool ends_in_any(const struct title *title, size_t i, const char *const *words)
{
	for (; *words; words++)
		if (ends(title, i, *words))
			return true;
	return false;
}

static bool starts_with_any(const struct title *title, size_t i, const char *const *words)
{
	for (; *words; words++)
		if (starts(title, i, *words))
			return true;
	return false;
}

/* Whether the place lies inside one of the words that must stay whole. */
static bool is_inside(const struct title *title, size_t i)
{
	static const char *const whole[] = {"办公室", "委员会", "办事处", "管理局", "服务中心", "人民政府", "权责清单", "权力清单", "责任清单", "清单", "目录", "权力", "责任",
					    "权责", "行政", "事项", "指导", "许可", "处罚", "强制", "检查", "征收", "给付", "确认", "奖励", "裁决", "公共", "服务",
					    "工作", "部门", "监督", "管理", "网络", "信息", "互联网", "自治区", "自治州", "自治县", "县级", "市级", "省级", "乡镇", "街道", NULL};
	for (const char *const *word = whole; *word; word++) {
		size_t len = strlen(*word);
		for (size_t from = title->at[i] >= len ? title->at[i] - len + 1 : 0; from < title->at[i]; from++)
			if (strncmp(title->text + from, *word, len) == 0)
				return true;
	}
	return false;
}

static bool is_ascii(const struct title *title, size_t i)
{
	return i < title->count && (unsigned char)title->text[title->at[i]] < 0x80 && title->text[title->at[i]] != ' ';
}

/* What it costs to end a line before character i. */
static double cost_at(const struct title *title, size_t i)
{
	static const char *const closing[] = {"）", ")", "》", "”", "〕", "】", "，", "、", "：", "；", NULL}, *const opening[] = {"（", "(", "《", "“", "〔", "【", NULL};
	static const char *const bodies[] = {"局", "办公室", "委员会", "政府", "中心", "厅", "党委", "县委", "市委", "省委", "区委", "支队", "大队", "总队", "法院", "检察院",
					     "办事处", "网信办", "编办", "的", "关于", NULL};
	static const char *const lists[] = {"权责清单", "权力和责任清单", "权力清单", "责任清单", "行政权力", "行政职权", "权责事项", "公共服务事项", "的", NULL};
	static const char *const places[] = {"省", "市", "县", "区", "州", "镇", "乡", "街道", "委", "办", "院", "站", "馆", "处", "会", "部", "和", "及", "与", "年", "系统", "部门", NULL};
	if (starts_with_any(title, i, closing) || ends_in_any(title, i, opening) || (is_ascii(title, i) && is_ascii(title, i - 1)))
		return IN_WORD;
	if (starts_with_any(title, i, opening) || ends_in_any(title, i, closing))
		return 0;
	if (is_inside(title, i) || starts(title, i, "的"))
		return IN_WORD;
	if (ends_in_any(title, i, bodies) || starts_with_any(title, i, lists))
		return 0;
	return ends_in_any(title, i, places) ? WEAK : NO_WORD;
}

static bool read_title(const char *text, struct title *title)
{
	size_t len = strlen(text), at = 0;
	uint32_t cp;
	title->text = text;
	title->count = 0;
	while (at < len && title->count < MOST) {
		size_t n = qz_utf8_decode(text + at, len - at, &cp);
		title->at[title->count++] = at;
		at += n ? n : 1;
	}
	title->at[title->count] = at;
	static const char *const opening[] = {"（", "(", "《", NULL}, *const closing[] = {"）", ")", "》", NULL};
	unsigned depth = 0;
	for (size_t i = 1; at == len && i < title->count; i++) {
		depth += ends_in_any(title, i, opening);
		depth -= depth && ends_in_any(title, i, closing);
		title->cost[i] = cost_at(title, i) + (depth ? IN_BRACKETS : 0);
	}
	return at == len;
}

/* The best beginnings of lines, from the end of the title: next[i] ends the line that begins at i. */
static void find_lines(const struct title *title, unsigned width, size_t next[MOST + 1])
{
	double best[MOST + 1];
	size_t lines = (title->count + width - 1) / width;
	double even = (double)title->count / (double)(lines ? lines : 1);
	best[title->count] = 0;
	for (size_t i = title->count; i-- > 0;) {
		best[i] = 1e18;
		for (size_t end = i + 1; end <= title->count && end - i <= width; end++) {
			double off = (double)(end - i) - even;
			double cost = best[end] + LINE + off * off * 0.5 + (end < title->count ? title->cost[end] : end - i < SHORT_LINE ? NO_WORD : 0);
			if (cost < best[i]) {
				best[i] = cost;
				next[i] = end;
			}
		}
	}
}

void qz_title_break(const char *text, unsigned width, struct qz_buf *out)
{
	struct title title;
	size_t next[MOST + 1];
	if (width == 0 || width > MOST_WIDTH || !read_title(text, &title) || title.count <= width) {
		qz_buf_puts(out, text);
		return;
	}
	find_lines(&title, width, next);
	for (size_t i = 0; i < title.count; i = next[i]) {
		qz_buf_puts(out, i ? "\n" : "");
		qz_buf_add(out, text + title.at[i], title.at[next[i]] - title.at[i]);
	}
}

static const xmlNode *find_meta(const xmlNode *head, const char *key)
{
	const xmlNode *meta = qz_xml_child(head, "meta");
	while (meta && !(qz_xml_attr(meta, "key") && strcmp(qz_xml_attr(meta, "key"), key) == 0))
		meta = qz_xml_next(meta, "meta");
	return meta;
}

int qz_title_lines(const xmlDoc *doc, unsigned width, struct qz_buf *out)
{
	const xmlNode *head = qz_xml_child(xmlDocGetRootElement(doc), "head"), *title = find_meta(head, "title");
	struct qz_buf text;
	qz_buf_init(&text);
	title = title ? title : qz_xml_child(head, "title");
	if (title)
		qz_xml_text(title, &text);
	if (title && text.len && !text.failed)
		qz_title_break(text.data, width, out);
	int result = text.failed || out->failed ? -1 : 0;
	qz_buf_done(&text);
	return result;
}
