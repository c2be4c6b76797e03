/*
 * Opening the files of -o and -x. What is written into them: tell/log.c.
 */
#include <errno.h>
#include <fcntl.h>

#include "command/logs.h"
#include "command/report.h"

enum { LOGS = 2 };

/* The conversation goes on without its log, as with tee(1); the status in the
   end says that it is not whole. */
static void
failed(struct log *log)
{
	struct session *s = log->owner;

	report_file(&s->screen.out, s->narrator.langs, log->path, log->err);
}

/* Its number is out of the way of the sockets', where the limit allows. */
static FILE *
open_file(struct session *s, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd == -1)
		return NULL;
	return fdopen(descriptor_move_up(&s->quiet, fd), "w");
}

int
logs_open(struct session *s)
{
	for (int kind = 0; kind < LOGS; kind++) {
		const char *path = s->options->log[kind];
		struct log *log = &s->logs[kind];
		FILE *file;

		if (path == NULL)
			continue;
		file = open_file(s, path);
		if (file == NULL) {
			report_file(
			    &s->screen.out, s->options->langs, path, errno);
			return 1;
		}
		log_init(log, (enum log_kind)kind, file, path, &s->sockets);
		log->failed = failed;
		log->owner = s;
		sys_attach(&s->sys, &log->sink);
	}
	return 0;
}
