/*
 * What becomes of signals. Those of the terminal come to the whole group, and
 * ours are only taken note of; what somebody sends us alone is handed on. We
 * stop where the program does, so that the shell knows.
 */
#include <errno.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "call/clock.h"
#include "command/follow.h"

/* For whoever sent us a signal to have sent it to the program as well. */
enum { FORWARD_AFTER = 50 };

static const int ours[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP,
	SIGTTIN, SIGTTOU };

void
follow_begin(struct follow *f, struct sys *quiet, struct screen *screen)
{
	*f = (struct follow){ .screen = screen };
	tracer_init(&f->tracer, quiet);
	sigemptyset(&f->signals);
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		sigaddset(&f->signals, ours[i]);
	/* Nobody who reads what we tell may end the program by going away. */
	f->tracer.pipe_ignored = signal(SIGPIPE, SIG_IGN) == SIG_IGN;
	f->tracer.child_ignored = signal(SIGCHLD, SIG_DFL) == SIG_IGN;
	sigprocmask(SIG_BLOCK, &f->signals, &f->tracer.signal_mask);
}

bool
follow_start(struct follow *f, struct program *program)
{
	if (f->first == NULL)
		f->first = program;
	return tracer_start(&f->tracer, program);
}

/* Stops here, as the shell expects, and goes on when it says so. */
static void
stop_too(struct follow *f)
{
	sigset_t set;

	f->asked_to_stop = false;
	signal(SIGTSTP, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

/* Whether the program was given that signal, too. */
static bool
was_given(const struct follow *f, int signal_number)
{
	return f->first->signal == signal_number &&
	    msec_since(&f->first->signalled) < 2 * FORWARD_AFTER;
}

static void
forward_what_is_due(struct follow *f)
{
	struct task *task = NULL;

	if (f->forward == 0 || msec_since(&f->forward_since) < FORWARD_AFTER)
		return;
	if (f->first->ended) /* those who are left have it */
		while ((task = tasks_next(&f->tracer.tasks, task)) != NULL)
			kill(task->process->pid, f->forward);
	else if (!was_given(f, f->forward))
		kill(f->first->pid, f->forward);
	f->forward = 0;
}

static void
take_signal(struct follow *f, const siginfo_t *info)
{
	switch (info->si_signo) {
	case SIGCHLD:
		break;
	case SIGTSTP:
	case SIGTTIN:
	case SIGTTOU:
		f->asked_to_stop = true;
		break;
	default:
		if (info->si_signo == SIGINT)
			screen_interrupted(f->screen);
		if (info->si_code > 0) /* the terminal's */
			break;
		f->forward = info->si_signo;
		clock_gettime(CLOCK_MONOTONIC, &f->forward_since);
		break;
	}
}

bool
follow_step(struct follow *f, int msec)
{
	struct timespec limit;
	siginfo_t info;

	if (!tracer_step(&f->tracer))
		return false;
	if (f->asked_to_stop && f->first->stopped)
		stop_too(f);
	msec = msec_sooner(msec, tracer_due(&f->tracer));
	if (f->forward != 0)
		msec = msec_sooner(msec, FORWARD_AFTER);
	if (f->wait != NULL) {
		f->wait(f, msec);
		msec = 0;
	}
	limit = (struct timespec){ .tv_sec = msec / 1000,
		.tv_nsec = msec % 1000 * 1000000L };
	if (sigtimedwait(&f->signals, &info, msec == -1 ? NULL : &limit) > 0)
		take_signal(f, &info);
	forward_what_is_due(f);
	return true;
}

/* As it ended, so that the shell knows; whatever it left behind is its own. */
static void
end_by(int signal_number)
{
	struct rlimit none = { 0 };
	sigset_t set;

	setrlimit(RLIMIT_CORE, &none);
	signal(signal_number, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, signal_number);
	raise(signal_number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int
follow_end(struct follow *f, const struct program *program)
{
	tracer_free(&f->tracer);
	if (!program->ended)
		return 1;
	if (WIFSIGNALED(program->status))
		end_by(WTERMSIG(program->status));
	return WEXITSTATUS(program->status);
}
