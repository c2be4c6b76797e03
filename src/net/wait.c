/*
 * Waiting: epoll_wait(2), and the clock. Who waits for one socket calls
 * wait_for(); a loop (src/talk/, src/serve/) wait_any().
 */
#include <errno.h>
#include <sys/epoll.h>

#include "net/wait.h"

static int
fail(struct wait *wait)
{
	wait->end = WAIT_FAILED;
	return -1;
}

/* The deadline has passed. That is asked only when nothing is ready: we may
   have been stopped for longer than that, while something came. */
static int
expire(struct wait *wait)
{
	wait->end = WAIT_EXPIRED;
	return -1;
}

static int
add(struct wait *wait, int fd, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.fd = fd };

	return sys_epoll_ctl(wait->sys, wait->epfd, EPOLL_CTL_ADD, fd, &event);
}

static int
drop(struct wait *wait, int fd)
{
	return sys_epoll_ctl(wait->sys, wait->epfd, EPOLL_CTL_DEL, fd, NULL);
}

int
wait_epoll(struct sys *sys)
{
	int fd = sys_epoll_create1(sys, 0);

	if (fd == -1)
		return -1;
	return descriptor_move_up(sys, fd);
}

int
wait_open(struct wait *wait, struct sys *sys, int signals)
{
	*wait = (struct wait){
		.sys = sys, .epfd = wait_epoll(sys), .signals = signals
	};
	if (wait->epfd == -1)
		return -1;
	if (signals != -1 && add(wait, signals, EPOLLIN) == -1) {
		int err = errno;

		wait_close(wait);
		errno = err;
		return -1;
	}
	return 0;
}

void
wait_close(struct wait *wait)
{
	if (wait->epfd != -1)
		sys_close(wait->sys, wait->epfd);
	wait->epfd = -1;
}

void
wait_limit(struct wait *wait, double seconds)
{
	wait->limited = seconds >= 0 && seconds < 1e9;
	if (wait->limited)
		wait->deadline = seconds_from_now(seconds);
}

static int
left(const struct wait *wait)
{
	return wait->limited ? msec_until(&wait->deadline) : -1;
}

/* One epoll_wait(); where it is interrupted, by whoever stops us and has us go
   on, another sees what has become ready meanwhile. */
static int
wait_once(struct wait *wait, struct epoll_event *events, int max, int msec)
{
	int n, settle = wait->settle != NULL ? wait->settle(wait) : -1;

	if (settle != -1 && (msec == -1 || settle < msec))
		msec = settle;
	n = sys_epoll_wait(wait->sys, wait->epfd, events, max, msec);
	while (n == -1 && errno == EINTR)
		n = sys_epoll_wait(wait->sys, wait->epfd, events, max, 0);
	if (n == -1)
		return fail(wait);
	if (n > 0 && wait->woken != NULL)
		wait->woken(wait, events, n);
	for (int i = 0; i < n; i++)
		if (events[i].data.fd == wait->signals) {
			wait->end = WAIT_SIGNAL;
			if (wait->signalled != NULL)
				wait->signalled(wait);
			return -1;
		}
	return n;
}

/* Says so once when nothing was heard for a while; returns how long it is
   until then, or -1. */
static int
speak_up(struct wait *wait, const struct timespec *then, int fd)
{
	struct note note = { .kind = NOTE_SILENCE, .fd = fd };
	int msec;

	if (wait->silence == 0)
		return -1;
	msec = msec_until(then);
	if (msec > 0)
		return msec;
	wait->silence = 0;
	sys_note(wait->sys, &note);
	return -1;
}

static int
wait_until_deadline(struct wait *wait, int fd)
{
	struct timespec loud = seconds_from_now((double)wait->silence);
	struct epoll_event event;
	int msec, quiet, n;

	for (;;) {
		msec = left(wait);
		quiet = msec != 0 ? speak_up(wait, &loud, fd) : -1;
		if (quiet != -1 && (msec == -1 || quiet < msec))
			msec = quiet;
		n = wait_once(wait, &event, 1, msec);
		if (n != 0)
			return n == -1 ? -1 : 0;
		if (left(wait) == 0)
			return expire(wait);
	}
}

int
wait_for(struct wait *wait, int fd, uint32_t events)
{
	int ret, err;

	if (add(wait, fd, events) == -1)
		return fail(wait);
	ret = wait_until_deadline(wait, fd);
	err = errno;
	drop(wait, fd);
	errno = err;
	return ret;
}

int
watch_set(struct wait *wait, struct watch *watch, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.fd = watch->fd };
	int op = watch->events == 0 ? EPOLL_CTL_ADD
	    : events == 0           ? EPOLL_CTL_DEL
				    : EPOLL_CTL_MOD;

	if (events == watch->events)
		return 0;
	if (!watch->unwaitable &&
	    sys_epoll_ctl(wait->sys, wait->epfd, op, watch->fd,
		op == EPOLL_CTL_DEL ? NULL : &event) == -1) {
		/* It fails to forget only what it does not know. */
		if (op == EPOLL_CTL_MOD ||
		    (op == EPOLL_CTL_ADD && errno != EPERM))
			return fail(wait);
		watch->unwaitable = op == EPOLL_CTL_ADD;
	}
	watch->events = events;
	return 0;
}

int
wait_any(struct wait *wait, struct watch *watches[], int n, int msec)
{
	struct epoll_event events[8];
	int i, j, found, deadline = left(wait);
	bool any = false;

	if (deadline != -1 && (msec == -1 || deadline < msec))
		msec = deadline;
	for (i = 0; i < n; i++) {
		watches[i]->ready = 0;
		if (watches[i]->unwaitable && watches[i]->events != 0) {
			watches[i]->ready = watches[i]->events;
			any = true;
			msec = 0;
		}
	}
	found = wait_once(wait, events, 8, msec);
	if (found == -1)
		return -1;
	if (found == 0 && !any && left(wait) == 0)
		return expire(wait);
	for (i = 0; i < found; i++)
		for (j = 0; j < n; j++)
			if (events[i].data.fd == watches[j]->fd)
				watches[j]->ready = events[i].events;
	return 0;
}
