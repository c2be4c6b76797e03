/*
 * What the kernel shows of a socket, asked for at the prompt.
 */
#ifndef CONSOLE_KERNEL_H
#define CONSOLE_KERNEL_H

#include "session/session.h"

/* Whether the session's sockets are TCP's; says so, for a command, where not. */
bool kernel_is_tcp(struct session *, const char *command);

/* The state of a TCP socket, the way to it, and the other end's; of one that is
   closed, the connection's that it had. */
void kernel_state(struct session *, int fd, bool closed);

/* How many bytes wait in it, or connections; what memory they take. */
void kernel_queues(struct session *, int fd);

/* The numbers that TCP keeps of it. */
void kernel_tcp(struct session *, int fd);

/* What the machine's counters have moved by since this was last shown, or since
   the session began. */
void kernel_counters(struct session *);

/* What its connection began with. */
void kernel_syn(struct session *, int fd, bool closed);

#endif
