/*
 * Reading OLE2 containers, for cfb.h. Section numbers are [MS-CFB]'s.
 */
#include "read/cfb.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define HEADER 512
#define ENTRY 128
#define LAST_SECTOR 0xFFFFFFFAu /* MAXREGSECT, 2.1 */
#define DIFAT_IN_HEADER 109

static uint32_t u16(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t u32(const unsigned char *at)
{
	return u16(at) | u16(at + 2) << 16;
}

/* The bytes of a sector; NULL when it lies outside the file. */
static const unsigned char *sector_at(const struct qz_cfb *cfb, uint32_t number)
{
	if (number >= cfb->nsectors)
		return NULL;
	return cfb->bytes + HEADER + (size_t)number * cfb->sector + (cfb->sector > HEADER ? cfb->sector - HEADER : 0);
}

/* The sector that follows in a chain (2.3); something above LAST_SECTOR at its end or where the FAT is damaged. */
static uint32_t next_sector(const struct qz_cfb *cfb, uint32_t number)
{
	size_t per = cfb->sector / 4, index = number / per;
	const unsigned char *fat = index < cfb->nfat_sectors ? sector_at(cfb, cfb->fat_sectors[index]) : NULL;
	return fat ? u32(fat + 4 * (number % per)) : LAST_SECTOR + 1;
}

/* Appends a chain, at most `limit` bytes; false when it leaves the file or goes in circles. */
static bool read_chain(const struct qz_cfb *cfb, uint32_t first, size_t limit, struct qz_buf *out)
{
	size_t steps = 0;
	for (uint32_t at = first; at <= LAST_SECTOR && limit > 0; at = next_sector(cfb, at)) {
		const unsigned char *bytes = sector_at(cfb, at);
		if (!bytes || ++steps > cfb->nsectors)
			return false;
		size_t n = limit < cfb->sector ? limit : cfb->sector;
		qz_buf_add(out, bytes, n);
		limit -= n;
	}
	return !out->failed;
}

/* Gathers the sectors of the FAT: 109 in the header, the others in DIFAT sectors (2.5). */
static const char *read_difat(struct qz_cfb *cfb)
{
	size_t declared = u32(cfb->bytes + 0x2C), per = cfb->sector / 4;
	if (declared > cfb->nsectors)
		return "fat";
	cfb->fat_sectors = calloc(declared + 1, sizeof *cfb->fat_sectors);
	if (!cfb->fat_sectors)
		return "memory";
	for (size_t i = 0; i < DIFAT_IN_HEADER && cfb->nfat_sectors < declared; i++)
		cfb->fat_sectors[cfb->nfat_sectors++] = u32(cfb->bytes + 0x4C + 4 * i);
	size_t steps = 0;
	for (uint32_t at = u32(cfb->bytes + 0x44); at <= LAST_SECTOR && cfb->nfat_sectors < declared;) {
		const unsigned char *difat = sector_at(cfb, at);
		if (!difat || ++steps > cfb->nsectors)
			return "difat";
		for (size_t i = 0; i + 1 < per && cfb->nfat_sectors < declared; i++)
			cfb->fat_sectors[cfb->nfat_sectors++] = u32(difat + 4 * i);
		at = u32(difat + 4 * (per - 1));
	}
	return "";
}

const char *qz_cfb_open(struct qz_cfb *cfb, const void *bytes, size_t len)
{
	static const unsigned char signature[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
	*cfb = (struct qz_cfb){.bytes = bytes, .len = len};
	if (len < HEADER + 512 || memcmp(bytes, signature, sizeof signature) != 0)
		return "header";
	unsigned shift = u16(cfb->bytes + 0x1E), mini_shift = u16(cfb->bytes + 0x20);
	if ((shift != 9 && shift != 12) || mini_shift != 6 || u16(cfb->bytes + 0x1C) != 0xFFFE)
		return "header";
	cfb->sector = (size_t)1 << shift;
	cfb->mini_sector = 64;
	cfb->nsectors = (len - HEADER) / cfb->sector + ((len - HEADER) % cfb->sector >= 512 && shift == 9);
	if (shift == 12)
		cfb->nsectors = len / cfb->sector - 1;
	cfb->mini_cutoff = u32(cfb->bytes + 0x38);
	cfb->first_mini_fat = u32(cfb->bytes + 0x3C);
	const char *wrong = read_difat(cfb);
	if (*wrong)
		return wrong;
	struct qz_buf directory;
	qz_buf_init(&directory);
	bool read = read_chain(cfb, u32(cfb->bytes + 0x30), len, &directory);
	cfb->nentries = directory.len / ENTRY;
	cfb->directory = (unsigned char *)qz_buf_take(&directory);
	return read && cfb->nentries ? "" : "directory";
}

void qz_cfb_done(struct qz_cfb *cfb)
{
	free(cfb->fat_sectors);
	free(cfb->directory);
	*cfb = (struct qz_cfb){0};
}

static unsigned upper(unsigned c)
{
	return c >= 'a' && c <= 'z' ? c - 32 : c;
}

/* The order of names (2.6.4), here ASCII in UTF-16LE: shorter ones first, then by capital letters. */
static int compare_name(const char *name, const unsigned char *entry)
{
	size_t len = strlen(name), size = u16(entry + 64);
	if (2 * (len + 1) != size)
		return 2 * (len + 1) < size ? -1 : 1;
	for (size_t k = 0; k < len; k++) {
		unsigned a = upper((unsigned char)name[k]), b = upper(u16(entry + 2 * k));
		if (a != b)
			return a < b ? -1 : 1;
	}
	return 0;
}

/* The entry of a stream at the top of the container: the children of the root are a search tree. */
static const unsigned char *find_at_top(const struct qz_cfb *cfb, const char *name)
{
	size_t steps = 0;
	for (uint32_t at = u32(cfb->directory + 76); at < cfb->nentries && steps++ < cfb->nentries;) {
		const unsigned char *entry = cfb->directory + (size_t)at * ENTRY;
		int order = compare_name(name, entry);
		if (order == 0)
			return entry[66] == 2 ? entry : NULL;
		at = u32(entry + (order < 0 ? 68 : 72));
	}
	return NULL;
}

/* The entry of a stream (2.6.1). */
static const unsigned char *find_entry(const struct qz_cfb *cfb, const char *name)
{
	const unsigned char *top = find_at_top(cfb, name);
	for (size_t i = 0; i < cfb->nentries && !top; i++) {
		const unsigned char *entry = cfb->directory + i * ENTRY;
		if (entry[66] == 2 && compare_name(name, entry) == 0)
			top = entry;
	}
	return top;
}

bool qz_cfb_holds(const void *bytes, size_t len, const char *name)
{
	struct qz_cfb cfb;
	unsigned char wide[64];
	size_t count = strlen(name) < 32 ? strlen(name) : 32;
	bool good = *qz_cfb_open(&cfb, bytes, len) == '\0', signature = cfb.len > 0 && len >= 8 && u32(cfb.bytes) == 0xE011CFD0;
	bool found = good && find_at_top(&cfb, name);
	for (size_t i = 0; i < count; i++) {
		wide[2 * i] = (unsigned char)name[i];
		wide[2 * i + 1] = 0;
	}
	if (!good && signature)
		found = memmem(bytes, len, wide, 2 * count) != NULL;
	qz_cfb_done(&cfb);
	return found;
}

bool qz_cfb_has(const struct qz_cfb *cfb, const char *name)
{
	return find_entry(cfb, name) != NULL;
}

/* Small streams stand in the root entry's stream, chained by the mini FAT (2.4). */
static bool read_mini(const struct qz_cfb *cfb, uint32_t first, size_t size, struct qz_buf *out)
{
	struct qz_buf fat, stream;
	qz_buf_init(&fat);
	qz_buf_init(&stream);
	bool good = read_chain(cfb, cfb->first_mini_fat, cfb->len, &fat) && read_chain(cfb, u32(cfb->directory + 116), cfb->len, &stream);
	size_t steps = 0, count = stream.len / cfb->mini_sector;
	for (uint32_t at = first; good && at <= LAST_SECTOR && size > 0;) {
		good = at < count && 4 * ((size_t)at + 1) <= fat.len && ++steps <= count;
		if (!good)
			break;
		size_t n = size < cfb->mini_sector ? size : cfb->mini_sector;
		qz_buf_add(out, stream.data + at * cfb->mini_sector, n);
		size -= n;
		at = u32((const unsigned char *)fat.data + 4 * at);
	}
	qz_buf_done(&fat);
	qz_buf_done(&stream);
	return good && !out->failed;
}

bool qz_cfb_read(const struct qz_cfb *cfb, const char *name, struct qz_buf *out)
{
	const unsigned char *entry = find_entry(cfb, name);
	if (!entry)
		return false;
	size_t size = u32(entry + 120);
	if (size > cfb->len)
		return false;
	if (size < cfb->mini_cutoff)
		return read_mini(cfb, u32(entry + 116), size, out);
	return read_chain(cfb, u32(entry + 116), size, out);
}
