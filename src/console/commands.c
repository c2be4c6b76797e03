/*
 * The table of the prompt's commands, and what becomes of a line that was
 * entered. Commands about the one other end are in one.c, those about
 * many clients in many.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/commands.h"
#include "console/explain.h"
#include "console/kernel.h"
#include "console/many.h"
#include "console/one.h"
#include "console/provoke.h"
#include "know/sockopts.h"
#include "tell/marks.h"
#include "text/nearest.h"
#include "text/safe.h"
#include "text/utf8.h"

static bool
is_one_of(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(text, *words) == 0)
			return true;
	return false;
}

static void
run_send(struct console *console, const char *arg)
{
	struct conversation *c = console->conversation; /* NULL: of many */

	if (*arg == '\0' && c != NULL && c->datagram)
		conversation_send_empty(c);
	else if (*arg == '\0' && c == NULL && console->session->options->udp)
		service_send(console->service, "", 0);
	else if (*arg == '\0')
		session_say(console->session, N_("/send: a text was expected"));
	else
		prompt_send(&console->prompt, arg, strlen(arg));
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "4f 6c c3a1" -> bytes, in place of it; -1 when it is anything else. */
static ssize_t
parse_hex(const char *s, char *bytes)
{
	ssize_t n = 0;

	for (;;) {
		s += strspn(s, " ");
		if (*s == '\0')
			return n;
		if (hex_digit(s[0]) == -1 || hex_digit(s[1]) == -1)
			return -1;
		bytes[n++] = (char)(hex_digit(s[0]) * 16 + hex_digit(s[1]));
		s += 2;
	}
}

static void
run_hex(struct console *console, const char *arg)
{
	char *bytes = malloc(strlen(arg) + 1);
	ssize_t n = bytes != NULL ? parse_hex(arg, bytes) : -1;

	if (n <= 0)
		session_say(console->session,
		    N_("/hex: bytes in hexadecimal were expected, such as "
		       "4f 6c c3 a1"));
	else
		prompt_send(&console->prompt, bytes, (size_t)n);
	free(bytes);
}

static void
run_lang(struct console *console, const char *arg)
{
	struct langs langs;

	if (!langs_parse(arg, &langs)) {
		session_say(
		    console->session, N_("/lang: en, pt or both was expected"));
		return;
	}
	console->session->narrator.langs = langs;
	/* TRANSLATORS: in yours, that it is yours now */
	session_say(console->session, N_("the language is English now"));
}

static void
run_verbose(struct console *console, const char *arg)
{
	if (*arg < '0' || *arg > '3' || arg[1] != '\0') {
		session_say(console->session,
		    N_("/verbose: a number from 0 to 3 was expected"));
		return;
	}
	console->session->narrator.level = *arg - '0';
	session_observe(console->session, *arg == '3');
	session_say(console->session, N_("the level of detail has changed"));
}

static void
run_counters(struct console *console, const char *arg)
{
	(void)arg;
	kernel_counters(console->session);
}

/* For Tab: the names of the options. */
static const char *const *
option_names(void)
{
	static const char *names[64];

	for (int i = 0; i < sockopt_count && i < 63; i++)
		names[i] = sockopt_rows[i].name;
	return names;
}

static void run_help(struct console *, const char *);
static void run_explain(struct console *, const char *);

static const char *const no_words[] = { NULL };
static const char *const languages[] = { "en", "pt", "both", NULL };
static const char *const levels[] = { "0", "1", "2", "3", NULL };

/* With one client or with many; and what the socket has to be besides. */
enum { ALONE = 1, MANY = 2, BOTH = 3, STREAM = 4, TCP = 8, DATAGRAMS = 16 };

static const struct prompt_command {
	const char *name;
	const char *argument;     /* N_("TEXT"), or NULL */
	const char *const *words; /* it may be one of these */
	const char *help;
	void (*run)(struct console *, const char *argument);
	int where;
} commands[] = {
	{ "/help", NULL, no_words, N_("show these commands"), run_help, BOTH },
	{ "/info", NULL, no_words,
	    N_("show both addresses, the kind of socket, the bytes so far"),
	    one_info, ALONE },
	{ "/info", N_("N"), no_words,
	    N_("show both addresses, the kind of socket, the bytes so far"),
	    many_info, MANY },
	{ "/state", NULL, no_words,
	    N_("show the TCP state, the way to it, and the other end's"),
	    one_state, ALONE | TCP },
	{ "/state", N_("N"), no_words,
	    N_("show a client's TCP state, or the listening socket's"),
	    many_state, MANY | TCP },
	{ "/queues", NULL, no_words,
	    N_("show what waits: unsent, unacknowledged, unread"), one_queues,
	    ALONE },
	{ "/queues", N_("N"), no_words,
	    N_("show what waits: for accept(), and of a client's"), many_queues,
	    MANY },
	{ "/tcp", NULL, no_words,
	    N_("show the numbers that TCP keeps: round trip, segments, window"),
	    one_tcp, ALONE | TCP },
	{ "/tcp", N_("N"), no_words,
	    N_("show the numbers that TCP keeps of a client's connection"),
	    many_tcp, MANY | TCP },
	{ "/syn", NULL, no_words,
	    N_("show the SYN that the connection began with (-vvv)"), one_syn,
	    ALONE | TCP },
	{ "/syn", N_("N"), no_words,
	    N_("show the SYN that a client's connection began with (-vvv)"),
	    many_syn, MANY | TCP },
	{ "/counters", NULL, no_words,
	    N_("show what the kernel has counted of the whole machine"),
	    run_counters, BOTH },
	{ "/clients", NULL, no_words, N_("show the clients and their numbers"),
	    many_list, MANY },
	{ "/to", N_("N"), no_words,
	    N_("send what is typed to that client alone"), many_to, MANY },
	{ "/all", NULL, no_words, N_("send what is typed to every client"),
	    many_all, MANY },
	{ "/send", N_("TEXT"), no_words,
	    N_("send a text without the end of line"), run_send, BOTH },
	{ "/hex", N_("BYTES"), no_words,
	    N_("send bytes given in hexadecimal: /hex 4f 6c c3 a1"), run_hex,
	    BOTH },
	{ "/accept", NULL, no_words,
	    N_("accept one connection that waits (--no-accept)"),
	    provoke_accept, MANY | STREAM },
	{ "/read", N_("BYTES"), no_words,
	    N_("receive once, at most so many bytes (--no-read)"), provoke_read,
	    BOTH },
	{ "/fill", N_("BYTES"), no_words,
	    N_("send so many bytes without waiting, to fill the buffers"),
	    provoke_fill, BOTH },
	{ "/halfclose", NULL, no_words,
	    N_("finish sending, keep receiving (like Ctrl-D)"), one_halfclose,
	    ALONE | STREAM },
	{ "/halfclose", N_("N"), no_words,
	    N_("finish sending to a client, keep receiving"), many_halfclose,
	    MANY | STREAM },
	{ "/close", NULL, no_words, N_("close the connection"), one_close,
	    ALONE | STREAM },
	{ "/close", NULL, no_words, N_("close the socket"), one_close,
	    ALONE | DATAGRAMS },
	{ "/close", N_("N"), no_words, N_("close a client's connection"),
	    many_close, MANY | STREAM },
	{ "/close", N_("N"), no_words,
	    N_("forget a client, which is sent nothing"), many_close,
	    MANY | DATAGRAMS },
	{ "/reset", NULL, no_words,
	    N_("cut the connection at once, with an RST"), one_reset,
	    ALONE | TCP },
	{ "/reset", N_("N"), no_words,
	    N_("cut a client's connection at once, with an RST"), many_reset,
	    MANY | TCP },
	{ "/set", N_("NAME[=VALUE]"), no_words,
	    N_("set a socket option, or show it; alone: show them all"),
	    one_set, ALONE },
	{ "/set", N_("NAME[=VALUE]"), no_words,
	    N_("set or show socket options of the client chosen with /to"),
	    many_set, MANY | STREAM },
	{ "/set", N_("NAME[=VALUE]"), no_words,
	    N_("set a socket option, or show it; alone: show them all"),
	    many_set, MANY | DATAGRAMS },
	{ "/lang", N_("LANGUAGE"), languages, N_("en, pt or both"), run_lang,
	    BOTH },
	{ "/verbose", N_("LEVEL"), levels,
	    N_("how much to tell, from 0 to 3, as with -v to -vvv"),
	    run_verbose, BOTH },
	{ "/explain", N_("WORD"), no_words,
	    N_("explain a word; alone: the call that failed last"), run_explain,
	    BOTH },
	{ "/quit", NULL, no_words, N_("end at once"), one_quit, ALONE },
	{ "/quit", NULL, no_words, N_("end at once"), many_quit, MANY },
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static bool
is_here(const struct console *console, const struct prompt_command *command)
{
	return command->where & (console->service != NULL ? MANY : ALONE);
}

/* What would only be refused is not offered. */
static bool
is_of_use(const struct console *console, const struct prompt_command *command)
{
	bool datagrams = console->session->options->udp;
	bool tcp = !datagrams && console->session->endpoint->path == NULL;

	return is_here(console, command) &&
	    !(command->where & STREAM && datagrams) &&
	    !(command->where & DATAGRAMS && !datagrams) &&
	    !(command->where & TCP && !tcp);
}

static void
run_help(struct console *console, const char *arg)
{
	struct out *out = &console->session->screen.out;

	(void)arg;
	LANGS_EACH (lang, console->session->narrator.langs) {
		for (int i = 0; i < COMMANDS; i++) {
			struct buf line = { 0 };
			const char *argument = commands[i].argument;

			if (!is_of_use(console, &commands[i]))
				continue;
			buf_printf(&line, "%s%s%s", commands[i].name,
			    argument != NULL ? " " : "",
			    argument != NULL ? tr(lang, argument) : "");
			do
				buf_put(&line, " ");
			while (utf8_columns(line.s) < 18);
			buf_put(&line, tr(lang, commands[i].help));
			out->line(out, MARK_EXPLAIN, line.s);
		}
		out->line(out, MARK_EXPLAIN,
		    tr(lang,
			"// at the beginning of a line sends one that begins "
			"with a slash"));
		for (int mark = 0; mark <= MARK_WHOLE; mark++)
			if (mark_meaning((enum mark)mark) != NULL)
				out->line(out, MARK_EXPLAIN,
				    tr(lang, mark_meaning((enum mark)mark)));
	}
}

const struct prompt_word *
prompt_words(void)
{
	static struct prompt_word list[COMMANDS + 1];
	int n = 0;

	for (int i = 0; i < COMMANDS; i++) {
		int j = 0;

		while (j < n && strcmp(list[j].name, commands[i].name) != 0)
			j++;
		if (j == n)
			list[n++] = (struct prompt_word){ commands[i].name,
				commands[i].argument, commands[i].help };
	}
	list[n].name = NULL;
	return list;
}

static void
run_explain(struct console *console, const char *arg)
{
	explain_command(console->session, prompt_words(), arg);
}

static const char *const *
command_names_list(const struct console *console)
{
	static const char *names[COMMANDS + 1];
	int n = 0;

	for (int i = 0; i < COMMANDS; i++)
		if (is_of_use(console, &commands[i]))
			names[n++] = commands[i].name;
	names[n] = NULL;
	return names;
}

static void
unknown_command(struct console *console, const char *name)
{
	struct out *out = &console->session->screen.out;
	const char *near = nearest(name, command_names_list(console));
	char safe[64];

	safe_name(name, safe, sizeof(safe));
	LANGS_EACH (lang, console->session->narrator.langs) {
		struct buf line = { 0 };

		if (near != NULL)
			buf_printf(&line,
			    tr(lang, "unknown command: %s; did you mean %s?"),
			    safe, near);
		else
			buf_printf(&line,
			    tr(lang, "unknown command: %s; /help shows them"),
			    safe);
		out->line(out, MARK_PLAIN, line.s);
	}
}

/* Spaces around an argument are nothing to it, such as the one that completion
   puts after a word; but in a text they are. */
static void
run_with(struct console *console, const struct prompt_command *command,
    const char *arg)
{
	char *copy;
	size_t n;

	if (command->run == run_send) {
		command->run(console, arg);
		return;
	}
	arg += strspn(arg, " ");
	n = strlen(arg);
	while (n > 0 && arg[n - 1] == ' ')
		n--;
	copy = strndup(arg, n);
	if (copy != NULL)
		command->run(console, copy);
	free(copy);
}

/* "/send text": the name, and what stands after it. */
static void
run_command(struct console *console, const char *line)
{
	char name[64];
	size_t len = strcspn(line, " ");
	const char *arg = line + len;

	snprintf(name, sizeof(name), "%.*s", (int)len, line);
	arg += *arg == ' ';
	for (int i = 0; i < COMMANDS; i++)
		if (is_here(console, &commands[i]) &&
		    strcmp(commands[i].name, name) == 0) {
			run_with(console, &commands[i], arg);
			return;
		}
	unknown_command(console, name);
}

/*
 * A word that looks as if it were meant for the program, and goes to the other
 * end as any other: that is said, once.
 */
static void
hint(struct console *console, const char *text)
{
	static const char *const ends[] = { "quit", "exit", "sair", NULL };
	static const char *const asks[] = { "help", "ajuda", "?", NULL };

	if (console->hinted)
		return;
	console->hinted = true;
	if (is_one_of(text, ends))
		session_say(console->session,
		    N_("this is sent as it stands; to end: /quit"));
	else if (is_one_of(text, asks))
		session_say(console->session,
		    N_("this is sent as it stands; for help: /help"));
	else
		console->hinted = false;
}

static void
line_entered(struct prompt *prompt, const char *text, bool pasted)
{
	struct console *console = prompt->owner;
	const char *end = console->session->options->crlf ? "\r\n" : "\n";
	size_t n = strlen(text), more = strlen(end);
	char *line;

	if (!pasted && text[0] == '/' && text[1] != '/') {
		run_command(console, text);
		return;
	}
	if (!pasted && text[0] == '/') {
		text++;
		n--;
	}
	hint(console, text);
	line = malloc(n + more + 1);
	if (line == NULL)
		return;
	snprintf(line, n + more + 1, "%s%s", text, end);
	prompt_send(prompt, line, n + more);
	free(line);
}

static const char *const *
words(struct prompt *prompt, const char *line, int word)
{
	const struct console *console = prompt->owner;

	if (*line != '/')
		return no_words;
	if (word == 0)
		return command_names_list(console);
	for (int i = 0; i < COMMANDS && word == 1; i++)
		if (is_here(console, &commands[i]) &&
		    strncmp(line, commands[i].name, strcspn(line, " ")) == 0)
			return strcmp(commands[i].name, "/set") == 0
			    ? option_names()
			    : commands[i].run == run_explain
			    ? explain_choices(console->session, prompt_words())
			    : commands[i].words;
	return no_words;
}

const struct prompt_ops prompt_commands = { .line = line_entered,
	.words = words };
