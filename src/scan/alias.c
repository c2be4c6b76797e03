/*
 * The table of aliases: the file itself, which the assembler puts in, and its
 * reading, which only happens when something is to be explained.
 */
#include "scan/alias.h"

#include <stdlib.h>
#include <string.h>

#include "scan/plain.h"
#include "text/lang.h"

#ifndef ALIASES_FILE
#define ALIASES_FILE "src/entries/aliases.tsv"
#endif

extern const char aliases_file[], aliases_file_end[];
__asm__(".pushsection .rodata\n"
	"\t.globl aliases_file\n"
	"\t.globl aliases_file_end\n"
	"aliases_file:\n"
	"\t.incbin \"" ALIASES_FILE "\"\n"
	"aliases_file_end:\n"
	"\t.byte 0\n"
	"\t.popsection\n");

static const struct {
	const char *prefix;
	enum alias_kind kind;
} kinds[] = { { "weak:", ALIAS_WEAK }, { "asked:", ALIAS_ASKED },
	{ "begins:", ALIAS_BEGINS }, { AS_IS("goes on:"), ALIAS_GOES_ON },
	{ "warns:", ALIAS_WARNS } };

static const struct {
	const char *hole; /* in an alias */
	const char *what; /* the rows whose numbers it stands for */
} numbers[NUMBERS] = {
	[NUMBER_ERRNO] = { "{errno}", AS_IS("errno number, Linux") },
	[NUMBER_WINSOCK] = { "{winsock}", AS_IS("Winsock number, WinError") },
};

static enum alias_kind
kind_of(const char *text, const char *what)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(what, kinds[i].prefix, strlen(kinds[i].prefix)) ==
		    0)
			return kinds[i].kind;
	/* A number alone is none of a text's. */
	return text[strspn(text, "-0123456789")] == '\0' ? ALIAS_ASKED
							 : ALIAS_STRONG;
}

/* "[errno {errno}]" is parted where its number stands. */
static void
find_number(struct alias *a, char *text)
{
	for (int i = NUMBER_NONE + 1; i < NUMBERS; i++) {
		char *hole = strstr(text, numbers[i].hole);

		if (hole == NULL)
			continue;
		a->number = (enum alias_number)i;
		a->behind = hole + strlen(numbers[i].hole);
		*hole = '\0';
	}
}

/* "111" of its kind: what "errno {errno}" needs. */
static void
keep_number(
    struct aliases *all, const char *text, const char *what, const char *symbol)
{
	long n = strtol(text, NULL, 10);

	for (int i = NUMBER_NONE + 1; i < NUMBERS; i++)
		if (strcmp(what, numbers[i].what) == 0 && n > 0 &&
		    n < ALIAS_NUMBER_MAX)
			all->symbols[i][n] = symbol;
}

/* Ends the field in which s points, and returns the next one. */
static char *
next_field(char *s, char end)
{
	s = strchr(s, end);
	if (s == NULL)
		return NULL;
	*s = '\0';
	return s + 1;
}

/* Reads the row that a line is; false: it lacks a field. */
static bool
read_row(struct aliases *all, char *line)
{
	struct alias *a = &all->row[all->count];
	char *what = next_field(line, '\t'), *symbol, *source;

	symbol = what != NULL ? next_field(what, '\t') : NULL;
	source = symbol != NULL ? next_field(symbol, '\t') : NULL;
	if (source == NULL)
		return false;
	plain_string(line);
	*a = (struct alias){ .text = line,
		.behind = "",
		.shown = aliases_file + (line - all->text),
		.kind = kind_of(line, what),
		.symbol = symbol };
	keep_number(all, line, what, symbol);
	find_number(a, line);
	a->len = strlen(line);
	a->next = all->first[alias_start(line)];
	all->first[alias_start(line)] = all->count++;
	return true;
}

static int
count_lines(const char *s)
{
	int n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

struct aliases *
aliases_read(void)
{
	struct aliases *all = calloc(1, sizeof(*all));

	if (all == NULL)
		return NULL;
	all->text = strdup(aliases_file);
	all->row =
	    calloc((size_t)count_lines(aliases_file) + 1, sizeof(*all->row));
	if (all->text == NULL || all->row == NULL) {
		aliases_free(all);
		return NULL;
	}
	for (int i = 0; i < ALIAS_STARTS; i++)
		all->first[i] = -1;
	/* The first line names the columns. */
	for (char *line = next_field(all->text, '\n'), *next; line != NULL;
	     line = next) {
		next = next_field(line, '\n');
		read_row(all, line);
	}
	return all;
}

void
aliases_free(struct aliases *all)
{
	if (all == NULL)
		return;
	free(all->text);
	free(all->row);
	free(all);
}

void
put_alias(struct buf *buf, const struct alias *a, int number)
{
	size_t len = strcspn(a->shown, "\t"), hole;

	if (a->number == NUMBER_NONE) {
		buf_printf(buf, "%.*s", (int)len, a->shown);
		return;
	}
	hole = strcspn(a->shown, "{");
	buf_printf(buf, "%.*s%d", (int)hole, a->shown, number);
	hole += strlen(numbers[a->number].hole);
	buf_printf(buf, "%.*s", (int)(len - hole), a->shown + hole);
}
