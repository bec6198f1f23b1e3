/*
 * The container of the Word output: a Flat OPC tree becomes a .docx archive.
 */
#ifndef QZ_EMIT_DOCX_H
#define QZ_EMIT_DOCX_H

#include <libxml/tree.h>

struct qz_buf;
struct qz_diag;
struct qz_frame;
struct qz_sink;
struct qz_streams;

/*
 * The parts of a pkg:package tree, [Content_Types].xml first, in the order of
 * the tree. 0, or -1 when it is none or memory ran out.
 */
int qz_docx_frame(xmlDoc *flat, struct qz_frame *frame);

/* Packs parts, with the items in their places. 0, or -1 when memory ran out or the sink wants no more. */
int qz_docx_put(const struct qz_frame *frame, const struct qz_streams *streams, const struct qz_sink *sink);

/* Both, for a tree without marks. 0, or -1 with a finding (or when memory ran out). */
int qz_docx_pack(xmlDoc *flat, struct qz_buf *out, struct qz_diag *diag);

#endif
