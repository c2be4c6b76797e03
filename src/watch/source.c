/*
 * From a task that is stopped to its program's sinks. When that is, tracer.c
 * and calls decide; what the kernel shows of a socket, see.c does.
 */
#include "watch/source.h"
#include "call/borrow.h"
#include "call/copy.h"
#include "watch/remote.h"
#include "watch/see.h"

/* Of what passed so much is kept: for a sentence, and to see whether the last
   character is whole. */
enum { KEPT = 64 * 1024 };

struct owner
source_owner(const struct task *task)
{
	return (struct owner){ .process = task->process->pid,
		.table = task->descriptors->number };
}

/* NULL: no memory. */
static struct call *
whole(const struct task *task, struct call *call)
{
	struct remote_memory memory;

	remote_memory_init(&memory, task->tid);
	call->owner = source_owner(task);
	call->kept = KEPT;
	return call_copy(call, &memory.memory);
}

/* The program's sinks, for notes of what was seen; no call is made of it. */
static struct sys
sys_of(const struct task *task)
{
	struct sys sys;

	sys_init(&sys, NULL);
	sys.sinks = task->process->program->sinks;
	return sys;
}

void
source_before(struct task *task)
{
	struct looker *looker = task->process->program->looker;
	struct sys sys = sys_of(task);

	if (looker != NULL)
		looker->before(looker, &sys, &task->now.call);
}

/* What the kernel shows now that a call has ended. */
static void
look_after(const struct task *task, const struct call *call)
{
	struct looker *looker = task->process->program->looker;
	struct sys sys = sys_of(task);

	if (looker != NULL)
		looker->look(looker, &sys, call);
}

void
source_closed(struct task *task, const int *fds, size_t n)
{
	struct looker *looker = task->process->program->looker;
	struct owner owner = source_owner(task);
	struct sys sys = sys_of(task);

	for (size_t i = 0; looker != NULL && i < n; i++)
		looker->closed(looker, &sys, &owner, fds[i]);
}

void
source_begins(struct task *task)
{
	struct call *copy = whole(task, &task->now.call);

	task->now.announced = true;
	if (copy != NULL)
		sinks_begin(task->process->program->sinks, copy);
	call_free(copy);
}

const struct socket_info *
source_about(const struct task *task, const struct call *call)
{
	const struct sockets *sockets = task->process->program->sockets;
	unsigned table = task->descriptors->number;
	const struct socket_info *s =
	    sockets_find_open(sockets, table, call_fd(call));

	return s != NULL ? s
			 : sockets_find_open(sockets, table, call_fd_to(call));
}

/* The socket that it was about may be another by now, where a thread closed it
   meanwhile and the number was used again: then it is nobody's. */
static bool
is_about_another(const struct pending *pending, const struct task *task)
{
	const struct socket_info *s = source_about(task, &pending->call);

	return pending->socket != 0 && s != NULL && s->id != pending->socket;
}

void
source_ends(struct pending *pending, struct task *task, long ret, int err)
{
	struct call *call = &pending->call, *copy;
	bool another;

	if (pending->told)
		return;
	pending->told = true;
	call->ret = ret;
	call->err = err;
	call->seq = ++task->process->seq;
	clock_gettime(CLOCK_MONOTONIC, &call->ended);
	copy = whole(task, call);
	if (copy == NULL)
		return;
	another = is_about_another(pending, task);
	if (another)
		copy->owner.table = NOBODYS;
	sinks_end(task->process->program->sinks, copy);
	if (!another)
		look_after(task, copy);
	call_free(copy);
}

void
source_notes(struct task *task, struct note *note)
{
	note->owner = source_owner(task);
	clock_gettime(CLOCK_MONOTONIC, &note->at);
	sinks_note(task->process->program->sinks, note);
}

void
source_unshares(struct tracer *t, struct task *task)
{
	struct note note = {
		.kind = NOTE_COPIED, .fd = -1, .from = source_owner(task)
	};
	struct descriptors *own;

	if (task->descriptors->threads == 1)
		return;
	own = descriptors_new(&t->tables, ++t->last_table);
	if (own == NULL)
		return;
	descriptors_copy(own, task->descriptors);
	descriptors_leave(&t->tables, task->descriptors);
	task->descriptors = own;
	source_notes(task, &note);
}

void
source_looks(struct tracer *t, struct task *task, int fd,
    const enum note_kind *kinds, size_t n)
{
	int copy = borrow_fd(task->process->pid, fd);

	if (copy == -1)
		return;
	for (size_t i = 0; i < n; i++) {
		struct note note = { .kind = kinds[i],
			.owner = source_owner(task),
			.fd = fd,
			.from_fd = -1 };

		if (see_socket(t->quiet, copy, &note))
			source_notes(task, &note);
	}
	sys_close(t->quiet, copy);
}

/* One that came from elsewhere: with a message, over an exec(), from whoever
   started the program. */
static void
find(struct tracer *t, struct task *task, int fd)
{
	struct note note = { .kind = NOTE_FOUND,
		.owner = source_owner(task),
		.fd = fd,
		.from_fd = -1 };
	const struct descriptors *same =
	    descriptors_same(t->tables, task->descriptors, fd, &note.from_fd);
	int copy = borrow_fd(task->process->pid, fd);

	if (same != NULL)
		note.from.table = same->number;
	if (copy != -1) {
		see_socket(t->quiet, copy, &note);
		sys_close(t->quiet, copy);
	}
	source_notes(task, &note);
}

const struct socket_info *
source_socket(struct tracer *t, struct task *task, int fd)
{
	const struct sockets *sockets = task->process->program->sockets;
	unsigned table = task->descriptors->number;

	if (!descriptors_is_socket(task->descriptors, task->tid, fd))
		return NULL;
	if (sockets_find_open(sockets, table, fd) == NULL)
		find(t, task, fd);
	return sockets_find_open(sockets, table, fd);
}
