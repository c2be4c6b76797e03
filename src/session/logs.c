/*
 * Opening the files of -o and -x. What is written into them: tell/log.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "option/usage.h"
#include "session/logs.h"
#include "session/report.h"
#include "text/safe.h"

/* The conversation goes on without its log, as with tee(1); the status in the
   end says that it is not whole. */
static void
failed(struct log *log)
{
	struct session *s = log->owner;

	report_file(&s->screen.out, s->narrator.langs, log->path, log->err);
}

static bool
is_same_file(int fd, const struct stat *file)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_dev == file->st_dev && st.st_ino == file->st_ino;
}

/* Each of two who write into one file by a place of their own overwrites what
   the other wrote. */
static bool
is_taken(const struct session *s, int log, int fd)
{
	struct stat file;
	bool taken = false;

	if (fstat(fd, &file) == -1)
		return false;
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		taken = taken || is_same_file(i, &file);
	for (int i = 0; i < log; i++)
		taken = taken || is_same_file(fileno(s->logs[i].file), &file);
	return taken;
}

static int
tell_taken(const struct session *s, const struct log_option *log)
{
	char safe[256];

	return usage_error(s->options->langs,
	    N_("-%c %s: that file is used already, by another log or as "
	       "standard input, output or error"),
	    log->kind == LOG_TEXT ? 'o' : 'x',
	    safe_name(log->path, safe, sizeof(safe)));
}

/* Its number is out of the way of the sockets', where the limit allows. What
   stood in the file stays there until it is known that it is ours. */
static int
open_log(struct session *s, int i)
{
	const struct log_option *option = &s->options->log[i];
	struct log *log = &s->logs[i];
	int fd = open(option->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	FILE *file;

	if (fd != -1 && is_taken(s, i, fd)) {
		sys_close(&s->quiet, fd);
		return tell_taken(s, option);
	}
	if (fd != -1)
		fd = descriptor_move_up(&s->quiet, fd);
	file = fd != -1 ? fdopen(fd, "w") : NULL;
	if (file == NULL || (ftruncate(fd, 0) == -1 && errno != EINVAL)) {
		report_file(
		    &s->screen.out, s->options->langs, option->path, errno);
		if (file != NULL)
			fclose(file);
		return 1;
	}
	log_init(log, option->kind, file, option->path, &s->sockets);
	log->failed = failed;
	log->owner = s;
	sys_attach(&s->sys, &log->sink);
	return 0;
}

int
logs_open(struct session *s)
{
	const struct options *o = s->options;
	int status = 0;

	if (o->logs == 0)
		return 0;
	s->logs = calloc((size_t)o->logs, sizeof(s->logs[0]));
	if (s->logs == NULL) {
		report_memory(&s->screen.out, o->langs);
		return 1;
	}
	for (int i = 0; i < o->logs && status == 0; i++)
		status = open_log(s, i);
	return status;
}
