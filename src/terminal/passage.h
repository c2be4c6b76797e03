/*
 * Standard input, passed on to standard output as it comes, and read on the way.
 */
#ifndef PASSAGE_H
#define PASSAGE_H

#include <stddef.h>

#include "terminal/screen.h"

typedef void passage_reader(void *owner, const char *, size_t);

/*
 * Passes all of it on, and gives each piece to a reader. On a terminal it is
 * shown as a peer's text is (screen_received()); what is typed at one is not
 * shown again. What comes next begins a line. Returns 0; or -1 with errno, and
 * in *file which of the two failed, "stdin" or "stdout".
 */
int passage(struct screen *screen, passage_reader *reader, void *owner,
    const char **file);

#endif
