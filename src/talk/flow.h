/*
 * One direction of a conversation, and the buffer between its two ends: our
 * user is the source of what goes out, the peer of what comes in. It passes
 * through these states, one after another:
 *
 *	         its source     its buffer      what is left to do
 *	open     may have more  empty, or not   fill it, empty it
 *	ended    has no more    empty, or not   empty it, then pass the end on
 *	over     is not read    of no interest  nothing
 *
 * The end is passed on to the peer by shutdown(), and to our user by closing
 * standard output. A direction in which a call fails is over at once.
 */
#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>
#include <stddef.h>

enum flow_state { FLOW_OPEN, FLOW_ENDED, FLOW_OVER };

/*
 * The buffer is filled only when it is empty: what the receiving side does not
 * take is not read from the sending side, so that TCP slows the sender down
 * instead of us storing its data.
 */
struct flow {
	enum flow_state state;
	char *data; /* allocated at first use */
	size_t size;
	size_t len;    /* filled */
	size_t passed; /* of it, to the other side */
	bool bypassed; /* they are in the bypass's pipe, not in *data* */
};

bool flow_is_empty(const struct flow *);

/* Empties it, passed on or not. */
void flow_drop(struct flow *);

/* Makes room for that many bytes in an empty one. Returns false when there is
   no memory. */
bool flow_make_room(struct flow *, size_t);

/* Its source has no more. One that is over stays so. */
void flow_end(struct flow *);

#endif
