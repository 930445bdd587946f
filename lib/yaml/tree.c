#include "yaml/tree.h"

#include <string.h>

#include "yaml/build.h"
#include "yaml/plain.h"
#include "yaml/syntax.h"

/* libyaml keeps every open bracket as a possible key and goes through all of
 * them at each token, which makes deep nesting quadratic. Before it hands out
 * the first event it reads ahead 1024 characters of one line at the most, so
 * stopping at the first event that is too deep stops it early: 200 KB of "["
 * end within a few milliseconds, and so do long keys and long lines, which
 * take linear time. */
struct yaml_reader {
	const struct source *source;
	size_t from, end;
	size_t at; /* where the next document begins, while libyaml reads none */
	struct yaml_plain plain;
	struct yaml_bytes bytes; /* of what libyaml reads */
	yaml_parser_t parser;
	bool checked, ended;
	bool begun, failed; /* libyaml reads, to the end of its bytes; it met an error */
	size_t ngiven;      /* documents of these bytes */
	size_t nplain;      /* documents without libyaml */
};

struct place yaml_place(const struct yaml_node *n)
{
	if (!n || !n->passage.source)
		return (struct place){0};
	return source_place(n->passage.source, n->passage.offset);
}

const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	size_t n = strlen(key);
	for (size_t i = 0; i < map->n; i++) {
		const struct str *name = &map->entries[i].key->passage.text;
		if (name->n == n && memcmp(name->at, key, n) == 0)
			return map->entries[i].value;
	}
	return NULL;
}

bool yaml_is_text(const struct yaml_node *n)
{
	return n && n->kind == YAML_SCALAR && !n->null;
}

bool yaml_is_null(const struct yaml_node *n)
{
	if (!n || n->kind != YAML_SCALAR)
		return false;
	return n->null || (n->passage.style == PASSAGE_PLAIN && str_eq_cstr(n->passage.text, "null"));
}

struct yaml_reader *yaml_open(const struct source *source)
{
	return yaml_open_part(source, 0, source->text.n);
}

struct yaml_reader *yaml_open_part(const struct source *source, size_t from, size_t end)
{
	struct yaml_reader *r = mem_alloc(sizeof *r);
	*r = (struct yaml_reader){.source = source, .from = from, .end = end};
	arena_init(&r->plain.arena);
	return r;
}

void yaml_without_plain(struct yaml_reader *r)
{
	r->plain.never = true;
}

size_t yaml_plain_count(const struct yaml_reader *r)
{
	return r->nplain;
}

static void end_parser(struct yaml_reader *r)
{
	if (r->begun)
		yaml_parser_delete(&r->parser);
	yaml_bytes_free(&r->bytes);
	r->begun = false;
	r->ngiven = 0;
}

static void end_reading(struct yaml_reader *r)
{
	end_parser(r);
	arena_free(&r->plain.arena);
	r->ended = true;
}

void yaml_close(struct yaml_reader *r)
{
	if (!r)
		return;
	end_reading(r);
	mem_free(r);
}

/* Once for all of the part. Lines that begin with % may mean something to what follows, and behind "..." there may be
 * documents without a "---": libyaml then reads all. */
static bool begin_reading(struct yaml_reader *r, struct diag *d)
{
	r->checked = true;
	if (!yaml_bytes_check(&r->bytes, r->source, r->from, r->end, d))
		return false;
	r->at = r->bytes.start;
	struct str text = str_cut(r->source->text, r->from, r->end - r->from);
	r->plain.never = r->plain.never || yaml_bytes_directives(text) || yaml_bytes_dots(text);
	return true;
}

static void begin_parser(struct yaml_reader *r, size_t end)
{
	yaml_bytes_open(&r->bytes, r->source, r->at, end);
	if (!yaml_parser_initialize(&r->parser))
		mem_exhausted();
	r->begun = true;
	r->failed = false;
	struct str text = str_cut(r->source->text, r->at, end - r->at);
	const unsigned char *at = (const unsigned char *)(text.n > 0 ? text.at : "");
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, at, text.n);
}

static bool next_event(yaml_event_t *out, struct yaml_reader *r, struct diag *d)
{
	if (yaml_parser_parse(&r->parser, out))
		return true;
	r->failed = true;
	yaml_syntax_tell(&r->parser, &r->bytes, d);
	return false;
}

/* To the beginning of a document; false: there is none. */
static bool seek_document(struct yaml_reader *r, struct diag *d)
{
	for (;;) {
		yaml_event_t e;
		if (!next_event(&e, r, d))
			return false;
		yaml_event_type_t type = e.type;
		yaml_event_delete(&e);
		if (type == YAML_DOCUMENT_START_EVENT)
			return true;
		if (type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT)
			return false;
	}
}

static bool read_document(struct yaml_build *b, struct yaml_reader *r)
{
	for (;;) {
		yaml_event_t e;
		if (!next_event(&e, r, b->diag))
			return false;
		bool end = e.type == YAML_DOCUMENT_END_EVENT;
		bool taken = end || yaml_build_take(b, &e);
		yaml_event_delete(&e);
		r->failed = r->failed || !taken;
		if (end || !taken)
			return end;
	}
}

static bool nothing_in(const struct yaml_node *n)
{
	return n && n->null && n->passage.text.n == 0;
}

/* "---" and what may stand behind it, of the line that begins at i. */
static bool begins_document(struct str t, size_t i)
{
	if (!str_starts(str_from(t, i), STR("---")))
		return false;
	return i + 3 == t.n || memchr(" \t\r\n", t.at[i + 3], 4) != NULL;
}

/* The next line from `from` on that begins a document; 0: there is none. */
static size_t next_document(struct str t, size_t from)
{
	const char *end;
	while (from < t.n && (end = memchr(t.at + from, '\n', t.n - from)) != NULL) {
		from = (size_t)(end - t.at) + 1;
		if (begins_document(t, from))
			return from;
	}
	return 0;
}

/* The next document by libyaml, from its bytes; false: there is none in them, or an error. */
static bool parse_next(const struct yaml_node **out, struct yaml_reader *r, struct arena *a, struct diag *d)
{
	struct yaml_build b;

	*out = NULL;
	do {
		yaml_build_init(&b, &r->bytes, a, d);
		if (!seek_document(r, d) || !read_document(&b, r))
			return false;
	} while (!b.failed && nothing_in(b.root));
	*out = b.failed ? NULL : b.root;
	return true;
}

/* Libyaml from where the document begins to the end of the part, behind what was given of it already. */
static bool parse_on(const struct yaml_node **out, struct yaml_reader *r, struct arena *a, struct diag *d)
{
	struct diag quiet;
	size_t ngiven = r->ngiven;

	end_parser(r);
	begin_parser(r, r->end);
	diag_init(&quiet, a);
	for (size_t i = 0; i < ngiven; i++)
		if (!parse_next(out, r, a, &quiet))
			break;
	return parse_next(out, r, a, d);
}

/* One document alone. An error in it may stand for another one of the whole: then libyaml reads on to the end. */
static bool next_alone(const struct yaml_node **out, struct yaml_reader *r, struct arena *a, struct diag *d)
{
	struct diag before = *d;
	size_t end = r->plain.never ? 0 : next_document(str_cut(r->source->text, 0, r->end), r->at);

	end = end > 0 ? end : r->end;
	if (!r->begun && yaml_plain_read(out, &r->plain, r->source, r->at, end, a)) {
		r->at = end;
		r->nplain++;
		return true;
	}
	if (!r->begun)
		begin_parser(r, end);
	bool read = parse_next(out, r, a, d);
	if (!read && r->failed && r->bytes.end < r->end) {
		*d = before;
		read = parse_on(out, r, a, d);
	}
	r->ngiven += read;
	return read;
}

bool yaml_next(const struct yaml_node **out, struct yaml_reader *r, struct arena *a, struct diag *d)
{
	*out = NULL;
	if (r->ended)
		return false;
	bool good = r->checked || begin_reading(r, d);
	while (good && (r->begun || r->at < r->end)) {
		if (next_alone(out, r, a, d))
			return true;
		good = !r->failed;
		r->at = r->bytes.end;
		end_parser(r);
	}
	end_reading(r);
	return false;
}

struct str yaml_document(struct str text, size_t at)
{
	size_t from = at < text.n ? at : text.n, end;

	while (from > 0 && !(text.at[from - 1] == '\n' && begins_document(text, from)))
		from--;
	end = next_document(text, from);
	return str_cut(text, from, (end > 0 ? end : text.n) - from);
}

/* A "---" that begins a line ends whatever stands before it: libyaml lets no scalar, and no
 * list or map in brackets, go over it. Only the lines of % that may stand before belong to what follows. */
size_t yaml_split(const size_t **starts, const struct source *s, size_t nmost, struct arena *a)
{
	struct str t = s->text;
	size_t *at = arena_array(a, nmost + 1, sizeof *at), n = 1;
	*starts = at;
	if (nmost > 1 && !yaml_bytes_directives(t)) {
		for (size_t k = 1; k < nmost; k++) {
			size_t about = t.n / nmost * k + t.n % nmost * k / nmost, next = about > at[n - 1] ? next_document(t, about) : 0;
			if (next > 0)
				at[n++] = next;
		}
	}
	at[n] = t.n;
	return n;
}
