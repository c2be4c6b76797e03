#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "option/commands.h"
#include "option/parse.h"

enum { WORDS_MAX = 20 };

#define POINT_TO_COMMAND(name) &command_##name,
static const struct command *const commands[] = { COMMANDS(POINT_TO_COMMAND)
	    NULL };

static struct options o;
static struct capture captured;

static int
clear_environment(void **state)
{
	static const char *const names[] = { "SOCKDEMO_LANG", "LANGUAGE",
		"LC_ALL", "LC_MESSAGES", "LANG", "POSIXLY_CORRECT" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unsetenv(names[i]);
	return 0;
}

/*
 * Parses words parted by spaces into *o. Returns what was complained of, or
 * NULL. The command comes first: getopt(3), begun again, has forgotten which
 * word is the first.
 */
static const char *
parse(const char *line)
{
	static char copy[256]; /* which *o points into */
	char *argv[WORDS_MAX + 1] = { "sockdemo" };
	int argc = 1, ret;

	assert_true(strlen(line) < sizeof(copy));
	strcpy(copy, line);
	for (char *p = strtok(copy, " "); p != NULL; p = strtok(NULL, " ")) {
		assert_true(argc < WORDS_MAX);
		argv[argc++] = p;
	}
	optind = 0;
	options_free(&o); /* what the last line took */
	capture_begin(&captured, stderr);
	ret = options_parse(&o, commands, argc, argv);
	capture_end(&captured);
	if (ret == 0)
		assert_string_equal(captured.text, "");
	else
		assert_int_equal(ret, -1);
	return ret == 0 ? NULL : captured.text;
}

/* A table without holes: an option's row is found at its number. */
static void
the_table_is_whole(void **state)
{
	(void)state;
	for (int i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		/* A flag, or more; what takes a value has to look at it. */
		assert_true((row->flag != 0) != (row->take != NULL));
		assert_true(row->value == NULL || row->take != NULL);
		assert_true(row->group < GROUP_COUNT);
		if (i > 0) /* each group stands together */
			assert_true(row->group >= option_rows[i - 1].group);
		assert_non_null(row->name);
		assert_non_null(row->help);
		assert_string_not_equal(row->help, "");
		assert_int_not_equal(row->of, 0);
		if (row->value != NULL)
			assert_string_not_equal(row->value, "");
	}
	for (int i = 0; commands[i] != NULL; i++) {
		assert_non_null(commands[i]->name);
		assert_non_null(commands[i]->usage);
		assert_non_null(commands[i]->what);
		assert_non_null(commands[i]->run);
		assert_true(commands[i]->has & OF_ANY);
		assert_true(commands[i]->most <= ARGUMENTS_MAX);
	}
}

static void
names_are_unique(void **state)
{
	(void)state;
	for (int i = 0; i < option_count; i++)
		for (int j = 0; j < i; j++) {
			const struct option_row *a = &option_rows[i];
			const struct option_row *b = &option_rows[j];

			assert_string_not_equal(a->name, b->name);
			if (a->letter != 0)
				assert_int_not_equal(a->letter, b->letter);
		}
}

/* A value that an option takes. */
static const char *
a_value(const struct option_row *row)
{
	if (row->value == NULL)
		return "";
	if (strcmp(row->value, "NETWORK") == 0)
		return "10.0.0.0/8";
	if (row->words != NULL && *row->words == '\0')
		return "TCP_NODELAY";
	return strcmp(row->value, "LANGUAGE") == 0 ? "pt"
	    : strcmp(row->value, "WHEN") == 0      ? "never"
						   : "1";
}

/* Every row is understood by its commands, in each form, and by no other. */
static void
rows_are_for_their_commands(void **state)
{
	(void)state;
	for (int i = 0; i < option_count; i++)
		for (int c = 0; commands[c] != NULL; c++) {
			const struct option_row *row = &option_rows[i];
			bool its = row->of & commands[c]->has;
			bool takes_all =
			    commands[c]->arguments == ARGUMENTS_WORDS;
			const char *value = a_value(row);
			char line[128], named[64];

			if (!its && takes_all) /* it explains its words */
				continue;
			snprintf(line, sizeof(line), "%s --%s %s",
			    commands[c]->name, row->name, value);
			if ((parse(line) == NULL) != its)
				fail_msg("%s: %s", line, captured.text);
			snprintf(named, sizeof(named),
			    "--%s is not an option of sockdemo %s", row->name,
			    commands[c]->name);
			if (!its)
				assert_non_null(strstr(captured.text, named));
			if (row->letter == 0)
				continue;
			snprintf(line, sizeof(line), "%s -%c%s",
			    commands[c]->name, row->letter, value);
			if ((parse(line) == NULL) != its)
				fail_msg("%s: %s", line, captured.text);
		}
}

static void
has_defaults(void **state)
{
	(void)state;
	assert_null(parse("listen 1234"));
	assert_ptr_equal(o.command, &command_listen);
	assert_string_equal(o.argument[0], "1234");
	assert_null(o.argument[1]);
	assert_int_equal(o.family, AF_UNSPEC);
	assert_int_equal(o.backlog, 5);
	assert_true(o.wait < 0 && o.idle < 0);
	assert_int_equal(o.read_size, 0);
	assert_int_equal(o.verbose, 0);
	assert_int_equal(o.langs.first, LANG_EN);
	assert_int_equal(o.color, COLOR_AUTO);
	assert_null(o.source);
	assert_null(o.port);
	assert_false(o.numeric || o.crlf || o.exit_on_eof || o.no_shutdown ||
	    o.times || o.help || o.version);
	assert_null(parse(""));
	assert_null(o.command);
}

static void
takes_values(void **state)
{
	(void)state;
	assert_null(parse("connect -6 -n -s ::1 -p 99 -w 2 -i 0.5 -C "
			  "--exit-on-eof host 80"));
	assert_ptr_equal(o.command, &command_connect);
	assert_int_equal(o.family, AF_INET6);
	assert_true(o.numeric && o.crlf && o.exit_on_eof);
	assert_string_equal(o.source, "::1");
	assert_string_equal(o.port, "99");
	assert_true(o.wait == 2.0);
	assert_true(o.idle == 0.5);
	assert_string_equal(o.argument[0], "host");
	assert_string_equal(o.argument[1], "80");
	assert_null(parse("listen -4 --backlog=0 --read-size 1 --lang=both "
			  "--color always --time --no-shutdown 1"));
	assert_int_equal(o.family, AF_INET);
	assert_int_equal(o.backlog, 0);
	assert_int_equal(o.read_size, 1);
	assert_true(o.langs.both);
	assert_int_equal(o.color, COLOR_ALWAYS);
	assert_true(o.times == TIMES_SINCE && o.no_shutdown);
	assert_null(parse("connect -w 0,25 h 1")); /* as the Portuguese write */
	assert_true(o.wait == 0.25);
	assert_null(parse("connect -w .5 h 1"));
	assert_true(o.wait == 0.5);
}

static void
combines_letters(void **state)
{
	(void)state;
	assert_null(parse("listen -4nvv 1"));
	assert_int_equal(o.family, AF_INET);
	assert_true(o.numeric);
	assert_int_equal(o.verbose, 2);
	assert_null(parse("connect -vvw1.5 h 1"));
	assert_true(o.wait == 1.5);
	assert_null(parse("listen -vvvvv -v 1"));
	assert_int_equal(o.verbose, 3);
}

/* Before the command, after its arguments, and not after "--". */
static void
stands_anywhere(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_null(parse("-v -w 3 connect -n host 80 -C"));
		assert_ptr_equal(o.command, &command_connect);
		assert_int_equal(o.verbose, 1);
		assert_true(o.wait == 3);
		assert_true(o.numeric && o.crlf);
		assert_string_equal(o.argument[1], "80");
		setenv("POSIXLY_CORRECT", "1", 1);
	}
	assert_null(parse("connect -- -v 80"));
	assert_int_equal(o.verbose, 0);
	assert_string_equal(o.argument[0], "-v");
	assert_null(parse("connect - 80"));
	assert_string_equal(o.argument[0], "-");
}

/* Each with the words that name it; one line, and no more. */
static void
refuses(const char *line, const char *words)
{
	const char *text = parse(line);

	if (text == NULL)
		fail_msg("%s: taken", line);
	if (strncmp(text, "sockdemo: ", 10) != 0 ||
	    strstr(text, words) == NULL ||
	    strchr(text, '\n') != text + strlen(text) - 1)
		fail_msg("%s: \"%s\" without \"%s\"", line, text, words);
}

static void
refuses_bad_values(void **state)
{
	static const char *const seconds[] = { "-1", "x", "1x", "1e3", "nan",
		"inf", "0x1", ".", "1.2.3", "1,2,3", "+1", "1:30",
		"1234567890123456789012345678901234567890" };
	char line[128];

	(void)state;
	for (size_t i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++) {
		snprintf(line, sizeof(line), "connect -w %s h 1", seconds[i]);
		refuses(line, "-w");
		snprintf(line, sizeof(line), "listen -i %s 1", seconds[i]);
		refuses(line, "-i");
	}
	refuses("listen --backlog -1 1", "from 0 to 65535");
	refuses("listen --backlog 65536 1", "--backlog 65536");
	refuses("listen --backlog 5x 1", "--backlog 5x");
	refuses("listen --backlog=+5 1", "--backlog +5");
	refuses("listen --read-size 0 1", "from 1 to 16777216");
	refuses("listen --read-size 16777217 1", "16777217");
	refuses("listen --read-size 99999999999999999999 1", "--read-size");
	refuses("listen --lang fr 1", "--lang fr: en, pt or both");
	refuses("listen --lang= 1", "--lang");
	refuses("listen --color yes 1", "--color yes: auto, always or never");
	/* What is shown of it cannot steer the terminal. */
	refuses("listen --color \033[2J 1", "--color \\e[2J");
}

static void
refuses_what_is_unknown(void **state)
{
	(void)state;
	refuses("lsten 1", "unknown command: lsten");
	refuses("listen --bogus 1", "unknown option: --bogus");
	refuses("listen --verbos 1", "did you mean --verbose?");
	refuses("listen --exit-on-eol", "did you mean --exit-on-eof?");
	refuses("listen --verb 1", "unknown option: --verb"); /* abbreviated */
	refuses("listen --bogus=3 1", "unknown option: --bogus=3");
	refuses("listen -j 1", "unknown option: -j");
	refuses("listen -vj 1", "unknown option: -j");
	refuses("listen --verbose=2 1", "takes no value");
	refuses("listen 1 --backlog", "--backlog: its value is missing");
	refuses("connect h 1 -w", "-w: its value is missing");
	refuses("listen 1 2 3", "one argument too many: 3");
	refuses("demo 1", "one argument too many: 1");
	refuses("connect --backlog 3 h 1", "--backlog is not an option of");
}

/* Other netcats' options: each is answered with sockdemo's way. */
static void
knows_other_netcats(void **state)
{
	(void)state;
	refuses("connect -l 1234", "sockdemo listen PORT");
	refuses("connect -N h 1", "--no-shutdown");
	refuses("connect -q 0 h 1", "--exit-on-eof");
	refuses("connect -d h 1", "/dev/null");
	refuses("connect -e sh h 1", "no way to run a command");
	refuses("connect -c sh h 1", "no way to run a command");
}

static void
takes_language_from_environment(void **state)
{
	(void)state;
	setenv("SOCKDEMO_LANG", "pt", 1);
	assert_null(parse("listen 1"));
	assert_int_equal(o.langs.first, LANG_PT);
	assert_null(parse("listen --lang en 1"));
	assert_int_equal(o.langs.first, LANG_EN);
	setenv("SOCKDEMO_LANG", "klingon", 1);
	refuses("listen 1", "SOCKDEMO_LANG");
	assert_null(parse("listen --lang pt 1"));
	assert_int_equal(o.langs.first, LANG_PT);
}

/* Once in each language that is asked for, also when --lang comes later. */
static void
complains_in_each_language(void **state)
{
	(void)state;
	assert_non_null(parse("listen --bogus --lang both"));
	assert_int_equal(captured.text[strlen(captured.text) - 1], '\n');
	assert_non_null(strstr(captured.text, "\nsockdemo: "));
	assert_non_null(parse("listen --bogus --lang=both 1"));
	assert_non_null(strstr(captured.text, "\nsockdemo: "));
	assert_non_null(parse("listen --bogus -- --lang=both"));
	assert_null(strstr(captured.text, "\nsockdemo: "));
}

#define TEST(name) cmocka_unit_test_setup(name, clear_environment)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_table_is_whole),
		TEST(names_are_unique),
		TEST(rows_are_for_their_commands),
		TEST(has_defaults),
		TEST(takes_values),
		TEST(combines_letters),
		TEST(stands_anywhere),
		TEST(refuses_bad_values),
		TEST(refuses_what_is_unknown),
		TEST(knows_other_netcats),
		TEST(takes_language_from_environment),
		TEST(complains_in_each_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
