/*
 * Reading a summary for the lists beside it, for lists.h.
 */
#include "batch/lists.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/below.h"
#include "base/file.h"
#include "base/xml.h"
#include "batch/record_parts.h"

/* The summary's own folder, and its path. */
struct place {
	struct qz_buf folder, file;
};

static bool is_summary_name(const char *name)
{
	size_t len = strlen(name);
	return strncmp(name, "summary.", 8) == 0 && len > 4 && strcmp(name + len - 4, ".xml") == 0;
}

/* A folder with a summary, or the file itself; false for any other operand. */
static bool find_place(const char *operand, struct place *place)
{
	struct stat info;
	const char *slash = strrchr(operand, '/'), *name = slash ? slash + 1 : operand;
	if (stat(operand, &info) != 0)
		return false;
	if (S_ISDIR(info.st_mode)) {
		qz_buf_puts(&place->folder, operand);
		qz_buf_printf(&place->file, "%s/summary.xml", operand);
	} else if (is_summary_name(name)) {
		qz_buf_add(&place->folder, slash ? operand : ".",
			   slash ? (size_t)(slash - operand) + (slash == operand) : 1);
		qz_buf_puts(&place->file, operand);
	}
	return place->file.len && !place->file.failed && !place->folder.failed && stat(place->file.data, &info) == 0 &&
	       S_ISREG(info.st_mode);
}

/* The output to read a list from again: its XML, else the first of those that tables are read of. */
static const char *choose_output(const xmlNode *list)
{
	static const char *const kinds[] = {"xml", "docx", "html", "txt"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		for (const xmlNode *output = qz_xml_child(list, "output"); output;
		     output = qz_xml_next(output, "output")) {
			const char *kind = qz_xml_attr(output, "kind");
			if (kind && strcmp(kind, kinds[i]) == 0)
				return qz_xml_attr(output, "file");
		}
	}
	return NULL;
}

static void say_missing(const char *file, const xmlNode *list, struct qz_diag *diag)
{
	struct qz_buf reason;
	const xmlNode *fault = qz_xml_child(list, "fault");
	qz_buf_init(&reason);
	if (fault)
		qz_xml_text(fault, &reason);
	qz_diag_add(diag, QZ_RULE_CANNOT_OPEN, NULL, "path", file ? file : "", "reason",
		    reason.len ? reason.data : "not in the output folder", NULL);
	diag->failed |= reason.failed;
	qz_buf_done(&reason);
}

static void add_lists(const xmlDoc *doc, const struct place *place, struct qz_buf *paths, struct qz_diag *diag)
{
	for (const xmlNode *list = qz_xml_child(xmlDocGetRootElement(doc), "list"); list;
	     list = qz_xml_next(list, "list")) {
		const char *file = choose_output(list);
		if (!file || !qz_below_exists(place->folder.data, file)) {
			say_missing(file ? file : qz_xml_attr(list, "file"), list, diag);
			continue;
		}
		qz_buf_printf(paths, "%s/%s", place->folder.data, file);
		qz_buf_putc(paths, '\0');
	}
}

bool qz_lists_of(const char *operand, struct qz_buf *paths, struct qz_diag *diag)
{
	struct place place;
	struct qz_limits limits;
	struct qz_diag unread; /* a file of that name that is no summary is an input like any */
	char *bytes = NULL;
	size_t len;
	qz_buf_init(&place.folder);
	qz_buf_init(&place.file);
	qz_limits_init(&limits);
	qz_diag_init(&unread);
	bool there =
	    find_place(operand, &place) && qz_file_read(place.file.data, &limits, &bytes, &len, &unread) == QZ_OK;
	xmlDoc *doc = there ? qz_xml_parse(bytes, len, "summary.xml", NULL) : NULL;
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	bool summary =
	    root && qz_xml_is(root, "summary") && root->ns && strcmp(QZ_C(root->ns->href), QZ_SUMMARY_NS) == 0;
	if (summary)
		add_lists(doc, &place, paths, diag);
	diag->failed |= paths->failed;
	xmlFreeDoc(doc);
	free(bytes);
	qz_diag_done(&unread);
	qz_buf_done(&place.file);
	qz_buf_done(&place.folder);
	return summary;
}
