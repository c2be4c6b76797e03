/*
 * Colours, as data. They only repeat what the marks say; screen.c writes them.
 */
#include <stdbool.h>
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

/* Finds "name=12;34" between colons; what is no number is not taken. */
static bool
find(const char *all, const char *name, struct sgr *found)
{
	size_t n = strlen(name);

	for (const char *s = all; *s != '\0'; s += strspn(s, ":")) {
		size_t len = strcspn(s, ":");

		if (len > n && s[n] == '=' && strncmp(s, name, n) == 0 &&
		    n + 1 + strspn(s + n + 1, "0123456789;") == len) {
			*found = (struct sgr){ s + n + 1, (int)(len - n - 1) };
			return true;
		}
		s += len;
	}
	return false;
}

struct sgr
mark_color(enum mark mark)
{
	const char *ours =
	    has_256_colors() ? colors[mark].of_256 : colors[mark].of_8;
	const char *all = getenv("SOCKDEMO_COLORS");
	struct sgr sgr = { ours, (int)strlen(ours) };

	if (all != NULL && *all == '\0')
		sgr.len = 0;
	else if (all != NULL)
		find(all, colors[mark].name, &sgr);
	return sgr;
}
