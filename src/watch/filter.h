/*
 * The filter that stops a program at the system calls of calls.h, and at no
 * others: seccomp(2), with SECCOMP_RET_TRACE.
 */
#ifndef WATCH_FILTER_H
#define WATCH_FILTER_H

#include <stdint.h>

/*
 * Puts it on this process, and on all that it will start, for ever. From now on
 * those calls fail with ENOSYS unless somebody traces it. arch: of the calls to
 * stop at, as AUDIT_ARCH_X86_64. The data of a stop is the call's place in the
 * table. Returns 0, or -1 with errno.
 */
int filter_put_on(uint32_t arch);

#endif
