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
	{ OPT_UDP, 'u', "udp", NULL, TALK,
	    N_("datagrams (UDP) instead of a connection (TCP)") },
	{ OPT_UNIX, 'U', "unixsock", NULL, TALK,
	    N_("a Unix-domain socket: a path, or @name, stands for address "
	       "and port") },
	{ OPT_IPV4, '4', "ipv4", NULL, TALK, N_("use IPv4 only") },
	{ OPT_IPV6, '6', "ipv6", NULL, TALK,
	    N_("use IPv6 only; listen: every address, IPv4 too") },
	{ OPT_NODNS, 'n', "nodns", NULL, TALK,
	    N_("take addresses in numbers only, look no name up") },
	{ OPT_BACKLOG, 0, "backlog", N_("N"), LISTEN,
	    N_("how many connections may wait for accept() (5; with -k as "
	       "many as the system allows)") },
	{ OPT_KEEP_OPEN, 'k', "keep-open", NULL, LISTEN,
	    N_("serve many clients at once, until Ctrl-C") },
	{ OPT_MAX_CLIENTS, 0, "max-clients", N_("N"), LISTEN,
	    N_("serve at most so many at once (implies -k)") },
	{ OPT_CHAT, 0, "chat", NULL, LISTEN,
	    N_("let the clients talk to each other (implies -k)") },
	{ OPT_ECHO, 0, "echo", NULL, LISTEN,
	    N_("send back to each client what it sends (implies -k)") },
	{ OPT_SOURCE, 's', "source", N_("ADDRESS"), TALK,
	    N_("this end's address") },
	{ OPT_PORT, 'p', "source-port", N_("PORT"), TALK,
	    N_("this end's port") },
	{ OPT_WAIT, 'w', "wait", N_("SECONDS"), TALK,
	    N_("wait so long for a connection, no longer") },
	{ OPT_IDLE, 'i', "idle-timeout", N_("SECONDS"), TALK,
	    N_("end when nothing passes for so long") },
	{ OPT_CRLF, 'C', "crlf", NULL, TALK, N_("send line ends as CRLF") },
	{ OPT_EXIT_ON_EOF, 0, "exit-on-eof", NULL, TALK,
	    N_("end as soon as one direction ends") },
	{ OPT_NO_SHUTDOWN, 0, "no-shutdown", NULL, TALK,
	    N_("do not tell the other end when the input ends") },
	{ OPT_READ_SIZE, 0, "read-size", N_("BYTES"), TALK,
	    N_("receive at most so many bytes at once (2048 with -v)") },
	{ OPT_CHECK, 'z', "zero", NULL, CONNECT,
	    N_("only see whether a port is open, and send nothing") },
	{ OPT_OUTPUT, 'o', "output", N_("FILE"), TALK,
	    N_("write down what passes, with time, direction and peer") },
	{ OPT_HEX_DUMP, 'x', "hex-dump", N_("FILE"), TALK,
	    N_("the same, in hexadecimal and text") },
	{ OPT_ALLOW, 0, "allow", N_("NETWORK"), LISTEN,
	    N_("serve only clients from ADDRESS or ADDRESS/BITS; repeatable") },
	{ OPT_DENY, 0, "deny", N_("NETWORK"), LISTEN,
	    N_("serve no client from ADDRESS or ADDRESS/BITS; repeatable") },
	{ OPT_SET, 0, "set", N_("OPTION"), TALK,
	    N_("set a socket option, NAME or NAME=VALUE; repeatable") },
	{ OPT_VERBOSE, 'v', "verbose", NULL, SHOW,
	    N_("tell every step; -vv: and why; -vvv: every call") },
	{ OPT_LANG, 0, "lang", N_("LANGUAGE"), ALL, N_("en, pt or both") },
	{ OPT_COLOR, 0, "color", N_("WHEN"), SHOW,
	    N_("auto, always or never") },
	{ OPT_TIME, 0, "time", NULL, TALK,
	    N_("show the time since the start and since the last step") },
	{ OPT_NO_HISTORY, 0, "no-history", NULL, TALK,
	    N_("do not keep what is typed for the next run") },
	{ OPT_HELP, 'h', "help", NULL, ALL, N_("show this help") },
	{ OPT_VERSION, 0, "version", NULL, ALL, N_("show the version") },
};
/* clang-format on */

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
