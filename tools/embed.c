/*
 * Build tool: writes C arrays that hold the files named on the command line, and
 * the table qz_resources that finds them by name; then, as qz_spliced, the
 * stylesheets and schemas that include others once more, with these in place and
 * without what only people read; and, as qz_built_in_messages, the program's
 * messages as tables. Output on stdout; the paths are those of the
 * source tree, in which it runs.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/resource.h"
#include "base/xml.h"
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

int main(int argc, char **argv)
{
	bool includes[1024] = {false};
	qz_xml_init();
	printf("#include \"base/resource.h\"\n#include \"report/messages_table.h\"\n");
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
