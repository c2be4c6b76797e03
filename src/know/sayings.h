/*
 * The tables of what is said (saying.h), as data: tcp.c, udp.c, unix.c, and
 * what the last two share, datagram.c.
 *
 * Rows are read from above, the transport's own before TCP's, and each text is
 * the first that is there, whose row fits, and whose holes can be filled. So
 * the rows of a call go from what is known best to what is always true, and a
 * row says only what is its own. "" is a text: nothing is said.
 */
#ifndef SAYINGS_H
#define SAYINGS_H

#include <stdbool.h>

#include "call/call.h"
#include "call/note.h"
#include "know/cases.h"
#include "text/lang.h"

/* What a row may be about, beside a call of enum call_id: whichever call sends,
   or receives; a note. */
enum {
	SENDS = CALL_COUNT,
	RECEIVES,
	NOTES /* and then enum note_kind */
};
#define NOTE(kind) (NOTES + (int)(kind))

/* Marks two texts for the catalogue, the second for another number than one:
   .said = N2_("...", "..."). */
#define N2_(one, other) one, .many = other

enum { CASES_MAX = 4 };

struct saying {
	int of;
	enum known_case when[CASES_MAX]; /* all of them; none: always */
	const char *said;                /* what happened, or was seen (-v) */
	const char *many;                /* the same, for another number... */
	const char *number;      /* ...than one, of this hole: see N2_ */
	const char *also;        /* a sentence more */
	bool always;             /* .said is also told without -v */
	const char *waiting;     /* while a call blocks: what for */
	const char *whose;       /* two addresses: whose they are */
	const char *ended;       /* at the end: who finished first */
	const char *totals;      /* and what passed */
	const char *status;      /* a line where no calls are told (no -v) */
	const char *status_also; /* and a second one */
	const char *why;         /* what the step is for; told once (-vv) */
	const char *why_waiting; /* why we wait as we do; told once (-vv) */
};

/* Tables end with a row that is about nothing. */
#define SAYINGS_END      \
	{                \
		.of = -1 \
	}

extern const struct saying tcp_sayings[], udp_sayings[], unix_sayings[],
    unix_datagram_sayings[], datagram_sayings[];

#endif
