/*
 * A server with a path instead of a port. bind() makes the file, and nothing
 * but unlink() ever removes it: neither close() nor the program's end does. So
 * a server removes its own, and may find one that was left behind.
 */
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "net/close.h"
#include "net/listen.h"
#include "net/unix.h"

static const struct sockaddr_un *
address_of(const struct addrinfo *ai)
{
	return (const struct sockaddr_un *)(const void *)ai->ai_addr;
}

/* lstat(): a symbolic link is no socket of ours, wherever it leads. */
static bool
look(const char *path, struct socket_file *file)
{
	struct stat st;

	if (lstat(path, &st) == -1 || !S_ISSOCK(st.st_mode))
		return false;
	*file = (struct socket_file){
		.path = path, .dev = st.st_dev, .ino = st.st_ino
	};
	return true;
}

int
net_remove_file(struct sys *sys, const struct socket_file *file)
{
	struct socket_file now;

	if (file->path == NULL)
		return 0;
	errno = 0;
	if (look(file->path, &now)
		? now.dev != file->dev || now.ino != file->ino
		: errno != EACCES)
		return 0;
	return sys_unlink(sys, file->path);
}

static enum socket_holder
holder_of(int err)
{
	switch (err) {
	case 0:
	case EPROTOTYPE:
	case EPERM: /* it is connected to somebody else */
		return SOCKET_HELD;
	case ECONNREFUSED:
		return SOCKET_LEFT;
	default:
		return SOCKET_UNSEEN;
	}
}

/*
 * A connect() of datagrams finds out and disturbs nobody: it sends nothing, and
 * a server of streams, for whom it is of the wrong type (EPROTOTYPE), never
 * hears of it.
 */
enum socket_holder
net_holder(struct sys *sys, const struct sockaddr *addr, socklen_t len)
{
	int fd = sys_socket(sys, AF_UNIX, SOCK_DGRAM, 0), ret, err;

	if (fd == -1)
		return SOCKET_UNSEEN;
	do
		ret = sys_connect(sys, fd, addr, len);
	while (ret == -1 && errno == EINTR);
	err = ret == 0 ? 0 : errno;
	sys_close(sys, fd);
	return holder_of(err);
}

/* Returns whether the path is free now. */
static bool
remove_stale(struct sys *sys, int fd, const struct addrinfo *ai)
{
	struct note note = {
		.kind = NOTE_STALE, .fd = fd, .source = "connect"
	};
	struct socket_file file;

	if (*address_of(ai)->sun_path == '\0' ||
	    !look(address_of(ai)->sun_path, &file) ||
	    net_holder(sys, ai->ai_addr, ai->ai_addrlen) != SOCKET_LEFT)
		return false;
	memcpy(&note.raddr, ai->ai_addr, ai->ai_addrlen);
	sys_note(sys, &note);
	return net_remove_file(sys, &file) == 0;
}

static int
bind_file(struct sys *sys, int fd, const struct addrinfo *ai)
{
	struct failure first;

	if (sys_bind(sys, fd, ai->ai_addr, ai->ai_addrlen) == 0)
		return 0;
	first = sys->failed;
	if (errno == EADDRINUSE && remove_stale(sys, fd, ai))
		return sys_bind(sys, fd, ai->ai_addr, ai->ai_addrlen);
	sys->failed = first; /* what failed is bind(), not the look at why */
	errno = first.err;
	return -1;
}

/* Streams have clients, with sockets of their own; datagrams have none. */
static int
listen_or_set(struct sys *sys, int fd, int type, int backlog,
    const struct settings *settings)
{
	if (type == SOCK_STREAM)
		return sys_listen(sys, fd, backlog);
	return net_set(sys, fd, settings, SETTING_CONNECTED);
}

int
net_bind_unix(struct sys *sys, const struct addrinfo *ai, int backlog,
    const struct settings *settings, struct socket_file *file)
{
	int fd =
	    sys_socket(sys, ai->ai_family, ai->ai_socktype, ai->ai_protocol);

	*file = (struct socket_file){ 0 };
	if (fd == -1)
		return -1;
	if (net_set(sys, fd, settings, SETTING_EARLY) == -1 ||
	    bind_file(sys, fd, ai) == -1)
		return net_give_up(sys, fd);
	if (*address_of(ai)->sun_path != '\0')
		look(address_of(ai)->sun_path, file);
	if (listen_or_set(sys, fd, ai->ai_socktype, backlog, settings) == -1 ||
	    descriptor_set_nonblocking(sys, fd) == -1) {
		int err = errno;

		sys_close(sys, fd);
		net_remove_file(sys, file);
		errno = err;
		return -1;
	}
	return fd;
}
