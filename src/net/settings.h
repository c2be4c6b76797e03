/*
 * Socket options that our user asked for. What each of them means is not this
 * folder's business: they are set when it is their time, in the order given.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>

#include "call/sys.h"

enum setting_when {
	SETTING_EARLY,    /* before bind(), connect() and listen() */
	SETTING_CONNECTED /* on a connection: it is not had from a listener */
};

struct setting {
	int level, option;
	enum setting_when when;
	socklen_t len;
	char value[16]; /* an int, a struct linger, ..., of len bytes */
};

struct settings {
	struct setting *list;
	int n;
	/* One was set on fd, which *owner* may want to look at; or NULL. */
	void (*made)(
	    struct sys *, void *owner, int fd, const struct option_value *);
	void *owner;
	/*
	 * After those of a time: whoever looks at sockets switches on what it
	 * looks through, by setsockopt() as any other; connected: fd is now. A
	 * failure of it is nobody's. NULL: nobody does.
	 */
	void (*arm)(struct sys *, void *armer, int fd, bool connected);
	void *armer;
};

/* Whether an option is among them; settings may be NULL. */
bool settings_have(const struct settings *, int level, int option);

/* Sets one, and has .made look. Returns 0, or -1 with errno. */
int net_set_one(
    struct sys *, int fd, const struct settings *, const struct setting *);

/*
 * Sets those of a time on a socket. Returns 0, or -1 with errno; those before
 * the one that failed are set then.
 */
int net_set(struct sys *, int fd, const struct settings *, enum setting_when);

#endif
