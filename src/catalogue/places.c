/*
 * Laws and articles of an item's basis, for places.h.
 */
#include "catalogue/places.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/xml.h"
#include "check/cited.h"
#include "check/laws_follow.h"
#include "diff/text.h"

#define MOST_PAIRS 10000u /* of places of one article that are compared one by one; beyond, only equal ones are the same */

void qz_place_reader_init(struct qz_place_reader *reader, const struct qz_laws *laws)
{
	*reader = (struct qz_place_reader){.laws = laws};
	qz_map_init(&reader->names);
	qz_map_init(&reader->numbers);
	qz_map_number(&reader->numbers, "", 0); /* 0: none */
}

void qz_place_reader_done(struct qz_place_reader *reader)
{
	qz_map_done(&reader->names, NULL);
	qz_map_done(&reader->numbers, NULL);
}

/* ---- reading ---- */

static uint32_t number_of(struct qz_place_reader *reader, const char *text)
{
	uint32_t number = text && *text ? qz_map_number(&reader->numbers, text, strlen(text)) : 0;
	reader->failed |= reader->numbers.failed;
	return number;
}

/* The law by the name that the register has for it, else as it is written, without the state before it. */
static uint32_t number_of_law(struct qz_place_reader *reader, const char *name)
{
	static const char state[] = "中华人民共和国";
	struct qz_law_found found = {.law = NULL};
	void *known = qz_map_get(&reader->names, name, strlen(name));
	if (known)
		return (uint32_t)(uintptr_t)known;
	if (reader->laws && qz_laws_find(reader->laws, name, &found) != 0)
		reader->failed = true;
	const char *full = found.law ? found.table->text + found.law->name : name;
	if (strncmp(full, state, sizeof state - 1) == 0 && full[sizeof state - 1])
		full += sizeof state - 1;
	uint32_t number = number_of(reader, full);
	if (qz_map_put(&reader->names, name, strlen(name), (void *)(uintptr_t)number) != 0)
		reader->failed = true;
	return number;
}

static void add_place(struct qz_place_reader *reader, struct qz_places *places, struct qz_place place)
{
	if (qz_array_grow(&places->places, places->count, &places->cap, sizeof place))
		places->places[places->count++] = place;
	else
		reader->failed = true;
}

static void add_cite(struct qz_place_reader *reader, const xmlNode *cite, struct qz_places *places)
{
	const char *law = qz_xml_attr(cite, "law"), *article = qz_xml_attr(cite, "article");
	struct qz_law_articles articles = {.count = 0};
	char number[16];
	if (!law || !*law || !qz_cited_is_basis(cite))
		return;
	struct qz_place place = {.law = number_of_law(reader, law), .cite = cite};
	if (!article || !qz_law_articles_read(article, &articles) || articles.overflow) {
		place.article = number_of(reader, article); /* of a form that is not known: as it is */
		add_place(reader, places, place);
		return;
	}
	/* a paragraph or point stands behind the last article named */
	for (size_t i = 0; i < articles.count; i++) {
		const bool last = i + 1 == articles.count;
		snprintf(number, sizeof number, "%u", (unsigned)articles.list[i]);
		place.article = number_of(reader, number);
		place.paragraph = last ? number_of(reader, qz_xml_attr(cite, "paragraph")) : 0;
		place.point = last ? number_of(reader, qz_xml_attr(cite, "point")) : 0;
		add_place(reader, places, place);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct qz_place *one = a, *two = b;
	if (one->law != two->law)
		return one->law < two->law ? -1 : 1;
	if (one->article != two->article)
		return one->article < two->article ? -1 : 1;
	if (one->paragraph != two->paragraph)
		return one->paragraph < two->paragraph ? -1 : 1;
	return (one->point > two->point) - (one->point < two->point);
}

/* Every node below `top` in document order, without recursion. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

void qz_places_read(struct qz_place_reader *reader, const xmlNode *item, struct qz_places *places)
{
	size_t kept = 0;
	*places = (struct qz_places){.count = 0};
	for (const xmlNode *basis = qz_xml_child(item, "basis"); basis; basis = qz_xml_next(basis, "basis"))
		for (const xmlNode *node = basis; node && !reader->failed; node = next_node(node, basis))
			if (node->type == XML_ELEMENT_NODE && qz_xml_is(node, "cite"))
				add_cite(reader, node, places);
	if (places->count)
		qsort(places->places, places->count, sizeof *places->places, by_place);
	for (size_t i = 0; i < places->count; i++)
		if (kept == 0 || by_place(&places->places[kept - 1], &places->places[i]) != 0)
			places->places[kept++] = places->places[i];
	places->count = kept;
}

void qz_places_done(struct qz_places *places)
{
	free(places->places);
}

/* ---- comparing ---- */

/* Some places of one side, of one law or article. */
struct stretch {
	struct qz_place *places;
	size_t count;
};

static struct stretch cut(const struct qz_places *places, size_t from, bool article)
{
	size_t to = from;
	while (to < places->count && places->places[to].law == places->places[from].law &&
	       (!article || places->places[to].article == places->places[from].article))
		to++;
	return (struct stretch){places->places ? places->places + from : NULL, to - from};
}

static bool fits(const struct qz_place *one, const struct qz_place *two)
{
	const bool paragraph = !one->paragraph || !two->paragraph || one->paragraph == two->paragraph;
	return paragraph && (!one->point || !two->point || one->point == two->point);
}

static void mark_alone(struct stretch one, struct stretch two, bool all)
{
	const bool few = one.count == 0 || two.count <= MOST_PAIRS / one.count;
	for (size_t i = 0; i < one.count; i++) {
		const struct qz_place *place = &one.places[i];
		bool found = !few && two.count && bsearch(place, two.places, two.count, sizeof *place, by_place);
		for (size_t j = 0; few && j < two.count && !found; j++)
			found = fits(place, &two.places[j]);
		one.places[i].alone = all || !found;
	}
}

/* Whether a side cites the law alone, none of its articles; citations of the law stand before those of articles. */
static bool names_law_alone(struct stretch law)
{
	return law.count && law.places[law.count - 1].article == 0;
}

/* Both stretches are of one law. */
static void compare_law(struct stretch one, struct stretch two)
{
	if (names_law_alone(one) || names_law_alone(two))
		return;
	struct qz_places first = {.places = one.places, .count = one.count}, second = {.places = two.places, .count = two.count};
	size_t i = one.places[0].article == 0, j = two.places[0].article == 0;
	while (i < one.count || j < two.count) {
		const uint32_t left = i < one.count ? one.places[i].article : UINT32_MAX;
		const uint32_t right = j < two.count ? two.places[j].article : UINT32_MAX;
		struct stretch a = left <= right ? cut(&first, i, true) : (struct stretch){NULL, 0};
		struct stretch b = right <= left ? cut(&second, j, true) : (struct stretch){NULL, 0};
		mark_alone(a, b, false);
		mark_alone(b, a, false);
		i += a.count;
		j += b.count;
	}
}

bool qz_places_compare(struct qz_places *one, struct qz_places *two)
{
	bool any = false;
	for (size_t i = 0, j = 0; i < one->count || j < two->count;) {
		const uint32_t left = i < one->count ? one->places[i].law : UINT32_MAX;
		const uint32_t right = j < two->count ? two->places[j].law : UINT32_MAX;
		struct stretch a = left <= right ? cut(one, i, false) : (struct stretch){NULL, 0};
		struct stretch b = right <= left ? cut(two, j, false) : (struct stretch){NULL, 0};
		if (left == right)
			compare_law(a, b);
		else
			mark_alone(a.count ? a : b, (struct stretch){NULL, 0}, true);
		i += a.count;
		j += b.count;
	}
	for (size_t i = 0; i < one->count; i++)
		any |= one->places[i].alone;
	for (size_t j = 0; j < two->count; j++)
		any |= two->places[j].alone;
	return any;
}

/* ---- writing ---- */

/* The places of a stretch that are alone, as written, each citation once. The last of them, and how many, in *cite and *count. */
static void put_places(struct stretch law, struct qz_buf *text, const xmlNode **cite, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < law.count; i++) {
		if (!law.places[i].alone || law.places[i].cite == *cite)
			continue;
		char *place = qz_cite_place(law.places[i].cite);
		text->failed |= !place;
		qz_buf_puts(text, text->len && place && *place ? "、" : "");
		qz_buf_puts(text, place ? place : "");
		*cite = law.places[i].cite;
		++*count;
		free(place);
	}
}

static void put_difference(struct qz_place_reader *reader, struct stretch model, struct stretch own, struct qz_buf *out)
{
	struct qz_buf one, two;
	const xmlNode *from = NULL, *to = NULL;
	size_t nfrom, nto;
	char force[11] = "";
	qz_buf_init(&one);
	qz_buf_init(&two);
	put_places(model, &one, &from, &nfrom);
	put_places(own, &two, &to, &nto);
	if (nfrom || nto) {
		const char *law = qz_xml_attr(from ? from : to, "law");
		const char *was = from ? qz_xml_attr(from, "article") : NULL, *now = to ? qz_xml_attr(to, "article") : NULL;
		const bool moved = reader->laws && nfrom == 1 && nto == 1 && was && now && strcmp(was, now) != 0 &&
				   qz_laws_moved(reader->laws, law, was, now, force);
		qz_buf_puts(out, "<citation");
		qz_xml_put_attr(out, "law", law);
		qz_xml_put_attr(out, "model", nfrom ? (one.len ? one.data : "") : NULL);
		qz_xml_put_attr(out, "own", nto ? (two.len ? two.data : "") : NULL);
		qz_xml_put_attr(out, "moved", moved ? "yes" : NULL);
		qz_xml_put_attr(out, "force", moved && *force ? force : NULL);
		qz_buf_puts(out, "/>");
	}
	reader->failed |= one.failed || two.failed;
	qz_buf_done(&one);
	qz_buf_done(&two);
}

void qz_places_put_differences(struct qz_place_reader *reader, const struct qz_places *model, const struct qz_places *own,
			       struct qz_buf *out)
{
	for (size_t i = 0, j = 0; i < model->count || j < own->count;) {
		const uint32_t left = i < model->count ? model->places[i].law : UINT32_MAX;
		const uint32_t right = j < own->count ? own->places[j].law : UINT32_MAX;
		struct stretch a = left <= right ? cut(model, i, false) : (struct stretch){NULL, 0};
		struct stretch b = right <= left ? cut(own, j, false) : (struct stretch){NULL, 0};
		put_difference(reader, a, b, out);
		i += a.count;
		j += b.count;
	}
}

void qz_places_put(const struct qz_places *places, size_t most, struct qz_buf *out)
{
	const xmlNode *last = NULL;
	size_t count = 0;
	for (size_t i = 0; i < places->count; i++) {
		if (places->places[i].cite == last)
			continue;
		last = places->places[i].cite;
		if (count++ == most) {
			qz_buf_puts(out, "……");
			break;
		}
		char *place = qz_cite_place(last);
		out->failed |= !place;
		qz_buf_printf(out, "%s《%s》%s", count > 1 ? "；" : "", qz_xml_attr(last, "law"), place ? place : "");
		free(place);
	}
}
