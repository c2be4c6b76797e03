/*
 * What is said of a step, for somebody who sees sockets for the first time. It
 * is data: rows of texts, by transport (sayings.h). Whoever adds a sentence
 * adds a row.
 */
#ifndef SAYING_H
#define SAYING_H

#include "know/step.h"
#include "text/buf.h"
#include "text/lang.h"

/* Which of the texts that a step may have; sayings.h says what they are. */
enum column {
	SAID,
	ALSO,
	WORD,
	WAITING,
	WHOSE,
	ENDED,
	TOTALS,
	STATUS,
	STATUS_ALSO,
	WHY,
	MORE,
	WHY_WAITING
};

/* Writes a text of a step's, in one language; empty: there is nothing to
   say. */
void say(enum lang, enum column, const struct step *, struct buf *);

/*
 * The same, in English and with its holes: the one thing that tells it from
 * other texts, so that it need be told once only. NULL: there is nothing to
 * say.
 */
const char *saying(enum column, const struct step *);

/* What a call is for, as -vv says it wherever TCP makes it: an N_() without
   holes; NULL: there is none. */
const char *saying_of_call(enum call_id);

#endif
