/*
 * What a command is: "listen", "connect" and the like. Each is a constant in a
 * file of its own, beside what it does; commands.h lists them.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "call/carrier.h"

struct options;

/* Which options a command has: those of these kinds. */
enum {
	OF_ANY = 1,     /* every command: --lang, --help */
	OF_SHOWING = 2, /* it tells steps: -v, --color */
	OF_TALKING = 4, /* two ends talk: -u, -w, -o */
	OF_SERVER = 8,
	OF_CLIENT = 16,
	OF_TIMED = 32,    /* its steps have times: --time */
	OF_WATCHING = 64, /* it runs a program: --two */
	OF_LANES = 128,   /* two ends stand side by side: --lanes */
	OF_STEPPING = 256 /* it goes step by step: --no-step */
};

/* What its arguments are, for a shell that completes them. */
enum arguments {
	ARGUMENTS_NONE,
	ARGUMENTS_ADDRESS,
	ARGUMENTS_WORDS,
	ARGUMENTS_PROGRAM /* a program, and whatever it takes */
};

struct command {
	const char *name;
	const char *usage; /* N_("listen [options] [address] port") */
	const char *what;  /* N_("what it does"), in a line of --help */
	enum arguments arguments;
	const char *words; /* ARGUMENTS_WORDS: "bash zsh fish"; or... */
	void (*print_words)(const struct options *); /* ...on stdout */
	int most;     /* so many arguments it takes */
	bool dashes;  /* what begins with "-", and is no option of its own,
			      is an argument too */
	unsigned has; /* OF_...: its options */
	bool client;  /* it connects; else, if it talks, it listens */
	bool prints;  /* what it writes to standard output is its work */
	/* Returns the status to exit with: 0, 1 when the network or the system
	   failed, 2 when the command line is wrong. */
	int (*run)(const struct options *, struct carrier *);
};

#endif
