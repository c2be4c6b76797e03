/*
 * /explain, at the prompt.
 */
#ifndef CONSOLE_EXPLAIN_H
#define CONSOLE_EXPLAIN_H

#include "console/console.h"
#include "explain/entry.h"

/* Explains words; without any, the call that failed last. */
void explain_command(
    struct session *, const struct prompt_word *, const char *words);

/* For Tab: what can be asked for. */
const char *const *
explain_choices(const struct session *, const struct prompt_word *);

#endif
