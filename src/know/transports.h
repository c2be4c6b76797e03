/*
 * What is said of UDP and of Unix-domain sockets where it differs from TCP:
 * steps.c and status.c ask here first. Each function returns false, and has
 * done nothing, where TCP's words are right.
 */
#ifndef TRANSPORTS_H
#define TRANSPORTS_H

#include "know/step.h"

bool transport_sentence(enum lang, const struct step *, struct buf *);
bool transport_note(enum lang, const struct step *, struct buf *);
bool transport_addresses(enum lang, const struct step *, struct buf *);
bool transport_status(enum lang, const struct step *, struct buf *);

#endif
