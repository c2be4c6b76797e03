/*
 * sockdemo watch --two: two programs in two lanes. The second begins when the
 * first one listens. What they write comes through pseudo-terminals, and is
 * drawn where it belongs; what is typed is the second one's.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "call/clock.h"
#include "command/watching.h"
#include "net/wait.h"
#include "option/usage.h"
#include "session/report.h"
#include "tell/diagram.h"
#include "tell/look.h"
#include "text/lines.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "watch/pty.h"

enum {
	FIRST_ALONE = 10000, /* milliseconds until the second begins anyway */
	LINE_END = 100       /* ...that the end of a line is waited for */
};

/* Hears when the first one listens. */
struct starter {
	struct sink sink;
	bool listens;
};

struct side_program {
	struct two *two;
	int side;
	char name[10]; /* in a column that is so wide */
	char head[64];
	struct sockets sockets;
	struct crowd crowd;
	struct look look;
	struct program program;
	struct pty pty;
	struct watch output;
	struct lines lines; /* that it writes */
	struct timespec written;
};

struct two {
	struct watching *w;
	struct side sides[2];
	struct side_program one[2];
	struct diagram diagram;
	struct starter starter;
	struct wait wait;
	struct watch input; /* standard input */
	struct timespec began;
	char typed[1024]; /* and not taken yet */
	size_t typed_n;
	bool input_ended;
	bool started; /* the second one */
	bool headed;  /* a heading was told, before what deserves a look */
};

/* Names. */

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* Of "python3 servidor.py", the script. */
static void
set_name(struct side_program *one)
{
	char *const *argv = one->program.argv;
	bool script =
	    argv[1] != NULL && *argv[1] != '-' && access(argv[1], R_OK) == 0;
	const char *name = last_part(argv[script]);

	safe_name(name, one->head, sizeof(one->head));
	safe_name(name, one->name, sizeof(one->name));
}

/* What they write. */

static void
put_safe(const char *s, size_t n, char *out)
{
	while (n > 0) {
		uint32_t cp;
		int len = utf8_decode(s, n, &cp);
		size_t used = len > 0 ? (size_t)len : 1;

		if (*s == '\t')
			*out++ = ' ';
		else
			out += safe_escape(s, used, out);
		s += used;
		n -= used;
	}
	*out = '\0';
}

static void
take_line(void *owner, const char *line, size_t n)
{
	struct side_program *one = owner;
	char safe[LINE_LENGTH * SAFE_MAX + 1];

	put_safe(line, n, safe);
	diagram_writes(&one->two->diagram, one->side, safe);
}

static void
take_output(struct side_program *one)
{
	char data[4096];
	ssize_t n;

	while ((n = pty_read(&one->pty, data, sizeof(data))) > 0) {
		clock_gettime(CLOCK_MONOTONIC, &one->written);
		lines_add(&one->lines, data, (size_t)n, take_line, one);
	}
}

/* A line whose end does not come for a moment. Returns in how many milliseconds
   that will be, or -1. */
static int
settle_line(struct side_program *one)
{
	int msec;

	if (one->lines.len == 0)
		return -1;
	msec = msec_since(&one->written);
	if (msec < LINE_END)
		return LINE_END - msec;
	lines_take(&one->lines, take_line, one);
	return -1;
}

/* What is typed. */

static void
pass_typed(struct two *two)
{
	const struct pty *pty = &two->one[1].pty;
	ssize_t n = pty_write(pty, two->typed, two->typed_n);

	if (n <= 0)
		return;
	two->typed_n -= (size_t)n;
	memmove(two->typed, two->typed + n, two->typed_n);
}

static void
read_input(struct two *two)
{
	ssize_t n = pty_take_typed(two->typed, sizeof(two->typed));

	two->input.ready = 0;
	if (n > 0) {
		two->typed_n = (size_t)n;
		pass_typed(two);
	} else if (n == 0 || errno != EAGAIN) {
		pty_end_input(&two->one[1].pty);
		two->input_ended = true;
	}
}

/* Once the second one is there. While it has no room for what was typed, that is
   waited for, and nothing more is read. */
static void
take_input(struct two *two)
{
	struct watch *output = &two->one[1].output;

	if (output->fd == -1)
		return;
	if (two->typed_n > 0)
		pass_typed(two);
	if (two->input.ready != 0 && two->typed_n == 0)
		read_input(two);
	watch_set(&two->wait, &two->input,
	    two->typed_n > 0 || two->input_ended ? 0 : EPOLLIN);
	watch_set(&two->wait, output,
	    two->typed_n > 0 ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

/* Waiting, for signals and for all that. */

static void
wait_for_all(struct follow *f, int msec)
{
	struct two *two = f->owner;
	struct watch *watches[] = { &two->one[0].output, &two->one[1].output,
		&two->input };

	for (int i = 0; i < 2; i++)
		msec = msec_sooner(msec, settle_line(&two->one[i]));
	msec = msec_sooner(msec, diagram_settle(&two->diagram));
	if (!two->started)
		msec = msec_sooner(msec, 100);
	if (msec != 0)
		wait_any(&two->wait, watches, 3, msec);
	for (int i = 0; i < 2; i++)
		if (two->one[i].output.fd != -1)
			take_output(&two->one[i]);
	take_input(two);
}

/* Who hears of what. */

static void
starter_sees(struct sink *sink, const struct note *note)
{
	struct starter *starter = (struct starter *)sink;

	if (note->kind == NOTE_LISTENING || note->kind == NOTE_BOUND)
		starter->listens = true;
}

static void
enters(struct tracer *t, const struct program *program, const struct call *call)
{
	struct two *two = t->owner;
	int side = program == &two->one[1].program;

	/* What it wrote before, be it half a line, stands above. */
	lines_take(&two->one[side].lines, take_line, &two->one[side]);
	diagram_begins(&two->diagram, side, call);
}

static void
attach(struct two *two, struct side_program *one)
{
	static const struct sink_ops starter = { .note = starter_sees };
	struct sink **sinks = &one->program.sinks;
	struct lane *lane = &two->diagram.lane[one->side];

	two->starter.sink.ops = &starter;
	sinks_attach(sinks, &one->sockets.sink);
	crowd_init(&one->crowd, &lane->scene);
	sinks_attach(sinks, &one->crowd.sink);
	sinks_attach(sinks, &lane->sink);
	if (one->side == 0)
		sinks_attach(sinks, &two->starter.sink);
	look_init(&one->look, &two->w->screen.out, two->w->options->langs,
	    &lane->scene, &one->sockets);
	one->look.name = one->head;
	one->look.headed = &two->headed;
	sinks_attach(sinks, &one->look.sink);
}

/* Beginning and ending. */

static void
prepare(struct two *two, int side, char *const *argv)
{
	struct side_program *one = &two->one[side];

	*one = (struct side_program){ .two = two,
		.side = side,
		.program = { .argv = argv,
		    .sockets = &one->sockets,
		    .streams = { -1, -1, -1 } },
		.pty = { -1, -1 },
		.output.fd = -1 };
	sockets_init(&one->sockets);
	set_name(one);
	two->sides[side] = (struct side){
		.name = one->name, .head = one->head, .client = side == 1
	};
}

/* Its streams: the terminal that we gave it; the first one's input is empty. */
static bool
open_streams(struct two *two, struct side_program *one)
{
	int width = lane_width(&two->diagram.lanes, one->side) - 2;
	int empty =
	    one->side == 0 ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1;

	if (pty_open(&one->pty, width) == -1)
		return false;
	one->program.streams[0] = one->side == 0 ? empty : one->pty.slave;
	one->program.streams[1] = one->program.streams[2] = one->pty.slave;
	one->output.fd = one->pty.master;
	return watch_set(&two->wait, &one->output, EPOLLIN) == 0;
}

static void
start(struct two *two, int side)
{
	struct side_program *one = &two->one[side];

	two->started = two->started || side == 1;
	if (!open_streams(two, one)) {
		one->program.failure = WATCH_NO_RESOURCES;
		one->program.err = errno;
		return;
	}
	follow_start(&two->w->follow, &one->program);
	take_input(two);
}

/* When the first one listens; or has ended, or does not seem to. */
static void
start_second(struct two *two)
{
	const struct program *first = &two->one[0].program;

	if (two->started)
		return;
	if (first->failure != WATCH_WORKS)
		two->started = true; /* with nobody to talk to it is not */
	else if (two->starter.listens || first->ended ||
	    msec_since(&two->began) >= FIRST_ALONE)
		start(two, 1);
}

static void
follow_both(struct two *two)
{
	struct follow *f = &two->w->follow;

	clock_gettime(CLOCK_MONOTONIC, &two->began);
	start(two, 0);
	do
		start_second(two);
	while (follow_step(f, -1) || !two->started);
	for (int i = 0; i < 2; i++) {
		if (two->one[i].output.fd != -1)
			take_output(&two->one[i]);
		lines_end(&two->one[i].lines, take_line, &two->one[i]);
	}
}

static int
finish(struct two *two)
{
	const struct program *first = &two->one[0].program,
			     *second = &two->one[1].program;

	diagram_close(&two->diagram);
	for (int i = 0; i < 2; i++) {
		sinks_close(&two->one[i].program.sinks);
		sockets_free(&two->one[i].sockets);
		free(two->one[i].lines.data);
	}
	wait_close(&two->wait);
	return watching_end(two->w,
	    first->failure == WATCH_WORKS && second->failure != WATCH_WORKS
		? second
		: first);
}

/* How many words are the first program's: those before the first lone "--". 0:
   there are no two. */
static size_t
count_first(char *const *word)
{
	size_t n = 0;

	while (word[n] != NULL && strcmp(word[n], "--") != 0)
		n++;
	return word[n] == NULL || word[n + 1] == NULL ? 0 : n;
}

int
watch_two_check(const struct options *o)
{
	if (count_first(o->words) > 0)
		return 0;
	return usage_error(o->langs,
	    N_("--two: two programs were expected, with -- between them"));
}

static void
open_both(struct two *two, char **first)
{
	struct watching *w = two->w;
	char *const *words = w->options->words;
	size_t n = count_first(words);
	const struct sockets *sockets[2];
	struct scene scene = watching_scene(w);

	for (size_t i = 0; i < n; i++)
		first[i] = words[i];
	prepare(two, 0, first);
	prepare(two, 1, words + n + 1);
	for (int i = 0; i < 2; i++)
		sockets[i] = &two->one[i].sockets;
	diagram_open_watched(&two->diagram, &w->screen.out, w->options->langs,
	    w->options->verbose, two->sides, sockets, &scene);
	for (int i = 0; i < 2; i++)
		attach(two, &two->one[i]);
}

int
watch_two(struct watching *w)
{
	struct two *two = calloc(1, sizeof(*two));
	char **first =
	    calloc(count_first(w->options->words) + 1, sizeof(first[0]));
	int signals, status;

	if (two == NULL || first == NULL) {
		report_memory(&w->screen.out, w->options->langs);
		exit(1);
	}
	two->w = w;
	two->input.fd = STDIN_FILENO;
	open_both(two, first);
	signals = signalfd(-1, &w->follow.signals, SFD_CLOEXEC);
	wait_open(&two->wait, &w->quiet, signals);
	w->follow.wait = wait_for_all;
	w->follow.owner = w->follow.tracer.owner = two;
	w->follow.tracer.enters = enters;
	w->follow.tracer.slowly = true;
	follow_both(two);
	status = finish(two);
	if (signals != -1)
		sys_close(&w->quiet, signals);
	free(first);
	free(two);
	return status;
}
