/*
 * The places of each format that can hold text, and what becomes of it: shown
 * by `quanze formats -v`, and what the census (census.h) goes by.
 */
#include <stddef.h>

#include "read/census.h"

#define READ(format, part, element) {format, part, element, QZ_FATE_READ, ""}
#define KEPT(format, part, element, reason) {format, part, element, QZ_FATE_KEPT, reason}
#define NAMED(format, part, element, what) {format, part, element, QZ_FATE_NAMED, what}
#define DROPPED(format, part, element, why) {format, part, element, QZ_FATE_DROPPED, why}

#define PACKAGE "docx xlsx ods odt"

const struct qz_carrier qz_carriers[] = {
    /* packages */
    DROPPED(PACKAGE, "[Content_Types]", "", "package"),
    DROPPED(PACKAGE, "_rels/", "", "package"),
    DROPPED(PACKAGE, "docProps/", "", "properties"),
    DROPPED(PACKAGE, "customXml/", "", "properties"),
    DROPPED("docx xlsx", "", "Fallback", "copy"),
    /* docx */
    READ("docx", "word/document", "t"),
    READ("docx", "word/document", "oMath"),
    DROPPED("docx", "word/", "instrText", "code"),
    DROPPED("docx", "word/", "delInstrText", "code"),
    KEPT("docx", "word/", "docPr@descr", "alternative"),
    KEPT("docx", "word/", "docPr@title", "alternative"),
    KEPT("docx", "word/", "shape@alt", "alternative"),
    KEPT("docx", "word/", "textpath@string", "text-box"),
    KEPT("docx", "word/", "tblCaption@val", "alternative"),
    KEPT("docx", "word/", "tblDescription@val", "alternative"),
    KEPT("docx", "word/", "statusText@val", "control"),
    KEPT("docx", "word/", "helpText@val", "control"),
    DROPPED("docx", "word/theme", "", "look"),
    DROPPED("docx", "word/fontTable", "", "look"),
    DROPPED("docx", "word/styles", "", "look"),
    DROPPED("docx", "word/settings", "", "look"),
    DROPPED("docx", "word/webSettings", "", "look"),
    DROPPED("docx", "word/people", "", "author"),
    DROPPED("docx", "word/", "positionH", "look"),
    DROPPED("docx", "word/", "positionV", "look"),
    DROPPED("docx", "word/", "sizeRelH", "look"),
    DROPPED("docx", "word/", "sizeRelV", "look"),
    DROPPED("docx", "word/", "rt", "pronunciation"),
    /* xlsx */
    READ("xlsx", "xl/worksheets/", "v"),
    READ("xlsx", "xl/worksheets/", "is"),
    READ("xlsx", "xl/sharedStrings", "si"),
    DROPPED("xlsx", "xl/", "rPh", "pronunciation"),
    KEPT("xlsx", "xl/drawings/", "cNvPr@descr", "alternative"),
    KEPT("xlsx", "xl/drawings/", "cNvPr@title", "alternative"),
    KEPT("xlsx", "xl/worksheets/", "dataValidation@promptTitle", "control"),
    KEPT("xlsx", "xl/worksheets/", "dataValidation@prompt", "control"),
    KEPT("xlsx", "xl/worksheets/", "dataValidation@errorTitle", "control"),
    KEPT("xlsx", "xl/worksheets/", "dataValidation@error", "control"),
    DROPPED("xlsx", "xl/theme", "", "look"),
    DROPPED("xlsx", "xl/styles", "", "look"),
    DROPPED("xlsx", "xl/calcChain", "", "code"),
    DROPPED("xlsx", "xl/externalLinks/", "", "code"),
    DROPPED("xlsx", "xl/pivotCache/", "", "copy"),
    DROPPED("xlsx", "xl/persons/", "", "author"),
    DROPPED("xlsx", "xl/tables/", "", "copy"),
    DROPPED("xlsx", "xl/metadata", "", "code"),
    DROPPED("xlsx", "xl/workbook", "definedName", "code"),
    DROPPED("xlsx", "xl/worksheets/", "f", "code"),
    DROPPED("xlsx", "xl/worksheets/", "formula", "code"),
    DROPPED("xlsx", "xl/worksheets/", "formula1", "code"),
    DROPPED("xlsx", "xl/worksheets/", "formula2", "code"),
    DROPPED("xlsx", "xl/worksheets/", "sqref", "look"),
    DROPPED("xlsx", "xl/comments", "author", "author"),
    DROPPED("xlsx", "xl/drawings/", "from", "look"),
    DROPPED("xlsx", "xl/drawings/", "to", "look"),
    /* html */
    READ("html mhtml", "", "td"),
    DROPPED("html mhtml", "", "script", "code"),
    DROPPED("html mhtml", "", "style", "look"),
    DROPPED("html mhtml", "", "template", "code"),
    DROPPED("html mhtml", "", "title", "copy"),
    DROPPED("html mhtml", "", "select", "choices"),
    {NULL, NULL, NULL, QZ_FATE_READ, NULL},
};
