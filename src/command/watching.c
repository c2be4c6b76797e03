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

/* Standard error, or the file of --to; NULL, after it was told. */
static FILE *
open_told(struct watching *w)
{
	const char *path = w->options->to;
	FILE *file = stderr;
	struct screen screen;
	int fd, err;

	if (path == NULL)
		return file;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	file = fd == -1 ? NULL : fdopen(descriptor_move_up(&w->quiet, fd), "w");
	if (file != NULL)
		return file;
	err = errno;
	screen_init(&screen, stderr, w->options->color);
	report_file(&screen.out, w->options->langs, path, err);
	return NULL;
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

static void
count_in(struct crowd *crowd, const struct owner *owner)
{
	if (crowd->first == 0)
		crowd->first = owner->process;
	if (owner->process != crowd->first)
		crowd->scene->several = true;
}

static void
crowd_hears(struct sink *sink, const struct call *call)
{
	count_in((struct crowd *)sink, &call->owner);
}

static void
crowd_sees(struct sink *sink, const struct note *note)
{
	struct crowd *crowd = (struct crowd *)sink;

	/* A fork that shares no sockets is none of ours. */
	if (note->kind == NOTE_STARTED && note->amount > 0) {
		count_in(crowd, &note->from);
		count_in(crowd, &note->owner);
	} else if (note->kind == NOTE_EXITED) {
		count_in(crowd, &note->owner);
	}
}

void
crowd_init(struct crowd *crowd, struct scene *scene)
{
	static const struct sink_ops ops = {
		.begin = crowd_hears, .end = crowd_hears, .note = crowd_sees
	};

	*crowd = (struct crowd){ .sink.ops = &ops, .scene = scene };
}

void
watching_observe(
    struct watching *w, struct observer *observer, struct program *program)
{
	observer_init(observer, &w->quiet);
	if (w->options->verbose >= LEVEL_WAIT)
		program->looker = &observer->looker;
}

int
watching_settle(struct observer *observer, const struct program *program)
{
	struct sys sys;

	sys_init(&sys, NULL);
	sys.sinks = program->sinks;
	return observer_settle(observer, &sys);
}

int
watching_end(struct watching *w, const struct program *program)
{
	struct screen screen;

	free(w->interfaces);
	if (program->failure != WATCH_WORKS) {
		screen_init(&screen, stderr, w->options->color);
		return report_unwatched(&screen.out, w->options->langs,
		    w->options->program, program);
	}
	return follow_end(&w->follow, program);
}
