/*
 * What was typed, kept across runs in a file that only its owner can read.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Where it is kept: $XDG_STATE_HOME/sockdemo/history, or under ~/.local/state.
 * Makes the folders. Returns path, or NULL where there is no such place.
 */
const char *history_path(char *path, size_t size);

/* As history_save(), does nothing where path is NULL; failures are nobody's
   concern. */
void history_load(const char *path);

/* Keeps a line in mind, for the up-arrow. pasted: it came from a paste, so that
   a slash with which it begins begins no command. Returns whether it did. */
bool history_add(const char *line, bool pasted);

/* Adds the last n lines: other runs may have added theirs meanwhile. */
void history_save(const char *path, int n);

#endif
