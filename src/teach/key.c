/*
 * Waiting for a key: the terminal is changed for as long as that takes, and not
 * a moment longer. Who waits: stage.c.
 */
#include <signal.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

#include "teach/key.h"

/* Tenths of a second until signals are looked for again. */
enum { PATIENCE = 2 };

static void
put_those_that_interrupt(sigset_t *set)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
		SIGTSTP };

	sigemptyset(set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaddset(set, signals[i]);
}

static bool
is_interrupted(const sigset_t *set)
{
	sigset_t pending, those;

	sigpending(&pending);
	sigandset(&those, &pending, set);
	return !sigisemptyset(&those);
}

/*
 * One key, without echo, and without waiting for the end of a line. Returns 0
 * where one of the signals, which are blocked, came first.
 */
static int
take_key(const sigset_t *signals)
{
	struct termios before, now;
	unsigned char key = 0;
	ssize_t n = 0;

	if (tcgetattr(STDIN_FILENO, &before) == -1)
		return KEY_ENDED;
	now = before;
	now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	now.c_cc[VMIN] = 0;
	now.c_cc[VTIME] = PATIENCE;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
	/* Nothing read: time has passed, or there is no terminal any more. */
	while (n == 0 && !is_interrupted(signals) &&
	    tcgetattr(STDIN_FILENO, &now) == 0)
		n = read(STDIN_FILENO, &key, 1);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
	if (n == 1)
		return key;
	return n == 0 && is_interrupted(signals) ? 0 : KEY_ENDED;
}

int
key_wait(void)
{
	sigset_t set, before;
	int key;

	put_those_that_interrupt(&set);
	sigprocmask(SIG_BLOCK, &set, &before);
	while ((key = take_key(&set)) == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL); /* it comes here */
		sigprocmask(SIG_BLOCK, &set, NULL);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return key;
}
