#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "text/utf8.h"
#include "text/wrap.h"

static void
folds_at_spaces(void **state)
{
	(void)state;
	assert_int_equal(wrap("one two three", 13), 13);
	assert_int_equal(wrap("one two three", 80), 13);
	assert_int_equal(wrap("one two three", 12), 7);
	assert_int_equal(wrap("one two three", 8), 7);
	assert_int_equal(wrap("one two three", 6), 3);
	assert_int_equal(wrap("", 10), 0);
}

/* A line may be filled to its last column. */
static void
fills_the_line(void **state)
{
	(void)state;
	assert_int_equal(wrap("one two three", 7), 7);
	assert_int_equal(wrap("one two three", 3), 3);
}

static void
cuts_long_words(void **state)
{
	(void)state;
	assert_int_equal(wrap("abcdefghij", 4), 4);
	assert_int_equal(wrap("abcdefghij k", 4), 4);
	assert_int_equal(wrap("abc", 0), 1); /* or nobody would ever end */
	assert_int_equal(wrap("é", 0), 2);
}

/* A command that was folded could not be copied. */
static void
keeps_commands_whole(void **state)
{
	(void)state;
	assert_int_equal(wrap("try: a\037b\037c", 9), 4);
	assert_int_equal(wrap("try: a\037b\037c", 10), 10);
	assert_int_equal(wrap("a\037b\037c d", 3), 5);
	assert_int_equal(wrap("a\037b\037c", 3), 5);
}

static void
counts_columns_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(wrap("ligação à", 9), strlen("ligação à"));
	assert_int_equal(wrap("ligação à porta", 9), strlen("ligação à"));
	assert_int_equal(wrap("ligação à", 8), strlen("ligação"));
	assert_int_equal(wrap("çãéíõ", 2), strlen("çã"));
	assert_int_equal(wrap("中文字", 5), strlen("中文")); /* two each */
	assert_int_equal(wrap("e\u0301e", 1), strlen("e\u0301"));
}

/* Each row, and whether the next begins in what the other end chose. */
static void
knows_what_is_theirs(void **state)
{
	struct wrapping w = { READS_UTF8, false };
	const char *text = "to \036a bc d\036, sent";
	struct buf buf = { 0 };

	(void)state;
	assert_int_equal(wrap_row(&w, text, 80), strlen(text));
	assert_false(w.theirs);
	/* Not at its spaces, and not counted: "to", "a bc", " d,", "sent". */
	assert_int_equal(wrap_row(&w, text, 4), 2);
	assert_false(w.theirs);
	text += 3;
	assert_int_equal(wrap_row(&w, text, 4), 5);
	assert_true(w.theirs);
	text += 5;
	assert_int_equal(wrap_row(&w, text, 4), 4);
	assert_false(w.theirs);
	assert_string_equal(text + 4, " sent");

	put_theirs(&buf, "a b");
	assert_string_equal(buf.s, "\036a b\036");
	buf_put(&buf, "c\037d");
	assert_string_equal(wrap_plain(buf.s), "a bc d");
}

/* A terminal that reads bytes gives each a column. */
static void
counts_bytes_for_who_reads_them(void **state)
{
	struct wrapping w = { READS_BYTES, false };

	(void)state;
	assert_int_equal(wrap_row(&w, "çã é", 4), 4);
	assert_int_equal(wrap_row(&w, "çã é", 3), 2);
	assert_int_equal(wrap_row(&w, "Ûx", 6), 2); /* is \u00db there */
	assert_int_equal(wrap_row(&w, "x Û", 7), 1);
}

/* Folded at any width, no line is too long and no word is lost. */
static void
loses_nothing(void **state)
{
	const char *text = "a new socket, 4, for this client only; 3 is still "
			   "listening: acentuação";

	(void)state;
	for (size_t width = 10; width < 90; width++) {
		const char *p = text;
		char line[256], again[256] = "";

		while (*p != '\0') {
			size_t n = wrap(p, width);

			assert_true(n > 0);
			memcpy(line, p, n);
			line[n] = '\0';
			if (utf8_columns(line) > (int)width)
				fail_msg("%zu columns: %s", width, line);
			strcat(again, line);
			p += n;
			if (*p == ' ') {
				strcat(again, " ");
				p++;
			}
		}
		assert_string_equal(again, text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_at_spaces),
		cmocka_unit_test(fills_the_line),
		cmocka_unit_test(cuts_long_words),
		cmocka_unit_test(keeps_commands_whole),
		cmocka_unit_test(counts_columns_not_bytes),
		cmocka_unit_test(knows_what_is_theirs),
		cmocka_unit_test(counts_bytes_for_who_reads_them),
		cmocka_unit_test(loses_nothing),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
