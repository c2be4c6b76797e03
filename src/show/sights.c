/*
 * What is said of what the kernel showed.
 */
#include <netinet/tcp.h>

#include "show/sights.h"
#include "text/lang.h"

/* Marks two texts for the catalogue, the second for another number than one. */
#define N2_(one, other) one, other

static bool
is_closed(const struct note *note)
{
	return note->fd == -1;
}

static bool
is_gone(const struct note *note)
{
	return is_closed(note) && note->seen->state == TCP_CLOSE;
}

static bool
in_time_wait(const struct note *note)
{
	return note->seen->state == TCP_TIME_WAIT;
}

static bool
is_closed_in_time_wait(const struct note *note)
{
	return is_closed(note) && in_time_wait(note);
}

static bool
connects(const struct note *note)
{
	return note->seen->state == TCP_SYN_SENT;
}

/* Without a program, a socket is not yet accepted, or closed already. */
static bool
waits_for_accept(const struct note *note)
{
	const struct seen *seen = note->seen;

	return seen->field[SEEN_INODE] == 0 &&
	    (seen->state == TCP_ESTABLISHED || seen->state == TCP_SYN_RECV ||
		seen->state == TCP_CLOSE_WAIT);
}

static bool
has_no_program(const struct note *note)
{
	return note->seen->field[SEEN_INODE] == 0;
}

static bool
has_no_state(const struct note *note)
{
	return note->seen->state == 0;
}

/* clang-format off */
const struct sight sights[] = {
	{ NOTE_STATE, 0, false, is_gone,
	    N_("{laddr} to {raddr}: this end has no such connection any more "
	       "({source})"), NULL, NULL },
	{ NOTE_STATE, 0, false, is_closed_in_time_wait,
	    N_("{laddr} to {raddr}: {state} on this end, {timer} left "
	       "({source})"), NULL, NULL },
	{ NOTE_STATE, 0, false, is_closed,
	    N_("{laddr} to {raddr}: {state}, with no program any more "
	       "({source})"), NULL, NULL },
	{ NOTE_STATE, 0, false, in_time_wait,
	    N_("socket {fd}: {state} on this end, {timer} left ({source})"),
	    NULL, NULL },
	{ NOTE_STATE, 0, false, NULL,
	    N_("socket {fd}: {state}; waiting {waiting}, backlog {backlog} "
	       "({source})"), NULL, NULL },
	{ NOTE_STATE, 0, false, connects,
	    N2_("socket {fd}: {state}; {segs_out} SYN sent; the next in "
		"{timer} (TCP_INFO, sock_diag)",
		"socket {fd}: {state}; {segs_out} SYNs sent; the next in "
		"{timer} (TCP_INFO, sock_diag)"), "segs_out" },
	{ NOTE_STATE, 0, false, NULL,
	    N_("socket {fd}: {state} ({source})"), NULL, NULL },
	{ NOTE_STATE, 1, true, is_gone, "", NULL, NULL },
	{ NOTE_STATE, 1, true, NULL, "{meaning}", NULL, NULL },

	{ NOTE_OTHER_END, 0, false, has_no_state,
	    N_("the other end has no such connection any more (sock_diag)"),
	    NULL, NULL },
	{ NOTE_OTHER_END, 0, false, in_time_wait,
	    N_("the other end: {state}, {timer} left (sock_diag)"), NULL,
	    NULL },
	{ NOTE_OTHER_END, 0, false, waits_for_accept,
	    N_("the other end: {state}, unread there: {unread}; no program "
	       "has it yet (sock_diag: inode 0)"), NULL, NULL },
	{ NOTE_OTHER_END, 0, false, has_no_program,
	    N_("the other end: {state}; no program has it any more "
	       "(sock_diag: inode 0)"), NULL, NULL },
	{ NOTE_OTHER_END, 0, false, NULL,
	    N_("the other end: {state}, unread there: {unread}; it is process "
	       "{pid}'s, {process} (sock_diag, /proc)"), NULL, NULL },
	{ NOTE_OTHER_END, 0, false, NULL,
	    N_("the other end: {state}, unread there: {unread}; user {uid} "
	       "(sock_diag)"), NULL, NULL },
	{ NOTE_OTHER_END, 1, true, waits_for_accept,
	    N_("its kernel has made the connection, which waits for accept() "
	       "there"), NULL, NULL },

	{ NOTE_HIDDEN, 0, false, NULL,
	    N_("this kernel or container does not show {source}"), NULL,
	    NULL },
};
/* clang-format on */

const int sight_count = sizeof(sights) / sizeof(sights[0]);
