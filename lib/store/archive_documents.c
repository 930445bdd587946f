/* Which of the kept documents concern one subject: files are cut where YAML cuts them, at lines that
 * begin with --- or ..., so that nobody else's documents come along. */
#include "base/map.h"
#include "base/vec.h"
#include "store/archive.h"
#include "store/sql.h"
#include "yaml/tree.h"

struct choosing {
	struct str id;
	struct map named; /* every text in an order of the subject: names of rules and places are among them */
	struct map feeds; /* that its rows came from */
	struct arena *arena;
};

static bool is_mark(struct str line)
{
	struct str head = str_cut(line, 0, line.n < 3 ? line.n : 3);
	bool marks = str_eq_cstr(head, "---") || str_eq_cstr(head, "...");

	return marks && (line.n == 3 || line.at[3] == ' ' || line.at[3] == '\t' || line.at[3] == '\r');
}

/* The next document of the file, its line of --- included, off the front of rest. */
static struct str take_document(struct str *rest)
{
	struct str all = *rest;
	size_t n = 0;

	while (n < all.n) {
		struct str line, after;
		if (!str_split(&line, &after, str_from(all, n), '\n'))
			line = str_from(all, n);
		if (n > 0 && is_mark(line))
			break;
		n += line.n + (n + line.n < all.n);
	}
	*rest = str_from(all, n);
	return str_cut(all, 0, n);
}

/* NULL: nothing in it, or nothing that could be read. */
static const struct yaml_node *read_document(struct str text, struct arena *a)
{
	struct source *source = ARENA_NEW(a, struct source);
	const struct yaml_node *root = NULL;
	struct diag unheard;

	*source = (struct source){.text = text};
	diag_init(&unheard, a);
	struct yaml_reader *r = yaml_open(source);
	if (!yaml_next(&root, r, a, &unheard) || !root || root->kind != YAML_MAP || root->n == 0)
		root = NULL;
	yaml_close(r);
	return root;
}

static struct str scalar(const struct yaml_node *n)
{
	return n && n->kind == YAML_SCALAR ? n->passage.text : STR("");
}

static bool is_of(const struct yaml_node *root, const char *kind)
{
	return str_eq_cstr(scalar(root->entries[0].key), kind);
}

static bool is_order_of(const struct yaml_node *root, struct str id)
{
	const struct yaml_node *who = yaml_find(root, "subject");

	if (!is_of(root, "order") || !who)
		return false;
	return str_eq(scalar(who->kind == YAML_MAP ? yaml_find(who, "subject") : who), id);
}

static void note_names(struct choosing *c, const struct yaml_node *n)
{
	if (n->kind == YAML_SCALAR)
		map_put(&c->named, n->passage.text, (void *)(uintptr_t)1);
	for (size_t i = 0; n->kind == YAML_LIST && i < n->n; i++)
		note_names(c, n->elements[i]);
	for (size_t i = 0; n->kind == YAML_MAP && i < n->n; i++)
		note_names(c, n->entries[i].value);
}

static void note_orders(struct choosing *c, struct str text)
{
	while (text.n > 0) {
		const struct yaml_node *root = read_document(take_document(&text), c->arena);
		if (root && is_order_of(root, c->id))
			note_names(c, root);
	}
}

static bool concerns(const struct choosing *c, const struct yaml_node *root)
{
	struct str name = scalar(root->entries[0].value);

	if (is_of(root, "subject"))
		return str_eq(name, c->id);
	if (is_of(root, "rule") || is_of(root, "place"))
		return map_has(&c->named, name);
	if (is_of(root, "feed"))
		return map_has(&c->feeds, name);
	return is_of(root, "scheme") || is_order_of(root, c->id);
}

/* False: nothing of it concerns the subject. */
static bool choose(struct archive_document *out, const struct choosing *c)
{
	struct str rest = out->text;
	struct buf kept = {0};
	size_t nkept = 0;

	out->whole = true;
	while (rest.n > 0) {
		struct str text = take_document(&rest);
		const struct yaml_node *root = read_document(text, c->arena);
		if (root && concerns(c, root)) {
			buf_add(&kept, text);
			nkept++;
		} else {
			out->whole = false;
		}
	}
	out->text = str_dup(c->arena, buf_str(&kept));
	buf_free(&kept);
	return nkept > 0;
}

size_t archive_documents(const struct archive_document **out, struct store *s, struct str id, const struct archive_row *rows,
                         size_t nrows, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_ARCHIVE_VERSIONS);
	struct choosing c = {.id = id, .arena = a};
	VEC(struct archive_document) list = {0};
	size_t n = 0;

	map_init(&c.named, a);
	map_init(&c.feeds, a);
	for (size_t i = 0; i < nrows; i++)
		map_put(&c.feeds, rows[i].feed, (void *)(uintptr_t)1);
	while (sql_next(s, q))
		*VEC_PUSH(a, &list) = (struct archive_document){
			.file = str_dup(a, sql_text_of(q, 0)), .sha256 = str_dup(a, sql_text_of(q, 1)), .text = str_dup(a, sql_text_of(q, 2)),
			.first_run = sql_int(q, 3), .gone_run = sql_int(q, 4)};
	for (size_t i = 0; i < list.n; i++)
		note_orders(&c, list.at[i].text);
	for (size_t i = 0; i < list.n; i++)
		if (choose(&list.at[i], &c))
			list.at[n++] = list.at[i];
	*out = list.at;
	return n;
}
