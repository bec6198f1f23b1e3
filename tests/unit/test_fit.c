/* Column widths: lower tables, least widths kept, nothing lost of the sum. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emit/fit.h"

#define WIDTH(characters) (QZ_FIT_MARGINS + (characters) * QZ_FIT_CHARACTER)

/* One long cell in the first row of each column but the first: the narrow ones are given width. */
static void moves_width_to_high_columns(void **state)
{
	(void)state;
	const struct qz_fit_cell cells[] = {{1, 1}, {40, 1}, {200, 1}, {1, 1}, {300, 5}, {20, 1}};
	const unsigned least[] = {WIDTH(2), WIDTH(4), WIDTH(4)};
	const struct qz_fit fit = {.cells = cells, .rows = 2, .columns = 3, .page = 28, .least = least};
	unsigned widths[] = {WIDTH(30), WIDTH(20), WIDTH(4)}, sum = widths[0] + widths[1] + widths[2];
	unsigned long before = qz_fit_lines(&fit, widths);
	qz_fit_improve(&fit, widths);
	assert_true(before == 56 + 20);
	assert_true(qz_fit_lines(&fit, widths) <= 22);
	assert_int_equal(sum, widths[0] + widths[1] + widths[2]);
	for (int c = 0; c < 3; c++)
		assert_true(widths[c] >= least[c]);
}

/* What cannot get lower stays as it is. */
static void leaves_what_is_low(void **state)
{
	(void)state;
	const struct qz_fit_cell cells[] = {{1, 1}, {0, 0}};
	const unsigned least[] = {WIDTH(2), WIDTH(2)};
	const struct qz_fit fit = {.cells = cells, .rows = 1, .columns = 2, .page = 28, .least = least};
	unsigned widths[] = {WIDTH(5), WIDTH(7)};
	qz_fit_improve(&fit, widths);
	assert_int_equal(widths[0], WIDTH(5));
	assert_int_equal(widths[1], WIDTH(7));
	assert_true(qz_fit_lines(&fit, widths) == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(moves_width_to_high_columns), cmocka_unit_test(leaves_what_is_low)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
