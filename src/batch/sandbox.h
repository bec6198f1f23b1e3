/*
 * A process that gives up what it will not need before it reads untrusted
 * bytes (Linux): Landlock leaves it the files of its job, seccomp no network, no
 * other program, no other process. What the kernel lacks is left out.
 */
#ifndef QZ_BATCH_SANDBOX_H
#define QZ_BATCH_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* What the process keeps. Paths are borrowed; one that is not there is passed over. */
struct qz_sandbox {
	const char *const *readable; /* files, and folders with all below them */
	size_t nreadable;
	const char *writable;        /* a folder: files and folders may be made, replaced and removed below it; NULL: none */
};

/*
 * Confines this process and its threads for good. Descriptors that are open stay
 * so. A forbidden system call that only an attacker makes (exec, a socket,
 * ptrace) ends the process by SIGSYS; any other that is not on the list fails
 * with EPERM, a forbidden file with EACCES. False when neither Landlock nor
 * seccomp could be had, or memory ran out.
 */
bool qz_sandbox_enter(const struct qz_sandbox *sandbox);

/*
 * Before that: of the open descriptors the process keeps its socket to the parent, and
 * standard input where that is one of its inputs. The terminal is the parent's alone.
 */
void qz_sandbox_shed(int socket, bool standard_input);

/* In the parent, before workers are made: without Landlock nothing else keeps them from its memory, a file of /proc. */
void qz_sandbox_guard(void);

/* Why the sandbox is not used here: "valgrind", "sanitizer", "QUANZE_SANDBOX=off"; NULL when it is. */
const char *qz_sandbox_off(void);

/* What this kernel and build offer: "seccomp, Landlock 3", or "unsupported". */
void qz_sandbox_describe(char *text, size_t size);

/* What confines workers here, or why nothing does: "seccomp, Landlock 3", "off: valgrind", "unsupported". */
void qz_sandbox_state(char *text, size_t size);

#endif
