/*
 * What a terminal is asked before anything is shown on it.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

#include "text/safe.h"

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* The width of the terminal that a descriptor is; if it is none, otherwise. */
int terminal_width(int fd, int otherwise);

/* Its rows; as many as most have where it does not know. */
int terminal_height(int fd);

/* Whether to use colour on it: NO_COLOR and TERM=dumb say no. */
bool terminal_color(int fd, enum color);

/*
 * What it takes bytes for: for UTF-8, if that is the codeset of the user's
 * locale, or if that is C or POSIX, which say nothing, and the terminal's own
 * flag does (IUTF8; terminal emulators set it). What is no terminal reads UTF-8.
 */
enum reads terminal_reads(int fd);

#endif
