/*
 * What is said of UDP and of Unix-domain sockets where it differs from TCP:
 * steps.h asks here first. Each function returns false, and has done nothing,
 * where TCP's words are right.
 */
#ifndef TRANSPORTS_H
#define TRANSPORTS_H

#include "know/steps.h"

bool transport_sentence(enum lang, const struct step *, struct buf *);
bool transport_waiting(enum lang, const struct step *, struct buf *);
bool transport_note(enum lang, const struct step *, struct buf *);
bool transport_addresses(enum lang, const struct step *, struct buf *);
bool transport_status(enum lang, const struct step *, struct buf *);
bool transport_why(const struct step *, enum why *);

/* Of steps.c: "4f 6c c3 a1"; "192.168.1.20 (wlan0), 127.0.0.1 (...)". */
void put_hex(struct buf *, const char *, size_t n);
void put_interfaces(enum lang, const struct step *, int family, struct buf *);

#endif
