/* Pages of quanze serve: what a page of a review shows, decisions of its form as lines of the table, texts that try to be markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "engine.h"
#include "serve/decided.h"
#include "serve/pages.h"
#include "serve/review.h"
#include "serve/view.h"

struct fixture {
	struct qz_options options;
	struct qz_diag diag;
	struct qz_engine *engine;
	struct qz_messages *messages;
	struct qz_pages *pages;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	qz_options_init(&fixture->options);
	qz_diag_init(&fixture->diag);
	fixture->options.judge = true;
	fixture->options.folder = "-";
	fixture->engine = qz_engine_new(&fixture->options, &fixture->diag);
	fixture->messages = qz_messages_load(NULL, "zh-CN", &fixture->diag);
	fixture->pages = qz_pages_new(NULL, &fixture->diag);
	*state = fixture;
	return fixture->engine && fixture->messages && fixture->pages ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	qz_engine_free(fixture->engine);
	qz_messages_free(fixture->messages);
	qz_pages_free(fixture->pages);
	qz_diag_done(&fixture->diag);
	free(fixture);
	return 0;
}

static void review(struct fixture *fixture, const char *name, const char *text, struct qz_buf *out)
{
	struct qz_review *made = qz_review_new(fixture->messages);
	struct qz_result result;
	struct qz_judged judged;
	qz_result_init(&result);
	fixture->engine->watch = qz_review_watch(made);
	enum qz_status status = qz_engine_run_bytes(fixture->engine, name, text, strlen(text), "list", &result);
	fixture->engine->watch = NULL;
	assert_true(qz_judged_init(&judged, name, result.items, &result.diag, QZ_INFO, 0));
	judged.title = result.title;
	assert_true(qz_review_write(made, &judged, status, out));
	qz_judged_done(&judged);
	qz_result_done(&result);
	qz_review_free(made);
}

static void draw(struct fixture *fixture, struct qz_view *view, struct qz_buf *out)
{
	view->language = view->language ? view->language : "zh-CN";
	view->token = "TOKEN";
	view->session = view->session ? view->session : "/s/0123";
	assert_true(qz_pages_draw(fixture->pages, view, out, &fixture->diag));
	const char *folder = getenv("QZ_PAGES"); /* to look at them */
	if (folder) {
		static int number;
		char name[64];
		snprintf(name, sizeof name, "page-%02d.html", number++);
		assert_int_equal(qz_write_file(folder, name, out, &fixture->diag), QZ_OK);
	}
}

static void test_review(void **state)
{
	struct fixture *fixture = *state;
	struct qz_buf text, model, page;
	qz_buf_init(&text);
	qz_buf_init(&model);
	qz_buf_init(&page);
	qz_buf_puts(&text, "序号\t事项名称\t权力类型\t行使主体\t实施依据\n");
	for (int i = 1; i <= 45; i++)
		qz_buf_printf(&text, "%d\t对第%d种违法行为的处罚\t%s\t甲县乙局\t《中华人民共和国网络安全法》（2016年11月7日通过）第五十九条\n", i, i, i == 40 ? "" : "行政处罚");
	review(fixture, "list.tsv", text.data, &model);
	struct qz_view view = {.page = QZ_PAGE_REVIEW, .review = model.data, .review_len = model.len};
	draw(fixture, &view, &page);
	assert_non_null(strstr(page.data, "p:item-40\"")); /* the worst first */
	assert_non_null(strstr(page.data, "p:item-19\""));
	assert_null(strstr(page.data, "p:item-20\""));
	assert_non_null(strstr(page.data, "1001.key"));
	assert_null(strstr(page.data, "serve."));
	qz_buf_clear(&page);
	view.query = "i=0&level=all&order=row&p=3";
	draw(fixture, &view, &page);
	assert_non_null(strstr(page.data, "p:item-41\""));
	assert_null(strstr(page.data, "p:item-1\""));
	qz_buf_clear(&page);
	view.query = "level=error&p=99999&order=<script>";
	draw(fixture, &view, &page);
	assert_non_null(strstr(page.data, "p:item-40\""));
	assert_null(strstr(page.data, "p:item-1\""));
	qz_buf_clear(&page);
	view.language = "en";
	draw(fixture, &view, &page);
	assert_null(strstr(page.data, "serve."));
	qz_buf_done(&text);
	qz_buf_done(&model);
	qz_buf_done(&page);
}

/* With QZ_PAGES_LIST: that file's review, to be looked at. */
static void test_look(void **state)
{
	struct fixture *fixture = *state;
	const char *path = getenv("QZ_PAGES_LIST");
	struct qz_buf model, page;
	char *bytes;
	size_t len;
	if (!path)
		return;
	qz_buf_init(&model);
	qz_buf_init(&page);
	assert_int_equal(qz_file_read(path, &fixture->options.limits, &bytes, &len, &fixture->diag), QZ_OK);
	review(fixture, strrchr(path, '/') + 1, bytes, &model);
	struct qz_view view = {.page = QZ_PAGE_REVIEW, .review = model.data, .review_len = model.len};
	draw(fixture, &view, &page);
	free(bytes);
	qz_buf_done(&model);
	qz_buf_done(&page);
}

/* A review that is cut or changed is no review, and nothing worse. */
static void test_damaged(void **state)
{
	struct fixture *fixture = *state;
	struct qz_buf model, attributes, out;
	struct qz_view_query asked;
	qz_buf_init(&model);
	review(fixture, "list.tsv", "序号\t事项名称\t权力类型\t实施依据\n1\t对甲的处罚\t行政处罚\t《甲法》第一条\n", &model);
	qz_view_read_query(NULL, &asked);
	for (size_t len = 0; len < model.len; len++) {
		char *cut = malloc(len + 1);
		memcpy(cut, model.data, len);
		cut[len] = '\0';
		qz_buf_init(&attributes);
		qz_buf_init(&out);
		assert_false(qz_view_choose(cut, len, &asked, &attributes, &out));
		qz_buf_done(&attributes);
		qz_buf_done(&out);
		free(cut);
	}
	qz_buf_done(&model);
}

/* A decision of the form, as a line, is one that --decisions applies. */
static void test_decided(void **state)
{
	(void)state;
	struct qz_buf out;
	qz_buf_init(&out);
	const struct qz_decided_form form = {.file = "list.tsv", .item = "第1项", .name = "=危险\n换行", .decision = "waive", .reason = "有\t据", .who = "甲", .key = "rule #00000000 i1~00000000"};
	const struct qz_decided_form none = {.decision = "", .key = "k"}, other = {.decision = "delete", .key = "k"};
	assert_true(qz_decided_line(&form, true, &out));
	assert_string_equal(out.data, "list.tsv\t第1项\t'=危险 换行\t\t\t\t\t\t豁免\t\t有 据\t甲\t\trule #00000000 i1~00000000\n");
	assert_false(qz_decided_line(&none, true, &out));
	assert_false(qz_decided_line(&other, true, &out));
	qz_buf_clear(&out);
	static const char table[] = "labels\nlist.tsv\t第1项\t'=x\t\t\t\t\t\t豁免\t\t\"a \"\"b\"\"\"\t甲\t\tk\n";
	qz_view_decisions(table, sizeof table - 1, &out);
	assert_non_null(strstr(out.data, "<decision line=\"2\"><file>list.tsv</file><item>第1项</item><name>=x</name><answer>豁免</answer><reason>a "));
	assert_non_null(strstr(out.data, "</reason><who>甲</who></decision>"));
	qz_buf_done(&out);
}

/* The other pages, in both languages: no key stands there in place of its text. */
static void test_pages(void **state)
{
	struct fixture *fixture = *state;
	static const char *const reasons[] = {"host", "origin", "token", "cookie", "gone", "not-found", "method", "too-large", "too-many", "bad-form", "bad-text",
					      "queue-full", "stopping", "disk-full", "worker", "timeout", "length", "never heard of", NULL};
	static const char *const kinds[] = {"docx", "docx-plain", "html", "txt", "xml", "xlsx", "json", "csv", "marked", "reply", "reply-html", "report", "diff-docx", "diff-html", "diff-json",
					    "diff-xml", "diff-txt", "summary", "summary-docx", "summary-tsv", "decisions"};
	struct qz_view_file files[sizeof kinds / sizeof *kinds];
	const struct qz_view_input inputs[] = {{.name = "甲.xlsx", .items = 3, .errors = 1}, {.name = "<b>乙</b>", .failed = true}};
	const struct qz_view_choice choices[] = {{"a", "本单位登记册"}, {"public", "public"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		files[i] = (struct qz_view_file){.path = "1.docx", .name = "甲.docx", .kind = kinds[i], .input = i % 3 - 1, .bytes = 1234567};
	static const char marked[] = "<list xmlns=\"urn:quanze:list:1\"><summary added=\"1\" removed=\"0\" devolved=\"0\" changed=\"2\" split=\"0\" merged=\"0\" kept=\"3\" old=\"5\" new=\"6\">"
				     "<type name=\"行政处罚\" added=\"1\" removed=\"0\" devolved=\"0\" changed=\"2\" split=\"0\" merged=\"0\" kept=\"3\"/></summary><head/></list>";
	for (int english = 0; english < 2; english++) {
		for (int page = QZ_PAGE_START; page < QZ_PAGES; page++) {
			for (const char *const *why = reasons; *why; why++) {
				struct qz_view view = {.page = (enum qz_page)page, .language = english ? "en" : "zh-CN", .why = *why, .status = 400, .megabytes = 64, .keep_minutes = 60,
						       .inputs = inputs, .ninputs = 2, .files = files, .nfiles = sizeof kinds / sizeof *kinds,
						       .registers = choices, .nregisters = 1, .profiles = choices, .nprofiles = 2, .marked = marked, .marked_len = sizeof marked - 1};
				struct qz_buf out;
				if (page == QZ_PAGE_REVIEW || (page != QZ_PAGE_ERROR && why != reasons))
					continue;
				qz_buf_init(&out);
				draw(fixture, &view, &out);
				assert_null(strstr(out.data, "serve."));
				assert_null(strstr(out.data, "<b>乙"));
				assert_true(page != QZ_PAGE_COMPARE || strstr(out.data, "<th scope=\"row\" lang=\"zh-CN\">行政处罚</th>"));
				qz_buf_done(&out);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_review, set_up, tear_down), cmocka_unit_test_setup_teardown(test_look, set_up, tear_down), cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
		cmocka_unit_test(test_decided), cmocka_unit_test_setup_teardown(test_pages, set_up, tear_down),
	};
	qz_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
