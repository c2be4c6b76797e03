#include <stdlib.h>

#include "command/options.h"
#include "tell/log.h"

#define LISTEN (1u << COMMAND_LISTEN)
#define CONNECT (1u << COMMAND_CONNECT)
#define DEMO (1u << COMMAND_DEMO)
#define COMPLETION (1u << COMMAND_COMPLETION)
#define TALK (LISTEN | CONNECT)
#define SHOW (TALK | DEMO)
#define ALL (SHOW | COMPLETION)

/* Letters are those of ncat. */
/* clang-format off */
const struct option_row option_rows[OPT_COUNT] = {
	{ OPT_VERBOSE, GROUP_SHOWN, 'v', "verbose", NULL, SHOW,
	    N_("tell every step; -vv: and why; -vvv: every call") },
	{ OPT_TIME, GROUP_SHOWN, 0, "time", NULL, TALK,
	    N_("show the time since the start and since the last step") },
	{ OPT_LANG, GROUP_SHOWN, 0, "lang", N_("LANGUAGE"), ALL,
	    N_("en, pt or both") },
	{ OPT_COLOR, GROUP_SHOWN, 0, "color", N_("WHEN"), SHOW,
	    N_("auto, always or never") },
	{ OPT_HELP, GROUP_SHOWN, 'h', "help", NULL, ALL, N_("show this help") },
	{ OPT_VERSION, GROUP_SHOWN, 0, "version", NULL, ALL,
	    N_("show the version") },

	{ OPT_UDP, GROUP_SOCKETS, 'u', "udp", NULL, TALK,
	    N_("datagrams (UDP) instead of a connection (TCP)") },
	{ OPT_UNIX, GROUP_SOCKETS, 'U', "unixsock", NULL, TALK,
	    N_("a Unix-domain socket: a path, or @name, stands for address "
	       "and port") },
	{ OPT_IPV4, GROUP_SOCKETS, '4', "ipv4", NULL, TALK,
	    N_("use IPv4 only") },
	{ OPT_IPV6, GROUP_SOCKETS, '6', "ipv6", NULL, TALK,
	    N_("use IPv6 only; listen: every address, IPv4 too") },
	{ OPT_NODNS, GROUP_SOCKETS, 'n', "nodns", NULL, TALK,
	    N_("take addresses in numbers only, look no name up") },
	{ OPT_SOURCE, GROUP_SOCKETS, 's', "source", N_("ADDRESS"), TALK,
	    N_("this end's address") },
	{ OPT_PORT, GROUP_SOCKETS, 'p', "source-port", N_("PORT"), TALK,
	    N_("this end's port") },
	{ OPT_SET, GROUP_SOCKETS, 0, "set", N_("OPTION"), TALK,
	    N_("set a socket option, NAME or NAME=VALUE; repeatable") },

	{ OPT_KEEP_OPEN, GROUP_SERVER, 'k', "keep-open", NULL, LISTEN,
	    N_("serve many clients at once, until Ctrl-C") },
	{ OPT_MAX_CLIENTS, GROUP_SERVER, 0, "max-clients", N_("N"), LISTEN,
	    N_("serve at most so many at once (implies -k)") },
	{ OPT_CHAT, GROUP_SERVER, 0, "chat", NULL, LISTEN,
	    N_("let the clients talk to each other (implies -k)") },
	{ OPT_ECHO, GROUP_SERVER, 0, "echo", NULL, LISTEN,
	    N_("send back to each client what it sends (implies -k)") },
	{ OPT_ALLOW, GROUP_SERVER, 0, "allow", N_("NETWORK"), LISTEN,
	    N_("serve only clients from ADDRESS or ADDRESS/BITS; repeatable") },
	{ OPT_DENY, GROUP_SERVER, 0, "deny", N_("NETWORK"), LISTEN,
	    N_("serve no client from ADDRESS or ADDRESS/BITS; repeatable") },
	{ OPT_BACKLOG, GROUP_SERVER, 0, "backlog", N_("N"), LISTEN,
	    N_("how many connections may wait for accept() (5; with -k as "
	       "many as the system allows)") },

	{ OPT_WAIT, GROUP_TALK, 'w', "wait", N_("SECONDS"), TALK,
	    N_("wait so long for a connection, no longer") },
	{ OPT_CHECK, GROUP_TALK, 'z', "zero", NULL, CONNECT,
	    N_("only see whether a port is open, and send nothing") },
	{ OPT_IDLE, GROUP_TALK, 'i', "idle-timeout", N_("SECONDS"), TALK,
	    N_("end when nothing passes for so long") },
	{ OPT_CRLF, GROUP_TALK, 'C', "crlf", NULL, TALK,
	    N_("send line ends as CRLF") },
	{ OPT_EXIT_ON_EOF, GROUP_TALK, 0, "exit-on-eof", NULL, TALK,
	    N_("end as soon as one direction ends") },
	{ OPT_NO_SHUTDOWN, GROUP_TALK, 0, "no-shutdown", NULL, TALK,
	    N_("do not tell the other end when the input ends") },
	{ OPT_READ_SIZE, GROUP_TALK, 0, "read-size", N_("BYTES"), TALK,
	    N_("receive at most so many bytes at once (2048 with -v)") },

	{ OPT_OUTPUT, GROUP_RECORDS, 'o', "output", N_("FILE"), TALK,
	    N_("write down what passes, with time, direction and peer") },
	{ OPT_HEX_DUMP, GROUP_RECORDS, 'x', "hex-dump", N_("FILE"), TALK,
	    N_("the same, in hexadecimal and text") },
	{ OPT_NO_HISTORY, GROUP_RECORDS, 0, "no-history", NULL, TALK,
	    N_("do not keep what is typed for the next run") },
};
/* clang-format on */

const char *const option_groups[GROUP_COUNT] = {
	[GROUP_SHOWN] = N_("What is shown:"),
	[GROUP_SOCKETS] = N_("Sockets and addresses:"),
	[GROUP_SERVER] = N_("Server:"),
	[GROUP_TALK] = N_("Conversation:"),
	[GROUP_RECORDS] = N_("Records:"),
};

const char *const command_names[COMMAND_COUNT] = {
	[COMMAND_LISTEN] = "listen",
	[COMMAND_CONNECT] = "connect",
	[COMMAND_DEMO] = "demo",
	[COMMAND_COMPLETION] = "completion",
};

void
options_free(struct options *o)
{
	free(o->access.list);
	free(o->settings.list);
}

bool
options_want_logs(const struct options *o)
{
	return o->log[LOG_TEXT] != NULL || o->log[LOG_HEX] != NULL;
}
