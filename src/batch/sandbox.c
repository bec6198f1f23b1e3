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
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
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

void qz_sandbox_guard(void)
{
	if (landlock_version() < 1)
		prctl(PR_SET_DUMPABLE, 0);
}

/* Of root's powers those over files stay, within what Landlock leaves: who starts a batch as root means it to read what others own. */
static void drop_powers(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
	const uint32_t kept = 1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH | 1u << CAP_FOWNER;
	if (syscall(SYS_capget, &header, sets) != 0)
		return;
	for (size_t i = 0; i < _LINUX_CAPABILITY_U32S_3; i++) {
		sets[i].permitted &= i == 0 ? kept : 0;
		sets[i].effective &= i == 0 ? kept : 0;
		sets[i].inheritable = 0;
	}
	syscall(SYS_capset, &header, sets);
}

static void close_between(unsigned first, unsigned last)
{
#ifdef SYS_close_range
	if (first > last || syscall(SYS_close_range, first, last, 0) == 0)
		return;
#endif
	for (unsigned fd = first; fd <= last && fd < 1024; fd++) /* before Linux 5.9 */
		close((int)fd);
}

void qz_sandbox_shed(int socket, bool standard_input)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = standard_input ? 1 : 0; fd <= 2 && nothing >= 0; fd++)
		dup2(nothing, fd);
	close_between(3, (unsigned)socket - 1);
	close_between((unsigned)socket + 1, ~0u);
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
 * What a job needs, and why; SECURITY.md has the same table for readers (tests/lint/sandbox.sh compares them). None of these
 * reaches another process; those that could by an argument are in `bounded`. What is missing here is not needed, and fails.
 */
static const char *const allowed[] = {
	/* memory: the allocator's, and the tables of encodings, which the C library loads when the first text needs one */
	"brk", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise",
	/* threads, which draw long lists: to wait for one another, to begin, to end */
	"futex", "futex_time64", "set_robust_list", "rseq", "sched_yield", "membarrier", "arch_prctl", "exit", "exit_group", "restart_syscall",
	/* signals that come to it; abort() needs them, and the C library where threads begin */
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "sigaltstack",
	/* what it is and what time it is: names of temporary files, seeds of hash tables, qsort()'s share of memory */
	"gettid", "getpid", "sysinfo", "getrandom", "getcwd", "getrlimit", "ugetrlimit", "clock_gettime", "clock_gettime64", "gettimeofday", "time",
	/* files that it has open: inputs are read, outputs written, sent to the disk, read again to be hashed */
	"read", "pread64", "readv", "write", "writev", "lseek", "_llseek", "close", "fstat", "fstat64", "getdents", "getdents64", "fsync",
	"sync_file_range", "sync_file_range2",
	/* files by name, within what Landlock leaves: inputs, edited resources, encodings; temporary files and folders of outputs */
	"open", "openat", "stat", "stat64", "lstat", "lstat64", "newfstatat", "fstatat64", "statx", "mkdirat", "renameat",
	/* jobs come from the parent by its socket */
	"recvfrom",
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

/* Calls that are allowed with one value of one argument alone. */
struct bound {
	const char *name;
	unsigned argument; /* counted from 0 */
	long value;
};
#define OWN_PROCESS (-1L) /* the value is this process's number */

static const struct bound bounded[] = {
	{"tgkill", 0, OWN_PROCESS},          /* abort() signals its own thread */
	{"sched_getaffinity", 0, 0},         /* how many processors this process may use */
	{"sendto", 4, 0},                    /* answers go back by the socket, not to an address */
	{"unlinkat", 2, 0},                  /* temporary files that were given up; no folders */
	{"renameat2", 4, 0},                 /* renameat() of newer architectures; nothing is exchanged */
	{"fcntl", 1, F_GETFD},   {"fcntl64", 1, F_GETFD}, /* a descriptor gets neither an owner nor a signal (F_SETOWN, F_SETSIG), */
	{"fcntl", 1, F_SETFD},   {"fcntl64", 1, F_SETFD}, /* nor other flags: streams are shared with the parent */
	{"fcntl", 1, F_GETFL},   {"fcntl64", 1, F_GETFL},
};

static int add_bounded(scmp_filter_ctx filter)
{
	/* getrlimit() asks for its own limits and sets none: two arguments. */
	int result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0));
	for (size_t i = 0; i < sizeof bounded / sizeof *bounded && result == 0; i++) {
		int number = seccomp_syscall_resolve_name(bounded[i].name);
		scmp_datum_t value = (scmp_datum_t)(bounded[i].value == OWN_PROCESS ? getpid() : bounded[i].value);
		if (number != __NR_SCMP_ERROR && number >= 0)
			result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 1, SCMP_CMP(bounded[i].argument, SCMP_CMP_EQ, value));
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

/* As a tree, not as a list of a hundred comparisons that each call would go down; libseccomp before 2.5 has lists alone. */
static bool load_filter(scmp_filter_ctx filter)
{
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	return seccomp_load(filter) == 0;
}

static bool enter_seccomp(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool done = filter && add_names(filter, SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof *allowed) == 0 &&
		    add_names(filter, SCMP_ACT_KILL_PROCESS, deadly, sizeof deadly / sizeof *deadly) == 0 && add_clone(filter) == 0 && add_bounded(filter) == 0 &&
		    load_filter(filter);
	seccomp_release(filter);
	return done;
}

/*
 * A process of its own namespace (CLONE_NEWPID) would see no other one; no call above reaches any. It would take a user namespace,
 * which many systems refuse, a second fork a worker, and a first process that signals do not end, whose number tells the parent nothing.
 */
bool qz_sandbox_enter(const struct qz_sandbox *sandbox)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	drop_powers();
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

void qz_sandbox_shed(int socket, bool standard_input)
{
	(void)socket;
	(void)standard_input;
}

void qz_sandbox_guard(void)
{
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
