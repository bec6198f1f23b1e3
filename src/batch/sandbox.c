/*
 * Landlock by its system calls (no C library wraps them yet) and seccomp by
 * libseccomp, for sandbox.h. See landlock(7) and seccomp(2).
 */
#include "batch/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

const char *qz_sandbox_off(void)
{
	const char *wish = getenv("QUANZE_SANDBOX"), *preload = getenv("LD_PRELOAD");
	if (SANITIZED)
		return "sanitizer";
	if (preload && strstr(preload, "vgpreload")) /* valgrind makes system calls of its own in our name */
		return "valgrind";
	return wish && strcmp(wish, "off") == 0 ? "QUANZE_SANDBOX=off" : NULL;
}

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "batch/landlock.h"

/* The numbers are the same on all architectures; older headers lack them. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13) /* ABI 2 */
#endif
#define ACCESS_TRUNCATE (1ULL << 14) /* ABI 3 */

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE                                                                                                                     \
	(READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                   \
	 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | ACCESS_TRUNCATE)
#define FOR_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

/* ---- Landlock ---- */

static long landlock_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* All rights that this version knows: what is handled is forbidden unless a rule allows it. */
static unsigned long long handled_rights(long version)
{
	unsigned long long rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
	if (version >= 2)
		rights |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		rights |= ACCESS_TRUNCATE;
	return rights;
}

/* Allows a path; one that is not there, or that cannot be looked at, is no loss: it stays forbidden. */
static void allow_path(int rules, const char *path, unsigned long long rights)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return;
	struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0 && errno == EINVAL) {
		rule.allowed_access = rights & FOR_FILES; /* no folder */
		syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	}
	close(fd);
}

static bool enter_landlock(const struct qz_sandbox *sandbox)
{
	/* iconv loads its tables from the system's libraries; error texts come from the locales. */
	static const char *const system[] = {"/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache",
					     "/usr/share/locale", "/usr/share/locale-langpack"};
	long version = landlock_version();
	if (version < 1)
		return false;
	const struct landlock_ruleset_attr attr = {.handled_access_fs = handled_rights(version)};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr.handled_access_fs, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; i < sizeof system / sizeof *system; i++)
		allow_path(rules, system[i], READ);
	for (size_t i = 0; i < sandbox->nreadable; i++)
		allow_path(rules, sandbox->readable[i], READ);
	if (sandbox->writable)
		allow_path(rules, sandbox->writable, WRITE & attr.handled_access_fs);
	bool done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return done;
}

/* ---- seccomp ---- */

/*
 * What a job needs, whatever the arguments: memory; its threads, and to wait for them; signals to itself;
 * to ask what it is and what time it is; its files, which Landlock bounds; its socket to the parent.
 */
static const char *const allowed[] = {
	/* memory */
	"brk", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise",
	/* threads */
	"futex", "futex_time64", "set_robust_list", "rseq", "sched_yield", "membarrier", "exit", "exit_group", "restart_syscall", "arch_prctl",
	/* signals that come to it */
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "sigaltstack",
	/* itself and the time */
	"gettid", "getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "getrandom", "getcwd", "umask", "getrusage",
	"times", "getrlimit", "ugetrlimit", "clock_gettime", "clock_gettime64", "clock_getres", "clock_nanosleep", "clock_nanosleep_time64",
	"nanosleep", "gettimeofday", "time",
	/* files that it has open */
	"read", "pread64", "readv", "preadv", "write", "pwrite64", "writev", "pwritev", "lseek", "_llseek", "close", "close_range", "dup", "dup2",
	"dup3", "pipe2", "fstat", "fstat64", "fstatfs", "getdents", "getdents64", "fchmod", "ftruncate", "fallocate", "fsync", "fdatasync",
	"sync_file_range", "sync_file_range2", "copy_file_range", "fadvise64",
	/* files by name: allowed ones */
	"open", "openat", "openat2", "stat", "stat64", "lstat", "lstat64", "newfstatat", "fstatat64", "statx", "statfs", "access", "faccessat",
	"faccessat2", "readlink", "readlinkat", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2",
	/* the socket to the parent */
	"sendto", "recvfrom", "sendmsg", "recvmsg", "shutdown", "poll", "ppoll", "ppoll_time64", "select", "pselect6", "_newselect",
};

/* Never made by mistake: the process ends. */
static const char *const deadly[] = {"execve", "execveat", "fork", "vfork", "socket", "connect", "bind", "listen", "accept", "accept4",
				     "ptrace", "process_vm_readv", "process_vm_writev", "mount", "umount2", "pivot_root", "chroot", "setns", "unshare", "bpf",
				     "init_module", "finit_module", "kexec_load", "keyctl", "add_key", "userfaultfd", "perf_event_open", "io_uring_setup"};

static int add_names(scmp_filter_ctx filter, uint32_t action, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int number = seccomp_syscall_resolve_name(names[i]);
		if (number == __NR_SCMP_ERROR || number < 0) /* not on this architecture */
			continue;
		int result = seccomp_rule_add(filter, action, number, 0);
		if (result != 0)
			return result;
	}
	return 0;
}

/*
 * Calls that reach other processes by an argument are allowed for this one alone: abort() signals its own thread, getrlimit() asks for its
 * own limits and sets none, and a descriptor gets neither an owner nor a signal (F_SETOWN, F_SETSIG) that would end in another process.
 */
static int add_bounded(scmp_filter_ctx filter)
{
	static const int commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW};
	int result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	if (result == 0)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0));
	if (result == 0)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sched_getaffinity), 1, SCMP_A0(SCMP_CMP_EQ, 0));
	for (size_t i = 0; i < sizeof commands / sizeof *commands && result == 0; i++) {
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i]));
		if (result == 0 && SCMP_SYS(fcntl64) >= 0)
			result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl64), 1, SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i]));
	}
	return result;
}

/* Threads may be made, processes not. clone3 hides its flags from the filter: "not there" makes the C library use clone. */
static int add_clone(scmp_filter_ctx filter)
{
	int result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	if (result == 0)
		result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	return result;
}

static bool enter_seccomp(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool done = filter && add_names(filter, SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof *allowed) == 0 &&
		    add_names(filter, SCMP_ACT_KILL_PROCESS, deadly, sizeof deadly / sizeof *deadly) == 0 && add_clone(filter) == 0 && add_bounded(filter) == 0 &&
		    seccomp_load(filter) == 0;
	seccomp_release(filter);
	return done;
}

bool qz_sandbox_enter(const struct qz_sandbox *sandbox)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	bool files = enter_landlock(sandbox), calls = enter_seccomp();
	return files || calls;
}

void qz_sandbox_describe(char *text, size_t size)
{
	long version = landlock_version();
	bool calls = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno == EFAULT; /* it would take a filter */
	if (version < 1)
		snprintf(text, size, "%s", calls ? "seccomp" : "unsupported");
	else
		snprintf(text, size, "%sLandlock %ld", calls ? "seccomp, " : "", version);
}

#else

bool qz_sandbox_enter(const struct qz_sandbox *sandbox)
{
	(void)sandbox;
	return false;
}

void qz_sandbox_describe(char *text, size_t size)
{
	snprintf(text, size, "unsupported");
}

#endif

void qz_sandbox_state(char *text, size_t size)
{
	const char *off = qz_sandbox_off();
	if (off)
		snprintf(text, size, "off: %s", off);
	else
		qz_sandbox_describe(text, size);
}
