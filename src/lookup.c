/*
 * What the law register knows, for people at a terminal: all laws, the versions
 * of one, and where an article went. The register is asked as the rules ask it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "check/laws.h"
#include "check/laws_follow.h"
#include "data.h"
#include "diff/shingles.h"
#include "laws/lines.h"
#include "quanze.h"

#define NEAREST 5u	/* names that are proposed */
#define LEAST_NEAR 0.25 /* how alike they are */

/* A register that is asked, and where the answer goes. */
struct asking {
	const struct qz_options *options;
	const struct qz_messages *messages;
	struct qz_laws *laws;
	struct qz_buf *out;
};

static void put(const struct asking *asking, const char *key, const char *name, const char *value)
{
	struct qz_datum data[] = {{(char *)name, (char *)value}};
	qz_messages_put(asking->messages, key, data, name ? 1 : 0, asking->out);
}

static const char *write_day(qz_law_day day, char text[11])
{
	qz_law_day_write(day, text);
	return text;
}

static const char *text_of(const struct qz_law_table *table, uint32_t at)
{
	return table->text + at;
}

static qz_law_day day_of(const struct qz_law_version *version)
{
	return version->adopted ? version->adopted : version->promulgated ? version->promulgated : version->force;
}

/* The day of a version in words; that it is not known. */
static void put_day(const struct asking *asking, qz_law_day day, struct qz_buf *out)
{
	char text[11];
	qz_buf_puts(out, day ? write_day(day, text) : qz_messages_text(asking->messages, "laws.undated"));
}

/* ---- names that are near ---- */

struct near {
	const char *name;
	double alike;
};

static bool is_shadowed(const struct qz_laws *laws, const struct qz_law *law, const struct qz_law_table *table)
{
	struct qz_law_found found;
	return qz_laws_find(laws, text_of(table, law->name), &found) == 0 && found.law && found.law != law;
}

static void keep_near(struct near near[NEAREST], const char *name, double alike)
{
	for (size_t i = 0; i < NEAREST; i++) {
		if (alike <= near[i].alike)
			continue;
		memmove(near + i + 1, near + i, (NEAREST - 1 - i) * sizeof *near);
		near[i] = (struct near){name, alike};
		return;
	}
}

static bool make_pairs(const char *name, struct qz_shingles *pairs)
{
	char *folded = qz_law_name_fold(name);
	bool ready = folded && qz_shingles_add(pairs, folded, strlen(folded));
	qz_shingles_sort(pairs);
	free(folded);
	return ready;
}

/* Says that a law is not known, and which names are like it. */
static void put_unknown(const struct asking *asking, const char *name)
{
	struct near near[NEAREST] = {
	    {NULL, LEAST_NEAR}, {NULL, LEAST_NEAR}, {NULL, LEAST_NEAR}, {NULL, LEAST_NEAR}, {NULL, LEAST_NEAR}};
	struct qz_shingles wanted = {.count = 0};
	const struct qz_law_table *table;
	const struct qz_law *law;
	bool ready = make_pairs(name, &wanted);
	for (size_t i = 0; ready && (law = qz_laws_at(asking->laws, i, &table)); i++) {
		struct qz_shingles own = {.count = 0};
		ready = make_pairs(text_of(table, law->name), &own);
		if (!is_shadowed(asking->laws, law, table))
			keep_near(near, text_of(table, law->name), qz_shingles_alike(&wanted, &own, NULL));
		qz_shingles_done(&own);
	}
	qz_shingles_done(&wanted);
	asking->out->failed |= !ready;
	qz_buf_printf(asking->out, "quanze: %s: ", qz_messages_text(asking->messages, "laws.unknown"));
	qz_buf_put_visible(asking->out, name, strlen(name));
	qz_buf_putc(asking->out, '\n');
	struct qz_buf names;
	qz_buf_init(&names);
	for (size_t i = 0; i < NEAREST && near[i].name; i++)
		qz_buf_printf(&names, "%s《%s》", i ? qz_messages_text(asking->messages, "list.separator") : "",
			      near[i].name);
	if (names.len) {
		put(asking, "laws.nearest", "names", names.data);
		qz_buf_putc(asking->out, '\n');
	}
	asking->out->failed |= names.failed;
	qz_buf_done(&names);
}

/* ---- asking ---- */

static enum qz_status begin(struct asking *asking, const struct qz_options *options, const struct qz_messages *messages,
			    struct qz_buf *out, struct qz_diag *diag)
{
	*asking =
	    (struct asking){.options = options, .messages = messages, .laws = qz_data_laws(options, diag), .out = out};
	return asking->laws ? QZ_OK : QZ_INPUT;
}

static enum qz_status end(struct asking *asking, enum qz_status status)
{
	qz_laws_free(asking->laws);
	return asking->out->failed ? QZ_INPUT : status;
}

/* QZ_USAGE, said, when the register lacks the law. */
static enum qz_status find(const struct asking *asking, const char *name, struct qz_law_found *found)
{
	if (qz_laws_find(asking->laws, name, found) != 0)
		return QZ_INPUT;
	if (!found->law)
		put_unknown(asking, name);
	return found->law ? QZ_OK : QZ_USAGE;
}

/* ---- list ---- */

struct entry {
	const struct qz_law *law;
	const struct qz_law_table *table;
};

static int by_name(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;
	return strcmp(text_of(one->table, one->law->name), text_of(two->table, two->law->name));
}

static void put_entry(const struct asking *asking, const struct entry *entry)
{
	const struct qz_law *law = entry->law;
	const struct qz_law_version *last =
	    law->nversions ? &entry->table->versions[law->versions + law->nversions - 1] : NULL;
	char repealed[11] = "", count[24];
	struct qz_buf day;
	qz_buf_init(&day);
	put_day(asking, last ? day_of(last) : 0, &day);
	snprintf(count, sizeof count, "%u", (unsigned)law->nversions);
	bool gone = *text_of(entry->table, law->repealed_by) != '\0';
	if (gone)
		write_day(law->repealed, repealed);
	struct qz_datum data[] = {{(char *)"name", (char *)text_of(entry->table, law->name)},
				  {(char *)"count", count},
				  {(char *)"day", day.data ? day.data : (char *)""},
				  {(char *)"repealed", gone && !*repealed ? (char *)"?" : repealed}};
	qz_messages_put(asking->messages, "laws.list-line", data, 4, asking->out);
	qz_buf_putc(asking->out, '\n');
	asking->out->failed |= day.failed;
	qz_buf_done(&day);
}

enum qz_status qz_laws_list(const struct qz_options *options, const struct qz_messages *messages, struct qz_buf *out,
			    struct qz_diag *diag)
{
	struct asking asking;
	struct entry *entries = NULL, entry;
	size_t count = 0, cap = 0;
	if (begin(&asking, options, messages, out, diag) != QZ_OK)
		return QZ_INPUT;
	for (size_t i = 0; (entry.law = qz_laws_at(asking.laws, i, &entry.table)) && !out->failed; i++) {
		if (is_shadowed(asking.laws, entry.law, entry.table))
			continue;
		out->failed |= !qz_array_grow(&entries, count, &cap, sizeof *entries);
		if (!out->failed)
			entries[count++] = entry;
	}
	if (count)
		qsort(entries, count, sizeof *entries, by_name);
	for (size_t i = 0; i < count && !out->failed; i++)
		put_entry(&asking, &entries[i]);
	free(entries);
	return end(&asking, QZ_OK);
}

/* ---- show ---- */

/* The version in force on a day: the last one that had begun, as far as is known. SIZE_MAX: none. */
static size_t version_on(const struct qz_law_found *found, qz_law_day day)
{
	size_t version = SIZE_MAX;
	for (size_t i = 0; i < found->law->nversions; i++) {
		const struct qz_law_version *own = &found->table->versions[found->law->versions + i];
		qz_law_day begin = own->force ? own->force : day_of(own);
		if (begin <= day)
			version = i;
	}
	return version;
}

static void put_part(const struct asking *asking, struct qz_buf *line, const char *key, const char *name,
		     const char *value)
{
	struct qz_datum data[] = {{(char *)name, (char *)value}};
	if (!value || !*value)
		return;
	if (line->len)
		qz_buf_puts(line, qz_messages_text(asking->messages, "list.separator"));
	qz_messages_put(asking->messages, key, data, 1, line);
}

static void put_version(const struct asking *asking, const struct qz_law_found *found, size_t index, bool current)
{
	const struct qz_law_version *version = &found->table->versions[found->law->versions + index];
	char day[11], articles[24] = "";
	struct qz_buf line;
	qz_buf_init(&line);
	if (version->articles)
		snprintf(articles, sizeof articles, "%u", (unsigned)version->articles);
	put_part(asking, &line, "laws.adopted", "day", write_day(version->adopted, day));
	put_part(asking, &line, "laws.promulgated", "day", write_day(version->promulgated, day));
	put_part(asking, &line, "laws.order", "number", text_of(found->table, version->order));
	put_part(asking, &line, "laws.force", "day", write_day(version->force, day));
	put_part(asking, &line, "laws.articles", "number", articles);
	qz_buf_printf(asking->out, "%s %s", current ? "*" : " ",
		      line.len ? line.data : qz_messages_text(asking->messages, "laws.undated"));
	asking->out->failed |= line.failed;
	if (current) {
		qz_buf_puts(asking->out, "  ");
		put(asking, "laws.in-force", "day", asking->options->as_of);
	}
	qz_buf_putc(asking->out, '\n');
	for (uint32_t i = version->renumberings; i < version->renumberings + version->nrenumberings; i++) {
		const struct qz_law_renumbering *way = &found->table->renumberings[i];
		struct qz_buf since;
		qz_buf_init(&since);
		put_day(asking, day_of(&found->table->versions[found->law->versions + way->since]), &since);
		struct qz_datum data[] = {
		    {(char *)"since", since.data ? since.data : (char *)""},
		    {(char *)"confidence",
		     (char *)qz_messages_text(asking->messages, way->derived ? "laws.derived" : "laws.reviewed")}};
		qz_buf_puts(asking->out, "      ");
		qz_messages_put(asking->messages, "laws.renumbered", data, 2, asking->out);
		qz_buf_putc(asking->out, '\n');
		asking->out->failed |= since.failed;
		qz_buf_done(&since);
	}
	qz_buf_done(&line);
}

static void put_repealed(const struct asking *asking, const struct qz_law_found *found)
{
	const struct qz_law *law = found->law;
	char day[11];
	if (!*text_of(found->table, law->repealed_by))
		return;
	struct qz_datum data[] = {{(char *)"day", (char *)write_day(law->repealed, day)},
				  {(char *)"by", (char *)text_of(found->table, law->repealed_by)}};
	qz_buf_puts(asking->out, "  ");
	qz_messages_put(asking->messages, "laws.repealed", data, 2, asking->out);
	qz_buf_putc(asking->out, '\n');
	for (uint32_t i = law->successors; i < law->successors + law->nsuccessors; i++) {
		qz_buf_puts(asking->out, "  ");
		put(asking, "laws.successor", "name", text_of(found->table, found->table->successors[i].name));
		qz_buf_putc(asking->out, '\n');
	}
}

enum qz_status qz_laws_show(const struct qz_options *options, const struct qz_messages *messages, const char *name,
			    struct qz_buf *out, struct qz_diag *diag)
{
	struct asking asking;
	struct qz_law_found found;
	if (begin(&asking, options, messages, out, diag) != QZ_OK)
		return QZ_INPUT;
	enum qz_status status = find(&asking, name, &found);
	if (status == QZ_OK) {
		const struct qz_law *law = found.law;
		char day[11];
		qz_law_day on = qz_law_day_read(options->as_of);
		bool gone = *text_of(found.table, law->repealed_by) && law->repealed && law->repealed <= on;
		size_t current = gone ? SIZE_MAX : version_on(&found, on);
		qz_buf_printf(out, "《%s》\n", text_of(found.table, law->name));
		for (size_t i = 0; i < law->nversions; i++)
			put_version(&asking, &found, i, i == current);
		put_repealed(&asking, &found);
		if (law->as_of) {
			qz_buf_puts(out, "  ");
			put(&asking, "laws.as-of", "day", write_day(law->as_of, day));
			qz_buf_putc(out, '\n');
		}
	}
	return end(&asking, status);
}

/* ---- where ---- */

/* 59, 13.1, 第五十九条, 第十三条之一; 0: it is none of these. */
static uint32_t read_article(const char *text)
{
	uint32_t article = 0;
	size_t len = strlen(text), n = qz_text_marker(text, len, &article);
	if (n && n == len)
		return article;
	article = qz_law_article_read(&text);
	return *text ? 0 : article;
}

/* The version of a day (adopted, promulgated or in force); SIZE_MAX. */
static size_t version_of(const struct qz_law_found *found, qz_law_day day)
{
	for (size_t i = 0; i < found->law->nversions; i++) {
		const struct qz_law_version *version = &found->table->versions[found->law->versions + i];
		if (version->adopted == day || version->promulgated == day || version->force == day)
			return i;
	}
	return SIZE_MAX;
}

/* The youngest version before `to` whose articles the register follows to it; SIZE_MAX. */
static size_t version_before(const struct qz_law_found *found, size_t to)
{
	const struct qz_law_version *version = &found->table->versions[found->law->versions + to];
	size_t before = SIZE_MAX;
	for (uint32_t i = version->renumberings; i < version->renumberings + version->nrenumberings; i++) {
		size_t since = found->table->renumberings[i].since;
		before = before == SIZE_MAX || since > before ? since : before;
	}
	return before;
}

/* How sure it is, in words; in `sure`. */
static void put_sureness(const struct asking *asking, const struct qz_law *law, const struct qz_law_way *way,
			 struct qz_buf *sure)
{
	char likeness[16];
	snprintf(likeness, sizeof likeness, "%.2f", (double)way->likeness / QZ_LAW_ALIKE);
	struct qz_datum data[] = {{(char *)"likeness", likeness}};
	const char *key = !way->derived			  ? "laws.reviewed"
			  : !qz_law_way_is_sure(law, way) ? "laws.derived-doubt"
							  : "laws.derived-sure";
	qz_messages_put(asking->messages,
			!way->changed && way->derived && way->likeness == QZ_LAW_ALIKE ? "laws.unchanged" : key, data,
			1, sure);
}

static void put_answer(const struct asking *asking, const struct qz_law_found *found, size_t from, size_t to,
		       uint32_t article)
{
	struct qz_law_articles articles = {.list = {article}, .count = 1};
	struct qz_law_way way = {.likeness = QZ_LAW_ALIKE};
	const struct qz_law_version *versions = &found->table->versions[found->law->versions];
	struct qz_buf sure, where, since, day;
	qz_buf_init(&sure);
	qz_buf_init(&where);
	qz_buf_init(&since);
	qz_buf_init(&day);
	char *own = qz_law_articles_join(&articles), *there = NULL;
	put_day(asking, day_of(&versions[from]), &since);
	put_day(asking, day_of(&versions[to]), &day);
	if (!qz_law_follow(found, from, to, &articles, &way)) {
		qz_buf_puts(&where, qz_messages_text(asking->messages, "laws.where-unknown"));
	} else if (articles.count == 0) {
		qz_buf_puts(&where, qz_messages_text(asking->messages, "laws.where-gone"));
		put_sureness(asking, found->law, &way, &sure);
	} else {
		there = qz_law_articles_join(&articles);
		struct qz_datum data[] = {{(char *)"newArticle", there}};
		qz_messages_put(asking->messages, "laws.where-is", data, there ? 1 : 0, &where);
		if (from != to)
			put_sureness(asking, found->law, &way, &sure);
	}
	struct qz_datum data[] = {{(char *)"article", own},
				  {(char *)"since", since.data},
				  {(char *)"day", day.data},
				  {(char *)"to", where.data},
				  {(char *)"sure", sure.data ? sure.data : (char *)""}};
	asking->out->failed |= !own || since.failed || day.failed || where.failed || sure.failed;
	if (!asking->out->failed)
		qz_messages_put(asking->messages, "laws.where", data, 5, asking->out);
	qz_buf_putc(asking->out, '\n');
	free(own);
	free(there);
	qz_buf_done(&sure);
	qz_buf_done(&where);
	qz_buf_done(&since);
	qz_buf_done(&day);
}

static enum qz_status refuse(const struct asking *asking, const char *key, const char *value)
{
	qz_buf_printf(asking->out, "quanze: %s: ", qz_messages_text(asking->messages, key));
	qz_buf_put_visible(asking->out, value, strlen(value));
	qz_buf_putc(asking->out, '\n');
	return QZ_USAGE;
}

/* The version that lacks the article, and the last one that it has. */
static void put_beyond(const struct asking *asking, const struct qz_law_version *version)
{
	char last[24];
	struct qz_buf since;
	qz_buf_init(&since);
	put_day(asking, day_of(version), &since);
	snprintf(last, sizeof last, "%u", (unsigned)version->articles);
	struct qz_datum data[] = {{(char *)"last", last}, {(char *)"since", since.data}};
	asking->out->failed |= since.failed;
	if (!asking->out->failed)
		qz_messages_put(asking->messages, "laws.where-beyond", data, 2, asking->out);
	qz_buf_putc(asking->out, '\n');
	qz_buf_done(&since);
}

static enum qz_status answer(const struct asking *asking, const struct qz_law_found *found, const char *text,
			     const char *day)
{
	uint32_t article = read_article(text);
	size_t to = version_on(found, qz_law_day_read(asking->options->as_of));
	if (!article)
		return refuse(asking, "laws.no-article", text);
	size_t from = to == SIZE_MAX ? to : day ? version_of(found, qz_law_day_read(day)) : version_before(found, to);
	if (day && from == SIZE_MAX)
		return refuse(asking, "laws.no-version", day);
	qz_buf_printf(asking->out, "《%s》\n", text_of(found->table, found->law->name));
	const struct qz_law_version *version =
	    from == SIZE_MAX ? NULL : &found->table->versions[found->law->versions + from];
	if (!version || from > to) {
		qz_buf_printf(asking->out, "%s\n", qz_messages_text(asking->messages, "laws.where-none"));
	} else if (version->articles && article / QZ_LAW_ARTICLE > version->articles) {
		put_beyond(asking, version);
	} else {
		put_answer(asking, found, from, to, article);
	}
	put_repealed(asking, found);
	return QZ_OK;
}

enum qz_status qz_laws_where(const struct qz_options *options, const struct qz_messages *messages, const char *name,
			     const char *article, const char *from, struct qz_buf *out, struct qz_diag *diag)
{
	struct asking asking;
	struct qz_law_found found;
	if (begin(&asking, options, messages, out, diag) != QZ_OK)
		return QZ_INPUT;
	enum qz_status status = find(&asking, name, &found);
	if (status == QZ_OK)
		status = answer(&asking, &found, article, from);
	return end(&asking, status);
}
