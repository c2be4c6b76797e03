/*
 * The table of options. parse.c reads the command line by it, take.c has what
 * those do that are more than a flag.
 */
#include <stddef.h>

#include "option/options.h"
#include "option/take.h"

#define FLAG(member) .flag = offsetof(struct options, member)

/* Letters are those of ncat. */
/* clang-format off */
const struct option_row option_rows[] = {
	{ GROUP_SHOWN, 'v', "verbose", NULL, OF_SHOWING,
	    N_("tell every step; -vv: and why; -vvv: every call"), .take = take_verbose,
	    .again = true },
	{ GROUP_SHOWN, 0, "time", NULL, OF_TIMED,
	    N_("the time since the start and the last step; clock: that of day, "
	       "also of what arrives"), .take = take_time, .also = "clock" },
	{ GROUP_SHOWN, 0, "lang", N_("LANGUAGE"), OF_ANY,
	    N_("en, pt or both"), .take = take_lang,
	    .words = "en pt both" },
	{ GROUP_SHOWN, 0, "color", N_("WHEN"), OF_SHOWING,
	    N_("auto, always or never"), .take = take_color,
	    .words = "auto always never" },
	{ GROUP_SHOWN, 0, "lanes", N_("WHEN"), OF_LANES,
	    N_("both ends side by side: auto, always or never"), .take = take_lanes,
	    .words = "auto always never" },
	{ GROUP_SHOWN, 0, "no-step", NULL, OF_STEPPING,
	    N_("show all at once, without waiting for keys"), FLAG(no_step) },
	{ GROUP_SHOWN, 0, "two", NULL, OF_WATCHING,
	    N_("two programs in two lanes, parted by --"), FLAG(two) },
	{ GROUP_SHOWN, 0, "to", N_("FILE"), OF_WATCHING,
	    N_("tell it in a file, not on standard error"), .take = take_to },
	{ GROUP_SHOWN, 'h', "help", NULL, OF_ANY, N_("show this help"), FLAG(help) },
	{ GROUP_SHOWN, 0, "version", NULL, OF_ANY,
	    N_("show the version"), FLAG(version) },

	{ GROUP_SOCKETS, 'u', "udp", NULL, OF_TALKING,
	    N_("datagrams (UDP) instead of a connection (TCP)"), FLAG(udp) },
	{ GROUP_SOCKETS, 'U', "unixsock", NULL, OF_TALKING,
	    N_("a Unix-domain socket: a path, or @name, stands for address "
	       "and port"), FLAG(unix_path) },
	{ GROUP_SOCKETS, '4', "ipv4", NULL, OF_TALKING,
	    N_("use IPv4 only"), .take = take_ipv4 },
	{ GROUP_SOCKETS, '6', "ipv6", NULL, OF_TALKING,
	    N_("use IPv6 only; listen: every address, IPv4 too"), .take = take_ipv6 },
	{ GROUP_SOCKETS, 'n', "nodns", NULL, OF_TALKING,
	    N_("take addresses in numbers only, look no name up"), FLAG(numeric) },
	{ GROUP_SOCKETS, 's', "source", N_("ADDRESS"), OF_TALKING,
	    N_("this end's address"), .take = take_source },
	{ GROUP_SOCKETS, 'p', "source-port", N_("PORT"), OF_TALKING,
	    N_("this end's port"), .take = take_port },
	{ GROUP_SOCKETS, 0, "set", N_("OPTION"), OF_TALKING,
	    N_("set a socket option, NAME or NAME=VALUE; repeatable"), .take = take_set,
	    .again = true,
	    .words = "" },

	{ GROUP_SERVER, 'k', "keep-open", NULL, OF_SERVER,
	    N_("serve many clients at once, until Ctrl-C"), FLAG(many) },
	{ GROUP_SERVER, 0, "max-clients", N_("N"), OF_SERVER,
	    N_("serve at most so many at once (implies -k)"), .take = take_max_clients },
	{ GROUP_SERVER, 0, "chat", NULL, OF_SERVER,
	    N_("let the clients talk to each other (implies -k)"), .take = take_chat },
	{ GROUP_SERVER, 0, "echo", NULL, OF_SERVER,
	    N_("send back to each client what it sends (implies -k)"), .take = take_echo },
	{ GROUP_SERVER, 0, "allow", N_("NETWORK"), OF_SERVER,
	    N_("serve only clients from ADDRESS or ADDRESS/BITS; repeatable"), .take = take_allow,
	    .again = true },
	{ GROUP_SERVER, 0, "deny", N_("NETWORK"), OF_SERVER,
	    N_("serve no client from ADDRESS or ADDRESS/BITS; repeatable"), .take = take_deny,
	    .again = true },
	{ GROUP_SERVER, 0, "backlog", N_("N"), OF_SERVER,
	    N_("how many connections may wait for accept() (5; with -k as "
	       "many as the system allows)"), .take = take_backlog },
	{ GROUP_SERVER, 0, "no-accept", NULL, OF_SERVER,
	    N_("let clients wait until /accept (implies -k)"), .take = take_no_accept },

	{ GROUP_TALK, 'w', "wait", N_("SECONDS"), OF_TALKING,
	    N_("wait so long for a connection, no longer"), .take = take_wait },
	{ GROUP_TALK, 0, "retry", N_("SECONDS"), OF_CLIENT,
	    N_("try again while refused or unreachable, for so long"), .take = take_retry },
	{ GROUP_TALK, 'z', "zero", NULL, OF_CLIENT,
	    N_("only see whether a port is open, and send nothing"), FLAG(check) },
	{ GROUP_TALK, 'i', "idle-timeout", N_("SECONDS"), OF_TALKING,
	    N_("end when nothing passes for so long"), .take = take_idle },
	{ GROUP_TALK, 'C', "crlf", NULL, OF_TALKING,
	    N_("send line ends as CRLF"), FLAG(crlf) },
	{ GROUP_TALK, 0, "exit-on-eof", NULL, OF_TALKING,
	    N_("end as soon as one direction ends"), FLAG(exit_on_eof) },
	{ GROUP_TALK, 0, "no-shutdown", NULL, OF_TALKING,
	    N_("do not tell the other end when the input ends"), FLAG(no_shutdown) },
	{ GROUP_TALK, 0, "read-size", N_("BYTES"), OF_TALKING,
	    N_("receive at most so many bytes at once (2048 with -v)"), .take = take_read_size },
	{ GROUP_TALK, 0, "no-read", NULL, OF_TALKING,
	    N_("leave what comes in the kernel until /read"), FLAG(no_read) },

	{ GROUP_RECORDS, 'o', "output", N_("FILE"), OF_TALKING,
	    N_("write down what passes, with time, direction and peer"), .take = take_output },
	{ GROUP_RECORDS, 'x', "hex-dump", N_("FILE"), OF_TALKING,
	    N_("the same, in hexadecimal and text"), .take = take_hex_dump },
	{ GROUP_RECORDS, 0, "no-history", NULL, OF_TALKING,
	    N_("do not keep what is typed for the next run"), FLAG(no_history) },
};
/* clang-format on */

const int option_count = sizeof(option_rows) / sizeof(option_rows[0]);

const char *const option_groups[GROUP_COUNT] = {
	[GROUP_SHOWN] = N_("What is shown:"),
	[GROUP_SOCKETS] = N_("Sockets and addresses:"),
	[GROUP_SERVER] = N_("Server:"),
	[GROUP_TALK] = N_("Conversation:"),
	[GROUP_RECORDS] = N_("Records:"),
};
