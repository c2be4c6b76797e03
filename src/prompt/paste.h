/*
 * What is pasted. A terminal that was asked to puts marks around it; readline
 * would wait for the second mark, and everything else with it. Here it is
 * taken as it comes, and put into the line when it is whole. A search is over
 * with it, as with every key that is no character.
 *
 * As readline itself, it has one state for the whole process.
 */
#ifndef PASTE_H
#define PASTE_H

#include <stdbool.h>

/* Once readline has been initialised. */
void paste_init(void);

/* Whether the terminal was asked for the marks. */
bool paste_is_marked(void);

/* Whether one has begun: until it ends, paste_read() has the terminal's keys,
   and readline has none. */
bool paste_has_begun(void);

/* Takes what there is of it. */
void paste_read(void);

/*
 * Whether the line that was entered came from a paste, not from the keyboard:
 * it begins with one, or a newline is in it. The next line is another.
 */
bool paste_made(const char *line);

#endif
