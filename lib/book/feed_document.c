#include <string.h>

#include "base/text.h"
#include "book/build.h"
#include "book/feed_parts.h"
#include "book/names.h"

enum {
	FEED_ID,
	FEED_TITLE,
	FEED_LIKE,
	FEED_EVENT,
	FEED_FILES,
	FEED_SUBJECT,
	FEED_FIELDS,
	FEED_KEY,
	FEED_WHERE,
	FEED_COVERS,
	FEED_ROWS,
	FEED_FRESH,
	FEED_ZONE,
	FEED_DELIMITER,
	FEED_ENCODING,
	FEED_SKIP,
	FEED_DECIMAL,
	FEED_THOUSANDS,
	NFEED_KEYS
};

static const struct yaml_key feed_keys[] = {
	[FEED_ID] = {"feed", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the feed's id"},
	[FEED_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its name for people"},
	[FEED_LIKE] = {"like", YAML_TYPE_ID, 0, NULL, NULL, "a feed from which it takes the keys, and the fields, that it does not say itself"},
	[FEED_EVENT] = {"event", YAML_TYPE_NAME, YAML_NO_SLASH, NULL, NULL, "the event type that a row becomes; place: rows are places"},
	[FEED_FILES] = {"files", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "file names that belong to it, with * and ?"},
	[FEED_SUBJECT] = {"subject", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &way_shape, "how a row finds its person, tried in this order"},
	[FEED_FIELDS] = {"fields", YAML_TYPE_MAP, YAML_VALUES_OR_TEXT, NULL, &column_shape, "field: a column, or {column, columns, value, format, map, type, optional}"},
	[FEED_KEY] = {"key", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "the columns that tell one record from another"},
	[FEED_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "rows for which this is false are left out"},
	[FEED_COVERS] = {"covers", YAML_TYPE_TEXT, 0, NULL, NULL, "how far absence can be read off it: newest, as-of, a day, or an expression over now"},
	[FEED_ROWS] = {"rows", YAML_TYPE_TEXT, 0, NULL, NULL, "how many rows are expected, such as 1.."},
	[FEED_FRESH] = {"fresh", YAML_TYPE_DURATION, 0, NULL, NULL, "how old its newest row may be"},
	[FEED_ZONE] = {"zone", YAML_TYPE_TEXT, 0, NULL, NULL, "the zone of times without an offset"},
	[FEED_DELIMITER] = {"delimiter", YAML_TYPE_TEXT, 0, NULL, NULL, "the character between fields; found out by default"},
	[FEED_ENCODING] = {"encoding", YAML_TYPE_TEXT, 0, NULL, NULL, "utf-8 by default, or by a byte order mark"},
	[FEED_SKIP] = {"skip", YAML_TYPE_TEXT, 0, NULL, NULL, "how many lines stand above the header"},
	[FEED_DECIMAL] = {"decimal", YAML_TYPE_TEXT, 0, NULL, NULL, "the sign before the decimals of numbers: \".\" by default, or \",\""},
	[FEED_THOUSANDS] = {"thousands", YAML_TYPE_TEXT, 0, NULL, NULL, "the sign between thousands of numbers: \",\", \".\", \"'\" or a blank; none by default"},
};
const struct yaml_shape feed_shape = {"a feed", feed_keys, NFEED_KEYS};

static void read_where(struct feed *f, struct book *b, const struct yaml_node *n)
{
	const struct event_type *type = f->places ? &place_type : f->type;

	if (!n || !type)
		return;
	struct scope *outer = scope_open(b, false);
	const struct event_type **types = arena_copy(b->arena, &type, sizeof type);
	outer->nstates = 0;
	outer->has_order = false;
	f->where = expr_compile_bool(&n->passage, scope_event(b, outer, type->name, types, 1, 0), b->diag);
}

static void read_covers(struct feed *f, struct book *b, const struct yaml_node *n)
{
	struct str text = str_trim(yaml_text(n));

	f->covers = COVERS_NEWEST;
	if (!n || str_eq_cstr(text, "newest"))
		return;
	if (str_eq_cstr(text, "as-of")) {
		f->covers = COVERS_AS_OF;
	} else if (moment_parse(&f->covers_time, text, &f->zone, NULL)) {
		f->covers = COVERS_TIME;
	} else {
		struct scope *scope = scope_open(b, false);
		scope->nstates = 0;
		scope->has_order = false;
		f->covers = COVERS_EXPR;
		f->covers_expr = expr_compile(&n->passage, scope, &time_wanted, BOUND_UPPER, b->diag);
		if (!f->covers_expr)
			diag_help(b->diag, "covers takes newest, as-of, a day, or an expression in quotes such as \"now - 36h\"");
	}
}

/* N..M, N.. or ..M */
static bool parse_range(uint64_t *least, uint64_t *most, struct str s)
{
	size_t dots = 0;
	while (dots + 1 < s.n && (s.at[dots] != '.' || s.at[dots + 1] != '.'))
		dots++;
	if (dots + 1 >= s.n)
		return false;
	struct str low = str_trim(str_cut(s, 0, dots)), high = str_trim(str_from(s, dots + 2));
	if (low.n > 0 && !str_to_u64(least, low))
		return false;
	if (high.n > 0 && !str_to_u64(most, high))
		return false;
	return low.n + high.n > 0 && *least <= *most;
}

static void read_rows(struct feed *f, struct book *b, const struct yaml_node *n)
{
	f->rows_max = UINT64_MAX;
	if (!n || parse_range(&f->rows_min, &f->rows_max, str_trim(yaml_text(n))))
		return;
	diag_error(b->diag, yaml_place(n), "this is no range of numbers");
	diag_help(b->diag, "write it like 1.. or 100..5000");
}

static void read_delimiter(struct feed *f, struct book *b, const struct yaml_node *n)
{
	struct str text = yaml_text(n);

	if (!n)
		return;
	if (str_eq_cstr(text, "tab") || str_eq_cstr(text, "\\t"))
		text = STR("\t");
	bool one = text.n == 1 && (unsigned char)text.at[0] < 0x80;
	char c = one ? text.at[0] : '"';
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	if (one && !letter && c != '"' && c != '\n' && c != '\r' && c != '\0')
		f->delimiter = c;
	else
		diag_error(b->diag, yaml_place(n), "a delimiter is one character, such as \";\" or \"\\t\"");
}

static void read_encoding(struct feed *f, struct book *b, const struct yaml_node *n)
{
	if (!n)
		return;
	f->encoding = keep_text(b, n);
	struct text_decoder *decoder = text_decoder_open(f->encoding);
	if (decoder)
		text_decoder_close(decoder);
	else
		diag_error(b->diag, yaml_place(n), "there is no encoding \"%.*s\"", STR_ARG(str_cut(f->encoding, 0, 40)));
}

static void read_skip(struct feed *f, struct book *b, const struct yaml_node *n)
{
	if (n && (!str_to_u64(&f->skip, str_trim(yaml_text(n))) || f->skip > 1000))
		diag_error(b->diag, yaml_place(n), "this is no number of lines up to 1000");
}

static char read_sign(struct book *b, const struct yaml_node *n, const char *known)
{
	struct str text = yaml_text(n);

	if (!n || (text.n == 1 && strchr(known, text.at[0]) && text.at[0] != '\0'))
		return n ? text.at[0] : '\0';
	diag_error(b->diag, yaml_place(n), "this is not one of the signs that may stand here");
	diag_help(b->diag, "in quotes, one of: %s", known);
	return '\0';
}

static void read_signs(struct feed *f, struct book *b, const struct yaml_node *decimal, const struct yaml_node *thousands)
{
	f->decimal = read_sign(b, decimal, ",.");
	f->thousands = read_sign(b, thousands, ",.' ");
	if (f->thousands && f->thousands == (f->decimal ? f->decimal : '.'))
		diag_error(b->diag, yaml_place(thousands), "the same sign stands before the decimals");
}

static void read_zone(struct feed *f, struct book *b, const struct yaml_node *n)
{
	f->zone = b->plan.zone;
	if (n && !zone_open(&f->zone, b->arena, keep_text(b, n)))
		diag_error(b->diag, yaml_place(n), "there is no time zone \"%.*s\"", STR_ARG(str_cut(yaml_text(n), 0, 40)));
}

/* Keys that ask for people or times. */
static void check_places(struct book *b, const struct yaml_node *const *n)
{
	static const int none[] = {FEED_SUBJECT, FEED_COVERS, FEED_FRESH};

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (n[none[i]])
			diag_error(b->diag, yaml_place(n[none[i]]), "a feed of places has no %s", feed_keys[none[i]].name);
}

/* Keys that a feed has, from whichever document. */
static void check_needed(const struct feed *f, struct book *b, const struct yaml_node *map, const struct yaml_node *const *n)
{
	if (!n[FEED_EVENT] && !yaml_find(map, "event"))
		diag_error(b->diag, yaml_place(map), "a feed needs the key \"event\": the event type that a row becomes");
	if (!n[FEED_FIELDS] && !yaml_find(map, "fields"))
		diag_error(b->diag, yaml_place(map), "a feed needs the key \"fields\": which column is which field");
	if (!f->places && f->nways == 0 && !n[FEED_SUBJECT] && !yaml_find(map, "subject"))
		diag_error(b->diag, yaml_place(map), "a feed needs the key \"subject\": how a row finds its person");
}

static const struct doc *find_feed(struct book *b, const struct yaml_node *like)
{
	struct str id = keep_id(b, like);
	struct str *ids = arena_array(b->arena, b->docs[DOC_FEED].n, sizeof *ids);

	for (size_t i = 0; i < b->docs[DOC_FEED].n; i++) {
		ids[i] = b->docs[DOC_FEED].at[i]->id;
		if (str_eq(ids[i], id))
			return b->docs[DOC_FEED].at[i];
	}
	diag_error(b->diag, yaml_place(like), "there is no feed \"%.*s\"", STR_ARG(str_cut(id, 0, 60)));
	diag_suggest(b->diag, id, ids, b->docs[DOC_FEED].n);
	return NULL;
}

/* Fills what n lacks from the feed that it is like, whose own errors are told where it stands. The fields of that
 * feed into *fields. */
static void take_after(const struct yaml_node **n, const struct yaml_node **fields, struct book *b)
{
	static const int own[] = {FEED_ID, FEED_TITLE, FEED_LIKE, FEED_FILES, FEED_FIELDS};
	const struct yaml_node *base[NFEED_KEYS];
	const struct doc *doc = find_feed(b, n[FEED_LIKE]);
	struct diag quiet;

	if (!doc)
		return;
	diag_init(&quiet, b->diag->arena);
	yaml_decode(base, &feed_shape, doc->node, &quiet);
	if (base[FEED_LIKE])
		diag_error(b->diag, yaml_place(n[FEED_LIKE]), "the feed %.*s is like another one itself", STR_ARG(doc->id));
	*fields = base[FEED_FIELDS];
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		base[own[i]] = NULL;
	for (size_t i = 0; i < NFEED_KEYS; i++)
		n[i] = n[i] ? n[i] : base[i];
}

static void feed_compile(struct feed *f, struct book *b, const struct doc *doc)
{
	const struct yaml_node *n[NFEED_KEYS], *base = NULL;
	struct diag *d = b->diag;

	yaml_decode(n, &feed_shape, doc->node, d);
	if (n[FEED_LIKE])
		take_after(n, &base, b);
	f->shipped = doc->origin->shipped;
	f->places = str_eq_cstr(yaml_text(n[FEED_EVENT]), place_type.name.at);
	f->id = doc->id;
	f->place = keep_passage(b, doc->id_node);
	if (n[FEED_EVENT] && !f->places)
		f->type = find_type(b, n[FEED_EVENT], d);
	read_zone(f, b, n[FEED_ZONE]);
	f->nfiles = keep_texts(&f->files, b, n[FEED_FILES]);
	f->nways = feed_ways(&f->ways, b, n[FEED_SUBJECT], d);
	if (f->places)
		check_places(b, n);
	if ((n[FEED_FIELDS] || base) && (f->type || f->places))
		f->nfields = feed_fields(&f->fields, b, f, n[FEED_FIELDS], base, d);
	if (!n[FEED_LIKE])
		check_needed(f, b, doc->node, n);
	f->nkey = keep_texts(&f->key, b, n[FEED_KEY]);
	read_where(f, b, n[FEED_WHERE]);
	read_covers(f, b, n[FEED_COVERS]);
	read_rows(f, b, n[FEED_ROWS]);
	f->has_fresh = n[FEED_FRESH] != NULL;
	f->fresh = keep_duration(n[FEED_FRESH]);
	read_delimiter(f, b, n[FEED_DELIMITER]);
	read_encoding(f, b, n[FEED_ENCODING]);
	read_skip(f, b, n[FEED_SKIP]);
	read_signs(f, b, n[FEED_DECIMAL], n[FEED_THOUSANDS]);
}

void feeds_compile(struct book *b)
{
	size_t n = b->docs[DOC_FEED].n;
	struct feed *feeds = arena_array(b->arena, n, sizeof *feeds);

	for (size_t i = 0; i < n; i++)
		feed_compile(&feeds[i], b, b->docs[DOC_FEED].at[i]);
	b->plan.feeds = feeds;
	b->plan.nfeeds = n;
}
