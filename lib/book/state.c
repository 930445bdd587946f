#include "book/build.h"

enum { STATE_NAME, STATE_TITLE, STATE_OPENS, STATE_CLOSES, STATE_UNTIL, NSTATE_KEYS };
enum { EDGE_EVENT, EDGE_AS, EDGE_WHERE, NEDGE_KEYS };

static const struct yaml_key edge_keys[] = {
	[EDGE_EVENT] = {"event", YAML_TYPE_NAME, YAML_REQUIRED | YAML_NO_SLASH, NULL, NULL, "an event type"},
	[EDGE_AS] = {"as", YAML_TYPE_NAME, YAML_NO_SLASH, NULL, NULL, "the event's name in where and until"},
	[EDGE_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "which events of the type"},
};
static const struct yaml_shape edge_shape = {"an event that opens or closes a state", edge_keys, NEDGE_KEYS};

static const struct yaml_key state_keys[] = {
	[STATE_NAME] = {"state", YAML_TYPE_NAME, YAML_REQUIRED | YAML_NO_SLASH, NULL, NULL, "the state's name"},
	[STATE_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its name for people"},
	[STATE_OPENS] = {"opens", YAML_TYPE_MAP, YAML_REQUIRED | YAML_OR_TEXT, NULL, &edge_shape, "the event that begins it"},
	[STATE_CLOSES] = {"closes", YAML_TYPE_MAP, YAML_OR_TEXT, NULL, &edge_shape, "the event that ends it"},
	[STATE_UNTIL] = {"until", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "it ends by itself then; over the opening event"},
};
const struct yaml_shape state_shape = {"a state", state_keys, NSTATE_KEYS};

/* The scope in which the event of this edge is named; NULL: told. */
static const struct scope *build_edge(struct event_filter *out, struct book *b, const struct yaml_node *n, size_t slot)
{
	const struct yaml_node *keys[NEDGE_KEYS] = {NULL};
	struct scope *outer = scope_open(b, false);

	outer->nstates = 0;
	if (n->kind == YAML_SCALAR)
		keys[EDGE_EVENT] = n;
	else
		yaml_decode(keys, &edge_shape, n, b->diag);
	if (!keys[EDGE_EVENT])
		return NULL;
	const struct event_type *type = find_type(b, keys[EDGE_EVENT], b->diag);
	if (!type)
		return NULL;
	const struct event_type **types = arena_copy(b->arena, &type, sizeof type);
	struct str name = keys[EDGE_AS] ? keep_text(b, keys[EDGE_AS]) : type->name;
	const struct scope *scope = scope_event(b, outer, name, types, 1, slot);
	out->type = type;
	if (keys[EDGE_WHERE])
		out->where = expr_compile_bool(&keys[EDGE_WHERE]->passage, scope, b->diag);
	return scope;
}

static void state_compile(struct state *s, struct book *b, const struct doc *doc)
{
	const struct yaml_node *n[NSTATE_KEYS];
	const struct scope *scope = NULL;

	s->name = doc->id;
	s->closes_slot = 1;
	yaml_decode(n, &state_shape, doc->node, b->diag);
	if (n[STATE_OPENS])
		scope = build_edge(&s->opens, b, n[STATE_OPENS], s->opens_slot);
	if (n[STATE_CLOSES])
		build_edge(&s->closes, b, n[STATE_CLOSES], s->closes_slot);
	if (scope && n[STATE_UNTIL])
		s->until = expr_compile(&n[STATE_UNTIL]->passage, scope, &time_wanted, BOUND_UPPER, b->diag);
	if (n[STATE_OPENS] && !n[STATE_CLOSES] && !n[STATE_UNTIL] && !yaml_find(doc->node, "closes") && !yaml_find(doc->node, "until"))
		diag_error(b->diag, yaml_place(doc->node), "a state needs closes or until: else it never ends");
}

/* Names first: a state's index must stand before anything names it. */
void states_compile(struct book *b)
{
	size_t n = b->docs[DOC_STATE].n, kept = 0;
	struct state *states = arena_array(b->arena, n, sizeof *states);

	b->state_names = arena_array(b->arena, n, sizeof *b->state_names);
	for (size_t i = 0; i < n; i++) {
		struct doc *doc = b->docs[DOC_STATE].at[i];
		if (doc->twice)
			continue;
		b->state_names[kept] = doc->id;
		map_put(&b->states, doc->id, &states[kept]);
		state_compile(&states[kept++], b, doc);
	}
	b->nstate_names = kept;
	b->plan.states = states;
	b->plan.nstates = kept;
}

size_t find_state(struct book *b, const struct yaml_node *name, struct diag *d)
{
	const struct state *s = map_find(&b->states, yaml_text(name));
	if (s)
		return (size_t)(s - b->plan.states);
	diag_error(d, yaml_place(name), "there is no state \"%.*s\"", STR_ARG(str_cut(yaml_text(name), 0, 60)));
	diag_suggest(d, yaml_text(name), b->state_names, b->nstate_names);
	return SIZE_MAX;
}
