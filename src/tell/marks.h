/*
 * What the marks before the lines mean, for whoever meets them.
 */
#ifndef MARKS_H
#define MARKS_H

#include "text/out.h"

/* N_("* marks ..."); NULL for a mark that is none to see. */
const char *mark_meaning(enum mark);

#endif
