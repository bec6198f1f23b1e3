/*
 * From lines to a law's text: head (head.c) and articles (articles.c).
 */
#ifndef QZ_LAWS_PARSE_H
#define QZ_LAWS_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "laws/lines.h"
#include "laws/text.h"

struct qz_limits;

/*
 * Reads the file's bytes (taken) as the text of a law. QZ_OK, or QZ_INPUT with a finding where it is no text of a law;
 * what keeps it from being whole is in text->fault. To be freed in any case.
 */
enum qz_status qz_text_take_bytes(struct qz_text *text, const char *path, char *bytes, size_t len, const char *encoding,
				  const struct qz_limits *limits, struct qz_diag *diag);

/* The same from lines. */
void qz_text_parse(struct qz_text *text, const struct qz_text_lines *lines);

/* Within: the lines before the first article. */
void qz_text_read_head(struct qz_text *text, const struct qz_text_lines *lines, size_t end);

/* Within: when the law begins and what it ends, from its last articles. */
void qz_text_read_end(struct qz_text *text);

/* Within: the day in the name of the file, where the head knows no later one. */
void qz_text_read_file_name(struct qz_text *text);

/* Reads 2016年11月7日, in digits or Chinese, at the start of a text: the bytes, 0 where none stands there. */
size_t qz_text_day_read(const char *text, size_t len, qz_law_day *day);

/* Whether a line names a part of a law: 第一章 总则, 附则, 目录. */
bool qz_text_is_division(const char *text, size_t len);

/* Whether a line begins with a word. */
bool qz_text_begins(const char *text, size_t len, const char *word);

/* Whether a text of `len` bytes has a word. */
bool qz_text_has(const char *text, size_t len, const char *word);

#endif
