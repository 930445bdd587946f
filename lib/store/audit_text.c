/* The text of an entry of the audit log, byte for byte what is hashed.
 *
 * "ordercheck/audit/1" and a newline, then lines of a word, a blank and a value, each line
 * ended by a newline, in the order of the table below; a line without a value is left out.
 * In a value a backslash, control characters and bytes that are no UTF-8 stand as \xNN.
 */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "store/audit.h"

#define HEADING "ordercheck/audit/1\n"

/* ---- printing ---- */

static void add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		int32_t c = text_next(s, &i);
		if (c < 0x20 || c == 0x7F || c == '\\')
			buf_printf(out, "\\x%02x", (unsigned)(unsigned char)s.at[at]);
		else
			buf_add(out, str_cut(s, at, i - at));
	}
}

static void add_line(struct buf *out, const char *word, struct str value)
{
	if (value.n == 0)
		return;
	buf_printf(out, "%s ", word);
	add_escaped(out, value);
	buf_char(out, '\n');
}

static void add_number(struct buf *out, const char *word, uint64_t n)
{
	if (n > 0)
		buf_printf(out, "%s %" PRIu64 "\n", word, n);
}

static void add_time(struct buf *out, int64_t at)
{
	static const struct tz_change none = {.at = INT64_MIN, .offset = 0};
	const struct zone utc = {.changes = &none, .nchanges = 1};

	buf_add(out, STR("at "));
	moment_print(out, moment_instant(at), &utc);
	buf_char(out, '\n');
}

static void add_file(struct buf *out, const struct log_file *f)
{
	buf_printf(out, "%s %.*s ", log_file_kinds[f->kind], STR_ARG(f->sha256.n > 0 ? f->sha256 : STR("-")));
	add_escaped(out, f->file);
	buf_char(out, '\n');
}

void audit_print(struct buf *out, const struct log_entry *e)
{
	buf_add(out, STR(HEADING));
	add_number(out, "number", e->number);
	add_line(out, "before", e->before);
	add_time(out, e->at);
	for (unsigned i = 0; i < NLOG_ACTIONS; i++)
		if (e->actions & 1U << i)
			add_line(out, "action", str_of(log_actions[i]));
	add_line(out, "command", e->command);
	add_line(out, "version", e->version);
	add_line(out, "account", e->account);
	add_line(out, "host", e->host);
	add_line(out, "person", e->person);
	add_line(out, "recipient", e->recipient);
	add_line(out, "reason", e->reason);
	add_line(out, "finding", e->finding);
	add_line(out, "outcome", e->outcome);
	add_line(out, "until", e->until);
	add_number(out, "run", e->run);
	add_line(out, "decisions", e->decisions);
	add_line(out, "found", e->found);
	add_line(out, "left", e->left);
	for (size_t i = 0; i < e->nsubjects; i++)
		add_line(out, "subject", e->subjects[i]);
	for (size_t i = 0; i < e->nfiles; i++)
		add_file(out, &e->files[i]);
	for (size_t i = 0; i < e->ncounts; i++)
		buf_printf(out, "count %.*s %" PRIu64 "\n", STR_ARG(e->counts[i].name), e->counts[i].n);
}

/* ---- parsing ---- */

struct entry_reader {
	struct log_entry *entry;
	struct arena *arena;
	VEC(struct str) subjects;
	VEC(struct log_file) files;
	VEC(struct log_count) counts;
};

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool unescape(struct str *out, struct str s, struct arena *a)
{
	char *at = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] != '\\') {
			at[n++] = s.at[i];
			continue;
		}
		if (i + 3 >= s.n || s.at[i + 1] != 'x' || hex_digit(s.at[i + 2]) < 0 || hex_digit(s.at[i + 3]) < 0)
			return false;
		at[n++] = (char)(hex_digit(s.at[i + 2]) * 16 + hex_digit(s.at[i + 3]));
		i += 3;
	}
	*out = (struct str){at, n};
	return true;
}

static bool read_time(struct log_entry *e, struct str value)
{
	static const struct tz_change none = {.at = INT64_MIN, .offset = 0};
	const struct zone utc = {.changes = &none, .nchanges = 1};
	struct moment m;

	if (!moment_parse(&m, value, &utc, NULL) || !moment_exact(m))
		return false;
	e->at = m.first;
	return true;
}

static bool read_file(struct entry_reader *r, enum log_file_kind kind, struct str value)
{
	struct str hash, file;
	struct log_file *f = VEC_PUSH(r->arena, &r->files);

	f->kind = kind;
	if (!str_split(&hash, &file, value, ' '))
		return false;
	f->sha256 = str_eq_cstr(hash, "-") ? STR("") : hash;
	return unescape(&f->file, file, r->arena);
}

static bool read_count(struct entry_reader *r, struct str value)
{
	struct log_count *c = VEC_PUSH(r->arena, &r->counts);
	struct str n;

	return str_split(&c->name, &n, value, ' ') && str_to_u64(&c->n, n);
}

static const struct {
	const char *word;
	size_t offset;
} texts[] = {
	{"before", offsetof(struct log_entry, before)},   {"command", offsetof(struct log_entry, command)},
	{"version", offsetof(struct log_entry, version)}, {"account", offsetof(struct log_entry, account)},
	{"host", offsetof(struct log_entry, host)},       {"person", offsetof(struct log_entry, person)},
	{"recipient", offsetof(struct log_entry, recipient)}, {"reason", offsetof(struct log_entry, reason)},
	{"finding", offsetof(struct log_entry, finding)},     {"outcome", offsetof(struct log_entry, outcome)},
	{"until", offsetof(struct log_entry, until)},         {"decisions", offsetof(struct log_entry, decisions)},
	{"found", offsetof(struct log_entry, found)},         {"left", offsetof(struct log_entry, left)},
};

static bool read_text(struct entry_reader *r, struct str word, struct str value)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq_cstr(word, texts[i].word))
			return unescape((struct str *)(void *)((char *)r->entry + texts[i].offset), value, r->arena);
	for (size_t i = 0; i < NLOG_FILES; i++)
		if (str_eq_cstr(word, log_file_kinds[i]))
			return read_file(r, (enum log_file_kind)i, value);
	return false;
}

static bool read_line(struct entry_reader *r, struct str line)
{
	struct str word, value;
	unsigned action;

	if (!str_split(&word, &value, line, ' '))
		return false;
	if (str_eq_cstr(word, "number"))
		return str_to_u64(&r->entry->number, value);
	if (str_eq_cstr(word, "run"))
		return str_to_u64(&r->entry->run, value);
	if (str_eq_cstr(word, "at"))
		return read_time(r->entry, value);
	if (str_eq_cstr(word, "count"))
		return read_count(r, value);
	if (str_eq_cstr(word, "subject"))
		return unescape(VEC_PUSH(r->arena, &r->subjects), value, r->arena);
	if (!str_eq_cstr(word, "action"))
		return read_text(r, word, value);
	if (!log_action_parse(&action, value))
		return false;
	r->entry->actions |= action;
	return true;
}

bool audit_parse(struct log_entry *out, struct str text, struct arena *a)
{
	struct entry_reader r = {.entry = out, .arena = a};
	struct str line, rest;

	*out = (struct log_entry){.number = 0};
	if (!str_starts(text, STR(HEADING)) || text.at[text.n - 1] != '\n')
		return false;
	rest = str_cut(text, strlen(HEADING), text.n - strlen(HEADING));
	while (rest.n > 0) {
		str_split(&line, &rest, rest, '\n');
		if (!read_line(&r, line))
			return false;
	}
	out->subjects = r.subjects.at;
	out->nsubjects = r.subjects.n;
	out->files = r.files.at;
	out->nfiles = r.files.n;
	out->counts = r.counts.at;
	out->ncounts = r.counts.n;
	return true;
}
