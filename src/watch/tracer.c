/*
 * The loop of a tracer: what waitpid(2) says has happened, and how the task
 * goes on. What a call was is stops.c's, who comes and goes life.c's; begin
 * with start.c. Source: ptrace(2).
 */
#include <errno.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "call/clock.h"
#include "watch/life.h"
#include "watch/source.h"
#include "watch/start.h"
#include "watch/stops.h"
#include "watch/tracer.h"

enum {
	PATIENCE = 100, /* milliseconds, before a call is announced */
	AT_ONCE = 256   /* stops that are taken in one step */
};

/* How a task goes on. */

/* Where it was killed meanwhile, that fails, and its end is about to be seen. */
static void
go_on(const struct task *task, int signal)
{
	ptrace(task->now.row != NULL ? PTRACE_SYSCALL : PTRACE_CONT, task->tid,
	    NULL, (long)signal);
}

static unsigned long
event_message(const struct task *task)
{
	unsigned long message = 0;

	ptrace(PTRACE_GETEVENTMSG, task->tid, NULL, &message);
	return message;
}

static bool
call_info(const struct task *task, struct __ptrace_syscall_info *info)
{
	return ptrace(PTRACE_GET_SYSCALL_INFO, task->tid, sizeof(*info), info) >
	    0;
}

/* Stops. */

/* Its filter's data are the row, but it may have put on filters of its own. */
static const struct watched_call *
row_of(const struct __ptrace_syscall_info *info)
{
	unsigned i = info->seccomp.ret_data;

	if (i < watched_call_count &&
	    watched_calls[i].number == (long)info->seccomp.nr)
		return &watched_calls[i];
	return NULL;
}

static void
enters(struct tracer *t, struct task *task)
{
	struct __ptrace_syscall_info info;
	struct entry entry;
	bool wanted = false;

	if (call_info(task, &info) && info.op == PTRACE_SYSCALL_INFO_SECCOMP) {
		entry = (struct entry){ .row = row_of(&info),
			.stack = info.stack_pointer };
		for (int i = 0; i < 6; i++)
			entry.args[i] = info.seccomp.args[i];
		wanted = entry.row != NULL && stop_enters(t, task, &entry);
	}
	ptrace(wanted ? PTRACE_SYSCALL : PTRACE_CONT, task->tid, NULL, NULL);
}

static void
leaves(struct tracer *t, struct task *task)
{
	struct __ptrace_syscall_info info;

	if (call_info(task, &info) && info.op == PTRACE_SYSCALL_INFO_EXIT)
		stop_leaves(t, task, info.exit.rval);
	go_on(task, 0);
}

static void
execs(struct tracer *t, struct task *task)
{
	struct __ptrace_syscall_info info = { .arch = t->arch };
	pid_t former = (pid_t)event_message(task);

	call_info(task, &info);
	if (task->tid == task->process->program->pid)
		start_hear(t, task->process->program);
	go_on(life_execs(t, task, former, info.arch), 0);
}

/* Stopped as by SIGSTOP, until SIGCONT; or else a new task's first stop, or
   what SIGCONT does to a stopped one. */
static void
pauses(struct task *task, int signal)
{
	struct program *program = task->process->program;
	bool stopped = signal == SIGSTOP || signal == SIGTSTP ||
	    signal == SIGTTIN || signal == SIGTTOU;

	if (task->tid == program->pid)
		program->stopped = stopped;
	if (stopped)
		ptrace(PTRACE_LISTEN, task->tid, NULL, NULL);
	else
		go_on(task, 0);
}

static void
event(struct tracer *t, struct task *task, int which, int signal)
{
	switch (which) {
	case PTRACE_EVENT_SECCOMP:
		enters(t, task);
		return;
	case PTRACE_EVENT_STOP:
		pauses(task, signal);
		return;
	case PTRACE_EVENT_EXEC:
		execs(t, task);
		return;
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		life_clones(t, task, (pid_t)event_message(task));
		break;
	case PTRACE_EVENT_EXIT:
		life_ends(t, task, (int)event_message(task));
		break;
	default:
		break;
	}
	go_on(task, 0);
}

static void
stopped(struct tracer *t, struct task *task, int status)
{
	int signal = WSTOPSIG(status), which = status >> 16;

	if (which != 0) {
		event(t, task, which, signal);
	} else if (signal == (SIGTRAP | 0x80)) {
		leaves(t, task);
	} else {
		stop_signals(task, signal);
		go_on(task, signal);
	}
}

static void
happened(struct tracer *t, pid_t tid, int status)
{
	struct task *task = tasks_find(&t->tasks, tid);

	if (task != NULL && WIFSTOPPED(status)) {
		stopped(t, task, status);
	} else if (task != NULL) {
		if (tid == task->process->program->pid)
			start_hear(t, task->process->program);
		life_gone(t, task, status);
	} else if (WIFSTOPPED(status)) {
		life_hold(t, tid);
	} else {
		life_let_go(t, tid);
	}
}

/* The caller's. */

void
tracer_init(struct tracer *t, struct sys *quiet)
{
	*t = (struct tracer){ .quiet = quiet };
}

bool
tracer_start(struct tracer *t, struct program *program)
{
	struct descriptors *d;

	program->complaints = -1;
	program->pid = start_program(t, program);
	if (program->pid == -1)
		return false;
	d = descriptors_new(&t->tables, ++t->last_table);
	if (d != NULL &&
	    tasks_add(&t->tasks, program->pid, NULL, program, d) != NULL)
		return true;
	program->failure = WATCH_NO_RESOURCES;
	program->err = ENOMEM;
	kill(program->pid, SIGKILL);
	return false;
}

/* What has begun so long ago, and has not ended. */
static void
announce(struct tracer *t)
{
	struct task *task;

	while ((task = t->tasks.oldest) != NULL &&
	    msec_since(&task->now.call.began) >= PATIENCE) {
		tasks_wait_no_more(&t->tasks, task);
		if (!task->now.announced && task->now.row != NULL)
			source_begins(task);
	}
}

bool
tracer_step(struct tracer *t)
{
	pid_t tid = 0;
	int status, n, most = t->slowly ? 1 : AT_ONCE;

	for (n = 0; n < most; n++) {
		tid = waitpid(-1, &status, __WALL | WNOHANG);
		if (tid <= 0)
			break;
		happened(t, tid, status);
	}
	t->more = n == most;
	announce(t);
	life_adopt(t);
	return t->tasks.n > 0 || t->held != NULL;
}

int
tracer_due(const struct tracer *t)
{
	int due = -1;

	if (t->more)
		return 0;
	if (t->tasks.oldest != NULL) {
		due =
		    PATIENCE - msec_since(&t->tasks.oldest->now.call.began) + 1;
		due = due > 0 ? due : 0;
	}
	if (t->held != NULL && (due == -1 || due > HELD_MOST))
		due = HELD_MOST;
	return due;
}

void
tracer_free(struct tracer *t)
{
	struct task *task;

	while ((task = tasks_next(&t->tasks, NULL)) != NULL) {
		descriptors_leave(&t->tables, task->descriptors);
		tasks_remove(&t->tasks, task);
	}
	while (t->held != NULL)
		life_let_go(t, t->held->tid);
}
