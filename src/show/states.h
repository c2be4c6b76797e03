/*
 * The states of a TCP connection (RFC 9293, 3.3.2), and the way from one to
 * another.
 */
#ifndef STATES_H
#define STATES_H

#include <stdbool.h>

#include "text/lang.h"
#include "text/out.h"

struct state_row {
	int state;           /* as Linux numbers it, TCP_ESTABLISHED */
	const char *name;    /* "ESTABLISHED" */
	const char *meaning; /* N_(...) */
};

extern const struct state_row state_rows[];
extern const int state_count;

/* NULL: none has that number. */
const struct state_row *state_of(int number);

/* How a socket came to be in a state. */
struct way {
	bool accepted;  /* else it connected, or will */
	bool connected; /* it had a connection, or tried to */
	bool cut;       /* which ended by an RST or an error */
	int state;
	unsigned seen; /* the states that were seen, 1 << state */
};

enum { WAY_MAX = 8 };

/* The states on the way, the first one first; returns how many. */
int way_states(const struct way *, int states[WAY_MAX]);

/* Draws them, in three lines of at most 78 columns: the last one is where it is
   now, and those that were not seen are dashed. Below, what that means. */
void show_way(struct out *, struct langs, const struct way *);

#endif
