/*
 * How many bytes wait in a socket, and how much memory they take: ioctl() as
 * in tcp(7), udp(7) and unix(7), and SO_MEMINFO. And what it is ready for, as
 * epoll(7) reports it.
 */
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>

#include "probe/probe.h"

static bool
ask(struct sys *sys, int fd, unsigned long op, long long *field)
{
	int n;

	if (sys_ioctl(sys, fd, op, &n) == -1)
		return false;
	*field = n;
	return true;
}

bool
seen_has_fin(const struct seen *seen)
{
	return seen->state == TCP_CLOSE_WAIT || seen->state == TCP_LAST_ACK ||
	    seen->state == TCP_CLOSING || seen->state == TCP_TIME_WAIT;
}

void
seen_leave_out_fin(struct seen *seen)
{
	long long *field = seen->field;

	if (seen->state != TCP_FIN_WAIT1 && seen->state != TCP_CLOSING &&
	    seen->state != TCP_LAST_ACK)
		return;
	if (field[SEEN_UNSENT] > 0)
		field[SEEN_UNSENT]--;
	if (field[SEEN_QUEUED] > 0)
		field[SEEN_QUEUED]--;
}

bool
probe_queues(struct sys *sys, int fd, struct seen *seen)
{
	long long *field = seen->field;
	bool any = ask(sys, fd, FIONREAD, &field[SEEN_UNREAD]);

	any |= ask(sys, fd, SIOCOUTQ, &field[SEEN_QUEUED]);
	any |= ask(sys, fd, SIOCOUTQNSD, &field[SEEN_UNSENT]);
	seen_leave_out_fin(seen);
	if (field[SEEN_UNSENT] != SEEN_NOT &&
	    field[SEEN_QUEUED] >= field[SEEN_UNSENT])
		field[SEEN_IN_FLIGHT] = field[SEEN_QUEUED] - field[SEEN_UNSENT];
	return any;
}

/* linux/sock_diag.h: enum sk_meminfo_vars. */
bool
probe_memory(struct sys *sys, int fd, struct seen *seen)
{
	uint32_t memory[SK_MEMINFO_VARS] = { 0 };
	socklen_t len = sizeof(memory);

	if (sys_getsockopt(sys, fd, SOL_SOCKET, SO_MEMINFO, memory, &len) == -1)
		return false;
	seen->field[SEEN_RMEM] = memory[SK_MEMINFO_RMEM_ALLOC];
	seen->field[SEEN_RCVBUF] = memory[SK_MEMINFO_RCVBUF];
	/* TCP keeps what it was given until it is acknowledged; others until
	   the device has it. */
	seen->field[SEEN_WMEM] = memory[SK_MEMINFO_WMEM_QUEUED];
	if (seen->field[SEEN_WMEM] == 0)
		seen->field[SEEN_WMEM] = memory[SK_MEMINFO_WMEM_ALLOC];
	seen->field[SEEN_SNDBUF] = memory[SK_MEMINFO_SNDBUF];
	if (len > SK_MEMINFO_DROPS * sizeof(memory[0]))
		seen->field[SEEN_DROPS] = memory[SK_MEMINFO_DROPS];
	return true;
}

bool
probe_is_readable(struct sys *sys, int fd)
{
	struct epoll_event event = { .events = EPOLLIN };
	int epfd = sys_epoll_create1(sys, EPOLL_CLOEXEC);
	int n = 0;

	if (epfd == -1)
		return false;
	if (sys_epoll_ctl(sys, epfd, EPOLL_CTL_ADD, fd, &event) == 0)
		n = sys_epoll_wait(sys, epfd, &event, 1, 0);
	sys_close(sys, epfd);
	return n == 1;
}
