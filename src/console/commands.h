/*
 * What is typed at the prompt: text, which is sent, and commands, which begin
 * with a slash. One table of them feeds /help, completion and the test that
 * holds the manual to it.
 */
#ifndef PROMPT_COMMANDS_H
#define PROMPT_COMMANDS_H

#include "explain/entry.h"
#include "prompt/prompt.h"

/* For console_open(): the prompt's owner is a struct console. */
extern const struct prompt_ops prompt_commands;

/* The commands there are, each once, for who explains them. */
const struct prompt_word *prompt_words(void);

#endif
