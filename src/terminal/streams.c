/*
 * Standard input and output as the user of a conversation (net/local.h),
 * without ever waiting for who reads.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "terminal/foreground.h"
#include "terminal/streams.h"

/* Puts a CR before each LF that has none; data holds n bytes, and room for
   twice as many. Returns how many there are then. */
static size_t
to_crlf(struct streams *streams, char *data, size_t n)
{
	char *from = data + n;
	size_t len = n;

	memmove(from, data, n);
	for (size_t i = 0, j = 0; i < n; i++) {
		if (from[i] == '\n' && !streams->last_cr) {
			data[j++] = '\r';
			len++;
		}
		streams->last_cr = from[i] == '\r';
		data[j++] = from[i];
	}
	return len;
}

static ssize_t
read_input(struct local *local, char *data, size_t size)
{
	struct streams *streams = (struct streams *)local;
	ssize_t n;

	local->away = streams->terminal && !is_in_foreground();
	if (local->away) {
		errno = EAGAIN;
		return -1;
	}
	if (!streams->crlf)
		return read(local->in, data, size);
	n = read(local->in, data, size / 2);
	return n <= 0 ? n : (ssize_t)to_crlf(streams, data, (size_t)n);
}

/*
 * Writes without ever waiting for whoever reads a pipe, since what we send
 * must go on meanwhile. O_NONBLOCK is no way to do that: it would be set for
 * the shell, and whoever else holds the other end of this descriptor, too.
 */
static ssize_t
write_nowait(struct streams *streams, const char *data, size_t n)
{
	struct iovec iov = { .iov_base = (void *)data, .iov_len = n };
	int out = streams->local.out;
	ssize_t written;

	if (streams->nowait) {
		written = pwritev2(out, &iov, 1, -1, RWF_NOWAIT);
		if (written != -1 || (errno != EOPNOTSUPP && errno != ENOSYS))
			return written;
		streams->nowait = false;
	}
	/* A pipe that polls writable takes that much without blocking: once,
	   so before each write it is waited for. */
	streams->waited = !streams->waited;
	if (streams->waited) {
		errno = EAGAIN;
		return -1;
	}
	return write(out, data, n < PIPE_BUF ? n : PIPE_BUF);
}

/*
 * A pipe holds 64 KiB unless somebody chose otherwise; with four times that,
 * it and its other end take turns less often. Where it may not be, it is not.
 */
static void
widen(int fd)
{
	enum { USUAL = 64 * 1024, WIDE = 256 * 1024 };

	if (fcntl(fd, F_GETPIPE_SZ) == USUAL)
		fcntl(fd, F_SETPIPE_SZ, WIDE);
}

static ssize_t
write_output(struct local *local, const char *data, size_t n)
{
	struct streams *streams = (struct streams *)local;

	if (streams->screen != NULL) {
		screen_received(streams->screen, data, n);
		return (ssize_t)n;
	}
	if (streams->plain)
		return write(local->out, data, n);
	return write_nowait(streams, data, n);
}

/* On a terminal, a datagram's last line ends with it. */
static void
end_datagram(struct local *local)
{
	struct streams *streams = (struct streams *)local;

	if (streams->screen != NULL)
		screen_received_all(streams->screen);
}

/*
 * Whoever reads our standard output learns that the peer has ended, as if it
 * read from the socket itself. Its number is the lowest one free then, so that
 * /dev/null gets it and no socket ever will.
 */
static int
finish_output(struct local *local)
{
	struct streams *streams = (struct streams *)local;
	int ret, err;

	if (streams->screen != NULL) {
		screen_received_all(streams->screen);
		return 0;
	}
	ret = fclose(stdout);
	err = errno;
	open("/dev/null", O_WRONLY);
	errno = err;
	return ret;
}

/* Whether a terminal that was another's is ours again. */
static int
settle(struct local *local)
{
	if (!local->away)
		return -1;
	local->away = !is_in_foreground();
	return local->away ? FOREGROUND_PATIENCE : 0;
}

void
streams_init(struct streams *streams, struct screen *screen, bool crlf)
{
	static const struct local_ops ops = { .read = read_input,
		.write = write_output,
		.boundary = end_datagram,
		.finish = finish_output,
		.settle = settle };
	struct stat st;
	bool known = fstat(STDOUT_FILENO, &st) == 0;
	bool tty = isatty(STDOUT_FILENO);

	*streams = (struct streams){
		.local = { .ops = &ops,
		    .in = STDIN_FILENO,
		    .out = STDOUT_FILENO,
		    .splices = known && !tty && !S_ISSOCK(st.st_mode),
		    .leaves_with_peer = isatty(STDIN_FILENO) },
		.screen = tty ? screen : NULL,
		.terminal = isatty(STDIN_FILENO),
		.crlf = crlf,
		.nowait = true
	};
	/* A file takes what is written at once, and so do most devices. */
	streams->plain =
	    known && !S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode);
	widen(STDIN_FILENO);
	widen(STDOUT_FILENO);
}

/* Closed, or open for writing alone, as nohup(1) leaves it. */
static bool
is_readable(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags != -1 && (flags & O_PATH) == 0 &&
	    (flags & O_ACCMODE) != O_WRONLY;
}

void
streams_reserve(void)
{
	if (!is_readable(STDIN_FILENO) &&
	    freopen("/dev/null", "re", stdin) == NULL)
		return; /* there is no /dev/null for the others, either */
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			open("/dev/null", O_RDONLY | O_CLOEXEC);
}
