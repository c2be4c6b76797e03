/*
 * How what is no failed call of the sockets API is told: errors of our own
 * files and memory, and deadlines that have passed. Others: failure.h.
 */
#ifndef REPORT_H
#define REPORT_H

#include "session/endpoint.h"
#include "text/buf.h"
#include "text/lang.h"
#include "text/out.h"

/* An error of our own files: "sockdemo: stdout: ENOSPC: ...". */
void report_file(struct out *, struct langs, const char *file, int err);

/* No memory of our own is left: no call failed, no address is to blame. */
void report_memory(struct out *, struct langs);

/* As it was typed: "127.0.0.1:1234", "[::1]:1234", "localhost:http". */
void put_endpoint(const struct endpoint *, struct buf *);

/* Deadlines of ours that have passed, which are no errno. */
void report_deadline(struct out *, struct langs, const char *command,
    const struct endpoint *, double seconds, bool asked_for);
void report_idle(struct out *, struct langs, const struct sockaddr_storage *,
    double seconds);

/* The same, of one of many clients: "3, 127.0.0.1:5678". */
void report_idle_client(
    struct out *, struct langs, const char *client, double seconds);

#endif
