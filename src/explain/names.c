/*
 * The names that can be asked for, for who completes them: a shell, the prompt.
 */
#include "explain/explain.h"

#include <stdio.h>
#include <string.h>

#include "text/catalogue.h"

struct names {
	const char **list;
	size_t n, size;
};

static void
add_name(struct names *names, const char *name)
{
	if (strpbrk(name, " ':") == NULL && names->n + 1 < names->size)
		names->list[names->n++] = name;
}

static bool
add_names(void *owner, const struct entry *e)
{
	const char *first = entry_name(LANG_EN, e);

	if (e->option != NULL) /* they are options to a shell, too */
		return true;
	add_name(owner, first);
	for (int i = 0; catalogues[i].language != NULL; i++)
		if (strcmp(entry_name((enum lang)(i + 1), e), first) != 0)
			add_name(owner, entry_name((enum lang)(i + 1), e));
	return true;
}

void
explain_names(const struct known *known, const char **list, size_t size)
{
	struct names names = { list, 0, size };

	entries_each(known, add_names, &names);
	list[names.n] = NULL;
}

void
explain_print_words(const struct options *o)
{
	static const struct prompt_word none[] = { { NULL, NULL, NULL } };
	struct known known = { o, none };
	const char *names[1024];

	explain_names(&known, names, sizeof(names) / sizeof(names[0]));
	for (int i = 0; names[i] != NULL; i++)
		printf("%s%.*s", i > 0 ? " " : "", (int)strcspn(names[i], "("),
		    names[i]);
}
