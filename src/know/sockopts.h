/*
 * Socket options, by the names that a program in C gives them: one row each.
 * Sources: socket(7), ip(7), ipv6(7), tcp(7). Pure: text in, text out.
 */
#ifndef SOCKOPTS_H
#define SOCKOPTS_H

#include <stdbool.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "text/buf.h"
#include "text/lang.h"

enum sockopt_type {
	SOCKOPT_BOOL,    /* an int that is 0 or 1 */
	SOCKOPT_INT,     /* an int */
	SOCKOPT_LINGER,  /* struct linger */
	SOCKOPT_TIMEVAL, /* struct timeval */
	SOCKOPT_STRING   /* characters */
};

/* When it must be set, to have an effect. */
enum sockopt_when {
	WHEN_ANY,
	WHEN_BIND,     /* before bind() */
	WHEN_CONNECT,  /* before TCP's connect() or listen() */
	WHEN_CONNECTED /* any time, but accept() does not hand it on */
};

enum sockopt_family { FAMILY_ANY, FAMILY_IPV4, FAMILY_IPV6 };

struct sockopt_row {
	const char *name;
	int level, option;
	enum sockopt_type type;
	enum sockopt_when when;
	enum sockopt_family family;
	const char *normally; /* without it; NULL: as *sysctl* or *help* says */
	const char *sysctl;   /* of TCP: "net.ipv4.tcp_rmem"; or NULL */
	const char *help;     /* N_("what it decides"), for any value */
	const char *differs;  /* N_("why another value was taken"), or NULL */
	const char *source;   /* where it stands that they are true */
};

union sockopt_value {
	int number;
	struct linger linger;
	struct timeval timeval;
	char text[16];
};

extern const struct sockopt_row sockopt_rows[];
extern const int sockopt_count;

/* NULL where there is no such row. */
const struct sockopt_row *sockopt_named(const char *name);
const struct sockopt_row *sockopt_of(int level, int option);

/* The name nearest to a mistyped one, or NULL. */
const char *sockopt_nearest(const char *name);

/*
 * Understands a value as it is typed: 1, on, 0x10; for SO_LINGER "off",
 * SECONDS or "1,SECONDS"; for times SECONDS; for names the name. NULL, no
 * value, switches on what can be. Returns its length, or 0 when it is none.
 */
socklen_t sockopt_parse(
    const struct sockopt_row *, const char *value, union sockopt_value *);

/* "1", "{1, 0}", "\"bbr\"": any option's value, by its row if it has one. */
void put_sockopt_value(
    struct buf *, int level, int option, const void *value, socklen_t len);

/* What sockopt_parse() expects: "0 or 1", "a number", ... */
const char *sockopt_expected(enum lang, const struct sockopt_row *);

/* What it decides, on a TCP socket, a Unix-domain one, or another: an N_(). */
const char *sockopt_help(const struct sockopt_row *, bool tcp, bool local);

/* The same, of an option that is none of them: what is switched on for a closer
   look (-vvv). NULL: it is not one of those. */
const char *instrument_help(int level, int option);

/* The setting of the kernel's that decides, on a TCP socket or another, what it
   is unless it is set; NULL: none. */
const char *sockopt_sysctl(const struct sockopt_row *, bool tcp);

/* "to be set before bind()", ...; NULL for any time. */
const char *sockopt_when_text(enum lang, const struct sockopt_row *, bool tcp);

#endif
