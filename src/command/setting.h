/*
 * Socket options as a user names them: --set NAME[=VALUE], and /set.
 */
#ifndef SETTING_H
#define SETTING_H

#include "net/settings.h"
#include "text/buf.h"
#include "text/lang.h"

struct session;
struct out;

/*
 * Reads "NAME[=VALUE]". Returns false, and what is wrong in *why* ("NAME: ..."),
 * when there is no such option or its value is none.
 */
bool
setting_parse(struct setting *, const char *word, enum lang, struct buf *why);

/* For settings.made; owner is the session: reads back what the kernel took,
   and tells it with the steps. */
void setting_made(void *session, int fd, const struct setting *);

/* "/set [NAME[=VALUE]]" on a socket: lists all options, sets or shows one. */
void setting_command(struct session *, int fd, const char *argument);

#endif
