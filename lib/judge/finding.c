#include "base/digest.h"
#include "base/map.h"
#include "judge/sitting.h"

const char *const level_names[NLEVELS] = {"clear", "blind", "upcoming", "review", "breach"};
const char *const role_names[] = {"trigger", "window", "witness", "near"};

bool level_parse(enum level *out, struct str s)
{
	for (int i = 0; i < NLEVELS; i++) {
		if (!str_eq_cstr(s, level_names[i]))
			continue;
		*out = (enum level)i;
		return true;
	}
	return false;
}

static void part(struct buf *b, struct str s)
{
	buf_number(b, s.n, 1);
	buf_char(b, ':');
	buf_add(b, s);
}

struct str sitting_title(const struct sitting *s)
{
	const struct condition *c = s->condition;

	return c->has_title || c->nrules < 2 || s->rule->title.n == 0 ? c->title : s->rule->title;
}

void finding_id(struct finding *f, const struct sitting *s, struct str key)
{
	const struct judge_input *in = s->of->in;
	struct buf b = {0};

	part(&b, in->person ? in->person->id : STR(""));
	if (s->order)
		part(&b, s->order->hash_id);
	if (s->scheme)
		part(&b, s->scheme->name);
	part(&b, s->condition->id);
	part(&b, s->rule ? s->rule->name : STR(""));
	part(&b, key);
	struct digest d = digest_of(buf_str(&b));
	digest_hex(f->id, 16, &d);
	buf_free(&b);
}

/* ---- the offence ---- */

static void codes_of_type(struct finding *f, const struct plan *plan)
{
	for (size_t i = 0; plan->offences && i < plan->offences->rows.n; i++) {
		const struct offence *o = &plan->offences->rows.at[i];
		if (!str_eq(o->order_type, f->order->type) || !str_eq(o->jurisdiction, f->order->jurisdiction))
			continue;
		f->codes = &o->code;
		f->ncodes = 1;
		return;
	}
}

/* What a rule says for the order's type, or that there is none; else the scheme's; else that of breach of such an order. */
void finding_codes(struct finding *f, const struct plan *plan)
{
	const struct rule *r = f->rule;

	for (size_t i = 0; r && f->order && i < r->ncodes; i++) {
		if (!str_eq(r->codes[i].order_type, f->order->type))
			continue;
		f->codes = r->codes[i].codes;
		f->ncodes = r->codes[i].ncodes;
	}
	if (f->ncodes > 0 || (r && r->has_codes && r->ncodes == 0))
		return;
	if (f->scheme) {
		f->codes = f->scheme->codes;
		f->ncodes = f->scheme->ncodes;
	} else if (f->order) {
		codes_of_type(f, plan);
	}
}

struct str offence_title(const struct plan *plan, struct str code)
{
	for (size_t i = 0; plan->offences && i < plan->offences->rows.n; i++)
		if (str_eq(plan->offences->rows.at[i].code, code))
			return plan->offences->rows.at[i].title;
	return (struct str){"", 0};
}

static int by_moment(const struct finding *a, const struct finding *b)
{
	if (a->has_time != b->has_time)
		return a->has_time ? -1 : 1;
	if (!a->has_time || a->time.first == b->time.first)
		return a->has_time && a->time.whole != b->time.whole ? (a->time.whole ? -1 : 1) : 0;
	return a->time.first < b->time.first ? -1 : 1;
}

static struct str subject_id(const struct finding *f, const struct plan *plan)
{
	return f->subject < plan->nsubjects ? plan->subjects[f->subject].id : STR("");
}

static struct str order_id(const struct finding *f)
{
	return f->order ? f->order->id : f->scheme ? f->scheme->name : STR("");
}

int finding_cmp(const struct finding *a, const struct finding *b, const struct plan *plan)
{
	int c = by_moment(a, b);

	if (c == 0)
		c = str_cmp(subject_id(a, plan), subject_id(b, plan));
	if (c == 0)
		c = str_cmp(order_id(a), order_id(b));
	if (c == 0)
		c = str_cmp(a->condition->id, b->condition->id);
	return c == 0 ? str_cmp(str_of(a->id), str_of(b->id)) : c;
}

/* ---- keeping ---- */

/* Most lines say the same of many findings. */
static struct str keep_line(struct str line, struct subject_case *c)
{
	static const uint64_t seed[2] = {UINT64_C(0x6f72646572636865), UINT64_C(0x636b206c696e6573)};
	struct judge_lines *told = c->in->lines;

	if (!told || line.n == 0)
		return str_dup(c->keep, line);
	struct str *same = &told->at[hash_bytes(line.at, line.n, seed) % JUDGE_LINES];
	if (!str_eq(*same, line))
		*same = str_dup(c->keep, line);
	return *same;
}

static const struct str *keep_lines(const struct str *lines, size_t n, struct subject_case *c)
{
	struct str *out = arena_array(c->keep, n, sizeof *out);

	for (size_t i = 0; i < n; i++)
		out[i] = keep_line(lines[i], c);
	return out;
}

/* One copy of each event, however many findings show it. */
static const struct event *keep_event(const struct event *e, struct subject_case *c)
{
	size_t at = (size_t)(e - c->in->events);

	if (!c->kept[at])
		c->kept[at] = feed_keep_event(e, c->keep);
	return c->kept[at];
}

static const struct evidence *keep_evidence(const struct evidence *list, size_t n, struct subject_case *c)
{
	struct evidence *out = arena_copy(c->keep, list, n * sizeof *out);

	for (size_t i = 0; i < n; i++) {
		out[i].failed = str_dup(c->keep, list[i].failed);
		if (c->kept)
			out[i].event = keep_event(list[i].event, c);
	}
	return out;
}

static const struct awaited *keep_awaited(const struct awaited *list, size_t n, struct arena *keep)
{
	struct awaited *out = arena_copy(keep, list, n * sizeof *out);

	for (size_t i = 0; i < n; i++) {
		out[i].stopped_by = str_dup(keep, list[i].stopped_by);
		out[i].asked = str_dup(keep, list[i].asked);
		out[i].how = str_dup(keep, list[i].how);
		out[i].how_bare = str_dup(keep, list[i].how_bare);
	}
	return out;
}

void finding_keep(struct finding *f, struct subject_case *c)
{
	struct arena *keep = c->keep;

	f->say = str_dup(keep, f->say); /* the title is the plan's */
	f->why = keep_lines(f->why, f->nwhy, c);
	f->unknown = keep_lines(f->unknown, f->nunknown, c);
	f->caveats = keep_lines(f->caveats, f->ncaveats, c);
	f->evidence = keep_evidence(f->evidence, f->nevidence, c);
	f->awaited = keep_awaited(f->awaited, f->nawaited, keep);
}
