/*
 * What is typed at the prompt: text, which is sent, and commands, which begin
 * with a slash. One table of them feeds /help, completion and the test that
 * holds the manual to it.
 */
#ifndef SLASH_H
#define SLASH_H

#include "terminal/prompt.h"

/* For chat_open(): the prompt's owner is a struct chat. */
extern const struct prompt_ops slash_ops;

#endif
