/*
 * The stream of stream.h, over libxml2's pull reader.
 */
#include "read/stream.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/shortage.h"
#include "base/zip.h"

bool qz_stream_broken(struct qz_stream *stream, const char *reason, const char *detail)
{
	qz_diag_add(stream->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", stream->format, "reason", reason, "part", stream->part, "detail", detail,
		    NULL);
	stream->stopped = stream->failed = true;
	return false;
}

static int read_guarded(void *context, char *data, int len)
{
	struct qz_stream *stream = context;
	size_t left = stream->len - stream->at;
	int got = stream->entry ? qz_zip_entry_read(stream->entry, data, len) : left < (size_t)len ? (int)left : len;
	if (!stream->entry && got > 0) {
		memcpy(data, stream->bytes + stream->at, (size_t)got);
		stream->at += (size_t)got;
	}
	return got > 0 && !qz_xml_guard_pass(&stream->guard, data, (size_t)got) ? -1 : got;
}

/* Why reading stopped, worst cause first: the archive, the guard, the parser. */
static void say_why(struct qz_stream *stream)
{
	char detail[320];
	const char *reason = stream->guard.reason;
	stream->stopped = stream->failed = true;
	if (stream->entry && qz_zip_entry_failed(stream->entry, stream->diag))
		return;
	snprintf(detail, sizeof detail, "%d: %s", stream->error.line, stream->error.message);
	qz_stream_broken(stream, reason ? reason : "xml", reason ? NULL : detail);
}

static bool exceed_depth(struct qz_stream *stream)
{
	qz_limits_exceeded(stream->limits, &stream->limits->depth, stream->diag);
	stream->stopped = stream->failed = true;
	return false;
}

/* One node on; false at the end and after a failure. */
static bool step(struct qz_stream *stream)
{
	if (stream->stopped)
		return false;
	unsigned long before = qz_shortages();
	int got = xmlTextReaderRead(stream->reader);
	if (got == 1 && xmlTextReaderNodeType(stream->reader) == XML_READER_TYPE_DOCUMENT_TYPE) {
		stream->guard.reason = "doctype";
		got = -1;
	}
	if (qz_shortages() != before)
		stream->diag->failed = stream->stopped = stream->failed = true;
	if (stream->stopped)
		return false;
	int depth = got == 1 ? xmlTextReaderDepth(stream->reader) : 0;
	if (depth > 0 && (size_t)depth > stream->limits->depth)
		return exceed_depth(stream);
	if (got == 1)
		return true;
	/* A read that failed may look like an end to the parser, so the causes are asked for as well. */
	stream->stopped = true;
	if (got != 0 || stream->guard.reason)
		say_why(stream);
	else if (stream->entry && qz_zip_entry_failed(stream->entry, stream->diag))
		stream->failed = true;
	return false;
}

static bool open_reader(struct qz_stream *stream)
{
	qz_xml_guard_init(&stream->guard);
	stream->reader = qz_xml_reader(read_guarded, stream, &stream->error);
	stream->stopped = stream->failed = !stream->reader;
	/* The reader is NULL too when the first bytes cannot be had. */
	if (!stream->reader)
		say_why(stream);
	return stream->reader && qz_stream_child(stream, -1);
}

bool qz_stream_open_part(struct qz_stream *stream, struct qz_zip *zip)
{
	if (!qz_zip_has(zip, stream->part))
		return qz_stream_broken(stream, "part-missing", NULL);
	stream->entry = qz_zip_entry_open(zip, stream->part, stream->diag);
	stream->stopped = stream->failed = !stream->entry;
	return stream->entry && open_reader(stream);
}

bool qz_stream_open_text(struct qz_stream *stream, const char *text, size_t len)
{
	size_t skip = strspn(text, " \t\r\n");
	if (strncmp(text + skip, "<?xml", 5) == 0 && text[skip + 5] && strchr(" \t\r\n", text[skip + 5])) {
		const char *end = strstr(text + skip, "?>");
		skip = end ? (size_t)(end - text) + 2 : skip;
	}
	stream->bytes = text;
	stream->len = len;
	stream->at = skip;
	return open_reader(stream);
}

bool qz_stream_close(struct qz_stream *stream, bool good)
{
	while (good && step(stream)) {
	}
	good &= !stream->failed;
	if (stream->reader)
		xmlFreeTextReader(stream->reader);
	qz_zip_entry_close(stream->entry);
	stream->reader = NULL;
	stream->entry = NULL;
	return good;
}

bool qz_stream_child(struct qz_stream *stream, int depth)
{
	if (depth >= 0 && !stream->stopped && qz_stream_depth(stream) == depth &&
	    xmlTextReaderNodeType(stream->reader) == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(stream->reader))
		return false;
	while (step(stream)) {
		int type = xmlTextReaderNodeType(stream->reader), at = qz_stream_depth(stream);
		if (type == XML_READER_TYPE_ELEMENT && at == depth + 1)
			return true;
		if (type == XML_READER_TYPE_END_ELEMENT && at == depth)
			return false;
	}
	return false;
}

int qz_stream_depth(const struct qz_stream *stream)
{
	return xmlTextReaderDepth(stream->reader);
}

const xmlNode *qz_stream_node(const struct qz_stream *stream)
{
	return xmlTextReaderCurrentNode(stream->reader);
}

const xmlNode *qz_stream_tree(struct qz_stream *stream)
{
	unsigned long before = qz_shortages();
	const xmlNode *tree = stream->stopped ? NULL : xmlTextReaderExpand(stream->reader);
	if (qz_shortages() != before) {
		stream->diag->failed = stream->stopped = stream->failed = true;
		return NULL;
	}
	if (!tree && !stream->stopped)
		say_why(stream);
	int depth = tree ? qz_stream_depth(stream) : 0;
	size_t above = depth > 0 ? (size_t)depth : 0;
	if (!tree || !qz_xml_is_deeper(tree, stream->limits->depth - (above < stream->limits->depth ? above : stream->limits->depth)))
		return tree;
	exceed_depth(stream);
	return NULL;
}
