/*
 * Whose the terminal is. A shell gives it to one job at a time: whoever reads
 * from it or sets its modes in the background is stopped (SIGTTIN, SIGTTOU).
 */
#ifndef FOREGROUND_H
#define FOREGROUND_H

#include <stdbool.h>

/* How often to ask again, in milliseconds: fg sends a job that runs no signal
   at all. */
enum { FOREGROUND_PATIENCE = 1000 };

/* Whether the terminal of standard input is ours for now; also where it has no
   job control, or standard input is none. May be called by a signal's
   handler. */
bool is_in_foreground(void);

#endif
