/*
 * A child that waits until it is traced, puts on its filter, and becomes the
 * program. Traced first and filtered then: the other way round, its calls would
 * fail. What it cannot do it tells through a pipe that a program does not have.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "watch/filter.h"
#include "watch/start.h"

/* What the child tells, where it does not become the program. */
struct complaint {
	enum watch_failure failure;
	int err;
};

/* To the child, that it may go on; and back, what it cannot. */
struct pipes {
	int go[2], back[2];
};

enum {
	OPTIONS = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACESECCOMP |
	    PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
	    PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL
};

/* In the child. */

static void
complain(const struct pipes *pipes, enum watch_failure failure)
{
	struct complaint complaint = { .failure = failure, .err = errno };
	ssize_t n = write(pipes->back[1], &complaint, sizeof(complaint));

	(void)n;
	_exit(127);
}

/* As it would have found them without us. */
static void
restore_signals(const struct tracer *t)
{
	signal(SIGPIPE, t->pipe_ignored ? SIG_IGN : SIG_DFL);
	signal(SIGCHLD, t->child_ignored ? SIG_IGN : SIG_DFL);
	sigprocmask(SIG_SETMASK, &t->signal_mask, NULL);
}

static void
become(const struct tracer *t, const struct program *program,
    const struct pipes *pipes)
{
	uint32_t arch;

	/* Whoever was to trace us is gone. */
	if (read(pipes->go[0], &arch, sizeof(arch)) != sizeof(arch))
		_exit(127);
	for (int fd = 0; fd < 3; fd++)
		if (program->streams[fd] != -1)
			dup2(program->streams[fd], fd);
	restore_signals(t);
	if (filter_put_on(arch) == -1)
		complain(pipes, WATCH_NO_SECCOMP);
	execvp(program->argv[0], program->argv);
	complain(pipes, WATCH_NO_PROGRAM);
}

/* In the tracer. */

/* Which architecture it is for, and so are we. */
static bool
ask_architecture(pid_t pid, uint32_t *arch)
{
	struct __ptrace_syscall_info info;
	int status;

	if (ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) == -1 ||
	    waitpid(pid, &status, __WALL) == -1 ||
	    ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0)
		return false;
	*arch = info.arch;
	return ptrace(PTRACE_CONT, pid, NULL, NULL) == 0;
}

static enum watch_failure
take_hold(struct tracer *t, pid_t pid)
{
	if (ptrace(PTRACE_SEIZE, pid, NULL, OPTIONS) == -1)
		return WATCH_NO_PTRACE;
	return ask_architecture(pid, &t->arch) ? WATCH_WORKS : WATCH_OLD_KERNEL;
}

static void
give_up(struct program *program, pid_t pid, enum watch_failure failure)
{
	program->failure = failure;
	program->err = errno;
	if (pid > 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, __WALL);
	}
}

pid_t
start_program(struct tracer *t, struct program *program)
{
	enum watch_failure failure = WATCH_NO_RESOURCES;
	struct pipes p = { .go = { -1, -1 }, .back = { -1, -1 } };
	pid_t pid = -1;

	if (sys_pipe2(t->quiet, p.go, O_CLOEXEC) == -1) {
		give_up(program, -1, failure);
		return -1;
	}
	if (sys_pipe2(t->quiet, p.back, O_CLOEXEC) == 0) {
		pid = fork();
		if (pid == 0) {
			sys_close(t->quiet, p.go[1]);
			become(t, program, &p);
		}
		failure = pid == -1 ? failure : take_hold(t, pid);
		sys_close(t->quiet, p.back[1]);
		program->complaints = p.back[0];
	}
	if (failure == WATCH_WORKS &&
	    write(p.go[1], &t->arch, sizeof(t->arch)) != sizeof(t->arch))
		failure = WATCH_NO_RESOURCES;
	if (failure != WATCH_WORKS)
		give_up(program, pid, failure);
	sys_close(t->quiet, p.go[0]);
	sys_close(t->quiet, p.go[1]);
	return failure == WATCH_WORKS ? pid : -1;
}

void
start_hear(struct tracer *t, struct program *program)
{
	struct complaint complaint;

	if (program->complaints == -1)
		return;
	if (read(program->complaints, &complaint, sizeof(complaint)) ==
		sizeof(complaint) &&
	    program->failure == WATCH_WORKS) {
		program->failure = complaint.failure;
		program->err = complaint.err;
	}
	sys_close(t->quiet, program->complaints);
	program->complaints = -1;
}
