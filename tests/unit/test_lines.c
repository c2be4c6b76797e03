/* Lines out of a stream: pieces, cut characters, and lines that never end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/lines.h"

static char got[16 * LINE_LENGTH]; /* each line, and a '|' after it */

static void
take(void *owner, const char *line, size_t n)
{
	(void)owner;
	strncat(got, line, n);
	strcat(got, "|");
}

static void
add(struct lines *l, const char *s)
{
	lines_add(l, s, strlen(s), take, NULL);
}

static int
begin(void **state)
{
	static struct lines lines;

	got[0] = '\0';
	lines = (struct lines){ 0 };
	*state = &lines;
	return 0;
}

static int
end(void **state)
{
	struct lines *l = *state;

	/* Nothing is held for nothing. */
	if (l->len == 0)
		assert_null(l->data);
	free(l->data);
	return 0;
}

static void
whole_lines(void **state)
{
	add(*state, "one\n\ntwo\n");
	assert_string_equal(got, "one||two|");
}

static void
a_line_in_pieces(void **state)
{
	add(*state, "o");
	add(*state, "n");
	assert_string_equal(got, "");
	add(*state, "e\ntw");
	assert_string_equal(got, "one|");
	lines_end(*state, take, NULL);
	assert_string_equal(got, "one|tw|");
}

static void
taken_before_its_end(void **state)
{
	add(*state, "one\xc3");
	lines_take(*state, take, NULL);
	assert_string_equal(got, "one|"); /* not half a character */
	lines_take(*state, take, NULL);
	assert_string_equal(got, "one|");
	add(*state, "\xa7\n");
	assert_string_equal(got, "one|\xc3\xa7|");
	add(*state, "two");
	lines_take(*state, take, NULL);
	add(*state, "\nthree\n\n"); /* its end is no line of its own */
	assert_string_equal(got, "one|\xc3\xa7|two|three||");
}

static void
too_long_a_line(void **state)
{
	char line[2 * LINE_LENGTH + 1], expected[2 * LINE_LENGTH + 8];

	memset(line, 'x', LINE_LENGTH - 1);
	strcpy(line + LINE_LENGTH - 1, "\xc3\xa3y");
	add(*state, line);
	snprintf(expected, sizeof(expected), "%.*s|", LINE_LENGTH - 1, line);
	assert_string_equal(got, expected);
	add(*state, "\n");
	strcat(expected, "\xc3\xa3y|");
	assert_string_equal(got, expected);
}

static void
as_long_as_may_be(void **state)
{
	char line[LINE_LENGTH + 2], expected[LINE_LENGTH + 2];

	memset(line, 'x', LINE_LENGTH);
	strcpy(line + LINE_LENGTH, "\n");
	strcpy(expected, line);
	expected[LINE_LENGTH] = '|';
	add(*state, line);
	assert_string_equal(got, expected);
	got[0] = line[LINE_LENGTH] = '\0';
	add(*state, line);
	add(*state, "\n");
	assert_string_equal(got, expected);
}

#define LINES_TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LINES_TEST(whole_lines),
		LINES_TEST(a_line_in_pieces),
		LINES_TEST(taken_before_its_end),
		LINES_TEST(too_long_a_line),
		LINES_TEST(as_long_as_may_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
