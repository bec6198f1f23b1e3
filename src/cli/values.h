/*
 * What the argument of an option may be: completions offer it, complaints name it.
 */
#ifndef QZ_CLI_VALUES_H
#define QZ_CLI_VALUES_H

#include "quanze.h"

enum value_kind { VALUES_NOTHING, VALUES_WORDS, VALUES_LIST, VALUES_PAIRS, VALUES_FILES, VALUES_FOLDERS };

/* Words to choose from, files, folders. */
struct values {
	enum value_kind kind;
	struct qz_buf words; /* separated by blanks, those of VALUES_PAIRS end in "="; with VALUES_FILES: besides them */
};

/* Fills in what an argument ("LIST", "auto|never|json") may be; the words are to be made and freed by the caller. */
void cli_values_of(const char *argument, struct values *values);

/* Appends one word, and all rules. */
void cli_values_add(struct qz_buf *words, const char *word, const char *end);
void cli_values_add_rules(struct qz_buf *words);

#endif
