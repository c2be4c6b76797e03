/*
 * Names that are like a word that is not known. Those that it stands for: find.c.
 */
#include <string.h>

#include "explain/find.h"
#include "text/nearest.h"

enum { LIKE_MAX = 6 };

struct likeness {
	enum lang lang;
	const char *key;
	const char *names[2]; /* one, and NULL, for nearest() */
	struct buf *buf;
	int n;
	bool near; /* look for what is mistyped, not for what holds it */
};

static bool
is_like(struct likeness *l, const char *name)
{
	char own[NAME_KEY_MAX];

	name_key(own, name);
	own[strcspn(own, "(")] = '\0';
	l->names[0] = own;
	if (l->near)
		return nearest(l->key, l->names) != NULL;
	return strlen(l->key) > 2 && strstr(own, l->key) != NULL;
}

static bool
put_like(void *owner, const struct entry *e)
{
	struct likeness *l = owner;
	const char *name = entry_name(l->lang, e);
	const char *dashes = e->subject == SUBJECT_OPTIONS ? "--" : "";

	if (e->subject == SUBJECT_FIELDS || !is_like(l, name))
		return true;
	buf_printf(l->buf, "%s%s%s", l->n++ > 0 ? ", " : "", dashes, name);
	return l->n < LIKE_MAX;
}

void
find_like(struct buf *buf, enum lang lang, const struct known *known,
    const char *word)
{
	char key[NAME_KEY_MAX];
	struct likeness l = { .lang = lang, .key = key, .buf = buf };

	name_key(key, word);
	l.key = key + strspn(key, "-");
	if (*l.key == '\0')
		return;
	entries_each(known, put_like, &l);
	l.near = true;
	if (l.n == 0)
		entries_each(known, put_like, &l);
}
