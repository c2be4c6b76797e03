/*
 * The table of fields, and how a value is written. Sources of the meanings:
 * tcp(7), socket(7), linux/tcp.h, linux/inet_diag.h.
 */
#include "show/fields.h"

/* clang-format off */
const struct field_row field_rows[] = {
	{ SEEN_RTT, "rtt", "TCP_INFO", UNIT_USEC,
	    N_("how long it takes until what is sent is acknowledged: there "
	       "and back, on average") },
	{ SEEN_RTTVAR, "rttvar", "TCP_INFO", UNIT_USEC,
	    N_("by how much the round-trip time varies") },
	{ SEEN_MIN_RTT, "min_rtt", "TCP_INFO", UNIT_USEC,
	    N_("the shortest round-trip time so far") },
	{ SEEN_RTO, "rto", "TCP_INFO", UNIT_USEC,
	    N_("how long the kernel waits for an acknowledgement before it "
	       "sends again") },
	{ SEEN_MSS, "mss", "TCP_INFO", UNIT_BYTES,
	    N_("how many bytes of data one segment carries at most") },
	{ SEEN_PMTU, "pmtu", "TCP_INFO", UNIT_BYTES,
	    N_("the largest packet that passes all the way to the other "
	       "end, as far as is known") },
	{ SEEN_CWND, "cwnd", "TCP_INFO", UNIT_COUNT,
	    N_("the congestion window: how many segments may be under way "
	       "at once, for the network's sake") },
	{ SEEN_SSTHRESH, "ssthresh", "TCP_INFO", UNIT_COUNT,
	    N_("up to this many segments the congestion window grows "
	       "quickly, beyond slowly") },
	{ SEEN_SEGS_OUT, "segs_out", "TCP_INFO", UNIT_COUNT,
	    N_("segments sent, as TCP counts them, also those without data") },
	{ SEEN_SEGS_IN, "segs_in", "TCP_INFO", UNIT_COUNT,
	    N_("segments received, as TCP counts them, also those without "
	       "data") },
	{ SEEN_DATA_SEGS_OUT, "data_segs_out", "TCP_INFO", UNIT_COUNT,
	    N_("segments sent that carried data") },
	{ SEEN_DATA_SEGS_IN, "data_segs_in", "TCP_INFO", UNIT_COUNT,
	    N_("segments received that carried data") },
	{ SEEN_BYTES_SENT, "bytes_sent", "TCP_INFO", UNIT_BYTES,
	    N_("bytes of data sent, those sent again included") },
	{ SEEN_BYTES_ACKED, "bytes_acked", "TCP_INFO", UNIT_BYTES,
	    N_("bytes that the other end's kernel has acknowledged; a "
	       "client's SYN, and each FIN, count as one") },
	{ SEEN_BYTES_RECEIVED, "bytes_received", "TCP_INFO", UNIT_BYTES,
	    N_("bytes that came in order; the other end's FIN counts as "
	       "one") },
	{ SEEN_BYTES_RETRANS, "bytes_retrans", "TCP_INFO", UNIT_BYTES,
	    N_("bytes of data that were sent again") },
	{ SEEN_RETRANS, "total_retrans", "TCP_INFO", UNIT_COUNT,
	    N_("segments sent again since the beginning, because no "
	       "acknowledgement came") },
	{ SEEN_RETRANSMITS, "retransmits", "TCP_INFO", UNIT_COUNT,
	    N_("how many times in a row the same segment was sent again and "
	       "not answered") },
	{ SEEN_BACKOFF, "backoff", "TCP_INFO", UNIT_COUNT,
	    N_("how many times the time to wait for an answer was doubled") },
	{ SEEN_PROBES, "probes", "TCP_INFO", UNIT_COUNT,
	    N_("how many times the other end, whose window is 0, was asked "
	       "for room since it last answered") },
	{ SEEN_SND_WND, "snd_wnd", "TCP_INFO", UNIT_BYTES,
	    N_("the other end's window: for how many more bytes it has "
	       "room") },
	{ SEEN_RCV_WND, "rcv_wnd", "TCP_INFO", UNIT_BYTES,
	    N_("this end's window: for how many more bytes it has told the "
	       "other end that it has room") },
	{ SEEN_SND_WSCALE, "snd_wscale", "TCP_INFO", UNIT_COUNT,
	    N_("the other end's window scale: its window is the number in "
	       "its segments, doubled so many times") },
	{ SEEN_RCV_WSCALE, "rcv_wscale", "TCP_INFO", UNIT_COUNT,
	    N_("this end's window scale: its window is the number in its "
	       "segments, doubled so many times") },
	{ SEEN_OPTIONS, "options", "TCP_INFO", UNIT_OPTIONS,
	    N_("what both ends agreed on with the SYN: timestamps (ts), "
	       "selective acknowledgements (sack), window scales (wscale)") },
	{ SEEN_DELIVERY_RATE, "delivery_rate", "TCP_INFO", UNIT_RATE,
	    N_("how fast the last data was acknowledged") },
	{ SEEN_BUSY, "busy", "TCP_INFO", UNIT_USEC,
	    N_("for how long there was data to send or to be "
	       "acknowledged") },
	{ SEEN_RWND_LIMITED, "rwnd_limited", "TCP_INFO", UNIT_USEC,
	    N_("for how long the other end's window held back what there "
	       "was to send") },
	{ SEEN_SNDBUF_LIMITED, "sndbuf_limited", "TCP_INFO", UNIT_USEC,
	    N_("for how long the send buffer was too small to keep the "
	       "network busy") },
	{ SEEN_RCV_OOO, "rcv_ooopack", "TCP_INFO", UNIT_COUNT,
	    N_("segments that came before one that should have come "
	       "first") },
	{ SEEN_WAITING, "waiting", "TCP_INFO", UNIT_COUNT,
	    N_("how many connections are complete and wait for accept()") },
	{ SEEN_BACKLOG, "backlog", "TCP_INFO", UNIT_COUNT,
	    N_("how many may wait, as listen() was told, at most "
	       "net.core.somaxconn; Linux lets in one more") },
	{ SEEN_UNREAD, "unread", "SIOCINQ", UNIT_BYTES,
	    N_("bytes that have come and that recv() has not taken; of "
	       "datagrams, the next one's size") },
	{ SEEN_QUEUED, "queued", "SIOCOUTQ", UNIT_BYTES,
	    N_("bytes that the kernel took and that the other end has not "
	       "acknowledged") },
	{ SEEN_UNSENT, "unsent", "SIOCOUTQNSD", UNIT_BYTES,
	    N_("of those, bytes that have not been sent for the first time "
	       "yet") },
	{ SEEN_IN_FLIGHT, "in_flight", "SIOCOUTQ", UNIT_BYTES,
	    N_("bytes that were sent, and are not acknowledged yet") },
	{ SEEN_RMEM, "rmem", "SO_MEMINFO", UNIT_BYTES,
	    N_("memory that what has come takes, with the kernel's own notes "
	       "on it") },
	{ SEEN_RCVBUF, "rcvbuf", "SO_MEMINFO", UNIT_BYTES,
	    N_("the receive buffer: how much memory that may take "
	       "(SO_RCVBUF)") },
	{ SEEN_WMEM, "wmem", "SO_MEMINFO", UNIT_BYTES,
	    N_("memory that what is on its way out takes") },
	{ SEEN_SNDBUF, "sndbuf", "SO_MEMINFO", UNIT_BYTES,
	    N_("the send buffer: how much memory that may take "
	       "(SO_SNDBUF)") },
	{ SEEN_DROPS, "drops", "SO_MEMINFO", UNIT_COUNT,
	    N_("packets that reached this socket and were dropped, mostly "
	       "for want of room in its receive buffer") },
	{ SEEN_TIMER_MS, "timer", "sock_diag", UNIT_MSEC,
	    N_("when the kernel acts by itself next: sends again, asks for "
	       "room, or lets the connection go") },
	{ SEEN_UID, "uid", "sock_diag", UNIT_COUNT,
	    N_("the number of the user that the socket belongs to") },
	{ SEEN_INODE, "inode", "sock_diag", UNIT_COUNT,
	    N_("the socket's number in the kernel, as /proc/PID/fd shows it; "
	       "0: no program has it") },
	{ SEEN_CGROUP, "cgroup", "sock_diag", UNIT_COUNT,
	    N_("the number of the group of processes that the socket was "
	       "made in (cgroups(7))") },
	/* What is no number of struct seen. */
	{ SEEN_COUNT, "ttl", "TCP_SAVED_SYN", UNIT_COUNT,
	    N_("a number in each packet, from which each router takes 1; IPv6 "
	       "calls it the hop limit") },
	{ SEEN_COUNT, "sequence", "TCP_SAVED_SYN", UNIT_COUNT,
	    N_("the client's initial sequence number: its bytes are numbered "
	       "from the one after it on") },
	{ SEEN_COUNT, "window", "TCP_SAVED_SYN", UNIT_BYTES,
	    N_("for how many bytes the client has room at first") },
	{ SEEN_COUNT, "sackOK", "TCP_SAVED_SYN", UNIT_COUNT,
	    N_("the client can say which parts came where one between them "
	       "did not (SACK)") },
	{ SEEN_COUNT, "TS val", "TCP_SAVED_SYN", UNIT_COUNT,
	    N_("the time by the client's clock, which the answer repeats, so "
	       "that the round-trip time can be measured") },
	{ SEEN_COUNT, "wscale", "TCP_SAVED_SYN", UNIT_COUNT,
	    N_("how many times the windows that the client announces later "
	       "are to be doubled") },
	{ SEEN_COUNT, "dropped", "SO_RXQ_OVFL", UNIT_COUNT,
	    N_("datagrams that were dropped on this socket before this one "
	       "was queued") },
	{ SEEN_COUNT, "interface", "IP_PKTINFO", UNIT_COUNT,
	    N_("the network interface by which a datagram came") },
	{ SEEN_COUNT, "destination", "IP_PKTINFO", UNIT_COUNT,
	    N_("the address that a datagram was sent to, one of this "
	       "machine's, or of a group") },
	{ SEEN_COUNT, "sched", "SO_TIMESTAMPING", UNIT_USEC,
	    N_("after how long the last byte of a send() was queued for the "
	       "network device") },
	{ SEEN_COUNT, "snd", "SO_TIMESTAMPING", UNIT_USEC,
	    N_("after how long the last byte of a send() was given to the "
	       "network device's driver") },
	{ SEEN_COUNT, "ack", "SO_TIMESTAMPING", UNIT_USEC,
	    N_("after how long the last byte of a send() was acknowledged by "
	       "the other end's kernel") },
	{ SEEN_COUNT, "congestion", "TCP_CONGESTION", UNIT_COUNT,
	    N_("the algorithm that makes the congestion window larger and "
	       "smaller") },
	{ SEEN_PID, "pid", "/proc", UNIT_COUNT,
	    N_("the number of the process that has the socket; shown of "
	       "one's own programs only") },
};
/* clang-format on */

const int field_count = sizeof(field_rows) / sizeof(field_rows[0]);

void
put_duration(enum lang lang, long long usec, struct buf *buf)
{
	const char *point = lang_decimal_sign(lang);

	if (usec >= 1000000)
		buf_printf(buf, "%lld%s%02lld s", usec / 1000000, point,
		    usec % 1000000 / 10000);
	else if (usec >= 100000 && usec % 1000 == 0)
		buf_printf(buf, "%lld ms", usec / 1000);
	else
		buf_printf(
		    buf, "%lld%s%03lld ms", usec / 1000, point, usec % 1000);
}

/* TCPI_OPT_... of linux/tcp.h. */
static void
put_options(long long options, struct buf *buf)
{
	static const char *const names[] = { "ts", "sack", "wscale", "ecn" };
	const char *space = "";

	for (int i = 0; i < 4; i++)
		if (options & 1 << i) {
			buf_printf(buf, "%s%s", space, names[i]);
			space = " ";
		}
	if (*space == '\0')
		buf_put(buf, "-");
}

static void
put_value(enum lang lang, enum field_unit unit, long long n, struct buf *buf)
{
	switch (unit) {
	case UNIT_USEC:
		put_duration(lang, n, buf);
		break;
	case UNIT_MSEC:
		put_duration(lang, n * 1000, buf);
		break;
	case UNIT_OPTIONS:
		put_options(n, buf);
		break;
	case UNIT_COUNT:
	case UNIT_BYTES:
	case UNIT_RATE:
		buf_printf(buf, "%lld", n);
		break;
	}
}

bool
put_field(enum lang lang, const struct seen *seen, enum seen_field field,
    struct buf *buf)
{
	long long n = seen->field[field];

	if (n == SEEN_NOT)
		return false;
	for (int i = 0; i < field_count; i++)
		if (field_rows[i].field == field) {
			put_value(lang, field_rows[i].unit, n, buf);
			return true;
		}
	return false;
}
