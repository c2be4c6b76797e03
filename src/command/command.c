#include <stdio.h>

#include "command/command.h"
#include "terminal/streams.h"
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

	streams_reserve();
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
