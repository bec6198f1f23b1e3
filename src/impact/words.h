/*
 * Two texts of a law, word by word. Knows nothing of laws, lists and documents.
 */
#ifndef QZ_IMPACT_WORDS_H
#define QZ_IMPACT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Words of both (same), of the old text alone, of the new one alone. */
enum qz_run_kind { QZ_RUN_SAME, QZ_RUN_DELETED, QZ_RUN_INSERTED };

struct qz_run {
	enum qz_run_kind kind;
	size_t at, len; /* in the new text; of what was deleted in the old one */
};

/* Something that changed: bytes of both texts, with words around where one side would say little. */
struct qz_word_change {
	size_t old_at, old_len, new_at, new_len;
	bool penalty; /* an amount or a kind of penalty */
};

struct qz_words {
	struct qz_run *runs;
	struct qz_word_change *changes;
	size_t nruns, runs_cap, nchanges, changes_cap;
	bool changed; /* more than blanks and the numbers of other articles */
	bool penalty; /* amounts or kinds of penalties differ */
};

/* Compares; free with qz_words_done() in any case. 0, or -1 when memory ran out. */
int qz_words_compare(const char *old, size_t old_len, const char *new, size_t new_len, struct qz_words *words);
void qz_words_done(struct qz_words *words);

#endif
