/*
 * The errors of accept(2), and what they leave possible.
 */
#ifndef ACCEPT_H
#define ACCEPT_H

#include <stdbool.h>

/*
 * Whether an error of accept() is that of a connection which died while it
 * waited in the queue. It is not the listener's, which goes on: accept(2) says
 * to try again.
 */
bool net_died_in_queue(int err);

/*
 * Whether another error of accept() may be over by the next try, a while later:
 * there is no room for now, or a rule of this machine forbids it. Others are the
 * listener's own, and stay.
 */
bool net_may_accept_later(int err);

#endif
