/*
 * The engine under demo.c: who is on the stage, and step after step of a table.
 */
#include <stdio.h>

#include "probe/probe.h"
#include "teach/key.h"
#include "teach/stage.h"
#include "text/utf8.h"

static void
come_on(struct actor *a, struct carrier *carrier)
{
	*a = (struct actor){ .listener = -1, .fd = -1, .wait.epfd = -1 };
	sys_init(&a->sys, carrier);
	sys_init(&a->quiet, carrier);
	sockets_init(&a->sockets);
	sys_attach(&a->sys, &a->sockets.sink);
}

static void
go_off(struct actor *a)
{
	if (a->fd != -1)
		sys_close(&a->quiet, a->fd);
	if (a->listener != -1)
		sys_close(&a->quiet, a->listener);
	wait_close(&a->wait);
	sys_end(&a->sys);
	sockets_free(&a->sockets);
}

void
stage_open(struct stage *stage, struct langs langs, int level,
    const struct side *sides, int n, struct carrier *carrier)
{
	const struct sockets *sockets[SIDES_MAX] = { NULL };

	stage->langs = langs;
	stage->by_hand = stage->left = false;
	stage->n = n;
	for (int i = 0; i < n; i++) {
		come_on(&stage->actor[i], carrier);
		sockets[i] = &stage->actor[i].sockets;
	}
	diagram_open(&stage->diagram, &stage->screen.out, langs, level, sides,
	    sockets, n);
	for (int i = 0; i < n; i++)
		sys_attach(&stage->actor[i].sys, &stage->diagram.lane[i].sink);
}

void
stage_say(struct stage *stage, const char *sentence)
{
	struct out *out = &stage->screen.out;

	LANGS_EACH (lang, stage->langs)
		out->line(out, MARK_EXPLAIN, tr(lang, sentence));
}

void
stage_space(struct stage *stage)
{
	stage->screen.out.line(&stage->screen.out, MARK_PLAIN, "");
}

/* One row, which goes when a key has come; without an escape sequence, since
   any terminal knows how to go back and write spaces. */
static int
ask_for_key(const struct stage *stage)
{
	const char *keys = tr(
	    stage->langs.first, N_("Enter: next   c: on to the end   q: quit"));
	int key;

	printf("  %s", keys);
	fflush(stdout);
	key = key_wait();
	printf("\r%*s\r", utf8_columns(keys) + 2, "");
	fflush(stdout);
	return key;
}

bool
stage_pause(struct stage *stage)
{
	while (stage->by_hand)
		switch (ask_for_key(stage)) {
		case '\n':
		case '\r':
		case ' ':
			return true;
		case 'c':
		case 'C':
			stage->by_hand = false;
			return true;
		case 'q':
		case 'Q':
		case KEY_ENDED:
			stage->left = true;
			return false;
		default:
			break;
		}
	return true;
}

/* Before a step: what has been drawn is read first, then what comes. */
static bool
introduce(struct stage *stage, const struct stage_step *step)
{
	if (!stage->by_hand || step->purpose == NULL)
		return true;
	lanes_pause(&stage->diagram.lanes);
	stage_space(stage);
	if (step->question != NULL)
		stage_say(stage, step->question);
	if (!stage_pause(stage))
		return false;
	stage_say(stage, step->purpose);
	return true;
}

struct actor *
stage_play(struct stage *stage, const struct stage_step *steps, size_t n)
{
	for (int i = 0; i < stage->n; i++) {
		struct actor *a = &stage->actor[i];

		if (wait_open(&a->wait, &a->sys, -1) == -1)
			return a;
	}
	for (size_t i = 0; i < n; i++) {
		struct actor *a = &stage->actor[steps[i].actor];

		if (!introduce(stage, &steps[i]))
			return NULL;
		wait_limit(&a->wait, STAGE_PATIENCE);
		if (steps[i].act(stage, a) == -1)
			return a;
	}
	return NULL;
}

void
stage_close(struct stage *stage)
{
	for (int i = 0; i < stage->n; i++)
		go_off(&stage->actor[i]);
}

void
actor_tell(struct actor *a, int fd, enum note_kind kind)
{
	struct note note = { .fd = fd, .kind = kind };

	probe_addresses(&a->quiet, fd, &note.laddr, &note.raddr);
	sys_note(&a->sys, &note);
}
