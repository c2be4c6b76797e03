/*
 * What options do that are more than a flag; option_row.take is the contract.
 */
#ifndef TAKE_H
#define TAKE_H

#include "option/options.h"

int take_allow(struct options *, const char *);
int take_backlog(struct options *, const char *);
int take_chat(struct options *, const char *);
int take_color(struct options *, const char *);
int take_deny(struct options *, const char *);
int take_echo(struct options *, const char *);
int take_hex_dump(struct options *, const char *);
int take_idle(struct options *, const char *);
int take_ipv4(struct options *, const char *);
int take_ipv6(struct options *, const char *);
int take_lang(struct options *, const char *);
int take_lanes(struct options *, const char *);
int take_max_clients(struct options *, const char *);
int take_no_accept(struct options *, const char *);
int take_output(struct options *, const char *);
int take_port(struct options *, const char *);
int take_read_size(struct options *, const char *);
int take_retry(struct options *, const char *);
int take_set(struct options *, const char *);
int take_source(struct options *, const char *);
int take_time(struct options *, const char *);
int take_to(struct options *, const char *);
int take_verbose(struct options *, const char *);
int take_wait(struct options *, const char *);

#endif
