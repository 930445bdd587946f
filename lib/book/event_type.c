#include <stdlib.h>

#include "book/build.h"
#include "book/names.h"
#include "lang/identifier.h"

enum { EVENT_NAME, EVENT_TITLE, EVENT_UNTIL, EVENT_SEEN, EVENT_HOME, EVENT_FIELDS, NEVENT_KEYS };
enum { FIELD_KEY_TYPE, FIELD_KEY_REQUIRED, FIELD_KEY_TITLE, FIELD_KEY_ONE_OF, FIELD_KEY_UNIT, NFIELD_KEYS };

static const struct yaml_key field_keys[] = {
	[FIELD_KEY_TYPE] = {"type", YAML_TYPE_TEXT, YAML_REQUIRED, NULL, NULL, "text, word, identifier, pnc, cro, asn, passport, imei, iccid, nino, card, postcode, number, bool, time, day, clock, duration, hours, country, airport, countries, point, or list of one of these"},
	[FIELD_KEY_REQUIRED] = {"required", YAML_TYPE_BOOL, 0, NULL, NULL, "a row without it is rejected"},
	[FIELD_KEY_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "the field's name for people"},
	[FIELD_KEY_ONE_OF] = {"one-of", YAML_TYPE_TEXT, YAML_LIST_OF, NULL, NULL, "the only words that a word may be"},
	[FIELD_KEY_UNIT] = {"unit", YAML_TYPE_TEXT, 0, NULL, NULL, "of a number: m, km/h, min and the like; feeds may be in another of its kind"},
};
static const struct yaml_shape field_shape = {"a field", field_keys, NFIELD_KEYS};

static const struct yaml_key event_keys[] = {
	[EVENT_NAME] = {"event", YAML_TYPE_NAME, YAML_REQUIRED | YAML_NO_SLASH, NULL, NULL, "the event type's name"},
	[EVENT_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "the type's name for people"},
	[EVENT_UNTIL] = {"until", YAML_TYPE_NAME, YAML_NO_SLASH, NULL, NULL, "the field to whose time these events last"},
	[EVENT_SEEN] = {"seen", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "where true, the event shows where the person was"},
	[EVENT_HOME] = {"home", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "the home address that it notifies; empty: none"},
	[EVENT_FIELDS] = {"fields", YAML_TYPE_MAP, YAML_REQUIRED | YAML_VALUES, NULL, &field_shape, "name: {type, required, title, one-of, unit}"},
};
const struct yaml_shape event_shape = {"an event type", event_keys, NEVENT_KEYS};

struct building {
	struct book *book;
	struct event_type *type;
	VEC(struct event_field) fields;
	const struct yaml_node *until, *seen, *home;
};

static const struct type time_type = {.kind = TYPE_TIME};

static void add_fixed(struct building *t)
{
	struct event_field *time = VEC_PUSH(t->book->arena, &t->fields);
	*time = (struct event_field){.name = STR("time"), .type = time_type, .required = true};
	struct event_field *recorded = VEC_PUSH(t->book->arena, &t->fields);
	*recorded = (struct event_field){.name = STR("recorded"), .type = time_type};
}

static struct event_field *find_field(struct building *t, struct str name)
{
	for (size_t i = 0; i < t->fields.n; i++)
		if (str_eq(t->fields.at[i].name, name))
			return &t->fields.at[i];
	return NULL;
}

bool parse_words(struct type *t, struct book *b, const struct yaml_node *list, struct diag *d)
{
	size_t n = yaml_count(list), before = d->nerrors;
	struct str *words = arena_array(b->arena, n, sizeof *words);

	if (!list)
		return true;
	if (t->kind != TYPE_WORD && !(t->kind == TYPE_LIST && t->element->kind == TYPE_WORD)) {
		diag_error(d, yaml_place(list), "only a word has one-of");
		return false;
	}
	if (n == 0)
		diag_error(d, yaml_place(list), "one-of names no word");
	for (size_t i = 0; i < n; i++)
		if (!word_parse(&words[i], keep_text(b, yaml_at(list, i)), b->arena))
			diag_error(d, yaml_place(yaml_at(list, i)), "this is no word");
	struct type *word = t->kind == TYPE_WORD ? t : arena_copy(b->arena, t->element, sizeof *t->element);
	word->words = words;
	word->nwords = n;
	if (word != t)
		t->element = word;
	return d->nerrors == before;
}

static void suggest_type(struct book *b, struct str text, struct diag *d)
{
	size_t n = ntype_names + nidentifier_forms;
	struct str *names = arena_array(b->arena, n, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = i < ntype_names ? type_names[i] : identifier_forms[i - ntype_names].name;
	diag_suggest(d, text, names, n);
}

bool parse_type(struct type *out, struct book *b, const struct yaml_node *name, const struct yaml_node *one_of, struct diag *d)
{
	struct str text = str_trim(yaml_text(name));
	if (!name)
		return false;
	if (type_parse(out, text, b->arena))
		return parse_words(out, b, one_of, d);
	diag_error(d, yaml_place(name), "there is no type \"%.*s\"", STR_ARG(str_cut(text, 0, 40)));
	suggest_type(b, text, d);
	return false;
}

const struct unit *find_unit(const struct yaml_node *n, struct diag *d)
{
	struct str names[32], text = str_trim(yaml_text(n));
	const struct unit *unit = unit_find(text);

	if (unit)
		return unit;
	diag_error(d, yaml_place(n), "there is no unit \"%.*s\"", STR_ARG(str_cut(text, 0, 40)));
	diag_help(d, "m, km/h, min and the like (rules/LANGUAGE.md, Units); leave unit out for a plain number");
	diag_suggest(d, text, names, unit_names(names, sizeof names / sizeof *names));
	return NULL;
}

/* The words of both; an open set stays open. */
static void join_words(struct book *b, struct type *to, const struct type *more)
{
	if (!to->words || !more->words) {
		to->words = NULL;
		to->nwords = 0;
		return;
	}
	struct str *words = arena_array(b->arena, to->nwords + more->nwords, sizeof *words);
	size_t n = 0;
	for (size_t i = 0; i < to->nwords; i++)
		words[n++] = to->words[i];
	for (size_t i = 0; i < more->nwords; i++) {
		size_t j = 0;
		while (j < n && !str_eq(words[j], more->words[i]))
			j++;
		if (j == n)
			words[n++] = more->words[i];
	}
	to->words = words;
	to->nwords = n;
}

static void join_field(struct building *t, struct event_field *there, const struct event_field *more, struct place place,
                       struct diag *d)
{
	struct buf name = {0};
	if (!type_same(&there->type, &more->type)) {
		type_print(&name, &there->type);
		diag_error(d, place, "the field %.*s is of type %.*s", STR_ARG(more->name), STR_ARG(buf_str(&name)));
		buf_free(&name);
		return;
	}
	if (there->type.kind == TYPE_WORD)
		join_words(t->book, &there->type, &more->type);
	if (there->unit && more->unit && there->unit != more->unit)
		diag_error(d, place, "the field %.*s is in %s", STR_ARG(more->name), there->unit->name);
	there->unit = there->unit ? there->unit : more->unit;
	there->required = there->required || more->required;
	if (more->title.n > 0)
		there->title = more->title;
}

static bool field_name(const struct yaml_node *key, struct diag *d)
{
	struct str name = key->passage.text;
	if (!yaml_parse_name(name, false)) {
		diag_error(d, yaml_place(key), "a field's name is letters, digits, - and _, a letter first");
		return false;
	}
	if (!str_eq_cstr(name, "subject"))
		return true;
	diag_error(d, yaml_place(key), "a field cannot be called subject");
	diag_help(d, "every event has its subject; it is no field");
	return false;
}

static bool of_parameters_only(const struct type *t)
{
	return t->kind == TYPE_PLACE || (t->kind == TYPE_LIST && t->element->kind == TYPE_PLACE);
}

static const struct unit *field_unit(const struct type *t, const struct yaml_node *n, struct diag *d)
{
	if (n && t->kind != TYPE_NUMBER)
		diag_error(d, yaml_place(n), "only a number has a unit");
	return n ? find_unit(n, d) : NULL;
}

static void add_field(struct building *t, const struct yaml_entry *e, struct diag *d)
{
	const struct yaml_node *n[NFIELD_KEYS];
	struct event_field field = {.name = keep_text(t->book, e->key)};

	if (!field_name(e->key, d))
		return;
	yaml_decode(n, &field_shape, e->value, d);
	if (!parse_type(&field.type, t->book, n[FIELD_KEY_TYPE], n[FIELD_KEY_ONE_OF], d))
		return;
	if (of_parameters_only(&field.type))
		diag_error(d, yaml_place(n[FIELD_KEY_TYPE]), "a field cannot be of type place; only a parameter can");
	field.required = yaml_bool(n[FIELD_KEY_REQUIRED], false);
	field.title = keep_text(t->book, n[FIELD_KEY_TITLE]);
	field.unit = field_unit(&field.type, n[FIELD_KEY_UNIT], d);
	struct event_field *there = find_field(t, field.name);
	if (there)
		join_field(t, there, &field, yaml_place(e->key), d);
	else
		*VEC_PUSH(t->book->arena, &t->fields) = field;
}

static void add_until(struct building *t, const struct yaml_node *n, struct diag *d)
{
	if (!n)
		return;
	if (t->until && !str_eq(yaml_text(t->until), yaml_text(n)))
		diag_error(d, yaml_place(n), "events of this type last to the field %.*s", STR_ARG(yaml_text(t->until)));
	else
		t->until = n;
}

static void add_keys(struct building *t, const struct doc *doc, struct diag *d)
{
	const struct yaml_node *n[NEVENT_KEYS];

	yaml_decode(n, &event_shape, doc->node, d);
	if (n[EVENT_TITLE])
		t->type->title = keep_text(t->book, n[EVENT_TITLE]);
	for (size_t i = 0; n[EVENT_FIELDS] && i < n[EVENT_FIELDS]->n; i++)
		add_field(t, &n[EVENT_FIELDS]->entries[i], d);
	add_until(t, n[EVENT_UNTIL], d);
	t->seen = n[EVENT_SEEN] ? n[EVENT_SEEN] : t->seen;
	t->home = n[EVENT_HOME] ? n[EVENT_HOME] : t->home;
}

static bool lasts_to(const struct type *t)
{
	return t->kind == TYPE_TIME || t->kind == TYPE_DAY;
}

static void find_until(struct building *t, struct diag *d)
{
	struct str name = yaml_text(t->until);
	struct event_field *f = t->until ? find_field(t, name) : NULL;

	t->type->until = -1;
	if (f && lasts_to(&f->type)) {
		t->type->until = (int)(f - t->fields.at);
	} else if (f) {
		diag_error(d, yaml_place(t->until), "the field %.*s is no time", STR_ARG(name));
	} else if (t->until) {
		struct str *names = arena_array(d->arena, t->fields.n, sizeof *names);
		for (size_t i = 0; i < t->fields.n; i++)
			names[i] = t->fields.at[i].name;
		diag_error(d, yaml_place(t->until), "%.*s has no field \"%.*s\"", STR_ARG(t->type->name), STR_ARG(name));
		diag_suggest(d, name, names, t->fields.n);
	}
}

/* What an event tells of the person's whereabouts, over its own fields; the user's words before the catalogue's. */
static void read_whereabouts(struct building *t)
{
	static const struct type text_wanted = {.kind = TYPE_TEXT};
	struct book *b = t->book;
	const struct event_type **types = ARENA_NEW(b->arena, const struct event_type *);
	struct scope *outer = scope_open(b, false);

	*types = t->type;
	const struct scope *scope = scope_event(b, outer, t->type->name, types, 1, 0);
	if (t->seen)
		t->type->seen = expr_compile_bool(&t->seen->passage, scope, b->diag);
	if (t->home)
		t->type->home = expr_compile(&t->home->passage, scope, &text_wanted, BOUND_NONE, b->diag);
}

/* One type out of one document, or of the catalogue's and the user's. */
static void type_compile(struct book *b, struct doc *const *docs, size_t ndocs)
{
	struct building t = {.book = b, .type = ARENA_NEW(b->arena, struct event_type)};

	t.type->name = docs[0]->id;
	if (name_reserved(t.type->name))
		diag_error(b->diag, yaml_place(docs[0]->id_node), "an event type cannot be called %.*s", STR_ARG(t.type->name));
	add_fixed(&t);
	for (size_t i = 0; i < ndocs; i++)
		if (!docs[i]->twice)
			add_keys(&t, docs[i], b->diag);
	find_until(&t, b->diag);
	t.type->fields = t.fields.at;
	t.type->nfields = t.fields.n;
	read_whereabouts(&t);
	map_put(&b->types, t.type->name, t.type);
}

void types_compile(struct book *b)
{
	struct doc *const *docs = b->docs[DOC_EVENT].at;
	size_t ndocs = b->docs[DOC_EVENT].n;

	for (size_t i = 0; i < ndocs;) {
		size_t n = 1;
		while (i + n < ndocs && str_eq(docs[i]->id, docs[i + n]->id))
			n++;
		type_compile(b, &docs[i], n);
		i += n;
	}
	const struct event_type **types = arena_array(b->arena, b->types.n, sizeof *types);
	for (size_t i = 0; i < b->types.n; i++) {
		struct event_type *t = b->types.entries[i].value;
		t->index = i;
		types[i] = t;
	}
	b->plan.types = types;
	b->plan.ntypes = b->types.n;
}

const struct event_type *find_type(struct book *b, const struct yaml_node *name, struct diag *d)
{
	struct str text = str_trim(yaml_text(name));
	const struct event_type *t = map_find(&b->types, text);
	if (t)
		return t;
	diag_error(d, yaml_place(name), "there is no event type \"%.*s\"", STR_ARG(str_cut(text, 0, 60)));
	suggest_keys(d, text, &b->types);
	return NULL;
}
