/*
 * --help, and what is said to who typed no command: made from the tables of
 * options and commands.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "option/help.h"
#include "text/buf.h"
#include "text/utf8.h"
#include "text/word.h"
#include "text/wrap.h"

/* Two columns: what stands on the left, and what it means, folded. */
static void
print_row(const char *left, const char *right, int column, int width)
{
	int room = width - column > 20 ? width - column : 20;

	if (utf8_columns(left) > column - 1)
		printf("%s\n%*s", left, column, "");
	else
		printf("%s%*s", left, column - utf8_columns(left), "");
	while (*right != '\0') {
		size_t n = wrap(right, (size_t)room);

		printf("%.*s\n", (int)n, right);
		right += n;
		right += strspn(right, " ");
		if (*right != '\0')
			printf("%*s", column, "");
	}
}

static void
print_option(enum lang lang, const struct option_row *row, int width)
{
	struct buf left = { 0 };

	if (row->letter != 0)
		buf_printf(&left, "  -%c, ", row->letter);
	else
		buf_put(&left, "      ");
	buf_printf(&left, "--%s", row->name);
	if (row->value != NULL)
		buf_printf(&left, " %s", tr(lang, row->value));
	if (row->also != NULL)
		buf_printf(&left, "[=%s]", row->also);
	print_row(left.s, tr(lang, row->help), 31, width);
}

static void
put_usage(struct buf *buf, enum lang lang, const struct options *o,
    const struct command *command)
{
	buf_put(buf, "  ");
	put_word(buf, o->program);
	buf_printf(buf, " %s", tr(lang, command->usage));
}

static bool
is_asked_for(const struct options *o, const struct command *command)
{
	return o->command == NULL || o->command == command;
}

/* The column of what they do: behind the longest, unless the program's name
   alone is long. */
static int
usage_column(enum lang lang, const struct options *o)
{
	int column = 0;

	for (int i = 0; o->commands[i] != NULL; i++) {
		struct buf left = { 0 };

		put_usage(&left, lang, o, o->commands[i]);
		if (is_asked_for(o, o->commands[i]) &&
		    utf8_columns(left.s) + 2 > column)
			column = utf8_columns(left.s) + 2;
	}
	return column > 52 ? 8 : column;
}

static void
print_usage(enum lang lang, const struct options *o, int width)
{
	int column = usage_column(lang, o);

	printf("%s\n", tr(lang, "Usage:"));
	for (int i = 0; o->commands[i] != NULL; i++) {
		struct buf left = { 0 };

		if (!is_asked_for(o, o->commands[i]))
			continue;
		put_usage(&left, lang, o, o->commands[i]);
		print_row(
		    left.s, tr(lang, o->commands[i]->what), column, width);
	}
}

static void
print_group(enum lang lang, const struct command *command,
    enum option_group group, int width)
{
	bool any = false;

	for (int i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->group != group ||
		    (command != NULL && !(row->of & command->has)))
			continue;
		if (!any)
			printf("\n%s\n", tr(lang, option_groups[group]));
		any = true;
		print_option(lang, row, width);
	}
}

void
put_first_step(struct buf *buf, const struct options *o, int step)
{
	static const char *const steps[FIRST_STEPS] = { "listen -v 1234",
		"connect -v 127.0.0.1 1234" };

	put_word(buf, o->program);
	buf_printf(buf, " %s", steps[step]);
}

static void
print_first_steps(FILE *file, enum lang lang, const struct options *o)
{
	struct buf step[FIRST_STEPS] = { 0 };

	for (int i = 0; i < FIRST_STEPS; i++)
		put_first_step(&step[i], o, i);
	fprintf(file, "%s\n  %s\n%s\n  %s\n",
	    tr(lang, "To begin, in one terminal:"), step[0].s,
	    tr(lang, "and in another:"), step[1].s);
}

/* As man(1) finds it: beside the folders of the PATH. */
static bool
has_manual(void)
{
	static const char *const names[] = { "sockdemo.1", "sockdemo.1.gz" };
	const char *path = getenv("PATH");
	size_t n;

	for (; path != NULL; path = path[n] == ':' ? path + n + 1 : NULL) {
		n = strcspn(path, ":");
		for (int i = 0; n > 0 && i < 2; i++) {
			struct buf file = { 0 };

			buf_printf(&file, "%.*s/../share/man/man1/%s", (int)n,
			    path, names[i]);
			if (access(file.s, R_OK) == 0)
				return true;
		}
	}
	return false;
}

static void
help_in(enum lang lang, const struct options *o)
{
	int width = terminal_width(STDOUT_FILENO, 80);
	const struct command *command = o->command;
	bool talks = command == NULL || (command->has & OF_TALKING) != 0;
	bool manual = has_manual();

	if (talks) {
		print_first_steps(stdout, lang, o);
		putchar('\n');
	}
	print_usage(lang, o, width);
	for (int i = 0; i < GROUP_COUNT; i++)
		print_group(lang, command, (enum option_group)i, width);
	if (talks || manual)
		putchar('\n');
	if (talks)
		puts(tr(lang, "At the prompt, /help shows its commands."));
	if (manual)
		puts(tr(lang, "The manual: man sockdemo"));
}

void
help(const struct options *o)
{
	LANGS_EACH (lang, o->langs) {
		if (o->langs.both && lang != LANG_EN)
			putchar('\n');
		help_in(lang, o);
	}
}

void
first_contact(const struct options *o)
{
	struct buf word = { 0 };

	put_word(&word, o->program);
	LANGS_EACH (lang, o->langs) {
		print_first_steps(stderr, lang, o);
		fprintf(stderr,
		    tr(lang,
			"To see both ends at once: %s demo. All options: %s "
			"--help"),
		    word.s, word.s);
		fputc('\n', stderr);
	}
}
