/*
 * Moving what comes in bulk inside the kernel, by two splice(2) and a pipe.
 * incoming.c asks here first, and falls back on recv().
 */
#include <errno.h>
#include <fcntl.h>

#include "net/wait.h"
#include "talk/bypass.h"

/*
 * Moving pages pays for many bytes, and not for the few of a conversation. So
 * everything is received, until this many receives in a row were large; from
 * then on nothing is, for as long as the conversation lasts.
 */
enum { LARGE = 16 * 1024, IN_A_ROW = 8 };

/*
 * How much is taken at once, and lies in the pipe. At most: larger was slower,
 * since its pages are no longer in the processor's cache when somebody reads
 * them. At first, and whenever all that was there is taken: little, so that the
 * sender's kernel has pages back soon, and warm. Four times as much each time
 * that more is there: who comes late, because the processors are busy, saves
 * calls. (tests/bench/README.md has what was measured.)
 */
enum { LEAST = 16 * 1024, MOST = 256 * 1024 };

void
bypass_init(struct bypass *b, struct sys *sys, int out)
{
	*b = (struct bypass){
		.sys = sys, .out = out, .pipe = { -1, -1 }, .bite = LEAST
	};
}

void
bypass_close(struct bypass *b)
{
	for (int i = 0; i < 2; i++) {
		if (b->pipe[i] != -1)
			sys_close(b->sys, b->pipe[i]);
		b->pipe[i] = -1;
	}
}

void
bypass_weigh(struct bypass *b, size_t n, size_t asked)
{
	if (b->bulk < IN_A_ROW)
		b->bulk = n == asked || n >= LARGE ? b->bulk + 1 : 0;
}

ssize_t
bypass_give(struct bypass *b, size_t n)
{
	return sys_splice(b->sys, b->pipe[0], b->out, n, SPLICE_F_NONBLOCK);
}

/*
 * Whether *out* can be spliced to is asked with an empty pipe, before a byte
 * depends on it: EAGAIN says that there is nothing to move, anything else that
 * it would not work. It does not for a file that is appended to, for /dev/full,
 * on a kernel or in a sandbox without splice().
 */
static bool
is_possible(struct bypass *b)
{
	return bypass_give(b, MOST) == -1 && errno == EAGAIN;
}

static bool
open_pipe(struct bypass *b)
{
	if (sys_pipe2(b->sys, b->pipe, 0) == -1)
		return false;
	/* Where it may not be larger, it serves as it is. */
	sys_fcntl(b->sys, b->pipe[0], F_SETPIPE_SZ, MOST);
	for (int i = 0; i < 2; i++)
		b->pipe[i] = descriptor_move_up(b->sys, b->pipe[i]);
	if (is_possible(b))
		return true;
	bypass_close(b);
	return false;
}

/* From the first bulk on; tried once. */
static bool
is_open(struct bypass *b)
{
	if (b->out == -1 || b->bulk < IN_A_ROW)
		return false;
	if (b->pipe[0] == -1 && !open_pipe(b))
		b->out = -1;
	return b->out != -1;
}

static void
choose_next(struct bypass *b, ssize_t n)
{
	if (n < (ssize_t)b->bite)
		b->bite = LEAST;
	else if (b->bite < MOST)
		b->bite *= 4;
}

/*
 * splice() stops at the end of what is received, and before an urgent byte
 * too: recv() tells them apart. EINVAL: such a socket cannot be spliced from.
 * ENOMEM: not now, and recv() needs none.
 */
ssize_t
bypass_take(struct bypass *b, int fd)
{
	ssize_t n;

	if (!is_open(b)) {
		errno = EAGAIN;
		return -1;
	}
	n = sys_splice(b->sys, fd, b->pipe[1], b->bite, SPLICE_F_NONBLOCK);
	choose_next(b, n);
	if (n > 0)
		return n;
	if (n == -1 && errno != EINVAL && errno != ENOMEM)
		return -1;
	if (n == -1)
		b->out = -1;
	errno = EAGAIN;
	return -1;
}
