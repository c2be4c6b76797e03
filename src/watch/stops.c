/*
 * Calls of watched programs, from the stop before to the stop after: whether
 * they are about sockets, what they make and end, and when a signal has cut
 * one in two. From here go to source.c, which tells of them.
 */
#include <errno.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include "watch/remote.h"
#include "watch/source.h"
#include "watch/stops.h"

enum { SET_MOST = 1024 }; /* descriptors of a poll() that are looked at */

/* Which calls are about sockets. */

static bool
is_socket(struct tracer *t, struct task *task, int fd)
{
	return fd >= 0 && source_socket(t, task, fd) != NULL;
}

static bool
any_polled(struct tracer *t, struct task *task, const struct call *call)
{
	struct pollfd fds[SET_MOST];
	size_t n = (size_t)call->arg[1].num;

	n = n < SET_MOST ? n : SET_MOST;
	if (!remote_read(task->tid, call->arg[0].ptr, fds, n * sizeof(fds[0])))
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_socket(t, task, fds[i].fd))
			return true;
	return false;
}

static bool
any_selected(struct tracer *t, struct task *task, const struct call *call)
{
	long n = call->arg[0].num < FD_SETSIZE ? call->arg[0].num : FD_SETSIZE;
	bool any = false;
	fd_set set;

	for (int i = 1; i <= 3 && n > 0 && !any; i++) {
		memset(&set, 0, sizeof(set));
		if (!remote_read(task->tid, call->arg[i].ptr, &set,
			(size_t)(n + 63) / 64 * 8))
			continue;
		for (int fd = 0; fd < n && !any; fd++)
			any = FD_ISSET(fd, &set) && is_socket(t, task, fd);
	}
	return any;
}

/* Descriptors that are no sockets go without being told. */
static bool
any_in_range(struct task *task, const struct call *call)
{
	unsigned last = (unsigned)call->arg[1].num;
	int fd =
	    descriptors_next_socket(task->descriptors, (int)call->arg[0].num);

	return fd != -1 && (unsigned)fd <= last;
}

/* An epoll is worth telling of once there is a socket in it. */
static bool
fills_epoll(struct tracer *t, struct task *task, const struct call *call)
{
	if (!is_socket(t, task, (int)call->arg[2].num))
		return false;
	descriptors_set_epoll(task->descriptors, call_fd(call));
	return true;
}

static bool
is_wanted(struct tracer *t, struct task *task, const struct pending *pending)
{
	const struct call *call = &pending->call;

	switch (pending->row->kind) {
	case ANY_TIME:
		is_socket(t, task, call_fd(call));
		return true;
	case ON_SOCKET:
		return is_socket(t, task, call_fd(call)) ||
		    is_socket(t, task, call_fd_to(call));
	case OVER_FD:
		return is_socket(t, task, call_fd(call)) ||
		    is_socket(t, task, (int)call->arg[1].num);
	case ON_SET:
		return call_arg(call, ARG_POLLFDS) != NULL
		    ? any_polled(t, task, call)
		    : any_selected(t, task, call);
	case ON_EPOLL:
		return descriptors_is_epoll(task->descriptors, call_fd(call));
	case EPOLL_FILL:
		return fills_epoll(t, task, call);
	case ON_RANGE:
		return any_in_range(task, call);
	default:
		return false;
	}
}

/* Which descriptors a call is about to close: from, and to, where it ends; -1:
   none. */
static int
closes(const struct pending *pending, int *last)
{
	const struct call *call = &pending->call;

	*last = call_fd(call);
	switch (pending->row->kind) {
	case ON_RANGE:
		*last = (int)call->arg[1].num;
		if (*last < 0)
			*last = INT32_MAX;
		return (unsigned)call_number(call, ARG_CLOSE_FLAGS) &
			CLOSE_RANGE_CLOEXEC
		    ? -1
		    : (int)call->arg[0].num;
	case OVER_FD:
		*last = (int)call->arg[1].num;
		return *last != call_fd(call) ? *last : -1;
	default:
		return call->id == CALL_CLOSE ? *last : -1;
	}
}

void
stop_last_look(struct tracer *t, struct task *task, int fd, bool with_process)
{
	static const enum note_kind kinds[] = { NOTE_UNREAD, NOTE_UNACCEPTED,
		NOTE_LEFT };
	const struct socket_info *s = sockets_find_open(
	    task->process->program->sockets, task->descriptors->number, fd);

	if (s != NULL && s->descriptors == 1 && s->state != SOCKET_NEW)
		source_looks(t, task, fd, kinds, with_process ? 3 : 2);
}

static void
look_before_it_closes(
    struct tracer *t, struct task *task, const struct pending *pending)
{
	int last, fd = closes(pending, &last);

	while (fd != -1) {
		fd = descriptors_next_socket(task->descriptors, fd);
		if (fd == -1 || fd > last)
			break;
		stop_last_look(t, task, fd++, false);
	}
}

/* How long the next datagram is: a buffer that is too small does not tell. */
static void
look_before_it_receives(
    struct tracer *t, struct task *task, const struct pending *pending)
{
	static const enum note_kind kind = NOTE_NEXT_SIZE;
	const struct socket_info *s = source_about(task, &pending->call);

	if (s != NULL && s->type == SOCK_DGRAM && s->family != AF_NETLINK &&
	    call_receives(pending->call.id))
		source_looks(t, task, call_fd(&pending->call), &kind, 1);
}

/* Whether its end is wanted only because of sockets; the rest is forgotten at
   once. */
static void
forget_others(struct task *task, const struct pending *pending)
{
	int last, fd = closes(pending, &last);

	for (; fd != -1 && fd <= last &&
	     (size_t)fd < task->descriptors->known.size;
	     fd++)
		descriptors_forget(task->descriptors, fd);
}

/* Signals. */

/* One that a signal interrupted goes on when it is entered once more. */
static bool
goes_on(const struct pending *below, const struct entry *entry)
{
	return entry->row->kind == RESTARTS ||
	    (entry->row == below->row && entry->stack == below->stack &&
		memcmp(entry->args, below->args, sizeof(entry->args)) == 0);
}

/* What is known by now of the call that was interrupted. Returns whether it is
   this one. */
static bool
was_interrupted(struct task *task, const struct entry *entry)
{
	if (task->below.row == NULL)
		return false;
	if (entry->row->kind == RETURNS) {
		task->handlers -= task->handlers > 0;
		return false;
	}
	/* Handlers' frames are below: whoever is above them has left. */
	if (entry->stack > task->below.stack)
		task->handlers = 0;
	if (task->handlers > 0 && entry->row->kind != RESTARTS)
		return false;
	if (goes_on(&task->below, entry)) {
		task->now = task->below;
		task->below.row = NULL;
		return true;
	}
	source_ends(&task->below, task, -1, EINTR);
	task->below.row = NULL;
	return false;
}

void
stop_signals(struct task *task, int signal)
{
	struct note note = { .kind = NOTE_SIGNAL, .fd = -1, .signal = signal };
	struct program *program = task->process->program;

	if (task->process->pid == program->pid) {
		program->signal = signal;
		clock_gettime(CLOCK_MONOTONIC, &program->signalled);
	}
	if (task->below.row != NULL && remote_catches(task->tid, signal))
		task->handlers++;
	if (signal == SIGINT || signal == SIGTERM || signal == SIGQUIT ||
	    signal == SIGHUP)
		source_notes(task, &note);
}

/* What is not told. */

static void
passes(struct task *task, const struct entry *entry)
{
	struct note note = { .kind = NOTE_RING, .fd = -1 };

	task->now.row = entry->row->kind == UNSHARES ? entry->row : NULL;
	task->now.args[0] = entry->args[0];
	switch (entry->row->kind) {
	case FORKS:
		task->cloning = 0;
		break;
	case CLONES:
		task->cloning = entry->args[0];
		break;
	case CLONES3: /* they stand first in its struct clone_args */
		/* NOLINTNEXTLINE(performance-no-int-to-ptr): another's pointer */
		if (!remote_read(task->tid, (void *)(uintptr_t)entry->args[0],
			&task->cloning, sizeof(task->cloning)))
			task->cloning = 0;
		break;
	case EXITS:
		task->process->exiting = true;
		break;
	case USES_RING:
		if (!task->process->rings)
			source_notes(task, &note);
		task->process->rings = true;
		break;
	default:
		break;
	}
}

bool
stop_enters(struct tracer *t, struct task *task, const struct entry *entry)
{
	struct pending *now = &task->now;
	const struct socket_info *s;

	if (!task->process->began)
		return false;
	if (was_interrupted(task, entry)) {
		tasks_wait(&t->tasks, task);
		return true;
	}
	if (entry->row->kind >= FORKS) {
		passes(task, entry);
		return entry->row->kind == UNSHARES;
	}
	*now = (struct pending){ .row = entry->row, .stack = entry->stack };
	memcpy(now->args, entry->args, sizeof(now->args));
	call_from_registers(&now->call, entry->row, entry->args);
	now->call.owner = source_owner(task);
	clock_gettime(CLOCK_MONOTONIC, &now->call.began);
	if (!is_wanted(t, task, now)) {
		forget_others(task, now);
		now->row = NULL;
		return false;
	}
	look_before_it_closes(t, task, now);
	look_before_it_receives(t, task, now);
	source_before(task);
	s = source_about(task, &now->call);
	now->socket = s != NULL ? s->id : 0;
	if (t->enters != NULL)
		t->enters(t, task->process->program, &now->call);
	if (call_row(now->call.id)->blocks)
		tasks_wait(&t->tasks, task);
	return true;
}

/* After a call. */

/*
 * A number is given out again only once it is free: whoever is in a call that
 * closes it has done so, even if its own end is not seen yet.
 */
static void
end_closers(struct tracer *t, struct task *task, int fd)
{
	struct task *other = NULL;

	while ((other = tasks_next(&t->tasks, other)) != NULL) {
		int last, first;

		if (other == task || other->now.row == NULL ||
		    other->descriptors != task->descriptors)
			continue;
		first = closes(&other->now, &last);
		if (first == -1 || fd < first || fd > last ||
		    other->now.row->kind != ON_SOCKET)
			continue;
		source_ends(&other->now, other, 0, 0);
	}
}

/* A descriptor is a new one from now on. */
static void
is_made(struct tracer *t, struct task *task, int fd)
{
	if (descriptors_next_socket(task->descriptors, fd) == fd)
		end_closers(t, task, fd);
	descriptors_forget(task->descriptors, fd);
	descriptors_is_socket(task->descriptors, task->tid, fd);
}

static void
makes(struct tracer *t, struct task *task, const struct call *call)
{
	int pair[2] = { -1, -1 };

	if (call_made(call) != -1)
		is_made(t, task, call_made(call));
	if (call->id == CALL_SOCKETPAIR &&
	    remote_read(task->tid, call->arg[3].ptr, pair, sizeof(pair))) {
		is_made(t, task, pair[0]);
		is_made(t, task, pair[1]);
	}
}

/* Descriptors came with a message. */
static void
receives_descriptors(struct tracer *t, struct task *task, struct call *call)
{
	enum { MOST = 253 }; /* SCM_MAX_FD */
	struct remote_memory memory;
	struct call *copy;
	int fds[MOST];
	size_t n;

	if (call->ret == -1 ||
	    (call->id != CALL_RECVMSG && call->id != CALL_RECVMMSG))
		return;
	remote_memory_init(&memory, task->tid);
	call->kept = 1;
	copy = call_copy(call, &memory.memory);
	n = copy != NULL ? call_rights(copy, fds, MOST) : 0;
	for (size_t i = 0; i < n; i++) {
		descriptors_forget(task->descriptors, fds[i]);
		is_socket(t, task, fds[i]);
	}
	call_free(copy);
}

/* What to look at, after a call that succeeded. */
static void
looks(struct tracer *t, struct task *task, const struct call *call)
{
	const struct socket_info *s =
	    sockets_of_call(task->process->program->sockets, call);
	enum note_kind kind = NOTE_CONNECTED;
	int fd = call_fd(call);

	if (call_row(call->id)->makes == MAKES_CONNECTION) {
		kind = NOTE_ACCEPTED;
		fd = call_made(call);
	} else if (call->id == CALL_LISTEN) {
		kind = NOTE_LISTENING;
	} else if (call->id == CALL_BIND && s != NULL &&
	    s->type == SOCK_DGRAM) {
		kind = NOTE_BOUND;
	} else if (s != NULL && s->type == SOCK_DGRAM && s->family != AF_UNIX &&
	    s->laddr.ss_family == 0 && call_sends(call->id)) {
		kind = NOTE_NAMED;
	} else if (call->id != CALL_CONNECT &&
	    (s == NULL || s->state != SOCKET_CONNECTING)) {
		return;
	}
	source_looks(t, task, fd, &kind, 1);
}

static void
ends(struct tracer *t, struct task *task, long ret, int err)
{
	struct pending *now = &task->now;

	now->call.ret = ret;
	now->call.err = err;
	if (err == 0 &&
	    (unsigned)call_number(&now->call, ARG_CLOSE_FLAGS) &
		CLOSE_RANGE_UNSHARE)
		source_unshares(t, task);
	if (err == 0)
		makes(t, task, &now->call);
	source_ends(now, task, ret, err);
	if (err == 0) {
		receives_descriptors(t, task, &now->call);
		looks(t, task, &now->call);
	}
	if (err == 0 || now->call.id == CALL_CLOSE)
		forget_others(task, now);
	if (call_made(&now->call) != -1)
		descriptors_is_socket(
		    task->descriptors, task->tid, call_made(&now->call));
}

/* Numbers of the kernel's own, which no program ever sees: a signal came, and
   whether the call goes on after it is not known yet. */
static bool
is_restart(int64_t result)
{
	enum {
		ERESTARTSYS = 512,
		ERESTARTNOINTR = 513,
		ERESTARTNOHAND = 514,
		ERESTART_RESTARTBLOCK = 516
	};

	return result == -ERESTARTSYS || result == -ERESTARTNOINTR ||
	    result == -ERESTARTNOHAND || result == -ERESTART_RESTARTBLOCK;
}

void
stop_leaves(struct tracer *t, struct task *task, int64_t result)
{
	bool failed = result < 0 && result > -4096;

	tasks_wait_no_more(&t->tasks, task);
	if (task->now.row == NULL)
		return;
	if (task->now.row->kind == UNSHARES) {
		if (result == 0 && task->now.args[0] & CLONE_FILES)
			source_unshares(t, task);
	} else if (failed && is_restart(result)) {
		if (task->below.row != NULL)
			source_ends(&task->below, task, -1, EINTR);
		task->below = task->now;
		task->handlers = 0;
	} else {
		ends(t, task, failed ? -1 : (long)result,
		    failed ? (int)-result : 0);
	}
	task->now.row = NULL;
}
