/*
 * What ends a conversation, or its socket: a failure, our user, the peer. The
 * loop is in converse.c.
 */
#include <errno.h>

#include "net/close.h"
#include "talk/conversation.h"

void
conversation_stop(struct conversation *c, enum outcome outcome)
{
	if (c->stopped)
		return;
	c->stopped = true;
	c->outcome = outcome;
	c->err = errno;
}

/* Nor is what was entered meanwhile of use to a socket that failed. */
static void
forget_output(struct conversation *c)
{
	flow_drop(&c->out);
	queue_forget(&c->typed.entered);
	c->send_empty = c->retry = c->stall.now = c->stall.told = false;
}

void
conversation_call_failed(struct conversation *c, struct flow *flow)
{
	/* EPIPE after an end of our own says nothing of the peer. */
	if (errno == ECONNRESET ||
	    (errno == EPIPE && c->out.state != FLOW_OVER))
		c->reset = true;
	if (c->ops.read_errors != NULL)
		c->ops.read_errors(c);
	if (!c->local->stays) {
		flow->state = FLOW_OVER;
		conversation_stop(c, OVER_FAILED);
	}
	flow_drop(flow);
	if (flow == &c->out)
		forget_output(c);
	/* Who looks on may send again, and see what that gives. */
	if (c->local->stays)
		c->ops.failed(c);
}

void
conversation_close(struct conversation *c)
{
	if (c->closed)
		return;
	watch_set(c->wait, &c->socket, 0);
	sys_close(c->sys, c->fd);
	c->closed = true;
	flow_end(&c->in);
	flow_drop(&c->in);
	forget_output(c);
	if (c->local->stays) /* until our user ends it once more */
		c->out.state = FLOW_OPEN;
}

void
conversation_reset(struct conversation *c)
{
	if (c->closed)
		return;
	net_reset_on_close(c->sys, c->fd);
	conversation_close(c);
}

void
conversation_halfclose(struct conversation *c)
{
	flow_end(&c->out);
}

void
conversation_send_empty(struct conversation *c)
{
	if (!queue_add(&c->typed.entered, "", 0))
		conversation_stop(c, OVER_MEMORY);
}

void
conversation_quit(struct conversation *c)
{
	conversation_stop(c, OVER);
}
