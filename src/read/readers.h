/*
 * The readers, one line each; read.c lists them in the order in which they are
 * asked. Everything else finds a reader by qz_reader_find.
 */
#ifndef QZ_READ_READERS_H
#define QZ_READ_READERS_H

#include "read/read.h"

extern const struct qz_reader qz_reader_document, qz_reader_xlsx, qz_reader_xls, qz_reader_html, qz_reader_mhtml, qz_reader_docx, qz_reader_doc;
extern const struct qz_reader qz_reader_xmlss, qz_reader_ods, qz_reader_odt, qz_reader_fods, qz_reader_fodt;
extern const struct qz_reader qz_reader_tsv, qz_reader_csv, qz_reader_semicolon, qz_reader_pipe, qz_reader_drawn;

#endif
