/*
 * The file of what was typed before: read at the start, added to at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <readline/history.h>

#include "prompt/history.h"

enum { LINES = 1000 };

/* mkdir -p, of the folders of a file. */
static bool
make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		int made;

		*slash = '\0';
		made = mkdir(path, 0700);
		*slash = '/';
		if (made == -1 && errno != EEXIST)
			return false;
	}
	return true;
}

const char *
history_path(char *path, size_t size)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct stat st;
	int n;

	if (state != NULL && *state == '/')
		n = snprintf(path, size, "%s/sockdemo/history", state);
	else if (home != NULL && *home == '/')
		n = snprintf(
		    path, size, "%s/.local/state/sockdemo/history", home);
	else
		return NULL;
	if (n <= 0 || (size_t)n >= size || !make_folders(path))
		return NULL;
	/* A pipe would be waited for, until somebody opens its other end. */
	return stat(path, &st) == -1 || S_ISREG(st.st_mode) ? path : NULL;
}

void
history_load(const char *path)
{
	using_history();
	stifle_history(LINES);
	if (path != NULL)
		read_history(path);
}

/* A line of a paste that begins with a slash is text, also when it is recalled
   by another run: a second slash says so. */
bool
history_add(const char *line, bool pasted)
{
	char *copy;

	if (*line == '\0')
		return false;
	copy = pasted && *line == '/' ? malloc(strlen(line) + 2) : NULL;
	if (copy == NULL) {
		add_history(line);
		return true;
	}
	sprintf(copy, "/%s", line);
	add_history(copy);
	free(copy);
	return true;
}

void
history_save(const char *path, int n)
{
	FILE *file;
	mode_t old;

	if (path == NULL || n == 0)
		return;
	/* append_history() wants a file that is there. */
	old = umask(077);
	file = fopen(path, "ae");
	umask(old);
	if (file == NULL)
		return;
	/* Also where it was made otherwise, or another program did. */
	fchmod(fileno(file), 0600);
	fclose(file);
	if (append_history(n < LINES ? n : LINES, path) == 0)
		history_truncate_file(path, LINES);
}
