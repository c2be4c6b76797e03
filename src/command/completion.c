/*
 * What a shell needs to complete the command line, made from the one table of
 * options: so a new option is completed as soon as it is there.
 */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/usage.h"
#include "know/sockopts.h"
#include "text/safe.h"

/* What may stand where an option's value does. */
enum values { VALUES_NONE, VALUES_ANY, VALUES_FILE, VALUES_WORDS };

static enum values
values_of(const struct option_row *row)
{
	if (row->value == NULL)
		return VALUES_NONE;
	if (row->id == OPT_LANG || row->id == OPT_COLOR || row->id == OPT_SET)
		return VALUES_WORDS;
	return strcmp(row->value, "FILE") == 0 ||
		strcmp(row->value, "PATH") == 0
	    ? VALUES_FILE
	    : VALUES_ANY;
}

/* "en pt both" */
static void
print_words(const struct option_row *row)
{
	if (row->id == OPT_LANG)
		fputs("en pt both", stdout);
	else if (row->id == OPT_COLOR)
		fputs("auto always never", stdout);
	else
		for (int i = 0; i < sockopt_count; i++)
			printf("%s%s", i > 0 ? " " : "", sockopt_rows[i].name);
}

static bool
is_of(const struct option_row *row, int command)
{
	return row->commands & 1u << command;
}

static void
print_commands(void)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		printf("%s%s", i > 0 ? " " : "", command_names[i]);
}

/* "-o|--output", a pattern of case. */
static void
print_pattern(const struct option_row *row)
{
	if (row->letter != 0)
		printf("-%c|", row->letter);
	printf("--%s", row->name);
}

static void
bash_values(void)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		enum values values = values_of(row);

		if (values == VALUES_NONE)
			continue;
		fputs("\t", stdout);
		print_pattern(row);
		fputs(")", stdout);
		if (values == VALUES_WORDS) {
			fputs(" COMPREPLY=($(compgen -W '", stdout);
			print_words(row);
			fputs("' -- \"$cur\"));", stdout);
		} else if (values == VALUES_FILE) {
			fputs(
			    " compopt -o filenames 2>/dev/null\n\t\t"
			    "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\");",
			    stdout);
		}
		fputs(" return ;;\n", stdout);
	}
}

static void
bash_options(void)
{
	for (int c = 0; c < COMMAND_COUNT; c++) {
		printf("\t%s) words='", command_names[c]);
		for (int i = 0; i < OPT_COUNT; i++) {
			const struct option_row *row = &option_rows[i];

			if (!is_of(row, c))
				continue;
			if (row->letter != 0)
				printf("-%c ", row->letter);
			printf("--%s ", row->name);
		}
		fputs("' ;;\n", stdout);
	}
}

/* Among the words, -U has an argument be a path; it may be one letter of
   several. */
#define ASKS_FOR_PATH "--unixsock|-U*|-[!-]*U*"

/* bash parts words at "=": --lang=en is three of them. */
static void
bash(enum lang lang)
{
	(void)lang;
	fputs(
	    "# bash completion of sockdemo\n"
	    "_sockdemo() {\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev command= path= words i\n"
	    "\tprev=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\tCOMPREPLY=()\n"
	    "\tif [ \"$cur\" = = ]; then\n"
	    "\t\tcur=\n"
	    "\telif [ \"$prev\" = = ]; then\n"
	    "\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
	    "\tfi\n"
	    "\tcase $prev in\n",
	    stdout);
	bash_values();
	fputs("\tesac\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tcase ${COMP_WORDS[i]} in " ASKS_FOR_PATH
	      ") path=yes ;; esac\n"
	      "\t\tcase \" ",
	    stdout);
	print_commands();
	fputs(
	    " \" in\n"
	    "\t\t*\" ${COMP_WORDS[i]} \"*) command=${command:-${COMP_WORDS[i]}} ;;\n"
	    "\t\tesac\n"
	    "\tdone\n"
	    "\tcase $command in\n"
	    "\t'') words='",
	    stdout);
	print_commands();
	fputs(" --help --version' ;;\n", stdout);
	bash_options();
	fputs(
	    "\tesac\n"
	    "\tcase $command$cur in\n"
	    "\tcompletion-*) ;;\n"
	    "\tcompletion*) words='bash zsh fish' ;;\n"
	    "\tlisten-*|connect-*) ;;\n"
	    "\tlisten*|connect*)\n"
	    "\t\t[ -z \"$path\" ] && return\n"
	    "\t\tcompopt -o filenames 2>/dev/null\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n"
	    "\t?*-*) ;;\n"
	    "\t?*) [ -n \"$command\" ] && return ;;\n"
	    "\tesac\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	    "}\n"
	    "complete -F _sockdemo sockdemo\n",
	    stdout);
}

/* A description within '...[...]' of zsh, or '...' of fish. */
static void
print_quoted(const char *s, const char *special)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			fputs("'\\''", stdout);
		else
			printf("%s%c", strchr(special, *s) != NULL ? "\\" : "",
			    *s);
	}
}

static void
zsh_option(enum lang lang, const struct option_row *row)
{
	enum values values = values_of(row);
	bool again = row->id == OPT_VERBOSE || row->id == OPT_SET ||
	    row->id == OPT_ALLOW || row->id == OPT_DENY;
	const char *equals = values != VALUES_NONE ? "=" : "";

	fputs("\t\t\t", stdout);
	if (again)
		fputs("'*'", stdout);
	else if (row->letter != 0)
		printf("'(-%c --%s)'", row->letter, row->name);
	if (row->letter != 0)
		printf("{-%c%s,--%s%s}", row->letter,
		    values != VALUES_NONE ? "+" : "", row->name, equals);
	else
		printf("--%s%s", row->name, equals);
	fputs("'[", stdout);
	print_quoted(tr(lang, row->help), "[]\\");
	fputs("]", stdout);
	if (values != VALUES_NONE) {
		fputs(":", stdout);
		print_quoted(tr(lang, row->value), "[]:\\");
		fputs(":", stdout);
	}
	if (values == VALUES_FILE)
		fputs("_files", stdout);
	if (values == VALUES_WORDS) {
		fputs("(", stdout);
		print_words(row);
		fputs(")", stdout);
	}
	fputs("' \\\n", stdout);
}

static void
zsh(enum lang lang)
{
	fputs("#compdef sockdemo\n"
	      "_sockdemo() {\n"
	      "\tlocal command= where=_hosts word\n"
	      "\tfor word in ${words[2,CURRENT-1]}; do\n"
	      "\t\tcase $word in\n"
	      "\t\t" ASKS_FOR_PATH ") where=_files ;;\n"
	      "\t\t",
	    stdout);
	for (int c = 0; c < COMMAND_COUNT; c++)
		printf("%s%s", c > 0 ? "|" : "", command_names[c]);
	fputs(") command=${command:-$word} ;;\n"
	      "\t\tesac\n"
	      "\tdone\n"
	      "\tcase $command in\n"
	      "\t'')\n"
	      "\t\tcompadd -- ",
	    stdout);
	print_commands();
	fputs("\n\t\t[[ $PREFIX = -* ]] && compadd -- --help --version ;;\n",
	    stdout);
	for (int c = 0; c < COMMAND_COUNT; c++) {
		printf("\t%s)\n\t\t_arguments -s -S \\\n", command_names[c]);
		for (int i = 0; i < OPT_COUNT; i++)
			if (is_of(&option_rows[i], c))
				zsh_option(lang, &option_rows[i]);
		printf("\t\t\t\"*: :%s\" ;;\n",
		    c == COMMAND_COMPLETION ? "(bash zsh fish)" : "$where");
	}
	fputs("\tesac\n"
	      "}\n"
	      "_sockdemo \"$@\"\n",
	    stdout);
}

static void
fish_option(enum lang lang, const struct option_row *row)
{
	enum values values = values_of(row);

	fputs("complete -c sockdemo -n '__fish_seen_subcommand_from", stdout);
	for (int c = 0; c < COMMAND_COUNT; c++)
		if (is_of(row, c))
			printf(" %s", command_names[c]);
	fputs("'", stdout);
	if (row->letter != 0)
		printf(" -s %c", row->letter);
	printf(" -l %s", row->name);
	if (values == VALUES_FILE)
		fputs(" -r -F", stdout);
	else if (values != VALUES_NONE)
		fputs(" -x", stdout);
	if (values == VALUES_WORDS) {
		fputs(" -a '", stdout);
		print_words(row);
		fputs("'", stdout);
	}
	fputs(" -d '", stdout);
	print_quoted(tr(lang, row->help), "\\");
	fputs("'\n", stdout);
}

static void
fish(enum lang lang)
{
	fputs("# fish completion of sockdemo\n"
	      "complete -c sockdemo -f\n"
	      "complete -c sockdemo -n '__fish_is_first_arg' -a '",
	    stdout);
	print_commands();
	fputs("'\n"
	      "complete -c sockdemo -n '__fish_is_first_arg' -l help\n"
	      "complete -c sockdemo -n '__fish_is_first_arg' -l version\n"
	      "complete -c sockdemo -n '__fish_seen_subcommand_from completion'"
	      " -a 'bash zsh fish'\n"
	      "complete -c sockdemo -n '__fish_seen_subcommand_from listen "
	      "connect; and __fish_contains_opt -s U unixsock' -F\n",
	    stdout);
	for (int i = 0; i < OPT_COUNT; i++)
		fish_option(lang, &option_rows[i]);
}

int
command_completion(const struct options *o, struct carrier *carrier)
{
	static const struct {
		const char *name;
		void (*print)(enum lang);
	} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };
	const char *name = o->argument[0];
	char safe[256];

	(void)carrier;
	for (int i = 0; i < 3 && name != NULL; i++)
		if (strcmp(shells[i].name, name) == 0) {
			shells[i].print(o->langs.first);
			return 0;
		}
	if (name == NULL)
		return usage_error(
		    o->langs, N_("completion: which shell? bash, zsh or fish"));
	return usage_error(o->langs,
	    N_("completion %s: bash, zsh or fish was expected"),
	    safe_name(name, safe, sizeof(safe)));
}
