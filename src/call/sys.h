/*
 * The seam: the sockets API, told. Each function here takes what the call of
 * that name takes, and returns and sets errno as it does (its man page is the
 * contract); in between, the sinks of *sys* hear of it and its carrier carries
 * it out. Nothing outside src/call/ uses the sockets API in any other way.
 */
#ifndef SYS_H
#define SYS_H

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "call/carrier.h"
#include "call/note.h"
#include "call/sink.h"

struct addrinfo;
struct ifaddrs;
struct sys;

/* The last call that failed, kept for whoever explains it afterwards. */
struct failure {
	enum call_id id;
	int err; /* errno, or EAI_* for getaddrinfo; 0: none */
	int fd;
	struct sockaddr_storage addr; /* what it named; ss_family 0: nothing */
	size_t size; /* how much it was to send or receive, or 0 */
	/* Who refused, where a probe found that out; ss_family 0: not known. */
	struct sockaddr_storage offender;
	int level, option; /* which option; both 0: none */
};

/*
 * Whoever looks at what the kernel shows before a call that is told, and after
 * it: on another sys, a quiet one, and what was seen comes as notes.
 */
struct looker {
	void (*before)(struct looker *, struct sys *, const struct call *);
	void (*look)(struct looker *, struct sys *, const struct call *);
	/* A descriptor of a program that is watched was closed by no close(): it
	   ended, or called exec(). */
	void (*closed)(
	    struct looker *, struct sys *, const struct owner *, int fd);
};

struct sys {
	struct carrier *carrier;
	struct sink *sinks;   /* in the order in which they hear */
	struct looker *after; /* or NULL; not asked where nobody listens */
	unsigned seq;
	struct failure failed;
};

/* A sys without sinks; carrier is borrowed, and outlives it. */
void sys_init(struct sys *, struct carrier *carrier);

/* The sink is borrowed until sys_end(), and hears after those before it. */
void sys_attach(struct sys *, struct sink *);

/* Tells every sink that no more will come; closes no descriptor. */
void sys_end(struct sys *);

/* Tells the sinks of something seen; fills in the time. */
void sys_note(struct sys *, struct note *);

int sys_getaddrinfo(struct sys *, const char *node, const char *service,
    const struct addrinfo *hints, struct addrinfo **res);
int sys_getifaddrs(struct sys *, struct ifaddrs **);
int sys_socket(struct sys *, int family, int type, int protocol);
int sys_setsockopt(struct sys *, int fd, int level, int option,
    const void *value, socklen_t len);
int sys_getsockopt(
    struct sys *, int fd, int level, int option, void *value, socklen_t *len);
int sys_bind(struct sys *, int fd, const struct sockaddr *, socklen_t);
int sys_listen(struct sys *, int fd, int backlog);
int sys_accept(struct sys *, int fd, struct sockaddr *, socklen_t *);
int sys_connect(struct sys *, int fd, const struct sockaddr *, socklen_t);
int sys_getsockname(struct sys *, int fd, struct sockaddr *, socklen_t *);
int sys_getpeername(struct sys *, int fd, struct sockaddr *, socklen_t *);
ssize_t sys_send(struct sys *, int fd, const void *, size_t, int flags);
ssize_t sys_recv(struct sys *, int fd, void *, size_t, int flags);
ssize_t sys_sendto(struct sys *, int fd, const void *, size_t, int flags,
    const struct sockaddr *, socklen_t);
ssize_t sys_recvfrom(struct sys *, int fd, void *, size_t, int flags,
    struct sockaddr *, socklen_t *);
ssize_t sys_recvmsg(struct sys *, int fd, struct msghdr *, int flags);
/* splice(2) between descriptors that have no offset, or where they stand. */
ssize_t sys_splice(struct sys *, int in, int out, size_t, unsigned flags);
int sys_shutdown(struct sys *, int fd, int how);
int sys_close(struct sys *, int fd);
int sys_unlink(struct sys *, const char *path);
int sys_fcntl(struct sys *, int fd, int cmd, long arg);
/* ioctl(2) of those that give a number. */
int sys_ioctl(struct sys *, int fd, unsigned long op, int *value);
int sys_pipe2(struct sys *, int fds[2], int flags);
int sys_epoll_create1(struct sys *, int flags);
int sys_epoll_ctl(struct sys *, int epfd, int op, int fd, struct epoll_event *);
int
sys_epoll_wait(struct sys *, int epfd, struct epoll_event *, int max, int msec);

#endif
