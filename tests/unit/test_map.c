/*
 * The table of base/map.h, and the nodes of base/node.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"
#include "base/node.h"
#include "base/xml.h"

static void test_values(void **state)
{
	struct qz_map map;
	(void)state;
	qz_map_init(&map);
	assert_null(qz_map_get(&map, "a", 1));
	for (uintptr_t i = 1; i <= 5000; i++) {
		char key[24];
		snprintf(key, sizeof key, "%zu:7", (size_t)i);
		assert_int_equal(qz_map_put(&map, key, strlen(key), (void *)i), 0);
	}
	assert_int_equal(map.count, 5000);
	assert_ptr_equal(qz_map_get(&map, "4711:7", 6), (void *)4711);
	assert_null(qz_map_get(&map, "4711:7", 5)); /* the length counts */
	assert_null(qz_map_get(&map, "5001:7", 6));
	qz_map_done(&map, NULL);
}

static void test_replaces(void **state)
{
	struct qz_map map;
	(void)state;
	qz_map_init(&map);
	qz_map_put(&map, "", 0, (void *)1);
	qz_map_put(&map, "", 0, (void *)2);
	assert_int_equal(map.count, 1);
	assert_ptr_equal(qz_map_get(&map, "", 0), (void *)2);
	qz_map_done(&map, NULL);
	qz_map_put(&map, "a\0b", 3, strdup("free me"));
	qz_map_put(&map, "a", 1, strdup("me too"));
	assert_string_equal(qz_map_get(&map, "a\0b", 3), "free me");
	qz_map_done(&map, free);
}

/* Texts of every length around those that stand in the node, in the dictionary, or alone, read, copied and changed. */
static void test_nodes(void **state)
{
	char text[200];
	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		memset(text, 'x', len);
		xmlDoc *doc = qz_node_document();
		xmlNode *root = qz_node_element(doc, NULL, "list");
		xmlDocSetRootElement(doc, root);
		assert_non_null(qz_node_attr(root, "pos", text, len));
		xmlAddChild(root, qz_node_text(doc, text, len));
		assert_int_equal(strlen(qz_xml_attr(root, "pos")), len);
		assert_int_equal(strlen(QZ_C(root->children->content)), len);
		xmlDoc *copy = xmlCopyDoc(doc, 1);
		assert_non_null(xmlSetProp(root, QZ_X("pos"), QZ_X("another")));
		xmlNodeAddContent(root->children, QZ_X("more"));
		assert_int_equal(strlen(QZ_C(root->children->content)), len + 4);
		xmlFreeDoc(doc);
		assert_int_equal(strlen(qz_xml_attr(xmlDocGetRootElement(copy), "pos")), len);
		xmlFreeDoc(copy);
	}
}

/* More different texts than the dictionary takes. */
static void test_many_texts(void **state)
{
	(void)state;
	xmlDoc *doc = qz_node_document();
	xmlNode *root = qz_node_element(doc, NULL, "list");
	xmlDocSetRootElement(doc, root);
	for (int i = 0; i < 20000; i++) {
		char text[64];
		int len = snprintf(text, sizeof text, "a text of its own, number %d", i);
		xmlNode *node = qz_node_element(doc, NULL, "p");
		xmlAddChild(root, node);
		xmlAddChild(node, qz_node_text(doc, text, (size_t)len));
		assert_string_equal(QZ_C(node->children->content), text);
	}
	xmlFreeDoc(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_replaces),
		cmocka_unit_test(test_nodes),
		cmocka_unit_test(test_many_texts),
	};
	qz_xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
