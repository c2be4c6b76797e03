/*
 * Where lines are shown: a terminal, a pipe, a file. Whoever makes text is
 * given one at birth and knows nothing of what stands behind it.
 */
#ifndef OUT_H
#define OUT_H

#include <stdbool.h>

#include "text/safe.h"

/* What a line is: its mark, and its colour where there is any. */
enum mark {
	MARK_STEP,     /* "* "   a call */
	MARK_SENT,     /* "> "   bytes that went */
	MARK_RECEIVED, /* "< "   bytes that came */
	MARK_TEXT,     /* "| "   text of the peer's */
	MARK_ERROR,    /* "! "   a call that failed */
	MARK_KERNEL,   /* "= "   read from the kernel */
	MARK_EXPLAIN,  /* "    " what it means */
	MARK_ADDRESS,  /* "    " laddr= and raddr=, never folded */
	MARK_PLAIN,    /* ""     status, errors, help */
	MARK_WHOLE,    /* the same, never folded: scripts wait for it */
	MARKS
};

enum { SGR_SIZE = 24 };

/* Whether two ends stand side by side on it: where it is wide enough, or in any
   case, or never. */
enum lanes_when { LANES_AUTO, LANES_ALWAYS, LANES_NEVER };

struct out {
	/* Shows one line, without its newline; UTF-8, safe, not folded, but
	   with the marks of wrap.h where it must not be. */
	void (*line)(struct out *, enum mark, const char *text);
	int width; /* columns; a line is folded at it */
	bool color;
	char sgr[MARKS][SGR_SIZE]; /* with colour: how each begins, or "" */
	enum reads reads; /* what does not is made to, where it is shown */
	bool terminal;    /* which may change its width */
	enum lanes_when lanes;
};

#endif
