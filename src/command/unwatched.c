/*
 * The lines for each way in which watching may fail. Sources: ptrace(2),
 * seccomp(2), execve(2), and the kernel's Documentation/admin-guide/LSM/Yama.rst.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/unwatched.h"
#include "know/errors.h"
#include "probe/probe.h"
#include "session/failure.h"
#include "text/buf.h"
#include "text/safe.h"
#include "text/word.h"
#include "watch/remote.h"

/* What happened, and what to do; either may be NULL. */
struct reason {
	const char *what, *advice;
};

static bool
is_script(const char *path)
{
	size_t n = strlen(path);

	return n > 3 && strcmp(path + n - 3, ".py") == 0;
}

static struct reason
no_program(const struct program *p)
{
	static const char *const interpreter =
	    N_("A script is watched with what runs it: sockdemo watch "
	       "python3 SCRIPT");

	switch (p->err) {
	case ENOENT:
		return (struct reason){ N_("there is no such program"),
			is_script(p->argv[0]) ? interpreter : NULL };
	case EACCES:
		return (struct reason){ N_("it may not be run"),
			is_script(p->argv[0]) ? interpreter : NULL };
	default:
		return (struct reason){ N_("it cannot be run"), NULL };
	}
}

static struct reason
no_ptrace(void)
{
	static const char *const what =
	    N_("this system does not let a program be watched (ptrace)");
	char scope[16] = "";

	probe_sysctl("kernel.yama.ptrace_scope", scope, sizeof(scope));
	if (remote_tracer(getpid()) != 0)
		return (struct reason){ what,
			N_("Somebody watches sockdemo already, a debugger or "
			   "strace: there can be one only.") };
	if (atoi(scope) == 3)
		return (struct reason){ what,
			N_("kernel.yama.ptrace_scope is 3, which forbids it "
			   "until the machine is started anew with another "
			   "setting.") };
	if (atoi(scope) == 2)
		return (struct reason){ what,
			N_("kernel.yama.ptrace_scope is 2: the administrator "
			   "may (sudo), or may allow it: sysctl "
			   "kernel.yama.ptrace_scope=1") };
	return (struct reason){ what,
		N_("In a container it has to be allowed, for example: docker "
		   "run --cap-add=SYS_PTRACE") };
}

static struct reason
reason_of(const struct program *p)
{
	switch (p->failure) {
	case WATCH_NO_PROGRAM:
		return no_program(p);
	case WATCH_NO_PTRACE:
		return no_ptrace();
	case WATCH_NO_SECCOMP:
		return (struct reason){
			N_("this system does not let calls be picked out "
			   "(seccomp)"),
			N_("It needs a kernel with CONFIG_SECCOMP_FILTER, and "
			   "a container that allows it.")
		};
	case WATCH_OLD_KERNEL:
		return (struct reason){
			N_("this kernel does not say which call a program is "
			   "at"),
			N_("Linux 5.3 or a newer one is needed.")
		};
	case WATCH_FOREIGN:
		return (struct reason){
			N_("it is for another architecture than sockdemo"),
			N_("Build sockdemo for that one, for example with: "
			   "make CC='gcc -m32'")
		};
	default:
		return (struct reason){
			N_("there is no process, descriptor or memory left "
			   "for it"),
			NULL
		};
	}
}

int
report_unwatched(struct out *out, struct langs langs, const char *sockdemo,
    const struct program *p)
{
	struct reason reason = reason_of(p);
	char safe[256];

	safe_name(p->argv[0], safe, sizeof(safe));
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 };

		buf_printf(&line, "sockdemo: watch: %s: ", safe);
		if (p->err != 0)
			buf_printf(
			    &line, "%s: ", error_symbol(CALL_CLOSE, p->err));
		buf_put(&line, tr(lang, reason.what));
		out->line(out, MARK_PLAIN, line.s);
		if (reason.advice != NULL)
			out->line(out, MARK_EXPLAIN, tr(lang, reason.advice));
	}
	if (p->err != 0)
		tell_how_to_explain(out, sockdemo, CALL_CLOSE, p->err);
	if (p->failure != WATCH_NO_PROGRAM)
		return 1;
	return p->err == ENOENT ? 127 : 126;
}
