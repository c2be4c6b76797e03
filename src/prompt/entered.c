/*
 * Two lists: lines to be looked at, and bytes to be sent.
 */
#include <stdlib.h>
#include <string.h>

#include "prompt/entered.h"

/* What one send() is to take. */
struct chunk {
	struct chunk *next;
	size_t len, done;
	char data[];
};

bool
entered_is_empty(const struct entered *entered)
{
	return entered->line == NULL && entered->chunk == NULL;
}

void
entered_add(struct entered *entered, const char *text, bool pasted)
{
	struct line *line = malloc(sizeof(*line));

	if (line == NULL)
		return;
	*line = (struct line){ .pasted = pasted };
	if (text != NULL && (line->text = strdup(text)) == NULL) {
		free(line);
		return;
	}
	if (entered->line == NULL)
		entered->line = line;
	else
		entered->last_line->next = line;
	entered->last_line = line;
}

struct line *
entered_take(struct entered *entered)
{
	struct line *line = entered->line;

	if (line != NULL)
		entered->line = line->next;
	return line;
}

void
entered_free(struct line *line)
{
	free(line->text);
	free(line);
}

void
entered_send(struct entered *entered, const char *data, size_t n)
{
	struct chunk *chunk = malloc(sizeof(*chunk) + n);

	if (chunk == NULL || n == 0) {
		free(chunk);
		return;
	}
	*chunk = (struct chunk){ .len = n };
	memcpy(chunk->data, data, n);
	if (entered->chunk == NULL)
		entered->chunk = chunk;
	else
		entered->last_chunk->next = chunk;
	entered->last_chunk = chunk;
}

bool
entered_is_sending(const struct entered *entered)
{
	return entered->chunk != NULL;
}

static void
drop_chunk(struct entered *entered)
{
	struct chunk *chunk = entered->chunk;

	entered->chunk = chunk->next;
	free(chunk);
}

size_t
entered_take_bytes(struct entered *entered, char *buf, size_t n)
{
	struct chunk *chunk = entered->chunk;

	if (chunk == NULL)
		return 0;
	if (n > chunk->len - chunk->done)
		n = chunk->len - chunk->done;
	memcpy(buf, chunk->data + chunk->done, n);
	chunk->done += n;
	if (chunk->done == chunk->len)
		drop_chunk(entered);
	return n;
}

void
entered_clear(struct entered *entered)
{
	struct line *line;

	while ((line = entered_take(entered)) != NULL)
		entered_free(line);
	while (entered->chunk != NULL)
		drop_chunk(entered);
}
