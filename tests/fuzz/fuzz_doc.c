/*
 * Fuzzing the reader of Word 97-2003 documents. The input is the document's three
 * streams one behind the other, lengths of the first two in front: a container
 * whose sectors have to fit would hide the reader from most inputs.
 */
#include <string.h>

#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SECTOR 512
#define MOST 65536

static void put32(uint8_t *at, size_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

static void put_entry(uint8_t *entry, const char *name, uint8_t type, size_t sector, size_t len)
{
	size_t count = strlen(name);
	for (size_t i = 0; i < count; i++)
		entry[2 * i] = (uint8_t)name[i];
	entry[64] = (uint8_t)(2 * (count + 1));
	entry[66] = type;
	put32(entry + 68, 0xFFFFFFFF);
	put32(entry + 72, 0xFFFFFFFF);
	put32(entry + 76, 0xFFFFFFFF);
	put32(entry + 116, sector);
	put32(entry + 120, len);
}

/* A container of the least kind: header, FAT, directory, streams. Its mini streams begin at 0 bytes: there are none. */
static size_t contain(const uint8_t *const streams[3], const size_t lens[3], uint8_t *out)
{
	static const uint8_t signature[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
	static const char *const names[] = {"WordDocument", "1Table", "Data"};
	size_t fats = 4, sector = fats + 1;
	memset(out, 0, SECTOR * (2 + fats));
	memcpy(out, signature, sizeof signature);
	out[0x18] = 0x3E;
	out[0x1A] = 3;
	out[0x1C] = 0xFE;
	out[0x1D] = 0xFF;
	out[0x1E] = 9;
	out[0x20] = 6;
	put32(out + 0x2C, fats);
	put32(out + 0x30, fats);
	put32(out + 0x3C, 0xFFFFFFFE);
	put32(out + 0x44, 0xFFFFFFFE);
	memset(out + 0x4C, 0xFF, SECTOR - 0x4C);
	for (size_t i = 0; i < fats; i++)
		put32(out + 0x4C + 4 * i, i);
	uint8_t *fat = out + SECTOR, *directory = fat + SECTOR * fats;
	put32(fat + 4 * fats, 0xFFFFFFFE);
	put_entry(directory, "Root Entry", 5, 0xFFFFFFFE, 0);
	put32(directory + 76, 1);
	for (size_t i = 0; i < 3; i++) {
		size_t count = (lens[i] + SECTOR - 1) / SECTOR;
		put_entry(directory + 128 * (i + 1), names[i], 2, sector, lens[i]);
		for (size_t k = 0; k < count; k++)
			put32(fat + 4 * (sector + k), k + 1 < count ? sector + k + 1 : 0xFFFFFFFE);
		memset(out + SECTOR * (1 + sector), 0, SECTOR * count);
		if (lens[i])
			memcpy(out + SECTOR * (1 + sector), streams[i], lens[i]);
		sector += count;
	}
	put32(directory + 128 + 68, 2);	      /* 1Table is a shorter name, */
	put32(directory + 2 * 128 + 68, 3); /* Data shorter still */
	return SECTOR * (1 + sector);
}

static size_t get24(const uint8_t *at)
{
	return at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t file[SECTOR * 8 + 3 * SECTOR + MOST];
	if (size < 8 || size > MOST)
		return 0;
	size_t left = size - 8, first = get24(data), second = get24(data + 3);
	size_t lens[3] = {first < left ? first : left, 0, 0};
	left -= lens[0];
	lens[1] = second < left ? second : left;
	lens[2] = left - lens[1];
	const uint8_t *const streams[3] = {data + 8, data + 8 + lens[0], data + 8 + lens[0] + lens[1]};
	read_bytes("doc", "list.doc", file, contain(streams, lens, file));
	return 0;
}
