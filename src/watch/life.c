/*
 * Who is followed, from birth to death, and which table of descriptors each of
 * them has. ptrace(2) says in which order things are seen, and in which not.
 */
#include <linux/sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "call/clock.h"
#include "watch/life.h"
#include "watch/remote.h"
#include "watch/source.h"
#include "watch/stops.h"

/* Births. */

void
life_hold(struct tracer *t, pid_t tid)
{
	struct held *held = calloc(1, sizeof(*held));

	if (held == NULL) { /* it goes on, unwatched as far as may be */
		ptrace(PTRACE_DETACH, tid, NULL, NULL);
		return;
	}
	held->tid = tid;
	clock_gettime(CLOCK_MONOTONIC, &held->since);
	held->next = t->held;
	t->held = held;
}

bool
life_let_go(struct tracer *t, pid_t tid)
{
	struct held **at = &t->held, *held;

	while (*at != NULL && (*at)->tid != tid)
		at = &(*at)->next;
	held = *at;
	if (held == NULL)
		return false;
	*at = held->next;
	free(held);
	return true;
}

static size_t
count_sockets(const struct task *task)
{
	size_t n = 0;
	int fd = -1;

	while ((fd = descriptors_next_socket(task->descriptors, fd + 1)) != -1)
		n++;
	return n;
}

/* A new task, of its maker's process or a process of its own, with the same
   table, a copy, or, of: NULL, one of which nothing is known. */
static struct task *
born(struct tracer *t, pid_t tid, const struct task *of, bool thread,
    bool shares)
{
	struct descriptors *d;
	struct task *task;

	if (shares) {
		d = of->descriptors;
		d->threads++;
	} else {
		d = descriptors_new(&t->tables, ++t->last_table);
	}
	task = d == NULL
	    ? NULL
	    : tasks_add(&t->tasks, tid, thread ? of->process : NULL,
		  of->process->program, d);
	if (task == NULL && d != NULL)
		descriptors_leave(&t->tables, d);
	if (task == NULL)
		return NULL;
	task->process->began = of->process->began;
	return task;
}

void
life_clones(struct tracer *t, struct task *maker, pid_t made)
{
	bool thread = maker->cloning & CLONE_THREAD;
	bool shares = maker->cloning & CLONE_FILES;
	struct note note = { .kind = thread ? NOTE_COPIED : NOTE_STARTED,
		.fd = -1,
		.from = source_owner(maker),
		.amount = count_sockets(maker) };
	struct task *task;

	maker->cloning = 0;
	if (tasks_find(&t->tasks, made) != NULL)
		return; /* adopted */
	task = born(t, made, maker, thread, shares);
	if (task != NULL && !shares)
		descriptors_copy(task->descriptors, maker->descriptors);
	if (task != NULL && (!thread || !shares))
		source_notes(task, &note);
	if (life_let_go(t, made))
		ptrace(PTRACE_CONT, made, NULL, NULL);
}

/* Anybody of that program will do to say whose it is. */
static struct task *
kin(struct tracer *t, pid_t tid)
{
	struct task *task = tasks_find(&t->tasks, remote_parent(tid));

	return task != NULL ? task : tasks_next(&t->tasks, NULL);
}

static void
adopt(struct tracer *t, pid_t tid)
{
	pid_t process = remote_process(tid);
	struct task *first = process != 0 && process != tid
	    ? tasks_find(&t->tasks, process)
	    : NULL;
	struct task *of = first != NULL ? first : kin(t, tid);

	if (of == NULL ||
	    born(t, tid, of, first != NULL, first != NULL) == NULL)
		ptrace(PTRACE_DETACH, tid, NULL, NULL);
	else
		ptrace(PTRACE_CONT, tid, NULL, NULL);
}

void
life_adopt(struct tracer *t)
{
	struct held *held = t->held, *next;

	for (; held != NULL; held = next) {
		pid_t tid = held->tid;

		next = held->next;
		if (msec_since(&held->since) < HELD_MOST && t->tasks.n > 0)
			continue;
		life_let_go(t, tid);
		adopt(t, tid);
	}
}

/* Another program. */

/* A list of a task's sockets, to be freed; NULL where there are none. */
static int *
list_sockets(const struct task *task, size_t *n)
{
	const struct descriptors *d = task->descriptors;
	int *list = NULL, fd = -1;
	size_t count = count_sockets(task);

	*n = 0;
	list = count > 0 ? calloc(count, sizeof(list[0])) : NULL;
	while (list != NULL && *n < count) {
		fd = descriptors_next_socket(d, fd + 1);
		list[(*n)++] = fd;
	}
	return list;
}

/* An exec() gives a process a table of its own, and closes some of it. */
static void
keep_what_is_left(struct task *task, struct note *note)
{
	struct descriptors *d = task->descriptors;
	size_t n, closed = 0;
	int *list = list_sockets(task, &n);

	for (size_t fd = 0; fd < d->known.size; fd++)
		descriptors_forget(d, (int)fd);
	for (size_t i = 0; i < n; i++)
		if (!descriptors_is_socket(d, task->tid, list[i]))
			list[closed++] = list[i];
	note->fds = list;
	note->n = closed;
	note->amount = count_sockets(task);
	source_notes(task, note);
	source_closed(task, list, closed);
	free(list);
}

/* The one that called exec() takes the place of the first one. */
static struct task *
only_task(struct tracer *t, struct task *first, pid_t former)
{
	struct task *task = tasks_find(&t->tasks, former), *other = NULL, *next;

	if (task == NULL || task->process != first->process)
		task = first;
	if (task != first) {
		struct descriptors *d = first->descriptors;

		first->descriptors = task->descriptors;
		task->descriptors = d;
	}
	for (other = tasks_next(&t->tasks, NULL); other != NULL; other = next) {
		next = tasks_next(&t->tasks, other);
		if (other == first || other->process != first->process)
			continue;
		descriptors_leave(&t->tables, other->descriptors);
		tasks_remove(&t->tasks, other);
	}
	tasks_wait_no_more(&t->tasks, first);
	first->now.row = first->below.row = NULL;
	first->cloning = 0;
	return first;
}

struct task *
life_execs(struct tracer *t, struct task *task, pid_t former, uint32_t arch)
{
	struct process *process;
	char path[4096];
	struct note note = { .kind = NOTE_EXEC, .fd = -1, .path = path };
	bool foreign, first;

	task = only_task(t, task, former);
	process = task->process;
	first = !process->began;
	process->began = true;
	process->exiting = false;
	foreign = arch != t->arch;
	task->descriptors->looked_at = false;
	remote_program(task->tid, path, sizeof(path));
	source_unshares(t, task);
	if (!first)
		keep_what_is_left(task, &note);
	note.fds = NULL;
	note.n = 0;
	note.kind = NOTE_FOREIGN;
	if (foreign && first) {
		process->program->failure = WATCH_FOREIGN;
		kill(task->tid, SIGKILL);
	} else if (foreign) {
		source_notes(task, &note);
	}
	note.kind = NOTE_POWERS;
	if (remote_has_powers(task->tid))
		source_notes(task, &note);
	return task;
}

/* Ends. */

/* Whether nobody else has this table, or will when its process has ended. */
static bool
ends_with(const struct task *task)
{
	const struct descriptors *d = task->descriptors;

	return d->threads == 1 ||
	    (task->process->exiting && d->threads <= task->process->tasks);
}

void
life_ends(struct tracer *t, struct task *task, int status)
{
	struct descriptors *d = task->descriptors;
	int fd = -1;

	if (WIFSIGNALED(status))
		task->process->exiting = true;
	if (d->looked_at || !ends_with(task))
		return;
	d->looked_at = true;
	while ((fd = descriptors_next_socket(d, fd + 1)) != -1)
		stop_last_look(t, task, fd, true);
}

static void
tell_end(struct task *task, int status)
{
	struct note note = { .kind = NOTE_EXITED,
		.fd = -1,
		.status = status,
		.last = task->descriptors->threads == 1 };
	int *list = note.last ? list_sockets(task, &note.n) : NULL;

	note.fds = list;
	/* Of those that had nothing to do with sockets, nothing is told. */
	if (note.n > 0 || task->process->seq > 0 ||
	    task->tid == task->process->program->pid)
		source_notes(task, &note);
	source_closed(task, list, note.n);
	free(list);
}

void
life_gone(struct tracer *t, struct task *task, int status)
{
	struct program *program = task->process->program;

	if (task->tid == task->process->pid && task->process->began)
		tell_end(task, status);
	if (task->tid == program->pid) {
		program->ended = true;
		program->status = status;
	}
	descriptors_leave(&t->tables, task->descriptors);
	tasks_remove(&t->tasks, task);
}
