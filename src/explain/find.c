/*
 * From words to entries. What they look like does not matter: "SO_REUSEADDR",
 * "so-reuseaddr", "Ligação", "ligacao", "bind", "bind()".
 */
#include "explain/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan/plain.h"
#include "text/catalogue.h"

void
name_key(char key[NAME_KEY_MAX], const char *word)
{
	snprintf(key, NAME_KEY_MAX, "%s", word);
	plain_string(key);
	for (char *s = key; *s != '\0'; s++)
		if (*s == ' ' || (*s == '-' && s > key && s[-1] != '-'))
			*s = '_';
}

/* Whether a name is that key; a call is also found without "()". */
static bool
is_key(const char *name, const char *key)
{
	char own[NAME_KEY_MAX];
	size_t n = strlen(key);

	name_key(own, name);
	return strcmp(own, key) == 0 ||
	    (n > 0 && strncmp(own, key, n) == 0 && strcmp(own + n, "()") == 0);
}

bool
names_match(const char *name, const char *word)
{
	char key[NAME_KEY_MAX];

	name_key(key, word);
	return is_key(name, key);
}

static void
add(struct senses *senses, const struct entry *e)
{
	for (int i = 0; i < senses->n; i++)
		if (senses->list[i].subject == e->subject &&
		    strcmp(senses->list[i].name, e->name) == 0)
			return;
	if (senses->n < SENSES_MAX)
		senses->list[senses->n++] = *e;
}

struct search {
	struct senses *senses;
	const char *word; /* as it was typed */
	const char *key;
	bool bare; /* nothing else is called so: an option's name without its
	              "--" will do, and a field's */
};

static bool
has_name(const struct search *s, const struct entry *e)
{
	if (e->subject == SUBJECT_OPTIONS) {
		char letter[] = { '-', e->option->letter, '\0' };

		return (e->option->letter != 0 &&
			   strcmp(s->word, letter) == 0) ||
		    (strncmp(s->key, "--", 2) == 0 &&
			is_key(e->name, s->key + 2)) ||
		    (s->bare && is_key(e->name, s->key));
	}
	if (e->subject == SUBJECT_FIELDS) /* many are words, too */
		return s->bare && is_key(e->name, s->key);
	if (is_key(e->name, s->key))
		return true;
	for (int i = 0;
	     e->subject == SUBJECT_WORDS && catalogues[i].language != NULL; i++)
		if (is_key(entry_name((enum lang)(i + 1), e), s->key))
			return true;
	return false;
}

static bool
add_named(void *owner, const struct entry *e)
{
	const struct search *s = owner;

	if (has_name(s, e))
		add(s->senses, e);
	return true;
}

struct symbol_search {
	struct senses *senses;
	const char *symbol;
};

static bool
add_symbol(void *owner, const struct entry *e)
{
	const struct symbol_search *s = owner;

	if (strcmp(e->name, s->symbol) != 0)
		return true;
	add(s->senses, e);
	return false;
}

void
find_symbol(
    struct senses *senses, const struct known *known, const char *symbol)
{
	struct symbol_search search = { senses, symbol };

	entries_each(known, add_symbol, &search);
}

static void
find_alias(struct senses *senses, const struct known *known,
    const struct aliases *aliases, const char *plain)
{
	struct hit hit = alias_at(aliases, plain, strlen(plain), true);

	for (int i = 0; i < aliases->count; i++) {
		const struct alias *a = &aliases->row[i];

		if (a->kind < ALIAS_BEGINS && a->number == NUMBER_NONE &&
		    strcmp(a->text, plain) == 0)
			find_symbol(senses, known, a->symbol);
	}
	/* "errno 111" */
	if (hit.alias != NULL && hit.alias->kind < ALIAS_BEGINS &&
	    hit.len == strlen(plain))
		find_symbol(senses, known, hit.symbol);
}

/* By its names, by its aliases, or else as an option without its dashes. */
static void
find_as_typed(struct senses *senses, const struct known *known,
    const struct aliases *aliases, const char *word)
{
	char key[NAME_KEY_MAX], plain[NAME_KEY_MAX];
	struct search search = { senses, word, key, false };

	snprintf(plain, sizeof(plain), "%s", word);
	plain_string(plain);
	name_key(key, word);
	entries_each(known, add_named, &search);
	find_alias(senses, known, aliases, plain);
	search.bare = true;
	if (senses->n == 0)
		entries_each(known, add_named, &search);
}

void
find_word(struct senses *senses, const struct known *known,
    const struct aliases *aliases, const char *word)
{
	char bare[NAME_KEY_MAX];
	size_t n = strlen(word);

	find_as_typed(senses, known, aliases, word);
	/* A call that has no entry may be in that of another, or of a word. */
	if (senses->n > 0 || n < 3 || n >= sizeof(bare) ||
	    strcmp(word + n - 2, "()") != 0)
		return;
	snprintf(bare, sizeof(bare), "%.*s", (int)n - 2, word);
	find_as_typed(senses, known, aliases, bare);
}
