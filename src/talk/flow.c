/*
 * The states and the buffer of one direction. Who fills and empties it:
 * outgoing.c, incoming.c.
 */
#include <stdlib.h>

#include "talk/flow.h"

bool
flow_is_empty(const struct flow *flow)
{
	return flow->passed == flow->len;
}

void
flow_drop(struct flow *flow)
{
	flow->len = flow->passed = 0;
}

bool
flow_make_room(struct flow *flow, size_t size)
{
	if (flow->data != NULL && size != flow->size) {
		free(flow->data);
		flow->data = NULL;
	}
	if (flow->data == NULL) {
		flow->data = malloc(size);
		flow->size = size;
	}
	flow_drop(flow);
	return flow->data != NULL;
}

void
flow_end(struct flow *flow)
{
	if (flow->state == FLOW_OPEN)
		flow->state = FLOW_ENDED;
}
