/*
 * Asking the terminal for the group that it is given to. What follows from
 * that: prompt.c with a prompt, and streams.c without one.
 */
#include <unistd.h>

#include "terminal/foreground.h"

/* tcgetpgrp(3) fails where it is not the terminal of this session, and is 0
   where the group is not one of our container's: then nobody stops us. */
bool
is_in_foreground(void)
{
	pid_t group = tcgetpgrp(STDIN_FILENO);

	return group <= 0 || group == getpgrp();
}
