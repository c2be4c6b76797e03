/*
 * The line being typed, as it is shown. It may hold anything: what was pasted,
 * or recalled from another run. readline draws control characters as ^A; what
 * else a terminal would obey is escaped here, and stays what it is in the line.
 *
 * As readline itself, it has one state for the whole process.
 */
#ifndef LINE_H
#define LINE_H

#include "text/safe.h"

/* Has readline draw it so, once it has been initialised; reads: whoever it is
   for. */
void line_init(enum reads);

/* The fewest rows that it may have above the one with the cursor, on a terminal
   so wide. A row that is just full may not have begun the next. */
int line_rows_above_cursor(int width);

#endif
