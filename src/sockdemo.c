/*
 * The program: the table of commands, and how one of them is run. From here go
 * to a command's own file: src/command/listen.c, connect.c, src/teach/demo.c.
 */
#include <errno.h>
#include <stdio.h>

#include "option/commands.h"
#include "option/help.h"
#include "option/parse.h"
#include "session/report.h"
#include "sockdemo.h"
#include "terminal/signals.h"
#include "terminal/streams.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

#define POINT_TO_COMMAND(name) &command_##name,
static const struct command *const commands[] = { COMMANDS(POINT_TO_COMMAND)
	    NULL };

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
	if (o->command == NULL) {
		first_contact(o);
		return 2;
	}
	status = o->command->run(o, carrier);
	if (status == 0 && o->command->prints)
		status = finish_output(o);
	return status;
}

int
sockdemo(int argc, char *argv[], struct carrier *carrier)
{
	struct options options;
	int status = 2;

	streams_reserve();
	signals_as_first_process();
	if (options_parse(&options, commands, argc, argv) == 0)
		status = run(&options, carrier);
	options_free(&options);
	return status;
}
