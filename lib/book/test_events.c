#include "book/test_events.h"

struct making {
	struct book *book;
	struct diag *diag;
	const struct event_type *type;
	struct value *fields;
};

static void tell_field(struct making *m, const struct yaml_node *key)
{
	struct str *names = arena_array(m->diag->arena, m->type->nfields, sizeof *names);
	struct str name = key->passage.text;

	for (size_t i = 0; i < m->type->nfields; i++)
		names[i] = m->type->fields[i].name;
	diag_error(m->diag, yaml_place(key), "%.*s has no field \"%.*s\"", STR_ARG(m->type->name), STR_ARG(str_cut(name, 0, 60)));
	diag_suggest(m->diag, name, names, m->type->nfields);
}

static void read_field(struct making *m, const struct yaml_entry *e)
{
	int field = event_field_find(m->type, e->key->passage.text);
	const struct yaml_node *n = e->value;

	if (field < 0)
		tell_field(m, e->key);
	else if (n->kind != YAML_SCALAR || n->passage.text.n > 0)
		keep_value(&m->fields[field], m->book, &m->type->fields[field].type, n, m->type->fields[field].name, m->diag);
}

static void check_required(struct making *m, const struct yaml_node *map)
{
	for (size_t i = 0; i < m->type->nfields; i++) {
		const struct event_field *f = &m->type->fields[i];
		if (f->required && m->fields[i].kind == VALUE_UNKNOWN && !yaml_find(map, str_cstr(m->diag->arena, f->name)))
			diag_error(m->diag, yaml_place(map), "%.*s needs the field %.*s", STR_ARG(m->type->name), STR_ARG(f->name));
	}
}

static bool make_event(struct event *out, struct making *m, const struct yaml_node *map)
{
	size_t before = m->diag->nerrors;

	m->fields = arena_array(m->book->arena, m->type->nfields, sizeof *m->fields);
	for (size_t i = 0; i < m->type->nfields; i++)
		m->fields[i] = value_missing();
	for (size_t i = 0; i < map->n; i++)
		read_field(m, &map->entries[i]);
	check_required(m, map);
	if (m->diag->nerrors != before)
		return false;
	if (m->fields[FIELD_TIME].kind != VALUE_TIME) {
		diag_error(m->diag, yaml_place(map), "%.*s needs the field time", STR_ARG(m->type->name));
		return false;
	}
	*out = (struct event){.type = m->type, .fields = m->fields, .time = m->fields[FIELD_TIME].as.time};
	out->key = event_content_key(m->type, m->fields, m->book->arena);
	return true;
}

static bool read_event(struct event *out, struct book *b, const struct yaml_node *n, struct diag *d)
{
	struct making m = {.book = b, .diag = d};

	if (n->kind != YAML_MAP || n->n != 1 || n->entries[0].value->kind != YAML_MAP) {
		diag_error(d, yaml_place(n), "an event is written as TYPE: {field: value}");
		return false;
	}
	m.type = find_type(b, n->entries[0].key, d);
	return m.type && make_event(out, &m, n->entries[0].value);
}

size_t test_events(const struct event **out, struct book *b, const struct yaml_node *list, struct diag *d)
{
	size_t n = yaml_count(list), kept = 0;
	struct event *events = arena_array(b->arena, n, sizeof *events);
	for (size_t i = 0; i < n; i++)
		kept += read_event(&events[kept], b, yaml_at(list, i), d);
	*out = events;
	return kept;
}
