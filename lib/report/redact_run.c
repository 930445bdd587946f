/* The whole of a redacted run. */
#include <stdlib.h>

#include "report/redact_parts.h"
#include "report/shard.h"

#define REDACTED "redacted"

bool run_is_redacted(const struct run *run)
{
	for (size_t i = 0; i < run->noptions; i++)
		if (str_eq_cstr(run->options[i][0], REDACTED))
			return true;
	return false;
}

/* ---- orders and findings, in order of their pseudonyms ---- */

static int compare_orders(const void *left, const void *right)
{
	const struct order *const *a = left, *const *b = right;

	return str_cmp((*a)->id, (*b)->id);
}

static void redact_bindings(struct run *out, struct redaction *r, const struct run *in)
{
	const struct order **orders = arena_array(r->arena, in->norders, sizeof *orders);
	const struct scheme **schemes = arena_array(r->arena, in->nschemes, sizeof *schemes);

	for (size_t i = 0; i < in->norders; i++)
		orders[i] = redact_order(r, in->orders[i]);
	if (in->norders > 1)
		qsort(orders, in->norders, sizeof *orders, compare_orders);
	for (size_t i = 0; i < in->nschemes; i++)
		schemes[i] = redact_scheme(r, in->schemes[i]);
	out->orders = orders;
	out->norders = in->norders;
	out->schemes = schemes;
	out->nschemes = in->nschemes;
}

struct ranked {
	const struct finding *finding;
	const struct plan *plan;
};

static int compare_findings(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return finding_cmp(a->finding, b->finding, a->plan);
}

static const struct finding *const *redact_findings(struct redaction *r, const struct finding *const *list, size_t n)
{
	struct ranked *ranked = arena_array(r->arena, n, sizeof *ranked);
	const struct finding **all = arena_array(r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){redact_finding(r, list[i]), &r->made};
	if (n > 1)
		qsort(ranked, n, sizeof *ranked, compare_findings);
	for (size_t i = 0; i < n; i++)
		all[i] = ranked[i].finding;
	return all;
}

/* ---- what is not monitored, and who may be missing ---- */

/* Why a rule that ships cannot be shown is known to all. */
static struct str redact_why(struct redaction *r, const struct unmonitored *u)
{
	const struct condition *c = u->condition;

	if (c->public_text.n > 0)
		return redact_condition(r, c)->public_text;
	return c->unmonitored.n == 0 && c->nrules > 0 && c->rules[0].rule->shipped ? u->why : STR(MASK_WITHHELD);
}

/* By pseudonym of the order, as the orders are; a scheme's last. */
static int compare_unmonitored(const void *left, const void *right)
{
	const struct unmonitored *const *a = left, *const *b = right;
	const struct order *x = (*a)->order, *y = (*b)->order;
	int c = x && y ? str_cmp(x->id, y->id) : (x == NULL) - (y == NULL);

	return c != 0 ? c : *a < *b ? -1 : *a > *b;
}

static void sort_unmonitored(struct run *out, struct redaction *r, const struct unmonitored *all)
{
	size_t n = out->nunmonitored;
	const struct unmonitored **ranked = arena_array(r->arena, n, sizeof *ranked);
	struct unmonitored *sorted = arena_array(r->arena, n, sizeof *sorted);

	for (size_t i = 0; i < n; i++)
		ranked[i] = &all[i];
	if (n > 1)
		qsort(ranked, n, sizeof *ranked, compare_unmonitored);
	for (size_t i = 0; i < n; i++)
		sorted[i] = *ranked[i];
	out->unmonitored = sorted;
}

static void redact_unmonitored(struct run *out, struct redaction *r, const struct run *in)
{
	struct unmonitored *all = arena_array(r->arena, in->nunmonitored, sizeof *all);

	for (size_t i = 0; i < in->nunmonitored; i++) {
		const struct unmonitored *u = &in->unmonitored[i];
		all[i] = (struct unmonitored){.order = redact_order(r, u->order), .scheme = redact_scheme(r, u->scheme),
		                              .condition = redact_condition(r, u->condition), .why = redact_why(r, u),
		                              .review_every = u->review_every};
	}
	out->nunmonitored = in->nunmonitored;
	sort_unmonitored(out, r, all);
}

static struct sighting redact_sighting(const struct redaction *r, const struct sighting *s)
{
	struct sighting to = *s;

	to.what = redact_own(r, s->what);
	to.file = redact_path(r, s->file);
	return to;
}

static int compare_whereabouts(const void *left, const void *right)
{
	const struct whereabouts *a = left, *b = right;

	return (a->subject > b->subject) - (a->subject < b->subject);
}

static void redact_whereabouts(struct run *out, struct redaction *r, const struct run *in)
{
	struct whereabouts *all = arena_array(r->arena, in->nwhereabouts, sizeof *all);

	for (size_t i = 0; i < in->nwhereabouts; i++) {
		const struct whereabouts *w = &in->whereabouts[i];
		const struct finding **open = arena_array(r->arena, w->nfindings, sizeof *open);
		for (size_t k = 0; k < w->nfindings; k++)
			open[k] = redact_finding(r, w->findings[k]);
		all[i] = (struct whereabouts){.subject = redact_subject(r, w->subject), .seen = redact_sighting(r, &w->seen),
		                              .told = redact_sighting(r, &w->told), .findings = open, .nfindings = w->nfindings,
		                              .home = w->home.n > 0 ? STR(MASK_WITHHELD) : w->home};
	}
	if (in->nwhereabouts > 1)
		qsort(all, in->nwhereabouts, sizeof *all, compare_whereabouts);
	out->whereabouts = all;
	out->nwhereabouts = in->nwhereabouts;
}

/* ---- options and documents ---- */

static struct str redact_named_subject(const struct redaction *r, struct str who)
{
	size_t found = plan_find_subject(r->plan, who);

	return found == SIZE_MAX ? mask_pseudonym(&r->mask, "name", who) : redact_subject_id(r, r->plan->subjects[found].id);
}

static struct str redact_option(const struct redaction *r, struct str name, struct str value)
{
	struct str key, tag;

	if (str_eq_cstr(name, "subject"))
		return redact_named_subject(r, value);
	if (str_eq_cstr(name, "order")) {
		const struct order *o = plan_find_order(r->plan, value);
		return redact_order_id(r, o ? o->id : value);
	}
	if (str_eq_cstr(name, "tag") && str_split(&key, &tag, value, '='))
		return str_printf(r->arena, "%.*s=%.*s", STR_ARG(mask_text(&r->mask, key, MASK_ANYBODY)),
		                  STR_ARG(redact_tag(r, key, tag)));
	if (str_eq_cstr(name, "rule") || str_eq_cstr(name, "scheme"))
		return redact_name(r, str_eq_cstr(name, "rule") ? "rule" : "scheme", value);
	if (str_eq_cstr(name, "covers") && str_split(&key, &tag, value, '='))
		return str_printf(r->arena, "%.*s=%.*s", STR_ARG(redact_name(r, "feed", key)), STR_ARG(tag));
	if (str_eq_cstr(name, "baseline"))
		return redact_path(r, value);
	return mask_text(&r->mask, value, MASK_NOBODY);
}

static int compare_pairs(const void *left, const void *right)
{
	const struct str *const *a = left, *const *b = right;
	int c = str_cmp((*a)[0], (*b)[0]);

	return c != 0 ? c : str_cmp((*a)[1], (*b)[1]);
}

static void redact_options(struct run *out, struct redaction *r, const struct run *in)
{
	const struct str **pairs = arena_array(r->arena, in->noptions + 1, sizeof *pairs);
	struct str *own = arena_array(r->arena, 2 * (in->noptions + 1), sizeof *own);

	for (size_t i = 0; i < in->noptions; i++) {
		own[2 * i] = in->options[i][0];
		own[2 * i + 1] = redact_option(r, in->options[i][0], in->options[i][1]);
		pairs[i] = &own[2 * i];
	}
	own[2 * in->noptions] = STR(REDACTED);
	own[2 * in->noptions + 1] = r->random ? STR("by a key of this run") : STR("by a key that was given");
	pairs[in->noptions] = &own[2 * in->noptions];
	qsort(pairs, in->noptions + 1, sizeof *pairs, compare_pairs);
	out->options = pairs;
	out->noptions = in->noptions + 1;
}

static void redact_documents(struct redaction *r)
{
	struct document *all = arena_array(r->arena, r->plan->ndocuments, sizeof *all);

	for (size_t i = 0; i < r->plan->ndocuments; i++) {
		const struct document *d = &r->plan->documents[i];
		all[i] = *d;
		if (d->shipped)
			continue;
		all[i].file = redact_path(r, d->file);
		struct str hash = d->sha256[0] ? mask_hex(&r->mask, "sha256", str_of(d->sha256), 64) : (struct str){"", 0};
		for (size_t k = 0; k < hash.n; k++)
			all[i].sha256[k] = hash.at[k];
	}
	r->made.documents = all;
	r->made.ndocuments = r->plan->ndocuments;
}

/* ---- a part of a run ---- */

static struct shard_texts redact_texts(struct redaction *r, struct shard_texts in, struct str (*redact)(const struct redaction *, struct str))
{
	struct str *all = arena_array(r->arena, in.n, sizeof *all);

	for (size_t i = 0; i < in.n; i++)
		all[i] = redact(r, in.at[i]);
	return (struct shard_texts){all, in.n};
}

static const struct shard *redact_shard(struct redaction *r, const struct shard *in, const struct feed_result *feeds)
{
	struct shard *s = in ? arena_copy(r->arena, in, sizeof *in) : NULL;

	if (!s)
		return NULL;
	s->nnames = 0;
	s->notes = (struct shard_texts){feeds->notes, feeds->nnotes};
	s->unclaimed = redact_texts(r, in->unclaimed, redact_path);
	s->passed = redact_texts(r, in->passed, redact_path);
	s->left_out = redact_texts(r, in->left_out, redact_left_out);
	return s;
}

/* ---- the whole ---- */

static void copy_counts(struct run *out, const struct run *in)
{
	for (size_t level = 0; level < NLEVELS; level++) {
		out->counts[level] = in->counts[level];
		out->baselined[level] = in->baselined[level];
	}
	out->later = in->later;
	out->within = in->within;
	out->nconditions = in->nconditions;
	out->version = in->version;
	out->icu = in->icu;
	out->tz = in->tz;
}

void run_redact(struct run *out, const struct run *in, struct redaction *r)
{
	struct feed_result *feeds = ARENA_NEW(r->arena, struct feed_result);

	if (run_is_redacted(in)) {
		*out = *in;
		return;
	}
	*out = (struct run){.plan = &r->made, .feeds = feeds, .as_of = in->as_of, .has_known_at = in->has_known_at,
	                    .known_at = in->known_at};
	copy_counts(out, in);
	redact_documents(r);
	redact_feeds(feeds, r, in->feeds);
	out->shard = redact_shard(r, in->shard, feeds);
	redact_bindings(out, r, in);
	out->told = redact_findings(r, in->told, in->ntold);
	out->ntold = in->ntold;
	out->blind = redact_findings(r, in->blind, in->nblind);
	out->nblind = in->nblind;
	redact_unmonitored(out, r, in);
	redact_whereabouts(out, r, in);
	redact_options(out, r, in);
}
