/*
 * The tables of what is said (saying.h), as data: tcp.c, udp.c, unix.c, and
 * what the last two share, datagram.c.
 *
 * Rows are read from above, the transport's own before TCP's, and each text is
 * the first that is there, whose row fits, and whose holes can be filled. So
 * the rows of a call go from what is known best to what is always true, and a
 * row says only what is its own. "" is a text: nothing is said.
 *
 * What is said at -v is what a step is for, in words that a beginner has. One
 * picture goes through it: the socket that listens is the reception desk, each
 * socket that accept() returns the line to one client. A source is a manual
 * page, an RFC and its section, a document of the kernel's, or the test that
 * shows it: several are parted by "; ".
 */
#ifndef SAYINGS_H
#define SAYINGS_H

#include <stdbool.h>

#include "call/call.h"
#include "call/note.h"
#include "know/cases.h"
#include "text/lang.h"

/* What a row may be about, beside a call of enum call_id: whichever call sends,
   or receives, or has failed (of which nothing else here is said); a note. */
enum {
	SENDS = CALL_COUNT,
	RECEIVES,
	FAILS,
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
	const char *word;        /* of a word that is new; told once (-v) */
	bool always;             /* .said is also told without -v */
	const char *waiting;     /* while a call blocks: what for */
	const char *whose;       /* two addresses: what is odd about them */
	const char *ended;       /* at the end: who finished first */
	const char *totals;      /* and what passed */
	const char *status;      /* a line where no calls are told (no -v) */
	const char *status_also; /* and a second one */
	const char *why;         /* why it is done, and how; told once (-vv) */
	const char *more;        /* what only some need; told once (-vvv) */
	const char *why_waiting; /* why we wait as we do; told once (-vvv) */
	const char *source;      /* where it stands that the texts are true */
};

/* Tables end with a row that is about nothing. */
#define SAYINGS_END      \
	{                \
		.of = -1 \
	}

extern const struct saying tcp_sayings[], udp_sayings[], unix_sayings[],
    unix_datagram_sayings[], datagram_sayings[];

#endif
