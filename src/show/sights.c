/*
 * What is said of what the kernel showed.
 */
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>

#include "show/sights.h"
#include "text/address.h"
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

/* A connection whose descriptor is closed, but not the last one. */
static bool
is_held(const struct note *note)
{
	return is_closed(note) && note->seen->field[SEEN_INODE] > 0;
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

/* Linux lets in one more than the backlog. */
static bool
is_full(const struct note *note)
{
	const long long *field = note->seen->field;

	return field[SEEN_BACKLOG] != SEEN_NOT &&
	    field[SEEN_WAITING] > field[SEEN_BACKLOG];
}

static bool
of_datagrams(const struct note *note)
{
	return note->seen->datagrams;
}

static bool
of_no_datagram(const struct note *note)
{
	return of_datagrams(note) && note->seen->field[SEEN_UNREAD] == 0;
}

static bool
is_local(const struct note *note)
{
	return note->seen->local;
}

static bool
asks_for_room(const struct note *note)
{
	return note->seen->field[SEEN_TIMER] == TIMER_WINDOW;
}

static bool
has_no_room(const struct note *note)
{
	return note->seen->field[SEEN_SND_WND] == 0;
}

static bool
has_dropped(const struct note *note)
{
	return note->seen->field[SEEN_DROPS] > 0;
}

static bool
was_not_kept(const struct note *note)
{
	return note->syn->version == 0;
}

static bool
is_ipv6(const struct note *note)
{
	return note->syn->version == 6;
}

static bool
no_icmp_came(const struct note *note)
{
	return note->raddr.ss_family == 0;
}

static bool
was_refused(const struct note *note)
{
	return no_icmp_came(note) && note->err == ECONNREFUSED;
}

static bool
was_silent(const struct note *note)
{
	return no_icmp_came(note) && note->err == ETIMEDOUT;
}

static bool
is_late(const struct note *note)
{
	return note->delivery->told;
}

static bool
is_acknowledged(const struct note *note)
{
	return note->delivery->acknowledged != SEEN_NOT;
}

static bool
came_by_ipv6(const struct note *note)
{
	return note->datagram->to.ss_family == AF_INET6 &&
	    !address_is_mapped(&note->datagram->to);
}

static bool
has_just_dropped(const struct note *note)
{
	return note->datagram->dropped;
}

static bool
is_copying(const struct note *note)
{
	return strcmp(note->source, "pidfd_getfd") == 0;
}

/* TCP_INFINITE_SSTHRESH: nothing was lost yet. */
static bool
never_lost(const struct note *note)
{
	return note->seen->field[SEEN_SSTHRESH] == 0x7fffffff;
}

static bool
has_sent_again(const struct note *note)
{
	return note->seen->field[SEEN_RETRANS] > 0;
}

/* clang-format off */
const struct sight sights[] = {
	{ NOTE_STATE, 0, false, is_gone,
	    N_("{laddr} to {raddr}: this end has no such connection any more "
	       "({source})"), NULL, NULL },
	{ NOTE_STATE, 0, false, is_closed_in_time_wait,
	    N_("{laddr} to {raddr}: {state} on this end, {timer} left "
	       "({source})"), NULL, NULL },
	{ NOTE_STATE, 0, false, is_held,
	    N_("{laddr} to {raddr}: {state}, and a descriptor still names it "
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
	{ NOTE_STATE, 1, true, is_full,
	    N_("Linux lets in one more than the backlog; the SYN of others is "
	       "not answered, so that their kernels send it again"), NULL,
	    NULL },
	{ NOTE_STATE, 1, true, NULL, "{meaning}", NULL, NULL },

	{ NOTE_SYN, 0, false, was_not_kept,
	    N_("socket {fd}: the client's SYN was not kept (TCP_SAVED_SYN)"),
	    NULL, NULL },
	{ NOTE_SYN, 0, false, is_ipv6,
	    N_("the client's SYN, {syn_bytes} bytes as they came: {syn_from} "
	       "to {syn_to}, hop limit {syn_ttl} (TCP_SAVED_SYN)"), NULL,
	    NULL },
	{ NOTE_SYN, 0, false, NULL,
	    N_("the client's SYN, {syn_bytes} bytes as they came: {syn_from} "
	       "to {syn_to}, TTL {syn_ttl} (TCP_SAVED_SYN)"), NULL, NULL },
	{ NOTE_SYN, 1, false, NULL,
	    N_("initial sequence number {sequence}, window {window}, options "
	       "[{syn_options}] (TCP_SAVED_SYN)"), NULL, NULL },
	{ NOTE_SYN, 2, true, was_not_kept,
	    N_("so it may be where many connect at once, and the kernel "
	       "answers with a syncookie, to remember nothing"), NULL, NULL },
	{ NOTE_SYN, 2, true, NULL,
	    N_("the client numbers its bytes from there on, has room for so "
	       "many as its window says, and offers these options; of later "
	       "numbers the kernel shows none"), NULL, NULL },

	{ NOTE_QUEUES, 0, false, NULL,
	    N_("socket {fd}: {state}; waiting {waiting}, backlog {backlog} "
	       "({source})"), NULL, NULL },
	{ NOTE_QUEUES, 0, false, NULL,
	    N_("socket {fd}: waiting {waiting}, backlog {backlog} "
	       "({source})"), NULL, NULL },
	{ NOTE_QUEUES, 0, false, of_no_datagram,
	    N_("socket {fd}: no datagram waits here, or an empty one "
	       "(SIOCINQ)"), NULL, NULL },
	{ NOTE_QUEUES, 0, false, of_datagrams,
	    N2_("socket {fd}: the next datagram has {unread} byte (SIOCINQ)",
		"socket {fd}: the next datagram has {unread} bytes (SIOCINQ)"),
	    "unread" },
	{ NOTE_QUEUES, 0, false, is_local,
	    N_("socket {fd}: unread {unread} (SIOCINQ); unread at the other "
	       "end, in bytes of memory: {queued} (SIOCOUTQ)"), NULL, NULL },
	{ NOTE_QUEUES, 0, false, NULL,
	    N_("socket {fd}: {state}; unsent {unsent}, in flight {in_flight}, "
	       "unread {unread} (TCP_INFO, SIOCOUTQ, SIOCINQ)"), NULL, NULL },
	{ NOTE_QUEUES, 0, false, NULL,
	    N_("socket {fd}: not acknowledged {queued}, unread {unread} "
	       "(SIOCOUTQ, SIOCINQ)"), NULL, NULL },
	{ NOTE_QUEUES, 1, true, is_full,
	    N_("Linux lets in one more than the backlog; the SYN of others is "
	       "not answered, so that their kernels send it again"), NULL,
	    NULL },

	{ NOTE_WINDOWS, 0, false, NULL,
	    N_("the other end's window: {snd_wnd} bytes; this end's: "
	       "{rcv_wnd} (TCP_INFO)"), NULL, NULL },
	{ NOTE_WINDOWS, 0, false, NULL,
	    N_("the other end's window: {snd_wnd} bytes (TCP_INFO)"), NULL,
	    NULL },
	{ NOTE_WINDOWS, 1, false, asks_for_room,
	    N_("the kernel asks for room in {timer}; asked and not answered: "
	       "{probes} (sock_diag, TCP_INFO)"), NULL, NULL },
	{ NOTE_WINDOWS, 2, true, has_no_room,
	    N_("the other end has no room for more: usually its program does "
	       "not read"), NULL, NULL },

	{ NOTE_ATTEMPT, 0, false, NULL,
	    N_("an ICMP message of {rhost} came: type {type}, code {code} "
	       "(MSG_ERRQUEUE)"), NULL, NULL },
	{ NOTE_ATTEMPT, 0, false, NULL,
	    N_("no ICMP message came (MSG_ERRQUEUE)"), NULL, NULL },
	{ NOTE_ATTEMPT, 1, true, NULL, "{icmp}", NULL, NULL },
	{ NOTE_ATTEMPT, 1, true, was_refused,
	    N_("what refuses without one is usually an RST: mostly the machine "
	       "is there, and no program listens on that port; but a firewall "
	       "can send one, too"), NULL, NULL },
	{ NOTE_ATTEMPT, 1, true, was_silent,
	    N_("nothing answered: usually a firewall, a machine that is off, "
	       "or a queue for accept() that is full"), NULL, NULL },
	{ NOTE_ATTEMPT, 2, false, NULL,
	    N2_("{segs_out} SYN sent in {elapsed} (TCP_INFO)",
		"{segs_out} SYNs sent in {elapsed} (TCP_INFO)"), "segs_out" },

	{ NOTE_DELIVERY, 0, false, is_late,
	    N_("send() number {send_number}: its bytes were acknowledged "
	       "{ack} after it began (SO_TIMESTAMPING)"), NULL, NULL },
	{ NOTE_DELIVERY, 0, false, NULL,
	    N_("send() number {send_number}: its bytes were queued for the "
	       "device after {sched}, given to it after {snd}, acknowledged "
	       "after {ack} (SO_TIMESTAMPING)"), NULL, NULL },
	{ NOTE_DELIVERY, 0, false, NULL,
	    N_("send() number {send_number}: its bytes were queued for the "
	       "device after {sched}, given to it after {snd}; not "
	       "acknowledged yet (SO_TIMESTAMPING)"), NULL, NULL },
	{ NOTE_DELIVERY, 0, false, is_acknowledged,
	    N_("send() number {send_number}: its bytes were acknowledged "
	       "{ack} after it began (SO_TIMESTAMPING)"), NULL, NULL },
	{ NOTE_DELIVERY, 0, false, NULL,
	    N_("send() number {send_number}: not all of its bytes have left "
	       "yet (SO_TIMESTAMPING)"), NULL, NULL },
	{ NOTE_DELIVERY, 1, true, is_acknowledged,
	    N_("acknowledged: the other end's kernel has the bytes; whether "
	       "its program has read them, that does not say"), NULL, NULL },
	{ NOTE_DELIVERY, 1, true, NULL,
	    N_("an acknowledgement is told when it comes: the other end's "
	       "kernel may wait a little with it, 40 ms and more, or have no "
	       "room"), NULL, NULL },

	{ NOTE_DATAGRAM, 0, false, came_by_ipv6,
	    N_("it came for {destination}, by {interface}, with a hop limit of "
	       "{ttl} (IPV6_PKTINFO, IPV6_HOPLIMIT)"), NULL, NULL },
	{ NOTE_DATAGRAM, 0, false, NULL,
	    N_("it came for {destination}, by {interface}, with a TTL of {ttl} "
	       "(IP_PKTINFO, IP_TTL)"), NULL, NULL },
	{ NOTE_DATAGRAM, 1, true, NULL,
	    N_("each router on the way takes 1 from the TTL, which mostly "
	       "begins with 64, 128 or 255; IPv6 calls it the hop limit"),
	    NULL, NULL },
	{ NOTE_DATAGRAM, 2, false, has_just_dropped,
	    N2_("{dropped} datagram was dropped on this socket so far "
		"(SO_RXQ_OVFL)",
		"{dropped} datagrams were dropped on this socket so far "
		"(SO_RXQ_OVFL)"), "dropped" },
	{ NOTE_DATAGRAM, 3, true, has_just_dropped,
	    N_("mostly for want of room in the receive buffer; of that nobody "
	       "tells the sender"), NULL, NULL },

	{ NOTE_TCP, 0, false, NULL,
	    N_("round trip: {rtt} on average, varying by {rttvar}, shortest "
	       "{min_rtt}; sends again after {rto} (TCP_INFO)"), NULL, NULL },
	{ NOTE_TCP, 0, false, NULL,
	    N_("round trip: {rtt} on average, varying by {rttvar}; sends "
	       "again after {rto} (TCP_INFO)"), NULL, NULL },
	{ NOTE_TCP, 1, false, NULL,
	    N_("segments sent: {segs_out}, with data {data_segs_out}; "
	       "received: {segs_in}, with data {data_segs_in} (TCP_INFO)"),
	    NULL, NULL },
	{ NOTE_TCP, 2, true, NULL,
	    N_("these are segments as TCP counts them: inside one machine, "
	       "and down to the device, several travel in one larger piece"),
	    NULL, NULL },
	{ NOTE_TCP, 3, false, NULL,
	    N_("bytes sent: {bytes_sent}, acknowledged: {bytes_acked} (a "
	       "SYN or FIN is one); received: {bytes_received} (TCP_INFO)"), NULL,
	    NULL },
	{ NOTE_TCP, 4, false, never_lost,
	    N_("congestion window: {cwnd} segments of at most {mss} bytes; "
	       "algorithm: {congestion} (TCP_INFO, TCP_CONGESTION)"), NULL,
	    NULL },
	{ NOTE_TCP, 4, false, NULL,
	    N_("congestion window: {cwnd} segments of at most {mss} bytes, "
	       "grows slowly beyond {ssthresh}; algorithm: {congestion} "
	       "(TCP_INFO, TCP_CONGESTION)"), NULL, NULL },
	{ NOTE_TCP, 5, false, has_sent_again,
	    N2_("sent again: {total_retrans} segment, {bytes_retrans} bytes "
		"(TCP_INFO)",
		"sent again: {total_retrans} segments, {bytes_retrans} bytes "
		"(TCP_INFO)"), "total_retrans" },
	{ NOTE_TCP, 5, false, NULL,
	    N_("sent again: nothing (TCP_INFO)"), NULL, NULL },
	{ NOTE_TCP, 6, false, NULL,
	    N_("agreed on: {options}; window scales: {snd_wscale} of the "
	       "other end, {rcv_wscale} of this one (TCP_INFO)"), NULL, NULL },
	{ NOTE_TCP, 7, true, NULL,
	    N_("the other end's kernel acknowledges, not its program; and the "
	       "congestion window is a limit of this end's own, for the "
	       "network's sake"), NULL, NULL },

	{ NOTE_MEMORY, 0, false, NULL,
	    N_("memory: {rmem} of {rcvbuf} bytes to receive, {wmem} of "
	       "{sndbuf} to send (SO_MEMINFO)"), NULL, NULL },
	{ NOTE_MEMORY, 1, false, has_dropped,
	    N_("dropped on this socket so far: {drops} (SO_MEMINFO)"), NULL,
	    NULL },

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

	{ NOTE_HIDDEN, 0, false, is_copying,
	    N_("this kernel or container does not let the sockets of a watched "
	       "program be looked at ({source})"), NULL, NULL },
	{ NOTE_HIDDEN, 0, false, NULL,
	    N_("this kernel or container does not show {source}"), NULL,
	    NULL },
};
/* clang-format on */

const int sight_count = sizeof(sights) / sizeof(sights[0]);
