#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "text/word.h"

static struct buf word;

static const char *
quoted(const char *s)
{
	buf_clear(&word);
	put_word(&word, s);
	return word.s;
}

static void
leaves_plain_words(void **state)
{
	static const char *const plain[] = { "sockdemo", "build/sockdemo",
		"./sockdemo", "/usr/local/bin/sockdemo-0.1", "@name",
		"../a_b,c+d:e", "mãe/sockdemo" };

	(void)state;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		assert_string_equal(quoted(plain[i]), plain[i]);
}

static void
quotes_the_others(void **state)
{
	(void)state;
	assert_string_equal(quoted("./a b/sockdemo"), "'./a b/sockdemo'");
	assert_string_equal(quoted("it's"), "'it'\\''s'");
	assert_string_equal(quoted("$HOME/`x`"), "'$HOME/`x`'");
	assert_string_equal(quoted("a=b/sockdemo"), "'a=b/sockdemo'");
	assert_string_equal(quoted("~/sockdemo"), "'~/sockdemo'");
}

static void
is_read_back_by_a_shell(void **state)
{
	(void)state;
	for (int c = ' '; c < 0x7f; c++) {
		char s[] = { 'a', (char)c, '\'', '\'', 'b', '\0' };
		char got[sizeof(s)] = "";
		struct buf line = { 0 };
		FILE *shell;

		buf_printf(&line, "printf %%s %s", quoted(s));
		shell = popen(line.s, "r");
		assert_non_null(shell);
		assert_non_null(fgets(got, sizeof(got), shell));
		pclose(shell);
		assert_string_equal(got, s);
	}
}

static const char *
kept(const char *sentence)
{
	buf_clear(&word);
	buf_put(&word, sentence);
	keep_command(&word);
	return word.s;
}

/* At the end of an advice. */
static void
keeps_a_command_whole(void **state)
{
	(void)state;
	assert_string_equal(
	    kept("Stop it: b. See: ip link"), "Stop it: b. See: ip\037link");
	assert_string_equal(
	    kept("Look at it: did it end?"), "Look at it: did it end?");
	assert_string_equal(
	    kept("Try again: it may work."), "Try again: it may work.");
	assert_string_equal(kept("Try again"), "Try again");
	assert_string_equal(kept(""), "");
}

static void
is_safe(void **state)
{
	(void)state;
	assert_string_equal(quoted("a\033[31m"), "'a\\e[31m'");
	assert_string_equal(quoted("\xff"), "'\\xff'");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_plain_words),
		cmocka_unit_test(quotes_the_others),
		cmocka_unit_test(is_read_back_by_a_shell),
		cmocka_unit_test(keeps_a_command_whole),
		cmocka_unit_test(is_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
