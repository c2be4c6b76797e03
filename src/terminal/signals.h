/*
 * Signals while a person is at the prompt: however one stops or ends us, the
 * terminal is left sane.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

/*
 * From now on SIGWINCH, SIGTSTP and SIGCONT come through a signalfd(2), as those
 * that end us do already: the loop learns of them, and no handler runs. fd: that
 * descriptor, or -1.
 */
void signals_hold(int fd);

/*
 * Takes one of them that waits. Returns its number, or 0: it may be gone
 * by now, as SIGCONT takes a SIGTSTP back. One that is to end us is left where
 * it is, and -1 returned.
 */
int signals_take(void);

/* Stops here, as SIGTSTP does, and goes on when the shell says so. */
void signals_stop(void);

/*
 * A crash, from now on, first puts the terminal back as it is now. Once, before
 * anybody changes it.
 */
void signals_catch_crashes(void);

#endif
