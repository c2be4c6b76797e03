/*
 * What a function writes to standard output or standard error.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <stdio.h>
#include <unistd.h>

struct capture {
	FILE *file; /* stdout or stderr */
	FILE *to;   /* a file without a name */
	int before; /* where it went */
	char text[8192];
};

static inline void
capture_begin(struct capture *c, FILE *file)
{
	fflush(file);
	c->file = file;
	c->to = tmpfile();
	assert_non_null(c->to);
	c->before = dup(fileno(file));
	assert_int_not_equal(c->before, -1);
	assert_int_not_equal(dup2(fileno(c->to), fileno(file)), -1);
}

/* Returns what was written since. */
static inline const char *
capture_end(struct capture *c)
{
	size_t n;

	fflush(c->file);
	dup2(c->before, fileno(c->file));
	close(c->before);
	rewind(c->to);
	n = fread(c->text, 1, sizeof(c->text) - 1, c->to);
	c->text[n] = '\0';
	fclose(c->to);
	return c->text;
}

#endif
