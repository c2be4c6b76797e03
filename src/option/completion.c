/*
 * What a shell needs to complete the command line, made from the one table of
 * options: so a new option is completed as soon as it is there.
 */
#include <stdio.h>
#include <string.h>

#include "know/sockopts.h"
#include "option/commands.h"
#include "option/options.h"
#include "option/usage.h"
#include "text/safe.h"

/* What may stand where an option's value does. */
enum values { VALUES_NONE, VALUES_ANY, VALUES_FILE, VALUES_WORDS };

static enum values
values_of(const struct option_row *row)
{
	if (row->value == NULL)
		return VALUES_NONE;
	if (row->words != NULL)
		return VALUES_WORDS;
	return strcmp(row->value, "FILE") == 0 ? VALUES_FILE : VALUES_ANY;
}

/* "en pt both" */
static void
print_words(const struct option_row *row)
{
	fputs(row->words, stdout);
	for (int i = 0; *row->words == '\0' && i < sockopt_count; i++)
		printf("%s%s", i > 0 ? " " : "", sockopt_rows[i].name);
}

/* What a command's argument may be. */
static void
print_arguments(const struct options *o, const struct command *command)
{
	if (command->print_words != NULL)
		command->print_words(o);
	else
		fputs(command->words, stdout);
}

/* The commands, with something between them. */
static void
print_commands(const struct options *o, const char *between)
{
	for (int i = 0; o->commands[i] != NULL; i++)
		printf("%s%s", i > 0 ? between : "", o->commands[i]->name);
}

/* Those whose arguments are an address. */
static void
print_talkers(const struct options *o, const char *behind, const char *between)
{
	const char *first = "";

	for (int i = 0; o->commands[i] != NULL; i++) {
		if (o->commands[i]->arguments != ARGUMENTS_ADDRESS)
			continue;
		printf("%s%s%s", first, o->commands[i]->name, behind);
		first = between;
	}
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
	for (int i = 0; i < option_count; i++) {
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
bash_options(const struct options *o)
{
	for (int c = 0; o->commands[c] != NULL; c++) {
		printf("\t%s) words='", o->commands[c]->name);
		for (int i = 0; i < option_count; i++) {
			const struct option_row *row = &option_rows[i];

			if (!(row->of & o->commands[c]->has))
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

/* A program's name, which may stand behind an option, and its arguments. */
static void
bash_program(const char *command)
{
	printf("\t%s-*) ;;\n"
	       "\t%s*) words=f\n"
	       "\t\tcase $prev in %s|-*) words=cf ;; esac\n"
	       "\t\tcompopt -o filenames 2>/dev/null\n"
	       "\t\tmapfile -t COMPREPLY < "
	       "<(compgen -$words -- \"$cur\"); return ;;\n",
	    command, command, command);
}

/* What stands where an argument does: words, or a path where -U asks for it. */
static void
bash_arguments(const struct options *o)
{
	fputs("\tcase $command$cur in\n", stdout);
	for (int c = 0; o->commands[c] != NULL; c++)
		if (o->commands[c]->arguments == ARGUMENTS_WORDS) {
			printf("\t%s-*) ;;\n\t%s*) words='",
			    o->commands[c]->name, o->commands[c]->name);
			print_arguments(o, o->commands[c]);
			fputs("' ;;\n", stdout);
		} else if (o->commands[c]->arguments == ARGUMENTS_PROGRAM) {
			bash_program(o->commands[c]->name);
		}
	fputs("\t", stdout);
	print_talkers(o, "-*", "|");
	fputs(") ;;\n\t", stdout);
	print_talkers(o, "*", "|");
	fputs(
	    ")\n"
	    "\t\t[ -z \"$path\" ] && return\n"
	    "\t\tcompopt -o filenames 2>/dev/null\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n"
	    "\t?*-*) ;;\n"
	    "\t?*) [ -n \"$command\" ] && return ;;\n"
	    "\tesac\n",
	    stdout);
}

/* What may stand there behind "=" only. */
static void
bash_also(void)
{
	for (int i = 0; i < option_count; i++)
		if (option_rows[i].also != NULL)
			printf("\t\t--%s) COMPREPLY=($(compgen -W %s -- "
			       "\"$cur\")); return ;;\n",
			    option_rows[i].name, option_rows[i].also);
}

/* bash parts words at "=": --lang=en is three of them. */
static void
bash(const struct options *o)
{
	fputs(
	    "# bash completion of sockdemo\n"
	    "_sockdemo() {\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev command= path= words i\n"
	    "\tlocal behind=\n"
	    "\tprev=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\tCOMPREPLY=()\n"
	    "\tif [ \"$cur\" = = ]; then\n"
	    "\t\tcur= behind=$prev\n"
	    "\telif [ \"$prev\" = = ]; then\n"
	    "\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
	    "\t\tbehind=$prev\n"
	    "\tfi\n"
	    "\tcase $behind in\n",
	    stdout);
	bash_also();
	fputs("\tesac\n"
	      "\tcase $prev in\n",
	    stdout);
	bash_values();
	fputs("\tesac\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tcase ${COMP_WORDS[i]} in " ASKS_FOR_PATH
	      ") path=yes ;; esac\n"
	      "\t\tcase \" ",
	    stdout);
	print_commands(o, " ");
	fputs(
	    " \" in\n"
	    "\t\t*\" ${COMP_WORDS[i]} \"*) command=${command:-${COMP_WORDS[i]}} ;;\n"
	    "\t\tesac\n"
	    "\tdone\n"
	    "\tcase $command in\n"
	    "\t'') words='",
	    stdout);
	print_commands(o, " ");
	fputs(" --help --version' ;;\n", stdout);
	bash_options(o);
	fputs("\tesac\n", stdout);
	bash_arguments(o);
	fputs("\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
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
	const char *equals = row->also != NULL ? "=-"
	    : values != VALUES_NONE            ? "="
					       : "";

	fputs("\t\t\t", stdout);
	if (row->again)
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
	if (row->also != NULL)
		printf("::%s:(%s)", row->also, row->also);
	if (values == VALUES_FILE)
		fputs("_files", stdout);
	if (values == VALUES_WORDS) {
		fputs("(", stdout);
		print_words(row);
		fputs(")", stdout);
	}
	fputs("' \\\n", stdout);
}

/* One command: its options, and what its arguments are. */
static void
zsh_command(const struct options *o, const struct command *command)
{
	printf("\t%s)\n\t\t_arguments -s -S \\\n", command->name);
	for (int i = 0; i < option_count; i++)
		if (option_rows[i].of & command->has)
			zsh_option(o->langs.first, &option_rows[i]);
	if (command->arguments == ARGUMENTS_WORDS) {
		fputs("\t\t\t\"*: :(", stdout);
		print_arguments(o, command);
		fputs(")\" ;;\n", stdout);
	} else if (command->arguments == ARGUMENTS_PROGRAM)
		fputs("\t\t\t'1: :' '(-)2: :_command_names -e' "
		      "'*::arguments:_normal' ;;\n",
		    stdout);
	else
		printf("\t\t\t\"*: :$where\" ;;\n");
}

static void
zsh(const struct options *o)
{
	fputs("#compdef sockdemo\n"
	      "_sockdemo() {\n"
	      "\tlocal command= where=_hosts word\n"
	      "\tfor word in ${words[2,CURRENT-1]}; do\n"
	      "\t\tcase $word in\n"
	      "\t\t" ASKS_FOR_PATH ") where=_files ;;\n"
	      "\t\t",
	    stdout);
	print_commands(o, "|");
	fputs(") command=${command:-$word} ;;\n"
	      "\t\tesac\n"
	      "\tdone\n"
	      "\tcase $command in\n"
	      "\t'')\n"
	      "\t\tcompadd -- ",
	    stdout);
	print_commands(o, " ");
	fputs("\n\t\t[[ $PREFIX = -* ]] && compadd -- --help --version ;;\n",
	    stdout);
	for (int c = 0; o->commands[c] != NULL; c++)
		zsh_command(o, o->commands[c]);
	fputs("\tesac\n"
	      "}\n"
	      "_sockdemo \"$@\"\n",
	    stdout);
}

static void
fish_option(const struct options *o, const struct option_row *row)
{
	enum lang lang = o->langs.first;
	enum values values = values_of(row);

	fputs("complete -c sockdemo -n '__fish_seen_subcommand_from", stdout);
	for (int c = 0; o->commands[c] != NULL; c++)
		if (row->of & o->commands[c]->has)
			printf(" %s", o->commands[c]->name);
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
	if (row->also != NULL)
		printf(" -a '--%s=%s'", row->name, row->also);
	fputs(" -d '", stdout);
	print_quoted(tr(lang, row->help), "\\");
	fputs("'\n", stdout);
}

/* A program's name, and its arguments as its own completion has them. */
static void
fish_program(const struct command *command)
{
	printf("complete -c sockdemo -n '__fish_seen_subcommand_from %s' -x -a "
	       "'(__fish_complete_subcommand --fcs-skip=2",
	    command->name);
	for (int i = 0; i < option_count; i++)
		if (option_rows[i].of & command->has &&
		    values_of(&option_rows[i]) != VALUES_NONE)
			printf(" --%s", option_rows[i].name);
	fputs(")'\n", stdout);
}

static void
fish(const struct options *o)
{
	fputs("# fish completion of sockdemo\n"
	      "complete -c sockdemo -f\n"
	      "complete -c sockdemo -n '__fish_is_first_arg' -a '",
	    stdout);
	print_commands(o, " ");
	fputs("'\n"
	      "complete -c sockdemo -n '__fish_is_first_arg' -l help\n"
	      "complete -c sockdemo -n '__fish_is_first_arg' -l version\n",
	    stdout);
	for (int c = 0; o->commands[c] != NULL; c++)
		if (o->commands[c]->arguments == ARGUMENTS_WORDS) {
			printf("complete -c sockdemo -n "
			       "'__fish_seen_subcommand_from %s' -a '",
			    o->commands[c]->name);
			print_arguments(o, o->commands[c]);
			fputs("'\n", stdout);
		} else if (o->commands[c]->arguments == ARGUMENTS_PROGRAM) {
			fish_program(o->commands[c]);
		}
	fputs("complete -c sockdemo -n '__fish_seen_subcommand_from ", stdout);
	print_talkers(o, "", " ");
	fputs("; and __fish_contains_opt -s U unixsock' -F\n", stdout);
	for (int i = 0; i < option_count; i++)
		fish_option(o, &option_rows[i]);
}

static int
run(const struct options *o, struct carrier *carrier)
{
	static const struct {
		const char *name;
		void (*print)(const struct options *);
	} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };
	const char *name = o->argument[0];
	char safe[256];

	(void)carrier;
	for (int i = 0; i < 3 && name != NULL; i++)
		if (strcmp(shells[i].name, name) == 0) {
			shells[i].print(o);
			return 0;
		}
	if (name == NULL)
		return usage_error(
		    o->langs, N_("completion: which shell? bash, zsh or fish"));
	return usage_error(o->langs,
	    N_("completion %s: bash, zsh or fish was expected"),
	    safe_name(name, safe, sizeof(safe)));
}

const struct command command_completion = {
	.name = "completion",
	.usage = N_("completion bash|zsh|fish"),
	.what = N_("what a shell needs to complete commands and options"),
	.arguments = ARGUMENTS_WORDS,
	.words = "bash zsh fish",
	.most = 1,
	.has = OF_ANY,
	.prints = true,
	.run = run,
};
