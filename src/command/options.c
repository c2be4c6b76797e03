#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/options.h"
#include "command/setting.h"
#include "tell/log.h"
#include "text/nearest.h"
#include "text/safe.h"

#define LISTEN (1u << COMMAND_LISTEN)
#define CONNECT (1u << COMMAND_CONNECT)
#define DEMO (1u << COMMAND_DEMO)
#define COMPLETION (1u << COMMAND_COMPLETION)
#define TALK (LISTEN | CONNECT)
#define SHOW (TALK | DEMO)
#define ALL (SHOW | COMPLETION)

/* Letters are those of ncat. */
/* clang-format off */
const struct option_row option_rows[OPT_COUNT] = {
	{ OPT_UDP, 'u', "udp", NULL, TALK,
	    N_("datagrams (UDP) instead of a connection (TCP)") },
	{ OPT_UNIX, 'U', "unixsock", NULL, TALK,
	    N_("a Unix-domain socket: a path, or @name, stands for address "
	       "and port") },
	{ OPT_IPV4, '4', "ipv4", NULL, TALK, N_("use IPv4 only") },
	{ OPT_IPV6, '6', "ipv6", NULL, TALK,
	    N_("use IPv6 only; listen: every address, IPv4 too") },
	{ OPT_NODNS, 'n', "nodns", NULL, TALK,
	    N_("take addresses in numbers only, look no name up") },
	{ OPT_BACKLOG, 0, "backlog", N_("N"), LISTEN,
	    N_("how many connections may wait for accept() (5; with -k as "
	       "many as the system allows)") },
	{ OPT_KEEP_OPEN, 'k', "keep-open", NULL, LISTEN,
	    N_("serve many clients at once, until Ctrl-C") },
	{ OPT_MAX_CLIENTS, 0, "max-clients", N_("N"), LISTEN,
	    N_("serve at most so many at once (implies -k)") },
	{ OPT_CHAT, 0, "chat", NULL, LISTEN,
	    N_("let the clients talk to each other (implies -k)") },
	{ OPT_ECHO, 0, "echo", NULL, LISTEN,
	    N_("send back to each client what it sends (implies -k)") },
	{ OPT_SOURCE, 's', "source", N_("ADDRESS"), TALK,
	    N_("this end's address") },
	{ OPT_PORT, 'p', "source-port", N_("PORT"), TALK,
	    N_("this end's port") },
	{ OPT_WAIT, 'w', "wait", N_("SECONDS"), TALK,
	    N_("wait so long for a connection, no longer") },
	{ OPT_IDLE, 'i', "idle-timeout", N_("SECONDS"), TALK,
	    N_("end when nothing passes for so long") },
	{ OPT_CRLF, 'C', "crlf", NULL, TALK, N_("send line ends as CRLF") },
	{ OPT_EXIT_ON_EOF, 0, "exit-on-eof", NULL, TALK,
	    N_("end as soon as one direction ends") },
	{ OPT_NO_SHUTDOWN, 0, "no-shutdown", NULL, TALK,
	    N_("do not tell the other end when the input ends") },
	{ OPT_READ_SIZE, 0, "read-size", N_("BYTES"), TALK,
	    N_("receive at most so many bytes at once (2048 with -v)") },
	{ OPT_CHECK, 'z', "zero", NULL, CONNECT,
	    N_("only see whether a port is open, and send nothing") },
	{ OPT_OUTPUT, 'o', "output", N_("FILE"), TALK,
	    N_("write down what passes, with time, direction and peer") },
	{ OPT_HEX_DUMP, 'x', "hex-dump", N_("FILE"), TALK,
	    N_("the same, in hexadecimal and text") },
	{ OPT_ALLOW, 0, "allow", N_("NETWORK"), LISTEN,
	    N_("serve only clients from ADDRESS or ADDRESS/BITS; repeatable") },
	{ OPT_DENY, 0, "deny", N_("NETWORK"), LISTEN,
	    N_("serve no client from ADDRESS or ADDRESS/BITS; repeatable") },
	{ OPT_SET, 0, "set", N_("OPTION"), TALK,
	    N_("set a socket option, NAME or NAME=VALUE; repeatable") },
	{ OPT_VERBOSE, 'v', "verbose", NULL, SHOW,
	    N_("tell every step; -vv: and why; -vvv: every call") },
	{ OPT_LANG, 0, "lang", N_("LANGUAGE"), ALL, N_("en, pt or both") },
	{ OPT_COLOR, 0, "color", N_("WHEN"), SHOW,
	    N_("auto, always or never") },
	{ OPT_TIME, 0, "time", NULL, TALK,
	    N_("show the time since the start and since the last step") },
	{ OPT_NO_HISTORY, 0, "no-history", NULL, TALK,
	    N_("do not keep what is typed for the next run") },
	{ OPT_HELP, 'h', "help", NULL, ALL, N_("show this help") },
	{ OPT_VERSION, 0, "version", NULL, ALL, N_("show the version") },
};
/* clang-format on */

const char *const command_names[COMMAND_COUNT] = {
	[COMMAND_LISTEN] = "listen",
	[COMMAND_CONNECT] = "connect",
	[COMMAND_DEMO] = "demo",
	[COMMAND_COMPLETION] = "completion",
};

int
usage_error(struct langs langs, const char *text, ...)
{
	LANGS_EACH (lang, langs) {
		va_list ap;

		va_start(ap, text);
		fputs("sockdemo: ", stderr);
		vfprintf(stderr, tr(lang, text), ap);
		fputc('\n', stderr);
		va_end(ap);
	}
	return 2;
}

/* How long a name is that "=VALUE" may follow. */
static size_t
name_length(const char *name)
{
	return strcspn(name, "=");
}

static int
unknown_long(struct langs langs, const char *word)
{
	const char *names[OPT_COUNT + 1] = { NULL }, *near;
	const char *begin = word + strspn(word, "-");
	char name[64], safe[256];

	for (int i = 0; i < OPT_COUNT; i++)
		names[i] = option_rows[i].name;
	snprintf(name, sizeof(name), "%.*s", (int)name_length(begin), begin);
	near = nearest(name, names);
	safe_name(word, safe, sizeof(safe));
	if (near == NULL)
		return usage_error(langs, N_("unknown option: %s"), safe);
	return usage_error(
	    langs, N_("unknown option: %s; did you mean --%s?"), safe, near);
}

/* "-verbose" is not -v, then the -e of other netcats. */
static bool
lacks_a_dash(const char *word)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const char *name = option_rows[i].name;

		if (name_length(word + 1) == strlen(name) &&
		    strncmp(word + 1, name, strlen(name)) == 0)
			return true;
	}
	return false;
}

/* The letters of other netcats are answered with sockdemo's way. */
static int
unknown_letter(struct langs langs, int letter)
{
	char one[2] = { (char)letter, '\0' }, safe[SAFE_MAX + 1];

	switch (letter) {
	case 'l':
		return usage_error(langs,
		    N_("-l: to listen, use the command: sockdemo listen "
		       "PORT"));
	case 'N':
		return usage_error(langs,
		    N_("-N: not needed: when the input ends, sockdemo tells "
		       "the other end (see --no-shutdown)"));
	case 'q':
		return usage_error(langs,
		    N_("-q: not needed: sockdemo ends when both directions "
		       "have ended (see --exit-on-eof)"));
	case 'd':
		return usage_error(langs,
		    N_("-d: to send nothing, redirect the input: "
		       "< /dev/null"));
	case 'e':
	case 'c':
		return usage_error(langs,
		    N_("-%c: there is no way to run a command for the other "
		       "end"),
		    letter);
	default:
		return usage_error(langs, N_("unknown option: -%s"),
		    safe_name(one, safe, sizeof(safe)));
	}
}

/* Whole digits only; -1 when it is anything else, or more than max. */
static long
parse_number(const char *s, long max)
{
	char *end;
	long n;

	if (*s < '0' || *s > '9')
		return -1;
	errno = 0;
	n = strtol(s, &end, 10);
	return errno == 0 && *end == '\0' && n <= max ? n : -1;
}

/* "2", "0.5", and "0,5" as it is written in Portuguese; -1 for others. */
static double
parse_seconds(const char *s)
{
	char copy[32], *end;
	size_t len = strlen(s);
	double seconds;

	if (len == 0 || len >= sizeof(copy) || strspn(s, "0123456789.,") != len)
		return -1;
	memcpy(copy, s, len + 1);
	for (char *p = copy; *p != '\0'; p++)
		if (*p == ',')
			*p = '.';
	seconds = strtod(copy, &end);
	return end != copy && *end == '\0' ? seconds : -1;
}

static int
set_seconds(
    const struct options *o, char option, const char *value, double *seconds)
{
	char safe[256];

	*seconds = parse_seconds(value);
	if (*seconds >= 0)
		return 0;
	return usage_error(o->langs,
	    N_("-%c %s: a number of seconds was expected, such as 2 or 0.5"),
	    option, safe_name(value, safe, sizeof(safe)));
}

static int
set_color(struct options *o, const char *value)
{
	static const char *const names[] = { [COLOR_AUTO] = "auto",
		[COLOR_ALWAYS] = "always",
		[COLOR_NEVER] = "never" };
	char safe[256];

	for (int i = 0; i < 3; i++)
		if (strcmp(value, names[i]) == 0) {
			o->color = (enum color)i;
			return 0;
		}
	return usage_error(o->langs,
	    N_("--color %s: auto, always or never was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

static int
set_backlog(struct options *o, const char *value)
{
	char safe[256];

	o->backlog = (int)parse_number(value, 65535);
	if (o->backlog >= 0)
		return 0;
	return usage_error(o->langs,
	    N_("--backlog %s: a number from 0 to 65535 was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

static int
set_max_clients(struct options *o, const char *value)
{
	long n = parse_number(value, 1 << 20);
	char safe[256];

	o->many = true;
	o->max_clients = (unsigned)n;
	if (n > 0)
		return 0;
	return usage_error(o->langs,
	    N_("--max-clients %s: a number from 1 to 1048576 was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

static int
set_read_size(struct options *o, const char *value)
{
	long n = parse_number(value, 1 << 24);
	char safe[256];

	o->read_size = (size_t)n;
	if (n > 0)
		return 0;
	return usage_error(o->langs,
	    N_("--read-size %s: a number from 1 to 16777216 was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

static int
set_lang(struct options *o, const char *value)
{
	char safe[256];

	if (langs_parse(value, &o->langs))
		return 0;
	return usage_error(o->langs,
	    N_("--lang %s: en, pt or both was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

/* A list with room for one more, all of *size*; NULL: no memory is left. */
static void *
grow(void *list, int n, size_t size)
{
	void *more = realloc(list, (size_t)(n + 1) * size);

	if (more == NULL)
		free(list);
	return more;
}

static int
no_memory(const struct options *o)
{
	return usage_error(o->langs, N_("out of memory"));
}

static int
add_rule(struct options *o, bool allow, const char *value)
{
	struct access *access = &o->access;
	struct access_rule rule = { .allow = allow };
	char safe[256];

	if (!access_parse(&rule, value))
		return usage_error(o->langs,
		    N_("--%s %s: an address in numbers was expected, such as "
		       "127.0.0.1, 192.168.1.0/24 or fe80::/10"),
		    allow ? "allow" : "deny",
		    safe_name(value, safe, sizeof(safe)));
	access->list = grow(access->list, access->n, sizeof(rule));
	if (access->list == NULL)
		return no_memory(o);
	access->list[access->n++] = rule;
	return 0;
}

static int
add_setting(struct options *o, const char *word)
{
	struct settings *settings = &o->settings;
	struct setting setting;
	int wrong = 0;

	LANGS_EACH (lang, o->langs) {
		struct buf why = { 0 };

		if (setting_parse(&setting, word, lang, &why))
			continue;
		fprintf(stderr, "sockdemo: --set %s\n", why.s);
		wrong = 2;
	}
	if (wrong != 0)
		return wrong;
	settings->list = grow(settings->list, settings->n, sizeof(setting));
	if (settings->list == NULL)
		return no_memory(o);
	settings->list[settings->n++] = setting;
	return 0;
}

void
options_free(struct options *o)
{
	free(o->access.list);
	free(o->settings.list);
}

bool
options_want_logs(const struct options *o)
{
	return o->log[LOG_TEXT] != NULL || o->log[LOG_HEX] != NULL;
}

/* What an option without a value switches on; NULL: it does more than that. */
static bool *
flag_of(struct options *o, enum option_id id)
{
	switch (id) {
	case OPT_NODNS:
		return &o->numeric;
	case OPT_CRLF:
		return &o->crlf;
	case OPT_EXIT_ON_EOF:
		return &o->exit_on_eof;
	case OPT_NO_SHUTDOWN:
		return &o->no_shutdown;
	case OPT_CHECK:
		return &o->check;
	case OPT_TIME:
		return &o->time;
	case OPT_NO_HISTORY:
		return &o->no_history;
	case OPT_HELP:
		return &o->help;
	case OPT_VERSION:
		return &o->version;
	default:
		return NULL;
	}
}

/* Returns 0, or 2 when the value is wrong. */
static int
set(struct options *o, enum option_id id, const char *value)
{
	bool *flag = flag_of(o, id);

	if (flag != NULL) {
		*flag = true;
		return 0;
	}
	switch (id) {
	case OPT_UDP:
		o->udp = true;
		return 0;
	case OPT_UNIX:
		o->unix_path = true;
		return 0;
	case OPT_IPV4:
		o->family = AF_INET;
		return 0;
	case OPT_IPV6:
		o->family = AF_INET6;
		return 0;
	case OPT_BACKLOG:
		return set_backlog(o, value);
	case OPT_KEEP_OPEN:
		o->many = true;
		return 0;
	case OPT_MAX_CLIENTS:
		return set_max_clients(o, value);
	case OPT_CHAT:
		o->many = o->chat = true;
		return 0;
	case OPT_ECHO:
		o->many = o->echo = true;
		return 0;
	case OPT_SOURCE:
		o->source = value;
		return 0;
	case OPT_PORT:
		o->port = value;
		return 0;
	case OPT_WAIT:
		return set_seconds(o, 'w', value, &o->wait);
	case OPT_IDLE:
		return set_seconds(o, 'i', value, &o->idle);
	case OPT_READ_SIZE:
		return set_read_size(o, value);
	case OPT_OUTPUT:
	case OPT_HEX_DUMP:
		o->log[id == OPT_HEX_DUMP ? LOG_HEX : LOG_TEXT] = value;
		return 0;
	case OPT_ALLOW:
	case OPT_DENY:
		return add_rule(o, id == OPT_ALLOW, value);
	case OPT_SET:
		return add_setting(o, value);
	case OPT_VERBOSE:
		o->verbose += o->verbose < 3;
		return 0;
	case OPT_LANG:
		return set_lang(o, value);
	case OPT_COLOR:
		return set_color(o, value);
	default:
		return 2;
	}
}

/* For getopt_long(3): the letters, and the long names. */
static void
make_tables(char *letters, struct option *longs)
{
	/* "-": arguments come in order, also under POSIXLY_CORRECT; ":": a
	   missing value is told apart. */
	letters += sprintf(letters, "-:");
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->letter != 0)
			letters += sprintf(letters, "%c%s", row->letter,
			    row->value != NULL ? ":" : "");
		longs[i] = (struct option){ .name = row->name,
			.has_arg = row->value != NULL,
			.val = 256 + i };
	}
	longs[OPT_COUNT] = (struct option){ 0 };
}

static int
row_of(int code)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (code == 256 + i ||
		    (code != 0 && code == option_rows[i].letter))
			return i;
	return -1;
}

/* How many each command may have. */
static const int arguments[COMMAND_COUNT] = {
	[COMMAND_LISTEN] = 2, [COMMAND_CONNECT] = 2, [COMMAND_COMPLETION] = 1
};

static int
take_argument(struct options *o, const char *word, int *n)
{
	char safe[256];

	if (o->command == COMMAND_COUNT) {
		for (int i = 0; i < COMMAND_COUNT; i++)
			if (strcmp(word, command_names[i]) == 0)
				o->command = (enum command_id)i;
		if (o->command != COMMAND_COUNT)
			return 0;
		return usage_error(o->langs,
		    N_("unknown command: %s; the commands are listen, connect, "
		       "demo and completion"),
		    safe_name(word, safe, sizeof(safe)));
	}
	if (*n == arguments[o->command])
		return usage_error(o->langs, N_("one argument too many: %s"),
		    safe_name(word, safe, sizeof(safe)));
	o->argument[(*n)++] = word;
	return 0;
}

/* A message may have to be told before --lang is reached. */
static void
find_lang(struct options *o, int argc, char *argv[])
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strncmp(argv[i], "--lang=", 7) == 0)
			langs_parse(argv[i] + 7, &o->langs);
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			langs_parse(argv[i + 1], &o->langs);
}

/* getopt_long(3) takes "--verb" for --verbose; scripts would come to rely on
   it, and break with the next option that begins so. */
static bool
is_abbreviated(const char *word, const char *name)
{
	return strncmp(word, "--", 2) == 0 &&
	    name_length(word + 2) != strlen(name);
}

static int
take_option(
    struct options *o, int code, const char *word, unsigned long long *used)
{
	int i = row_of(code == '?' || code == ':' ? optopt : code);
	char safe[256];

	if (i != -1 && is_abbreviated(word, option_rows[i].name))
		return unknown_long(o->langs, word);
	if (code == ':')
		return usage_error(o->langs,
		    N_("option %s: its value is missing"),
		    safe_name(word, safe, sizeof(safe)));
	if (code == '?' && i != -1)
		return usage_error(o->langs, N_("option --%s takes no value"),
		    option_rows[i].name);
	if (code == '?' && optopt != 0 && !lacks_a_dash(word))
		return unknown_letter(o->langs, optopt);
	if (i == -1)
		return unknown_long(o->langs, word);
	*used |= 1ull << i;
	return set(o, option_rows[i].id, optarg);
}

static int
check_command(const struct options *o, unsigned long long used)
{
	if (o->command == COMMAND_COUNT)
		return 0;
	if (o->chat && o->echo)
		return usage_error(
		    o->langs, N_("--chat and --echo: only one of them can be"));
	if (o->udp && o->access.n > 0)
		return usage_error(o->langs,
		    N_("-u: there are no connections to refuse, so that "
		       "--allow and --deny do not go with it"));
	if (o->unix_path && o->access.n > 0)
		return usage_error(o->langs,
		    N_("-U: a client has no network address, so that --allow "
		       "and --deny do not go with it"));
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		char letter[] = { '-', row->letter, ',', ' ', '\0' };

		if (used & 1ull << i && !(row->commands & 1u << o->command))
			return usage_error(o->langs,
			    N_("%s--%s is not an option of sockdemo %s"),
			    row->letter != 0 ? letter : "", row->name,
			    command_names[o->command]);
	}
	return 0;
}

int
options_parse(struct options *o, int argc, char *argv[])
{
	char letters[4 * OPT_COUNT + 3];
	struct option longs[OPT_COUNT + 1];
	unsigned long long used = 0;
	int code, n = 0;
	bool known;

	*o = (struct options){
		.command = COMMAND_COUNT, .backlog = -1, .wait = -1, .idle = -1
	};
	known = langs_from_environment(&o->langs);
	find_lang(o, argc, argv);
	make_tables(letters, longs);
	opterr = 0;
	for (;;) {
		const char *word = argv[optind];

		code = getopt_long(argc, argv, letters, longs, NULL);
		if (code == -1)
			break;
		if (code == 1 ? take_argument(o, optarg, &n) != 0
			      : take_option(o, code, word, &used) != 0)
			return -1;
	}
	for (; optind < argc; optind++)
		if (take_argument(o, argv[optind], &n) != 0)
			return -1;
	if (!known && !(used & 1ull << OPT_LANG)) {
		usage_error(
		    o->langs, N_("SOCKDEMO_LANG: en, pt or both was expected"));
		return -1;
	}
	/* Many come at once; and whoever finds the queue full has to wait for
	   its kernel to try again, a second at least. */
	if (o->backlog == -1)
		o->backlog = o->many ? SOMAXCONN : 5;
	return check_command(o, used) == 0 ? 0 : -1;
}
