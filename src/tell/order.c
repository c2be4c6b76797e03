/*
 * Two queues of blocks, one of each side; calls that have begun say which of
 * them wait. lanes.c draws them.
 */
#include <stdlib.h>

#include "call/clock.h"
#include "tell/order.h"

/* Milliseconds: for what is certain to come, and for what is likely to. */
enum { CERTAIN = 1000, LIKELY = 300 };

/* And for a step that may be drawn beside the last one. */
enum { BESIDE = 100 };

struct going {
	struct going *next;
	long process;
	enum call_id call;
	int fd;
	struct timespec began;
	struct ends ends;
	bool drawn;
};

struct queued {
	struct queued *next;
	struct block block;
};

void
order_init(struct order *order, struct lanes *lanes)
{
	*order = (struct order){ .lanes = lanes };
}

/* Which calls follow from which. */

static bool
is_accept(enum call_id call)
{
	return call_row(call)->makes == MAKES_CONNECTION;
}

/* Something goes to the other end, be it the end. */
static bool
gives(enum call_id call)
{
	return call_sends(call) || call_moves(call) || call == CALL_CLOSE ||
	    call == CALL_SHUTDOWN;
}

/* A step may follow from a call of the other side that has not ended. */
static bool
follows(const struct block *block, const struct going *going)
{
	if (!block->is_call || block->ret < 0 || going->drawn)
		return false;
	if (is_accept(block->call))
		return going->call == CALL_CONNECT;
	return call_receives(block->call) && gives(going->call) &&
	    ends_meet(&block->ends, &going->ends);
}

/* A call of the other side is about to end because of this step. */
static bool
lets(const struct block *block, const struct going *going)
{
	if (!block->is_call || block->ret < 0)
		return false;
	if (is_accept(going->call))
		return block->call == CALL_CONNECT &&
		    ends_reach(&block->ends.raddr, &going->ends.laddr);
	return call_receives(going->call) && gives(block->call) &&
	    ends_meet(&block->ends, &going->ends);
}

static const struct going *
find(const struct order *order, int side, const struct block *block,
    bool (*is_it)(const struct block *, const struct going *))
{
	const struct going *going = order->going[!side];

	while (going != NULL && !is_it(block, going))
		going = going->next;
	return going;
}

/* Drawing. */

/* A connection that is made meets an accept() that stands there and waits. */
static bool
meets(const struct lanes *lanes, const struct block *block)
{
	return block->side == RIGHT && block->is_call &&
	    block->call == CALL_CONNECT && block->ret == 0 &&
	    lanes->waiting[LEFT] &&
	    ends_reach(&block->ends.raddr, &lanes->waits_for[LEFT].laddr);
}

static void
draw(struct order *order, struct block *block)
{
	struct lanes *lanes = order->lanes;
	int side = block->side;

	if (block->waits_no_more)
		lanes->waiting[side] = false;
	block->met = meets(lanes, block);
	if (block->is_call && block->ret >= 0 && gives(block->call))
		given_add(&order->given[side], block);
	else if (block->is_call && block->ret >= 0 &&
	    call_receives(block->call))
		block->follows = given_take(&order->given[!side], block);
	lanes_put(lanes, block);
	clock_gettime(CLOCK_MONOTONIC, &order->drawn);
	if (block->met)
		lanes_finish(lanes);
	if (block->waits) {
		lanes->waiting[side] = true;
		lanes->waits_for[side] = block->ends;
	}
	order->next[side] = find(order, side, block, lets);
	order->next[!side] = NULL;
}

static bool
waits(const struct order *order, const struct block *block)
{
	return order->next[block->side] != NULL ||
	    find(order, block->side, block, follows) != NULL;
}

/* Whatever of a side need not wait any more. */
static bool
release(struct order *order, int side)
{
	struct queued *first = order->queue[side];

	if (first == NULL || waits(order, &first->block))
		return false;
	draw(order, &first->block);
	order->queue[side] = first->next;
	free(first);
	clock_gettime(CLOCK_MONOTONIC, &order->since[side]);
	return true;
}

static void
release_both(struct order *order)
{
	while (release(order, 0) || release(order, 1))
		continue;
}

static void
enqueue(struct order *order, const struct block *block)
{
	struct queued **at = &order->queue[block->side];
	struct queued *queued = malloc(sizeof(*queued));

	if (queued == NULL)
		return;
	*queued = (struct queued){ .block = *block };
	if (*at == NULL)
		clock_gettime(CLOCK_MONOTONIC, &order->since[block->side]);
	while (*at != NULL)
		at = &(*at)->next;
	*at = queued;
}

void
order_put(struct order *order, const struct block *block)
{
	enqueue(order, block);
	/* Before those of the other side, which may follow from it. */
	while (release(order, block->side))
		continue;
	release_both(order);
}

/* The first one of a side does not wait any longer. */
static void
give_up(struct order *order, int side)
{
	const struct going *cause;

	order->next[side] = NULL;
	while ((cause = find(
		    order, side, &order->queue[side]->block, follows)) != NULL)
		((struct going *)cause)->drawn = true;
}

int
order_settle(struct order *order)
{
	int due = -1;

	for (int side = 0; side < 2; side++)
		if (order->queue[side] != NULL &&
		    msec_since(&order->since[side]) >=
			(order->next[side] != NULL ? LIKELY : CERTAIN))
			give_up(order, side);
	release_both(order);
	for (int side = 0; side < 2; side++)
		if (order->queue[side] != NULL)
			due = LIKELY;
	if (!order->lanes->held.used)
		return due;
	if (msec_since(&order->drawn) < BESIDE)
		return BESIDE;
	lanes_finish(order->lanes);
	return due;
}

/* Calls that go on. */

void
order_begins(struct order *order, int side, const struct call *call,
    const struct ends *ends)
{
	struct going *going = calloc(1, sizeof(*going));

	if (going == NULL)
		return;
	*going = (struct going){ .process = call->owner.process,
		.call = call->id,
		.fd = call_fd(call),
		.began = call->began,
		.ends = *ends,
		.next = order->going[side] };
	order->going[side] = going;
}

static bool
is_it(const struct going *going, const struct call *call)
{
	return going->process == call->owner.process &&
	    going->call == call->id && going->fd == call_fd(call) &&
	    going->began.tv_sec == call->began.tv_sec &&
	    going->began.tv_nsec == call->began.tv_nsec;
}

void
order_draws(struct order *order, int side, const struct call *call)
{
	for (struct going *g = order->going[side]; g != NULL; g = g->next)
		if (is_it(g, call))
			g->drawn = true;
	release_both(order);
}

static void
forget(struct order *order, int side, struct going **at)
{
	struct going *going = *at;

	if (order->next[!side] == going)
		order->next[!side] = NULL;
	*at = going->next;
	free(going);
}

void
order_ends(struct order *order, int side, const struct call *call)
{
	struct going **at = &order->going[side];

	while (*at != NULL && !is_it(*at, call))
		at = &(*at)->next;
	if (*at != NULL)
		forget(order, side, at);
}

void
order_gone(struct order *order, int side, long process)
{
	struct going **at = &order->going[side];

	while (*at != NULL)
		if ((*at)->process == process)
			forget(order, side, at);
		else
			at = &(*at)->next;
	release_both(order);
}

void
order_finish(struct order *order)
{
	for (int side = 0; side < 2; side++)
		while (order->going[side] != NULL)
			forget(order, side, &order->going[side]);
	release_both(order);
	given_free(&order->given[0]);
	given_free(&order->given[1]);
	lanes_finish(order->lanes);
}
