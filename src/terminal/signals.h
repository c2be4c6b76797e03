/*
 * Signals: however one stops or ends us, the terminal is left sane, and no file
 * of a socket stays behind.
 *
 * What ends a program is held until the loop comes to it, so that the end can
 * be told. If the loop does not, because somebody does not read what we write,
 * we end all the same, a second later.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <sys/types.h>

/*
 * From now on the signals that end us are held: SIGINT, SIGTERM, SIGHUP and
 * SIGQUIT, less what is ignored from the start (nohup). Returns a signalfd(2),
 * which is readable once one came; it is the caller's. Without a descriptor to
 * spare -1, and they end us as they always do.
 */
int signals_open(void);

/* The one that came first, or 0. */
int signals_ended(void);

/*
 * Ends the program by a signal, so that whoever started it knows. The first
 * process of a system is not ended so: returns the status that stands for it
 * then, as a shell has it.
 */
int signals_end(int signal_number);

/* The first process of a system, or of a container, is spared by every signal
   that it does not catch. If we are it, those that end us do. Once, at the
   start. */
void signals_as_first_process(void);

/*
 * At a prompt SIGWINCH, SIGTSTP and SIGCONT come through that descriptor too:
 * the loop learns of them, and no handler runs. fd: the descriptor, or -1.
 */
void signals_hold(int fd);

/*
 * Takes one of them that waits. Returns its number, or 0: it may be gone by
 * now, as SIGCONT takes a SIGTSTP back. -1: one came that ends us, and goes
 * before them.
 */
int signals_take(void);

/* Stops here, as SIGTSTP does, and goes on when the shell says so; not when one
   came that ends us. */
void signals_stop(void);

/*
 * Whatever ends us from now on first puts the terminal back as it is now:
 * before somebody changes it, and until it is given back.
 */
void signals_take_terminal(void);
void signals_give_terminal(void);

/* The same of a file, which is removed, unless it is another by then. path is
   borrowed; NULL: there is none any more. */
void signals_remove_file(const char *path, dev_t dev, ino_t ino);

#endif
