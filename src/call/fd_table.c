/*
 * Places, by descriptor: each names a socket, or did last. A socket counts the
 * places that know of it, and of these the open ones (socket_info.h).
 */
#include <stdlib.h>

#include "call/fd_table.h"
#include "call/socket_info.h"

struct place {
	struct socket_info *socket;
	bool open;
};

struct socket_info *
fd_table_get(const struct fd_table *table, int fd, bool *open)
{
	const struct place *place = by_fd_get(&table->by_fd, fd);

	*open = place != NULL && place->open;
	return place != NULL ? place->socket : NULL;
}

/* The place forgets its socket; who was the last to know of it frees it. */
static void
forget(struct place *place)
{
	struct socket_info *s = place->socket;

	if (s == NULL)
		return;
	s->descriptors -= place->open;
	if (--s->places == 0)
		free(s);
	*place = (struct place){ 0 };
}

static struct place *
place_at(struct fd_table *table, int fd)
{
	struct place *place = by_fd_get(&table->by_fd, fd);

	if (place != NULL)
		return place;
	place = calloc(1, sizeof(*place));
	if (place == NULL || by_fd_put(&table->by_fd, fd, place))
		return place;
	free(place);
	return NULL;
}

bool
fd_table_put(struct fd_table *table, int fd, struct socket_info *s)
{
	struct place *place = place_at(table, fd);

	if (place == NULL)
		return false;
	s->places++;
	forget(place);
	*place = (struct place){ .socket = s, .open = true };
	s->descriptors++;
	return true;
}

struct socket_info *
fd_table_close(struct fd_table *table, int fd)
{
	struct place *place = by_fd_get(&table->by_fd, fd);

	if (place == NULL || !place->open)
		return NULL;
	place->open = false;
	place->socket->descriptors--;
	return place->socket;
}

bool
fd_table_any_open(const struct fd_table *table)
{
	for (size_t fd = 0; fd < table->by_fd.size; fd++) {
		const struct place *place = table->by_fd.list[fd];

		if (place != NULL && place->open)
			return true;
	}
	return false;
}

void
fd_table_copy(struct fd_table *to, const struct fd_table *from)
{
	for (size_t fd = 0; fd < from->by_fd.size; fd++) {
		const struct place *place = from->by_fd.list[fd];

		if (place != NULL && place->open)
			fd_table_put(to, (int)fd, place->socket);
	}
}

void
fd_table_free(struct fd_table *table)
{
	for (size_t fd = 0; fd < table->by_fd.size; fd++) {
		struct place *place = table->by_fd.list[fd];

		if (place != NULL)
			forget(place);
		free(place);
	}
	by_fd_free(&table->by_fd);
}
