/*
 * The reader of Word 97-2003 documents on small ones made here: versions, pieces
 * in both encodings, merges by either marking, rows described in the data
 * stream, numbers, switches that refer to styles, and structures that lie.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "read/doc_grid.h"
#include "read/doc_parts.h"
#include "read/readers.h"
#include "read/table.h"

#define SECTOR 512
#define TEXT 1024 /* where the text begins in the document's stream */
#define PAGES 4096

/* A document being made: its streams, and what each run of text is like. */
struct maker {
	unsigned char main[16384], table[8192], data[1024];
	size_t text, table_len, data_len;
	size_t character_runs, paragraph_runs, character_top, paragraph_top;
	unsigned char character_places[64], paragraph_places[64]; /* of the properties of each run */
	size_t pieces, piece_cp[8], piece_fc[8];
	bool piece_narrow[8];
};

/* What a test reads and has to give back. */
struct file {
	struct qz_source source;
	struct qz_limits limits;
	struct qz_table *table;
	struct qz_diag diag;
	enum qz_status status;
};

static void put16(unsigned char *at, size_t value)
{
	at[0] = (unsigned char)value;
	at[1] = (unsigned char)(value >> 8);
}

static void put32(unsigned char *at, size_t value)
{
	put16(at, value & 0xFFFF);
	put16(at + 2, value >> 16);
}

static void set_part(struct maker *maker, enum qz_doc_part part, size_t at, size_t len)
{
	put32(maker->main + 154 + 8 * (size_t)part, at);
	put32(maker->main + 154 + 8 * (size_t)part + 4, len);
}

/* Appends to the table stream as one of its structures. */
static void add_part(struct maker *maker, enum qz_doc_part part, const void *bytes, size_t len)
{
	memcpy(maker->table + maker->table_len, bytes, len);
	set_part(maker, part, maker->table_len, len);
	maker->table_len += len;
}

static void begin(struct maker *maker)
{
	*maker = (struct maker){.text = TEXT, .character_top = 510, .paragraph_top = 510};
	put16(maker->main, 0xA5EC);
	put16(maker->main + 2, 0xC1);
	put16(maker->main + 10, 0x1200);
	put16(maker->main + 32, 14);
	put16(maker->main + 62, 22);
	put16(maker->main + 152, 93);
	put32(maker->main + PAGES, TEXT);
	put32(maker->main + PAGES + 512, TEXT);
}

/* Properties into a page, from its end on; returns their place in it. */
static size_t keep(unsigned char *page, size_t *top, size_t head, const char *grpprl, size_t len)
{
	*top = (*top - len - head) & ~(size_t)1;
	memcpy(page + *top + head, grpprl, len);
	return *top;
}

/* A run of characters, wide unless narrow; `look`: its properties. */
static void add_text(struct maker *maker, const char *text, bool narrow, const char *look, size_t look_len)
{
	unsigned char *page = maker->main + PAGES;
	struct maker *m = maker;
	if (m->pieces == 0 || m->piece_narrow[m->pieces - 1] != narrow) {
		size_t before = m->pieces ? m->piece_cp[m->pieces] : 0;
		m->piece_cp[m->pieces] = before;
		m->piece_fc[m->pieces] = m->text;
		m->piece_narrow[m->pieces++] = narrow;
		m->piece_cp[m->pieces] = before;
	}
	for (const char *at = text; *at; m->piece_cp[m->pieces]++) {
		uint32_t unit = (unsigned char)*at;
		size_t used = 1;
		if (!narrow && unit >= 0xE0) {
			unit = (unit & 0xF) << 12 | ((uint32_t)at[1] & 0x3F) << 6 | ((uint32_t)at[2] & 0x3F);
			used = 3;
		}
		at += used;
		m->main[m->text++] = (unsigned char)unit;
		if (!narrow)
			m->main[m->text++] = (unsigned char)(unit >> 8);
	}
	size_t place = look_len ? keep(page, &m->character_top, 1, look, look_len) : 0;
	if (look_len)
		page[place] = (unsigned char)look_len;
	m->character_places[m->character_runs] = (unsigned char)(place / 2);
	put32(page + 4 * ++m->character_runs, m->text);
}

static void add(struct maker *maker, const char *text)
{
	add_text(maker, text, false, "", 0);
}

#define ADD_LOOK(maker, text, look) add_text(maker, text, false, look, sizeof look - 1)

/* Ends a paragraph with the properties of a list, behind its style. */
static void end_paragraph(struct maker *maker, const char *mark, unsigned style, const char *grpprl, size_t len)
{
	unsigned char *page = maker->main + PAGES + 512;
	char list[256];
	add(maker, mark);
	put16((unsigned char *)list, style);
	memcpy(list + 2, grpprl, len);
	size_t place = keep(page, &maker->paragraph_top, 2, list, len + 2 + (len & 1));
	page[place + 1] = (unsigned char)((len + 3) / 2);
	maker->paragraph_places[maker->paragraph_runs] = (unsigned char)(place / 2);
	put32(page + 4 * ++maker->paragraph_runs, maker->text);
}

#define IN_TABLE "\x16\x24\x01"
#define ROW_END IN_TABLE "\x17\x24\x01"
#define END(maker, mark, grpprl) end_paragraph(maker, mark, 0, grpprl, sizeof grpprl - 1)

static void add_cell(struct maker *maker, const char *text)
{
	add(maker, text);
	END(maker, "\x07", IN_TABLE);
}

/* Ends a row whose cells are `width` twips wide, with flags for the first ones. */
static void end_row(struct maker *maker, unsigned count, unsigned width, const unsigned *flags, unsigned nflags)
{
	char list[256] = ROW_END "\x08\xD6";
	size_t len = 8, cells = 1 + 2 * (count + 1) + 20 * nflags;
	put16((unsigned char *)list + len, cells + 1);
	list[len + 2] = (char)count;
	for (unsigned i = 0; i <= count; i++)
		put16((unsigned char *)list + len + 3 + 2 * i, i * width);
	for (unsigned i = 0; i < nflags; i++)
		put16((unsigned char *)list + len + 3 + 2 * (count + 1) + 20 * i, flags[i]);
	end_paragraph(maker, "\x07", 0, list, len + 2 + cells);
}

/* Positions stand in front of the places of properties, whose number is known now. */
static void close_page(unsigned char *page, const unsigned char *places, size_t runs, size_t each)
{
	for (size_t i = 0; i < runs; i++)
		page[4 * (runs + 1) + each * i] = places[i];
	page[511] = (unsigned char)runs;
}

static void add_indexes(struct maker *maker)
{
	unsigned char plc[12], clx[5 + 4 * 9 + 8 * 8] = {2};
	size_t count = maker->pieces;
	put32(plc, TEXT);
	put32(plc + 4, maker->text);
	put32(plc + 8, PAGES / 512);
	add_part(maker, QZ_DOC_CHARACTER_PAGES, plc, sizeof plc);
	put32(plc + 8, PAGES / 512 + 1);
	add_part(maker, QZ_DOC_PARAGRAPH_PAGES, plc, sizeof plc);
	put32(clx + 1, 4 * (count + 1) + 8 * count);
	for (size_t i = 0; i <= count; i++)
		put32(clx + 5 + 4 * i, maker->piece_cp[i]);
	for (size_t i = 0; i < count; i++)
		put32(clx + 5 + 4 * (count + 1) + 8 * i + 2, maker->piece_narrow[i] ? maker->piece_fc[i] * 2 | 0x40000000 : maker->piece_fc[i]);
	add_part(maker, QZ_DOC_CLX, clx, 5 + 4 * (count + 1) + 8 * count);
	put32(maker->main + 76, maker->piece_cp[count]);
}

/* Style 0: nothing; style 1: a paragraph style with struck text, based on 0; 2: one based on 1. */
static void add_styles(struct maker *maker)
{
	unsigned char sheet[256] = {0};
	size_t at = 2 + 18;
	put16(sheet, 18);
	put16(sheet + 2, 3);
	put16(sheet + 4, 10);
	for (size_t i = 0; i < 3; i++) {
		unsigned char *std = sheet + at + 2;
		put16(std, i == 0 ? 0 : 0xFFE);
		put16(std + 2, 1 | (i == 0 ? 0xFFF : i - 1) << 4);
		put16(std + 10, 1);
		put16(std + 12, 'a' + i);
		put16(std + 16, 2); /* the paragraph's: its number alone */
		put16(std + 18, i);
		put16(std + 20, i == 1 ? 3 : 0);
		memcpy(std + 22, "\x37\x08\x01", i == 1 ? 3 : 0);
		put16(sheet + at, i == 1 ? 26u : 22u);
		at += 2 + (i == 1 ? 26u : 22u);
	}
	add_part(maker, QZ_DOC_STYLES, sheet, at);
}

static void put_entry(unsigned char *entry, const char *name, unsigned type, size_t first, size_t len)
{
	for (size_t i = 0; i < strlen(name); i++)
		entry[2 * i] = (unsigned char)name[i];
	entry[64] = (unsigned char)(2 * strlen(name) + 2);
	entry[66] = (unsigned char)type;
	memset(entry + 68, 0xFF, 12);
	put32(entry + 116, first);
	put32(entry + 120, len);
}

/* A container of the document's streams; its directory is no search tree, as careless writers leave it. */
static void contain(const struct maker *maker, struct file *file)
{
	const unsigned char *const streams[] = {maker->main, maker->table, maker->data};
	static const char *const names[] = {"WordDocument", "1Table", "Data"};
	const size_t lens[] = {sizeof maker->main, maker->table_len, maker->data_len};
	unsigned char *bytes = calloc(1, SECTOR * 60), *fat = bytes + SECTOR, *directory = fat + SECTOR;
	size_t sector = 2;
	assert_non_null(bytes);
	memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	memcpy(bytes + 0x1C, "\xFE\xFF\x09\x00\x06", 5);
	put32(bytes + 0x2C, 1);
	put32(bytes + 0x30, 1);
	put32(bytes + 0x44, 0xFFFFFFFE);
	put32(fat + 4, 0xFFFFFFFE);
	put_entry(directory, "Root Entry", 5, 0xFFFFFFFE, 0);
	put32(directory + 76, 1);
	for (size_t i = 0; i < 3 && lens[i]; i++) {
		size_t count = (lens[i] + SECTOR - 1) / SECTOR;
		put_entry(directory + 128 * (i + 1), names[i], 2, sector, lens[i]);
		for (size_t k = 0; k < count; k++)
			put32(fat + 4 * (sector + k), k + 1 < count ? sector + k + 1 : 0xFFFFFFFE);
		memcpy(bytes + SECTOR * (sector + 1), streams[i], lens[i]);
		sector += count;
	}
	file->source.bytes = (char *)bytes;
	file->source.len = SECTOR * (sector + 1);
}

static void read_made(struct maker *maker, struct file *file)
{
	*file = (struct file){0};
	qz_limits_init(&file->limits);
	qz_diag_init(&file->diag);
	contain(maker, file);
	file->status = qz_reader_doc.read(&file->source, &file->limits, &file->table, &file->diag);
}

static void read_document(struct maker *maker, struct file *file)
{
	close_page(maker->main + PAGES, maker->character_places, maker->character_runs, 1);
	close_page(maker->main + PAGES + 512, maker->paragraph_places, maker->paragraph_runs, 13);
	add_styles(maker);
	add_indexes(maker);
	read_made(maker, file);
}

static void file_done(struct file *file)
{
	qz_table_free(file->table);
	qz_diag_done(&file->diag);
	free(file->source.bytes);
}

static const struct qz_cell *cell_at(const struct file *file, size_t row, unsigned column)
{
	assert_int_equal(file->status, QZ_OK);
	assert_true(file->table->nsheets > 0 && row < file->table->sheets[0].nrows);
	return qz_row_at(&file->table->sheets[0].rows[row], column);
}

static void assert_cell(const struct file *file, size_t row, unsigned column, const char *text)
{
	const struct qz_cell *cell = cell_at(file, row, column);
	assert_non_null(cell);
	assert_string_equal(cell->text, text);
}

static void assert_aside(const struct file *file, enum qz_aside_kind kind, const char *text)
{
	assert_int_equal(file->status, QZ_OK);
	assert_int_equal(file->table->asides[kind].count, 1);
	assert_string_equal(file->table->asides[kind].list[0].cell->text, text);
}

static void assert_refused(struct file *file, enum qz_rule rule, const char *name, const char *value)
{
	assert_int_equal(file->status, QZ_INPUT);
	assert_null(file->table);
	assert_int_equal(file->diag.count, 1);
	assert_int_equal(file->diag.findings[0].rule, rule);
	if (value)
		assert_string_equal(qz_finding_get(&file->diag.findings[0], name), value);
	file_done(file);
}

/* ---- text ---- */

static void test_pieces(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	add(&maker, "清单");
	add_text(&maker, " \x93" "A\x94\x96\x80", true, "", 0);
	add(&maker, "末");
	END(&maker, "\r", "");
	read_document(&maker, &file);
	assert_aside(&file, QZ_ASIDE_FLOW, "清单 “A”–€末");
	file_done(&file);
}

static void test_fields(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	add(&maker, "甲\x13 REF a \x14乙\x15丙\x13 EQ \\o\\ac(○,3) \x15\x0B丁\x1E戊\x1F己");
	END(&maker, "\x07", IN_TABLE);
	end_row(&maker, 1, 2000, NULL, 0);
	read_document(&maker, &file);
	assert_cell(&file, 0, 0, "甲乙丙③<br>丁-戊己");
	file_done(&file);
}

/* Fields without a result show what their code says; a trailing font is one of symbols. */
static void test_drawn_fields(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	add(&maker, "\x13 SYMBOL 252 \\f \"Wingdings\" \\s 10 \x15\x13 MACROBUTTON NoMacro 此处填写 \x15\x13 AUTONUM \x15");
	END(&maker, "\x07", IN_TABLE);
	end_row(&maker, 1, 2000, NULL, 0);
	read_document(&maker, &file);
	assert_cell(&file, 0, 0, "✓此处填写 ");
	assert_int_equal(file.diag.count, 1);
	assert_string_equal(qz_finding_get(&file.diag.findings[0], "what"), "list-numbers");
	file_done(&file);
}

static void test_field_without_end(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	add_cell(&maker, "甲\x13 失去的文字");
	add_cell(&maker, "乙");
	end_row(&maker, 2, 2000, NULL, 0);
	read_document(&maker, &file);
	assert_cell(&file, 0, 0, "甲");
	assert_cell(&file, 0, 1, "乙");
	assert_aside(&file, QZ_ASIDE_UNSEEN, "失去的文字");
	file_done(&file);
}

static void test_last_paragraph_without_mark(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	end_paragraph(&maker, "没有段落标记", 0, "", 0);
	read_document(&maker, &file);
	assert_aside(&file, QZ_ASIDE_FLOW, "没有段落标记");
	file_done(&file);
}

static void test_looks(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	add(&maker, "甲");
	ADD_LOOK(&maker, "删", "\x00\x08\x01");
	ADD_LOOK(&maker, "藏", "\x3C\x08\x01");
	ADD_LOOK(&maker, "划", "\x53\x2A\x01");
	ADD_LOOK(&maker, "白", "\x70\x68\xFF\xFF\xFF\x00");
	END(&maker, "\x07", IN_TABLE);
	end_row(&maker, 1, 2000, NULL, 0);
	read_document(&maker, &file);
	assert_cell(&file, 0, 0, "甲白");
	assert_int_equal(cell_at(&file, 0, 0)->signs, QZ_SIGN_PALE);
	assert_aside(&file, QZ_ASIDE_DELETED, "删");
	assert_aside(&file, QZ_ASIDE_UNSEEN, "藏");
	assert_aside(&file, QZ_ASIDE_STRUCK, "划");
	file_done(&file);
}

/* Style 2 is based on 1, whose text is struck; 0x80 is as the style has it, 0x81 the opposite. */
static void test_switches_of_styles(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	add(&maker, "一");
	ADD_LOOK(&maker, "二", "\x37\x08\x80");
	ADD_LOOK(&maker, "三", "\x37\x08\x81");
	ADD_LOOK(&maker, "四", "\x37\x08\x00");
	end_paragraph(&maker, "\r", 2, "", 0);
	ADD_LOOK(&maker, "五", "\x37\x08\x81");
	add(&maker, "六");
	END(&maker, "\r", "");
	read_document(&maker, &file);
	assert_int_equal(file.table->asides[QZ_ASIDE_FLOW].count, 2);
	assert_string_equal(file.table->asides[QZ_ASIDE_FLOW].list[0].cell->text, "三四");
	assert_string_equal(file.table->asides[QZ_ASIDE_FLOW].list[1].cell->text, "六");
	assert_int_equal(file.table->asides[QZ_ASIDE_STRUCK].count, 2);
	assert_string_equal(file.table->asides[QZ_ASIDE_STRUCK].list[0].cell->text, "一二");
	file_done(&file);
}

/* ---- tables ---- */

static void test_merges_across(void **state)
{
	(void)state;
	static const unsigned marks[2][4] = {{0, 1, 2, 2}, {0, 2, 1, 1}}; /* the first cell has either mark */
	for (int i = 0; i < 2; i++) {
		struct maker maker;
		struct file file;
		begin(&maker);
		add_cell(&maker, "甲");
		add_cell(&maker, "乙");
		add_cell(&maker, "旧");
		add_cell(&maker, "");
		end_row(&maker, 4, 1000, marks[i], 4);
		read_document(&maker, &file);
		assert_cell(&file, 0, 1, "乙");
		assert_int_equal(cell_at(&file, 0, 1)->colspan, 3);
		assert_true(cell_at(&file, 0, 2)->covered);
		file_done(&file);
	}
}

static void test_merges_down(void **state)
{
	(void)state;
	static const unsigned first[] = {0x60, 0}, next[] = {0x20, 0};
	struct maker maker;
	struct file file;
	begin(&maker);
	for (int i = 0; i < 3; i++) {
		add_cell(&maker, i ? "旧" : "头");
		add_cell(&maker, "项");
		end_row(&maker, 2, 1500, i ? next : first, 2);
	}
	read_document(&maker, &file);
	assert_int_equal(cell_at(&file, 0, 0)->rowspan, 3);
	assert_true(cell_at(&file, 2, 0)->covered);
	file_done(&file);
}

/* Three cells over two: the grid has the edges of both rows. */
static void test_edges(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	begin(&maker);
	for (int i = 0; i < 3; i++)
		add_cell(&maker, "格");
	end_row(&maker, 3, 2000, NULL, 0);
	add_cell(&maker, "左");
	add_cell(&maker, "右");
	end_row(&maker, 2, 3000, NULL, 0);
	read_document(&maker, &file);
	assert_int_equal(cell_at(&file, 0, 0)->colspan, 1);
	assert_int_equal(cell_at(&file, 0, 1)->colspan, 2);
	assert_int_equal(cell_at(&file, 1, 0)->colspan, 2);
	assert_cell(&file, 1, 2, "右");
	file_done(&file);
}

static void test_shifted_rows(void **state)
{
	(void)state;
	struct qz_doc_row rows[3] = {{.count = 3, .edges = {-108, 2000, 4000, 6000}},
				     {.count = 3, .edges = {0, 2108, 4108, 6108}},
				     {.count = 2, .edges = {0, 4108, 6108}}};
	struct qz_doc_grid grid;
	unsigned column, span;
	assert_true(qz_doc_grid_init(&grid, rows, 1, 3));
	for (size_t i = 1; i <= 3; i++)
		assert_true(qz_doc_grid_add(&grid, i));
	qz_doc_grid_close(&grid);
	assert_true(qz_doc_grid_place(&grid, 2, 1, &column, &span));
	assert_int_equal(column, 1);
	assert_int_equal(span, 1);
	assert_true(qz_doc_grid_place(&grid, 3, 0, &column, &span));
	assert_int_equal(column, 0);
	assert_int_equal(span, 2);
	assert_false(qz_doc_grid_place(&grid, 3, 2, &column, &span));
	qz_doc_grid_done(&grid);
}

/* A row's description in the data stream, as rows of many cells have it. */
static void test_huge(void **state)
{
	(void)state;
	static const char grpprl[] = ROW_END "\x08\xD6\x08\x00\x02\x00\x00\xE8\x03\xD0\x07";
	struct maker maker;
	struct file file;
	begin(&maker);
	put16(maker.data, sizeof grpprl - 1);
	memcpy(maker.data + 2, grpprl, sizeof grpprl - 1);
	maker.data_len = 600;
	add_cell(&maker, "甲");
	add_cell(&maker, "乙");
	END(&maker, "\x07", IN_TABLE "\x46\x66\x00\x00\x00\x00");
	add_cell(&maker, "丙");
	end_row(&maker, 1, 2000, NULL, 0);
	read_document(&maker, &file);
	assert_cell(&file, 0, 1, "乙");
	assert_cell(&file, 1, 0, "丙");
	assert_int_equal(cell_at(&file, 1, 0)->colspan, 2);
	file_done(&file);
}

/* ---- lists ---- */

static void test_lists(void **state)
{
	(void)state;
	unsigned char lists[2 + 28 + 28 + 2 + 6] = {1}, uses[4 + 16 + 4] = {1};
	struct maker maker;
	struct file file;
	begin(&maker);
	put32(lists + 2, 77);
	lists[2 + 26] = 1; /* one level */
	put32(lists + 30, 3);
	lists[34] = 39; /* 三、 */
	put16(lists + 58, 3);
	put16(lists + 60, '(');
	put16(lists + 62, 0);
	put16(lists + 64, ')');
	put32(uses + 4, 77);
	add_part(&maker, QZ_DOC_LISTS, lists, sizeof lists);
	set_part(&maker, QZ_DOC_LISTS, 0, 30); /* levels stand behind it */
	add_part(&maker, QZ_DOC_LIST_USES, uses, sizeof uses);
	for (int i = 0; i < 2; i++) {
		add(&maker, "项");
		END(&maker, "\r", IN_TABLE "\x0B\x46\x01\x00");
	}
	END(&maker, "\x07", IN_TABLE);
	end_row(&maker, 1, 2000, NULL, 0);
	read_document(&maker, &file);
	assert_cell(&file, 0, 0, "<ol><li value=\"(三)\">项</li><li value=\"(四)\">项</li></ol>");
	file_done(&file);
}

/* ---- what is refused ---- */

static void make_small(struct maker *maker)
{
	begin(maker);
	add_cell(maker, "甲");
	end_row(maker, 1, 2000, NULL, 0);
	close_page(maker->main + PAGES, maker->character_places, maker->character_runs, 1);
	close_page(maker->main + PAGES + 512, maker->paragraph_places, maker->paragraph_runs, 13);
	add_styles(maker);
	add_indexes(maker);
}

static void test_versions(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	make_small(&maker);
	read_made(&maker, &file);
	assert_cell(&file, 0, 0, "甲");
	file_done(&file);
	put16(maker.main + 2, 0x68);
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_FOREIGN, "format", "Word 6/95 (.doc)");
	put16(maker.main + 2, 0xC1);
	put16(maker.main + 10, 0x1300);
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_ENCRYPTED, "format", "doc");
	put16(maker.main + 10, 0x1000); /* the other table stream, which there is not */
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_BROKEN, "reason", "document-stream");
	put16(maker.main, 0x4D5A);
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_BROKEN, "reason", "header");
}

static void test_lies(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	make_small(&maker);
	put32(maker.main + 76, 1000);
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_BROKEN, "reason", "piece-table");
	make_small(&maker);
	set_part(&maker, QZ_DOC_FOOTNOTES, 0xFFFFFFF0, 100);
	put32(maker.main + 80, 1);
	put32(maker.main + 76, 1);
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_BROKEN, "reason", "part-outside");
	make_small(&maker);
	maker.main[PAGES + 511] = 255;
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_BROKEN, "reason", "properties");
	make_small(&maker);
	set_part(&maker, QZ_DOC_STYLES, 0, 3);
	read_made(&maker, &file);
	assert_refused(&file, QZ_RULE_FORMAT_BROKEN, "reason", "styles");
}

static void test_sniff(void **state)
{
	(void)state;
	struct maker maker;
	struct file file;
	make_small(&maker);
	read_made(&maker, &file);
	assert_int_equal(qz_reader_doc.sniff(file.source.bytes, file.source.len), 3);
	assert_int_equal(qz_reader_xls.sniff(file.source.bytes, file.source.len), 0);
	assert_int_equal(qz_reader_doc.sniff(file.source.bytes, 8), 2);
	assert_int_equal(qz_reader_doc.sniff("{\\rtf1}", 7), 0);
	file_done(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pieces),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_drawn_fields),
	    cmocka_unit_test(test_field_without_end),
	    cmocka_unit_test(test_last_paragraph_without_mark),
	    cmocka_unit_test(test_looks),
	    cmocka_unit_test(test_switches_of_styles),
	    cmocka_unit_test(test_merges_across),
	    cmocka_unit_test(test_merges_down),
	    cmocka_unit_test(test_edges),
	    cmocka_unit_test(test_shifted_rows),
	    cmocka_unit_test(test_huge),
	    cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_versions),
	    cmocka_unit_test(test_lies),
	    cmocka_unit_test(test_sniff),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
