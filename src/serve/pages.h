/*
 * The pages of `quanze serve`, drawn by xslt/serve/: those that show nothing of
 * a document (start, wait, error) and those that do (index, review, take,
 * compare), which a worker draws.
 */
#ifndef QZ_SERVE_PAGES_H
#define QZ_SERVE_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

/* Stands in a page drawn ahead where the token and the session's path have to be put in. No page with it shows anything of a document. */
#define QZ_PAGE_TOKEN_MARK "@@quanze-token@@"
#define QZ_PAGE_SESSION_MARK "@@quanze-session@@"

enum qz_page {
	QZ_PAGE_START,
	QZ_PAGE_WAIT,
	QZ_PAGE_ERROR,
	QZ_PAGE_INDEX,   /* a batch: its inputs with their counts; of one input the review page instead */
	QZ_PAGE_REVIEW,
	QZ_PAGE_TAKE,
	QZ_PAGE_COMPARE, /* what a comparison says, and its files */
	QZ_PAGES
};

/* A law register (key and label) that the administrator offers, or a profile. */
struct qz_view_choice {
	const char *key, *label;
};

/* One input of the session. */
struct qz_view_input {
	const char *name; /* as the clerk called it */
	bool failed;      /* no list came of it */
	size_t items, errors, warnings, styles;
};

/* A file that can be taken away. Kinds: docx docx-plain html txt xml xlsx marked reply reply-html report diff-docx diff-html diff-json diff-xml diff-txt summary summary-docx … */
struct qz_view_file {
	const char *path; /* below /s/ID/files/ */
	const char *name; /* as it is saved */
	const char *kind;
	size_t input;     /* from 0; (size_t)-1: of the whole session */
	size_t bytes;
};

/* What a page shows. Strings are borrowed; NULL: there is none. All that came from outside may be in them as it is. */
struct qz_view {
	enum qz_page page;
	const char *language; /* "zh-CN" or "en" */
	const char *token;    /* in every form */
	const char *session;  /* "/s/ID", without a slash behind it; NULL: there is none yet */
	unsigned status;      /* of an error: 400, 403, 404, 413, 429, 503 … */
	const char *why;      /* … and why: host origin token cookie gone not-found method too-large too-many bad-form bad-text queue-full stopping disk-full worker timeout length */
	size_t megabytes;     /* start, 413: how large an upload may be */
	size_t keep_minutes;  /* start: how long a session is kept while idle */
	const char *today;    /* start: yyyy-mm-dd */
	const struct qz_view_choice *registers;
	size_t nregisters;
	const struct qz_view_choice *profiles;
	size_t nprofiles;
	const struct qz_view_input *inputs; /* index, review (to go from one to the next), take */
	size_t ninputs;
	const struct qz_view_file *files;   /* take, compare */
	size_t nfiles;
	const char *query;     /* review: "i=0&level=error&order=row&p=2"; what is not understood is left aside */
	const char *who;       /* review: the clerk, as last written */
	const char *review;    /* bytes of the document of the input shown (review.h) */
	size_t review_len;
	const char *decisions; /* bytes of decisions.tsv */
	size_t decisions_len;
	bool since;            /* a first report is compared with */
	const char *marked;    /* compare: bytes of the document with both revisions (xsd/quanze-diff.xsd) */
	size_t marked_len;
};

struct qz_pages;

/* Compiles the stylesheet; `resources` as in qz_options. NULL with a finding. */
struct qz_pages *qz_pages_new(const char *resources, struct qz_diag *diag);
void qz_pages_free(struct qz_pages *pages);

/* Appends a page. False with a finding, or when memory ran out. */
bool qz_pages_draw(struct qz_pages *pages, const struct qz_view *view, struct qz_buf *out, struct qz_diag *diag);

/* The number of the input that a query of a review page asks for, from 0. */
size_t qz_pages_input(const char *query);

/* Does it ask for one? */
bool qz_pages_names_input(const char *query);

/* The style and the script; NULL for any other name. */
const char *qz_pages_asset(const char *name, size_t *len);

#endif
