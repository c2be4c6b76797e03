/*
 * One small function for each case. A new one is a name in cases.h, and a
 * function in the table at the end.
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/wait.h>

#include "know/cases.h"
#include "know/reach.h"
#include "text/address.h"
#include "text/safe.h"
#include "text/utf8.h"

/* The scene. */

static bool
client(const struct step *step)
{
	return step->scene->client;
}

static bool
many(const struct step *step)
{
	return step->scene->many;
}

static bool
exit_on_eof(const struct step *step)
{
	return step->scene->exit_on_eof;
}

/* NULL: whether one is, is not known. */
static bool
none_up(const struct step *step)
{
	return step->scene->interfaces != NULL &&
	    step->scene->interfaces->n == 0;
}

static bool
to_several(const struct step *step)
{
	return step->scene->to_several;
}

static bool
can_still_send(const struct step *step)
{
	return step->scene->prompt && !step->scene->exit_on_eof &&
	    !step->scene->many && step->socket != NULL &&
	    !step->socket->sent_end;
}

/* The socket. */

static bool
no_socket(const struct step *step)
{
	return step->socket == NULL;
}

static bool
listener(const struct step *step)
{
	return step->socket != NULL && step->socket->role == ROLE_LISTENER;
}

static bool
bound(const struct step *step)
{
	return step->socket != NULL && step->socket->bound;
}

static bool
we_finished(const struct step *step)
{
	return step->socket != NULL && step->socket->sent_end;
}

static bool
they_finished(const struct step *step)
{
	return step->socket != NULL && step->socket->got_end;
}

static bool
we_were_first(const struct step *step)
{
	return step->socket != NULL && step->socket->first_end == END_OURS;
}

static bool
they_were_first(const struct step *step)
{
	return step->socket != NULL && step->socket->first_end == END_THEIRS;
}

static bool
closes_in_order(const struct step *step)
{
	const struct socket_info *s = step->socket;

	return s != NULL && s->first_end != END_NEITHER && !s->failed &&
	    !s->resets;
}

static bool
reset(const struct step *step)
{
	return step->socket != NULL && step->socket->reset;
}

static bool
failed(const struct step *step)
{
	return step->socket != NULL && step->socket->failed;
}

static bool
one_device(const struct step *step)
{
	return step->socket != NULL && step->socket->device[0] != '\0';
}

/* The address that a call names. */

static bool
any_address(const struct step *step)
{
	struct sockaddr_storage addr;

	return call_address(step->call, &addr) > 0 && address_is_any(&addr);
}

static bool
loopback(const struct step *step)
{
	struct sockaddr_storage addr;

	return call_address(step->call, &addr) > 0 &&
	    address_is_loopback(&addr);
}

static bool
group(const struct step *step)
{
	struct sockaddr_storage addr;

	return call_address(step->call, &addr) > 0 && address_is_group(&addr);
}

static bool
on_wsl(const struct step *step)
{
	return step->scene->wsl && !loopback(step);
}

/* Of socket(), the family. */
static bool
ipv6(const struct step *step)
{
	struct sockaddr_storage addr;

	call_address(step->call, &addr);
	return addr.ss_family == AF_INET6 ||
	    call_number(step->call, ARG_FAMILY) == AF_INET6;
}

static bool
port_0(const struct step *step)
{
	struct sockaddr_storage addr;

	return call_address(step->call, &addr) > 0 && address_port(&addr) == 0;
}

static bool
path(const struct step *step)
{
	struct sockaddr_storage addr;

	return call_address(step->call, &addr) > 0 && address_is_path(&addr);
}

/* A call. */

static bool
without_name(const struct step *step)
{
	return call_string(step->call) == NULL;
}

/* The value that a call sets, as an int. */
static int
value_of(const struct step *step)
{
	struct option_value option;

	call_option(step->call, &option);
	return option_int(&option);
}

static bool
serves_both(const struct step *step)
{
	return call_sets(step->call, IPPROTO_IPV6, IPV6_V6ONLY) &&
	    value_of(step) == 0;
}

static bool
about_reuse(const struct step *step)
{
	return call_sets(step->call, SOL_SOCKET, SO_REUSEADDR);
}

static bool
reuses_address(const struct step *step)
{
	return about_reuse(step) && value_of(step) != 0;
}

static bool
keeps_errors(const struct step *step)
{
	return call_sets(step->call, IPPROTO_IP, IP_RECVERR) ||
	    call_sets(step->call, IPPROTO_IPV6, IPV6_RECVERR);
}

static bool
nothing(const struct step *step)
{
	return step->call->ret == 0;
}

static bool
short_of(const struct step *step)
{
	return step->call->ret >= 0 &&
	    (size_t)step->call->ret < call_asked(step->call);
}

static bool
truncated(const struct step *step)
{
	struct message message;

	return call_message(step->call, 0, &message) &&
	    message.passed < message.size;
}

/* One line of text, as a person types it: characters can be counted. */
static bool
a_line(const struct step *step)
{
	size_t n, at = 0, count = 0;
	const char *s = call_data(step->call, &n);
	uint32_t cp;

	for (; at < n && s[at] != '\n'; count++) {
		int len = utf8_decode(s + at, n - at, &cp);

		if (len <= 0 || !safe_char(cp))
			return false;
		at += (size_t)len;
	}
	return n > 1 && count > 0 && at + 1 >= n;
}

static bool
a_line_with_end(const struct step *step)
{
	size_t n;
	const char *s = call_data(step->call, &n);

	return a_line(step) && s[n - 1] == '\n';
}

/* U+0080 to U+00FF, with two bytes in UTF-8. */
static bool
accents(const struct step *step)
{
	size_t n, at = 0;
	const char *s = call_data(step->call, &n);
	uint32_t cp;

	while (at < n) {
		int len = utf8_decode(s + at, n - at, &cp);

		if (len == 2 && cp >= 0xc0 && cp <= 0xff)
			return true;
		at += len > 0 ? (size_t)len : 1;
	}
	return false;
}

static bool
as_many_as_asked(const struct step *step)
{
	return (size_t)step->call->ret == call_asked(step->call);
}

static bool
cut_character(const struct step *step)
{
	size_t n;
	const char *s = call_data(step->call, &n);

	return utf8_whole(s, n) < n;
}

static bool
sets_nonblocking(const struct step *step)
{
	return call_number(step->call, ARG_FCNTL) == F_SETFL;
}

static bool
moves_up(const struct step *step)
{
	return call_made(step->call) != -1;
}

/* A note. */

static bool
one(const struct step *step)
{
	return step->note->client == 0;
}

static bool
of_many(const struct step *step)
{
	return step->note->client != 0;
}

static bool
to_itself(const struct step *step)
{
	return address_equal(&step->note->laddr, &step->note->raddr);
}

static bool
other_namespace(const struct step *step)
{
	return step->note->pid == 0;
}

enum { QUESTION = 4096 }; /* bytes: more are a file, that nothing answers */

static bool
nothing_came(const struct step *step)
{
	const struct note *note = step->note;

	return client(step) && we_were_first(step) && they_finished(step) &&
	    note->received == 0 && note->sent > 0 && note->sent <= QUESTION;
}

static bool
mapped(const struct step *step)
{
	return address_is_mapped(&step->note->raddr);
}

static bool
unnamed(const struct step *step)
{
	return address_is_unnamed(&step->note->raddr);
}

static bool
first(const struct step *step)
{
	return step->note->first;
}

/* RFC 792 and RFC 4443: "port unreachable". */
static bool
port_refused(const struct step *step)
{
	const struct note *note = step->note;

	return note->raddr.ss_family == AF_INET6
	    ? note->icmp_type == 1 && note->icmp_code == 4
	    : note->icmp_type == 3 && note->icmp_code == 3;
}

static bool
differs(const struct step *step)
{
	return step->note->option->differs;
}

/* The address of a socket that waits: a note has it, or the socket. */
static const struct sockaddr_storage *
laddr(const struct step *step)
{
	return step->note != NULL ? &step->note->laddr : &step->socket->laddr;
}

static bool
outer_address(const struct step *step)
{
	struct buf scratch = { 0 };

	return step->socket != NULL &&
	    put_outer_host(step, laddr(step), &scratch);
}

static bool
own_denied(const struct step *step)
{
	return step->scene->own_denied && step->socket != NULL &&
	    (address_is_any(laddr(step)) || address_is_loopback(laddr(step)));
}

/* What is watched. */

static bool
several(const struct step *step)
{
	return step->scene->several;
}

/* A family: that of the socket, or that socket() asks for. */
static int
family(const struct step *step)
{
	if (step->socket != NULL)
		return step->socket->family;
	return step->call != NULL ? (int)call_number(step->call, ARG_FAMILY)
				  : 0;
}

static bool
other_kind(const struct step *step)
{
	int f = family(step);

	return f != 0 && f != AF_INET && f != AF_INET6 && f != AF_UNIX;
}

static bool
to_the_kernel(const struct step *step)
{
	return family(step) == AF_NETLINK;
}

static bool
connecting(const struct step *step)
{
	return step->socket != NULL && step->socket->state == SOCKET_CONNECTING;
}

static bool
ends_receiving(const struct step *step)
{
	return call_number(step->call, ARG_HOW) == SHUT_RD;
}

static bool
ends_both(const struct step *step)
{
	return call_number(step->call, ARG_HOW) == SHUT_RDWR;
}

static bool
still_open(const struct step *step)
{
	return step->socket != NULL && step->socket->descriptors > 0;
}

static bool
into(const struct step *step)
{
	return step->into;
}

static bool
asks_for_error(const struct step *step)
{
	return call_number(step->call, ARG_LEVEL) == SOL_SOCKET &&
	    call_number(step->call, ARG_OPTION) == SO_ERROR;
}

static bool
has_value(const struct step *step)
{
	return value_of(step) != 0;
}

static bool
has_sockets(const struct step *step)
{
	return step->note->n > 0 || step->note->amount > 0;
}

static bool
is_known(const struct step *step)
{
	return step->note->from_fd != -1;
}

static bool
by_signal(const struct step *step)
{
	return WIFSIGNALED(step->note->status);
}

static bool
with_failure(const struct step *step)
{
	return step->note->status != 0;
}

static bool (*const holds[CASE_COUNT])(const struct step *) = {
	[CLIENT] = client,
	[MANY] = many,
	[EXIT_ON_EOF] = exit_on_eof,
	[NONE_UP] = none_up,
	[CAN_STILL_SEND] = can_still_send,
	[NO_SOCKET] = no_socket,
	[LISTENER] = listener,
	[V6ONLY] = step_is_v6only,
	[BOUND] = bound,
	[WE_FINISHED] = we_finished,
	[THEY_FINISHED] = they_finished,
	[WE_WERE_FIRST] = we_were_first,
	[THEY_WERE_FIRST] = they_were_first,
	[CLOSES_IN_ORDER] = closes_in_order,
	[RESET] = reset,
	[FAILED] = failed,
	[ONE_DEVICE] = one_device,
	[TO_SEVERAL] = to_several,
	[ANY_ADDRESS] = any_address,
	[LOOPBACK] = loopback,
	[GROUP] = group,
	[ON_WSL] = on_wsl,
	[IPV6] = ipv6,
	[PORT_0] = port_0,
	[PATH] = path,
	[WITHOUT_NAME] = without_name,
	[SERVES_BOTH] = serves_both,
	[REUSES_ADDRESS] = reuses_address,
	[ABOUT_REUSE] = about_reuse,
	[KEEPS_ERRORS] = keeps_errors,
	[NOTHING] = nothing,
	[SHORT] = short_of,
	[TRUNCATED] = truncated,
	[A_LINE] = a_line,
	[A_LINE_WITH_END] = a_line_with_end,
	[ACCENTS] = accents,
	[AS_MANY_AS_ASKED] = as_many_as_asked,
	[CUT_CHARACTER] = cut_character,
	[SETS_NONBLOCKING] = sets_nonblocking,
	[MOVES_UP] = moves_up,
	[ONE] = one,
	[OF_MANY] = of_many,
	[TO_ITSELF] = to_itself,
	[OTHER_NAMESPACE] = other_namespace,
	[NOTHING_CAME] = nothing_came,
	[MAPPED] = mapped,
	[UNNAMED] = unnamed,
	[FIRST] = first,
	[PORT_REFUSED] = port_refused,
	[DIFFERS] = differs,
	[OUTER_ADDRESS] = outer_address,
	[OWN_DENIED] = own_denied,
	[SEVERAL] = several,
	[DATAGRAM] = step_is_datagram,
	[OTHER_KIND] = other_kind,
	[TO_THE_KERNEL] = to_the_kernel,
	[CONNECTING] = connecting,
	[ENDS_RECEIVING] = ends_receiving,
	[ENDS_BOTH] = ends_both,
	[STILL_OPEN] = still_open,
	[INTO] = into,
	[ASKS_FOR_ERROR] = asks_for_error,
	[HAS_VALUE] = has_value,
	[HAS_SOCKETS] = has_sockets,
	[IS_KNOWN] = is_known,
	[BY_SIGNAL] = by_signal,
	[WITH_FAILURE] = with_failure,
};

bool
case_holds(enum known_case which, const struct step *step)
{
	return holds[which](step);
}
