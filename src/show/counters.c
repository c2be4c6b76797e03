/*
 * The table of counters, and those that moved. Sources: RFC 4022, RFC 4113, and
 * the kernel's networking/snmp_counter.
 */
#include <string.h>

#include "show/counters.h"
#include "text/buf.h"

/* clang-format off */
const struct counter_row counter_rows[] = {
	{ "Tcp", "ActiveOpens",
	    N_("connections were asked for, by connect()") },
	{ "Tcp", "PassiveOpens",
	    N_("connections were asked for by clients, and answered") },
	{ "Tcp", "AttemptFails",
	    N_("attempts at a connection failed, mostly because they were "
	       "refused") },
	{ "Tcp", "EstabResets",
	    N_("connections ended at once, mostly by an RST of either end") },
	{ "Tcp", "RetransSegs",
	    N_("segments were sent again") },
	{ "Tcp", "OutRsts",
	    N_("segments were sent that refuse or cut a connection (RST)") },
	{ "TcpExt", "ListenOverflows",
	    N_("a queue for accept() was full when another client came") },
	{ "TcpExt", "ListenDrops",
	    N_("SYNs of clients were dropped, because the queue was full or "
	       "for another reason") },
	{ "TcpExt", "SyncookiesSent",
	    N_("SYNs were answered without remembering them (syncookies)") },
	{ "TcpExt", "TCPTimeouts",
	    N_("an acknowledgement did not come in time") },
	{ "TcpExt", "TCPSynRetrans",
	    N_("SYNs, or answers to them, were sent again") },
	{ "TcpExt", "TCPAbortOnClose",
	    N_("close() cut a connection (RST), because bytes had come that "
	       "nobody read") },
	{ "TcpExt", "TCPAbortOnData",
	    N_("a connection was cut (RST): by close() with SO_LINGER of 0 "
	       "seconds, or by data that came after its program was gone") },
	{ "TcpExt", "TCPAbortOnTimeout",
	    N_("a connection was given up, because nothing answered") },
	{ "TcpExt", "DelayedACKs",
	    N_("an acknowledgement was held back for a while, to go along "
	       "with data") },
	{ "TcpExt", "TCPKeepAlive",
	    N_("an idle connection's other end was asked whether it is still "
	       "there (SO_KEEPALIVE)") },
	{ "TcpExt", "TCPToZeroWindowAdv",
	    N_("a receive buffer got full, and the other end was told so "
	       "(window of 0)") },
	{ "TcpExt", "TCPFromZeroWindowAdv",
	    N_("a full receive buffer got room again, and the other end was "
	       "told so") },
	{ "TcpExt", "TCPWinProbe",
	    N_("an other end whose window is 0 was asked whether it has "
	       "room") },
	{ "TcpExt", "TW",
	    N_("connections left TIME_WAIT because their time was over") },
	{ "Udp", "NoPorts",
	    N_("datagrams came for a port on which nothing receives") },
	{ "Udp", "RcvbufErrors",
	    N_("datagrams were dropped, because a receive buffer was full") },
	{ "Udp", "SndbufErrors",
	    N_("datagrams were dropped, because a send buffer was full") },
	{ "Icmp", "InDestUnreachs",
	    N_("ICMP messages came that something cannot be reached") },
	{ "Icmp", "OutDestUnreachs",
	    N_("ICMP messages were sent that something cannot be reached") },
};
/* clang-format on */

const int counter_count = sizeof(counter_rows) / sizeof(counter_rows[0]);

void
counters_clear(struct counters *counters)
{
	for (int i = 0; i < COUNTERS_MAX; i++)
		counters->value[i] = -1;
}

void
counters_take(struct counters *counters, const char *group, const char *name,
    long long value)
{
	for (int i = 0; i < counter_count; i++)
		if (strcmp(counter_rows[i].group, group) == 0 &&
		    strcmp(counter_rows[i].name, name) == 0)
			counters->value[i] = value;
}

/* "TcpExt ListenOverflows +3 (/proc/net/netstat)", as the kernel names it. */
static void
show_counter(struct out *out, struct langs langs, const struct counter_row *row,
    long long moved)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s %s +%lld (/proc/net/%s)", row->group, row->name,
	    moved, strcmp(row->group, "TcpExt") == 0 ? "netstat" : "snmp");
	out->line(out, MARK_KERNEL, line.s);
	LANGS_EACH (lang, langs)
		out->line(out, MARK_EXPLAIN, tr(lang, row->meaning));
}

static bool
has_moved(const struct counters *before, const struct counters *now, int i)
{
	return before->value[i] != -1 && now->value[i] > before->value[i];
}

bool
show_counters(struct out *out, struct langs langs,
    const struct counters *before, const struct counters *now)
{
	bool any = false;

	for (int i = 0; i < counter_count; i++) {
		if (!has_moved(before, now, i))
			continue;
		show_counter(out, langs, &counter_rows[i],
		    now->value[i] - before->value[i]);
		any = true;
	}
	return any;
}
