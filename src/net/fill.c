/*
 * What a sender meets that is faster than its receiver: send() takes fewer
 * bytes than it was given, and then none.
 */
#include <errno.h>
#include <stdlib.h>

#include "net/fill.h"

enum { AT_ONCE = 1024 * 1024 };

static const char line[64] = "0123456789abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ.\n";

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The letters go on where the last piece ended. */
static const char *
piece_at(const char *text, size_t taken)
{
	return text + taken % sizeof(line);
}

static char *
make_text(size_t n)
{
	char *text = malloc(n);

	if (text == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++)
		text[i] = line[i % sizeof(line)];
	return text;
}

int
net_fill(struct sys *sys, int fd, const struct sockaddr *to, socklen_t len,
    size_t piece, struct filled *filled)
{
	size_t most = least(least(piece, filled->asked), AT_ONCE);
	char *text = make_text(most + sizeof(line));
	ssize_t n;

	filled->taken = 0;
	filled->sends = 0;
	filled->err = 0;
	if (text == NULL)
		return -1;
	while (filled->taken < filled->asked) {
		const char *next = piece_at(text, filled->taken);
		size_t size = least(most, filled->asked - filled->taken);

		n = len == 0 ? sys_send(sys, fd, next, size, 0)
			     : sys_sendto(sys, fd, next, size, 0, to, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			filled->err = errno;
			break;
		}
		filled->taken += (size_t)n;
		filled->sends++;
	}
	free(text);
	return 0;
}
