/*
 * Facts: what is known around an error. What is said of it follows from them
 * alone.
 */
#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>

#include "call/call.h"

/* Who holds a port that could not be had, where the kernel tells. */
enum port_holder { HOLDER_UNKNOWN, HOLDER_LISTENER, HOLDER_TIME_WAIT };

/* What stands at the path of a Unix-domain socket. */
enum at_path {
	PATH_UNKNOWN,
	PATH_ABSTRACT,
	PATH_SOCKET, /* of bind(): a program has it */
	PATH_LEFT,   /* no program has it any more */
	PATH_UNSEEN, /* whether one has could not be seen */
	PATH_OTHER
};

/* Strings are borrowed, and safe to show. */
struct facts {
	enum call_id call;
	int err;               /* errno, or EAI_* for getaddrinfo */
	int fd;                /* the socket; -1: none */
	const char *address;   /* "127.0.0.1:1234"; NULL: none */
	const char *host;      /* "127.0.0.1" */
	const char *name;      /* the name looked up, "localhost" */
	const char *service;   /* the service looked up, "http" */
	const char *addresses; /* "127.0.0.1, 192.168.1.20": our own */
	const char *option;    /* "SO_RCVBUF" */
	const char *source;    /* -s, "127.0.0.1": where it connects from */
	unsigned port;
	unsigned lowest;     /* the lowest port open to all; 0: not known */
	unsigned long limit; /* how many descriptors we may have */
	enum port_holder holder;
	unsigned seconds;      /* HOLDER_TIME_WAIT: how long it still lasts */
	const char *process;   /* HOLDER_LISTENER: whose it is, "python3"... */
	unsigned long pid;     /* ...where that may be seen */
	const char *elsewhere; /* on that port one listens there, not here */
	const char *folder;    /* that a socket's file is in */
	const char *listen;    /* the server to start, "sockdemo listen 1234" */
	const char *sayer;     /* who refused, by the socket's error queue */
	unsigned long size;    /* what was to be sent, in bytes */
	unsigned long most;    /* that one UDP datagram may have */
	enum at_path at_path;
	bool datagram;
	bool local;     /* a Unix-domain socket */
	bool client;    /* of connect, not of listen */
	bool ours;      /* the address is one of this machine */
	bool broadcast; /* it is a network's, or that of all */
	bool group;     /* it is multicast */
	bool no_folder; /* .folder does not exist */
	bool ipv6;
	bool watched; /* it is another program's call */
	bool reuses;  /* SO_REUSEADDR is on, of what is watched */
};

#endif
