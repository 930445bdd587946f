/* In a child of its own: what is confined stays so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"

enum { UNCONFINED = 77, ALL_WELL = 0 };

static int confined(int (*try)(void))
{
	pid_t child = fork();
	const char *why;
	int status = 0;

	if (child == 0)
		_exit(confine_calls(&why) ? try() : UNCONFINED);
	assert_true(child > 0 && waitpid(child, &status, 0) == child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int refused(long result)
{
	return result == -1 && errno == EPERM ? ALL_WELL : 1;
}

static int try_exec(void)
{
	char *const argv[] = {NULL}, *const none[] = {NULL};
	char name[] = "/bin/true";

	return refused(execve(name, argv, none));
}

static int try_socket(void)
{
	return refused(socket(AF_INET, SOCK_STREAM, 0)) + refused(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int try_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(1);
	return refused(child);
}

static int try_ptrace(void)
{
	return refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int try_numbers(void)
{
	static const long numbers[] = {SYS_connect, SYS_bpf, SYS_io_uring_setup, SYS_process_vm_readv, SYS_process_vm_writev,
	                               SYS_execveat, SYS_unshare, SYS_mount, SYS_keyctl, SYS_perf_event_open, SYS_linkat, SYS_symlinkat};
	int failed = 0;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		failed += refused(syscall(numbers[i], -1, NULL, NULL, NULL, NULL, NULL));
	return failed;
}

static void *in_thread(void *out)
{
	*(int *)out = try_socket();
	return NULL;
}

/* Threads can be made, and are confined too. */
static int try_thread(void)
{
	pthread_t thread;
	int failed = 1;

	if (pthread_create(&thread, NULL, in_thread, &failed) != 0)
		return 2;
	pthread_join(thread, NULL);
	return failed;
}

/* What the program does: files that are made, renamed and removed. */
static int try_files(void)
{
	char name[] = "/tmp/confine-XXXXXX";
	char other[] = "/tmp/confine-XXXXXX";
	int fd = mkstemp(name), fd2 = mkstemp(other);
	bool good = fd >= 0 && fd2 >= 0 && write(fd, "x", 1) == 1 && fsync(fd) == 0 && fchmod(fd, 0640) == 0 && rename(name, other) == 0 &&
	            unlink(other) == 0;

	return good ? ALL_WELL : 1;
}

static const struct {
	const char *what;
	int (*try)(void);
} tries[] = {
	{"exec", try_exec},       {"socket", try_socket}, {"fork", try_fork},   {"ptrace", try_ptrace},
	{"by number", try_numbers}, {"thread", try_thread}, {"files", try_files},
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		int status = confined(tries[i].try);
		if (status == UNCONFINED)
			skip(); /* sanitizers, or a system without seccomp; the program says so itself */
		if (status != ALL_WELL)
			fail_msg("%s: status %d", tries[i].what, status);
	}
}

static void test_environment(void **state)
{
	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("LC_ALL", "tr_TR.UTF-8", 1);
	setenv("OPENSSL_CONF", "/nowhere", 1);
	setenv("TERM", "dumb", 1);
	confine_environment();
	assert_null(getenv("TZ"));
	assert_null(getenv("LC_ALL"));
	assert_null(getenv("OPENSSL_CONF"));
	assert_null(getenv("PATH"));
	assert_string_equal(getenv("TERM"), "dumb");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_refused), cmocka_unit_test(test_environment)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
