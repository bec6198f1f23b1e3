/*
 * Section rows, for section.h. Sections nest as their markers do: 一、 holds （一）,
 * a body holds types. No order of the kinds is fixed; the first that appears is outermost.
 */
#include "model/section.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/fragment.h"
#include "model/sheet.h"

#define SEPARATOR " / "

enum { KIND_BODY = 100, KIND_BARE };

/* 表1, 附表二: how a caption begins. Its length; 0 when it is none. */
static size_t skip_table_number(const char *text, size_t len)
{
	static const char *const figures[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	size_t at = len > 6 && strncmp(text, "附", 3) == 0 ? 3 : 0, start;
	if (len < at + 4 || strncmp(text + at, "表", 3) != 0)
		return 0;
	at += 3;
	at += qz_skip_blanks(text + at, len - at);
	start = at;
	for (size_t i = 0; i < sizeof figures / sizeof *figures && at + 3 <= len;)
		if (strncmp(text + at, figures[i], 3) == 0) {
			at += 3;
			i = 0;
		} else {
			i++;
		}
	if (at == start)
		at += strspn(text + at, "0123456789-.");
	at += at > start && at + 3 <= len && strncmp(text + at, "：", 3) == 0 ? 3 : 0;
	return at > start && at < len ? at : 0;
}

const struct qz_power_type *qz_section_type(const struct qz_vocabulary *vocabulary, const char *text, size_t len)
{
	unsigned number;
	int style;
	size_t skip = qz_skip_blanks(text, len);
	size_t marker = qz_marker_read(text + skip, len - skip, &number, &style);
	marker = marker ? marker : skip_table_number(text + skip, len - skip);
	char *label = qz_label_normalise(text + skip + marker, len - skip - marker);
	if (!label)
		return NULL;
	static const char *const tails[] = {"事项", "类", "清单", "权力"};
	const struct qz_power_type *type = qz_power_type_find(vocabulary, label, strlen(label));
	for (size_t i = 0; !type && i < sizeof tails / sizeof *tails; i++) {
		char *at = strstr(label, tails[i]);
		if (at && at > label)
			type = qz_power_type_find(vocabulary, label, (size_t)(at - label));
	}
	free(label);
	return type;
}

bool qz_section_is_body(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	char *text = cell->len < 300 ? qz_cell_line(cell) : NULL;
	size_t start = 0, len = text ? qz_body_of_line(run, text, &start) : 0;
	if (text && len == 0) { /* a name alone, perhaps with a number behind it */
		char *name = qz_label_normalise(text, strlen(text));
		len = name && qz_is_organisation(run, name, strlen(name)) ? strlen(name) : 0;
		free(name);
	}
	free(text);
	return len > 0;
}

static int kind_of(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	unsigned number;
	int style;
	size_t skip = qz_skip_blanks(cell->text, cell->len);
	if (qz_marker_read(cell->text + skip, cell->len - skip, &number, &style))
		return style;
	return qz_section_is_body(run, cell) ? KIND_BODY : KIND_BARE;
}

/* Our own Word files have one row for all sections around an item. */
static const char *last_part(const char *path)
{
	for (const char *at; (at = strstr(path, SEPARATOR)) != NULL;)
		path = at + strlen(SEPARATOR);
	return path;
}

void qz_section_open(struct qz_sheet_run *run, const struct qz_cell *cell)
{
	struct qz_sections *sections = &run->sections;
	int kind = kind_of(run, cell);
	size_t level = 0;
	while (level < sections->count && level + 1 < QZ_SECTION_DEPTH && sections->open[level].kind != kind)
		level++;
	const struct qz_power_type *around = level ? sections->open[level - 1].type : NULL;
	char *text = qz_cell_line(cell);
	const char *own = text ? last_part(text) : "";
	const struct qz_power_type *type = qz_section_type(run->shared->vocabulary, own, strlen(own));
	qz_buf_cut(&sections->path, level ? sections->open[level - 1].len : 0);
	qz_buf_printf(&sections->path, "%s%s", level ? SEPARATOR : "", text ? text : "");
	run->shared->builder.failed |= !text || sections->path.failed;
	free(text);
	sections->open[level] = (struct qz_section){.kind = kind, .len = sections->path.len, .type = type ? type : around};
	sections->count = level + 1;
}

void qz_sections_copy(struct qz_sections *to, const struct qz_sections *from)
{
	memcpy(to->open, from->open, sizeof to->open);
	to->count = from->count;
	qz_buf_clear(&to->path);
	qz_buf_add(&to->path, from->path.len ? from->path.data : "", from->path.len);
}
