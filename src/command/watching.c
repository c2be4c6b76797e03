/*
 * Opening and closing what watch.c and watch_two.c share.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/unwatched.h"
#include "command/watching.h"
#include "net/descriptor.h"
#include "probe/probe.h"
#include "session/report.h"
#include "tell/watched.h"
#include "text/utf8.h"
#include "watch/see.h"

/* Standard error, or the file of --to; NULL, after it was told. */
static FILE *
open_told(struct watching *w)
{
	const char *path = w->options->to;
	FILE *file = stderr;
	struct screen screen;
	int fd;

	if (path == NULL)
		return file;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	file = fd == -1 ? NULL : fdopen(descriptor_move_up(&w->quiet, fd), "w");
	if (file != NULL)
		return file;
	screen_init(&screen, stderr, w->options->color);
	report_file(&screen.out, w->options->langs, path, errno);
	return NULL;
}

static bool
see(struct tracer *t, int fd, struct note *note)
{
	return probe_socket(t->quiet, fd, note);
}

int
watching_begin(
    struct watching *w, const struct options *options, struct carrier *carrier)
{
	FILE *file;

	*w = (struct watching){ .options = options };
	sys_init(&w->quiet, carrier);
	file = open_told(w);
	if (file == NULL)
		return 1;
	utf8_locale();
	screen_init(&w->screen, file, options->color);
	w->screen.out.lanes = options->lanes;
	w->interfaces = malloc(sizeof(*w->interfaces));
	if (w->interfaces != NULL)
		probe_interfaces(&w->quiet, w->interfaces);
	follow_begin(&w->follow, &w->quiet, &w->screen);
	w->follow.tracer.see = see;
	return 0;
}

struct scene
watching_scene(const struct watching *w)
{
	return (struct scene){ .program = w->options->program,
		.interfaces = w->interfaces,
		.watched = true,
		.words = watched_sayings };
}

int
watching_end(struct watching *w, const struct program *program)
{
	free(w->interfaces);
	if (program->failure != WATCH_WORKS)
		return report_unwatched(
		    &w->screen.out, w->options->langs, program);
	return follow_end(&w->follow, program);
}
