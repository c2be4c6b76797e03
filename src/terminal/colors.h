/*
 * What colour a line's mark has on a terminal.
 */
#ifndef COLORS_H
#define COLORS_H

#include "text/out.h"

/* Parameters of ECMA-48's SGR ("1;31"), not terminated; len 0: none. */
struct sgr {
	const char *text;
	int len;
};

/*
 * That of SOCKDEMO_COLORS, which is read as GCC_COLORS is: "sent=32:error=1;31";
 * where it names none, one that can be read on white and on black. The text is
 * the environment's, or static.
 */
struct sgr mark_color(enum mark);

#endif
