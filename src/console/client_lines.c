/*
 * A client's bytes as lines: on our screen behind its number, and, with
 * --chat, to the others. keep_open.c hands them over as they come.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/client_lines.h"
#include "serve/deliver.h"
#include "text/safe.h"

enum { HOLD = 100 }; /* milliseconds, for the end of a line */

/* What is kept of a client by those who look at lines; others need nothing. */
struct client_lines {
	struct service *service;
	struct client *client;
	struct lines shown; /* on our screen */
	struct lines said;  /* to the others, --chat */
	bool held;          /* .shown waits since then for its line's end */
	struct timespec since;
	struct client_lines *next; /* of those that are held */
};

/* The screen. */

static void
show_line(void *owner, const char *line, size_t n)
{
	struct client_lines *v = owner;
	char name[16];

	snprintf(name, sizeof(name), "%u", v->client->number);
	screen_line(&v->service->session->screen, name, line, n);
}

static void
let_go(struct service *service, struct client_lines *v)
{
	struct client_lines **at = &service->held;

	while (*at != NULL && *at != v)
		at = &(*at)->next;
	if (*at != NULL)
		*at = v->next;
	v->held = false;
}

static void
hold_or_not(struct service *service, struct client_lines *v)
{
	if ((v->shown.len > 0) == v->held)
		return;
	if (v->held) {
		let_go(service, v);
		return;
	}
	v->held = true;
	clock_gettime(CLOCK_MONOTONIC, &v->since);
	v->next = service->held;
	service->held = v;
}

/* The list is in order, the one that waits for the shortest time first. */
int
client_lines_settle(struct service *service)
{
	struct client_lines *v = service->held, *next;
	int msec = -1;

	for (; v != NULL; v = next) {
		int left = HOLD - msec_since(&v->since);

		next = v->next;
		if (left > 0) {
			msec = left;
			continue;
		}
		lines_take(&v->shown, show_line, v);
		let_go(service, v); /* part of a character goes on waiting */
	}
	return msec;
}

/* The chat. */

/* A part of a line, as it is said to the others. */
struct part {
	size_t used; /* how much of the line it is */
	char text[LINE_LENGTH * SAFE_MAX + 64];
	size_t len;
	int columns;
	size_t space_used, space_len; /* behind its last space */
};

static void
append(struct part *part, const char *s, size_t n)
{
	memcpy(part->text + part->len, s, n);
	part->len += n;
}

/*
 * As much of a line as has room in a row of a usual terminal, behind sockdemo's
 * "| ", up to a space if it can be: what the terminal of another client folded
 * off would look there like a line of somebody else.
 */
static void
take_part(struct part *part, const char *line, size_t n)
{
	enum { COLUMNS = 80, TAB = 8 };
	size_t begin = part->len;

	part->space_used = 0;
	for (part->used = 0; part->used < n;) {
		const char *s = line + part->used;
		struct shown next = safe_next(READS_UTF8, s, n - part->used);
		int columns = *s == '\t' ? TAB - part->columns % TAB
					 : safe_columns(READS_UTF8, &next);

		if (part->columns + columns > COLUMNS && part->len > begin)
			break;
		part->columns += columns;
		part->used += next.used;
		if (*s == '\t')
			snprintf(
			    next.text, sizeof(next.text), "%*s", columns, "");
		append(part, next.text, strlen(next.text));
		if (*s == ' ') {
			part->space_used = part->used;
			part->space_len = part->len;
		}
	}
	if (part->used < n && part->space_used > 0) {
		part->used = part->space_used;
		part->len = part->space_len;
	}
}

void
client_lines_relay(struct service *service, const char *name,
    struct client *from, struct client *to, const char *line, size_t n)
{
	const char *end = service->session->options->crlf ? "\r\n" : "\n";
	struct part part;

	if (n > 0 && line[n - 1] == '\r')
		n--;
	do {
		part.len = (size_t)sprintf(part.text, "<%s> ", name);
		part.columns = (int)part.len + 2;
		take_part(&part, line, n);
		append(&part, end, strlen(end));
		if (to != NULL)
			deliver(&service->server, to, part.text, part.len);
		else
			deliver_to_all(
			    &service->server, from, part.text, part.len);
		line += part.used;
		n -= part.used;
	} while (n > 0);
}

static void
relay_line(void *owner, const char *line, size_t n)
{
	struct client_lines *v = owner;
	char name[16];

	snprintf(name, sizeof(name), "%u", v->client->number);
	client_lines_relay(v->service, name, v->client, NULL, line, n);
}

struct client_lines *
client_lines_new(struct service *service, struct client *client)
{
	struct client_lines *v = calloc(1, sizeof(*v));

	if (v != NULL)
		*v = (struct client_lines){ .service = service,
			.client = client };
	return v;
}

void
client_lines_show(struct client_lines *v, const char *data, size_t n)
{
	lines_add(&v->shown, data, n, show_line, v);
	hold_or_not(v->service, v);
}

void
client_lines_say(struct client_lines *v, const char *data, size_t n)
{
	lines_add(&v->said, data, n, relay_line, v);
}

void
client_lines_end(struct client_lines *v)
{
	lines_end(&v->shown, show_line, v);
	hold_or_not(v->service, v);
	lines_end(&v->said, relay_line, v);
}

void
client_lines_free(struct client_lines *v)
{
	lines_end(&v->shown, show_line, v);
	let_go(v->service, v);
	free(v->said.data);
	free(v);
}
