/*
 * What the law register knows of the citations of lists: for each document of
 * quanze's own on the command line, one line a citation with an article, in the
 * fields that an item rests on. tests/bench/currency.sh counts them.
 *
 *   currency AS-OF DOCUMENT.xml…
 *
 * state, judged (decided and counted), law, note, article, version, new article, likeness; - for none.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "check/cited.h"

static const char *const states[] = {
	[QZ_LAW_UNKNOWN] = "unknown",     [QZ_LAW_UNDECIDED] = "undecided",   [QZ_LAW_CURRENT] = "current",
	[QZ_LAW_AMENDED] = "amended",     [QZ_LAW_SUPERSEDED] = "superseded", [QZ_LAW_PROPOSED] = "proposed",
	[QZ_LAW_REVISED] = "revised",     [QZ_LAW_BEYOND] = "beyond",         [QZ_LAW_REPEALED] = "repealed",
};

static const char *or_dash(const char *text)
{
	return text && *text ? text : "-";
}

static bool print_cite(const struct qz_laws *laws, struct qz_cited *cited, const xmlNode *cite, const char *as_of)
{
	const char *law = qz_xml_attr(cite, "law"), *article = qz_xml_attr(cite, "article");
	struct qz_law_verdict verdict;
	struct qz_law_note note;
	if (!law || !qz_cited_is_basis(cite))
		return true;
	if (!qz_cited_note(cited, cite, &note) || qz_laws_judge(laws, law, article, &note, as_of, &verdict) != 0)
		return false;
	if (article)
		printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%u.%02u\n", verdict.kept && verdict.state == QZ_LAW_SUPERSEDED ? "kept" : states[verdict.state], verdict.decided && verdict.counted ? "judged" : "-",
		       verdict.law ? verdict.law : law, or_dash(note.date ? note.date : note.order ? note.order : note.effective), article,
		       or_dash(verdict.version), or_dash(verdict.new_article), verdict.likeness / QZ_LAW_ALIKE,
		       verdict.likeness % QZ_LAW_ALIKE / 10u);
	qz_law_verdict_done(&verdict);
	return true;
}

static const xmlNode *next_node(const xmlNode *node)
{
	if (node->children)
		return node->children;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static bool print_document(const struct qz_laws *laws, const char *path, const char *as_of)
{
	struct qz_limits limits;
	struct qz_diag diag;
	struct qz_cited cited;
	char *bytes = NULL;
	size_t len = 0;
	qz_limits_init(&limits);
	qz_diag_init(&diag);
	qz_cited_init(&cited);
	bool fine = qz_file_read(path, &limits, &bytes, &len, &diag) == QZ_OK;
	xmlDoc *doc = fine ? qz_xml_parse(bytes, len, path, NULL) : NULL;
	fine = doc != NULL;
	for (const xmlNode *node = doc ? xmlDocGetRootElement(doc) : NULL; fine && node; node = next_node(node))
		if (node->type == XML_ELEMENT_NODE && qz_xml_is(node, "cite"))
			fine = print_cite(laws, &cited, node, as_of);
	xmlFreeDoc(doc);
	free(bytes);
	qz_cited_done(&cited);
	qz_diag_done(&diag);
	return fine;
}

int main(int argc, char **argv)
{
	struct qz_laws *laws = qz_laws_new();
	int status = argc < 3 || !laws || qz_laws_add_built_in(laws) != 0;
	for (int i = 2; i < argc && !status; i++)
		status = !print_document(laws, argv[i], argv[1]);
	qz_laws_free(laws);
	return status;
}
