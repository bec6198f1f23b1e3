/*
 * Running LibreOffice, for pdf.h. Nothing of the command line reaches it but the
 * file: names are ours, its folder is a temporary one that nobody else may enter.
 */
#include "cli/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif

#include "cli/cmd.h"

#define STEP_NS 20000000L /* how often it is asked whether it has ended */
#define TREE_DEPTH 16

static enum qz_status fail(const struct cli *cli, const char *key, const char *path)
{
	struct qz_buf shown;
	qz_buf_init(&shown);
	qz_buf_put_visible(&shown, path, strlen(path));
	fprintf(stderr, "quanze: %s: %s\n", shown.data && !shown.failed ? shown.data : "", qz_messages_text(cli->messages, key));
	qz_buf_done(&shown);
	return QZ_OUTPUT;
}

/* ---- files ---- */

static bool write_all(int file, const char *bytes, size_t len)
{
	for (ssize_t n; len > 0; bytes += n, len -= (size_t)n)
		if ((n = write(file, bytes, len)) <= 0)
			return false;
	return true;
}

/* Copies a file to one that must not be there yet. */
static bool copy_file(const char *from, const char *to)
{
	char bytes[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC), out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	ssize_t n = 0;
	bool good = out >= 0;
	while (good && (n = read(in, bytes, sizeof bytes)) > 0)
		good = write_all(out, bytes, (size_t)n);
	good = good && n == 0;
	if (in >= 0)
		close(in);
	if (out >= 0 && close(out) != 0)
		good = false;
	if (!good && out >= 0)
		unlink(to);
	return good;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	remove(path);
	return 0;
}

/* The PDF beside the Word file: a copy, which then gets its name. */
static bool deliver(const char *made, const char *docx, struct qz_buf *pdf)
{
	struct qz_buf temporary;
	qz_buf_init(&temporary);
	qz_buf_add(pdf, docx, strlen(docx) - strlen("docx"));
	qz_buf_puts(pdf, "pdf");
	qz_buf_printf(&temporary, "%s.%ld.quanze-tmp", pdf->failed ? "" : pdf->data, (long)getpid());
	bool good = !pdf->failed && !temporary.failed && copy_file(made, temporary.data);
	if (good && rename(temporary.data, pdf->data) != 0) {
		unlink(temporary.data);
		good = false;
	}
	qz_buf_done(&temporary);
	return good;
}

/* ---- the process ---- */

/* Takes the network away where the system allows it; LibreOffice needs none. */
static void leave_network(void)
{
#ifdef __linux__
	char map[64];
	long uid = (long)getuid(), gid = (long)getgid();
	if (uid == 0) {
		if (unshare(CLONE_NEWNET) != 0)
			return;
	} else if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0) {
		const char *const files[] = {"/proc/self/setgroups", "/proc/self/uid_map", "/proc/self/gid_map"};
		for (int i = 0; i < 3; i++) {
			snprintf(map, sizeof map, i == 0 ? "deny" : "%ld %ld 1", i == 1 ? uid : gid, i == 1 ? uid : gid);
			int file = open(files[i], O_WRONLY | O_CLOEXEC);
			if (file >= 0 && write(file, map, strlen(map)) < 0)
				errno = 0; /* it goes on without names for its owner */
			if (file >= 0)
				close(file);
		}
	}
#endif
}

/* In the child: LibreOffice with our folder as its home. Does not return. */
static void run_office(const char *folder)
{
	static const char *const names[] = {"soffice", "libreoffice"};
	char profile[256];
	sigset_t none;
	sigemptyset(&none);
	setpgid(0, 0);
	sigprocmask(SIG_SETMASK, &none, NULL);
	int null = open("/dev/null", O_RDWR);
	if (null < 0 || chdir(folder) != 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
		_exit(126);
	for (int file = 3; file < 256; file++)
		close(file);
	leave_network();
	snprintf(profile, sizeof profile, "-env:UserInstallation=file://%s/profile", folder);
	setenv("HOME", folder, 1);
	unsetenv("DISPLAY");
	unsetenv("WAYLAND_DISPLAY");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		execlp(names[i], names[i], "--headless", "--norestore", "--nologo", profile, "--convert-to", "pdf", "in.docx", (char *)NULL);
	_exit(127);
}

/* The exit status of the process, or -1 when it was late; all of its group is ended then. */
static int wait_for(pid_t child, double seconds)
{
	const struct timespec step = {.tv_nsec = STEP_NS};
	int status = 0;
	for (double passed = 0; passed < seconds; passed += STEP_NS / 1e9) {
		pid_t done = waitpid(child, &status, WNOHANG);
		if (done == child)
			return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
		if (done < 0 && errno != EINTR)
			return 125;
		nanosleep(&step, NULL);
	}
	kill(-child, SIGKILL);
	waitpid(child, &status, 0);
	return -1;
}

static enum qz_status convert(const struct cli *cli, const char *docx, const char *folder)
{
	char in[256], made[256];
	snprintf(in, sizeof in, "%s/in.docx", folder);
	snprintf(made, sizeof made, "%s/in.pdf", folder);
	if (!copy_file(docx, in))
		return fail(cli, "pdf.failed", docx);
	pid_t child = fork();
	if (child == 0)
		run_office(folder);
	int status = child < 0 ? 125 : wait_for(child, (double)cli->options.limits.job_seconds);
	if (child > 0)
		kill(-child, SIGKILL); /* what it may have left behind in its group */
	if (status == 127)
		return fail(cli, "pdf.absent", docx);
	if (status < 0)
		return fail(cli, "pdf.late", docx);
	struct qz_buf pdf;
	qz_buf_init(&pdf);
	bool good = access(made, R_OK) == 0 && deliver(made, docx, &pdf);
	if (good && !cli->quiet)
		printf("%s\n", pdf.data);
	qz_buf_done(&pdf);
	return good ? QZ_OK : fail(cli, "pdf.failed", docx);
}

enum qz_status cli_pdf_make(const struct cli *cli, const char *docx)
{
	const char *base = getenv("TMPDIR");
	char folder[128];
	if (!base || *base != '/' || strlen(base) > 80)
		base = "/tmp";
	snprintf(folder, sizeof folder, "%s/quanze-pdf-XXXXXX", base);
	if (!mkdtemp(folder))
		return fail(cli, "pdf.failed", docx);
	fflush(stdout);
	enum qz_status status = convert(cli, docx, folder);
	nftw(folder, remove_one, TREE_DEPTH, FTW_DEPTH | FTW_PHYS);
	return status;
}
