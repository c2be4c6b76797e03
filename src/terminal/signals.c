/*
 * Signals at a prompt: those that are waited for, and those that a crash sends.
 */
#include <signal.h>
#include <stdbool.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "terminal/foreground.h"
#include "terminal/signals.h"

/* Signals that end us; the loop's signalfd knows of them from the start. */
static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
enum { ENDING = sizeof(ending) / sizeof(ending[0]) };

static struct termios saved; /* for crash(), which is given no context */

static void
put_ours(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGWINCH);
	sigaddset(set, SIGTSTP);
	sigaddset(set, SIGCONT);
}

void
signals_hold(int fd)
{
	sigset_t set, blocked;

	if (fd == -1)
		return;
	put_ours(&set);
	sigprocmask(SIG_BLOCK, &set, &blocked);
	for (size_t i = 0; i < ENDING; i++)
		if (sigismember(&blocked, ending[i]))
			sigaddset(&set, ending[i]);
	signalfd(fd, &set, SFD_CLOEXEC);
}

static bool
is_to_end(void)
{
	sigset_t set;

	sigpending(&set);
	for (size_t i = 0; i < ENDING; i++)
		if (sigismember(&set, ending[i]))
			return true;
	return false;
}

int
signals_take(void)
{
	struct timespec now = { 0 };
	sigset_t set;
	int signal_number;

	put_ours(&set);
	signal_number = sigtimedwait(&set, NULL, &now);
	if (signal_number > 0)
		return signal_number;
	return is_to_end() ? -1 : 0;
}

void
signals_stop(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, old;
	sigset_t set;

	sigaction(SIGTSTP, &stop, &old);
	if (old.sa_handler == SIG_IGN) { /* from the start, and stays so */
		sigaction(SIGTSTP, &old, NULL);
		return;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGTSTP, &old, NULL);
}

/* No handler may run readline's code: this puts back what it changed. */
static void
put_back_terminal(void)
{
	static const char end[] = "\033[?2004l\r";
	ssize_t n;

	tcsetattr(STDIN_FILENO, TCSANOW, &saved);
	n = write(STDOUT_FILENO, end, sizeof(end) - 1);
	(void)n;
}

static void
crash(int signal_number)
{
	if (is_in_foreground())
		put_back_terminal();
	raise(signal_number);
}

void
signals_catch_crashes(void)
{
	static const int signals[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE,
		SIGILL };
	struct sigaction action = { .sa_handler = crash,
		.sa_flags = (int)SA_RESETHAND };

	tcgetattr(STDIN_FILENO, &saved);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &action, NULL);
}
