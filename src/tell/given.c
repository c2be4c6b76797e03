/*
 * A row for each connection: how much is on its way.
 */
#include <stdlib.h>

#include "tell/given.h"

struct given {
	struct given *next;
	struct ends ends; /* of who gave it */
	unsigned long long bytes;
	bool end;
};

static struct given *
row_of(struct given *list, const struct ends *ends,
    bool (*is_it)(const struct ends *, const struct ends *))
{
	while (list != NULL && !is_it(&list->ends, ends))
		list = list->next;
	return list;
}

static bool
is_same(const struct ends *a, const struct ends *b)
{
	return ends_reach(&a->laddr, &b->laddr) &&
	    ends_reach(&a->raddr, &b->raddr);
}

void
given_add(struct given **list, const struct block *block)
{
	struct given *row = row_of(*list, &block->ends, is_same);

	if (row == NULL) {
		row = calloc(1, sizeof(*row));
		if (row == NULL)
			return;
		row->ends = block->ends;
		row->next = *list;
		*list = row;
	}
	if (call_sends(block->call) || call_moves(block->call))
		row->bytes += (unsigned long long)block->ret;
	else
		row->end = true;
}

bool
given_take(struct given **list, const struct block *block)
{
	struct given *row = row_of(*list, &block->ends, ends_meet);
	unsigned long long n = (unsigned long long)block->ret;

	if (row == NULL)
		return false;
	if (n == 0)
		return row->end && row->bytes == 0;
	if (row->bytes == 0)
		return false;
	row->bytes -= n < row->bytes ? n : row->bytes;
	return true;
}

void
given_free(struct given **list)
{
	while (*list != NULL) {
		struct given *row = *list;

		*list = row->next;
		free(row);
	}
}
