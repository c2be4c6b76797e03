/*
 * Finding the entries that a word, or several, stand for: by their names in
 * every language, and by what they are called elsewhere (aliases.tsv).
 */
#ifndef FIND_H
#define FIND_H

#include "explain/entry.h"
#include "scan/alias.h"

enum { SENSES_MAX = 8, NAME_KEY_MAX = 256 };

/* What a word may mean, the most likely first. */
struct senses {
	struct entry list[SENSES_MAX];
	int n;
};

/* Adds the senses of a word, or of words that belong together ("connection
   refused"); none where it is not known. */
void find_word(struct senses *, const struct known *, const struct aliases *,
    const char *word);

/* Adds the entry of a symbol, "ECONNREFUSED": by its name alone. */
void find_symbol(struct senses *, const struct known *, const char *symbol);

/* A name or a word as they are compared: plain, and with "_" for what parts its
   words; "()" stays. */
void name_key(char key[NAME_KEY_MAX], const char *word);

/* Whether a word is a name, whatever it looks like. */
bool names_match(const char *name, const char *word);

/* Writes names that are like a word that is not known: "bind(), blocking";
   nothing where none is. */
void find_like(struct buf *, enum lang, const struct known *, const char *word);

#endif
