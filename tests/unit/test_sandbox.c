/*
 * The sandbox: what a confined process can still do, and what it cannot. Each
 * attempt is made by a child, whose end tells.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/sandbox.h"

static char folder[] = "/tmp/quanze-sandbox-XXXXXX";
static char handed[64], canary[64];

static int set_up(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(handed, sizeof handed, "%s/in", folder);
	snprintf(canary, sizeof canary, "%s/canary", folder);
	const char *const files[] = {handed, canary};
	for (int i = 0; i < 2; i++) {
		int fd = open(files[i], O_WRONLY | O_CREAT, 0600);
		if (fd < 0 || write(fd, "x", 1) != 1 || close(fd) != 0)
			return -1;
	}
	char out[64];
	snprintf(out, sizeof out, "%s/out", folder);
	return mkdir(out, 0700);
}

static int tear_down(void **state)
{
	char command[96];
	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

/* Ends of a child: its exit status (an errno value, 0 for success), or minus the signal. */
static int confined(int (*attempt)(void))
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		char out[64];
		snprintf(out, sizeof out, "%s/out", folder);
		const char *const readable[] = {handed, "/nowhere/at/all"};
		const struct qz_sandbox sandbox = {.readable = readable, .nreadable = 2, .writable = out};
		_exit(qz_sandbox_enter(&sandbox) ? attempt() : 255);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int open_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);
	return fd < 0 ? errno : 0;
}

static int read_handed(void)
{
	return open_path(handed, O_RDONLY);
}

static int read_canary(void)
{
	return open_path(canary, O_RDONLY);
}

static int write_handed(void)
{
	return open_path(handed, O_WRONLY);
}

static int read_system(void)
{
	return open_path("/etc/passwd", O_RDONLY);
}

static int write_inside(void)
{
	if (chdir(folder) == 0 || errno != EPERM) /* chdir is not on the list */
		return 1;
	char from[96], to[96];
	snprintf(from, sizeof from, "%s/out/.temporary", folder);
	snprintf(to, sizeof to, "%s/out/list.xml", folder);
	int error = open_path(from, O_WRONLY | O_CREAT | O_EXCL);
	if (error == 0 && (renameat(AT_FDCWD, from, AT_FDCWD, to) != 0 || unlinkat(AT_FDCWD, to, 0) != 0))
		error = errno;
	return error;
}

static int write_outside(void)
{
	char path[96];
	snprintf(path, sizeof path, "%s/new", folder);
	return open_path(path, O_WRONLY | O_CREAT);
}

static int move_outside(void)
{
	char from[96], to[96];
	snprintf(from, sizeof from, "%s/out/moved", folder);
	snprintf(to, sizeof to, "%s/moved", folder);
	int error = open_path(from, O_WRONLY | O_CREAT);
	return error ? error : renameat(AT_FDCWD, from, AT_FDCWD, to) == 0 ? 0 : EACCES;
}

static int plant_link(void)
{
	char path[96];
	snprintf(path, sizeof path, "%s/out/link", folder);
	return symlink("/etc/passwd", path) == 0 ? 0 : EACCES;
}

static int use_network(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

static int run_program(void)
{
	char *const arguments[] = {(char *)"true", NULL};
	execv("/bin/true", arguments);
	return errno;
}

static int make_process(void)
{
	return fork() < 0 ? errno : 0;
}

static int failed(long result)
{
	return result < 0 ? errno : 0;
}

/* What a worker that somebody has taken over might do to the process that made it: that one has to live on. */
static int end_parent(void)
{
	return failed(syscall(SYS_tgkill, getppid(), getppid(), SIGKILL));
}

static int kill_parent(void)
{
	return failed(kill(getppid(), 0));
}

static int limit_parent(void)
{
	const struct rlimit limit = {1 << 20, 1 << 20};
	return failed(syscall(SYS_prlimit64, getppid(), RLIMIT_NOFILE, &limit, NULL));
}

static int ask_parents_limits(void)
{
	struct rlimit limit;
	return failed(syscall(SYS_prlimit64, getppid(), RLIMIT_NOFILE, NULL, &limit));
}

static int own_descriptor_by_parent(void)
{
	return failed(fcntl(1, F_SETOWN, getppid()));
}

static int signal_by_descriptor(void)
{
	return failed(fcntl(1, F_SETSIG, SIGKILL));
}

static int change_mode(void)
{
	return failed(syscall(SYS_fchmodat, AT_FDCWD, canary, 0666));
}

static int plant_hard_link(void)
{
	char path[96];
	snprintf(path, sizeof path, "%s/out/hard", folder);
	return failed(link(canary, path));
}

static int change_owner(void)
{
	return failed(syscall(SYS_fchownat, AT_FDCWD, canary, 1, 1, 0));
}

static int set_priority(void)
{
	return failed(setpriority(PRIO_PROCESS, (id_t)getppid(), 10));
}

static int read_parents_memory(void)
{
	char byte;
	struct iovec own = {&byte, 1}, other = {canary, 1};
	return failed(syscall(SYS_process_vm_readv, getppid(), &own, 1, &other, 1, 0));
}

static int trace_parent(void)
{
	return failed(syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, getppid(), 0, 0));
}

static int open_ring(void)
{
	return failed(syscall(425 /* io_uring_setup */, 1, NULL));
}

static int open_process(void)
{
	return failed(syscall(434 /* pidfd_open */, getppid(), 0));
}

static int signal_process(void)
{
	return failed(syscall(424 /* pidfd_send_signal */, 0, SIGKILL, NULL, 0));
}

static int robust_list_of_parent(void)
{
	void *head;
	size_t len;
	return failed(syscall(SYS_get_robust_list, getppid(), &head, &len));
}

static int make_socket_pair(void)
{
	int pair[2];
	return failed(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

static int end_itself(void)
{
	abort();
}

static int ask_own_limits(void)
{
	struct rlimit limit;
	return failed(getrlimit(RLIMIT_NOFILE, &limit));
}

static void *end_at_once(void *argument)
{
	return argument;
}

static int make_thread(void)
{
	pthread_t thread;
	int error = pthread_create(&thread, NULL, end_at_once, NULL);
	return error ? error : pthread_join(thread, NULL);
}

static int load_encoding(void)
{
	iconv_t decoder = iconv_open("UTF-8", "GB18030");
	return decoder == (iconv_t)-1 ? errno : iconv_close(decoder);
}

static bool has_landlock(void)
{
	char text[64];
	qz_sandbox_describe(text, sizeof text);
	return strstr(text, "Landlock") != NULL;
}

static void test_job(void **state)
{
	(void)state;
	assert_int_equal(confined(read_handed), 0);
	assert_int_equal(confined(write_inside), 0);
	assert_int_equal(confined(load_encoding), 0);
	if (!qz_sandbox_off()) /* a sanitizer's own threads need more */
		assert_int_equal(confined(make_thread), 0);
}

static void test_files(void **state)
{
	(void)state;
	if (!has_landlock())
		skip();
	assert_int_equal(confined(read_canary), EACCES);
	assert_int_equal(confined(write_handed), EACCES);
	assert_int_equal(confined(read_system), EACCES);
	assert_int_equal(confined(write_outside), EACCES);
	assert_int_equal(confined(move_outside), EACCES);
	assert_int_equal(confined(plant_link), EACCES);
}

static void test_calls(void **state)
{
	(void)state;
	assert_int_equal(confined(use_network), -SIGSYS);
	assert_int_equal(confined(run_program), -SIGSYS);
	int made = confined(make_process);
	assert_true(made == EPERM || made == -SIGSYS);
}

static void test_others(void **state)
{
	(void)state;
	static int (*const attempts[])(void) = {end_parent,   kill_parent,	limit_parent,	  ask_parents_limits, own_descriptor_by_parent, signal_by_descriptor,
						change_mode,  plant_hard_link,	change_owner,	  set_priority,	      open_process,		signal_process,
						robust_list_of_parent, make_socket_pair};
	static int (*const deadly[])(void) = {read_parents_memory, trace_parent, open_ring};
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
		assert_int_equal(confined(attempts[i]), EPERM);
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
		assert_int_equal(confined(deadly[i]), -SIGSYS);
	assert_int_equal(confined(ask_own_limits), 0);
	if (!qz_sandbox_off())
		assert_int_equal(confined(end_itself), -SIGABRT);
}

/* What a process is told that cannot make rules for files, and cannot filter calls either: 0 when it is as expected. */
static int describe_without(bool filters, const char *expected)
{
	pid_t pid = fork();
	if (pid == 0) {
		char text[64];
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
		bool made = filter && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), 444 /* landlock_create_ruleset */, 0) == 0;
		if (!filters)
			made = made && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP)) == 0;
		if (!made || seccomp_load(filter) != 0)
			_exit(2);
		qz_sandbox_describe(text, sizeof text);
		_exit(strcmp(text, expected) != 0);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_describe(void **state)
{
	(void)state;
	assert_int_equal(describe_without(true, "seccomp"), 0);
	assert_int_equal(describe_without(false, "unsupported"), 0);
}

static void test_off(void **state)
{
	(void)state;
	const char *off = qz_sandbox_off();
	if (off && strcmp(off, "QUANZE_SANDBOX=off") != 0)
		return; /* this build, or valgrind, decides */
	setenv("QUANZE_SANDBOX", "off", 1);
	assert_string_equal(qz_sandbox_off(), "QUANZE_SANDBOX=off");
	unsetenv("QUANZE_SANDBOX");
	assert_null(qz_sandbox_off());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_job),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_calls),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_describe),
		cmocka_unit_test(test_off),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
