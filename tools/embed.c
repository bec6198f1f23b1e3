/*
 * Build tool: writes C arrays that hold the files named on the command line, and
 * the table qz_resources that finds them by name; then, as qz_spliced, the
 * stylesheets and schemas that include others once more, with these in place and
 * without what only people read; and, as qz_built_in_messages, the program's
 * messages as tables; and, as qz_built_in_laws, the files of the law register as one
 * table. Output on stdout; the paths are those of the source tree, in which it runs.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/resource.h"
#include "base/xml.h"
#include "check/laws_table.h"
#include "report/messages_table.h"

/* Nothing is embedded yet: everything comes from the files. */
const struct qz_resource qz_resources[] = {{0}}, qz_spliced[] = {{0}};
const struct qz_built_in_messages qz_built_in_messages[] = {{0}};

static const char *const languages[] = {"zh-CN", "en"};

#define LANGUAGES (sizeof languages / sizeof *languages)

#define INCLUDE ":include "

static void put_bytes(const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	for (size_t i = 0; i < len; i++)
		printf(i % 24 ? "%d," : "\n%d,", at[i]);
}

/* Writes an array; true in *includes where the file has an include. */
static int embed(const char *path, int index, bool *includes)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return 1;
	}
	size_t matched = 0;
	int byte;
	*includes = false;
	printf("static const unsigned char data_%d[] = {", index);
	for (long at = 0; (byte = getc(file)) != EOF; at++) {
		printf(at % 24 ? "%d," : "\n%d,", byte);
		matched = byte == INCLUDE[matched] ? matched + 1 : byte == INCLUDE[0];
		if (matched == strlen(INCLUDE)) {
			*includes = true;
			matched = 0;
		}
	}
	printf("0};\n");
	return fclose(file) != 0;
}

/* Comments, and blanks that no text is made of. */
static bool is_for_people(const xmlNode *node)
{
	if (node->type != XML_TEXT_NODE)
		return node->type == XML_COMMENT_NODE;
	return xmlIsBlankNode(node) && !qz_xml_is(node->parent, "text") && xmlNodeGetSpacePreserve(node) != 1;
}

static void strip(xmlNode *parent)
{
	xmlNode *next;
	for (xmlNode *node = parent->children; node; node = next) {
		next = node->next;
		if (is_for_people(node)) {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		} else if (node->type == XML_ELEMENT_NODE) {
			strip(node);
		}
	}
}

static int embed_spliced(const char *name, int index)
{
	struct qz_diag diag;
	xmlChar *bytes = NULL;
	int len = 0;
	qz_diag_init(&diag);
	xmlDoc *doc = qz_resource_tree(".", name, &diag);
	if (doc) {
		strip((xmlNode *)doc);
		xmlDocDumpMemoryEnc(doc, &bytes, &len, "UTF-8");
	}
	printf("static const unsigned char spliced_%d[] = {", index);
	put_bytes(bytes, (size_t)len);
	printf("0};\n");
	if (!bytes)
		fprintf(stderr, "%s: what it includes cannot be put in place\n", name);
	int failed = !bytes;
	xmlFree(bytes);
	xmlFreeDoc(doc);
	qz_diag_done(&diag);
	return failed;
}

static int embed_messages(const char *language, size_t index)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct qz_messages *messages = qz_messages_load(".", language, &diag);
	qz_diag_done(&diag);
	if (!messages) {
		fprintf(stderr, "the messages in %s cannot be read\n", language);
		return 1;
	}
	printf("static const char bytes_%zu[] = {", index);
	put_bytes(messages->bytes, messages->len);
	printf("0};\nstatic const struct qz_keyed_text texts_%zu[] = {\n", index);
	for (size_t i = 0; i < messages->count; i++)
		printf("\t{%u, %u},\n", (unsigned)messages->texts[i].key, (unsigned)messages->texts[i].text);
	printf("\t{0, 0}\n};\nstatic const struct qz_messages messages_%zu = {.bytes = bytes_%zu, .texts = texts_%zu, .count = %zu, .len = %zu, .built_in = true, .rules = {\n",
	       index, index, index, messages->count, messages->len);
	for (size_t rule = 0; rule < QZ_RULES; rule++) {
		for (size_t i = 0; i < QZ_RULE_TEXTS; i++)
			printf(i ? ", %u" : "\t{%u", (unsigned)messages->rules[rule][i]);
		printf("},\n");
	}
	printf("}};\n");
	qz_messages_free(messages);
	return 0;
}

#define IS_LAW(path) (strncmp(path, "data/laws/", 10) == 0)

static void put_laws(const struct qz_law_table *t)
{
	printf("static const struct qz_law law_list[] = {\n");
	for (const struct qz_law *at = t->laws; at < t->laws + t->nlaws; at++)
		printf("\t{%u,%u,%u,%u,%u,%u,%u,%u,%d,%u,%u,%u},\n", at->name, at->as_of, at->versions, at->nversions, at->repealed_by, at->repealed,
		       at->successors, at->nsuccessors, at->statute, at->sure, at->likely, at->recent);
	printf("\t{0}\n};\nstatic const struct qz_law_version law_versions[] = {\n");
	for (const struct qz_law_version *at = t->versions; at < t->versions + t->nversions; at++)
		printf("\t{%u,%u,%u,%u,%u,%u,%u},\n", at->adopted, at->promulgated, at->force, at->order, at->articles, at->renumberings,
		       at->nrenumberings);
	printf("\t{0}\n};\nstatic const struct qz_law_successor law_successors[] = {\n");
	for (const struct qz_law_successor *at = t->successors; at < t->successors + t->nsuccessors; at++)
		printf("\t{%u,%u},\n", at->name, at->renumbering);
	printf("\t{0}\n};\nstatic const struct qz_law_key law_keys[] = {\n");
	for (const struct qz_law_key *at = t->keys; at < t->keys + t->nkeys; at++)
		printf("\t{%u,%u},\n", at->name, at->law);
	printf("\t{0}\n};\n");
}

static void put_law_moves(const struct qz_law_table *t)
{
	printf("static const struct qz_law_renumbering law_renumberings[] = {\n");
	for (const struct qz_law_renumbering *at = t->renumberings; at < t->renumberings + t->nrenumberings; at++)
		printf("\t{%u,%u,%u,%d},\n", at->since, at->moves, at->nmoves, at->derived);
	printf("\t{0}\n};\nstatic const struct qz_law_move law_moves[] = {\n");
	for (const struct qz_law_move *at = t->moves; at < t->moves + t->nmoves; at++)
		printf("\t{%u,%u,%u,%u,%u,%d,%d,%d,%d,%d},\n", at->from, at->to, at->count, at->likeness, at->targets, at->unknown, at->doubtful, at->changed,
		       at->penalty_moved, at->reviewed);
	printf("\t{0}\n};\nstatic const uint32_t law_targets[] = {");
	for (size_t i = 0; i < t->ntargets; i++)
		printf("%u,", t->targets[i]);
	printf("0};\n");
}

/* All files of the law register that are named on the command line, as one table. */
static int embed_laws(int argc, char **argv)
{
	struct qz_diag diag;
	struct qz_law_reader *reader = qz_law_reader_new();
	int failed = !reader;
	qz_diag_init(&diag);
	for (int i = 1; i < argc && !failed; i++) {
		xmlDoc *doc = IS_LAW(argv[i]) ? qz_resource_tree(".", argv[i], &diag) : NULL;
		failed = IS_LAW(argv[i]) && (!doc || qz_law_reader_add(reader, doc) != 0);
		if (failed)
			fprintf(stderr, "%s cannot be read\n", argv[i]);
		xmlFreeDoc(doc);
	}
	qz_diag_done(&diag);
	if (!failed) {
		struct qz_law_table table = qz_law_reader_table(reader);
		put_laws(&table);
		put_law_moves(&table);
		printf("static const char law_text[] = {");
		put_bytes(table.text, table.ntext);
		printf("0};\nconst struct qz_law_table qz_built_in_laws = {law_text, law_keys, law_list, law_versions, law_renumberings, law_moves, "
		       "law_targets, law_successors, %zu, %zu, %zu, %zu, %zu, %zu, %zu, %zu};\n",
		       table.ntext, table.nkeys, table.nlaws, table.nversions, table.nrenumberings, table.nmoves, table.ntargets,
		       table.nsuccessors);
	}
	qz_law_reader_free(reader);
	return failed;
}

int main(int argc, char **argv)
{
	bool includes[1024] = {false};
	qz_xml_init();
	printf("#include \"base/resource.h\"\n#include \"check/laws_table.h\"\n#include \"report/messages_table.h\"\n");
	if (embed_laws(argc, argv) != 0)
		return 1;
	while (argc > 1 && IS_LAW(argv[argc - 1])) /* they stand last, and are there as tables alone */
		argc--;
	for (int i = 1; i < argc; i++)
		if (i == (int)(sizeof includes / sizeof *includes) || embed(argv[i], i, &includes[i]) || (includes[i] && embed_spliced(argv[i], i)))
			return 1;
	for (size_t i = 0; i < LANGUAGES; i++)
		if (embed_messages(languages[i], i) != 0)
			return 1;
	printf("const struct qz_resource qz_resources[] = {\n");
	for (int i = 1; i < argc; i++)
		printf("\t{\"%s\", data_%d, sizeof data_%d - 1},\n", argv[i], i, i);
	printf("\t{0, 0, 0}\n};\nconst struct qz_resource qz_spliced[] = {\n");
	for (int i = 1; i < argc; i++)
		if (includes[i])
			printf("\t{\"%s\", spliced_%d, sizeof spliced_%d - 1},\n", argv[i], i, i);
	printf("\t{0, 0, 0}\n};\nconst struct qz_built_in_messages qz_built_in_messages[] = {\n");
	for (size_t i = 0; i < LANGUAGES; i++)
		printf("\t{\"%s\", &messages_%zu},\n", qz_messages_resource(languages[i]), i);
	printf("\t{0, 0}\n};\n");
	return fflush(stdout) != 0;
}
