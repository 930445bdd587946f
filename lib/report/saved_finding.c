/* Findings of a saved run, with the rules and the events made up for them. */
#include "report/saved_parts.h"

struct finding_form {
	struct str schema, id, level, severity, subject, order, scheme, order_type, condition, rule, kind, title, time, as_of;
	struct str text, say;
	struct take_texts why, unknown, caveats, authority, codes;
	const json_t *identity, *evidence, *decision;
	bool obligation;
};
#define AT(member) offsetof(struct finding_form, member)
static const struct take_key finding_keys[] = {
	{"schema", TAKE_TEXT, false, AT(schema)},
	{"id", TAKE_TEXT, false, AT(id)},
	{"level", TAKE_TEXT, false, AT(level)},
	{"severity", TAKE_TEXT, false, AT(severity)},
	{"subject", TAKE_TEXT_OR_NULL, false, AT(subject)},
	{"order", TAKE_TEXT_OR_NULL, false, AT(order)},
	{"scheme", TAKE_TEXT, true, AT(scheme)},
	{"order_type", TAKE_TEXT_OR_NULL, false, AT(order_type)},
	{"condition", TAKE_TEXT, false, AT(condition)},
	{"rule", TAKE_TEXT_OR_NULL, false, AT(rule)},
	{"kind", TAKE_TEXT_OR_NULL, false, AT(kind)},
	{"title", TAKE_TEXT, false, AT(title)},
	{"time", TAKE_TEXT_OR_NULL, false, AT(time)},
	{"obligation", TAKE_BOOL, true, AT(obligation)},
	{"as_of", TAKE_TEXT, false, AT(as_of)},
	{"text", TAKE_TEXT, false, AT(text)},
	{"say", TAKE_TEXT, false, AT(say)},
	{"why", TAKE_TEXTS, false, AT(why)},
	{"unknown", TAKE_TEXTS, false, AT(unknown)},
	{"caveats", TAKE_TEXTS, false, AT(caveats)},
	{"authority", TAKE_TEXTS, false, AT(authority)},
	{"codes", TAKE_TEXTS, false, AT(codes)},
	{"identity", TAKE_OBJECT, false, AT(identity)},
	{"evidence", TAKE_LIST, false, AT(evidence)},
	{"decision", TAKE_OBJECT, true, AT(decision)},
	{NULL, TAKE_NULL, false, 0},
};

/* ---- evidence ---- */

struct evidence_form {
	struct str role, event, feed, file, sha256, time, failed;
	uint64_t line;
	const json_t *fields, *also;
};
#define OF(member) offsetof(struct evidence_form, member)
static const struct take_key evidence_keys[] = {
	{"role", TAKE_TEXT, false, OF(role)},
	{"event", TAKE_TEXT, false, OF(event)},
	{"feed", TAKE_TEXT_OR_NULL, false, OF(feed)},
	{"file", TAKE_TEXT_OR_NULL, false, OF(file)},
	{"line", TAKE_COUNT_OR_NULL, false, OF(line)},
	{"sha256", TAKE_TEXT_OR_NULL, false, OF(sha256)},
	{"time", TAKE_TEXT, false, OF(time)},
	{"fields", TAKE_OBJECT, false, OF(fields)},
	{"failed", TAKE_TEXT, true, OF(failed)},
	{"also", TAKE_LIST, true, OF(also)},
	{NULL, TAKE_NULL, false, 0},
};
static const struct take_key also_keys[] = {
	{"feed", TAKE_TEXT, false, OF(feed)},
	{"file", TAKE_TEXT, false, OF(file)},
	{"line", TAKE_COUNT, false, OF(line)},
	{"sha256", TAKE_TEXT, false, OF(sha256)},
	{NULL, TAKE_NULL, false, 0},
};

static bool is_hex(struct str s, size_t n)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.at[i] >= '0' && s.at[i] <= '9') || (s.at[i] >= 'a' && s.at[i] <= 'f')))
			return false;
	return s.n == n;
}

/* The row itself is not in the run; its hash is. */
static bool take_source(struct event_source *out, struct saved_run *r, const struct evidence_form *f,
                        const struct spot *s)
{
	const struct feed_input *input = saved_find_input(r, f->feed, f->file);

	if (!input)
		input = saved_earlier_input(r, f->feed, f->file);
	if (!input)
		return spot_refuse(s, "is of the file %.*s, which is not among the run's inputs", STR_ARG(f->file));
	if (!is_hex(f->sha256, 64))
		return spot_refuse(s, "has a sha256 that is not 64 hex digits");
	*out = (struct event_source){.input = input, .line = f->line, .sha256 = str_cstr(&r->arena, f->sha256)};
	return true;
}

static bool take_sources(struct event *e, struct saved_run *r, const struct evidence_form *f, const struct spot *s)
{
	struct spot also = spot_member(s, "also", f->also);
	size_t n = f->file.n > 0 ? 1 + json_array_size(f->also) : 0;
	struct event_source *all = arena_array(&r->arena, n, sizeof *all);

	if (n == 0)
		return !f->also || spot_refuse(s, "has further rows and no first one");
	if (!take_source(&all[0], r, f, s))
		return false;
	for (size_t i = 1; i < n; i++) {
		struct evidence_form one = {.line = 0};
		struct spot entry = spot_entry(&also, i - 1);
		if (!take(&one, also_keys, &entry) || !take_source(&all[i], r, &one, &entry))
			return false;
	}
	e->sources = all;
	e->nsources = n;
	return true;
}

/* Fields as texts. `time` and `recorded` have their fixed places. */
static bool take_fields(struct event *e, struct event_type *type, struct saved_run *r, const struct spot *s)
{
	size_t most = NFIXED_FIELDS + json_object_size(s->node);
	struct event_field *fields = arena_array(&r->arena, most, sizeof *fields);
	struct value *values = arena_array(&r->arena, most, sizeof *values);
	const char *name;
	json_t *value;

	type->nfields = NFIXED_FIELDS;
	fields[FIELD_TIME].name = STR("time");
	fields[FIELD_RECORDED].name = STR("recorded");
	values[FIELD_TIME] = value_time(e->time);
	values[FIELD_RECORDED] = value_missing();
	json_object_foreach((json_t *)(uintptr_t)s->node, name, value) {
		struct spot one = spot_member(s, name, value);
		if (!json_is_string(value))
			return spot_refuse(&one, "is no text");
		size_t at = str_eq_cstr(str_of(name), "recorded") ? FIELD_RECORDED : type->nfields++;
		fields[at].name = str_dup(&r->arena, str_of(name));
		values[at] = value_text(take_str(value, &r->arena));
	}
	type->fields = fields;
	e->fields = values;
	return true;
}

static bool role_parse(enum evidence_role *out, struct str word)
{
	for (int i = ROLE_TRIGGER; i <= ROLE_NEAR; i++) {
		if (!str_eq_cstr(word, role_names[i]))
			continue;
		*out = (enum evidence_role)i;
		return true;
	}
	return false;
}

static bool take_evidence(struct evidence *out, struct saved_run *r, const struct spot *s)
{
	struct evidence_form f = {.line = 0};
	struct event *e = ARENA_NEW(&r->arena, struct event);
	struct event_type *type = ARENA_NEW(&r->arena, struct event_type);

	if (!take(&f, evidence_keys, s))
		return false;
	if (!role_parse(&out->role, f.role))
		return spot_refuse(s, "has an unknown role");
	out->failed = f.failed;
	out->event = e;
	type->name = f.event;
	type->until = -1;
	e->type = type;
	struct spot time = spot_member(s, "time", json_object_get(s->node, "time"));
	struct spot fields = spot_member(s, "fields", f.fields);
	return saved_moment(&e->time, f.time, r, &time) && take_fields(e, type, r, &fields) && take_sources(e, r, &f, s);
}

static bool take_all_evidence(struct finding *f, struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct evidence *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_evidence(&all[i], r, &s))
			return false;
	}
	f->evidence = all;
	f->nevidence = n;
	return true;
}

/* ---- what a finding is bound to ---- */

static bool severity_parse(enum severity *out, struct str word)
{
	for (int i = SEVERITY_LOW; i <= SEVERITY_HIGH; i++) {
		if (!str_eq_cstr(word, severity_words[i]))
			continue;
		*out = (enum severity)i;
		return true;
	}
	return false;
}

/* One for each condition, name, kind and type of order: all that its findings say of it. */
static const struct rule *rule_of(struct saved_run *r, const struct finding_form *f, const struct condition *c)
{
	struct str key = str_printf(&r->arena, "%p %zu:%.*s%zu:%.*s%.*s", (const void *)c, f->rule.n, STR_ARG(f->rule), f->kind.n,
	                            STR_ARG(f->kind), STR_ARG(f->order_type));
	struct rule *rule = map_find(&r->rules, key);

	if (rule)
		return rule;
	rule = ARENA_NEW(&r->arena, struct rule);
	*rule = (struct rule){.name = f->rule, .kind = f->kind, .authority = f->authority.at, .nauthority = f->authority.n};
	map_put(&r->rules, key, rule);
	return rule;
}

static bool take_binding(struct finding *out, struct saved_run *r, const struct finding_form *f, const struct spot *s)
{
	out->subject = saved_find_subject(r, f->subject);
	if (!saved_find_order(&out->order, r, f->order, s) || !saved_find_scheme(&out->scheme, r, f->scheme, s))
		return false;
	if (!out->order && !out->scheme)
		return spot_refuse(s, "is of no order and no scheme");
	if (!str_eq(f->order_type, out->order ? out->order->type : STR("")))
		return spot_refuse(s, "has another order_type than its order");
	out->condition = saved_condition(r, out->order, out->scheme, f->condition, f->title, f->text);
	out->rule = rule_of(r, f, out->condition);
	out->codes = f->codes.at;
	out->ncodes = f->codes.n;
	return true;
}

/* ---- what a person decided ---- */

struct decision_form {
	struct str outcome, who, reason, at, until;
};
#define ON(member) offsetof(struct decision_form, member)
static const struct take_key decision_keys[] = {
	{"outcome", TAKE_TEXT, false, ON(outcome)},
	{"by", TAKE_TEXT, false, ON(who)},
	{"reason", TAKE_TEXT, false, ON(reason)},
	{"at", TAKE_TEXT, false, ON(at)},
	{"until", TAKE_TEXT_OR_NULL, false, ON(until)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_decision(struct finding *out, struct saved_run *r, const struct spot *s)
{
	struct decision_form f = {{0}, {0}, {0}, {0}, {0}};
	struct decision *d = ARENA_NEW(&r->arena, struct decision);
	struct moment at, until = {0};

	if (!s->node)
		return true;
	if (!take(&f, decision_keys, s))
		return false;
	struct spot at_spot = spot_member(s, "at", json_object_get(s->node, "at"));
	struct spot until_spot = spot_member(s, "until", json_object_get(s->node, "until"));
	if (!saved_moment(&at, f.at, r, &at_spot) || (f.until.n > 0 && !saved_moment(&until, f.until, r, &until_spot)))
		return false;
	*d = (struct decision){.outcome = f.outcome, .who = f.who, .reason = f.reason, .at = at.first,
	                       .until = f.until.n > 0 ? until.first : INSTANT_MAX};
	out->decision = d;
	return true;
}

/* ---- one finding ---- */

static bool take_times(struct finding *out, const struct saved_run *r, const struct finding_form *f, const struct spot *s)
{
	struct spot time = spot_member(s, "time", json_object_get(s->node, "time"));
	struct spot as_of = spot_member(s, "as_of", json_object_get(s->node, "as_of"));
	struct moment m;

	out->has_time = f->time.n > 0;
	if (out->has_time && !saved_moment(&out->time, f->time, r, &time))
		return false;
	if (!saved_moment(&m, f->as_of, r, &as_of))
		return false;
	return m.first == r->run.as_of || spot_refuse(&as_of, "is another than the run's");
}

static bool take_words(struct finding *out, const struct finding_form *f, const struct spot *s)
{
	if (!str_eq_cstr(f->schema, "ordercheck/finding/1"))
		return spot_refuse(s, "is no ordercheck/finding/1");
	if (!is_hex(f->id, sizeof out->id - 1))
		return spot_refuse(s, "has an id that is not 16 hex digits");
	if (!level_parse(&out->level, f->level))
		return spot_refuse(s, "has an unknown level");
	if (!severity_parse(&out->severity, f->severity))
		return spot_refuse(s, "has an unknown severity");
	for (size_t i = 0; i < f->id.n; i++)
		out->id[i] = f->id.at[i];
	out->title = f->title;
	out->say = f->say;
	out->is_obligation = f->obligation;
	out->why = f->why.at;
	out->nwhy = f->why.n;
	out->unknown = f->unknown.at;
	out->nunknown = f->unknown.n;
	out->caveats = f->caveats.at;
	out->ncaveats = f->caveats.n;
	return true;
}

static bool take_finding(struct finding *out, struct saved_run *r, const struct spot *s)
{
	struct finding_form f = {.obligation = false};

	if (!take(&f, finding_keys, s) || !take_words(out, &f, s) || !take_times(out, r, &f, s) ||
	    !take_binding(out, r, &f, s))
		return false;
	struct spot identity = spot_member(s, "identity", f.identity), evidence = spot_member(s, "evidence", f.evidence);
	struct spot decision = spot_member(s, "decision", f.decision);
	return saved_identity(out, r, &identity) && take_all_evidence(out, r, &evidence) && take_decision(out, r, &decision);
}

bool saved_take_findings(const struct finding *const **out, size_t *n, struct saved_run *r, const struct spot *list)
{
	size_t all = json_array_size(list->node);
	struct finding *findings = arena_array(&r->arena, all, sizeof *findings);
	const struct finding **told = arena_array(&r->arena, all, sizeof *told);

	for (size_t i = 0; i < all; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_finding(&findings[i], r, &s))
			return false;
		told[i] = &findings[i];
	}
	*out = told;
	*n = all;
	return true;
}

/* ---- what is not monitored ---- */

struct unmonitored_form {
	struct str order, scheme, condition, title, why, every;
};
#define UN(member) offsetof(struct unmonitored_form, member)
static const struct take_key unmonitored_keys[] = {
	{"order", TAKE_TEXT_OR_NULL, false, UN(order)},
	{"scheme", TAKE_TEXT, true, UN(scheme)},
	{"condition", TAKE_TEXT, false, UN(condition)},
	{"title", TAKE_TEXT, false, UN(title)},
	{"why", TAKE_TEXT, false, UN(why)},
	{"review_every", TAKE_TEXT_OR_NULL, false, UN(every)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_unmonitored(struct unmonitored *out, struct saved_run *r, const struct spot *s)
{
	struct unmonitored_form f = {{0}, {0}, {0}, {0}, {0}, {0}};

	if (!take(&f, unmonitored_keys, s) || !saved_find_order(&out->order, r, f.order, s) ||
	    !saved_find_scheme(&out->scheme, r, f.scheme, s))
		return false;
	if (f.every.n > 0 && !duration_parse(&out->review_every, f.every))
		return spot_refuse(s, "has a review_every that is no duration");
	out->condition = saved_condition(r, out->order, out->scheme, f.condition, f.title, STR(""));
	out->why = f.why;
	return true;
}

bool saved_take_unmonitored(struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct unmonitored *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_unmonitored(&all[i], r, &s))
			return false;
	}
	r->run.unmonitored = all;
	r->run.nunmonitored = n;
	return true;
}
