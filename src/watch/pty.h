/*
 * A pseudo-terminal for a program whose output is shown by us: so it writes
 * line by line, as on a terminal, and nothing waits in a buffer.
 */
#ifndef PTY_H
#define PTY_H

#include <stddef.h>
#include <sys/types.h>

struct pty {
	int master; /* ours; it never waits */
	int slave;  /* the program's */
};

/* That many columns wide. Bytes come as they were written, and what is typed is
   not echoed. Both ends are the caller's to close. Returns 0, or -1 with
   errno. */
int pty_open(struct pty *, int columns);

/* As read(2) and write(2). What was written last is read also once the program
   has ended. */
ssize_t pty_read(const struct pty *, char *, size_t);
ssize_t pty_write(const struct pty *, const char *, size_t);

/* Takes what is typed, for a program: standard input, as read(2). */
ssize_t pty_take_typed(char *, size_t);

/* Has whoever reads there meet the end of the input. */
void pty_end_input(const struct pty *);

#endif
