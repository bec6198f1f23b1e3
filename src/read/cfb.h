/*
 * The OLE2 container ([MS-CFB]): streams by name, out of a file in memory.
 * Every sector number, chain length and size is checked against the file.
 */
#ifndef QZ_READ_CFB_H
#define QZ_READ_CFB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct qz_buf;

struct qz_cfb {
	const unsigned char *bytes;
	size_t len;
	size_t sector, mini_sector; /* sizes in bytes */
	size_t nsectors;            /* whole sectors behind the header */
	uint32_t *fat_sectors;      /* where the FAT stands */
	size_t nfat_sectors;
	unsigned char *directory;   /* all entries, 128 bytes each */
	size_t nentries;
	size_t mini_cutoff;
	uint32_t first_mini_fat;
};

/* Opens the container; "" when it is in order, else what is wrong with it, in a word. Free with qz_cfb_done either way. */
const char *qz_cfb_open(struct qz_cfb *cfb, const void *bytes, size_t len);
void qz_cfb_done(struct qz_cfb *cfb);

/*
 * Whether bytes are a container with a stream of that (ASCII) name at its top. Of a
 * damaged one: whether the name stands anywhere.
 */
bool qz_cfb_holds(const void *bytes, size_t len, const char *name);

/* True when a stream of that (ASCII) name exists; what stands at the top goes before what embedded documents have. */
bool qz_cfb_has(const struct qz_cfb *cfb, const char *name);

/* Appends a stream; false when it is missing or its chain is damaged. */
bool qz_cfb_read(const struct qz_cfb *cfb, const char *name, struct qz_buf *out);

#endif
