/*
 * A Word file as PDF, by LibreOffice where it is installed.
 */
#ifndef QZ_CLI_PDF_H
#define QZ_CLI_PDF_H

#include "cli/opt.h"

/*
 * Makes NAME.pdf beside NAME.docx, whole or not at all, and says its name. LibreOffice is a process
 * of its own: with a profile folder that is made for it and goes with it, a copy of
 * the Word file under a name of ours, no network where the system lets us take it
 * away, and the time of --limit job-seconds. QZ_OUTPUT, with the reason on
 * stderr, where it is not installed, is late, or fails.
 */
enum qz_status cli_pdf_make(const struct cli *cli, const char *docx);

#endif
