/*
 * What the parser and the aligner of src/laws make of texts that are at hand.
 *
 *   lawtexts parse FILE...        a line for each: name, day, articles, fault
 *   lawtexts pair OLD NEW         where each article went: from, to, likeness, doubt
 *   lawtexts synthetic N FILE...  makes N splits and mergers in texts, by a fixed seed, and counts those found
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "laws/align.h"
#include "laws/parse.h"

static bool load(const char *path, struct qz_text *text)
{
	struct qz_limits limits;
	struct qz_diag diag;
	char *bytes = NULL;
	size_t len;
	qz_limits_init(&limits);
	qz_diag_init(&diag);
	qz_text_init(text);
	bool ready = qz_file_read(path, &limits, &bytes, &len, &diag) == QZ_OK &&
		     qz_text_take_bytes(text, path, bytes, len, NULL, &limits, &diag) == QZ_OK;
	for (size_t i = 0; !ready && i < diag.count; i++)
		fprintf(stderr, "%s: %s\n", path, qz_rule_id(diag.findings[i].rule));
	qz_diag_done(&diag);
	return ready;
}

static int parse(int count, char **paths)
{
	static const char *const faults[] = {"whole", "empty", "begins", "gap", "backward", "unnamed"};
	for (int i = 0; i < count; i++) {
		struct qz_text text;
		if (load(paths[i], &text)) {
			const struct qz_text_act *act = text.nacts ? &text.acts[text.nacts - 1] : NULL;
			printf("%s\t%s\t%s\t%zu\t%u\t%u\t%u\t%s\t%s\t%u\t%s %u %u\t%zu", paths[i], text.name, text.rank,
			       text.nacts, act ? act->adopted : 0, act ? act->promulgated : 0, act ? act->force : 0,
			       act ? act->order : "",
			       text.counted ? "counted"
			       : text.open  ? "open"
					    : "",
			       qz_text_last(&text), faults[text.fault], text.after, text.at, text.faults);
			for (size_t r = 0; r < text.nrepeals; r++)
				printf("\t《%s》", text.repeals[r]);
			putchar('\n');
		}
		qz_text_done(&text);
	}
	return 0;
}

static void print_moves(const struct qz_law_alignment *alignment)
{
	for (size_t i = 0; i < alignment->nmoves; i++) {
		const struct qz_align_move *move = &alignment->moves[i];
		struct qz_buf line;
		qz_buf_init(&line);
		qz_text_put_number(move->from, &line);
		qz_buf_putc(&line, '\t');
		for (unsigned t = 0; t < move->ntargets; t++) {
			qz_buf_puts(&line, t ? "," : "");
			qz_text_put_number(move->to[t], &line);
		}
		printf("%s\t%.3f\t%.3f\t%s%s%s%s\n", line.data, move->likeness, move->doubt,
		       move->merged ? "merged " : "", move->moved ? "moved " : "", move->beside ? "beside " : "",
		       move->penalty ? "penalty" : "");
		qz_buf_done(&line);
	}
}

static int pair(const char *one, const char *two)
{
	struct qz_text old, new;
	struct qz_law_alignment alignment;
	bool ready = load(one, &old);
	ready = load(two, &new) && ready;
	if (ready && qz_laws_align(&old, &new, &alignment) == 0) {
		print_moves(&alignment);
		qz_law_alignment_done(&alignment);
	}
	qz_text_done(&old);
	qz_text_done(&new);
	return ready ? 0 : 1;
}

/* ---- synthetic splits and mergers ---- */

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16 & 0x7FFF;
}

static bool copy_article(struct qz_text *to, const struct qz_text_article *article, size_t from, size_t end, bool fresh)
{
	if (fresh && !qz_text_add_article(to, (uint32_t)(to->narticles + 1) * QZ_LAW_ARTICLE))
		return false;
	for (size_t p = from; p < end; p++)
		qz_text_add_para(to, article->paras[p].text, strlen(article->paras[p].text), article->paras[p].point);
	return !to->failed;
}

/* Where paragraphs of an article divide it into two parts of some length; 0: nowhere. */
static size_t divide(const struct qz_text_article *article)
{
	for (size_t p = 1; p < article->nparas; p++) {
		size_t before = 0, behind = 0;
		for (size_t i = 0; i < article->nparas; i++)
			*(i < p ? &before : &behind) += strlen(article->paras[i].text);
		if (before >= 90 && behind >= 90 && !article->paras[p].point)
			return p;
	}
	return 0;
}

/* One law with one article split, or two merged; whether the aligner says so. -1: the text has no place for it. */
static int try_one(const struct qz_text *text, unsigned *state, bool split)
{
	size_t at = 0, part = 0, tries = 0;
	for (; tries < 50 && !part; tries++) {
		at = next_random(state) % text->narticles;
		part = split ? divide(&text->articles[at])
			     : at + 1 < text->narticles && strlen(text->articles[at].paras[0].text) > 90 &&
				   strlen(text->articles[at + 1].paras[0].text) > 90;
	}
	if (!part)
		return -1;
	struct qz_text changed;
	struct qz_law_alignment alignment;
	qz_text_init(&changed);
	for (size_t i = 0; i < text->narticles; i++) {
		const struct qz_text_article *article = &text->articles[i];
		copy_article(&changed, article, 0, split && i == at ? part : article->nparas, split || i != at + 1);
		if (split && i == at)
			copy_article(&changed, article, part, article->nparas, true);
	}
	int found = 0;
	if (qz_laws_align(text, &changed, &alignment) == 0) {
		const struct qz_align_move *move = &alignment.moves[at];
		found = split ? move->ntargets == 2 && move->targets[0] == at && move->targets[1] == at + 1
			      : move->ntargets == 1 && move->targets[0] == at && move[1].ntargets == 1 &&
				    move[1].targets[0] == at;
		for (size_t i = 0; i < alignment.nmoves; i++) /* and nothing else is said to have been */
			if (i != at && (split || i != at + 1) && alignment.moves[i].ntargets > 1)
				found = 0;
		if (!found)
			printf("not found: %s %s article %zu -> %u %u\n", split ? "split" : "merger", text->name,
			       at + 1, move->ntargets ? move->to[0] : 0, move->ntargets > 1 ? move->to[1] : 0);
		qz_law_alignment_done(&alignment);
	}
	qz_text_done(&changed);
	return found;
}

static int synthetic(int wanted, int count, char **paths)
{
	unsigned state = 20261129;
	int made = 0, found = 0;
	for (int tries = 0; made < wanted && tries < wanted * 20 && count > 0; tries++) {
		struct qz_text text;
		if (load(paths[next_random(&state) % (unsigned)count], &text) && text.fault == QZ_TEXT_WHOLE &&
		    text.narticles >= 15) {
			int one = try_one(&text, &state, made % 2 == 0);
			made += one >= 0;
			found += one > 0;
		}
		qz_text_done(&text);
	}
	printf("%d of %d splits and mergers found, %.1f %%\n", found, made, made ? 100.0 * found / made : 0);
	return found * 100 >= made * 95 && made ? 0 : 1;
}

int main(int argc, char **argv)
{
	qz_xml_init();
	if (argc > 2 && strcmp(argv[1], "parse") == 0)
		return parse(argc - 2, argv + 2);
	if (argc == 4 && strcmp(argv[1], "pair") == 0)
		return pair(argv[2], argv[3]);
	if (argc > 3 && strcmp(argv[1], "synthetic") == 0)
		return synthetic(atoi(argv[2]), argc - 3, argv + 3);
	fputs("lawtexts parse FILE... | pair OLD NEW | synthetic N FILE...\n", stderr);
	return 2;
}
