/*
 * What colour a line's mark has on a terminal.
 */
#ifndef COLORS_H
#define COLORS_H

#include "text/out.h"

/*
 * Fills in the colour of each mark, as ECMA-48's SGR has it ("\033[1;31m"), or "".
 * It is that of SOCKDEMO_COLORS, which is read as GCC_COLORS is:
 * "sent=32:error=1;31"; where it names none, one that can be read on white and on
 * black.
 */
void colors_init(char sgr[MARKS][SGR_SIZE]);

#endif
