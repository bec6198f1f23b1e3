/*
 * Values of jansson, for jsonvalue.h.
 */
#include "report/jsonvalue.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/shortage.h"
#include "base/utf8.h"

static void *allocate(size_t size)
{
	void *memory = malloc(size ? size : 1);
	if (!memory)
		qz_shortage_note();
	return memory;
}

void qz_json_init(void)
{
	json_set_alloc_funcs(allocate, free);
}

void qz_json_set(json_t *object, const char *key, json_t *value, bool *failed)
{
	*failed |= !value || json_object_set_new(object, key, value) != 0;
}

void qz_json_append(json_t *array, json_t *value, bool *failed)
{
	*failed |= !value || json_array_append_new(array, value) != 0;
}

json_t *qz_json_string(const char *text)
{
	size_t len = strlen(text);
	if (qz_utf8_check(text, len) == len)
		return json_stringn_nocheck(text, len); /* NULL says no memory, and nothing else */
	struct qz_buf safe;
	qz_buf_init(&safe);
	for (; *text; text++)
		qz_buf_put_utf8(&safe, (unsigned char)*text < 0x80 ? (uint32_t)*text : 0xFFFD);
	json_t *value = safe.failed || !safe.data ? NULL : json_stringn_nocheck(safe.data, safe.len);
	qz_buf_done(&safe);
	return value;
}

json_t *qz_json_sentence(const struct qz_messages *messages, const struct qz_finding *finding, enum qz_rule_text text)
{
	struct qz_buf sentence;
	qz_buf_init(&sentence);
	qz_messages_format(messages, finding, text, &sentence);
	qz_buf_add(&sentence, "", 0);
	json_t *value = sentence.failed ? NULL : qz_json_string(sentence.data);
	qz_buf_done(&sentence);
	return value;
}

json_t *qz_json_count(size_t count)
{
	return json_integer((json_int_t)count);
}

char *qz_json_take_text(json_t *value)
{
	unsigned long shortages = qz_shortages();
	char *text = value ? json_dumps(value, JSON_INDENT(1)) : NULL;
	json_decref(value);
	bool whole = qz_shortages() == shortages; /* jansson goes on without what it did not get */
	char *line = text && whole ? realloc(text, strlen(text) + 2) : NULL;
	if (!line)
		free(text);
	else
		strcat(line, "\n");
	return line;
}
