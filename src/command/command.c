#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "command/command.h"
#include "text/lang.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

static int (*const commands[COMMAND_COUNT])(
    const struct options *, struct carrier *) = {
	[COMMAND_LISTEN] = command_listen,
	[COMMAND_CONNECT] = command_connect,
	[COMMAND_DEMO] = command_demo,
};

/*
 * Descriptors 0 to 2 are taken, so that no socket is ever given the number of
 * standard output. The wrong way round: reading or writing there fails.
 */
static void
take_standard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* Help is worth nothing if it could not be written. */
static int
finish_output(void)
{
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

int
sockdemo(int argc, char *argv[], struct carrier *carrier)
{
	struct options options;

	take_standard_descriptors();
	lang_init();
	if (options_parse(&options, argc, argv) == -1)
		return 2;
	if (options.help) {
		help(&options);
		return finish_output();
	}
	if (options.version) {
		printf("sockdemo %s\n", VERSION);
		return finish_output();
	}
	if (options.command == COMMAND_COUNT) {
		first_contact(&options);
		return 2;
	}
	return commands[options.command](&options, carrier);
}
