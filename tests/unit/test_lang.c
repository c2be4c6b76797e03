#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text/lang.h"

static int
clear_environment(void **state)
{
	static const char *const names[] = { "SOCKDEMO_LANG", "LANGUAGE",
		"LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unsetenv(names[i]);
	return 0;
}

static void
understands_names(void **state)
{
	static const char *const pt[] = { "pt", "PT", "pt_PT", "pt-BR",
		"pt_PT.UTF-8", "pt.UTF-8", "pt_PT@euro" };
	static const char *const en[] = { "en", "en_US.UTF-8", "en-GB" };
	static const char *const none[] = { "", "p", "portuguese", "ptx",
		"english", "fr", "C", "POSIX", "pt:en", "both.UTF-8", " pt" };
	struct langs l;

	(void)state;
	for (size_t i = 0; i < sizeof(pt) / sizeof(pt[0]); i++) {
		l = (struct langs){ LANG_EN, true };
		assert_true(langs_parse(pt[i], &l));
		assert_int_equal(l.first, LANG_PT);
		assert_false(l.both);
	}
	for (size_t i = 0; i < sizeof(en) / sizeof(en[0]); i++) {
		l = (struct langs){ LANG_PT, true };
		assert_true(langs_parse(en[i], &l));
		assert_int_equal(l.first, LANG_EN);
		assert_false(l.both);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (langs_parse(none[i], &l))
			fail_msg("\"%s\" is no language", none[i]);
	assert_true(langs_parse("both", &l));
	assert_int_equal(l.first, LANG_EN);
	assert_true(l.both);
}

struct environment {
	const char *own, *language, *lc_all, *lc_messages, *lang;
	enum lang expected;
};

static void
set(const char *name, const char *value)
{
	if (value != NULL)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void
asks_the_environment(void **state)
{
	static const struct environment table[] = {
		{ NULL, NULL, NULL, NULL, NULL, LANG_EN },
		{ NULL, NULL, NULL, NULL, "pt_PT.UTF-8", LANG_PT },
		{ NULL, NULL, NULL, NULL, "en_US.UTF-8", LANG_EN },
		{ NULL, NULL, NULL, NULL, "both", LANG_EN },
		{ NULL, NULL, NULL, "pt_BR", "en_US.UTF-8", LANG_PT },
		{ NULL, NULL, "C", "pt_PT", "pt_PT", LANG_EN },
		{ NULL, NULL, "", "", "pt_PT", LANG_PT },
		{ NULL, NULL, NULL, NULL, "ptolemaic", LANG_EN },
		/* LANGUAGE comes first, but only where the locale is not C. */
		{ NULL, "pt", NULL, NULL, NULL, LANG_EN },
		{ NULL, "pt", "C", NULL, NULL, LANG_EN },
		{ NULL, "pt", "POSIX", NULL, NULL, LANG_EN },
		{ NULL, "pt", "C.UTF-8", NULL, NULL, LANG_PT },
		{ NULL, "pt_PT:en", NULL, NULL, "en_US.UTF-8", LANG_PT },
		{ NULL, "en:pt", NULL, NULL, "pt_PT.UTF-8", LANG_EN },
		{ NULL, "fr:pt", NULL, NULL, "pt_PT.UTF-8", LANG_EN },
		{ NULL, "", NULL, NULL, "pt_PT.UTF-8", LANG_PT },
		/* SOCKDEMO_LANG comes before all. */
		{ "pt", NULL, "C", NULL, NULL, LANG_PT },
		{ "en", "pt", NULL, NULL, "pt_PT.UTF-8", LANG_EN },
		{ "", NULL, NULL, NULL, "pt_PT.UTF-8", LANG_PT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct environment *e = &table[i];
		struct langs l = { LANG_PT, true };

		set("SOCKDEMO_LANG", e->own);
		set("LANGUAGE", e->language);
		set("LC_ALL", e->lc_all);
		set("LC_MESSAGES", e->lc_messages);
		set("LANG", e->lang);
		assert_true(langs_from_environment(&l));
		if (l.first != e->expected || l.both)
			fail_msg("row %zu of the table", i);
	}
}

static void
says_that_our_variable_is_wrong(void **state)
{
	struct langs l = { LANG_PT, true };

	(void)state;
	setenv("LANG", "pt_PT.UTF-8", 1);
	setenv("SOCKDEMO_LANG", "klingon", 1);
	assert_false(langs_from_environment(&l));
	assert_int_equal(l.first, LANG_EN);
	assert_false(l.both);
	setenv("SOCKDEMO_LANG", "both", 1);
	assert_true(langs_from_environment(&l));
	assert_true(l.both);
}

/* Characters are UTF-8 everywhere; only the C locale's drawings are ASCII. */
static void
has_utf8_in_every_locale(void **state)
{
	static const struct {
		const char *lc_all;
		bool unicode;
	} table[] = {
		{ NULL, false }, { "C", false }, { "POSIX", false },
		{ "C.UTF-8", true },
		{ "xx_XX.UTF-8", true }, /* surely not installed */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int status;

		set("LC_ALL", table[i].lc_all);
		/* It is set once, so that each has a process of its own. */
		if (fork() == 0)
			_exit(lang_unicode(LANG_EN) == table[i].unicode &&
				    lang_unicode(LANG_PT) &&
				    strcmp(nl_langinfo(CODESET), "UTF-8") == 0
				? 0
				: 1);
		wait(&status);
		if (status != 0)
			fail_msg("row %zu of the table", i);
	}
}

/* English is never looked up, also where the user's language is another. */
static void
leaves_english_alone(void **state)
{
	const char *text = "timed out";

	(void)state;
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("LANGUAGE", "pt", 1);
	assert_ptr_equal(tr(LANG_EN, text), text);
	assert_string_equal(trn(LANG_EN, "one", "many", 1), "one");
	assert_string_equal(trn(LANG_EN, "one", "many", 0), "many");
	assert_string_equal(
	    trn(LANG_EN, "one", "many", (1ULL << 32) + 1), "many");
}

/* No locale is asked, nor is one set, for a text that has a translation. */
static void
speaks_portuguese_in_any_locale(void **state)
{
	static const char *const locales[] = { "C", "POSIX", "C.UTF-8",
		"en_US.UTF-8", "pt_BR.UTF-8", "xx_XX" };

	(void)state;
	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
		setenv("LC_ALL", locales[i], 1);
		assert_string_equal(
		    tr(LANG_PT, "connection refused"), "ligação recusada");
		assert_string_equal(
		    trn(LANG_PT, "%ld byte", "%ld bytes", 0), "%ld bytes");
		assert_string_equal(setlocale(LC_MESSAGES, NULL), "C");
	}
	assert_string_equal(lang_decimal_sign(LANG_EN), ".");
	assert_string_equal(lang_decimal_sign(LANG_PT), ",");
}

/* Without a translation the English text is better than nothing. */
static void
falls_back_to_english(void **state)
{
	const char *text = "a text that no catalogue holds";

	(void)state;
	setenv("LC_ALL", "C", 1);
	assert_string_equal(tr(LANG_PT, text), text);
	assert_string_equal(
	    trn(LANG_PT, "1 unicorn", "unicorns", 1), "1 unicorn");
	assert_string_equal(
	    trn(LANG_PT, "1 unicorn", "unicorns", 2), "unicorns");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(understands_names),
		cmocka_unit_test_setup(asks_the_environment, clear_environment),
		cmocka_unit_test_setup(
		    says_that_our_variable_is_wrong, clear_environment),
		cmocka_unit_test_setup(
		    has_utf8_in_every_locale, clear_environment),
		cmocka_unit_test_setup(leaves_english_alone, clear_environment),
		cmocka_unit_test_setup(
		    speaks_portuguese_in_any_locale, clear_environment),
		cmocka_unit_test_setup(
		    falls_back_to_english, clear_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
