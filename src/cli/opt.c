/*
 * The option table of the command line; parse.c reads by it. Usage texts and complaints
 * (usage.c) and the completions of shells (cmd_completion.c) are made from it too.
 */
#include "cli/opt.h"
#include "cli/opt_catalogue.h"
#include "cli/opt_impact.h"
#include "cli/opt_serve.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "batch/key.h"

/* Names of outputs with commas between; `name` gives those that there are. */
static bool read_outputs(struct cli *cli, const char *value, const char *(*name)(size_t index))
{
	cli->options.outputs = 0;
	while (*value) {
		size_t len = strcspn(value, ","), i = 0;
		while (name(i) && (!*name(i) || strlen(name(i)) != len || strncmp(name(i), value, len) != 0))
			i++;
		if (!name(i))
			return false;
		cli->options.outputs |= 1u << i;
		value += len;
		value += *value == ',';
	}
	return cli->options.outputs != 0;
}

/* A PDF is made of the Word file, which is written with it. */
static bool set_to(struct cli *cli, const char *value)
{
	struct qz_buf others;
	bool good = true;
	qz_buf_init(&others);
	cli->pdf = false;
	for (size_t len; *value && good; value += len + (value[len] == ',')) {
		len = strcspn(value, ",");
		bool pdf = len == 3 && strncmp(value, "pdf", 3) == 0;
		cli->pdf |= pdf;
		qz_buf_puts(&others, others.len ? "," : "");
		qz_buf_add(&others, pdf ? "docx" : value, pdf ? 4 : len);
	}
	good = others.len && !others.failed && read_outputs(cli, others.data, qz_backend_name);
	qz_buf_done(&others);
	return good;
}

static bool set_comparison_to(struct cli *cli, const char *value)
{
	return read_outputs(cli, value, cli_difference_name);
}

static bool set_ignore_layout(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.ignore_layout = true;
}

static bool set_list_kept(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.list_kept = true;
}

static bool set_output(struct cli *cli, const char *value)
{
	cli->options.folder = value;
	return *value != '\0';
}

static bool set_from(struct cli *cli, const char *value)
{
	cli->options.from = value;
	for (size_t i = 0; qz_format_name(i); i++)
		if (strcmp(qz_format_name(i), value) == 0)
			return true;
	return false;
}

static bool set_encoding(struct cli *cli, const char *value)
{
	cli->options.encoding = value;
	return *value != '\0';
}

static bool set_accept(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.accept_suggestions = true;
}

static bool set_hidden(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.include_hidden = true;
}

static bool set_struck(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.include_struck = true;
}

static bool set_repair(struct cli *cli, const char *value)
{
	cli->options.repairs_are_errors = strcmp(value, "none") == 0;
	return cli->options.repairs_are_errors || strcmp(value, "safe") == 0;
}

static bool set_format(struct cli *cli, const char *value)
{
	static const char *const names[FORMATS] = {"text", "json", "sarif", "xml", "html", "docx", "xlsx"};
	for (int i = 0; i < FORMATS; i++) {
		if (strcmp(names[i], value) == 0) {
			cli->format = (enum report_format)i;
			return true;
		}
	}
	return false;
}

static bool set_impact_format(struct cli *cli, const char *value)
{
	cli->format_given = true;
	return set_format(cli, value) && cli->format != FORMAT_SARIF;
}

static bool read_severity(const char *value, int *severity)
{
	for (int i = 0; i < QZ_SEVERITIES; i++) {
		if (strcmp(qz_severity_name((enum qz_severity)i), value) == 0) {
			*severity = i;
			return true;
		}
	}
	return false;
}

static bool set_fail_on(struct cli *cli, const char *value)
{
	cli->fail_on = QZ_SEVERITIES;
	return strcmp(value, "never") == 0 || read_severity(value, &cli->fail_on);
}

static bool set_rule(struct cli *cli, const char *value)
{
	char id[64];
	int severity;
	size_t len = strcspn(value, "=");
	if (value[len] != '=' || len >= sizeof id)
		return false;
	bool off = strcmp(value + len + 1, "off") == 0;
	memcpy(id, value, len);
	id[len] = '\0';
	enum qz_rule rule = qz_rule_find(id);
	if (rule == QZ_RULES || (off ? !qz_rule_can_be_off(rule) : !read_severity(value + len + 1, &severity)))
		return false;
	cli->options.severities[rule] = off ? QZ_SEVERITY_OFF : (signed char)severity;
	return true;
}

/* Digits and perhaps a unit, nothing before them; a number that size_t cannot hold is none. */
bool cli_read_size(const char *value, size_t *size)
{
	char *end;
	if (*value < '0' || *value > '9')
		return false;
	errno = 0;
	unsigned long long number = strtoull(value, &end, 10);
	static const char units[] = "kMG";
	const char *unit = *end ? strchr(units, *end) : NULL;
	if (errno == ERANGE || number > SIZE_MAX || (*end && (!unit || end[1])) || (unit && number > SIZE_MAX >> 30))
		return false;
	*size = (size_t)number << (unit ? 10 * (unit - units + 1) : 0);
	return true;
}

static bool set_limit(struct cli *cli, const char *value)
{
	char id[64];
	size_t len = strcspn(value, "="), size;
	if (value[len] != '=' || len >= sizeof id || !cli_read_size(value + len + 1, &size))
		return false;
	memcpy(id, value, len);
	id[len] = '\0';
	return qz_limits_set(&cli->options.limits, id, size);
}

static bool set_max(struct cli *cli, const char *value)
{
	return cli_read_size(value, &cli->max_findings);
}

static bool is_day(const char *value)
{
	int y, m, d, n = 0;
	return sscanf(value, "%4d-%2d-%2d%n", &y, &m, &d, &n) == 3 && n == 10 && value[10] == '\0' && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

static bool set_as_of(struct cli *cli, const char *value)
{
	cli->options.as_of = value;
	return is_day(value);
}

static bool set_from_day(struct cli *cli, const char *value)
{
	cli->from_day = value;
	return is_day(value);
}

static bool set_reviewed(struct cli *cli, const char *value)
{
	cli->reviewed = value;
	return *value != '\0';
}

static bool set_laws(struct cli *cli, const char *value)
{
	cli->options.laws = value;
	return *value != '\0';
}

static bool set_law_texts(struct cli *cli, const char *value)
{
	cli->options.law_texts = value;
	return *value != '\0';
}

static bool set_rules(struct cli *cli, const char *value)
{
	cli->options.rules = value;
	return *value != '\0';
}

static bool set_labels(struct cli *cli, const char *value)
{
	cli->options.labels = value;
	return *value != '\0';
}

static bool set_decisions(struct cli *cli, const char *value)
{
	cli->options.decisions = value;
	return *value != '\0';
}

static bool set_schema_only(struct cli *cli, const char *value)
{
	(void)value;
	cli->options.from = "xml";
	return cli->options.schema_only = true;
}

static bool set_since(struct cli *cli, const char *value)
{
	cli->since = value;
	return *value != '\0';
}

static bool set_write_decisions(struct cli *cli, const char *value)
{
	cli->write_decisions = value;
	cli->options.write_decisions = cli->messages;
	return *value != '\0';
}

static bool set_profile(struct cli *cli, const char *value)
{
	cli->options.profile = value;
	return *value != '\0';
}

static bool set_fragment(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.fragment = true;
}

static bool set_annex(struct cli *cli, const char *value)
{
	cli->options.annex = value;
	return true;
}

static bool set_width(struct cli *cli, const char *value)
{
	size_t width;
	if (!cli_read_size(value, &width) || width > 10000)
		return false;
	cli->options.width = (unsigned)width;
	return true;
}

static bool set_with_findings(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.with_findings = true;
}

static bool set_no_appendix(struct cli *cli, const char *value)
{
	(void)value;
	cli->options.appendix = false;
	return true;
}

static bool set_allow_errors(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.allow_errors = true;
}

static bool set_list_items(struct cli *cli, const char *value)
{
	(void)value;
	return cli->options.list_items = true;
}

static bool set_paper(struct cli *cli, const char *value)
{
	cli->options.paper = value;
	return strcmp(value, "a4") == 0 || strcmp(value, "a3") == 0;
}

static bool set_columns(struct cli *cli, const char *value)
{
	cli->options.standard_columns = strcmp(value, "standard") == 0;
	return cli->options.standard_columns || strcmp(value, "source") == 0;
}

static bool set_mapping(struct cli *cli, const char *value)
{
	cli->options.mapping = value;
	return *value != '\0';
}

static bool set_csv_for(struct cli *cli, const char *value)
{
	cli->options.csv_guarded = strcmp(value, "spreadsheet") == 0;
	return cli->options.csv_guarded || strcmp(value, "program") == 0;
}

static bool set_meta(struct cli *cli, const char *value)
{
	size_t len = strcspn(value, "="), key = qz_meta_find(value, len);
	if (value[len] != '=' || key == QZ_META_KEYS || !qz_meta_may_be(key, value + len + 1))
		return false;
	cli->options.meta[key] = value + len + 1;
	return true;
}

static bool set_meta_file(struct cli *cli, const char *value)
{
	cli->options.meta_file = value;
	return *value != '\0';
}

static bool set_join(struct cli *cli, const char *value)
{
	cli->join = value;
	return *value != '\0' && !strchr(value, '/') && strcmp(value, "..") != 0;
}

static bool set_resources(struct cli *cli, const char *value)
{
	cli->options.resources = value;
	return *value != '\0';
}

static bool set_language(struct cli *cli, const char *value)
{
	cli->options.language = value;
	return strcmp(value, "zh-CN") == 0 || strcmp(value, "en") == 0;
}

static bool set_workers(struct cli *cli, const char *value)
{
	return cli_read_size(value, &cli->workers) && cli->workers > 0 && cli->workers <= 1024;
}

static bool set_chunk(struct cli *cli, const char *value)
{
	return cli_read_size(value, &cli->options.chunk);
}

static bool set_files_from(struct cli *cli, const char *value)
{
	cli->files_from = value;
	return *value != '\0';
}

static bool set_progress(struct cli *cli, const char *value)
{
	static const char *const names[] = {"auto", "never", "json"};
	for (int i = 0; i < 3; i++) {
		if (strcmp(names[i], value) == 0) {
			cli->progress = (enum qz_progress_mode)i;
			return true;
		}
	}
	return false;
}

static bool set_rebuild(struct cli *cli, const char *value)
{
	(void)value;
	return cli->rebuild = true;
}

static bool set_prune(struct cli *cli, const char *value)
{
	(void)value;
	return cli->prune = true;
}

static bool set_shard(struct cli *cli, const char *value)
{
	int end = 0;
	bool numbers = sscanf(value, "%9zu/%9zu%n", &cli->shard, &cli->shards, &end) == 2 && value[end] == '\0';
	return numbers && cli->shard >= 1 && cli->shard <= cli->shards;
}

static bool set_print0(struct cli *cli, const char *value)
{
	(void)value;
	return cli->print0 = true;
}

static bool set_quiet(struct cli *cli, const char *value)
{
	(void)value;
	return cli->quiet = true;
}

static bool set_verbose(struct cli *cli, const char *value)
{
	(void)value;
	return cli->verbose = true;
}

static bool set_color(struct cli *cli, const char *value)
{
	cli->color = strcmp(value, "always") == 0;
	if (strcmp(value, "auto") == 0)
		cli->color = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	return cli->color || strcmp(value, "never") == 0 || strcmp(value, "auto") == 0;
}

static bool set_help(struct cli *cli, const char *value)
{
	(void)value;
	return cli->help = true;
}

static const struct opt opts[] = {
	{'t', "to", "LIST", CMD_CONVERT, set_to},
	{'t', "to", "OUTPUTS", CMD_DIFF, set_comparison_to},
	{0, "law", "LAW", CMD_IMPACT, cli_set_law},
	{0, "from", "DATE", CMD_IMPACT, cli_set_law_from},
	{0, "to", "DATE", CMD_IMPACT, cli_set_law_to},
	{'t', "format", "text|json|xml|html|docx", CMD_IMPACT, set_impact_format},
	{'o', "output", "DIR|FILE", CMD_IMPACT | OPT_NEUTRAL, set_output},
	{'o', "output", "DIR", CMD_READ | CMD_SUMMARY | CMD_LAWS | OPT_NEUTRAL, set_output},
	{0, "from", "KIND", CMD_READ, set_from},
	{0, "from", "DATE", CMD_LAWS | OPT_NEUTRAL, set_from_day},
	{0, "reviewed", "FILE", CMD_LAWS | OPT_NEUTRAL, set_reviewed},
	{0, "encoding", "NAME", CMD_READ | CMD_IMPACT | CMD_LAWS, set_encoding},
	{0, "accept-suggestions", NULL, CMD_READ, set_accept},
	{0, "decisions", "FILE", CMD_READ, set_decisions},
	{0, "write-decisions", "FILE", CMD_VALIDATE | OPT_NEUTRAL, set_write_decisions},
	{0, "repair", "safe|none", CMD_RUN, set_repair},
	{0, "include-hidden", NULL, CMD_READ | CMD_IMPACT, set_hidden},
	{0, "include-struck", NULL, CMD_READ | CMD_IMPACT, set_struck},
	{0, "catalogue", "MODEL", CMD_DIFF, cli_set_catalogue},
	{0, "level", "RANK", CMD_DIFF, cli_set_level},
	{0, "ignore-layout", NULL, CMD_DIFF, set_ignore_layout},
	{0, "list-kept", NULL, CMD_DIFF, set_list_kept},
	{0, "format", "text|json|sarif|xml|html|docx|xlsx", CMD_VALIDATE | OPT_NEUTRAL, set_format},
	{0, "schema-only", NULL, CMD_VALIDATE | OPT_NEUTRAL, set_schema_only},
	{0, "since", "REPORT", CMD_VALIDATE | OPT_NEUTRAL, set_since},
	{0, "fail-on", "LEVEL", CMD_RUN | OPT_NEUTRAL, set_fail_on},
	{0, "listen", "ADDRESS:PORT", CMD_SERVE, cli_set_listen},
	{0, "host", "NAME", CMD_SERVE, cli_set_host},
	{0, "sessions", "DIR", CMD_SERVE, cli_set_sessions},
	{0, "workers", "N", CMD_SERVE, set_workers},
	{0, "queue", "N", CMD_SERVE, cli_set_queue},
	{0, "keep", "MINUTES", CMD_SERVE, cli_set_keep},
	{0, "upload", "BYTES", CMD_SERVE, cli_set_upload},
	{0, "log-names", NULL, CMD_SERVE, cli_set_log_names},
	{0, "as-of", "DATE", CMD_RUN | CMD_IMPACT | CMD_LAWS | CMD_SERVE, set_as_of},
	{0, "laws", "FILE", CMD_READ | CMD_IMPACT | CMD_LAWS | CMD_SERVE, set_laws},
	{0, "law-texts", "DIR", CMD_RUN | CMD_IMPACT | CMD_SERVE, set_law_texts},
	{0, "rules", "FILE", CMD_RUN | CMD_SERVE, set_rules},
	{0, "labels", "FILE", CMD_READ | CMD_SERVE, set_labels},
	{0, "rule", "ID=LEVEL", CMD_RUN | CMD_SERVE, set_rule},
	{0, "max-findings", "N", CMD_RUN | OPT_NEUTRAL, set_max},
	{0, "join", "NAME", CMD_RUN, set_join},
	{0, "profile", "NAME|FILE", CMD_CONVERT, set_profile},
	{0, "fragment", NULL, CMD_CONVERT, set_fragment},
	{0, "with-findings", NULL, CMD_CONVERT, set_with_findings},
	{0, "width", "N", CMD_CONVERT | CMD_DIFF | CMD_IMPACT, set_width},
	{0, "annex", "N", CMD_CONVERT | CMD_DIFF, set_annex},
	{0, "no-appendix", NULL, CMD_CONVERT, set_no_appendix},
	{0, "allow-errors", NULL, CMD_CONVERT, set_allow_errors},
	{0, "list-items", NULL, CMD_CONVERT, set_list_items},
	{0, "paper", "a4|a3", CMD_CONVERT | CMD_DIFF, set_paper},
	{0, "columns", "source|standard", CMD_CONVERT, set_columns},
	{0, "mapping", "FILE", CMD_CONVERT, set_mapping},
	{0, "csv-for", "program|spreadsheet", CMD_CONVERT, set_csv_for},
	{0, "meta", "KEY=VALUE", CMD_CONVERT, set_meta},
	{0, "meta-file", "FILE", CMD_CONVERT, set_meta_file},
	{0, "resources", "DIR", CMD_ALL, set_resources},
	{0, "lang", "zh-CN|en", CMD_ALL, set_language},
	{0, "limit", "NAME=VALUE", CMD_READ | CMD_IMPACT | CMD_LAWS | CMD_SERVE | OPT_NEUTRAL, set_limit},
	{0, "files-from", "FILE", CMD_RUN | CMD_IMPACT | OPT_NEUTRAL, set_files_from},
	{0, "rebuild", NULL, CMD_CONVERT | OPT_NEUTRAL, set_rebuild},
	{0, "prune", NULL, CMD_CONVERT | OPT_NEUTRAL, set_prune},
	{0, "shard", "K/N", CMD_RUN | OPT_NEUTRAL, set_shard},
	{'j', "jobs", "N", CMD_READ | CMD_IMPACT | CMD_LAWS | OPT_NEUTRAL, set_workers},
	{0, "chunk", "N", CMD_CONVERT | OPT_NEUTRAL, set_chunk},
	{0, "progress", "auto|never|json", CMD_RUN | CMD_IMPACT | CMD_LAWS | OPT_NEUTRAL, set_progress},
	{0, "print0", NULL, CMD_CONVERT | CMD_DIFF | OPT_NEUTRAL, set_print0},
	{'q', "quiet", NULL, CMD_READ | CMD_IMPACT | CMD_SUMMARY | CMD_LAWS | CMD_SERVE | OPT_NEUTRAL, set_quiet},
	{'v', "verbose", NULL, CMD_READ | CMD_IMPACT | CMD_FORMATS | CMD_LAWS | OPT_NEUTRAL, set_verbose},
	{0, "color", "auto|always|never", CMD_READ | CMD_IMPACT | CMD_SUMMARY | CMD_LAWS | OPT_NEUTRAL, set_color},
	{'h', "help", NULL, CMD_ALL | CMD_COMPLETION | OPT_NEUTRAL, set_help},
};

#define NOPTS (sizeof opts / sizeof *opts)

const struct opt *cli_option(size_t index)
{
	return index < NOPTS ? &opts[index] : NULL;
}
