/* read() and recv(), write() and send() on one socket; readv(), writev(),
   sendmmsg(), dup() and close_range() beside. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(void)
{
	struct iovec two[] = { { "ab", 2 }, { "cd", 2 } };
	struct mmsghdr m[] = { { .msg_hdr = { .msg_iov = two,
				     .msg_iovlen = 2 } },
		{ .msg_hdr = { .msg_iov = two, .msg_iovlen = 1 } } };
	char data[64], more[64];
	struct iovec into[] = { { data, 3 }, { more, 60 } };
	int s[2], other;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, s) == -1)
		return 1;
	write(s[0], "one", 3);
	recv(s[1], data, sizeof(data), 0);
	send(s[0], "two", 3, MSG_NOSIGNAL);
	read(s[1], data, sizeof(data));
	writev(s[0], two, 2);
	readv(s[1], into, 2);
	sendmmsg(s[0], m, 2, 0);
	recv(s[1], data, 6, MSG_WAITALL);
	other = dup(s[0]);
	close(s[0]);
	write(other, "three", 5);
	read(s[1], data, sizeof(data));
	dup2(s[1], 20);
	close_range(other, 30, 0);
	read(s[1], data, 1); /* 0: the last descriptor of the other is gone */
	send(s[1], "x", 1, MSG_NOSIGNAL);
	return 0;
}
