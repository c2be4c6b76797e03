/*
 * One key of the terminal, without Enter: for programs that show a step, and
 * wait until it has been read.
 */
#ifndef KEY_H
#define KEY_H

enum { KEY_ENDED = -1 };

/*
 * Waits for a key on standard input, which must be a terminal. Returns its first
 * byte, or KEY_ENDED where there will be none. A signal that ends or stops the
 * program does so here, with the terminal as it was before (termios(3)).
 */
int key_wait(void);

#endif
