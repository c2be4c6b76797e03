#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "text/buf.h"
#include "text/safe.h"

static const char *
escape(const char *s)
{
	static char out[SAFE_MAX + 1];
	size_t len = safe_escape(s, strlen(s), out);

	assert_int_equal(len, strlen(out));
	return out;
}

static void
shows_escapes(void **state)
{
	char out[SAFE_MAX + 1];

	(void)state;
	assert_string_equal(escape("\n"), "\\n");
	assert_string_equal(escape("\r"), "\\r");
	assert_string_equal(escape("\t"), "\\t");
	assert_string_equal(escape("\x1b"), "\\e");
	assert_string_equal(escape("\a"), "\\x07");
	assert_string_equal(escape("\x7f"), "\\x7f");
	assert_string_equal(escape("\xff"), "\\xff");
	assert_string_equal(escape("\x9b"), "\\x9b");       /* a byte */
	assert_string_equal(escape("\xc2\x9b"), "\\u009b"); /* a character */
	assert_string_equal(escape("\u202e"), "\\u202e");
	assert_string_equal(escape("\ue000"), "\\ue000");
	assert_string_equal(escape("\U000e0041"), "\\U000e0041");
	assert_string_equal(escape("\U0010ffff"), "\\U0010ffff");
	assert_int_equal(safe_escape("\0", 1, out), 4);
	assert_string_equal(out, "\\x00");
}

static void
leaves_what_is_printable(void **state)
{
	static const char *const whole[] = { "a", "~", " ", "\\", "\"", "ç",
		"€", "中", "😀", "\u0301", "\u00a0", "\u200c", "\u200d",
		"\ufe0f", "\U000e0100", "\ufffd" };

	(void)state;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		assert_string_equal(escape(whole[i]), whole[i]);
}

/* Both ends of every range, and their neighbours outside. */
static void
knows_what_is_unsafe(void **state)
{
	static const struct {
		uint32_t first, last;
	} unsafe[] = { { 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad },
		{ 0x34f, 0x34f }, { 0x61c, 0x61c }, { 0x115f, 0x1160 },
		{ 0x17b4, 0x17b5 }, { 0x180e, 0x180e }, { 0x200b, 0x200b },
		{ 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
		{ 0x3164, 0x3164 }, { 0xd800, 0xf8ff }, { 0xfdd0, 0xfdef },
		{ 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb },
		{ 0xfffe, 0xffff }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
		{ 0x1fffe, 0x1ffff }, { 0xe0000, 0xe00ff },
		{ 0xe01f0, 0xe0fff }, { 0xefffe, 0x110000 } };
	size_t i = 0;

	(void)state;
	for (uint32_t cp = 0; cp <= 0x110000; cp++) {
		bool expected = true;

		while (i < sizeof(unsafe) / sizeof(unsafe[0]) &&
		    cp > unsafe[i].last)
			i++;
		if (i < sizeof(unsafe) / sizeof(unsafe[0]))
			expected = cp < unsafe[i].first;
		/* The last two of the planes that the list does not name. */
		if ((cp & 0xfffe) == 0xfffe)
			expected = false;
		if (safe_char(cp) != expected)
			fail_msg("U+%04X", (unsigned)cp);
	}
}

static void
quotes(void **state)
{
	char out[64];

	(void)state;
	assert_int_equal(safe_quote("Olá!\n", 6, out, sizeof(out)), 6);
	assert_string_equal(out, "Olá!\\n");
	assert_int_equal(safe_quote("\"\\\"", 3, out, sizeof(out)), 3);
	assert_string_equal(out, "\\\"\\\\\\\"");
	assert_int_equal(safe_quote("a\0b", 3, out, sizeof(out)), 3);
	assert_string_equal(out, "a\\x00b");
	assert_int_equal(safe_quote("\xe2\x82", 2, out, sizeof(out)), 2);
	assert_string_equal(out, "\\xe2\\x82");
	assert_int_equal(safe_quote("", 0, out, sizeof(out)), 0);
	assert_string_equal(out, "");
	/* No more than n bytes are read: the character is cut there. */
	assert_int_equal(safe_quote("aé", 2, out, sizeof(out)), 2);
	assert_string_equal(out, "a\\xc3");
}

/* In every size: whole pieces only, and never a byte too many. */
static void
quotes_what_fits(void **state)
{
	static const char text[] = "a\"é\x1b\U0010ffff€";
	static const struct {
		size_t used, len; /* in bytes of text, and of what is shown */
	} steps[] = { { 0, 0 }, { 1, 1 }, { 2, 3 }, { 4, 5 }, { 5, 7 },
		{ 9, 17 }, { 12, 20 } };

	(void)state;
	for (size_t size = 1; size < 25; size++) {
		char out[32];
		size_t used, step = 0;

		memset(out, '#', sizeof(out));
		used = safe_quote(text, sizeof(text) - 1, out, size);
		while (step < 6 && steps[step + 1].len < size)
			step++;
		assert_int_equal(used, steps[step].used);
		assert_int_equal(strlen(out), steps[step].len);
		for (size_t i = size; i < sizeof(out); i++)
			assert_int_equal(out[i], '#');
	}
}

static void
names(void **state)
{
	char out[12];

	(void)state;
	assert_ptr_equal(safe_name("a b", out, sizeof(out)), out);
	assert_string_equal(out, "a b");
	assert_string_equal(safe_name("a\nb\"\\", out, 12), "a\\nb\"\\");
	assert_string_equal(safe_name("", out, 12), "\"\"");
	assert_string_equal(safe_name("12345678901", out, 12), "12345678901");
	assert_string_equal(safe_name("123456789012", out, 12), "12345678...");
	assert_string_equal(safe_name("1234567é9012", out, 12), "1234567...");
	assert_string_equal(
	    safe_name("\xff\xff\xff", out, 12), "\\xff\\xff...");
	assert_string_equal(safe_name("abcd", out, 4), "...");
}

/* A terminal that reads bytes takes 80 to 9f for controls. */
static void
knows_who_reads_bytes(void **state)
{
	static const struct {
		const char *s, *utf8, *bytes;
		int utf8_columns, bytes_columns;
	} table[] = { { "a", "a", "a", 1, 1 }, { "á", "á", "á", 1, 2 },
		{ "Û", "Û", "\\u00db", 1, 6 }, { "Ý", "Ý", "\\u00dd", 1, 6 },
		{ "€", "€", "\\u20ac", 1, 6 },
		{ "😀", "😀", "\\U0001f600", 2, 10 }, { "中", "中", "中", 2, 3 },
		{ "\x9b", "\\x9b", "\\x9b", 4, 4 },
		{ "\xe1", "\\xe1", "\\xe1", 4, 4 },
		{ "\033", "\\e", "\\e", 2, 2 } };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		size_t n = strlen(table[i].s);
		struct shown one = safe_next(READS_UTF8, table[i].s, n);
		struct shown two = safe_next(READS_BYTES, table[i].s, n);

		assert_string_equal(one.text, table[i].utf8);
		assert_string_equal(two.text, table[i].bytes);
		assert_int_equal(one.used, n);
		assert_int_equal(
		    safe_columns(READS_UTF8, &one), table[i].utf8_columns);
		assert_int_equal(
		    safe_columns(READS_BYTES, &two), table[i].bytes_columns);
	}
}

/* No character of Unicode has such a byte left. */
static void
leaves_no_control_byte(void **state)
{
	(void)state;
	for (uint32_t cp = 0x80; cp < 0x110000; cp++) {
		char s[4] = { (char)(0xf0 | cp >> 18),
			(char)(0x80 | (cp >> 12 & 0x3f)),
			(char)(0x80 | (cp >> 6 & 0x3f)),
			(char)(0x80 | (cp & 0x3f)) };
		size_t skip = cp < 0x800 ? 2 : cp < 0x10000 ? 1 : 0;
		struct shown shown;

		if (skip == 2)
			s[2] = (char)(0xc0 | cp >> 6);
		else if (skip == 1)
			s[1] = (char)(0xe0 | cp >> 12);
		shown = safe_next(READS_BYTES, s + skip, 4 - skip);
		for (size_t i = 0; i < shown.len; i++) {
			unsigned char byte = (unsigned char)shown.text[i];

			if (byte < ' ' || (0x7f <= byte && byte < 0xa0))
				fail_msg("U+%04X", (unsigned)cp);
		}
	}
}

static void
makes_a_whole_text_safe(void **state)
{
	char out[64], little[14];

	(void)state;
	safe_text(READS_BYTES, "ligação Û\036x\037y", out, sizeof(out));
	assert_string_equal(out, "ligação \\u00db\036x\037y");
	safe_text(READS_UTF8, "ligação Û", out, sizeof(out));
	assert_string_equal(out, "ligação Û");
	safe_text(READS_BYTES, "ÛÛÛ", little, sizeof(little));
	assert_string_equal(little, "\\u00db");
}

static void
buf_is_cut_in_dots(void **state)
{
	struct buf b;
	const size_t room = sizeof(b.s) - 1;

	(void)state;
	buf_clear(&b);
	buf_put(&b, "a");
	buf_printf(&b, "%d%s", 12, "é");
	assert_string_equal(b.s, "a12é");
	assert_int_equal(b.len, 5);

	while (b.len + 2 <= room)
		buf_put(&b, "é");
	assert_int_equal(b.len, room); /* 5 and 2021 times 2: it is full */
	assert_string_equal(b.s + room - 2, "é");
	buf_put(&b, "");
	assert_string_equal(b.s + room - 2, "é");
	buf_put(&b, "x");
	assert_int_equal(b.len, room);
	assert_int_equal(strlen(b.s), room);
	assert_string_equal(b.s + room - 6, "é....");
	buf_printf(&b, "%s", "more");
	assert_string_equal(b.s + room - 6, "é....");
	buf_clear(&b);
	assert_string_equal(b.s, "");
	buf_printf(&b, "%*d", 5000, 7);
	assert_int_equal(b.len, room);
	assert_string_equal(b.s + room - 4, " ...");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_escapes),
		cmocka_unit_test(leaves_what_is_printable),
		cmocka_unit_test(knows_what_is_unsafe),
		cmocka_unit_test(quotes),
		cmocka_unit_test(quotes_what_fits),
		cmocka_unit_test(names),
		cmocka_unit_test(knows_who_reads_bytes),
		cmocka_unit_test(leaves_no_control_byte),
		cmocka_unit_test(makes_a_whole_text_safe),
		cmocka_unit_test(buf_is_cut_in_dots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
