/*
 * Reading the command line, by the table of options. What is said of it when it
 * cannot be understood is one line (usage.h).
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "option/parse.h"
#include "option/usage.h"
#include "text/nearest.h"
#include "text/safe.h"
#include "text/word.h"

/* More would not fit into the 64 bits that say which were given. */
enum { OPTIONS_MAX = 64, COMMANDS_MAX = 16 };

/* How long a name is that "=VALUE" may follow. */
static size_t
name_length(const char *name)
{
	return strcspn(name, "=");
}

static int
unknown_long(struct langs langs, const char *word)
{
	const char *names[OPTIONS_MAX + 1] = { NULL }, *near;
	const char *begin = word + strspn(word, "-");
	char name[64], safe[256];

	for (int i = 0; i < option_count; i++)
		names[i] = option_rows[i].name;
	snprintf(name, sizeof(name), "%.*s", (int)name_length(begin), begin);
	near = nearest(name, names);
	safe_name(word, safe, sizeof(safe));
	if (near == NULL)
		return usage_error(langs, N_("unknown option: %s"), safe);
	return usage_error(
	    langs, N_("unknown option: %s; did you mean --%s?"), safe, near);
}

/* "-verbose" is not -v, then the -e of other netcats. */
static bool
lacks_a_dash(const char *word)
{
	for (int i = 0; i < option_count; i++) {
		const char *name = option_rows[i].name;

		if (name_length(word + 1) == strlen(name) &&
		    strncmp(word + 1, name, strlen(name)) == 0)
			return true;
	}
	return false;
}

/* The letters of other netcats are answered with sockdemo's way. */
static int
unknown_letter(const struct options *o, int letter)
{
	struct langs langs = o->langs;
	struct buf word = { 0 };
	char one[2] = { (char)letter, '\0' }, safe[SAFE_MAX + 1];

	switch (letter) {
	case 'l':
		put_word(&word, o->program);
		return usage_error(langs,
		    N_("-l: to listen, use the command: %s listen PORT"),
		    word.s);
	case 'N':
		return usage_error(langs,
		    N_("-N: not needed: when the input ends, sockdemo tells "
		       "the other end (see --no-shutdown)"));
	case 'q':
		return usage_error(langs,
		    N_("-q: not needed: sockdemo ends when both directions "
		       "have ended (see --exit-on-eof)"));
	case 'd':
		return usage_error(langs,
		    N_("-d: to send nothing, redirect the input: "
		       "< /dev/null"));
	case 'e':
	case 'c':
		return usage_error(langs,
		    N_("-%c: there is no way to run a command for the other "
		       "end"),
		    letter);
	default:
		return usage_error(langs, N_("unknown option: -%s"),
		    safe_name(one, safe, sizeof(safe)));
	}
}

/* For getopt_long(3): the letters, and the long names. */
static void
make_tables(char *letters, struct option *longs)
{
	/* "-": arguments come in order, also under POSIXLY_CORRECT; ":": a
	   missing value is told apart. */
	letters += sprintf(letters, "-:");
	for (int i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->letter != 0)
			letters += sprintf(letters, "%c%s", row->letter,
			    row->value != NULL ? ":" : "");
		longs[i] = (struct option){ .name = row->name,
			.has_arg = row->also != NULL ? optional_argument
			    : row->value != NULL     ? required_argument
						     : no_argument,
			.val = 256 + i };
	}
	longs[option_count] = (struct option){ 0 };
}

static int
row_of(int code)
{
	for (int i = 0; i < option_count; i++)
		if (code == 256 + i ||
		    (code != 0 && code == option_rows[i].letter))
			return i;
	return -1;
}

static const struct command *
find_command(const struct options *o, const char *name)
{
	for (int i = 0; o->commands[i] != NULL; i++)
		if (strcmp(name, o->commands[i]->name) == 0)
			return o->commands[i];
	return NULL;
}

static int
unknown_command(const struct options *o, const char *word)
{
	const char *names[COMMANDS_MAX + 1] = { NULL }, *near;
	struct buf list = { 0 };
	char safe[256];

	for (int i = 0; i < COMMANDS_MAX && o->commands[i] != NULL; i++) {
		names[i] = o->commands[i]->name;
		buf_printf(&list, "%s%s", i > 0 ? ", " : "", names[i]);
	}
	near = nearest(word, names);
	safe_name(word, safe, sizeof(safe));
	if (near != NULL)
		return usage_error(o->langs,
		    N_("unknown command: %s; did you mean %s?"), safe, near);
	return usage_error(o->langs,
	    N_("unknown command: %s; the commands are %s"), safe, list.s);
}

static int
take_argument(struct options *o, const char *word, int *n)
{
	char safe[256];

	/* And of which one, if it comes after it. */
	if (o->command == NULL && strcmp(word, "help") == 0) {
		o->help = true;
		return 0;
	}
	if (o->command == NULL) {
		o->command = find_command(o, word);
		return o->command != NULL ? 0 : unknown_command(o, word);
	}
	if (*n == o->command->most)
		return usage_error(o->langs, N_("one argument too many: %s"),
		    safe_name(word, safe, sizeof(safe)));
	o->argument[(*n)++] = word;
	return 0;
}

/* From here on all is a program's: what it is, and its arguments, also those
   that look like options of ours. */
static bool
begins_program(struct options *o, char *const *word)
{
	if (o->command == NULL || o->command->arguments != ARGUMENTS_PROGRAM)
		return false;
	o->words = word;
	return true;
}

/* A message may have to be told before --lang is reached. */
static void
find_lang(struct options *o, int argc, char *argv[])
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strncmp(argv[i], "--lang=", 7) == 0)
			langs_parse(argv[i] + 7, &o->langs);
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			langs_parse(argv[i + 1], &o->langs);
}

/* getopt_long(3) takes "--verb" for --verbose; scripts would come to rely on
   it, and break with the next option that begins so. */
static bool
is_abbreviated(const char *word, const char *name)
{
	return strncmp(word, "--", 2) == 0 &&
	    name_length(word + 2) != strlen(name);
}

static int
take_option(
    struct options *o, int code, const char *word, unsigned long long *used)
{
	int i = row_of(code == '?' || code == ':' ? optopt : code);
	char safe[256];

	if (i != -1 && is_abbreviated(word, option_rows[i].name))
		return unknown_long(o->langs, word);
	if (code == ':')
		return usage_error(o->langs,
		    N_("option %s: its value is missing"),
		    safe_name(word, safe, sizeof(safe)));
	if (code == '?' && i != -1)
		return usage_error(o->langs, N_("option --%s takes no value"),
		    option_rows[i].name);
	if (code == '?' && optopt != 0 && !lacks_a_dash(word))
		return unknown_letter(o, optopt);
	if (i == -1)
		return unknown_long(o->langs, word);
	*used |= 1ull << i;
	if (option_rows[i].take != NULL)
		return option_rows[i].take(o, optarg);
	*(bool *)((char *)o + option_rows[i].flag) = true;
	return 0;
}

static int
check_command(const struct options *o, unsigned long long used)
{
	if (o->command == NULL)
		return 0;
	if (o->chat && o->echo)
		return usage_error(
		    o->langs, N_("--chat and --echo: only one of them can be"));
	if (o->udp && o->access.n > 0)
		return usage_error(o->langs,
		    N_("-u: there are no connections to refuse, so that "
		       "--allow and --deny do not go with it"));
	if (o->udp && o->no_accept)
		return usage_error(o->langs,
		    N_("-u: there are no connections to accept, so that "
		       "--no-accept does not go with it"));
	if (o->no_read && o->echo)
		return usage_error(o->langs,
		    N_("--no-read and --echo: only one of them can be"));
	if (o->unix_path && o->access.n > 0)
		return usage_error(o->langs,
		    N_("-U: a client has no network address, so that --allow "
		       "and --deny do not go with it"));
	for (int i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];
		char letter[] = { '-', row->letter, ',', ' ', '\0' };

		if (used & 1ull << i && !(row->of & o->command->has))
			return usage_error(o->langs,
			    N_("%s--%s is not an option of sockdemo %s"),
			    row->letter != 0 ? letter : "", row->name,
			    o->command->name);
	}
	return 0;
}

/* Whether a command takes a word that begins with a dash as what it is asked
   about: "explain -k". Its own options stay options. */
static bool
is_argument(const struct options *o, const char *word)
{
	if (o->command == NULL || !o->command->dashes || word == NULL ||
	    word[0] != '-' || word[1] == '\0' || strcmp(word, "--") == 0)
		return false;
	for (int i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];
		char letter[] = { '-', row->letter, '\0' };
		size_t n = name_length(word + 2);

		if (!(row->of & o->command->has))
			continue;
		if (strcmp(word, letter) == 0 ||
		    (word[1] == '-' && strlen(row->name) == n &&
			strncmp(word + 2, row->name, n) == 0))
			return false;
	}
	return true;
}

int
options_parse(struct options *o, const struct command *const *commands,
    int argc, char *argv[])
{
	char letters[4 * OPTIONS_MAX + 3];
	struct option longs[OPTIONS_MAX + 1];
	unsigned long long used = 0;
	struct langs langs;
	int code, n = 0;
	bool known;

	*o = (struct options){
		.program = argc > 0 && *argv[0] != '\0' ? argv[0] : "sockdemo",
		.commands = commands,
		.backlog = -1,
		.wait = -1,
		.idle = -1
	};
	known = langs_from_environment(&o->langs);
	langs = o->langs;
	find_lang(o, argc, argv);
	make_tables(letters, longs);
	opterr = 0;
	for (;;) {
		const char *word = argv[optind];

		if (is_argument(o, word)) {
			if (take_argument(o, word, &n) != 0)
				return -1;
			optind++;
			continue;
		}
		code = getopt_long(argc, argv, letters, longs, NULL);
		if (code == -1 ||
		    (code == 1 && begins_program(o, &argv[optind - 1])))
			break;
		if (code == 1 ? take_argument(o, optarg, &n) != 0
			      : take_option(o, code, word, &used) != 0)
			return -1;
	}
	for (; optind < argc && o->words == NULL; optind++)
		if (!begins_program(o, &argv[optind]) &&
		    take_argument(o, argv[optind], &n) != 0)
			return -1;
	if (!o->lang_given) /* what was found is the program's */
		o->langs = langs;
	if (!known && !o->lang_given) {
		usage_error(
		    o->langs, N_("SOCKDEMO_LANG: en, pt or both was expected"));
		return -1;
	}
	/* Many come at once; and whoever finds the queue full has to wait for
	   its kernel to try again, a second at least. */
	if (o->backlog == -1)
		o->backlog = o->many && !o->no_accept ? SOMAXCONN : 5;
	return check_command(o, used) == 0 ? 0 : -1;
}
