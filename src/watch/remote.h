/*
 * Another process: its memory, its descriptors, the program that it runs.
 */
#ifndef REMOTE_H
#define REMOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "call/copy.h"

/* The memory of a process that is traced, for call_copy(). */
struct remote_memory {
	struct memory memory;
	pid_t tid;
};

void remote_memory_init(struct remote_memory *, pid_t tid);

/* Copies n bytes of it. Returns false where they cannot all be had. */
bool remote_read(pid_t tid, const void *from, void *to, size_t n);

/*
 * What a descriptor is of: REMOTE_CLOSED, REMOTE_OTHER, or of a socket its
 * number in the kernel (inode), which no other socket has.
 */
enum { REMOTE_CLOSED, REMOTE_OTHER, REMOTE_SOCKETS = 16 };
unsigned long remote_descriptor(pid_t tid, int fd);

/* The file of the program that it runs; "" where that is not known. */
void remote_program(pid_t tid, char *program, size_t size);

/* Whether that file gives it powers that a traced program does not get: it is
   set-user-ID or set-group-ID of others, or has capabilities. */
bool remote_has_powers(pid_t tid);

/* The process that a thread is of, and that one's parent, as /proc has them; 0:
   not known. */
pid_t remote_process(pid_t tid);
pid_t remote_parent(pid_t tid);

/* Who traces it; 0: nobody, or not known. */
pid_t remote_tracer(pid_t tid);

/* Whether it has a handler for a signal. */
bool remote_catches(pid_t tid, int signal);

#endif
