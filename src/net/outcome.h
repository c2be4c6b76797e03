/*
 * How a conversation, or a server, ended.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

enum outcome {
	OVER,        /* as it should: both directions have ended, or our user
			ended it */
	OVER_FAILED, /* a call failed: errno is kept beside it */
	OVER_LOCAL,  /* our user's files failed: the same */
	OVER_MEMORY, /* there is no memory for what passes */
	OVER_IDLE,   /* nothing passed, or nobody came, for too long */
	OVER_SIGNAL  /* a signal waits to be read */
};

#endif
