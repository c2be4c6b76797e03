/*
 * The reader of a .mo file, whose format is in gettext's manual ("The Format of
 * GNU MO Files"): a header of numbers of 32 bits, and two tables of as many
 * rows, length and offset each: the messages, in order, and their translations.
 * lang.h is who asks.
 */
#include <stdint.h>
#include <string.h>

#include "text/catalogue.h"

enum { MAGIC = 0, COUNT = 8, MESSAGES = 12, TRANSLATIONS = 16, HEADER = 28 };

/* The number at an offset, in the byte order of this machine: msgfmt writes
   that of the machine it runs on, and the magic number says which it was. */
static uint32_t
number_at(const struct catalogue *c, size_t offset)
{
	uint32_t magic, n;

	memcpy(&magic, c->begin + MAGIC, sizeof(magic));
	memcpy(&n, c->begin + offset, sizeof(n));
	return magic == 0x950412de ? n : __builtin_bswap32(n);
}

/* The text of a row, of *len bytes and with a NUL behind them, all inside the
   catalogue; else NULL. */
static const char *
text_of(const struct catalogue *c, size_t table, uint32_t row, size_t *len)
{
	size_t size = (size_t)(c->end - c->begin), at = table + 8 * (size_t)row;
	size_t offset;

	if (at + 8 > size)
		return NULL;
	*len = number_at(c, at);
	offset = number_at(c, at + 4);
	if (offset >= size || *len >= size - offset ||
	    c->begin[offset + *len] != '\0')
		return NULL;
	return c->begin + offset;
}

/* A translation with two forms has a NUL between them. */
static const char *
form_of(const char *text, size_t len, bool many)
{
	size_t first = text != NULL ? strlen(text) : 0;

	return many && first < len ? text + first + 1 : text;
}

const char *
catalogue_find(const struct catalogue *c, const char *message, bool many)
{
	uint32_t low = 0, high;
	size_t len = 0;

	if (c->end - c->begin < HEADER)
		return NULL;
	high = number_at(c, COUNT);
	while (low < high) {
		uint32_t row = low + (high - low) / 2;
		const char *text =
		    text_of(c, number_at(c, MESSAGES), row, &len);
		int order = text != NULL ? strcmp(message, text) : 0;

		if (text == NULL)
			return NULL;
		if (order == 0)
			return form_of(
			    text_of(c, number_at(c, TRANSLATIONS), row, &len),
			    len, many);
		if (order < 0)
			high = row;
		else
			low = row + 1;
	}
	return NULL;
}
