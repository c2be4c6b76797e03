/*
 * sockdemo watch: another program, told. How it is watched: src/watch/; what
 * becomes of its signals: follow.c; two programs: watch_two.c.
 */
#include "command/watching.h"
#include "observe/observer.h"
#include "option/commands.h"
#include "option/usage.h"
#include "session/explain.h"
#include "tell/look.h"
#include "tell/narrate.h"
#include "text/word.h"

/* One program, and who hears of it. */
struct watched {
	struct scene scene;
	struct sockets sockets;
	struct crowd crowd;
	struct narrator narrator;
	struct explainer explainer;
	struct look look;
	struct observer observer;
	struct program program;
};

static void
more(struct narrator *n, const struct call *call)
{
	explain(n->owner, call);
}

static void
attach(struct watched *p, struct watching *w)
{
	struct sink **sinks = &p->program.sinks;

	crowd_init(&p->crowd, &p->scene);
	sinks_attach(sinks, &p->sockets.sink);
	sinks_attach(sinks, &p->crowd.sink);
	sinks_attach(sinks, &p->narrator.sink);
	sinks_attach(sinks, &p->look.sink);
	p->explainer = (struct explainer){ .out = &w->screen.out,
		.langs = w->options->langs,
		.sockets = &p->sockets,
		.program = w->options->program,
		.quiet = &w->quiet };
	p->narrator.more = more;
	p->narrator.owner = &p->explainer;
}

static int
watch_one(struct watching *w)
{
	const struct options *o = w->options;
	struct watched p = { .scene = watching_scene(w),
		.program = { .argv = o->words, .streams = { -1, -1, -1 } } };
	int msec;

	sockets_init(&p.sockets);
	p.program.sockets = &p.sockets;
	narrator_init(
	    &p.narrator, &w->screen.out, o->langs, &p.scene, &p.sockets);
	p.narrator.level = o->verbose > 0 ? o->verbose : 1;
	p.narrator.times = o->times;
	look_init(&p.look, &w->screen.out, o->langs, &p.scene, &p.sockets);
	attach(&p, w);
	watching_observe(w, &p.observer, &p.program);
	follow_start(&w->follow, &p.program);
	do
		msec = watching_settle(&p.observer, &p.program);
	while (follow_step(&w->follow, msec));
	sinks_close(&p.program.sinks);
	observer_free(&p.observer);
	sockets_free(&p.sockets);
	return watching_end(w, &p.program);
}

static int
which_program(const struct options *o)
{
	struct buf word = { 0 };

	put_word(&word, o->program);
	return usage_error(o->langs,
	    N_("watch: which program? For example: %s watch python3 "
	       "server.py"),
	    word.s);
}

static int
run(const struct options *o, struct carrier *carrier)
{
	struct watching w;

	if (o->words == NULL)
		return which_program(o);
	if (o->two && watch_two_check(o) != 0)
		return 2;
	if (watching_begin(&w, o, carrier) != 0)
		return 1;
	return o->two ? watch_two(&w) : watch_one(&w);
}

const struct command command_watch = {
	.name = "watch",
	.usage = N_("watch [options] program [args]"),
	.what = N_("another program's socket calls, told"),
	.arguments = ARGUMENTS_PROGRAM,
	.has = OF_ANY | OF_SHOWING | OF_TIMED | OF_WATCHING | OF_LANES,
	.run = run,
};
