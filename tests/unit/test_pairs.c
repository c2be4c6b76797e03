#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <string.h>

#include "text/pairs.h"

static struct buf shown;

static const char *
pairs_of(const char *s, size_t n, size_t most, bool unicode)
{
	buf_clear(&shown);
	put_pairs(&shown, s, n, most, unicode);
	return shown.s;
}

static void
puts_bytes_beside_characters(void **state)
{
	static const struct {
		const char *data, *shown;
	} table[] = {
		{ "Olá!\n", "O=4f l=6c á=c3 a1 !=21 ↵=0a" },
		{ "a b", "a=61 ␣=20 b=62" },
		{ "\r\t", "\\r=0d \\t=09" },
		{ "€", "€=e2 82 ac" },
		{ "=", "==3d" },
		/* What would steer a terminal, or is no character. */
		{ "\033[m", "1b [=5b m=6d" },
		{ "\xe2\x80\xae", "e2 80 ae" },
		{ "\xff\xfe", "ff fe" },
		{ "\xc3!", "c3 !=21" },
		/* Cut: what began before, and what goes on after. */
		{ "Ol\xc3", "O=4f l=6c c3..." },
		{ "\xa1!", "...a1 !=21" },
		{ "\x82\xac", "...82 ac" },
		{ "\xe2\x82", "e2 82..." },
		{ "a\x82", "a=61 82" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		assert_string_equal(
		    pairs_of(table[i].data, strlen(table[i].data), 16, true),
		    table[i].shown);
	assert_string_equal(pairs_of("", 0, 16, true), "");
}

static void
keeps_to_ascii_where_it_must(void **state)
{
	(void)state;
	assert_string_equal(
	    pairs_of("a b\n", 4, 16, false), "a=61 ' '=20 b=62 \\n=0a");
}

/* Never in the middle of a character. */
static void
stops_after_as_many_as_asked(void **state)
{
	(void)state;
	assert_string_equal(
	    pairs_of("abcd", 4, 4, true), "a=61 b=62 c=63 d=64");
	assert_string_equal(
	    pairs_of("abcde", 5, 4, true), "a=61 b=62 c=63 d=64 ...");
	assert_string_equal(
	    pairs_of("abcáe", 6, 4, true), "a=61 b=62 c=63 á=c3 a1 ...");
	assert_string_equal(
	    pairs_of("abcá", 5, 4, true), "a=61 b=62 c=63 á=c3 a1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_bytes_beside_characters),
		cmocka_unit_test(keeps_to_ascii_where_it_must),
		cmocka_unit_test(stops_after_as_many_as_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
