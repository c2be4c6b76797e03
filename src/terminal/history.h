/*
 * What was typed, kept across runs in a file that only its owner can read.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include <stddef.h>

/*
 * Where it is kept: $XDG_STATE_HOME/sockdemo/history, or under ~/.local/state.
 * Makes the folders. Returns path, or NULL where there is no such place.
 */
const char *history_path(char *path, size_t size);

/* Either does nothing where path is NULL; failures are nobody's concern. */
void history_load(const char *path);

/* Adds the last n lines: other runs may have added theirs meanwhile. */
void history_save(const char *path, int n);

#endif
