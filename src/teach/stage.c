/*
 * The engine under demo.c: who is on the stage, and step after step of a table.
 */
#include "teach/stage.h"
#include "probe/probe.h"

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
stage_open(struct stage *stage, enum color color, struct langs langs, int level,
    const struct side *sides, int n, struct carrier *carrier)
{
	const struct sockets *sockets[SIDES_MAX];

	screen_init(&stage->screen, stdout, color);
	stage->langs = langs;
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

struct actor *
stage_play(struct stage *stage, const struct stage_step *steps, size_t n)
{
	for (int i = 0; i < stage->n; i++) {
		struct actor *a = &stage->actor[i];

		if (wait_open(&a->wait, &a->sys, -1) == -1)
			return a;
		wait_limit(&a->wait, STAGE_PATIENCE);
	}
	for (size_t i = 0; i < n; i++) {
		struct actor *a = &stage->actor[steps[i].actor];

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
