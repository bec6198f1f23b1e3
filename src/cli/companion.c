/*
 * Files that lie beside lists and are none: a readme, an index, instructions.
 * Their names alone do not tell (a list may be called so), nor does a missing
 * header alone (a list may have lost it): both together do.
 */
#include <ctype.h>
#include <string.h>

#include "cli/cmd.h"

/* The name without folders, extension, and what numbers or versions it ("说明（2）", "README-2026"). */
static size_t core_of(const char *name, const char **start)
{
	const char *slash = strrchr(name, '/'), *dot = strrchr(name, '.');
	*start = slash ? slash + 1 : name;
	size_t len = dot && dot > *start ? (size_t)(dot - *start) : strlen(*start);
	for (bool cut = true; cut && len > 0;) {
		static const char *const ends[] = {"（", "）"};
		const unsigned char last = (unsigned char)(*start)[len - 1];
		cut = last < 0x80 && !isalpha(last);
		len -= cut;
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			const size_t size = strlen(ends[i]);
			if (len > size && memcmp(*start + len - size, ends[i], size) == 0) {
				len -= size;
				cut = true;
			}
		}
	}
	return len;
}

bool cli_is_companion_name(const char *name)
{
	static const char *const names[] = {"readme", "read me", "index", "license", "licence", "copying", "changelog", "changes", "notes", "contents",
					    "说明", "使用说明", "填报说明", "填表说明", "填写说明", "报送说明", "文件说明", "情况说明", "目录", "文件目录", "文件清单",
					    "须知", "填报须知", "填表须知", "读我", "自述", "自述文件", "请先阅读"};
	const char *start;
	const size_t len = core_of(name, &start);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t k = 0;
		while (k < len && names[i][k] && tolower((unsigned char)start[k]) == (unsigned char)names[i][k])
			k++;
		if (k == len && !names[i][k])
			return true;
	}
	return false;
}

bool cli_is_companion(const struct input *input, const struct qz_result *result)
{
	bool listless = false;
	if (!input->found || !cli_is_companion_name(input->name))
		return false;
	for (size_t i = 0; i < result->diag.count; i++) {
		const enum qz_rule rule = result->diag.findings[i].rule;
		listless |= rule == QZ_RULE_NO_HEADER || rule == QZ_RULE_NOT_A_LIST || rule == QZ_RULE_INPUT_EMPTY;
	}
	return listless;
}

void cli_pass_companion(const struct input *input, struct qz_result *result)
{
	qz_diag_done(&result->diag);
	qz_diag_init(&result->diag);
	qz_diag_add(&result->diag, QZ_RULE_COMPANION_PASSED_OVER, NULL, "name", input->name, NULL);
}
