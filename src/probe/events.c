/*
 * What a socket is ready for, as poll(2) and epoll(7) report it.
 */
#include "probe/probe.h"

unsigned
probe_events(struct sys *sys, int fd)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP |
		    EPOLLPRI };
	int epfd = sys_epoll_create1(sys, EPOLL_CLOEXEC);
	int n = -1;

	if (epfd == -1)
		return 0;
	if (sys_epoll_ctl(sys, epfd, EPOLL_CTL_ADD, fd, &event) == 0)
		n = sys_epoll_wait(sys, epfd, &event, 1, 0);
	sys_close(sys, epfd);
	return n == 1 ? event.events : 0;
}

bool
probe_is_readable(struct sys *sys, int fd)
{
	return probe_events(sys, fd) & (EPOLLIN | EPOLLHUP | EPOLLERR);
}
