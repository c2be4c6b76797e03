/*
 * What is said of other programs, where sockdemo has no such call, or other
 * ways: it comes before all other words (scene.words).
 */
#ifndef WATCHED_H
#define WATCHED_H

#include "know/sayings.h"

extern const struct saying watched_sayings[];

#endif
