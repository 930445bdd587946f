/* expr_kit: for the tests of expressions alone: a scope with names of every
 * kind, and bindings written as text.
 *
 * Bindings are parted by `&`: "travel.to=FR & $days=3 & due=2026-03-01 &
 * trigger=2026-03-01T09:00Z & subject.names=Alex Example;Alex Sample &
 * surely in-custody=FROM..UNTIL". A name that no binding mentions is bound to nothing.
 */
#ifndef LANG_EXPR_KIT_H
#define LANG_EXPR_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lang/atlas.h"
#include "lang/expr.h"
#include "lang/geo.h"

#define NAME(lit) {(lit), sizeof(lit) - 1}
#define KIT_KEYS 8

struct kit {
	struct arena arena;
	struct atlas atlas;
	struct zone zone;
	struct geo_place school;
	const struct geo_place *places[1];
	struct scope scope;
	struct env env;
	struct value params[16];
	struct record records[NROOTS];
	struct record_key keys[NROOTS][KIT_KEYS];
	struct state_spans states[3];
	struct diag diag;
	struct source source;
};

static const struct str kit_status[] = {NAME("booked"), NAME("cancelled"), NAME("boarded"), NAME("arrived")};
static const struct str kit_homes[] = {NAME("fixed"), NAME("regular")};
static const struct str kit_states[] = {NAME("in-custody"), NAME("in-hospital"), NAME("abroad")};
static const struct str kit_classes[] = {NAME("school"), NAME("park")};
static const struct type kit_word = {.kind = TYPE_WORD}, kit_text = {.kind = TYPE_TEXT};

static const struct event_field kit_travel_fields[] = {
	{.name = NAME("time"), .type = {.kind = TYPE_TIME}},    {.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("to"), .type = {.kind = TYPE_COUNTRY}},   {.name = NAME("from"), .type = {.kind = TYPE_COUNTRY}},
	{.name = NAME("return"), .type = {.kind = TYPE_TIME}},  {.name = NAME("id"), .type = {.kind = TYPE_TEXT}},
	{.name = NAME("status"), .type = {.kind = TYPE_WORD, .words = kit_status, .nwords = 4}},
	{.name = NAME("booked"), .type = {.kind = TYPE_TIME}},  {.name = NAME("transit"), .type = {.kind = TYPE_BOOL}},
	{.name = NAME("via"), .type = {.kind = TYPE_AIRPORT}},
	{.name = NAME("wait"), .type = {.kind = TYPE_DURATION}}, {.name = NAME("gate"), .type = {.kind = TYPE_CLOCK}},
};
static const struct event_field kit_permission_fields[] = {
	{.name = NAME("time"), .type = {.kind = TYPE_TIME}},     {.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("for"), .type = {.kind = TYPE_WORD}},      {.name = NAME("countries"), .type = {.kind = TYPE_COUNTRIES}},
	{.name = NAME("from"), .type = {.kind = TYPE_TIME}},     {.name = NAME("until"), .type = {.kind = TYPE_DAY}},
	{.name = NAME("status"), .type = {.kind = TYPE_WORD}},   {.name = NAME("id"), .type = {.kind = TYPE_TEXT}},
};
static const struct event_field kit_location_fields[] = {
	{.name = NAME("time"), .type = {.kind = TYPE_TIME}}, {.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("at"), .type = {.kind = TYPE_POINT}},  {.name = NAME("accuracy"), .type = {.kind = TYPE_NUMBER}},
};
static const struct event_field kit_stay_fields[] = {
	{.name = NAME("time"), .type = {.kind = TYPE_TIME}},         {.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("kind"), .type = {.kind = TYPE_WORD}},         {.name = NAME("until"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("postcode"), .type = {.kind = TYPE_POSTCODE}}, {.name = NAME("child"), .type = {.kind = TYPE_BOOL}},
	{.name = NAME("value"), .type = {.kind = TYPE_TEXT}},        {.name = NAME("age"), .type = {.kind = TYPE_NUMBER}},
	{.name = NAME("code"), .type = {.kind = TYPE_NUMBER}},
};
static const struct event_field kit_notification_fields[] = {
	{.name = NAME("time"), .type = {.kind = TYPE_TIME}},   {.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("kind"), .type = {.kind = TYPE_WORD}},   {.name = NAME("about"), .type = {.kind = TYPE_TEXT}},
	{.name = NAME("expected"), .type = {.kind = TYPE_DAY}}, {.name = NAME("leave"), .type = {.kind = TYPE_DAY}},
	{.name = NAME("to"), .type = {.kind = TYPE_COUNTRY}},  {.name = NAME("back"), .type = {.kind = TYPE_DAY}},
	{.name = NAME("home"), .type = {.kind = TYPE_WORD, .words = kit_homes, .nwords = 2}},
	{.name = NAME("imei"), .type = {.kind = TYPE_IDENTIFIER}}, {.name = NAME("value"), .type = {.kind = TYPE_TEXT}},
	{.name = NAME("code"), .type = {.kind = TYPE_TEXT}},   {.name = NAME("back-at"), .type = {.kind = TYPE_TEXT}},
};

#define KIT_TYPE(what) {.name = NAME(#what), .fields = kit_##what##_fields, \
	.nfields = sizeof kit_##what##_fields / sizeof *kit_##what##_fields, .until = -1}
static const struct event_type kit_types[] = {
	KIT_TYPE(travel), KIT_TYPE(permission), KIT_TYPE(location), KIT_TYPE(stay), KIT_TYPE(notification),
};
static const struct event_type *const kit_lists[] = {
	&kit_types[0], &kit_types[1], &kit_types[2], &kit_types[3], &kit_types[4], &kit_types[3], &kit_types[4],
};
static const struct scope_name kit_names[] = {
	{.name = NAME("travel"), .types = &kit_lists[0], .ntypes = 1, .slot = 0},
	{.name = NAME("permission"), .types = &kit_lists[1], .ntypes = 1, .slot = 1},
	{.name = NAME("location"), .types = &kit_lists[2], .ntypes = 1, .slot = 2},
	{.name = NAME("stay"), .types = &kit_lists[3], .ntypes = 1, .slot = 3},
	{.name = NAME("n"), .types = &kit_lists[4], .ntypes = 1, .slot = 4},
	{.name = NAME("h"), .types = &kit_lists[4], .ntypes = 1, .slot = 5},
	{.name = NAME("c"), .types = &kit_lists[5], .ntypes = 2, .slot = 6},
	{.name = NAME("due"), .type = {.kind = TYPE_TIME}, .slot = 0},
};
static const struct scope_param kit_params[] = {
	{NAME("countries"), {.kind = TYPE_COUNTRIES}}, {NAME("days"), {.kind = TYPE_NUMBER}},
	{NAME("gap"), {.kind = TYPE_DURATION}},        {NAME("kinds"), {.kind = TYPE_LIST, .element = &kit_word}},
	{NAME("place"), {.kind = TYPE_PLACE}},         {NAME("radius"), {.kind = TYPE_NUMBER}},
	{NAME("hours"), {.kind = TYPE_HOURS}},         {NAME("home"), {.kind = TYPE_COUNTRY}},
	{NAME("approved"), {.kind = TYPE_LIST, .element = &kit_text}}, {NAME("by"), {.kind = TYPE_TIME}},
};
#define KIT_NPARAMS (sizeof kit_params / sizeof *kit_params)

static inline void kit_open(struct kit *k)
{
	memset(k, 0, sizeof *k);
	arena_init(&k->arena);
	atlas_init(&k->atlas, &k->arena);
	assert_true(atlas_add_country(&k->atlas, STR("GB"), STR("GBR"), STR("United Kingdom"), STR("")));
	assert_true(atlas_add_country(&k->atlas, STR("FR"), STR("FRA"), STR("France"), STR("")));
	assert_true(atlas_add_country(&k->atlas, STR("TH"), STR("THA"), STR("Thailand"), STR("")));
	assert_true(atlas_add_country(&k->atlas, STR("NO"), STR("NOR"), STR("Norway"), STR("")));
	assert_true(atlas_add_country(&k->atlas, STR("PH"), STR("PHL"), STR("Philippines"), STR("")));
	assert_true(atlas_add_airport(&k->atlas, STR("CDG"), STR("FR")));
	assert_true(zone_open(&k->zone, &k->arena, STR("Europe/London")));
	k->school = (struct geo_place){.id = NAME("leeds-school"), .class = NAME("school"), .at = {53.8, -1.55}, .radius = 200};
	k->places[0] = &k->school;
	diag_init(&k->diag, &k->arena);
	k->scope = (struct scope){
		.names = kit_names, .nnames = sizeof kit_names / sizeof *kit_names,
		.params = kit_params, .nparams = KIT_NPARAMS, .states = kit_states, .nstates = 3,
		.classes = kit_classes, .nclasses = 2,
		.values = {.zone = &k->zone, .atlas = &k->atlas, .places = k->places, .nplaces = 1},
		.has_trigger = true, .has_order = true, .arena = &k->arena};
}

static inline void kit_close(struct kit *k)
{
	arena_free(&k->arena);
}

static inline struct passage kit_passage(struct kit *k, const char *text)
{
	k->source = (struct source){.file = STR("rule.yaml"), .text = str_of(text)};
	return (struct passage){.text = str_of(text), .source = &k->source, .style = PASSAGE_PLAIN};
}

static inline struct value kit_value(struct kit *k, struct type type, struct str text)
{
	struct value v = {0};
	struct str why = {0};

	if (!value_parse(&v, &type, text, &k->scope.values, NULL, &k->arena, &why))
		fail_msg("%.*s %.*s", STR_ARG(text), STR_ARG(why));
	return v;
}

static inline struct value *kit_event(struct kit *k, size_t slot, const struct event_type *type)
{
	struct event *event;
	struct value *fields;

	if (k->env.events[slot]) {
		fields = arena_array(&k->arena, type->nfields, sizeof *fields);
		memcpy(fields, k->env.events[slot]->fields, type->nfields * sizeof *fields);
	} else {
		fields = arena_array(&k->arena, type->nfields, sizeof *fields);
		for (size_t i = 0; i < type->nfields; i++)
			fields[i] = value_missing();
	}
	event = ARENA_NEW(&k->arena, struct event);
	event->type = type;
	event->fields = fields;
	k->env.events[slot] = event;
	return fields;
}

static inline void kit_bind_field(struct kit *k, struct str name, struct str field, struct str text)
{
	for (size_t i = 0; i < k->scope.nnames; i++) {
		const struct scope_name *n = &k->scope.names[i];
		if (!str_eq(n->name, name))
			continue;
		int index = event_field_find(n->types[0], field);
		assert_true(index >= 0);
		struct value *fields = kit_event(k, n->slot, n->types[0]);
		if (text.n > 0)
			fields[index] = kit_value(k, n->types[0]->fields[index].type, text);
		return;
	}
	fail_msg("no name %.*s", STR_ARG(name));
}

static inline void kit_bind_key(struct kit *k, enum root root, struct str key, struct str text)
{
	struct record *r = &k->records[root];
	struct type type;
	struct record_value *values;
	struct value v;
	size_t n;

	assert_true(root_key_type(&type, root, key, &k->arena));
	assert_true(r->nkeys < KIT_KEYS);
	v = kit_value(k, type, text);
	n = type.kind == TYPE_LIST ? v.as.list.n : 1;
	values = arena_array(&k->arena, n, sizeof *values);
	for (size_t i = 0; i < n; i++) {
		values[i] = (struct record_value){
			.value = type.kind == TYPE_LIST ? v.as.list.at[i] : v, .from = INSTANT_MIN, .until = INSTANT_MAX};
	}
	k->keys[root][r->nkeys] = (struct record_key){.name = key, .values = values, .nvalues = n};
	r->keys = k->keys[root];
	r->nkeys++;
	k->env.records[root] = r;
}

/* "FROM..UNTIL" of one stay; no UNTIL: still open. */
static inline void kit_bind_state(struct kit *k, struct str name, bool surely, struct str text)
{
	static const struct type time = {.kind = TYPE_TIME};
	struct state_span *span = ARENA_NEW(&k->arena, struct state_span);
	const char *dots = strstr(str_cstr(&k->arena, text), "..");
	struct str until = str_of(dots + 2);

	assert_non_null(dots);
	span->from = kit_value(k, time, str_cut(text, 0, text.n - until.n - 2)).as.time.first;
	span->until = until.n > 0 ? kit_value(k, time, until).as.time.first : INSTANT_MAX;
	for (size_t i = 0; i < 3; i++) {
		if (!str_eq(kit_states[i], name))
			continue;
		k->states[i].perhaps = span;
		k->states[i].nperhaps = 1;
		if (surely) {
			k->states[i].surely = span;
			k->states[i].nsurely = 1;
		}
	}
}

static inline void kit_bind_param(struct kit *k, struct str name, struct str text)
{
	for (size_t i = 0; i < KIT_NPARAMS; i++) {
		if (str_eq(kit_params[i].name, name))
			k->params[i] = kit_value(k, kit_params[i].type, text);
	}
}

static inline void kit_bind_one(struct kit *k, struct str name, struct str text)
{
	static const struct type time = {.kind = TYPE_TIME};
	struct str head, rest;

	if (name.at[0] == '$') {
		kit_bind_param(k, str_from(name, 1), text);
	} else if (str_split(&head, &rest, name, ' ')) {
		kit_bind_state(k, rest, str_eq_cstr(head, "surely"), text);
	} else if (!str_split(&head, &rest, name, '.')) {
		struct value v = kit_value(k, time, text);
		if (str_eq_cstr(name, "trigger"))
			k->env.trigger = v.as.time;
		else if (str_eq_cstr(name, "now"))
			k->env.now = v.as.time.first;
		else
			k->env.values[0] = v;
	} else if (str_eq_cstr(head, "subject") || str_eq_cstr(head, "order") || str_eq_cstr(head, "condition")) {
		enum root root = str_eq_cstr(head, "subject") ? ROOT_SUBJECT
		                 : str_eq_cstr(head, "order") ? ROOT_ORDER : ROOT_CONDITION;
		kit_bind_key(k, root, rest, text);
	} else {
		kit_bind_field(k, head, rest, text);
	}
}

static inline void kit_bind(struct kit *k, const char *bindings)
{
	struct str part, rest = str_of(bindings), name, text;
	bool more = rest.n > 0;

	memset(&k->env, 0, sizeof k->env);
	memset(k->records, 0, sizeof k->records);
	memset(k->states, 0, sizeof k->states);
	k->env.arena = &k->arena;
	k->env.zone = &k->zone;
	k->env.atlas = &k->atlas;
	k->env.places = k->places;
	k->env.nplaces = 1;
	k->env.params = k->params;
	k->env.states = k->states;
	k->env.values[0] = value_missing();
	for (size_t i = 0; i < KIT_NPARAMS; i++)
		k->params[i] = value_missing();
	while (more) {
		more = str_split(&part, &rest, rest, '&');
		assert_true(str_split(&name, &text, str_trim(part), '='));
		kit_bind_one(k, str_trim(name), str_trim(text));
	}
}

/* The first error as "COLUMN: message (help)". */
static inline struct str kit_error(struct kit *k)
{
	const struct diag_entry *e = k->diag.entries.at;

	if (k->diag.entries.n == 0)
		return STR("no error");
	if (e->help.n == 0)
		return str_printf(&k->arena, "%u: %.*s", e->place.column, STR_ARG(e->message));
	return str_printf(&k->arena, "%u: %.*s (%.*s)", e->place.column, STR_ARG(e->message), STR_ARG(e->help));
}

#endif
