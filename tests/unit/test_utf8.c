#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "text/utf8.h"

/* By RFC 3629, worked out the slow way: encode, and compare. */
static size_t
encode(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

static void
decodes_every_character(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x110fff; cp++) {
		char s[4];
		size_t len = encode(cp, s);
		uint32_t got = 0xffffffff;
		int n = utf8_decode(s, len, &got);

		if ((cp >= 0xd800 && cp < 0xe000) || cp > 0x10ffff) {
			assert_int_equal(n, -1);
			continue;
		}
		assert_int_equal(n, len);
		assert_int_equal(got, cp);
		for (size_t cut = 1; cut < len; cut++)
			assert_int_equal(utf8_decode(s, cut, &got), 0);
	}
}

static void
refuses_what_is_no_character(void **state)
{
	static const char *const wrong[] = {
		"\x80", "\xbf",                 /* a continuation alone */
		"\xc0\x80", "\xc1\xbf",         /* overlong, 2 bytes */
		"\xe0\x80\x80", "\xe0\x9f\xbf", /* overlong, 3 bytes */
		"\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", /* overlong, 4 bytes */
		"\xed\xa0\x80", "\xed\xbf\xbf",         /* surrogates */
		"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe", "\xc3(",
		"\xe2\x82(", "\xf0\x9f\x98(", /* no continuation */
	};
	uint32_t cp;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(
		    utf8_decode(wrong[i], strlen(wrong[i]), &cp), -1);
}

/* What can never become a character must not wait for more bytes. */
static void
refuses_as_soon_as_it_can(void **state)
{
	uint32_t cp;

	(void)state;
	assert_int_equal(utf8_decode("\xe0\x80", 2, &cp), -1);
	assert_int_equal(utf8_decode("\xed\xa0", 2, &cp), -1);
	assert_int_equal(utf8_decode("\xf4\x90", 2, &cp), -1);
	assert_int_equal(utf8_decode("\xe2(", 2, &cp), -1);
}

static void
counts_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_count("", 0), 0);
	assert_int_equal(utf8_count("Olá!\n", 6), 5);
	assert_int_equal(utf8_count("a\xff\xfe"
				    "b",
			     4),
	    4);
	assert_int_equal(utf8_count("\0\0", 2), 2);
	assert_int_equal(utf8_count("€", 2), 2); /* cut: each byte is one */
	assert_int_equal(utf8_count("😀é", 6), 2);
}

static void
knows_columns(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(0xe1), 1);   /* á */
	assert_int_equal(utf8_width(0x301), 0);  /* combining acute accent */
	assert_int_equal(utf8_width(0x4e2d), 2); /* 中 */
	assert_int_equal(utf8_width('\n'), 0);
	assert_int_equal(utf8_width(0x9b), 0);
	assert_int_equal(utf8_width(0x378), 2); /* of no Unicode yet */
	assert_int_equal(
	    utf8_width(0x2764) + utf8_width(0xfe0f), 2); /* ❤️ */
	assert_int_equal(utf8_columns(""), 0);
	assert_int_equal(utf8_columns("ligação"), 7);
	assert_int_equal(utf8_columns("ligac\u0327a\u0303o"), 7);
	assert_int_equal(utf8_columns("中文"), 4);
	assert_int_equal(utf8_columns("a\xff"
				      "b"),
	    3);
	assert_int_equal(utf8_columns("a\xe2\x82"), 3); /* cut by the end */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_every_character),
		cmocka_unit_test(refuses_what_is_no_character),
		cmocka_unit_test(refuses_as_soon_as_it_can),
		cmocka_unit_test(counts_characters),
		cmocka_unit_test(knows_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
