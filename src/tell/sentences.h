/*
 * Sentences for whoever tells: in each language that was asked for, and those
 * that are told once only.
 */
#ifndef SENTENCES_H
#define SENTENCES_H

#include <stdbool.h>

#include "know/saying.h"
#include "text/lang.h"

/* Takes one sentence; borrowed. */
typedef void sentence_taker(void *owner, const char *sentence);

/* What is said of a step, in each language. */
void sentences_of(struct langs, enum column, const struct step *,
    sentence_taker *, void *owner);

enum { TOLD_MAX = 128 };

/* What has been told; all 0: nothing. */
struct told {
	const char *text[TOLD_MAX];
	int n;
};

/* The same, the first time that it comes up. */
void sentences_once(struct told *, struct langs, enum column,
    const struct step *, sentence_taker *, void *owner);

#endif
