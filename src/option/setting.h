/*
 * Socket options as a user names them: --set NAME[=VALUE], and /set.
 */
#ifndef SETTING_H
#define SETTING_H

#include "know/sockopts.h"
#include "net/settings.h"
#include "text/buf.h"
#include "text/lang.h"

/*
 * The row that "NAME=VALUE" or, at the prompt, "NAME VALUE" is about, or NULL;
 * copies NAME, and has *value point to VALUE, NULL where there is none.
 */
const struct sockopt_row *
setting_named(const char *word, char *name, size_t size, const char **value);

/*
 * Reads "NAME[=VALUE]". Returns false when there is no such option or its value
 * is none, and in *why* what is wrong ("NAME: ...").
 */
bool
setting_parse(struct setting *, const char *word, enum lang, struct buf *why);

#endif
