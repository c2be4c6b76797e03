/*
 * What the kernel shows beyond the calls of the conversation. Probes are made
 * on a quiet sys, one without sinks, so that nobody mistakes them for steps.
 */
#ifndef PROBE_H
#define PROBE_H

#include <stdbool.h>

#include "call/seen.h"
#include "call/sys.h"

/* getsockname() and, where the socket is connected, getpeername(); the family
   is 0 where they fail. */
void probe_addresses(struct sys *, int fd, struct sockaddr_storage *laddr,
    struct sockaddr_storage *raddr);

/* Fills in pid, uid and gid of who made the other end of a Unix-domain stream
   (unix(7), SO_PEERCRED). Returns false where the kernel does not tell. */
bool probe_credentials(struct sys *, int fd, struct note *);

/*
 * Takes one error from the queue that IP_RECVERR keeps; fills in who sent it
 * and the ICMP message's type and code. Errors of this machine's own, which
 * the failed call told already, are passed over. Returns false when it is
 * empty.
 */
bool probe_error_queue(struct sys *, int fd, struct note *);

/* What the kernel has for a socket option; *len is the room there is, and then
   what is there. Returns false where it does not tell, mostly because such a
   socket has no such option. */
bool probe_option(
    struct sys *, int fd, int level, int option, void *value, socklen_t *len);

/* Reads back what the kernel took for an option, and tells it with the steps of
   the first sys (NOTE_OPTION); quiet is another one. For settings.made. */
void probe_setting(
    struct sys *, void *quiet, int fd, const struct option_value *asked);

/* Nothing is seen: every field is SEEN_NOT. The probes below fill in what they
   find, and return false where the kernel shows nothing. */
void seen_clear(struct seen *);

/* Of a TCP socket: its state, and all that TCP_INFO has. */
bool probe_tcp_info(struct sys *, int fd, struct seen *);

/* The algorithm that decides how fast to send (TCP_CONGESTION). */
bool probe_congestion(struct sys *, int fd, struct seen *);

/* Whether the other end's FIN has come; and what the kernel counts as bytes of
   ours is without our FIN from now on. */
bool seen_has_fin(const struct seen *);
void seen_leave_out_fin(struct seen *);

/*
 * The SYN that a server's kernel kept (TCP_SAVED_SYN): it gives it once only.
 * .version is 0 where it kept none of this connection's. Returns false where
 * there is no such option. And reading one, of n bytes, which others have made.
 */
bool probe_syn(struct sys *, int fd, struct seen_syn *);
void syn_parse(struct seen_syn *, const unsigned char *, size_t n);

/* How many bytes wait in it: ioctl(). For .state, see above. */
bool probe_queues(struct sys *, int fd, struct seen *);

/* The memory of its buffers, and what was lost for want of it (SO_MEMINFO). */
bool probe_memory(struct sys *, int fd, struct seen *);

bool probe_is_readable(struct sys *, int fd);

/* Which program has the socket of that .SEEN_INODE, which is not 0: its number
   and name. Returns false where that is not one's own. */
bool probe_process(struct seen *);

/* How the next datagram came, where one waits, and stays. fd has no error to
   give: it is not connected. */
bool probe_arrival(struct sys *, int fd, struct seen_datagram *);

/* IPv4 and IPv6 addresses of the interfaces that are up. */
void probe_interfaces(struct sys *, struct interfaces *);

/* Whether an address is in the list, whatever its port. */
bool
interfaces_have(const struct interfaces *, const struct sockaddr_storage *);

/* Whether it is the broadcast address of one of their networks, or of all. */
bool interfaces_broadcast(
    const struct interfaces *, const struct sockaddr_storage *);

/* Whether this machine is Windows's: WSL2, by the name of its kernel. */
bool probe_wsl(void);

/* Who holds a TCP port of this machine; found by the kernel's sock_diag(7). */
struct port_use {
	bool listener; /* a socket listens there... */
	bool covers;   /* ...at the address that was asked for, or at all */
	struct sockaddr_storage at; /* listener: where */
	unsigned long inode;        /* listener: its number in the kernel */
	bool time_wait;             /* a connection of it is in TIME_WAIT */
	unsigned seconds; /* time_wait: until the last of them is gone */
};

/* Returns false where the kernel does not tell. */
bool probe_port(struct sys *, const struct sockaddr *, struct port_use *);

/* A setting of the kernel's, "net.ipv4.tcp_rmem", as /proc/sys has it; false:
   it cannot be read. */
bool probe_sysctl(const char *name, char *value, size_t size);

/* Takes each counter of /proc/net/snmp and /proc/net/netstat: "Tcp",
   "OutRsts". Returns false where they cannot be read. */
typedef void counter_taker(
    void *owner, const char *group, const char *name, long long value);
bool probe_counters(counter_taker *, void *owner);

/* The lowest port open to every user (ip(7)), 0 where it cannot be read. */
unsigned probe_lowest_port(void);

#endif
