#include "base/text.h"
#include "book/reading.h"

const char *const doc_names[NDOC_KINDS] = {
	[DOC_ORDER] = "order", [DOC_SCHEME] = "scheme", [DOC_SUBJECT] = "subject", [DOC_RULE] = "rule", [DOC_EVENT] = "event",
	[DOC_STATE] = "state", [DOC_PLACE] = "place", [DOC_FEED] = "feed", [DOC_TEST] = "test", [DOC_SETTINGS] = "settings",
};

const struct yaml_shape *const book_shapes[] = {
	&order_shape, &scheme_shape, &subject_shape, &rule_shape, &event_shape, &state_shape,
	&place_shape, &feed_shape, &test_shape, &settings_shape, NULL,
};

static bool kind_of(enum doc_kind *out, struct str name)
{
	for (size_t i = 0; i < NDOC_KINDS; i++) {
		if (!str_eq_cstr(name, doc_names[i]))
			continue;
		*out = (enum doc_kind)i;
		return true;
	}
	return false;
}

static void tell_kind(struct book *b, const struct yaml_node *key)
{
	struct str names[NDOC_KINDS];
	struct str word = key->passage.text;

	for (size_t i = 0; i < NDOC_KINDS; i++)
		names[i] = str_of(doc_names[i]);
	diag_error(b->diag, yaml_place(key), "\"%.*s\" is no kind of document", STR_ARG(str_cut(word, 0, 60)));
	if (suggest_nearest(word, names, NDOC_KINDS).n > 0)
		diag_suggest(b->diag, word, names, NDOC_KINDS);
	else
		diag_help(b->diag, "the first key is order, scheme, subject, rule, event, state, place, feed, test or settings");
}

static void tell_twice(struct book *b, const struct doc *first, const struct doc *second)
{
	struct place at = yaml_place(first->id_node);
	struct str file = at.source ? at.source->file : STR("");
	const char *kind = doc_names[second->kind];

	if (second->kind == DOC_ORDER && b->options.keep_going) {
		struct diag own;
		diag_init(&own, b->arena);
		diag_error(&own, yaml_place(second->id_node), "there are two documents of order \"%.*s\"", STR_ARG(second->id));
		diag_help(&own, "the other stands at %.*s:%u:%u", STR_ARG(file), at.line, at.column);
		book_retell_order(b, &own);
		*VEC_PUSH(b->arena, &b->left_out) = str_printf(b->arena, "%.*s: two documents have this id", STR_ARG(second->id));
		return;
	}
	diag_error(b->diag, yaml_place(second->id_node), "there are two documents of %s \"%.*s\"", kind, STR_ARG(second->id));
	diag_help(b->diag, "the other stands at %.*s:%u:%u%s", STR_ARG(file), at.line, at.column,
	          first->origin->shipped ? ", in the catalogue" : "");
}

struct doc *book_find(const struct book *b, enum doc_kind kind, struct str id)
{
	return map_find(&b->ids[kind], id);
}

/* An event type that ships takes further fields from one document of the user's. */
static bool extends(const struct doc *first, const struct doc *second)
{
	return second->kind == DOC_EVENT && first->origin->shipped && !second->origin->shipped;
}

static void add_id(struct book *b, struct doc *doc)
{
	struct str key = doc->kind == DOC_SUBJECT ? fold_id(b->arena, doc->id) : doc->id;
	struct doc *first = map_find(&b->ids[doc->kind], key);

	if (key.n == 0 || doc->kind == DOC_TEST || doc->kind == DOC_SETTINGS)
		return;
	if (!first || extends(first, doc)) {
		map_put(&b->ids[doc->kind], key, doc);
		return;
	}
	tell_twice(b, first, doc);
	doc->twice = true;
	first->twice = first->twice || doc->kind == DOC_ORDER;
}

static bool begins_with_kind(struct book *b, const struct yaml_node *node, enum doc_kind *kind)
{
	if (node->kind != YAML_MAP || node->n == 0) {
		diag_error(b->diag, yaml_place(node), "a document is a mapping whose first key says what it is");
		diag_help(b->diag, "an order begins with `order: ID`; a CSV is no document but a feed, and stands without --orders");
		return false;
	}
	if (kind_of(kind, node->entries[0].key->passage.text))
		return true;
	tell_kind(b, node->entries[0].key);
	return false;
}

void book_add_document(struct book *b, const struct yaml_node *node, const struct origin *origin)
{
	enum doc_kind kind = DOC_ORDER;

	if (!begins_with_kind(b, node, &kind))
		return;
	if (kind == DOC_SETTINGS) {
		diag_warning(b->diag, yaml_place(node), "these settings are passed over");
		diag_help(b->diag, "settings are read from ordercheck.yaml in the project's folder only");
		return;
	}
	struct doc *doc = ARENA_NEW(b->arena, struct doc);
	doc->kind = kind;
	doc->origin = origin;
	doc->node = kind == DOC_ORDER || kind == DOC_SUBJECT ? node : keep_tree(b, node);
	doc->id_node = doc->node->entries[0].value;
	doc->id = keep_id(b, doc->id_node);
	*VEC_PUSH(b->arena, &b->docs[kind]) = doc;
	add_id(b, doc);
	if (kind != DOC_ORDER && kind != DOC_SUBJECT && kind != DOC_TEST)
		b->documents.at[b->documents.n - 1].shared = true;
}

void book_retell(struct diag *to, const struct diag *from, bool as_warnings)
{
	for (size_t i = 0; i < from->entries.n; i++) {
		const struct diag_entry *e = &from->entries.at[i];
		if (e->severity == DIAG_ERROR && !as_warnings)
			diag_error(to, e->place, "%.*s", STR_ARG(e->message));
		else
			diag_warning(to, e->place, "%.*s", STR_ARG(e->message));
		if (e->help.n > 0)
			diag_help(to, "%.*s", STR_ARG(e->help));
	}
}

void book_retell_order(struct book *b, const struct diag *from)
{
	struct diag *own = b->options.order_diag;
	book_retell(own ? own : b->diag, from, !own);
}

/* Before a line "---" stands the document before. */
static size_t document_start(struct str text, size_t line)
{
	size_t start = 0, at = 0;
	for (size_t i = 1; i <= line && at < text.n; i++) {
		size_t end = at;
		while (end < text.n && text.at[end] != '\n')
			end++;
		if (str_starts(str_from(text, at), STR("---")))
			start = end < text.n ? end + 1 : end;
		at = end + 1;
	}
	return start;
}

/* The id of the order whose document could not be read as a tree; empty: it is no order. */
static struct str order_in_error(struct book *b, const struct diag *d)
{
	const struct source *source = d->entries.n > 0 ? d->entries.at[0].place.source : NULL;
	struct str line, rest = {0};

	if (!source)
		return STR("");
	rest = str_from(source->text, document_start(source->text, d->entries.at[0].place.line));
	while (rest.n > 0) {
		str_split(&line, &rest, rest, '\n');
		if (str_starts(line, STR("order:")))
			return text_normal(b->arena, str_trim(str_from(line, 6)));
		line = str_trim(line);
		if (line.n > 0 && line.at[0] != '#')
			return STR("");
	}
	return STR("");
}

void book_tell_broken(struct book *b, struct diag *own)
{
	struct str id = b->options.keep_going ? order_in_error(b, own) : STR("");
	if (id.n > 0)
		*VEC_PUSH(b->arena, &b->left_out) =
			str_printf(b->arena, "%.*s: %.*s", STR_ARG(id), STR_ARG(own->entries.at[0].message));
	if (id.n > 0)
		book_retell_order(b, own);
	else
		book_retell(b->diag, own, false);
}

bool book_add_text(struct book *b, struct str file, struct str text)
{
	size_t before = b->diag->nerrors;
	struct origin *o = ARENA_NEW(b->arena, struct origin);
	file = str_dup(b->arena, file);
	*o = (struct origin){.dir = path_dir(file), .root = path_dir(file)};
	struct reading_file one = {.file = file, .text = str_dup(b->arena, text), .origin = o};
	book_read_files(b, &one, 1);
	return b->diag->nerrors == before;
}
