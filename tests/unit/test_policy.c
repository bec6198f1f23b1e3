/*
 * The check character of GB 32100, and policies that cannot be used.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/xml.h"
#include "check/policy.h"
#include "check/rules_internal.h"

/* Recomputed by hand from the weights of GB 32100—2015, table 3: 1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28. */
static void test_check_character(void **state)
{
	static const char set[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const unsigned weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
	static const char *const codes[] = {"11330782002609848", "91350100M000100Y4", "00000000000000000", "YYYYYYYYYYYYYYYYY"};
	(void)state;
	for (size_t c = 0; c < sizeof codes / sizeof *codes; c++) {
		unsigned sum = 0;
		for (size_t i = 0; i < 17; i++)
			sum += (unsigned)(strchr(set, codes[c][i]) - set) * weights[i];
		assert_int_equal(qz_credit_code_check(codes[c]), set[(31 - sum % 31) % 31]);
	}
	assert_int_equal(qz_credit_code_check("91350100M000100Y43"), '3'); /* the standard's own example */
	assert_int_equal(qz_credit_code_check("1133078200260984I"), 0);
	assert_int_equal(qz_credit_code_check("short"), 0);
}

/* Why a policy of that content cannot be used; NULL when it can. */
static const char *add(const char *content)
{
	char text[512];
	const char *what;
	snprintf(text, sizeof text, "<rules xmlns='urn:quanze:rules:1' version='1.0'>%s</rules>", content);
	xmlDoc *doc = qz_xml_parse(text, strlen(text), "test", NULL);
	struct qz_policy *policy = qz_policy_new();
	assert_non_null(doc);
	const char *wrong = qz_policy_add(policy, doc, &what);
	xmlFreeDoc(doc);
	qz_policy_free(policy);
	return wrong;
}

static void test_refused(void **state)
{
	(void)state;
	assert_null(add("<rule id='serial-gap' level='off'/><rule id='law-unknown' level='error'/>"));
	assert_string_equal(add("<rule id='serial-gaps' level='off'/>"), "there is no such rule");
	assert_string_equal(add("<rule id='cannot-open' level='off'/>"), "this rule cannot be off");
	assert_string_equal(add("<rule id='row-realigned' level='off'/>"), "this rule cannot be off");
	assert_string_equal(add("<codes use='a'/>"), "there is no such profile");
	assert_string_equal(add("<profile name='a' label='a' pattern='['/>"), "this is no pattern");
	assert_null(add("<codes use='a'/><profile name='a' label='a' pattern='[0-9]'/><profile name='a' label='b' pattern='[a-z]'/>"));
}

static void test_levels(void **state)
{
	signed char levels[QZ_RULES];
	struct qz_diag diag;
	(void)state;
	qz_diag_init(&diag);
	qz_diag_add(&diag, QZ_RULE_SERIAL_GAP, NULL, NULL);
	qz_diag_add(&diag, QZ_RULE_LAW_UNKNOWN, NULL, NULL);
	qz_diag_add(&diag, QZ_RULE_ITEM_REPEATED, NULL, NULL);
	memset(levels, QZ_SEVERITY_OWN, sizeof levels);
	levels[QZ_RULE_SERIAL_GAP] = QZ_SEVERITY_OFF;
	levels[QZ_RULE_LAW_UNKNOWN] = QZ_ERROR;
	qz_diag_set_severities(&diag, levels);
	assert_int_equal(diag.count, 2);
	assert_int_equal(diag.findings[0].rule, QZ_RULE_LAW_UNKNOWN);
	assert_int_equal(diag.totals[QZ_ERROR], 1);
	assert_int_equal(diag.totals[QZ_WARNING], 1);
	assert_int_equal(diag.totals[QZ_INFO], 0);
	qz_diag_filter(&diag, (const bool[]){false, true});
	assert_int_equal(diag.count, 1);
	assert_int_equal(diag.totals[QZ_ERROR], 0);
	qz_diag_done(&diag);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check_character),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_levels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
