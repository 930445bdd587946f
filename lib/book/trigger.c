#include "book/build.h"

enum {
	TRIGGER_KEY_EVENT,
	TRIGGER_KEY_CARRIED,
	TRIGGER_KEY_AT,
	TRIGGER_KEY_EVERY,
	TRIGGER_KEY_FROM,
	TRIGGER_KEY_COUNT,
	TRIGGER_KEY_SUM,
	TRIGGER_KEY_OF,
	TRIGGER_KEY_SILENCE,
	TRIGGER_KEY_WHILE,
	TRIGGER_KEY_AS,
	TRIGGER_KEY_WHERE,
	TRIGGER_KEY_PER,
	TRIGGER_KEY_WITHIN,
	TRIGGER_KEY_REACHES,
	TRIGGER_KEY_FIRES,
	TRIGGER_KEY_UNIT,
	TRIGGER_KEY_FOR,
	TRIGGER_KEY_PAUSE,
	TRIGGER_KEY_LASTS,
	TRIGGER_KEY_GAP,
	NTRIGGER_KEYS
};

static const char *const fires_words[] = {"once", "each", NULL};
static const char *const unit_words[] = {"event", "day", NULL};

static const struct yaml_key trigger_keys[] = {
	[TRIGGER_KEY_EVENT] = {"event", YAML_TYPE_ANY, 0, NULL, &entry_shape, "fires at each event of the type, or types"},
	[TRIGGER_KEY_CARRIED] = {"carried", YAML_TYPE_BOOL, 0, NULL, NULL, "with event: also those before the start, once, at the start"},
	[TRIGGER_KEY_AT] = {"at", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "fires once, at this time"},
	[TRIGGER_KEY_EVERY] = {"every", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "fires again and again, with from"},
	[TRIGGER_KEY_FROM] = {"from", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with every: the first time"},
	[TRIGGER_KEY_COUNT] = {"count", YAML_TYPE_ANY, 0, NULL, &entry_shape, "fires when so many events of the type lie within a length"},
	[TRIGGER_KEY_SUM] = {"sum", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "fires when a number adds up to so much, with of"},
	[TRIGGER_KEY_OF] = {"of", YAML_TYPE_ANY, 0, NULL, &entry_shape, "with sum: the event type"},
	[TRIGGER_KEY_SILENCE] = {"silence", YAML_TYPE_ANY, 0, NULL, &entry_shape, "fires when no event of the type came for a length"},
	[TRIGGER_KEY_WHILE] = {"while", YAML_TYPE_ANY, 0, NULL, &entry_shape, "fires when a run of events of the type lasts a length"},
	[TRIGGER_KEY_AS] = {"as", YAML_TYPE_NAME, YAML_NO_SLASH, NULL, NULL, "the event's name in expressions"},
	[TRIGGER_KEY_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "which events qualify"},
	[TRIGGER_KEY_PER] = {"per", YAML_TYPE_EXPRESSION, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "events with other values are apart"},
	[TRIGGER_KEY_WITHIN] = {"within", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with count and sum: the length of the window"},
	[TRIGGER_KEY_REACHES] = {"reaches", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with count and sum: how many, how much"},
	[TRIGGER_KEY_FIRES] = {"fires", YAML_TYPE_WORD, 0, fires_words, NULL, "with count and sum: each, at every event at which it is reached"},
	[TRIGGER_KEY_UNIT] = {"unit", YAML_TYPE_WORD, 0, unit_words, NULL, "with count: day, the civil days that events touch are counted"},
	[TRIGGER_KEY_FOR] = {"for", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with silence: its length"},
	[TRIGGER_KEY_PAUSE] = {"pause", YAML_TYPE_NAME, YAML_LIST_OF | YAML_OR_ONE | YAML_NO_SLASH, NULL, NULL, "with silence: states in which its clock stops"},
	[TRIGGER_KEY_LASTS] = {"lasts", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with while: the length of the run"},
	[TRIGGER_KEY_GAP] = {"gap", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with while: the most time between two events of a run"},
};
const struct yaml_shape trigger_shape = {"a trigger", trigger_keys, NTRIGGER_KEYS};

#define KEY(k) (UINT64_C(1) << TRIGGER_KEY_##k)

/* What each kind takes and needs; types: the key that holds its event types, or -1. */
static const struct {
	int main, types;
	uint64_t needs, takes;
} forms[] = {
	[TRIGGER_EVENT] = {TRIGGER_KEY_EVENT, TRIGGER_KEY_EVENT, 0, KEY(CARRIED) | KEY(AS) | KEY(WHERE)},
	[TRIGGER_AT] = {TRIGGER_KEY_AT, -1, 0, 0},
	[TRIGGER_EVERY] = {TRIGGER_KEY_EVERY, -1, KEY(FROM), 0},
	[TRIGGER_COUNT] = {TRIGGER_KEY_COUNT, TRIGGER_KEY_COUNT, KEY(WITHIN) | KEY(REACHES),
	                   KEY(AS) | KEY(WHERE) | KEY(PER) | KEY(FIRES) | KEY(UNIT)},
	[TRIGGER_SUM] = {TRIGGER_KEY_SUM, TRIGGER_KEY_OF, KEY(OF) | KEY(WITHIN) | KEY(REACHES),
	                 KEY(AS) | KEY(WHERE) | KEY(PER) | KEY(FIRES)},
	[TRIGGER_SILENCE] = {TRIGGER_KEY_SILENCE, TRIGGER_KEY_SILENCE, KEY(FOR), KEY(AS) | KEY(WHERE) | KEY(PER) | KEY(PAUSE)},
	[TRIGGER_WHILE] = {TRIGGER_KEY_WHILE, TRIGGER_KEY_WHILE, KEY(LASTS), KEY(AS) | KEY(WHERE) | KEY(PER) | KEY(GAP)},
};
enum { NFORMS = sizeof forms / sizeof *forms };

static bool find_form(enum trigger_kind *out, struct rule_build *r, const struct yaml_node *map)
{
	for (size_t i = 0; i < NFORMS; i++) {
		if (!yaml_find(map, trigger_keys[forms[i].main].name))
			continue;
		*out = (enum trigger_kind)i;
		return true;
	}
	diag_error(r->diag, yaml_place(map), "this is no trigger");
	diag_help(r->diag, "it needs one of event, at, every, count, sum, silence and while");
	return false;
}

static bool check_form(struct rule_build *r, const struct yaml_node *map, enum trigger_kind kind,
                       const struct yaml_node *const *n)
{
	const char *name = trigger_keys[forms[kind].main].name;
	uint64_t taken = forms[kind].needs | forms[kind].takes | UINT64_C(1) << forms[kind].main;
	bool right = true;

	for (size_t i = 0; i < NTRIGGER_KEYS; i++) {
		uint64_t bit = UINT64_C(1) << i;
		if (n[i] && !(taken & bit)) {
			diag_error(r->diag, yaml_place(n[i]), "a trigger of %s takes no %s", name, trigger_keys[i].name);
			right = false;
		}
		if (!n[i] && (forms[kind].needs & bit) && !yaml_find(map, trigger_keys[i].name)) {
			diag_error(r->diag, yaml_place(map), "a trigger of %s needs the key \"%s\"", name, trigger_keys[i].name);
			diag_help(r->diag, "%s", trigger_keys[i].help);
			right = false;
		}
	}
	return right;
}

/* Binds the event's name in both chains of scopes. */
static bool bind_types(struct rule_build *r, const struct yaml_node *events, const struct yaml_node *as)
{
	struct trigger *t = &r->rule->trigger;
	struct filter_list f;

	if (!build_filters(&f, r, events, as, STR(""), r->early))
		return false;
	t->name = f.name;
	t->slot = f.slot;
	t->filters = f.filters;
	t->nfilters = f.nfilters;
	r->early = scope_event(r->book, r->early, f.name, f.types, f.ntypes, f.slot);
	r->scope = scope_event(r->book, r->scope, f.name, f.types, f.ntypes, f.slot);
	return true;
}

/* `where` of an event trigger is that of each of its types. */
static void filter_events(struct rule_build *r, const struct yaml_node *where)
{
	struct trigger *t = &r->rule->trigger;
	struct event_filter *filters = arena_copy(r->book->arena, t->filters, t->nfilters * sizeof *filters);

	for (size_t i = 0; where && i < t->nfilters; i++) {
		if (filters[i].where) {
			diag_error(r->diag, yaml_place(where), "the types of this list have a where of their own");
			diag_help(r->diag, "write what holds for all of them into the rule's where");
			return;
		}
		if (i == 0 || !filters[0].where)
			filters[i].where = build_test(r, where, r->early);
		else
			filters[i].where = filters[0].where;
	}
	t->filters = filters;
}

static void build_windows(struct rule_build *r, const struct yaml_node *const *n)
{
	struct trigger *t = &r->rule->trigger;

	t->where = build_test(r, n[TRIGGER_KEY_WHERE], r->early);
	t->nper = build_exprs(&t->per, r, n[TRIGGER_KEY_PER], r->early);
	t->sum = build_expr(r, n[TRIGGER_KEY_SUM], r->early, &number_wanted, BOUND_NONE);
	t->within = build_expr(r, n[TRIGGER_KEY_WITHIN], r->early, &duration_wanted, BOUND_NONE);
	t->reaches = build_expr(r, n[TRIGGER_KEY_REACHES], r->early, &number_wanted, BOUND_NONE);
	t->fires_each = str_eq_cstr(yaml_text(n[TRIGGER_KEY_FIRES]), "each");
	t->unit_day = str_eq_cstr(yaml_text(n[TRIGGER_KEY_UNIT]), "day");
	t->lasts = build_expr(r, n[TRIGGER_KEY_FOR] ? n[TRIGGER_KEY_FOR] : n[TRIGGER_KEY_LASTS], r->early, &duration_wanted,
	                      BOUND_NONE);
	t->gap = build_expr(r, n[TRIGGER_KEY_GAP], r->early, &duration_wanted, BOUND_NONE);
	t->npause = build_states(&t->pause, r, n[TRIGGER_KEY_PAUSE]);
}

static void build_times(struct rule_build *r, const struct yaml_node *const *n)
{
	struct trigger *t = &r->rule->trigger;

	t->at = build_expr(r, n[TRIGGER_KEY_AT], r->early, &time_wanted, BOUND_NONE);
	t->every = build_expr(r, n[TRIGGER_KEY_EVERY], r->early, &duration_wanted, BOUND_NONE);
	t->from = build_expr(r, n[TRIGGER_KEY_FROM], r->early, &time_wanted, BOUND_NONE);
}

static bool build_form(struct rule_build *r, enum trigger_kind kind, const struct yaml_node *const *n)
{
	struct trigger *t = &r->rule->trigger;

	if (forms[kind].types >= 0) {
		const struct yaml_node *events = n[forms[kind].types];
		if (!events || !bind_types(r, events, n[TRIGGER_KEY_AS]))
			return false;
	}
	switch (kind) {
	case TRIGGER_EVENT:
		t->carried = yaml_bool(n[TRIGGER_KEY_CARRIED], false);
		filter_events(r, n[TRIGGER_KEY_WHERE]);
		return true;
	case TRIGGER_AT:
	case TRIGGER_EVERY:
		build_times(r, n);
		return true;
	case TRIGGER_COUNT:
	case TRIGGER_SUM:
	case TRIGGER_SILENCE:
	case TRIGGER_WHILE:
		build_windows(r, n);
		return true;
	}
	return false;
}

bool build_trigger(struct rule_build *r, const struct yaml_node *when)
{
	const struct yaml_node *n[NTRIGGER_KEYS];
	enum trigger_kind kind = TRIGGER_EVENT;

	if (when->kind != YAML_MAP)
		return bind_types(r, when, NULL);
	if (!find_form(&kind, r, when))
		return false;
	r->rule->trigger.kind = kind;
	yaml_decode(n, &trigger_shape, when, r->diag);
	check_form(r, when, kind, n);
	return build_form(r, kind, n);
}
