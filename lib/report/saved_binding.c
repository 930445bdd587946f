/* Orders, schemes, conditions and subjects made up for a saved run. */
#include <stdlib.h>

#include "report/saved_parts.h"

/* ---- conditions ---- */

struct condition_form {
	struct str id, title, file;
	uint64_t line;
};
static const struct take_key condition_keys[] = {
	{"condition", TAKE_TEXT, false, offsetof(struct condition_form, id)},
	{"title", TAKE_TEXT, false, offsetof(struct condition_form, title)},
	{"file", TAKE_TEXT_OR_NULL, true, offsetof(struct condition_form, file)},
	{"line", TAKE_COUNT_OR_NULL, true, offsetof(struct condition_form, line)},
	{NULL, TAKE_NULL, false, 0},
};

static const struct interval always = {.from = INSTANT_MIN, .until = INSTANT_MAX};

static struct str owner_key(const struct order *order, const struct scheme *scheme, struct str id, struct str title,
                            struct arena *a)
{
	struct str owner = scheme ? scheme->name : order ? order->id : STR("");

	return str_printf(a, "%c%zu:%.*s%zu:%.*s%.*s", scheme ? 's' : 'o', owner.n, STR_ARG(owner), id.n, STR_ARG(id),
	                  STR_ARG(title));
}

static void add_condition(struct saved_run *r, struct condition *c, struct str key)
{
	struct saved_condition *one = ARENA_NEW(&r->arena, struct saved_condition);

	*one = (struct saved_condition){c, map_find(&r->conditions, key)};
	map_put(&r->conditions, key, one);
}

struct condition *saved_condition(struct saved_run *r, const struct order *order, const struct scheme *scheme,
                                  struct str id, struct str title, struct str text)
{
	struct str key = owner_key(order, scheme, id, title, &r->arena);

	for (struct saved_condition *one = map_find(&r->conditions, key); one; one = one->next) {
		if (one->condition->text.n > 0 && text.n > 0 && !str_eq(one->condition->text, text))
			continue;
		if (text.n > 0)
			one->condition->text = text;
		return one->condition;
	}
	struct condition *c = ARENA_NEW(&r->arena, struct condition);
	*c = (struct condition){.id = id, .title = title, .text = text, .in_force = &always, .nin_force = 1};
	add_condition(r, c, key);
	return c;
}

/* Columns are not told. */
static struct place place_told(struct saved_run *r, const struct condition_form *f)
{
	struct source *source;

	if (f->file.n == 0 || f->line == 0 || f->line > UINT32_MAX)
		return (struct place){.source = NULL};
	source = ARENA_NEW(&r->arena, struct source);
	*source = (struct source){.file = f->file};
	return (struct place){source, (uint32_t)f->line, 1};
}

static bool take_conditions(struct condition **out, size_t *n, struct saved_run *r, const struct order *order,
                            const struct scheme *scheme, const struct spot *list)
{
	struct condition *all = arena_array(&r->arena, json_array_size(list->node), sizeof *all);

	for (*n = 0; *n < json_array_size(list->node); (*n)++) {
		struct spot s = spot_entry(list, *n);
		struct condition_form f = {.line = 0};
		if (!take(&f, condition_keys, &s))
			return false;
		all[*n] = (struct condition){.id = f.id, .title = f.title, .in_force = &always, .nin_force = 1, .told = place_told(r, &f)};
		add_condition(r, &all[*n], owner_key(order, scheme, f.id, f.title, &r->arena));
	}
	*out = all;
	return true;
}

/* ---- orders and schemes ---- */

struct order_form {
	struct str id, type, subject;
	const json_t *conditions;
};
static const struct take_key order_keys[] = {
	{"order", TAKE_TEXT, false, offsetof(struct order_form, id)},
	{"type", TAKE_TEXT_OR_NULL, false, offsetof(struct order_form, type)},
	{"subject", TAKE_TEXT_OR_NULL, false, offsetof(struct order_form, subject)},
	{"conditions", TAKE_LIST, false, offsetof(struct order_form, conditions)},
	{NULL, TAKE_NULL, false, 0},
};
static const struct take_key scheme_keys[] = {
	{"scheme", TAKE_TEXT, false, offsetof(struct order_form, id)},
	{"conditions", TAKE_LIST, false, offsetof(struct order_form, conditions)},
	{NULL, TAKE_NULL, false, 0},
};

static void name_subject(struct saved_run *r, struct str id)
{
	struct subject *s;

	if (id.n == 0 || map_has(&r->subjects, id))
		return;
	s = ARENA_NEW(&r->arena, struct subject);
	s->id = id;
	map_put(&r->subjects, id, s);
}

static bool take_order(struct order *o, struct str *whose, struct saved_run *r, const struct spot *s)
{
	struct order_form f = {.conditions = NULL};
	struct condition *conditions;

	if (!take(&f, order_keys, s))
		return false;
	*o = (struct order){.id = f.id, .hash_id = f.id, .type = f.type, .subject = SIZE_MAX, .from = INSTANT_MIN,
	                    .until = INSTANT_MAX};
	name_subject(r, f.subject);
	*whose = f.subject;
	struct spot list = spot_member(s, "conditions", f.conditions);
	if (!take_conditions(&conditions, &o->nconditions, r, o, NULL, &list))
		return false;
	o->conditions = conditions;
	return map_put(&r->orders, o->id, o) || spot_refuse(s, "is the second order of its id");
}

static bool take_scheme(struct scheme *one, struct saved_run *r, const struct spot *s)
{
	struct order_form f = {.conditions = NULL};
	struct condition *conditions;

	if (!take(&f, scheme_keys, s))
		return false;
	*one = (struct scheme){.name = f.id};
	struct spot list = spot_member(s, "conditions", f.conditions);
	if (!take_conditions(&conditions, &one->nconditions, r, NULL, one, &list))
		return false;
	one->conditions = conditions;
	return map_put(&r->schemes, one->name, one) || spot_refuse(s, "is the second scheme of its name");
}

static bool take_orders(struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct order *orders = arena_array(&r->arena, n, sizeof *orders);
	const struct order **judged = arena_array(&r->arena, n, sizeof *judged);

	r->order_subjects = arena_array(&r->arena, n, sizeof *r->order_subjects);
	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_order(&orders[i], &r->order_subjects[i], r, &s))
			return false;
		judged[i] = &orders[i];
	}
	r->plan.orders = r->made_orders = orders;
	r->plan.norders = r->run.norders = n;
	r->run.orders = judged;
	return true;
}

static bool take_schemes(struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct scheme *schemes = arena_array(&r->arena, n, sizeof *schemes);
	const struct scheme **judged = arena_array(&r->arena, n, sizeof *judged);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_scheme(&schemes[i], r, &s))
			return false;
		judged[i] = &schemes[i];
	}
	r->plan.schemes = schemes;
	r->plan.nschemes = r->run.nschemes = n;
	r->run.schemes = judged;
	return true;
}

bool saved_find_order(const struct order **out, struct saved_run *r, struct str id, const struct spot *s)
{
	*out = id.n > 0 ? map_find(&r->orders, id) : NULL;
	return id.n == 0 || *out || spot_refuse(s, "is of the order %.*s, which is not among the run's orders", STR_ARG(id));
}

bool saved_find_scheme(const struct scheme **out, struct saved_run *r, struct str name, const struct spot *s)
{
	*out = name.n > 0 ? map_find(&r->schemes, name) : NULL;
	return name.n == 0 || *out ||
	       spot_refuse(s, "is of the scheme %.*s, which is not among the run's schemes", STR_ARG(name));
}

/* ---- subjects ---- */

struct subject_form {
	struct str id;
	const json_t *tags;
};
static const struct take_key subject_keys[] = {
	{"subject", TAKE_TEXT, false, offsetof(struct subject_form, id)},
	{"tags", TAKE_OBJECT, false, offsetof(struct subject_form, tags)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_tags(struct subject *who, struct saved_run *r, const struct spot *s)
{
	struct map_entry *tags = arena_array(&r->arena, json_object_size(s->node), sizeof *tags);
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)s->node, key, value) {
		struct spot one = spot_member(s, key, value);
		if (!json_is_string(value))
			return spot_refuse(&one, "is no text");
		struct str text = take_str(value, &r->arena);
		tags[who->ntags++] = (struct map_entry){.key = str_dup(&r->arena, str_of(key)),
		                                        .value = arena_copy(&r->arena, &text, sizeof text)};
	}
	who->tags = tags;
	return true;
}

static bool take_subject(struct saved_run *r, const struct spot *s)
{
	struct subject_form f = {.tags = NULL};
	struct subject *who = ARENA_NEW(&r->arena, struct subject);

	if (!take(&f, subject_keys, s))
		return false;
	who->id = f.id;
	if (!map_put(&r->subjects, who->id, who))
		return spot_refuse(s, "is the second subject of its id");
	struct spot tags = spot_member(s, "tags", f.tags);
	return take_tags(who, r, &tags);
}

bool saved_take_binding(struct saved_run *r, const struct spot *orders, const struct spot *schemes,
                        const struct spot *subjects)
{
	for (size_t i = 0; i < json_array_size(subjects->node); i++) {
		struct spot s = spot_entry(subjects, i);
		if (!take_subject(r, &s))
			return false;
	}
	return take_orders(r, orders) && take_schemes(r, schemes);
}

void saved_name_subjects(struct saved_run *r, const json_t *findings)
{
	size_t i;
	const json_t *f;

	json_array_foreach(findings, i, f) {
		const json_t *id = json_object_get(f, "subject");
		struct str seen = {json_string_value(id), json_string_length(id)};
		if (json_is_string(id) && !map_has(&r->subjects, seen))
			name_subject(r, take_str(id, &r->arena));
	}
}

static int compare_subjects(const void *left, const void *right)
{
	const struct subject *a = left, *b = right;

	return str_cmp(a->id, b->id);
}

size_t saved_find_subject(const struct saved_run *r, struct str id)
{
	const struct subject *who = id.n > 0 ? map_find(&r->subjects, id) : NULL;

	return who ? (size_t)(who - r->plan.subjects) : SIZE_MAX;
}

void saved_sort_subjects(struct saved_run *r)
{
	size_t n = r->subjects.n;
	struct subject *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++)
		all[i] = *(const struct subject *)r->subjects.entries[i].value;
	if (n > 1)
		qsort(all, n, sizeof *all, compare_subjects);
	for (size_t i = 0; i < n; i++)
		map_put(&r->subjects, all[i].id, &all[i]);
	r->plan.subjects = all;
	r->plan.nsubjects = n;
	for (size_t i = 0; i < r->plan.norders; i++)
		r->made_orders[i].subject = saved_find_subject(r, r->order_subjects[i]);
	plan_index_make(&r->plan, &r->arena);
}
