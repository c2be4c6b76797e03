#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "text/buf.h"
#include "text/utf8.h"
#include "text/word.h"
#include "text/wrap.h"

static const struct {
	const char *usage;
	const char *what;
} commands[COMMAND_COUNT] = {
	[COMMAND_LISTEN] = { N_("sockdemo listen [options] [address] port"),
	    N_("wait for a client, and talk to it") },
	[COMMAND_CONNECT] = { N_("sockdemo connect [options] address port"),
	    N_("talk to a server") },
	[COMMAND_DEMO] = { N_("sockdemo demo [options]"),
	    N_("both ends of a conversation side by side, on this machine") },
	[COMMAND_COMPLETION] = { N_("sockdemo completion bash|zsh|fish"),
	    N_("what a shell needs to complete commands and options") },
};

/* Two columns: what stands on the left, and what it means, folded. */
static void
print_row(const char *left, const char *right, int column, int width)
{
	int room = width - column > 20 ? width - column : 20;

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
	print_row(left.s, tr(lang, row->help), 30, width);
}

static void
help_in(enum lang lang, enum command_id command)
{
	int width = terminal_width(STDOUT_FILENO, 80);

	printf("%s\n", tr(lang, "Usage:"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		struct buf left = { 0 };

		if (command != COMMAND_COUNT && command != (enum command_id)i)
			continue;
		buf_printf(&left, "  %s", tr(lang, commands[i].usage));
		print_row(left.s, tr(lang, commands[i].what), 45, width);
	}
	printf("\n%s\n", tr(lang, "Options:"));
	for (int i = 0; i < OPT_COUNT; i++)
		if (command == COMMAND_COUNT ||
		    option_rows[i].commands & 1u << command)
			print_option(lang, &option_rows[i], width);
	printf("\n%s\n", tr(lang, "The manual: man sockdemo"));
}

void
help(const struct options *o)
{
	LANGS_EACH (lang, o->langs) {
		if (o->langs.both && lang != LANG_EN)
			putchar('\n');
		help_in(lang, o->command);
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
