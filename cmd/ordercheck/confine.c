#include "confine.h"

#include <errno.h>
#include <locale.h>
#include <seccomp.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef __has_feature /* clang's */
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { SANITIZED = true };
#else
enum { SANITIZED = false };
#endif

/* ---- the environment ---- */

extern char **environ;

/* What a terminal can show; and where builds for coverage write. Anything else could reach a library. */
static bool harmless(const char *entry)
{
	static const char *const names[] = {"TERM=", "NO_COLOR=", "CLICOLOR_FORCE=", "GCOV_PREFIX", "LLVM_PROFILE_FILE="};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncmp(entry, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

void confine_environment(void)
{
	const struct rlimit none = {0, 0};
	char **kept = environ;

	for (char **e = environ; e && *e; e++)
		if (harmless(*e))
			*kept++ = *e;
	if (kept)
		*kept = NULL;
	setlocale(LC_CTYPE, "C.UTF-8");
	setrlimit(RLIMIT_CORE, &none);
}

/* ---- system calls ---- */

/* Programs, the network, other processes, the system, files of other kinds. */
const char *const confine_refused[] = {
	"execve", "execveat", "fork", "vfork",
	"socket", "socketpair", "socketcall", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
	"ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp",
	"io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open", "userfaultfd", "seccomp",
	"keyctl", "add_key", "request_key", "mount", "umount2", "move_mount", "open_tree", "fsopen", "fsmount", "pivot_root", "chroot",
	"unshare", "setns", "open_by_handle_at", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
	"reboot", "swapon", "swapoff", "acct", "quotactl", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex",
	"sethostname", "setdomainname", "iopl", "ioperm", "modify_ldt", "personality", "setuid", "setgid", "setreuid", "setregid",
	"setresuid", "setresgid", "setgroups", "setfsuid", "setfsgid", "capset", "mknod", "mknodat", "link", "linkat", "symlink",
	"symlinkat", "setxattr", "lsetxattr", "fsetxattr", "memfd_create", NULL};

static int refuse(scmp_filter_ctx filter, const char *name)
{
	int number = seccomp_syscall_resolve_name(name);

	return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
}

enum { THREAD = 0x00010000 }; /* CLONE_THREAD */

/* Processes, as clone makes them too. The flags of clone3 cannot be seen: without it libraries use clone. */
static int refuse_forks(scmp_filter_ctx filter)
{
	int error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, THREAD, 0));

	return error ? error : seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static int set_filter(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int error = filter ? 0 : -ENOMEM;

	for (size_t i = 0; !error && confine_refused[i]; i++)
		error = refuse(filter, confine_refused[i]);
	if (!error)
		error = refuse_forks(filter);
	if (!error)
		error = seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
	return error;
}

bool confine_calls(const char **why)
{
	int error = SANITIZED ? 0 : set_filter();

	*why = SANITIZED ? "a build with sanitizers needs ptrace and programs of its own" : strerror(-error);
	return !SANITIZED && error == 0;
}
