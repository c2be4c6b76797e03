/*
 * The prompt's commands about the one other end there is: the chat has a
 * .conversation. Those about many clients are in crowd.h.
 */
#ifndef ALONE_H
#define ALONE_H

#include "command/chat.h"

void alone_info(struct chat *, const char *);
void alone_halfclose(struct chat *, const char *);
void alone_close(struct chat *, const char *);
void alone_reset(struct chat *, const char *);
void alone_set(struct chat *, const char *);
void alone_quit(struct chat *, const char *);

#endif
