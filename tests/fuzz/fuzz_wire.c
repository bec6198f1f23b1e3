/*
 * Fuzzing what a worker answers, on the parent's side: the bytes of one frame, as a worker
 * that somebody took over would send them. They are read, or refused; what was read is told
 * as text and as a report, and sent again it is the same.
 */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "batch/wire.h"
#include "promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct qz_messages *messages;

static void tell(const struct qz_result *result)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	if (!messages)
		messages = qz_messages_load(NULL, "en", &diag);
	require(messages);
	for (size_t i = 0; i < result->diag.count; i++) {
		struct qz_buf text;
		qz_buf_init(&text);
		qz_messages_format(messages, &result->diag.findings[i], QZ_TEXT_MESSAGE, &text);
		qz_buf_done(&text);
	}
	qz_diag_done(&diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_wire wire = {.at = (const char *)data, .end = (const char *)data + size};
	struct qz_result result, again;
	struct qz_buf bytes, second;
	qz_result_init(&result);
	qz_result_init(&again);
	qz_buf_init(&bytes);
	qz_buf_init(&second);
	if (qz_wire_result(&wire, &result)) {
		tell(&result);
		qz_wire_put_result(&bytes, &result);
		wire = (struct qz_wire){.at = bytes.data, .end = bytes.data + bytes.len};
		require(qz_wire_result(&wire, &again) && wire.at == wire.end);
		qz_wire_put_result(&second, &again);
		require(bytes.len == second.len && memcmp(bytes.data, second.data, bytes.len) == 0);
	}
	qz_buf_done(&second);
	qz_buf_done(&bytes);
	qz_result_done(&again);
	qz_result_done(&result);
	return 0;
}
