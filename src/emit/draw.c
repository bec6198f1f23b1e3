/*
 * Drawing, for draw.h. A short list is drawn at once, its outputs side by side; a
 * long one in chunks. Chunks are drawn in any order; what comes of them is found
 * again by the number of the chunk, so that the bytes are the same whoever drew
 * what and however many items a chunk has. Threads share nothing that libxslt
 * writes to: each has documents and stylesheets of its own.
 */
#include "emit/draw.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/pace.h"
#include "base/sink.h"
#include "base/spool.h"
#include "base/xml.h"
#include "emit/chunk.h"
#include "emit/repaired.h"
#include "emit/stages.h"

#define CHUNKS_A_THREAD 4 /* fewer are not worth compiling the stylesheets again */
#define MAX_THREADS 64

struct output {
	struct qz_frame frame;
	struct qz_streams streams;
	struct qz_buf bytes; /* of a list drawn at once: all, instead of the frame */
	struct qz_diag diag; /* of its frame, drawn by whichever thread */
};

struct qz_draw {
	const struct qz_draw_options *options;
	xmlDoc *doc;
	bool whole;    /* the frames hold the items too */
	bool in_items; /* what is being drawn: frames, then items */
	const char **params; /* with the part to be drawn */
	struct qz_chunks chunks;
	size_t *tables; /* by chunk */
	struct output outputs[QZ_BACKENDS];
	struct qz_spool spool;
	pthread_mutex_t lock; /* of the spool and the streams */
	atomic_size_t next;   /* output or chunk to be drawn */
	atomic_bool failed;
};

/* One thread's own. */
struct drawer {
	struct qz_draw *draw;
	xmlDoc *doc; /* for frames; the first thread's is the draw's */
	struct qz_stage *stages[QZ_BACKENDS];
	xmlDict *dict;
	struct qz_diag diag;
	pthread_t thread;
};

static bool is_wanted(const struct qz_draw *draw, size_t backend)
{
	return qz_stages_have(draw->options->stages, backend);
}

static void output_init(struct output *output)
{
	qz_diag_init(&output->diag);
	qz_buf_init(&output->bytes);
}

static void output_done(struct output *output)
{
	qz_frame_done(&output->frame);
	qz_diag_done(&output->diag);
	qz_buf_done(&output->bytes);
	free(output->streams.segments);
}

/* ---- frames ---- */

static const char **add_part(const char *const *params, const char *part)
{
	size_t count = 0;
	while (params[count])
		count++;
	const char **all = calloc(count + 3, sizeof *all);
	if (all) {
		memcpy(all, params, count * sizeof *all);
		all[count] = "part";
		all[count + 1] = part;
	}
	return all;
}

/* The frame's findings for the items stand first in it. */
static int share(struct qz_draw *draw, const xmlDoc *result)
{
	xmlNode *shared = qz_xml_child(xmlDocGetRootElement(result), "shared");
	if (!shared || !shared->ns || strcmp(QZ_C(shared->ns->href), QZ_STAGE_NS) != 0)
		return 0;
	int done = qz_chunks_share(&draw->chunks, shared);
	xmlUnlinkNode(shared);
	xmlFreeNode(shared);
	return done;
}

/* Where nothing is to come into the frame, it is the output: packing goes on beside the drawing of others. */
static int finish_whole(struct output *output, size_t backend)
{
	const struct qz_sink sink = qz_sink_to_buf(&output->bytes);
	int done = qz_backends[backend].put(&output->frame, &output->streams, &sink);
	qz_frame_done(&output->frame);
	return done;
}

static int draw_frame(struct qz_draw *draw, xmlDoc *doc, size_t backend)
{
	struct output *output = &draw->outputs[backend];
	struct qz_stage *stage = qz_stages_get(draw->options->stages, backend, &output->diag);
	xmlDoc *result = !stage ? NULL : qz_stage_apply(stage, doc, draw->params, &output->diag);
	int done = result ? share(draw, result) : -1;
	if (done == 0)
		done = qz_backends[backend].make_frame(stage, result, draw->options->width, &output->frame);
	output->frame.packed = draw->options->packed;
	xmlFreeDoc(result);
	return done == 0 && draw->whole ? finish_whole(output, backend) : done;
}

/* Draws outputs that nobody has begun with. */
static void draw_frames(struct drawer *drawer)
{
	struct qz_draw *draw = drawer->draw;
	size_t i;
	while (!atomic_load(&draw->failed) && (i = atomic_fetch_add(&draw->next, 1)) < QZ_BACKENDS)
		if (is_wanted(draw, i) && draw_frame(draw, drawer->doc, i) != 0)
			atomic_store(&draw->failed, true);
}

/* ---- items ---- */

/* The number of a stream by its name; new names are added. QZ_STREAMS: there are too many. */
static size_t find_stream(struct qz_streams *streams, const char *name)
{
	size_t stream = 0;
	while (stream < streams->nnames && strcmp(streams->names[stream], name) != 0)
		stream++;
	if (stream < streams->nnames || stream == QZ_STREAMS || strlen(name) >= sizeof streams->names[0])
		return stream < streams->nnames ? stream : QZ_STREAMS;
	strcpy(streams->names[streams->nnames++], name);
	return stream;
}

static int keep(struct qz_draw *draw, size_t backend, size_t chunk, const char *name, const struct qz_buf *bytes)
{
	struct qz_streams *streams = &draw->outputs[backend].streams;
	pthread_mutex_lock(&draw->lock);
	size_t stream = find_stream(streams, name);
	int error = stream == QZ_STREAMS;
	if (!error && bytes->len) {
		streams->segments[chunk * QZ_STREAMS + stream] = (struct qz_segment){.at = qz_spool_length(&draw->spool), .len = bytes->len};
		error = qz_spool_add(&draw->spool, bytes->data, bytes->len);
	}
	pthread_mutex_unlock(&draw->lock);
	return error ? -1 : 0;
}

static int draw_items(struct drawer *drawer, xmlDoc *doc, size_t backend, size_t chunk)
{
	struct qz_draw *draw = drawer->draw;
	struct qz_stage *stage = drawer->stages[backend];
	xmlDoc *result = qz_stage_apply(stage, doc, draw->params, &drawer->diag);
	const xmlNode *root = result ? xmlDocGetRootElement(result) : NULL;
	int done = root ? 0 : -1;
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	for (const xmlNode *stream = qz_xml_child(root, "stream"); stream && done == 0; stream = qz_xml_next(stream, "stream")) {
		const char *name = qz_xml_attr(stream, "name");
		qz_buf_clear(&bytes);
		done = name ? qz_backends[backend].make_items(stage, stream, draw->options->width, &bytes) : -1;
		if (done == 0)
			done = keep(draw, backend, chunk, name, &bytes);
	}
	qz_buf_done(&bytes);
	xmlFreeDoc(result);
	return done;
}

static void draw_chunk(struct drawer *drawer, size_t chunk)
{
	struct qz_draw *draw = drawer->draw;
	xmlDoc *doc = qz_chunk_document(&draw->chunks, chunk, drawer->dict);
	int done = doc ? 0 : -1;
	for (size_t i = 0; i < QZ_BACKENDS && done == 0; i++)
		if (is_wanted(draw, i))
			done = draw_items(drawer, doc, i, chunk);
	xmlFreeDoc(doc);
	qz_pace_add(draw->options->pace, 0, draw->chunks.chunks[chunk].count);
	if (done != 0)
		atomic_store(&draw->failed, true);
}

static void draw_chunks(struct drawer *drawer)
{
	struct qz_draw *draw = drawer->draw;
	size_t chunk;
	while (!atomic_load(&draw->failed) && (chunk = atomic_fetch_add(&draw->next, 1)) < draw->chunks.count)
		draw_chunk(drawer, chunk);
}

/* ---- threads ---- */

static void draw_share(struct drawer *drawer)
{
	if (drawer->draw->in_items)
		draw_chunks(drawer);
	else
		draw_frames(drawer);
}

/* Stylesheets for items: the draw's, or for a thread beside the first one its own. */
static bool get_stages(struct drawer *drawer, bool own)
{
	const struct qz_draw_options *options = drawer->draw->options;
	for (size_t i = 0; i < QZ_BACKENDS; i++) {
		if (!is_wanted(drawer->draw, i))
			continue;
		drawer->stages[i] = own ? qz_stage_open(options->resources, qz_backends[i].stylesheet, true, &drawer->diag)
					: qz_stages_get(options->stages, i, &drawer->diag);
		if (!drawer->stages[i])
			return false;
	}
	return true;
}

static void *run_thread(void *context)
{
	struct drawer *drawer = context;
	if (!drawer->draw->in_items || get_stages(drawer, true))
		draw_share(drawer);
	else
		atomic_store(&drawer->draw->failed, true);
	for (size_t i = 0; i < QZ_BACKENDS; i++)
		qz_stage_close(drawer->stages[i]);
	return NULL;
}

/* A document of its own for each drawer of frames, copied before anyone draws: stylesheets strip the blanks of what they draw. */
static bool init_drawer(struct drawer *drawer, struct qz_draw *draw, bool first)
{
	drawer->draw = draw;
	qz_diag_init(&drawer->diag);
	drawer->dict = xmlDictCreate();
	drawer->doc = first ? draw->doc : draw->in_items ? NULL : xmlCopyDoc(draw->doc, 1);
	return drawer->dict && (drawer->doc || draw->in_items);
}

static void drawer_done(struct drawer *drawer)
{
	if (drawer->doc != drawer->draw->doc)
		xmlFreeDoc(drawer->doc);
	xmlDictFree(drawer->dict);
}

/* Of several that failed, the first says why. */
static bool take_diag(struct qz_diag *from, bool said, struct qz_diag *diag)
{
	bool says = from->count > 0;
	if (says && !said)
		qz_diag_take(diag, from);
	diag->failed |= from->failed;
	qz_diag_done(from);
	return said || says;
}

/* Draws frames or items; the calling thread is the first of `threads`. Where no more can be had, fewer draw. */
static int draw_all(struct qz_draw *draw, bool items, size_t threads, struct qz_diag *diag)
{
	struct drawer *drawers = calloc(threads, sizeof *drawers);
	size_t count = 0, started = 1;
	bool ready = drawers, said = false;
	draw->in_items = items;
	atomic_store(&draw->next, 0);
	for (; ready && count < threads; count++)
		ready = init_drawer(&drawers[count], draw, count == 0);
	ready = ready && (!items || get_stages(&drawers[0], false));
	if (ready) {
		while (started < threads && pthread_create(&drawers[started].thread, NULL, run_thread, &drawers[started]) == 0)
			started++;
		draw_share(&drawers[0]);
	}
	for (size_t i = 1; i < started; i++)
		pthread_join(drawers[i].thread, NULL);
	for (size_t i = 0; i < QZ_BACKENDS && !items; i++)
		said = take_diag(&draw->outputs[i].diag, said, diag);
	for (size_t i = 0; i < count; i++) {
		said = take_diag(&drawers[i].diag, said, diag);
		drawer_done(&drawers[i]);
	}
	free(drawers);
	return !ready || atomic_load(&draw->failed) ? -1 : 0;
}

/* Threads that have work enough. */
static size_t at_most(const struct qz_draw *draw, size_t useful)
{
	size_t threads = draw->options->threads < MAX_THREADS ? draw->options->threads : MAX_THREADS;
	threads = threads < useful ? threads : useful;
	return threads ? threads : 1;
}

/* ---- all of it ---- */

static int prepare_streams(struct qz_draw *draw)
{
	size_t chunks = draw->chunks.count;
	draw->tables = calloc(chunks + 1, sizeof *draw->tables);
	for (size_t i = 0; i < chunks && draw->tables; i++)
		draw->tables[i] = draw->chunks.chunks[i].number;
	for (size_t i = 0; i < QZ_BACKENDS; i++) {
		struct qz_streams *streams = &draw->outputs[i].streams;
		*streams = (struct qz_streams){.chunks = chunks, .tables = draw->tables, .spool = &draw->spool};
		if (is_wanted(draw, i) && !(streams->segments = calloc(chunks * QZ_STREAMS + 1, sizeof *streams->segments)))
			return -1;
	}
	return draw->tables ? 0 : -1;
}

/* A list of no more items than a chunk has is drawn at once, its outputs beside one another. */
static int draw_parts(struct qz_draw *draw, struct qz_diag *diag)
{
	bool small = draw->chunks.items <= draw->options->items;
	draw->whole = draw->options->whole || small;
	draw->params = add_part(draw->options->params, draw->whole ? "whole" : "frame");
	int done = draw->params ? prepare_streams(draw) : -1;
	if (done == 0)
		done = draw_all(draw, false, draw->options->whole || !small ? 1 : at_most(draw, QZ_BACKENDS), diag);
	if (done == 0 && !draw->whole)
		done = draw_all(draw, true, at_most(draw, draw->chunks.count / CHUNKS_A_THREAD), diag);
	return done;
}

struct qz_draw *qz_draw_new(xmlDoc *doc, const struct qz_draw_options *options, struct qz_diag *diag)
{
	struct qz_draw *draw = calloc(1, sizeof *draw);
	if (!draw)
		return NULL;
	draw->options = options;
	draw->doc = doc;
	qz_spool_init(&draw->spool, options->folder);
	pthread_mutex_init(&draw->lock, NULL);
	for (size_t i = 0; i < QZ_BACKENDS; i++)
		output_init(&draw->outputs[i]);
	int done = qz_chunks_number(doc);
	if (done == 0)
		done = qz_repaired_mark(doc);
	if (done == 0 && !options->whole)
		done = qz_chunks_init(&draw->chunks, doc, options->items);
	if (options->pace)
		atomic_store(&options->pace->items, draw->chunks.items);
	if (done == 0)
		done = draw_parts(draw, diag);
	qz_chunks_done(&draw->chunks);
	if (done == 0)
		return draw;
	qz_draw_free(draw);
	return NULL;
}

void qz_draw_free(struct qz_draw *draw)
{
	if (!draw)
		return;
	for (size_t i = 0; i < QZ_BACKENDS; i++) {
		output_done(&draw->outputs[i]);
	}
	qz_chunks_done(&draw->chunks);
	qz_spool_done(&draw->spool);
	pthread_mutex_destroy(&draw->lock);
	free(draw->tables);
	free(draw->params);
	free(draw);
}

int qz_draw_put(const struct qz_draw *draw, size_t backend, const struct qz_sink *sink)
{
	const struct output *output = &draw->outputs[backend];
	if (draw->whole)
		return output->bytes.len ? qz_sink_put(sink, output->bytes.data, output->bytes.len) : 0;
	return qz_backends[backend].put(&output->frame, &output->streams, sink);
}
