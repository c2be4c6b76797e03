/*
 * What an error means. One table of (call, error): a label, what happened, and
 * what to try, from the ERRORS sections of the manual pages, for somebody who
 * meets it for the first time.
 *
 * Its sentences hold names in braces, filled from *facts*: {address} {port}
 * {host} {name} {service} {fd} {limit} {lowest} {addresses} {seconds} {call}
 * {folder} {listen} {sayer} {size} {most} {option} {source}.
 */
#ifndef ERRORS_H
#define ERRORS_H

#include "know/facts.h"
#include "text/buf.h"
#include "text/lang.h"

/* "ECONNREFUSED", "EAI_NONAME"; for others "errno 1234". Never NULL. */
const char *error_symbol(enum call_id, int err);

/* "connection refused": after "sockdemo: connect ...: ECONNREFUSED: ". */
const char *error_label(enum lang, const struct facts *);

/*
 * What happened, and what to try: whole sentences, in one language. Advice may
 * be left empty. Every error has a meaning, also one that no table lists.
 */
void error_meaning(enum lang, const struct facts *, struct buf *);
void error_advice(enum lang, const struct facts *, struct buf *);

#endif
