/*
 * The filter as a program of the kernel's little machine (BPF): is the call for
 * this architecture, and is it one of those? The kernel remembers the calls
 * that it always lets pass, and does not run it for them.
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "watch/calls.h"
#include "watch/filter.h"

enum { ROWS_MOST = 128, BEFORE = 4 };

#define LOAD(member)                       \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, \
	    (unsigned)offsetof(struct seccomp_data, member))
#define SKIP_UNLESS(value, n) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (n))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))

int
filter_put_on(uint32_t arch)
{
	struct sock_filter code[BEFORE + 2 * ROWS_MOST + 1] = { LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, arch, 1, 0),
		RETURN(SECCOMP_RET_ALLOW), LOAD(nr) };
	struct sock_fprog program = { .filter = code };
	unsigned short n = BEFORE;

	_Static_assert(ROWS_MOST < SECCOMP_RET_DATA, "rows");
	for (unsigned i = 0; i < watched_call_count && i < ROWS_MOST; i++) {
		code[n++] = (struct sock_filter)SKIP_UNLESS(
		    (uint32_t)watched_calls[i].number, 1);
		code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_TRACE | i);
	}
	code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
	program.len = n;
	/* Else only root could put one on. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
