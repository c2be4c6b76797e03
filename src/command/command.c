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
	[COMMAND_COMPLETION] = command_completion,
};

/* Help is worth nothing if it could not be written. */
static int
finish_output(void)
{
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

static int
run(const struct options *o, struct carrier *carrier)
{
	if (o->help) {
		help(o);
		return finish_output();
	}
	if (o->version) {
		printf("sockdemo %s\n", VERSION);
		return finish_output();
	}
	if (o->command == COMMAND_COUNT) {
		first_contact(o);
		return 2;
	}
	return commands[o->command](o, carrier);
}

int
sockdemo(int argc, char *argv[], struct carrier *carrier)
{
	struct options options;
	int status = 2;

	streams_reserve();
	lang_init();
	if (options_parse(&options, argc, argv) == 0)
		status = run(&options, carrier);
	options_free(&options);
	return status;
}
