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
#include "option/command.h"
#include "tell/log.h"
#include "tell/narrate.h"
#include "terminal/screen.h"
#include "text/lang.h"
#include "text/out.h"

/* What an option is about, for --help. */
enum option_group {
	GROUP_SHOWN,
	GROUP_SOCKETS,
	GROUP_SERVER,
	GROUP_TALK,
	GROUP_RECORDS,
	GROUP_COUNT
};

struct options;

struct option_row {
	enum option_group group;
	char letter;       /* or 0 */
	const char *name;  /* without "--" */
	const char *value; /* what it takes, N_("PORT"); NULL: nothing */
	unsigned of;       /* which commands have it: OF_... */
	const char *help;  /* N_(...) */
	/* What it does: sets a bool of struct options, at that offset; or
	   whatever take() does with its value, which is borrowed, and NULL for
	   an option without one. It returns 0, or 2 when the value is wrong,
	   which has been told by then. */
	size_t flag;
	int (*take)(struct options *, const char *value);
	const char *also;  /* what may come after "=", of one without a value */
	bool again;        /* it may be given several times */
	const char *words; /* for a shell: its value is one of these; "": it is
			      the name of a socket option */
};

extern const struct option_row option_rows[];
extern const int option_count;
extern const char *const option_groups[GROUP_COUNT]; /* N_("Server:") */

enum { ARGUMENTS_MAX = 32 };

/* -o, or -x. */
struct log_option {
	enum log_kind kind;
	const char *path;
};

/* Strings point into the command line. */
struct options {
	const char *program; /* how sockdemo was called: argv[0] */
	const struct command *const *commands; /* all; NULL ends them */
	const struct command *command;         /* NULL: none was given */
	const char *argument[ARGUMENTS_MAX];   /* NULL: not given */
	char *const *words; /* a program and its arguments; NULL ends them */
	int family;         /* AF_UNSPEC, AF_INET, AF_INET6 */
	bool udp;           /* -u: datagrams */
	bool unix_path;     /* -U: a path stands for address and port */
	bool numeric;       /* -n */
	int backlog;
	bool many;            /* -k, or an option that asks for it */
	unsigned max_clients; /* 0: as many as can be */
	bool chat, echo;
	const char *source; /* -s, or NULL */
	const char *port;   /* -p, or NULL */
	double wait, idle;  /* seconds; negative: for ever */
	double retry;       /* seconds; 0: one try */
	bool crlf, exit_on_eof, no_shutdown;
	bool no_accept, no_read;
	size_t read_size;       /* 0: as fits */
	bool check;             /* -z */
	struct log_option *log; /* -o and -x, as often as they were given */
	int logs;
	struct access access;     /* --allow, --deny */
	struct settings settings; /* --set */
	int verbose;
	struct langs langs;
	bool lang_given; /* --lang */
	enum color color;
	enum lanes_when lanes;
	enum times times;
	bool no_history;
	bool no_step;
	bool two;       /* --two: the words are two programs */
	const char *to; /* --to, or NULL */
	bool help, version;
};

/* Gives back what the parsing of it took. */
void options_free(struct options *);

#endif
