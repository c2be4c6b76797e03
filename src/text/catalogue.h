/*
 * The catalogues: what msgfmt(1) made of each file in po/, which the build
 * puts into the program itself (catalogues.c): it speaks its languages
 * wherever it is copied to, and looks for nothing on the disk.
 *
 * gettext(3) translates nothing in a locale that is not installed, and newer C
 * libraries nothing in C.UTF-8 either; nor does another library look a message
 * up without a locale or a file. So the reader is ours, and gettext stays what
 * translators work with.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct catalogue {
	const char *language;    /* "pt": the name of its .po */
	const char *begin, *end; /* the bytes of its .mo */
};

/* In the order of enum lang (lang.h), from the second one on; a language of
   NULL ends them. */
extern const struct catalogue catalogues[];

/*
 * The translation of a message, of its form for one or for many; NULL where the
 * catalogue has none. many: the program's English differs, too, for one and for
 * all other numbers; the build refuses a language whose plural does otherwise.
 */
const char *
catalogue_find(const struct catalogue *, const char *message, bool many);

#endif
