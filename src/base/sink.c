/*
 * Sinks, for sink.h.
 */
#include "base/sink.h"

#include "base/buf.h"

int qz_sink_put(const struct qz_sink *sink, const void *bytes, size_t len)
{
	return len ? sink->put(sink->context, bytes, len) : 0;
}

static int put_into_buf(void *context, const void *bytes, size_t len)
{
	struct qz_buf *buf = context;
	qz_buf_add(buf, bytes, len);
	return buf->failed ? -1 : 0;
}

struct qz_sink qz_sink_to_buf(struct qz_buf *buf)
{
	return (struct qz_sink){.context = buf, .put = put_into_buf};
}
