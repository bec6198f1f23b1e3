/*
 * quanze: the public interface of the library.
 *
 * Arguments are borrowed, results belong to the caller; only functions with
 * _take_ in their names swallow an argument. Nothing here exits, prints or
 * keeps state outside the objects it is given (but for the count of failed
 * allocations that qz_init sets up for libxml2). One engine may be used by one
 * thread at a time; several engines by several threads. samples/library/page.c is an
 * example.
 *
 * What quanze has to say about the user's data are findings, collected in a
 * result. What it could not do is the returned status, which is also the exit
 * status of the program.
 */
#ifndef QUANZE_H
#define QUANZE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/meta.h"
#include "base/status.h"
#include "report/document.h"
#include "report/json.h"
#include "report/messages.h"
#include "report/sarif.h"
#include "report/since.h"
#include "report/text.h"

#pragma GCC visibility push(default)

/* What one run is to do. All strings are borrowed and must outlive the engine. */
struct qz_options {
	unsigned outputs;        /* bit 1 << index in qz_backend_name(); 0: none (judging alone) */
	const char *folder;      /* where outputs go; NULL: the current folder; "-": into the result, of one output at a time */
	const char *stored_as;   /* the path of the outputs below the folder, without extension, where it is another than the stem by which they speak of each other; or NULL */
	const char *from;        /* name of a reader; NULL: find out */
	const char *encoding;    /* of text inputs; NULL: find out */
	const char *resources;   /* folder with edited schemas, stylesheets and data; NULL: the embedded ones */
	const char *language;    /* of outputs: "zh-CN" (also NULL) or "en" */
	const char *as_of;       /* yyyy-mm-dd: the day the law register is judged for */
	const char *laws;        /* an office's own register entries, or NULL */
	const char *law_texts;   /* a folder of law texts that quotations are held against (xsd/quanze-law-text.xsd), or NULL */
	const char *decisions;   /* a clerk's decisions, a table in any format that is read; or NULL */
	bool one_of_several;     /* the engine is given several inputs: a decision that names no file may be another's */
	const struct qz_messages *write_decisions; /* in whose words lines for open decisions are put into the result; NULL: none are */
	const char *labels;      /* an office's labels of columns, a table in any format that is read; or NULL */
	const struct qz_messages *mark; /* in whose words findings are put into the workbook that was read, which goes into result.only; NULL: none are */
	bool mark_info;          /* … information too */
	const char *rules;       /* an office's policy (xsd/quanze-rules.xsd), or NULL */
	const char *profile;     /* what the page shows: a profile's name, or a file of profiles; NULL: "public" */
	bool fragment;           /* the page is a part of an office's own: no head, no script */
	const char *annex;       /* the number on the 附件 label; NULL: no label */
	unsigned width;          /* of lines of the text output, in columns; 0: not broken */
	const char *paper;       /* of the table in Word and of workbooks, landscape: "a4", "a3", or NULL: A4, in Word A3 where a table needs it, and long tables become cards */
	bool list_items;         /* the contents of the Word file name every item */
	bool standard_columns;   /* workbooks, CSV: in the fields' own order, not the source's */
	const char *mapping;     /* which fields are which columns of CSV and JSON (xsd/quanze-mapping.xsd); NULL: those of the source, and all of the list */
	bool csv_guarded;        /* CSV is for a spreadsheet: formulas and codes are made texts there */
	const char *meta[QZ_META_KEYS]; /* what the office says about the list, by qz_meta_key(); NULL: nothing */
	const char *meta_file;   /* the same for many lists, a table in any format that is read; meta goes before it; or NULL */
	bool allow_errors;       /* Word or a workbook without appendix even while errors stand */
	bool accept_suggestions;
	bool include_hidden;
	bool include_struck;
	bool repairs_are_errors; /* --repair none */
	bool compare;            /* the engine compares (qz_engine_compare); then `outputs` is by qz_comparison_name() */
	bool named;              /* of a comparison: the stem is the outputs' whole name, without .diff */
	bool list_kept;          /* of a comparison: Word and text name the items that are kept */
	bool ignore_layout;      /* of a comparison: what differs in punctuation, width, blanks or numbering alone is passed over */
	bool filing;             /* judge by the filing schema too (validate) */
	bool judge;              /* apply the rules */
	bool schema_only;        /* a document of quanze's own against its schema alone: what is wrong with it are findings */
	bool digest;             /* fill in qz_result.digest */
	bool unsynced;           /* outputs are not forced to the disk one by one: the caller does it for all */
	bool with_findings;      /* the page shows findings beside their items */
	bool appendix;           /* Word, workbooks: with the list of repairs and open questions */
	size_t chunk;            /* items of a list that are drawn at a time; 0: all */
	size_t threads;          /* that may draw one long list together; 0 and 1: none but the caller's */
	bool in_background;      /* with several threads: stylesheets go on being compiled while the first input is read; until its run is over the process must not fork */
	struct qz_limits limits;
	signed char severities[QZ_RULES]; /* --rule: a severity for each rule, QZ_SEVERITY_OWN or QZ_SEVERITY_OFF */
	struct qz_pace *pace;    /* the program's own, to show how far it is; NULL */
};

void qz_options_init(struct qz_options *options);

struct qz_engine;

/*
 * Once, before any thread or worker starts and before the program uses libxml2:
 * gives libxml2 an allocator that counts failures, and a default error handler
 * that prints nothing. QZ_OK, or QZ_INPUT when memory ran out.
 */
enum qz_status qz_init(void);

/* Loads what the options need. NULL with findings in `diag` on failure. */
struct qz_engine *qz_engine_new(const struct qz_options *options, struct qz_diag *diag);
void qz_engine_free(struct qz_engine *engine);

/*
 * The engine goes on under other options: what differs is loaded anew, the rest is kept. That is for a process that
 * has forked off one with a loaded engine, does one job and ends. The same as before must be: resources, laws, law_texts,
 * rules, labels, judge, compare, and the texts that the pointers of mark and write_decisions name; outputs can only be fewer. False with findings.
 */
bool qz_engine_turn(struct qz_engine *engine, const struct qz_options *options, struct qz_diag *diag);

/* Whether the policy or the options say that nothing is found by a rule. */
bool qz_engine_is_off(const struct qz_engine *engine, enum qz_rule rule);

/* What became of one input. */
struct qz_result {
	struct qz_diag diag;  /* findings: diag.findings[0 … diag.count - 1], in the order of the journey; qz_finding_get gives their facts, qz_messages_format sentences */
	size_t items;         /* items in its list(s) */
	char *title, *body;   /* of the list; "" when it names none, NULL when there is no list */
	struct qz_buf digest; /* with options.digest: what a summary says of the list, see qz_digest() */
	struct qz_buf only;   /* the output itself, when the folder is "-"; with mark: the workbook with its findings */
	struct qz_buf decisions; /* with write_decisions: lines of the table, without its labels */
	char **written;       /* paths of the outputs, in the order of the backends */
	size_t nwritten;
};

void qz_result_init(struct qz_result *result);
void qz_result_done(struct qz_result *result);

/*
 * The whole journey of one input: a path, or "-" for standard input. `stem` is
 * the path of the outputs below the folder, without extension. Either all
 * outputs of the input are written, or none.
 */
enum qz_status qz_engine_run(struct qz_engine *engine, const char *path, const char *stem, struct qz_result *result);

/*
 * The same for an input that is in memory: `len` bytes, called `name` (with the
 * extension of its format) in the document and by the decisions. With the folder "-" no file
 * is read or written but those that the options name.
 */
enum qz_status qz_engine_run_bytes(struct qz_engine *engine, const char *name, const void *bytes, size_t len, const char *stem, struct qz_result *result);

/*
 * Several inputs as one list: their tables in one document, each with the name
 * of its file. If one cannot be read nothing is written.
 */
enum qz_status qz_engine_join(struct qz_engine *engine, const char *const *paths, size_t count, const char *stem, struct qz_result *result);

/*
 * Two revisions of a list as one document with change marks
 * (xsd/quanze-diff.xsd), and its outputs; the engine was made with
 * options.compare. QZ_FINDINGS when items or columns differ, QZ_OK when none
 * does; title and items of the result are the new revision's. A NULL path is a
 * revision without any list.
 */
enum qz_status qz_engine_compare(struct qz_engine *engine, const char *old_path, const char *new_path, const char *stem, struct qz_result *result);

/* A file in memory, called `name`, with the extension of its format. */
struct qz_named_bytes {
	const char *name;
	const void *bytes;
	size_t len;
};

/* The same for revisions that are in memory. */
enum qz_status qz_engine_compare_bytes(struct qz_engine *engine, const struct qz_named_bytes *old, const struct qz_named_bytes *new_, const char *stem,
				       struct qz_result *result);

/*
 * Which items an amendment of a law touches. Of the law the register knows the
 * versions (options.laws, options.as_of; the engine judges): `from` is the day of
 * adoption or promulgation of the version that lists may still cite, `to` that of
 * the one they should; NULL: the version before the one in force, and that one. The
 * engine and the strings are borrowed. NULL with findings where the register has
 * no such amendment.
 */
struct qz_impact;
struct qz_impact *qz_impact_new(struct qz_engine *engine, const char *law, const char *from, const char *to, struct qz_diag *diag);
void qz_impact_free(struct qz_impact *impact);

/* Steps 1 to 3 of one list; what it cites goes into result.only, for qz_impact_add(), in another process if need be. */
enum qz_status qz_impact_read(const struct qz_impact *impact, const char *path, struct qz_result *result);

/* Takes in what became of a list, by its status one that could not be read, too (why, in these words). False when memory ran out. */
bool qz_impact_add(struct qz_impact *impact, const char *file, enum qz_status status, const struct qz_result *result, const struct qz_messages *words);

/* Behind the last list: makes the document. QZ_OK, or QZ_OUTPUT with a finding. */
enum qz_status qz_impact_end(struct qz_impact *impact, struct qz_diag *diag);

/* Items that are to be looked at. */
size_t qz_impact_touched(const struct qz_impact *impact);

/* Appends the worklist as "text", "json", "xml" (urn:quanze:impact:1), "html" or "docx" (调整建议表). QZ_OK, or QZ_OUTPUT with a finding. */
enum qz_status qz_impact_draw(const struct qz_impact *impact, const char *format, struct qz_buf *out, struct qz_diag *diag);

/*
 * Lists held against a catalogue (指导目录) of a higher office: what it has and they lack, what only they have, and what differs in
 * name, type, basis or level. `level`: that of the lists, 1 the state to 6 the village; 0: what their own columns say. The engine,
 * made with options.compare, is borrowed. NULL with findings.
 */
struct qz_catalogue;
struct qz_catalogue *qz_catalogue_new(struct qz_engine *engine, unsigned level, struct qz_diag *diag);
void qz_catalogue_free(struct qz_catalogue *catalogue);

/* Steps 1 to 3 of the catalogue; it goes into result.only, for qz_catalogue_set_model(), which is false when memory ran out. */
enum qz_status qz_catalogue_read_model(const struct qz_catalogue *catalogue, const char *path, struct qz_result *result);
bool qz_catalogue_set_model(struct qz_catalogue *catalogue, const char *file, const struct qz_result *result);

/* Behind that, steps 1 to 3 of one list; what it differs in goes into result.only, for qz_catalogue_add(), in another process if need be. */
enum qz_status qz_catalogue_read(const struct qz_catalogue *catalogue, const char *path, struct qz_result *result);

/* Takes in what became of a list, by its status one that could not be read, too (why, in these words). False when memory ran out. */
bool qz_catalogue_add(struct qz_catalogue *catalogue, const char *file, enum qz_status status, const struct qz_result *result,
		      const struct qz_messages *words);

/* Behind the last list: makes the document. QZ_OK, or QZ_OUTPUT with a finding. */
enum qz_status qz_catalogue_end(struct qz_catalogue *catalogue, struct qz_diag *diag);

/* What is to be looked at: all but items that are the same, and those exercised at other levels. */
size_t qz_catalogue_findings(const struct qz_catalogue *catalogue);

/* The names of its outputs, which are extensions of files; NULL past the last one. Appends one; QZ_OK, or QZ_OUTPUT with a finding. */
const char *qz_catalogue_output_name(size_t index);
enum qz_status qz_catalogue_draw(const struct qz_catalogue *catalogue, const char *format, struct qz_buf *out, struct qz_diag *diag);

/*
 * The outputs of a summary (urn:quanze:summary:1, `bytes`) in a folder:
 * index.html, summary.tsv, summary.json and summary.docx. Of the options the
 * resources and the language count. QZ_OK, QZ_INPUT where the bytes are no
 * summary, or QZ_OUTPUT; with findings.
 */
enum qz_status qz_summary_write(const struct qz_options *options, const struct qz_buf *bytes, const char *folder, struct qz_diag *diag);

/*
 * Appends a report as "xml" (urn:quanze:report:1), as "html" (a page to send
 * back to a department) or as "docx" (the sheet 退回修改意见). Of the options
 * the resources and the language count. QZ_OK, or QZ_OUTPUT with a finding.
 */
enum qz_status qz_report_draw(const struct qz_options *options, struct qz_report_document *report, const char *format, struct qz_buf *out,
			      struct qz_diag *diag);

/*
 * Writes a file (a report) into a folder, made where it is missing, as are the
 * folders that the name begins with: whole or not at all. QZ_OK, or QZ_OUTPUT with a finding.
 */
enum qz_status qz_write_file(const char *folder, const char *name, const struct qz_buf *bytes, struct qz_diag *diag);

/* Makes a folder and those above it; QZ_OK, or QZ_OUTPUT with a finding. */
enum qz_status qz_make_folder(const char *folder, struct qz_diag *diag);

/* Texts of laws that become a register. */
struct qz_law_library;

struct qz_law_library *qz_law_library_new(void); /* NULL when memory ran out */
void qz_law_library_free(struct qz_law_library *library);

/*
 * Reads a file as the text of a law, of any format that lists are read in, Markdown or plain text, and appends it to `out` as
 * bytes for qz_law_library_add(), perhaps in another process. QZ_OK, or QZ_INPUT with a finding.
 */
enum qz_status qz_law_text_read(const struct qz_options *options, const char *path, struct qz_buf *out, struct qz_diag *diag);

/* Adds such a text; false when the bytes are none, or memory ran out. */
bool qz_law_library_add(struct qz_law_library *library, const char *bytes, size_t len);

struct qz_law_build {
	const char *reviewed; /* a table with lines that a person has reviewed, or NULL */
	const char *current;  /* yyyy-mm-dd: on that day the texts were the law as it stands; NULL: nobody says so */
	void (*say)(void *context, const char *file, const struct qz_diag *diag); /* what is to be said of a file; may be NULL */
	void *context;
};

struct qz_law_totals {
	size_t texts;    /* files that were read */
	size_t laws, versions; /* of which there is a text */
	size_t pairs;    /* of versions that were compared */
	size_t moves;    /* articles whose words changed, not reviewed */
	size_t unusable; /* files of which no version was made */
	size_t gaps;     /* texts whose articles do not run from the first to the last */
};

/*
 * Makes laws of all texts and writes, into options->folder, laws.xml (a register for options.laws), texts/ (a file for each law),
 * review.tsv and review.html; all or none. QZ_OK, QZ_INPUT or QZ_OUTPUT with findings.
 */
enum qz_status qz_law_library_write(struct qz_law_library *library, const struct qz_options *options, const struct qz_law_build *build,
				    struct qz_law_totals *totals, struct qz_diag *diag);

/*
 * What the register (with options.laws) knows, as text for people: all its laws; one law, and which text is in force on
 * options.as_of; where an article of the text of day `from` (NULL: the text before the last) is now. QZ_OK; QZ_USAGE when there is
 * no such law, version or article, said in `out`; or QZ_INPUT with a finding.
 */
enum qz_status qz_laws_list(const struct qz_options *options, const struct qz_messages *messages, struct qz_buf *out, struct qz_diag *diag);
enum qz_status qz_laws_show(const struct qz_options *options, const struct qz_messages *messages, const char *name, struct qz_buf *out, struct qz_diag *diag);
enum qz_status qz_laws_where(const struct qz_options *options, const struct qz_messages *messages, const char *name, const char *article,
			     const char *from, struct qz_buf *out, struct qz_diag *diag);

/* The labels of the table of decisions, as a line, in Chinese or English. */
void qz_decisions_labels(bool chinese, struct qz_buf *out);

/* The names of outputs ("xml", "docx", "html", "txt", "xlsx", "json", "csv"); NULL past the last one. */
const char *qz_backend_name(size_t index);

/* The names of outputs of a comparison; NULL past the last one, "" where an output of lists holds none. */
const char *qz_comparison_name(size_t index);

/* The name and the file name extensions of input formats; NULL past the last one. */
const char *qz_format_name(size_t index);
const char *const *qz_format_extensions(size_t index);

/*
 * A place of a format that can hold text, and what becomes of the text: `fate` is "read", "kept" (under
 * `omitted`, `as` is the reason), "named" (content-skipped, `as` is its what) or "dropped" (`as` is why).
 * `format` names readers, `part` a part of a package and `element` an element of it, or "". False past the last one.
 */
struct qz_carrier_row {
	const char *format, *part, *element, *fate, *as;
};
bool qz_format_carrier(size_t index, struct qz_carrier_row *row);

/* The version, as "0.1.0". */
const char *qz_version(void);

#pragma GCC visibility pop

#endif
