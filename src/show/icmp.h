/*
 * What an ICMP message says (RFC 792, RFC 1812, RFC 4443).
 */
#ifndef ICMP_H
#define ICMP_H

#include <stdbool.h>

/* N_(...), or NULL: it is none of those that end a connect(). */
const char *icmp_meaning(bool v6, unsigned type, unsigned code);

#endif
