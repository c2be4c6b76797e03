#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "terminal/screen.h"

static struct capture captured;

static void
begin(struct screen *screen)
{
	capture_begin(&captured, stdout);
	screen_init(screen, stdout, COLOR_NEVER);
	screen->out.width = 20;
}

/* What is shown of a peer's text, which came in pieces of that many bytes. */
static const char *
shown(const char *text, size_t n, size_t piece)
{
	struct screen screen;

	begin(&screen);
	for (size_t at = 0; at < n; at += piece)
		screen_received(
		    &screen, text + at, n - at < piece ? n - at : piece);
	screen_received_all(&screen);
	return capture_end(&captured);
}

static void
marks_each_line(void **state)
{
	(void)state;
	assert_string_equal(shown("one\ntwo\n", 8, 8), "| one\n| two\n");
	assert_string_equal(shown("one\n\ntwo", 8, 8), "| one\n| \n| two\n");
	assert_string_equal(shown("", 0, 1), "");
}

/* However the bytes come, what is shown is the same. */
static void
does_not_mind_pieces(void **state)
{
	static const struct {
		const char *text, *expected;
	} table[] = {
		{ "Olá!\nOlá também! €\n", "| Olá!\n| Olá também! €\n" },
		{ "😀 é\n", "| 😀 é\n" },
		{ "\xc3(\xe2\x82(\xf0\x9f\n",
		    "| \\xc3(\\xe2\\x82(\\xf0\\x9f\n" },
		{ "\xe2\x82\xe2\x82\xac", "| \\xe2\\x82€\n" },
		{ "cut \xf0\x9f\x98", "| cut \\xf0\\x9f\\x98\n" },
		{ "\xc3\xc3\xc3", "| \\xc3\\xc3\\xc3\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		for (size_t piece = 1; piece < 30; piece++) {
			const char *text = table[i].text;

			assert_string_equal(shown(text, strlen(text), piece),
			    table[i].expected);
		}
}

static void
obeys_nothing(void **state)
{
	static const char nasty[] = "\033[2J\a\b\r* bind(3) = 0\n\x9b"
				    "A\xc2\x9b"
				    "A\u202e\0\t.";

	(void)state;
	for (size_t piece = 1; piece < 30; piece++)
		assert_string_equal(shown(nasty, sizeof(nasty) - 1, piece),
		    "| \\e[2J\\x07\\x08\\r* bind(3) = 0\n"
		    "| \\x9bA\\u009bA\\u202e\\x00        .\n");
}

/* A line of ours never stands in the middle of one of the peer's. */
static void
keeps_lines_apart(void **state)
{
	struct screen screen;

	(void)state;
	begin(&screen);
	screen_received(&screen, "half", 4);
	screen.out.line(&screen.out, MARK_STEP, "close(4) = 0");
	screen_received(&screen, "rest\n", 5);
	screen.out.line(&screen.out, MARK_PLAIN, "over");
	assert_string_equal(
	    capture_end(&captured), "| half\n* close(4) = 0\n| rest\nover\n");
}

static bool hidden; /* the prompt was asked to make room */

static void
hide(struct screen *screen)
{
	assert_non_null(screen);
	hidden = true;
}

/* With a prompt, half a line waits for its other half, but not for ever. */
static void
makes_room_for_whole_lines(void **state)
{
	struct screen screen;

	(void)state;
	hidden = false;
	begin(&screen);
	screen.hide = hide;
	screen_received(&screen, "half", 4);
	assert_false(hidden);
	assert_true(screen_settle(&screen) > 0);
	screen_received(&screen, " a line\nmore", 12);
	assert_true(hidden);
	hidden = false;
	screen.held_since.tv_sec--;
	assert_int_equal(screen_settle(&screen), -1);
	assert_true(hidden);
	screen_received(&screen, "last", 4);
	screen_received_all(&screen);
	assert_string_equal(
	    capture_end(&captured), "| half a line\n| more\n| last\n");
}

static const char *
line(enum mark mark, const char *text, enum color color)
{
	struct screen screen;

	begin(&screen);
	screen.out.color = color == COLOR_ALWAYS;
	screen.out.line(&screen.out, mark, text);
	return capture_end(&captured);
}

static void
folds_lines(void **state)
{
	(void)state;
	assert_string_equal(line(MARK_STEP, "one two three four five six", 0),
	    "* one two three four\n    five six\n");
	assert_string_equal(line(MARK_EXPLAIN, "one two three four five", 0),
	    "    one two three\n    four five\n");
	assert_string_equal(line(MARK_PLAIN, "one two three four five six", 0),
	    "one two three four\nfive six\n");
	assert_string_equal(line(MARK_STEP, "", 0), "* \n");
	/* Addresses can be copied whole. */
	assert_string_equal(
	    line(MARK_ADDRESS, "laddr=127.0.0.1:1 raddr=127.0.0.1:2", 0),
	    "    laddr=127.0.0.1:1 raddr=127.0.0.1:2\n");
}

/* A row that begins with what the other end has chosen says so. */
static void
marks_what_is_theirs(void **state)
{
	static const char name[] =
	    "client \036xxxxxxxxxxxxxxxxxxxx sockdemo: out\036 left";

	(void)state;
	assert_string_equal(line(MARK_PLAIN, name, 0),
	    "client\n| xxxxxxxxxxxxxxxxxx\n| xx sockdemo: out\nleft\n");
	assert_string_equal(line(MARK_EXPLAIN, name, 0),
	    "    client\n  | xxxxxxxxxxxxxxxx\n  | xxxx sockdemo: o\n"
	    "  | ut left\n");
	assert_string_equal(
	    line(MARK_RECEIVED, "recv(4, \"\036a b\036\", 9)", 0),
	    "< recv(4, \"a b\", 9)\n");
	assert_string_equal(
	    line(MARK_RECEIVED, "recv(4, \"\036a b c d\036\", 9)", 0),
	    "< recv(4, \"a b c d\",\n    9)\n");
	assert_string_equal(
	    line(MARK_EXPLAIN, "\036* a\036 came", 0), "  | * a came\n");
	assert_string_equal(line(MARK_PLAIN, "\036* a\036", 0), "| * a\n");
	assert_string_equal(
	    line(MARK_ADDRESS, "raddr=\036@a b\036", 0), "    raddr=@a b\n");
}

/* Whatever the width, nothing is wider, and each row is marked. */
static void
folds_where_it_is_narrow(void **state)
{
	static const char name[] = "of \036@abc defgh\036 here";

	(void)state;
	for (int width = 3; width < 12; width++) {
		struct screen screen;
		char *row, *next;

		begin(&screen);
		screen.out.width = width;
		screen.out.line(&screen.out, MARK_EXPLAIN, name);
		row = (char *)capture_end(&captured);
		for (; *row != '\0'; row = next + 1) {
			next = strchr(row, '\n');
			*next = '\0';
			if (strlen(row) > (size_t)width ||
			    strchr("oh|", *row) == NULL)
				if (strstr("of here", row) == NULL)
					fail_msg("%d: %s", width, row);
		}
	}
}

/* Colour repeats what the mark says, and ends with the line. */
static void
colours_lines(void **state)
{
	(void)state;
	assert_string_equal(
	    line(MARK_ERROR, "no", COLOR_ALWAYS), "\033[1;31m! no\033[m\n");
	assert_string_equal(line(MARK_PLAIN, "plain", COLOR_ALWAYS), "plain\n");
	assert_string_equal(line(MARK_ERROR, "no", COLOR_NEVER), "! no\n");
}

static void
asks_whether_to_colour(void **state)
{
	(void)state;
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	capture_begin(&captured, stdout); /* which is no terminal then */
	assert_false(terminal_color(fileno(stdout), COLOR_AUTO));
	assert_true(terminal_color(fileno(stdout), COLOR_ALWAYS));
	assert_false(terminal_color(fileno(stdout), COLOR_NEVER));
	assert_int_equal(terminal_width(fileno(stdout), 77), 77);
	capture_end(&captured);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_each_line),
		cmocka_unit_test(does_not_mind_pieces),
		cmocka_unit_test(obeys_nothing),
		cmocka_unit_test(keeps_lines_apart),
		cmocka_unit_test(makes_room_for_whole_lines),
		cmocka_unit_test(folds_lines),
		cmocka_unit_test(marks_what_is_theirs),
		cmocka_unit_test(folds_where_it_is_narrow),
		cmocka_unit_test(colours_lines),
		cmocka_unit_test(asks_whether_to_colour),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
