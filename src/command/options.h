/*
 * The options, and what they come to. One table of them feeds getopt_long(3),
 * --help, the completions, and the tests that hold the manual to it.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "net/access.h"
#include "net/settings.h"
#include "terminal/screen.h"
#include "text/lang.h"

enum command_id {
	COMMAND_LISTEN,
	COMMAND_CONNECT,
	COMMAND_DEMO,
	COMMAND_COMPLETION,
	COMMAND_COUNT
};

/* What an option is about, for --help. */
enum option_group {
	GROUP_SHOWN,
	GROUP_SOCKETS,
	GROUP_SERVER,
	GROUP_TALK,
	GROUP_RECORDS,
	GROUP_COUNT
};

/* In the order of the table, group by group. */
enum option_id {
	OPT_VERBOSE,
	OPT_TIME,
	OPT_LANG,
	OPT_COLOR,
	OPT_HELP,
	OPT_VERSION,
	OPT_UDP,
	OPT_UNIX,
	OPT_IPV4,
	OPT_IPV6,
	OPT_NODNS,
	OPT_SOURCE,
	OPT_PORT,
	OPT_SET,
	OPT_KEEP_OPEN,
	OPT_MAX_CLIENTS,
	OPT_CHAT,
	OPT_ECHO,
	OPT_ALLOW,
	OPT_DENY,
	OPT_BACKLOG,
	OPT_WAIT,
	OPT_CHECK,
	OPT_IDLE,
	OPT_CRLF,
	OPT_EXIT_ON_EOF,
	OPT_NO_SHUTDOWN,
	OPT_READ_SIZE,
	OPT_OUTPUT,
	OPT_HEX_DUMP,
	OPT_NO_HISTORY,
	OPT_COUNT
};

struct option_row {
	enum option_id id;
	enum option_group group;
	char letter;       /* or 0 */
	const char *name;  /* without "--" */
	const char *value; /* what it takes, N_("PORT"); NULL: nothing */
	unsigned commands; /* 1u << COMMAND_LISTEN | ... */
	const char *help;  /* N_(...) */
};

extern const struct option_row option_rows[OPT_COUNT];
extern const char *const option_groups[GROUP_COUNT]; /* N_("Server:") */
extern const char *const command_names[COMMAND_COUNT];

enum { ARGUMENTS_MAX = 2 };

/* Strings point into the command line. */
struct options {
	const char *program;     /* how sockdemo was called: argv[0] */
	enum command_id command; /* COMMAND_COUNT: none was given */
	const char *argument[ARGUMENTS_MAX]; /* NULL: not given */
	int family;                          /* AF_UNSPEC, AF_INET, AF_INET6 */
	bool udp;                            /* -u: datagrams */
	bool unix_path; /* -U: a path stands for address and port */
	bool numeric;   /* -n */
	int backlog;
	bool many;            /* -k, or an option that asks for it */
	unsigned max_clients; /* 0: as many as can be */
	bool chat, echo;
	const char *source; /* -s, or NULL */
	const char *port;   /* -p, or NULL */
	double wait, idle;  /* seconds; negative: for ever */
	bool crlf, exit_on_eof, no_shutdown;
	size_t read_size;         /* 0: as fits */
	bool check;               /* -z */
	const char *log[2];       /* -o and -x, or NULL; by enum log_kind */
	struct access access;     /* --allow, --deny */
	struct settings settings; /* --set */
	int verbose;
	struct langs langs;
	enum color color;
	bool time;
	bool no_history;
	bool help, version;
};

/* Gives back what the parsing of it took. */
void options_free(struct options *);

/* Whether there are logs, -o or -x: then every byte has to pass through send()
   and recv(), where sinks see it. */
bool options_want_logs(const struct options *);

#endif
