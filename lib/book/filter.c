#include "book/build.h"
#include "book/names.h"

enum { ENTRY_EVENT, ENTRY_AS, ENTRY_WHERE, NENTRY_KEYS };

static const struct yaml_key entry_keys[] = {
	[ENTRY_EVENT] = {"event", YAML_TYPE_NAME, YAML_REQUIRED | YAML_NO_SLASH, NULL, NULL, "an event type"},
	[ENTRY_AS] = {"as", YAML_TYPE_NAME, YAML_NO_SLASH, NULL, NULL, "the event's name in this where"},
	[ENTRY_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "which events of the type"},
};
const struct yaml_shape entry_shape = {"an event of a list", entry_keys, NENTRY_KEYS};

struct filtering {
	struct rule_build *r;
	const struct scope *scope;
	struct filter_list *out;
	struct event_filter *filters;
	const struct event_type **types;
};

static void tell_bound(struct rule_build *r, const struct yaml_node *at, struct str name, bool by_as)
{
	diag_error(r->diag, yaml_place(at), "%.*s is bound already", STR_ARG(name));
	diag_help(r->diag, by_as ? "choose another name for `as`" : "give these events a name of their own with `as`");
}

static bool name_free(struct rule_build *r, const struct yaml_node *at, struct str name, bool by_as, const struct scope *scope)
{
	if (name_reserved(name)) {
		diag_error(r->diag, yaml_place(at), "%.*s is a word of the language", STR_ARG(name));
		diag_help(r->diag, "choose another name");
		return false;
	}
	if (!scope_has(scope, name))
		return true;
	tell_bound(r, at, name, by_as);
	return false;
}

/* An entry's where names its event by the entry's own name and by the whole list's. */
static const struct expr *entry_where(struct filtering *f, const struct yaml_node *const *n, const struct event_type *type)
{
	struct rule_build *r = f->r;
	const struct event_type **types = arena_copy(r->book->arena, &type, sizeof type);
	struct str own = n[ENTRY_AS] ? keep_text(r->book, n[ENTRY_AS]) : type->name;
	const struct scope *scope = f->scope;

	if (!str_eq(own, f->out->name) && !name_free(r, n[ENTRY_AS] ? n[ENTRY_AS] : n[ENTRY_EVENT], own, n[ENTRY_AS] != NULL, scope))
		return NULL;
	scope = scope_event(r->book, scope, f->out->name, types, 1, f->out->slot);
	if (!str_eq(own, f->out->name))
		scope = scope_event(r->book, scope, own, types, 1, f->out->slot);
	return build_test(r, n[ENTRY_WHERE], scope);
}

static void add_type(struct filtering *f, const struct event_type *type)
{
	size_t i = 0;
	while (i < f->out->ntypes && f->types[i] != type)
		i++;
	if (i == f->out->ntypes)
		f->types[f->out->ntypes++] = type;
}

static bool add_filter(struct filtering *f, const struct yaml_node *entry)
{
	const struct yaml_node *n[NENTRY_KEYS] = {NULL};
	bool plain = entry->kind == YAML_SCALAR;

	if (plain)
		n[ENTRY_EVENT] = entry;
	else if (!yaml_decode(n, &entry_shape, entry, f->r->diag))
		return false;
	const struct event_type *type = find_type(f->r->book, n[ENTRY_EVENT], f->r->diag);
	if (!type)
		return false;
	struct event_filter *filter = &f->filters[f->out->nfilters++];
	filter->type = type;
	if (n[ENTRY_WHERE])
		filter->where = entry_where(f, n, type);
	add_type(f, type);
	return true;
}

/* The name of a list: `as`; of one type: `as`, or the type's name. */
static bool name_filters(struct filtering *f, const struct yaml_node *events, const struct yaml_node *as, struct str given_name)
{
	struct rule_build *r = f->r;
	const struct yaml_node *only = yaml_count(events) == 1 ? yaml_at(events, 0) : NULL;
	const struct yaml_node *type = only && only->kind == YAML_MAP ? yaml_find(only, "event") : only;

	if (given_name.n > 0)
		f->out->name = given_name;
	else if (as)
		f->out->name = keep_text(r->book, as);
	else if (type && type->kind == YAML_SCALAR)
		f->out->name = str_trim(keep_text(r->book, type));
	if (given_name.n > 0 || f->out->name.n == 0)
		return true;
	if (!as && !map_has(&r->book->types, f->out->name))
		return true; /* told as an unknown type */
	return name_free(r, as ? as : type, f->out->name, as != NULL, f->scope);
}

bool build_filters(struct filter_list *out, struct rule_build *r, const struct yaml_node *events, const struct yaml_node *as,
                   struct str given_name, const struct scope *scope)
{
	size_t n = yaml_count(events);
	struct filtering f = {.r = r, .scope = scope, .out = out};
	bool right = true;

	*out = (struct filter_list){.slot = take_event_slot(r, events)};
	f.filters = arena_array(r->book->arena, n, sizeof *f.filters);
	f.types = arena_array(r->book->arena, n, sizeof *f.types);
	out->filters = f.filters;
	out->types = f.types;
	if (n == 0) {
		diag_error(r->diag, yaml_place(events), "there is no event type here");
		return false;
	}
	right = name_filters(&f, events, as, given_name);
	for (size_t i = 0; i < n; i++)
		right = add_filter(&f, yaml_at(events, i)) && right;
	return right;
}
