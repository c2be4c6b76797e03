/*
 * The names of the API's constants, as a program in C writes them. Where a
 * value has no name here, the functions that return a string give NULL, and
 * those that fill a buf write the number.
 */
#ifndef NAMES_H
#define NAMES_H

#include "text/buf.h"

const char *name_family(int);                   /* AF_INET */
const char *name_protocol(int);                 /* IPPROTO_TCP */
const char *name_level(int);                    /* SOL_SOCKET */
const char *name_option(int level, int option); /* SO_REUSEADDR */
const char *name_how(int);                      /* SHUT_WR */
const char *name_errno(int);                    /* ECONNREFUSED */
const char *name_eai(int);                      /* EAI_NONAME */
const char *name_fcntl(int);                    /* F_SETFL */
const char *name_epoll_op(int);                 /* EPOLL_CTL_ADD */
const char *name_ioctl(long);                   /* FIONREAD */

/* A name that one of these gave, or for NULL the number. */
void put_name(struct buf *, const char *name, long number);

/* Flags, joined by "|"; bits without a name as a number in hexadecimal. */
void put_type(struct buf *, int);         /* SOCK_STREAM|SOCK_NONBLOCK */
void put_msg_flags(struct buf *, int);    /* MSG_PEEK */
void put_open_flags(struct buf *, int);   /* O_RDWR|O_NONBLOCK */
void put_splice_flags(struct buf *, int); /* SPLICE_F_NONBLOCK */
void put_pipe_flags(struct buf *, int);   /* O_CLOEXEC */
void put_epoll_events(struct buf *, int); /* EPOLLIN|EPOLLOUT */
void put_ai_flags(struct buf *, int);     /* AI_PASSIVE */
void put_accept_flags(struct buf *, int); /* SOCK_CLOEXEC */
void put_close_flags(struct buf *, int);  /* CLOSE_RANGE_CLOEXEC */
void put_signal_name(struct buf *, int);  /* SIGINT */
void put_poll_events(struct buf *, int);  /* POLLIN|POLLOUT */

#endif
