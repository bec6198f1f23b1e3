/*
 * Preloaded into the program: stands for an input that took a worker over. When the
 * worker is about to give its first output a name, after the sandbox closed, it tries
 * what must not succeed, and writes down in the output folder how each attempt ended.
 *
 * Environment: QZ_ATTACK=aimed (calls that are allowed, aimed at others) or calls (every
 * number that is not allowed, from QZ_ATTACK_FROM on), QZ_ATTACK_VICTIM (a process),
 * QZ_ATTACK_OUTSIDE (a folder), QZ_ATTACK_LOG, QZ_ATTACK_NO_LANDLOCK=1 (the kernel
 * has none). A line is NAME RESULT ERRNO.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define LAST_CALL 480

static int log_file = -1;
static pid_t parent;

static void say(const char *name, long result)
{
	char line[256];
	int error = errno, len = snprintf(line, sizeof line, "%s %ld %d\n", name, result, result < 0 ? error : 0);
	if (write(log_file, line, (size_t)len) != len)
		_exit(99);
}

/* A kernel without Landlock, for the whole run: its first call is unknown. */
__attribute__((constructor)) static void begin(void)
{
	parent = getpid();
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 444 /* landlock_create_ruleset */, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
	if (!getenv("QZ_ATTACK_NO_LANDLOCK"))
		return;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(98);
}

/* ---- allowed calls, aimed at others: every one of these has to fail ---- */

static void aim_at_process(pid_t victim, const char *who)
{
	struct rlimit limit = {0, 0};
	cpu_set_t set;
	char name[64];
	static const int signals[] = {0, SIGTERM, SIGKILL, SIGSTOP};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		snprintf(name, sizeof name, "tgkill-%s-%d", who, signals[i]);
		say(name, syscall(SYS_tgkill, victim, victim, signals[i]));
	}
	snprintf(name, sizeof name, "prlimit64-set-%s", who);
	say(name, syscall(SYS_prlimit64, victim, RLIMIT_CPU, &limit, NULL));
	snprintf(name, sizeof name, "prlimit64-get-%s", who);
	say(name, syscall(SYS_prlimit64, victim, RLIMIT_CPU, NULL, &limit));
	snprintf(name, sizeof name, "sched_getaffinity-%s", who);
	say(name, syscall(SYS_sched_getaffinity, victim, sizeof set, &set));
	snprintf(name, sizeof name, "fcntl-owner-%s", who);
	say(name, fcntl(2, F_SETOWN, victim));
}

static void aim_at_files(const char *outside)
{
	static const char *const paths[] = {"/etc/passwd", "/etc/hostname", "/root", "/", "/proc/self/environ", "/proc/self/mem", "/dev/tty", "/dev/shm", "/tmp"};
	char path[512], name[600];
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		snprintf(name, sizeof name, "open-%s", paths[i]);
		say(name, open(paths[i], O_RDONLY));
	}
	snprintf(path, sizeof path, "%s/secret", outside);
	say("open-secret", open(path, O_RDONLY));
	say("open-secret-to-write", open(path, O_WRONLY));
	say("open-secret-to-cut", open(path, O_WRONLY | O_TRUNC));
	say("unlink-secret", unlinkat(AT_FDCWD, path, 0));
	say("rename-secret", syscall(SYS_renameat, AT_FDCWD, path, AT_FDCWD, getenv("QZ_ATTACK_LOG")));
	snprintf(path, sizeof path, "%s/new", outside);
	say("make-file", open(path, O_WRONLY | O_CREAT, 0666));
	say("make-folder", mkdirat(AT_FDCWD, path, 0777));
}

/* What the kernel guards of another process's files in /proc. */
static void aim_at_proc(pid_t victim, const char *who)
{
	static const char *const files[] = {"mem", "environ", "maps", "fd/0", "oom_score_adj", "coredump_filter", "clear_refs"};
	char path[64], name[64];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		if (i >= 4 && getenv("QZ_ATTACK_NO_LANDLOCK")) /* the user's own files, as any other */
			continue;
		snprintf(path, sizeof path, "/proc/%d/%s", (int)victim, files[i]);
		snprintf(name, sizeof name, "proc-%s-%s", who, files[i]);
		say(name, open(path, i < 4 ? O_RDONLY : O_WRONLY));
	}
}

static void aim_at_descriptors(void)
{
	struct rlimit own = {1 << 20, 1 << 20};
	struct sockaddr address = {.sa_family = AF_UNIX, .sa_data = "/x"};
	int socket = -1, others = 0;
	for (int fd = 0; fd < 1024; fd++) {
		char byte;
		int got = (int)recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
		if (got >= 0 || errno == EAGAIN)
			others += socket >= 0, socket = socket < 0 ? fd : socket;
	}
	say("a-second-socket", others ? 0 : (errno = ENOTSOCK, -1));
	say("sendto-address", sendto(socket, "x", 1, 0, &address, sizeof address));
	say("own-limit", syscall(SYS_prlimit64, 0, RLIMIT_AS, &own, NULL));
	say("nonblocking-stream", fcntl(2, F_SETFL, O_NONBLOCK | O_ASYNC));
	say("clone-process", syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
	say("clone-namespace", syscall(SYS_clone, CLONE_NEWUSER | CLONE_NEWPID | SIGCHLD, NULL, NULL, NULL, NULL));
	if (write(2, "forged line\n", 12) != 12 || write(1, "forged line\n", 12) != 12) /* the driver looks for it */
		say("streams", -1);
}

static void aim(void)
{
	pid_t victim = (pid_t)atol(getenv("QZ_ATTACK_VICTIM"));
	aim_at_process(parent, "parent");
	aim_at_process(victim, "other");
	if (!getenv("QZ_ATTACK_NO_LANDLOCK"))
		aim_at_files(getenv("QZ_ATTACK_OUTSIDE"));
	aim_at_proc(parent, "parent");
	if (!getenv("QZ_ATTACK_NO_LANDLOCK"))
		aim_at_proc(victim, "other");
	aim_at_descriptors();
}

/* ---- every other call: each has to fail, or ends the process ---- */

#ifdef __x86_64__
/* What may succeed, by what it is for: a list of its own, so that nothing comes into the program's unseen. */
static const int free_calls[] = {
	SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_sched_yield, SYS_membarrier, SYS_arch_prctl, SYS_exit,
	SYS_exit_group, SYS_restart_syscall, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_gettid, SYS_getpid, SYS_sysinfo, SYS_getrandom, SYS_getcwd,
	SYS_getrlimit, SYS_clock_gettime, SYS_gettimeofday, SYS_time, SYS_read, SYS_pread64, SYS_readv, SYS_write, SYS_writev, SYS_lseek, SYS_close, SYS_fstat, SYS_getdents, SYS_getdents64,
	SYS_fsync, SYS_sync_file_range, SYS_open, SYS_openat, SYS_stat, SYS_lstat, SYS_newfstatat, SYS_statx, SYS_mkdirat, SYS_renameat, SYS_recvfrom,
	/* within bounds, which aim() tries */
	SYS_tgkill, SYS_prlimit64, SYS_sched_getaffinity, SYS_sendto, SYS_unlinkat, SYS_renameat2, SYS_fcntl, SYS_clone,
	/* of the kernel's own trampolines (uretprobe, uprobe), which no filter is asked about */
	335, 336,
};

static int is_free(long call)
{
	for (size_t i = 0; i < sizeof free_calls / sizeof *free_calls; i++)
		if (free_calls[i] == call)
			return 1;
	return 0;
}

static void try_all(long from)
{
	char name[32];
	for (long call = from; call < LAST_CALL; call++) {
		if (is_free(call))
			continue;
		snprintf(name, sizeof name, "begin-%ld", call);
		say(name, 0);
		long result = syscall(call, (long)parent, 0L, 0L, 0L, 0L, 0L);
		snprintf(name, sizeof name, "call-%ld", call);
		say(name, result);
	}
	snprintf(name, sizeof name, "begin-%d", LAST_CALL);
	say(name, 0);
	syscall(0x40000000L + SYS_getpid); /* by another table of calls: ends the process */
	say("other-table", 0);
}
#else
static void try_all(long from)
{
	(void)from;
}
#endif

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	const char *attack = getenv("QZ_ATTACK"), *log = getenv("QZ_ATTACK_LOG"), *first = getenv("QZ_ATTACK_FROM");
	if (attack && log && log_file < 0 && (log_file = open(log, O_WRONLY | O_APPEND)) >= 0) {
		if (strcmp(attack, "aimed") == 0)
			aim();
		else
			try_all(first ? atol(first) : 0);
	}
	return (int)syscall(SYS_renameat, from_folder, from, to_folder, to);
}
