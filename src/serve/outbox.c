/*
 * A buffer that is there only while something waits in it.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/outbox.h"

bool
outbox_is_empty(const struct outbox *out)
{
	return out->done == out->len;
}

size_t
outbox_waiting(const struct outbox *out)
{
	return out->len - out->done;
}

bool
outbox_keep(struct outbox *out, const char *data, size_t n)
{
	size_t left = outbox_waiting(out), size = left + n;
	char *grown;

	if (out->done > 0)
		memmove(out->data, out->data + out->done, left);
	out->done = 0;
	out->len = left;
	if (size > out->size) {
		/* Doubled: many small pieces cost no copy each. */
		if (left > 0 && size < 2 * out->size)
			size = 2 * out->size;
		grown = realloc(out->data, size);
		if (grown == NULL)
			return false;
		out->data = grown;
		out->size = size;
	}
	memcpy(out->data + left, data, n);
	out->len += n;
	return true;
}

void
outbox_forget(struct outbox *out)
{
	free(out->data);
	*out = (struct outbox){ 0 };
}
