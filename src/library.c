/*
 * The journey of laws' texts: each file is read (by a worker of the program),
 * all of them together become laws with versions, and those a register, the
 * texts of each law, and a table and a page for whoever reviews what was
 * derived. All files are written or none.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/below.h"
#include "base/file.h"
#include "base/xml.h"
#include "check/laws.h"
#include "data.h"
#include "emit/whole.h"
#include "laws/parse.h"
#include "laws/write.h"
#include "quanze.h"
#include "read/table.h"

#define SHOWN 1000u /* lines of the page, the most doubtful ones; the table has all */

struct qz_law_library {
	struct qz_shelf_text *shelf;
	size_t count, cap;
};

struct qz_law_library *qz_law_library_new(void)
{
	return calloc(1, sizeof(struct qz_law_library));
}

void qz_law_library_free(struct qz_law_library *library)
{
	for (size_t i = 0; library && i < library->count; i++) {
		qz_text_done(&library->shelf[i].text);
		qz_diag_done(&library->shelf[i].diag);
	}
	free(library ? library->shelf : NULL);
	free(library);
}

enum qz_status qz_law_text_read(const struct qz_options *options, const char *path, struct qz_buf *out,
				struct qz_diag *diag)
{
	struct qz_text text;
	char *bytes = NULL;
	size_t len;
	enum qz_status status = qz_file_read(path, &options->limits, &bytes, &len, diag);
	if (status != QZ_OK)
		return status;
	status = qz_text_take_bytes(&text, path, bytes, len, options->encoding, &options->limits, diag);
	if (status == QZ_OK)
		qz_text_pack(&text, out);
	diag->failed |= out->failed;
	qz_text_done(&text);
	return diag->failed ? QZ_INPUT : status;
}

bool qz_law_library_add(struct qz_law_library *library, const char *bytes, size_t len)
{
	if (!qz_array_grow(&library->shelf, library->count, &library->cap, sizeof *library->shelf))
		return false;
	struct qz_shelf_text *file = &library->shelf[library->count];
	*file = (struct qz_shelf_text){.part = false};
	qz_diag_init(&file->diag);
	if (!qz_text_unpack(&file->text, bytes, len))
		return false;
	qz_text_judge(&file->text, QZ_LAW_ARTICLE);
	library->count++;
	return true;
}

/* ---- files on their way ---- */

struct outputs {
	const struct qz_options *options;
	struct qz_diag *diag;
	struct qz_pending *files;
	size_t count, cap;
	struct qz_map names; /* of the files of texts, so that no two are one */
	enum qz_status status;
};

/* Writes a file below the folder; nothing is to be seen of it until all are written. */
static void add_output(struct outputs *outputs, const char *name, const struct qz_buf *bytes)
{
	bool room = !bytes->failed &&
		    qz_array_grow(&outputs->files, outputs->count, &outputs->cap, sizeof *outputs->files);
	if (!room) {
		outputs->diag->failed = true;
		outputs->status = QZ_OUTPUT;
	} else if (outputs->status == QZ_OK) {
		struct qz_pending *file = &outputs->files[outputs->count];
		outputs->status = qz_pending_open(file, outputs->options->folder, name, NULL, outputs->diag);
		if (outputs->status != QZ_OK)
			return;
		struct qz_sink sink = qz_pending_sink(file);
		sink.put(sink.context, bytes->data ? bytes->data : "", bytes->len);
		outputs->status = qz_pending_close(file, false, outputs->diag);
		qz_pending_park(file);
		outputs->count += outputs->status == QZ_OK;
	}
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Says which texts in the folder are of an earlier run: whoever reads the folder reads them, too. */
static void say_leftovers(const struct outputs *outputs)
{
	struct dirent **entries = NULL;
	int folder = outputs->status == QZ_OK ? qz_below_folder(outputs->options->folder, "texts") : -1;
	int count = folder >= 0 ? scandirat(folder, ".", &entries, NULL, by_name) : -1;
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		size_t len = strlen(name);
		struct qz_buf path;
		qz_buf_init(&path);
		qz_buf_printf(&path, "texts/%s", name);
		if (len > 4 && strcmp(name + len - 4, ".xml") == 0 && !path.failed &&
		    !qz_map_get(&outputs->names, path.data, path.len))
			qz_diag_add(outputs->diag, QZ_RULE_LAW_TEXT_LEFTOVER, NULL, "name", name, NULL);
		qz_buf_done(&path);
		free(entries[i]);
	}
	free(entries);
	if (folder >= 0)
		close(folder);
}

/* Gives all files their names, or takes all away. */
static enum qz_status end_outputs(struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++) {
		if (outputs->status == QZ_OK)
			outputs->status = qz_pending_commit(&outputs->files[i], outputs->diag);
		else
			qz_pending_abandon(&outputs->files[i]);
	}
	say_leftovers(outputs);
	free(outputs->files);
	qz_map_done(&outputs->names, NULL);
	return outputs->status;
}

/* ---- what is written ---- */

static void write_texts(struct outputs *outputs, const struct qz_book *book)
{
	struct qz_buf bytes, name;
	qz_buf_init(&bytes);
	qz_buf_init(&name);
	qz_book_put_texts(book, &bytes);
	qz_buf_puts(&name, "texts/");
	qz_book_put_file_name(book, &name);
	for (unsigned n = 2; !name.failed && qz_map_get(&outputs->names, name.data, name.len) && n < 1000; n++) {
		qz_buf_clear(&name);
		qz_buf_puts(&name, "texts/");
		qz_book_put_file_name(book, &name);
		qz_buf_cut(&name, name.len - strlen(".xml"));
		qz_buf_printf(&name, "-%u.xml", n);
	}
	bool noted = bytes.len == 0 || (!name.failed && qz_map_put(&outputs->names, name.data, name.len, outputs) == 0);
	outputs->diag->failed |= !noted;
	if (bytes.len && noted)
		add_output(outputs, name.data, &bytes);
	qz_buf_done(&bytes);
	qz_buf_done(&name);
}

static void write_register(struct outputs *outputs, const struct qz_books *books, const char *current)
{
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	qz_books_put_register(books, outputs->options->as_of, current, &bytes);
	add_output(outputs, "laws.xml", &bytes);
	qz_buf_done(&bytes);
}

static void write_review(struct outputs *outputs, const struct qz_books *books)
{
	static const struct {
		const char *name, *stylesheet;
	} kinds[] = {{"review.tsv", "xslt/laws/tsv.xsl"}, {"review.html", "xslt/laws/main.xsl"}};
	const struct qz_options *options = outputs->options;
	const char *const params[] = {"lang", options->language ? options->language : "zh-CN", "day", options->as_of,
				      NULL};
	xmlDoc *doc = qz_books_review(books, SHOWN);
	outputs->diag->failed |= !doc;
	for (size_t i = 0; doc && i < 2 && outputs->status == QZ_OK; i++) {
		struct qz_buf bytes;
		qz_buf_init(&bytes);
		if (qz_draw_whole(options->resources, kinds[i].stylesheet, false, doc, params, &bytes, outputs->diag))
			add_output(outputs, kinds[i].name, &bytes);
		else
			outputs->status = QZ_OUTPUT;
		qz_buf_done(&bytes);
	}
	xmlFreeDoc(doc);
}

static enum qz_status write_all(const struct qz_options *options, const struct qz_books *books, const char *current,
				struct qz_diag *diag)
{
	struct outputs outputs = {.options = options, .diag = diag};
	qz_map_init(&outputs.names);
	outputs.status = qz_file_make_folder(options->folder, diag);
	if (outputs.status == QZ_OK)
		write_register(&outputs, books, current);
	for (size_t i = 0; i < books->count && outputs.status == QZ_OK; i++)
		write_texts(&outputs, books->books[i]);
	if (outputs.status == QZ_OK)
		write_review(&outputs, books);
	if (outputs.status == QZ_OK && diag->failed)
		outputs.status = QZ_OUTPUT;
	return end_outputs(&outputs);
}

/* ---- the whole ---- */

static void count_books(const struct qz_books *books, struct qz_law_totals *totals)
{
	for (size_t i = 0; i < books->count; i++) {
		const struct qz_book *book = books->books[i];
		bool text = false;
		for (size_t v = 0; v < book->nversions; v++) {
			const struct qz_book_version *version = &book->versions[v];
			text |= version->text != NULL;
			totals->versions += version->text != NULL;
			totals->pairs += version->before != QZ_NO_VERSION;
			for (size_t m = 0; m < version->moves.nmoves; m++)
				totals->moves += version->moves.moves[m].kind == QZ_ALIGN_CHANGED &&
						 !(version->settled && version->settled[m].to);
		}
		totals->laws += text;
	}
}

static void say_all(struct qz_law_library *library, const struct qz_law_build *build, struct qz_law_totals *totals)
{
	for (size_t i = 0; i < library->count; i++) {
		struct qz_shelf_text *file = &library->shelf[i];
		bool unusable = false, gap = false;
		for (size_t f = 0; f < file->diag.count; f++) {
			unusable |= file->diag.findings[f].rule == QZ_RULE_LAW_TEXT_UNUSABLE;
			gap |= file->diag.findings[f].rule == QZ_RULE_LAW_TEXT_GAP;
		}
		totals->unusable += unusable;
		totals->gaps += gap;
		if (file->diag.count && build->say)
			build->say(build->context, file->text.path, &file->diag);
	}
}

static bool take_reviewed(struct qz_books *books, const struct qz_options *options, const char *path,
			  struct qz_diag *diag)
{
	struct qz_table *table = path ? qz_data_table(options, path, diag) : NULL;
	bool ready = !path || (table && qz_books_take_reviewed(books, table, diag));
	qz_table_free(table);
	return ready;
}

enum qz_status qz_law_library_write(struct qz_law_library *library, const struct qz_options *options,
				    const struct qz_law_build *build, struct qz_law_totals *totals,
				    struct qz_diag *diag)
{
	struct qz_books books;
	enum qz_status status = QZ_INPUT;
	*totals = (struct qz_law_totals){.texts = library->count};
	if (library->count == 0)
		return QZ_INPUT; /* why was said file by file */
	bool ready = qz_shelf_join_parts(library->shelf, library->count);
	struct qz_laws *laws = qz_data_laws(options, diag);
	qz_books_make(&books, library->shelf, library->count);
	if (laws)
		qz_books_take_known(&books, laws);
	qz_books_align(&books);
	qz_books_settle_known(&books);
	if (!laws) {
		status = QZ_INPUT; /* said */
	} else if (!ready || books.failed) {
		qz_diag_add(diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
	} else if (take_reviewed(&books, options, build->reviewed, diag)) {
		say_all(library, build, totals);
		count_books(&books, totals);
		status = write_all(options, &books, build->current, diag);
	}
	qz_books_done(&books);
	qz_laws_free(laws);
	return status;
}
