/* Findings of a redacted run. */
#include "base/digest.h"
#include "report/redact_parts.h"

/* ---- the rule ---- */

/* Rules that ship are known to all; the names of others may hold anything. */
static const struct rule *redact_rule(struct redaction *r, const struct rule *rule)
{
	struct rule *to = rule ? twin_of(r, rule) : NULL;

	if (to || !rule)
		return to;
	to = ARENA_NEW(r->arena, struct rule);
	*to = (struct rule){.name = redact_name(r, "rule", rule->name), .kind = rule->kind,
	                    .severity = rule->severity, .shipped = rule->shipped, .whereabouts = rule->whereabouts};
	struct str *authority = arena_array(r->arena, rule->nauthority, sizeof *authority);
	for (size_t i = 0; i < rule->nauthority; i++)
		authority[i] = rule->shipped ? rule->authority[i] : redact_own(r, rule->authority[i]);
	to->authority = authority;
	to->nauthority = rule->nauthority;
	twin_set(r, rule, to);
	return to;
}

/* ---- evidence ---- */

static const struct event_type *redact_type(struct redaction *r, const struct event_type *type)
{
	struct event_field *fields;
	struct event_type *to = twin_of(r, type);

	if (to)
		return to;
	to = ARENA_NEW(r->arena, struct event_type);
	fields = arena_array(r->arena, NFIXED_FIELDS, sizeof *fields);
	fields[FIELD_TIME].name = STR("time");
	fields[FIELD_RECORDED].name = STR("recorded");
	*to = (struct event_type){.name = redact_name(r, "event", type->name), .index = type->index, .fields = fields,
	                          .nfields = NFIXED_FIELDS, .until = -1};
	twin_set(r, type, to);
	return to;
}

/* A row of few fields could be found from its hash by trying. */
static const char *redact_hash(const struct redaction *r, const struct event_source *s)
{
	char hex[65];

	if (!s->sha256) {
		struct digest d = digest_of(s->row);
		digest_hex(hex, 64, &d);
	}
	return str_cstr(r->arena, mask_hex(&r->mask, "sha256", str_of(s->sha256 ? s->sha256 : hex), 64));
}

/* Its type, its time and its rows' places: no field of it. */
static const struct event *redact_event(struct redaction *r, const struct event *e)
{
	struct event *to = twin_of(r, e);

	if (to)
		return to;
	to = ARENA_NEW(r->arena, struct event);
	struct value *values = arena_array(r->arena, NFIXED_FIELDS, sizeof *values);
	struct event_source *sources = arena_array(r->arena, e->nsources, sizeof *sources);
	values[FIELD_TIME] = value_time(e->time);
	values[FIELD_RECORDED] = value_missing();
	for (size_t i = 0; i < e->nsources; i++)
		sources[i] = (struct event_source){.input = redact_input(r, e->sources[i].input), .line = e->sources[i].line,
		                                   .row = {"", 0}, .sha256 = redact_hash(r, &e->sources[i])};
	*to = (struct event){.type = redact_type(r, e->type), .fields = values, .time = e->time, .by_name = e->by_name,
	                     .by_identifier = e->by_identifier, .sources = sources, .nsources = e->nsources};
	twin_set(r, e, to);
	return to;
}

static void redact_evidence(struct finding *to, struct redaction *r, const struct finding *f)
{
	struct evidence *all = arena_array(r->arena, f->nevidence, sizeof *all);

	for (size_t i = 0; i < f->nevidence; i++) {
		const struct evidence *e = &f->evidence[i];
		all[i] = (struct evidence){.role = e->role, .event = redact_event(r, e->event),
		                           .failed = e->failed.n > 0 ? STR(MASK_WITHHELD) : e->failed};
	}
	to->evidence = all;
	to->nevidence = f->nevidence;
}

/* ---- words ---- */

/* What the program says of its own, with the names of the finding's own subject out of it. Rules of the user's own bring
 * their own words into it. */
static const struct str *redact_lines(const struct redaction *r, const struct str *lines, size_t n, const struct finding *f)
{
	struct str *all = arena_array(r->arena, n, sizeof *all);
	size_t subject = f->subject < r->plan->nsubjects ? f->subject : MASK_NOBODY;
	bool own = !f->rule || !f->rule->shipped;

	for (size_t i = 0; i < n; i++)
		all[i] = own && r->nameless ? STR(MASK_WITHHELD) : mask_message(&r->mask, lines[i], subject);
	return all;
}

/* "SX03204"; what is not like one may say anything. */
static bool is_code(struct str code)
{
	size_t i = 0;

	while (i < code.n && ((code.at[i] >= '0' && code.at[i] <= '9') || (code.at[i] >= 'A' && code.at[i] <= 'Z')))
		i++;
	return i == code.n && i <= 8 && code.at[i - 1] <= '9';
}

static void redact_codes(struct finding *to, const struct redaction *r, const struct finding *f)
{
	struct str *all = arena_array(r->arena, f->ncodes, sizeof *all);

	for (size_t i = 0; i < f->ncodes; i++)
		all[i] = f->codes[i].n > 0 && is_code(f->codes[i]) ? f->codes[i] : STR(MASK_WITHHELD);
	to->codes = all;
	to->ncodes = f->ncodes;
}

static void redact_words(struct finding *to, struct redaction *r, const struct finding *f)
{
	const struct condition *c = f->condition;
	bool own = !f->rule || !f->rule->shipped || !c || c->has_title;

	to->title = !own ? f->title : c ? redact_condition(r, c)->title : STR(MASK_WITHHELD);
	to->say = c && c->public_text.n > 0 ? redact_condition(r, c)->public_text : STR(MASK_WITHHELD);
	to->unknown = redact_lines(r, f->unknown, f->nunknown, f);
	to->nunknown = f->nunknown;
	to->caveats = redact_lines(r, f->caveats, f->ncaveats, f);
	to->ncaveats = f->ncaveats;
}

/* What was decided and when; who decided, and why, stays at home. */
static const struct decision *redact_decision(const struct redaction *r, const struct decision *d)
{
	struct decision *to = d ? arena_copy(r->arena, d, sizeof *d) : NULL;

	if (to)
		to->who = to->reason = STR(MASK_WITHHELD);
	return to;
}

/* ---- one finding ---- */

/* How well a name agrees, without the name. */
static const struct event_match *redact_match(const struct redaction *r, const struct event_match *m)
{
	struct event_match *to;

	if (!m)
		return NULL;
	to = arena_copy(r->arena, m, sizeof *m);
	to->name = to->like = (struct str){"", 0};
	return to;
}

static struct finding *made(struct redaction *r, const struct finding *f, struct str id)
{
	struct finding *to = ARENA_NEW(r->arena, struct finding);

	*to = (struct finding){.level = f->level, .severity = f->severity, .subject = redact_subject(r, f->subject),
	                       .order = redact_order(r, f->order), .scheme = redact_scheme(r, f->scheme),
	                       .rule = redact_rule(r, f->rule), .has_time = f->has_time, .time = f->time,
	                       .by_name = f->by_name, .by_identifier = f->by_identifier, .is_obligation = f->is_obligation};
	for (size_t i = 0; i < id.n; i++)
		to->id[i] = id.at[i];
	to->match = redact_match(r, f->match);
	to->decision = redact_decision(r, f->decision);
	to->condition = f->condition ? redact_condition(r, f->condition) : NULL;
	redact_words(to, r, f);
	redact_codes(to, r, f);
	redact_evidence(to, r, f);
	return to;
}

const struct finding *redact_finding(struct redaction *r, const struct finding *f)
{
	struct str id = redact_finding_id(r, str_of(f->id));
	struct finding *to = map_find(&r->by_id, id);

	if (to)
		return to;
	to = made(r, f, id);
	map_put(&r->by_id, id, to);
	return to;
}
