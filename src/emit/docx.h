/*
 * The container of the Word output: a Flat OPC tree becomes a .docx archive.
 */
#ifndef QZ_EMIT_DOCX_H
#define QZ_EMIT_DOCX_H

#include <libxml/tree.h>

struct qz_buf;
struct qz_diag;

/*
 * Packs the parts of a pkg:package tree, [Content_Types].xml first, in the
 * order of the tree. 0, or -1 with a finding (or when memory ran out).
 */
int qz_docx_pack(xmlDoc *flat, struct qz_buf *out, struct qz_diag *diag);

#endif
