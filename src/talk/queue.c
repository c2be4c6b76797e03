/*
 * A list of messages, first in, first out.
 */
#include <stdlib.h>
#include <string.h>

#include "talk/queue.h"

enum { QUEUE_MAX = 1024 * 1024 };

struct message {
	struct message *next;
	size_t len;
	char data[];
};

bool
queue_is_empty(const struct queue *queue)
{
	return queue->first == NULL;
}

bool
queue_is_full_for(const struct queue *queue, size_t n)
{
	return queue->bytes + sizeof(struct message) + n > QUEUE_MAX;
}

bool
queue_add(struct queue *queue, const char *data, size_t n)
{
	struct message *message = malloc(sizeof(*message) + n);

	if (message == NULL)
		return false;
	*message = (struct message){ .len = n };
	memcpy(message->data, data, n);
	*(queue->first != NULL ? &queue->last->next : &queue->first) = message;
	queue->last = message;
	queue->bytes += sizeof(*message) + n;
	return true;
}

size_t
queue_take(struct queue *queue, char *data)
{
	struct message *message = queue->first;
	size_t n = message->len;

	memcpy(data, message->data, n);
	queue->first = message->next;
	queue->bytes -= sizeof(*message) + n;
	free(message);
	return n;
}

void
queue_forget(struct queue *queue)
{
	while (queue->first != NULL) {
		struct message *message = queue->first;

		queue->first = message->next;
		free(message);
	}
	queue->bytes = 0;
}
