/*
 * What the names of laws are compared by: the register's when it is read, and those
 * that lists write.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check/laws_table.h"

static bool is_mark(uint32_t cp)
{
	return (cp >= 0x3008 && cp <= 0x300B) || cp == '<' || cp == '>' || cp == 0xFF1C || cp == 0xFF1E;
}

char *qz_law_name_fold(const char *name)
{
	static const char country[] = "中华人民共和国";
	struct qz_buf key;
	size_t len = strlen(name), n;
	qz_buf_init(&key);
	for (size_t at = 0; at < len; at += n) {
		uint32_t cp = 0;
		n = qz_utf8_decode(name + at, len - at, &cp);
		if (n == 0) {
			n = 1;
			cp = QZ_REPLACEMENT;
		}
		if (cp == 0xFF08 || cp == 0x3014) /* （〔 */
			cp = '(';
		if (cp == 0xFF09 || cp == 0x3015)
			cp = ')';
		if (cp >= 0xFF10 && cp <= 0xFF19)
			cp = cp - 0xFF10 + '0';
		if (!qz_is_blank(cp) && !is_mark(cp))
			qz_buf_put_utf8(&key, cp);
	}
	char *result = qz_buf_take(&key);
	if (result && strncmp(result, country, sizeof country - 1) == 0 && result[sizeof country - 1])
		memmove(result, result + sizeof country - 1, strlen(result + sizeof country - 1) + 1);
	return result;
}
