/*
 * Catching what ends us, and what is done then. Handlers run at any moment: they
 * call what POSIX allows there (signal-safety(7)), and no code of readline's.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "terminal/foreground.h"
#include "terminal/signals.h"

/* Those that are held, for the loop to end by. */
static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
enum { ENDING = sizeof(ending) / sizeof(ending[0]) };

/* It is blocked, and wakes the loop up where the signals that are caught do
   not; whoever else sends it is heeded by nobody. */
enum { WAKING = SIGURG };

/* For handlers, which are given no context. */
static volatile sig_atomic_t ended_by;
static struct {
	volatile sig_atomic_t taken;
	struct termios modes; /* as it was */
} terminal;
static struct {
	const char *volatile path;
	dev_t dev;
	ino_t ino;
} file;

/*
 * Its modes, and no marks around a paste any more. Nobody may read what is
 * written there, and whoever waited for that would never end: it is written
 * through another description of the terminal, for the shell has this one. We
 * end, and it need not be closed.
 */
static void
restore_terminal(void)
{
	static const char end[] = "\033[?2004l\r";
	int fd;
	ssize_t n;

	if (!terminal.taken || !is_in_foreground())
		return;
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal.modes);
	fd = open(
	    "/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd == -1)
		return;
	n = write(fd, end, sizeof(end) - 1);
	(void)n;
}

static void
remove_file(void)
{
	const char *path = file.path;
	struct stat now;

	file.path = NULL;
	if (path != NULL && lstat(path, &now) == 0 && now.st_dev == file.dev &&
	    now.st_ino == file.ino)
		unlink(path);
}

int
signals_end(int signal_number)
{
	sigset_t set;

	signal(signal_number, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, signal_number);
	raise(signal_number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	return 128 + signal_number;
}

static void
die(int signal_number)
{
	restore_terminal();
	remove_file();
	_exit(signals_end(signal_number));
}

/* We were to end, and have not; or could not without being stopped. */
static void
die_late(int signal_number)
{
	die(ended_by != 0 ? ended_by : signal_number);
}

/* Handlers that return leave no trace in the call that they interrupted. */
static void
set_handler(int signal_number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler,
		.sa_flags = SA_RESTART };

	sigfillset(&action.sa_mask);
	sigaction(signal_number, &action, NULL);
}

static void
hold(int signal_number)
{
	static const struct itimerval patience = { .it_value.tv_sec = 1 };
	int err = errno;

	if (ended_by != 0)
		return;
	ended_by = signal_number;
	/* From here on, nothing stops us. */
	signal(SIGTSTP, SIG_IGN);
	set_handler(SIGTTOU, die_late);
	set_handler(SIGTTIN, die_late);
	setitimer(ITIMER_REAL, &patience, NULL);
	raise(WAKING);
	errno = err;
}

static bool
is_ignored(int signal_number)
{
	struct sigaction action;

	return sigaction(signal_number, NULL, &action) == -1 ||
	    action.sa_handler == SIG_IGN;
}

int
signals_open(void)
{
	sigset_t waking, caught;
	int fd;

	sigemptyset(&waking);
	sigaddset(&waking, WAKING);
	fd = signalfd(-1, &waking, SFD_CLOEXEC);
	if (fd == -1)
		return -1;
	sigprocmask(SIG_BLOCK, &waking, NULL);
	sigemptyset(&caught);
	sigaddset(&caught, SIGALRM);
	set_handler(SIGALRM, die_late);
	for (size_t i = 0; i < ENDING; i++) {
		if (is_ignored(ending[i]))
			continue;
		sigaddset(&caught, ending[i]);
		set_handler(ending[i], hold);
	}
	/* Whoever started us may have blocked them. */
	sigprocmask(SIG_UNBLOCK, &caught, NULL);
	return fd;
}

int
signals_ended(void)
{
	return ended_by;
}

void
signals_as_first_process(void)
{
	for (size_t i = 0; getpid() == 1 && i < ENDING; i++)
		if (!is_ignored(ending[i]))
			set_handler(ending[i], die);
}

static void
put_held(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGWINCH);
	sigaddset(set, SIGTSTP);
	sigaddset(set, SIGCONT);
}

void
signals_hold(int fd)
{
	sigset_t set;

	if (fd == -1)
		return;
	put_held(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaddset(&set, WAKING);
	signalfd(fd, &set, SFD_CLOEXEC);
}

int
signals_take(void)
{
	struct timespec now = { 0 };
	sigset_t set;
	int signal_number;

	if (ended_by != 0)
		return -1;
	put_held(&set);
	signal_number = sigtimedwait(&set, NULL, &now);
	return signal_number > 0 ? signal_number : 0;
}

void
signals_stop(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, old;
	sigset_t set;

	if (ended_by != 0 ||
	    is_ignored(SIGTSTP)) /* from the start, and stays so */
		return;
	sigaction(SIGTSTP, &stop, &old);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (ended_by == 0)
		sigaction(SIGTSTP, &old, NULL);
}

/* readline ends the program where it is out of memory: exit(2). Nobody else
   does with the terminal in hand. */
static void
leave(void)
{
	bool cut_short = terminal.taken;

	restore_terminal();
	remove_file();
	if (cut_short) {
		fflush(stderr);
		_exit(1);
	}
}

/* All that end a program unless they are caught. */
static void
catch_all(void)
{
	static const int others[] = { SIGCHLD, SIGCONT, SIGPIPE, SIGSTOP,
		SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGWINCH, SIGKILL };
	static bool done;
	struct sigaction action;
	sigset_t spared;

	if (done)
		return;
	done = true;
	atexit(leave);
	sigemptyset(&spared);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		sigaddset(&spared, others[i]);
	for (int n = 1; n <= SIGRTMAX; n++)
		if (sigismember(&spared, n) == 0 &&
		    sigaction(n, NULL, &action) == 0 &&
		    action.sa_handler == SIG_DFL)
			set_handler(n, die);
}

void
signals_take_terminal(void)
{
	catch_all();
	if (tcgetattr(STDIN_FILENO, &terminal.modes) == 0)
		terminal.taken = true;
}

void
signals_give_terminal(void)
{
	terminal.taken = false;
}

void
signals_remove_file(const char *path, dev_t dev, ino_t ino)
{
	catch_all();
	file.path = NULL;
	file.dev = dev;
	file.ino = ino;
	file.path = path;
}
