/*
 * What listen and connect share: the seam with its sinks, the screen, the
 * signals, and how errors are told.
 */
#ifndef SESSION_H
#define SESSION_H

#include "call/sockets.h"
#include "call/sys.h"
#include "net/wait.h"
#include "observe/observer.h"
#include "option/options.h"
#include "session/endpoint.h"
#include "show/counters.h"
#include "show/show.h"
#include "tell/log.h"
#include "tell/narrate.h"
#include "terminal/screen.h"

struct session {
	const struct options *options;
	const struct endpoint *endpoint;
	struct screen screen;
	struct sys sys;   /* whose calls are told */
	struct sys quiet; /* for probes */
	struct observer observer;
	struct sockets sockets;
	struct scene scene;
	struct narrator narrator;
	struct log *logs;         /* of those that options ask for */
	struct settings settings; /* --set */
	struct wait wait;
	bool pipe_ignored;            /* SIGPIPE was, from the start */
	int signals;                  /* signalfd(2), or -1 */
	int signal;                   /* the one that ends us, or 0 */
	bool prompted;                /* there was a prompt */
	bool input_failed;            /* standard input did */
	int unanswerable;             /* errno of a sender, told last */
	struct timespec since;        /* when the conversation began */
	struct sockaddr_storage peer; /* once there is one */
	struct sockaddr_storage own;  /* this end's, by getsockname() */
	long peer_pid; /* of a Unix-domain socket's other end, or 0 */
	struct counters counters;      /* as they were, for /counters */
	struct interfaces *interfaces; /* this machine's, where they are told */
};

/* options, endpoint and carrier are borrowed. */
void session_open(struct session *, const struct options *,
    const struct endpoint *, struct carrier *);

/*
 * Ends the sinks, and then, where a signal ended us, ends the program by that
 * same signal. Returns status otherwise.
 */
int session_close(struct session *, int status);

/* Whether the kernel is looked at after each call that is told. */
void session_observe(struct session *, bool);

/*
 * Opens .wait. From now on signals wait for it; without a descriptor to spare
 * they end the program as they always do. Returns 0, or -1 with errno.
 */
int session_open_wait(struct session *);

/* Tells what a wait that returned -1 ended for. Returns the exit status. */
int session_wait_failed(struct session *);

/* Notes which signal made a wait end, for session_close(). Returns 1, the
   status that stands until then. */
int session_take_signal(struct session *);

/* What one recv() asks for, unless --read-size says: little when it is told,
   for a person to see how the data came; else much. Datagrams come whole:
   UDP's never exceed 64 KiB, those between programs of one machine may. */
enum { TOLD_SIZE = 2048, SILENT_SIZE = 256 * 1024 };
size_t session_read_size(const struct session *);

/* Tells whose process is at the other end of fd, a Unix-domain stream; others
   have none that the kernel knows. */
void session_tell_credentials(struct session *, int fd);

/* Tells that standard output, or input, failed. Returns 1; but where whoever
   read our output is gone, SIGPIPE will end us, as it does any filter, unless
   it was ignored from the start. */
int session_file_failed(struct session *, bool output, int err);

/* Tells that standard input failed, which is not the end; the status will be 1
   when it comes. */
void session_input_failed(struct session *, int err);

/* Tells of the call that failed last. Returns 1, the status to exit with. */
int session_failed(struct session *);

/* Shows a line in each language that is spoken now; text is an N_(). */
void session_say(struct session *, const char *text, ...)
    __attribute__((format(printf, 2, 3)));

#endif
