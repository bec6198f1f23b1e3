/*
 * What of Landlock (landlock(7)) the sandbox uses, from the kernel's header or,
 * where a distribution's is older than Linux 5.13, written down here: numbers and
 * structures of the kernel's interface, which never change. Whether the kernel
 * that runs has it is asked when the program runs.
 */
#ifndef QZ_BATCH_LANDLOCK_H
#define QZ_BATCH_LANDLOCK_H

#if defined(__has_include)
#if __has_include(<linux/landlock.h>)
#define QZ_LANDLOCK_HEADER
#endif
#endif

#ifdef QZ_LANDLOCK_HEADER
#include <linux/landlock.h>
#else
#include <linux/types.h>

struct landlock_ruleset_attr {
	__u64 handled_access_fs;
};

struct landlock_path_beneath_attr {
	__u64 allowed_access;
	__s32 parent_fd;
} __attribute__((packed));

#define LANDLOCK_CREATE_RULESET_VERSION (1U << 0)
#define LANDLOCK_RULE_PATH_BENEATH 1
#define LANDLOCK_ACCESS_FS_EXECUTE (1ULL << 0)
#define LANDLOCK_ACCESS_FS_WRITE_FILE (1ULL << 1)
#define LANDLOCK_ACCESS_FS_READ_FILE (1ULL << 2)
#define LANDLOCK_ACCESS_FS_READ_DIR (1ULL << 3)
#define LANDLOCK_ACCESS_FS_REMOVE_DIR (1ULL << 4)
#define LANDLOCK_ACCESS_FS_REMOVE_FILE (1ULL << 5)
#define LANDLOCK_ACCESS_FS_MAKE_CHAR (1ULL << 6)
#define LANDLOCK_ACCESS_FS_MAKE_DIR (1ULL << 7)
#define LANDLOCK_ACCESS_FS_MAKE_REG (1ULL << 8)
#define LANDLOCK_ACCESS_FS_MAKE_SOCK (1ULL << 9)
#define LANDLOCK_ACCESS_FS_MAKE_FIFO (1ULL << 10)
#define LANDLOCK_ACCESS_FS_MAKE_BLOCK (1ULL << 11)
#define LANDLOCK_ACCESS_FS_MAKE_SYM (1ULL << 12)
#endif

#endif
