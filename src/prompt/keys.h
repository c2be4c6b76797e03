/*
 * The keyboard. A key may come in pieces, and in a search readline would wait
 * for the rest of a character, and everything else with it. So it is called
 * when one is whole, and where it asks for more than has come, it gets none.
 *
 * As readline itself, it has one state for the whole process.
 */
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>

#include "text/safe.h"

/* Has readline read its keys from here; reads: what the terminal does, and so
   what it sends. */
void keys_init(enum reads);

/*
 * Reads a key, as much of it as has come, unless the last one is not used up
 * yet. Returns whether it is whole, or there will be none any more: readline
 * has something to read.
 */
bool keys_read(void);

/* Whether it is a byte that begins no character, alone: takes it. */
bool keys_take_stray(char *byte);

/* Whether readline has not taken all of it. */
bool keys_are_left(void);

#endif
