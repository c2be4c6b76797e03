/*
 * The loop: wait, then a turn, in which our user's part comes first, and the
 * clients' is that of the server's kind: connections.c or datagrams.c.
 */
#include <stdlib.h>

#include "serve/patience.h"
#include "serve/serve.h"
#include "serve/user.h"

static void
turn(struct server *s)
{
	if (s->display.watch.ready != 0)
		user_show_rest(s);
	if (s->kind->flush != NULL)
		s->kind->flush(s);
	if (user_take_input(s) && s->kind->halfclose != NULL)
		s->kind->halfclose(s);
	s->kind->turn(s);
	server_release(s);
	if (s->input.over && s->exit_on_eof && s->clients.queued == 0)
		server_quit(s);
}

static int
wait_for_any(struct server *s)
{
	struct watch *watches[] = { &s->socket, &s->input.watch,
		&s->display.watch, &s->readers, &s->writers };

	if (s->kind->watch(s) == -1 || user_watch(s) == -1)
		return -1;
	return wait_any(s->wait, watches, 5, patience_left(s));
}

enum outcome
serve(struct server *s)
{
	s->outcome = OVER;
	s->socket.fd = s->listener;
	s->input.watch.fd = s->display.watch.fd = -1;
	s->readers.fd = s->writers.fd = -1;
	s->display.data = malloc(s->read_size);
	if (s->display.data != NULL)
		s->kind->open(s);
	else
		server_stop(s, OVER_MEMORY);
	while (!s->stopped) {
		if (wait_for_any(s) == -1 && !user_outlives_wait(s))
			break;
		turn(s);
	}
	server_let_all_go(s);
	watch_set(s->wait, &s->socket, 0);
	user_leave(s);
	s->kind->close(s);
	free(s->display.data);
	by_fd_free(&s->clients.by_fd);
	return s->outcome;
}
