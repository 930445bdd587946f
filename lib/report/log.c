#include "report/log.h"

#include <inttypes.h>

#include "report/formats.h"
#include "report/node.h"
#include "report/sheet.h"

enum { LEFT = 2, BODY = 14 };

const char *const log_actions[NLOG_ACTIONS] = {"collection", "alteration", "consultation", "disclosure", "combination", "erasure"};
const char *const log_file_kinds[NLOG_FILES] = {"input", "document", "output"};

bool log_action_parse(unsigned *out, struct str word)
{
	for (unsigned i = 0; i < NLOG_ACTIONS; i++) {
		if (!str_eq_cstr(word, log_actions[i]))
			continue;
		*out = 1U << i;
		return true;
	}
	return false;
}

/* ---- JSON ---- */

static json_t *actions_node(unsigned actions)
{
	json_t *list = node_made(json_array());

	for (unsigned i = 0; i < NLOG_ACTIONS; i++)
		if (actions & 1U << i)
			node_add(list, node_text(str_of(log_actions[i])));
	return list;
}

static json_t *files_node(const struct log_entry *e, enum log_file_kind kind)
{
	json_t *list = node_made(json_array());

	for (size_t i = 0; i < e->nfiles; i++) {
		if (e->files[i].kind != kind)
			continue;
		json_t *o = node_made(json_object());
		node_put(o, "file", node_text(e->files[i].file));
		node_put(o, "sha256", node_text_or_null(e->files[i].sha256));
		node_add(list, o);
	}
	return list;
}

static json_t *counts_node(const struct log_entry *e)
{
	json_t *o = node_made(json_object());

	for (size_t i = 0; i < e->ncounts; i++)
		if (json_object_setn_new(o, e->counts[i].name.at, e->counts[i].name.n, node_count(e->counts[i].n)) != 0)
			mem_exhausted();
	return o;
}

static json_t *utc_node(int64_t at)
{
	static const struct tz_change none = {.at = INT64_MIN, .offset = 0};
	const struct zone utc = {.changes = &none, .nchanges = 1};

	return node_moment(moment_instant(at), &utc);
}

static json_t *entry_node(const struct log_entry *e)
{
	json_t *o = node_made(json_object());

	node_put(o, "schema", node_text(STR("ordercheck/audit/1")));
	node_put(o, "number", node_count(e->number));
	node_put(o, "at", utc_node(e->at));
	node_put(o, "actions", actions_node(e->actions));
	node_put(o, "command", node_text(e->command));
	node_put(o, "account", node_text_or_null(e->account));
	node_put(o, "host", node_text_or_null(e->host));
	node_put(o, "person", node_text_or_null(e->person));
	node_put(o, "recipient", node_text_or_null(e->recipient));
	node_put(o, "reason", node_text_or_null(e->reason));
	node_put(o, "finding", node_text_or_null(e->finding));
	node_put(o, "outcome", node_text_or_null(e->outcome));
	node_put(o, "until", node_text_or_null(e->until));
	node_put(o, "run", e->run > 0 ? node_count(e->run) : json_null());
	node_put(o, "subjects", node_texts(e->subjects, e->nsubjects));
	node_put(o, "inputs", files_node(e, LOG_INPUT));
	node_put(o, "documents", files_node(e, LOG_DOCUMENT));
	node_put(o, "outputs", files_node(e, LOG_OUTPUT));
	node_put(o, "counts", counts_node(e));
	node_put(o, "decisions", node_text_or_null(e->decisions));
	node_put(o, "found", node_text_or_null(e->found));
	node_put(o, "left", node_text_or_null(e->left));
	node_put(o, "version", node_text(e->version));
	node_put(o, "before", node_text(e->before));
	node_put(o, "hash", node_text(e->hash));
	return o;
}

static bool lines_print(FILE *out, const struct log_list *l, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	(void)style;
	for (size_t i = 0; i < l->n && written; i++) {
		node_print(&b, entry_node(l->at[i]));
		buf_char(&b, '\n');
		written = buf_write(out, &b);
	}
	buf_free(&b);
	return written;
}

static bool json_all(FILE *out, const struct log_list *l, const struct report_style *style)
{
	json_t *o = node_made(json_object()), *entries = node_made(json_array());
	struct buf b = {0};

	(void)style;
	for (size_t i = 0; i < l->n; i++)
		node_add(entries, entry_node(l->at[i]));
	node_put(o, "schema", node_text(STR("ordercheck/audit-log/1")));
	node_put(o, "all", node_count(l->all));
	node_put(o, "entries", entries);
	node_print(&b, o);
	buf_char(&b, '\n');
	bool written = buf_write(out, &b);
	buf_free(&b);
	return written;
}

/* ---- text ---- */

static void line(struct sheet *s, const char *label, struct str words)
{
	if (words.n == 0)
		return;
	sheet_indent(s, LEFT);
	sheet_label(s, label, INK_DIM, BODY - LEFT);
	sheet_indent(s, BODY);
	sheet_words(s, words);
	sheet_end(s);
}

static void add_head(struct sheet *s, const struct log_entry *e, const struct zone *z)
{
	struct buf when = {0};

	moment_say(&when, moment_instant(e->at), z);
	sheet_printf(s, "%" PRIu64 " ·", e->number);
	sheet_words(s, buf_str(&when));
	buf_free(&when);
	sheet_point(s);
	sheet_words(s, e->command);
	for (unsigned i = 0, n = 0; i < NLOG_ACTIONS; i++) {
		if (!(e->actions & 1U << i))
			continue;
		sheet_words(s, n++ == 0 ? STR("·") : STR("and"));
		sheet_words(s, str_of(log_actions[i]));
	}
	sheet_end(s);
}

static void add_who(struct sheet *s, const struct log_entry *e)
{
	struct buf b = {0};

	buf_printf(&b, "%.*s", STR_ARG(e->account));
	if (e->host.n > 0)
		buf_printf(&b, " on %.*s", STR_ARG(e->host));
	if (e->person.n > 0)
		buf_printf(&b, ", as %.*s", STR_ARG(e->person));
	line(s, "who", buf_str(&b));
	buf_free(&b);
}

static void add_decision(struct sheet *s, const struct log_entry *e)
{
	struct buf b = {0};

	buf_add(&b, e->finding);
	if (e->outcome.n > 0)
		buf_printf(&b, " decided as %.*s", STR_ARG(e->outcome));
	if (e->until.n > 0)
		buf_printf(&b, " until %.*s", STR_ARG(e->until));
	line(s, "finding", buf_str(&b));
	buf_free(&b);
}

static void add_subjects(struct sheet *s, const struct log_entry *e)
{
	struct buf b = {0};

	for (size_t i = 0; i < e->nsubjects; i++)
		buf_printf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(e->subjects[i]));
	line(s, "subjects", buf_str(&b));
	buf_free(&b);
}

static void add_files(struct sheet *s, const struct log_entry *e)
{
	struct buf b = {0};

	for (size_t i = 0; i < e->nfiles; i++) {
		const struct log_file *f = &e->files[i];
		buf_clear(&b);
		buf_printf(&b, "%.*s %.*s", STR_ARG(f->file), (int)(f->sha256.n < 16 ? f->sha256.n : 16), f->sha256.at);
		line(s, log_file_kinds[f->kind], buf_str(&b));
	}
	buf_free(&b);
}

static void add_counts(struct sheet *s, const struct log_entry *e)
{
	struct buf b = {0};

	for (size_t i = 0; i < e->ncounts; i++)
		buf_printf(&b, "%s%.*s %" PRIu64, i > 0 ? ", " : "", STR_ARG(e->counts[i].name), e->counts[i].n);
	line(s, "counts", buf_str(&b));
	buf_free(&b);
}

static bool text_all(FILE *out, const struct log_list *l, const struct report_style *style)
{
	struct sheet s = {.width = style->width > 0 && style->width < 40 ? 40 : style->width, .colour = style->colour, .tight = true};
	bool written = true;

	for (size_t i = 0; i < l->n && written; i++) {
		const struct log_entry *e = l->at[i];
		add_head(&s, e, l->zone);
		add_who(&s, e);
		line(&s, "recipient", e->recipient);
		line(&s, "reason", e->reason);
		add_decision(&s, e);
		add_subjects(&s, e);
		add_files(&s, e);
		add_counts(&s, e);
		sheet_end(&s);
		written = buf_write(out, &s.out);
	}
	if (!style->quiet) {
		sheet_printf(&s, "%zu of %" PRIu64 " entries", l->n, l->all);
		sheet_end(&s);
	}
	written = buf_write(out, &s.out) && written;
	sheet_free(&s);
	return written;
}

const struct log_format log_formats[] = {{"text", text_all}, {"json", json_all}, {"jsonl", lines_print}, {NULL, NULL}};

const struct log_format *log_format_find(struct str name)
{
	for (const struct log_format *f = log_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}
