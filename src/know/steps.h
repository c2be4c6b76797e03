/*
 * What a step means: one sentence for each call and note, in one language, for
 * somebody who sees sockets for the first time. Pure: what is said follows
 * from the step alone.
 */
#ifndef STEPS_H
#define STEPS_H

#include "know/step.h"
#include "text/buf.h"
#include "text/lang.h"

/*
 * Each fills the buf, and leaves it empty where there is nothing to say; a
 * newline parts two sentences.
 *
 * Of a call: what happened (-v), and what is waited for while it blocks.
 */
void step_sentence(enum lang, const struct step *, struct buf *);
void step_waiting(enum lang, const struct step *, struct buf *);

/* Of a note: what was seen (-v); then, of two addresses, whose they are. */
void step_note(enum lang, const struct step *, struct buf *);
void step_addresses(enum lang, const struct step *, struct buf *);

/* Of NOTE_OVER (-v): who finished first, and what passed. */
void step_who_ended(enum lang, const struct step *, struct buf *);
void step_totals(enum lang, const struct step *, struct buf *);

/* What recv() = 0 means to whoever reads it: part of both. */
void put_their_end(enum lang, const struct step *, struct buf *);

/* Of either: the line on a terminal where no calls are told (no -v). */
void step_status(enum lang, const struct step *, struct buf *);

/* Why a step is made, told once each (-vv); WHY_NONE: there is nothing to
   say. */
enum why step_why(const struct step *);
const char *why_text(enum lang, enum why);

#endif
