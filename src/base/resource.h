/*
 * Schemas, stylesheets and data: embedded in the program, or read from the
 * folder that --resources names. Trees come with their xsl:include and
 * xs:include elements replaced by what they name, so that no library ever
 * opens a file by itself.
 */
#ifndef QZ_BASE_RESOURCE_H
#define QZ_BASE_RESOURCE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct qz_diag;

struct qz_resource {
	const char *name; /* path in the source tree: "xslt/docx/main.xsl" */
	const unsigned char *data;
	size_t len;
};

/*
 * The embedded files, and those of them that include others a second time, with
 * these in place, without comments and blanks between elements. Ended by a NULL
 * name; generated at build time.
 */
extern const struct qz_resource qz_resources[], qz_spliced[];

/*
 * Parses the resource `name`, from `folder` where that has it (folder may be
 * NULL), and splices what it includes. NULL and a finding on failure.
 */
xmlDoc *qz_resource_tree(const char *folder, const char *name, struct qz_diag *diag);

/* Does the folder have a file of that name? */
bool qz_resource_is_edited(const char *folder, const char *name);

#endif
