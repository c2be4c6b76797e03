/*
 * The states of a TCP connection, by the names that Linux has for them.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_states[] =
	STATE(AS_IS("LISTEN"),
	    N_("a socket that waits for clients"),
	    N_("listen() brings it there; it has no other end."),
	    "",
	    AS_IS("ss -ltn"),
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("listening socket; listen()"))
	STATE(AS_IS("SYN_SENT"),
	    N_("a client has asked for a connection, and waits for the answer"),
	    N_("connect() waits in it. If it lasts, nothing answers: the "
	       "machine is off, a firewall drops the SYN, or the server's "
	       "queue is full. Linux gives up after about two minutes: "
	       "ETIMEDOUT."),
	    "",
	    AS_IS("ss -tan state syn-sent"),
	    AS_IS("tcp(7); RFC 9293, 3.3.2"),
	    AS_IS("SYN; ETIMEDOUT; backlog"))
	STATE(AS_IS("SYN_RECV"),
	    N_("a server's kernel has answered a SYN, and waits for the ACK"),
	    N_("RFC 9293 calls it SYN-RECEIVED. It hardly ever lasts; with "
	       "TCP_DEFER_ACCEPT it lasts until data come."),
	    "",
	    AS_IS("ss -tan state syn-recv"),
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("SYN queue; handshake"))
	STATE(AS_IS("ESTABLISHED"),
	    N_("both ends are connected; data can pass both ways"),
	    N_("It says nothing of the programs: the server need not have "
	       "called accept(), and the other machine may be gone without "
	       "anybody having noticed."),
	    "",
	    AS_IS("ss -tan state established"),
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("connection; keepalive"))
	STATE(AS_IS("FIN_WAIT1"),
	    N_("this end has finished, and its FIN is not acknowledged yet"),
	    N_("If it lasts, the other machine does not answer, or its "
	       "program does not read what was sent before."),
	    "",
	    "",
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("FIN; FIN_WAIT2; close()"))
	STATE(AS_IS("FIN_WAIT2"),
	    N_("this end has finished, and waits for the other one to finish"),
	    N_("After shutdown() that may last as long as one likes; after "
	       "close() Linux waits 60 s (net.ipv4.tcp_fin_timeout)."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/tcp_fin_timeout"),
	    AS_IS("tcp(7); RFC 9293, 3.3.2"),
	    AS_IS("half-close; CLOSE_WAIT"))
	STATE(AS_IS("CLOSE_WAIT"),
	    N_("the other end has finished; this program has not closed yet"),
	    N_("recv() has returned 0, or will. Sockets that stay in it are "
	       "the fault of this program: it does not look at the 0, or "
	       "forgets close()."),
	    N_("No time limit ends it."),
	    AS_IS("ss -tan state close-wait"),
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("EOF; close(); EMFILE"))
	STATE(AS_IS("LAST_ACK"),
	    N_("both ends have finished; the ACK of this end's FIN is missing"),
	    "",
	    "",
	    "",
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("FIN; CLOSE_WAIT"))
	STATE(AS_IS("CLOSING"),
	    N_("both ends finished at the same time; an ACK is missing"),
	    N_("Seldom seen."),
	    "",
	    "",
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("FIN; TIME_WAIT"))
	STATE(AS_IS("TIME_WAIT"),
	    N_("a connection that is over, and remembered for a minute"),
	    N_("The end whose FIN went first keeps it, 60 s on Linux, so that "
	       "segments that come late are not taken for those of a new "
	       "connection, and so that a lost last ACK can be sent again. It "
	       "does no harm; but without SO_REUSEADDR a server cannot bind "
	       "its port again meanwhile (EADDRINUSE)."),
	    N_("It is not to be got rid of: set SO_REUSEADDR before bind(), "
	       "or let the client finish first. net.ipv4.tcp_fin_timeout does "
	       "not change it."),
	    AS_IS("ss -tan state time-wait"),
	    AS_IS("tcp(7); RFC 9293, 3.6.1"),
	    AS_IS("EADDRINUSE; SO_REUSEADDR; FIN"))
	STATE(AS_IS("CLOSE"),
	    N_("no connection: not begun, or over"),
	    N_("A socket that was just made is in it; RFC 9293 calls it "
	       "CLOSED, and ss UNCONN."),
	    "",
	    "",
	    AS_IS("RFC 9293, 3.3.2"),
	    AS_IS("socket; connection"));
/* clang-format on */
