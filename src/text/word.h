/*
 * Words of a command that somebody is to type.
 */
#ifndef WORD_H
#define WORD_H

#include "text/buf.h"

/*
 * Appends a word as a shell takes it, in quotes only where it needs them. It is
 * safe to show (safe.h): where that changed it, it is no longer the same word.
 */
void put_word(struct buf *, const char *word);

/* Has a command stand whole wherever it is shown (wrap.h). */
void keep_whole(struct buf *);

/* The same of one at the end of a sentence: behind a colon, no full stop after
   it. */
void keep_command(struct buf *);

#endif
