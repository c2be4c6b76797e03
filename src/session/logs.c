/*
 * Opening the files of -o and -x. What is written into them: tell/log.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "session/logs.h"
#include "session/report.h"

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
	const struct options *o = s->options;

	if (o->logs == 0)
		return 0;
	s->logs = calloc((size_t)o->logs, sizeof(s->logs[0]));
	if (s->logs == NULL) {
		report_memory(&s->screen.out, o->langs);
		return 1;
	}
	for (int i = 0; i < o->logs; i++) {
		const char *path = o->log[i].path;
		struct log *log = &s->logs[i];
		FILE *file = open_file(s, path);

		if (file == NULL) {
			report_file(&s->screen.out, o->langs, path, errno);
			return 1;
		}
		log_init(log, o->log[i].kind, file, path, &s->sockets);
		log->failed = failed;
		log->owner = s;
		sys_attach(&s->sys, &log->sink);
	}
	return 0;
}
