#include <errno.h>
#include <stdio.h>

#include "command/command.h"
#include "command/options_parse.h"
#include "command/report.h"
#include "terminal/streams.h"

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

/* Help and the like are worth nothing if they could not be written. */
static int
finish_output(const struct options *o)
{
	bool lost = ferror(stdout);
	struct screen screen;
	int err;

	if (lost) /* why is forgotten by now; one more byte tells */
		putchar('\n');
	errno = EIO;
	if (fflush(stdout) == 0 && !lost)
		return 0;
	err = errno;
	screen_init(&screen, stderr, o->color);
	report_file(&screen.out, o->langs, "stdout", err);
	return 1;
}

static int
run(const struct options *o, struct carrier *carrier)
{
	int status;

	if (o->help) {
		help(o);
		return finish_output(o);
	}
	if (o->version) {
		printf("sockdemo %s\n", VERSION);
		return finish_output(o);
	}
	if (o->command == COMMAND_COUNT) {
		first_contact(o);
		return 2;
	}
	status = commands[o->command](o, carrier);
	if (status == 0 &&
	    (o->command == COMMAND_DEMO || o->command == COMMAND_COMPLETION))
		status = finish_output(o);
	return status;
}

int
sockdemo(int argc, char *argv[], struct carrier *carrier)
{
	struct options options;
	int status = 2;

	streams_reserve();
	if (options_parse(&options, argc, argv) == 0)
		status = run(&options, carrier);
	options_free(&options);
	return status;
}
