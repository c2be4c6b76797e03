/*
 * A descriptor of another process, copied: what is seen through it is that
 * process's socket. Linux 5.6, and whoever may trace the process (ptrace(2)).
 */
#ifndef BORROW_H
#define BORROW_H

/* Returns a descriptor of our own, to be closed, or -1 with errno. */
int borrow_fd(long pid, int fd);

#endif
