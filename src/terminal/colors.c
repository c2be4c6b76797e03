/*
 * Colours, as data. They only repeat what the marks say; screen.c writes them.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/colors.h"

/*
 * Of 256 colours, those whose contrast is 4 to 1 or more on white and on black
 * alike (WCAG 2.1, relative luminance); of the eight that every terminal has, it
 * decides itself how they look.
 */
static const struct {
	const char *name;
	const char *of_256, *of_8;
} colors[] = {
	[MARK_STEP] = { "step", "38;5;31", "36" },          /* 4.1 and 5.1 */
	[MARK_SENT] = { "sent", "38;5;28", "32" },          /* 4.7 and 4.5 */
	[MARK_RECEIVED] = { "received", "38;5;130", "33" }, /* 4.7 and 4.5 */
	[MARK_TEXT] = { "text", "1", "1" },
	[MARK_ERROR] = { "error", "1;38;5;161", "1;31" }, /* 5.2 and 4.1 */
	[MARK_KERNEL] = { "kernel", "38;5;133", "35" },   /* 4.1 and 5.1 */
	[MARK_EXPLAIN] = { "explanation", "", "" },
	[MARK_ADDRESS] = { "address", "1", "1" },
	[MARK_PLAIN] = { "plain", "", "" },
	[MARK_WHOLE] = { "plain", "", "" },
};

static bool
has_256_colors(void)
{
	const char *term = getenv("TERM"), *color = getenv("COLORTERM");

	return (term != NULL && strstr(term, "256color") != NULL) ||
	    (color != NULL &&
		(strcmp(color, "truecolor") == 0 ||
		    strcmp(color, "24bit") == 0));
}

/* Finds "name=12;34" between colons; what is no number is not taken, nor what is
   longer than anybody's. Returns where that begins, or NULL. */
static const char *
find(const char *all, const char *name, size_t *len)
{
	size_t n = strlen(name);

	for (const char *s = all; *s != '\0'; s += strspn(s, ":")) {
		size_t whole = strcspn(s, ":");

		if (whole > n && s[n] == '=' && strncmp(s, name, n) == 0 &&
		    n + 1 + strspn(s + n + 1, "0123456789;") == whole &&
		    whole - n + sizeof("\033[m") < SGR_SIZE) {
			*len = whole - n - 1;
			return s + n + 1;
		}
		s += whole;
	}
	return NULL;
}

void
colors_init(char sgr[MARKS][SGR_SIZE])
{
	const char *all = getenv("SOCKDEMO_COLORS");
	bool many = has_256_colors();

	for (int mark = 0; mark < MARKS; mark++) {
		const char *ours =
		    many ? colors[mark].of_256 : colors[mark].of_8;
		size_t n = strlen(ours);
		const char *theirs =
		    all != NULL ? find(all, colors[mark].name, &n) : NULL;

		if (theirs != NULL)
			ours = theirs;
		if (all != NULL && *all == '\0')
			n = 0;
		sgr[mark][0] = '\0';
		if (n > 0)
			snprintf(
			    sgr[mark], SGR_SIZE, "\033[%.*sm", (int)n, ours);
	}
}
