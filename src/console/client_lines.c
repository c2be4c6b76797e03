/*
 * A client's bytes as lines: on our screen behind its number, and, with
 * --chat, to the others. keep_open.c hands them over as they come.
 */
#include <stdio.h>
#include <stdlib.h>

#include "console/client_lines.h"
#include "serve/deliver.h"
#include "text/safe.h"
#include "text/utf8.h"

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

/* Text that is harmless on any terminal; columns are wanted. */
static void
put_safe(const char *s, size_t n, char *out)
{
	uint32_t cp;

	while (n > 0) {
		int len = utf8_decode(s, n, &cp);
		size_t used = len > 0 ? (size_t)len : 1;

		if (*s == '\t')
			*out++ = '\t';
		else
			out += safe_escape(s, used, out);
		s += used;
		n -= used;
	}
	*out = '\0';
}

/* The screen. */

static void
show_line(void *owner, const char *line, size_t n)
{
	struct client_lines *v = owner;
	char safe[LINE_LENGTH * SAFE_MAX + 1], name[16];

	put_safe(line, n, safe);
	snprintf(name, sizeof(name), "%u", v->client->number);
	screen_text(&v->service->session->screen, name, safe);
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

void
client_lines_relay(struct service *service, const char *name,
    struct client *from, struct client *to, const char *line, size_t n)
{
	const char *end = service->session->options->crlf ? "\r\n" : "\n";
	char text[LINE_LENGTH * SAFE_MAX + 64];
	size_t len;

	if (n > 0 && line[n - 1] == '\r')
		n--;
	len = (size_t)snprintf(text, sizeof(text), "<%s> ", name);
	put_safe(line, n, text + len);
	len = strlen(text);
	snprintf(text + len, sizeof(text) - len, "%s", end);
	if (to != NULL)
		deliver(&service->server, to, text, strlen(text));
	else
		deliver_to_all(&service->server, from, text, strlen(text));
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
