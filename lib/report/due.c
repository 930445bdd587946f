#include <stdlib.h>

#include "report/due_parts.h"

const char *const due_kind_names[] = {"obligation", "excuse", "foreseen",  "review",
                                      "begins",     "ends",   "suspended", "resumes"};

const struct due_format due_formats[] = {
	{"text", due_print_text}, {"json", due_print_json}, {"csv", due_print_csv}, {"ics", due_print_ics}, {NULL, NULL},
};

const struct due_format *due_find(struct str name)
{
	for (const struct due_format *f = due_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}

bool due_wanted(const struct due *d, struct moment m)
{
	return m.last > d->as_of && m.first <= d->until && (!d->has_since || m.last >= d->since);
}

/* ---- times ---- */

bool due_on_day(int32_t *day, const struct due *d, struct moment m)
{
	*day = m.whole ? m.day : civil_day(&d->plan->zone, m.first);
	return m.whole || m.first == civil_day_end(&d->plan->zone, *day);
}

void due_when(struct buf *out, const struct due *d, struct moment m)
{
	int32_t day;
	bool on_day = due_on_day(&day, d, m);

	if (on_day && !m.whole)
		buf_add(out, STR("the end of "));
	moment_say(out, on_day ? moment_day(&d->plan->zone, day) : moment_instant(m.first), &d->plan->zone);
}

static void add_days(struct buf *out, int64_t days)
{
	if (days == 0)
		buf_add(out, STR("today"));
	else if (days == 1)
		buf_add(out, STR("tomorrow"));
	else if (days == -1)
		buf_add(out, STR("yesterday"));
	else
		buf_printf(out, days > 0 ? "in %lld days" : "%lld days ago", (long long)(days > 0 ? days : -days));
}

static void add_hours(struct buf *out, int64_t ms)
{
	int64_t minutes = (ms < 0 ? -ms : ms) / 60000;

	buf_add(out, ms < 0 ? STR("") : STR("in "));
	if (minutes >= 60)
		buf_printf(out, "%lld h", (long long)(minutes / 60));
	if (minutes % 60 > 0 || minutes < 60)
		buf_printf(out, "%s%lld min", minutes >= 60 ? " " : "", (long long)(minutes % 60));
	buf_add(out, ms < 0 ? STR(" ago") : STR(""));
}

void due_left(struct buf *out, const struct due *d, const struct due_row *r)
{
	int64_t ms;
	int32_t day;

	if (!r->has_time)
		return;
	bool on_day = due_on_day(&day, d, r->time);
	if (__builtin_sub_overflow(r->time.first, d->as_of, &ms))
		return;
	if (!on_day && ms < CIVIL_DAY_MS && ms > -CIVIL_DAY_MS)
		add_hours(out, ms);
	else
		add_days(out, (int64_t)day - civil_day(&d->plan->zone, d->as_of));
}

/* ---- words ---- */

void due_conditions(struct buf *out, const struct due_row *r)
{
	for (size_t i = 0; i < r->nconditions; i++) {
		if (i > 0)
			buf_add(out, i + 1 == r->nconditions ? STR(" and ") : STR(", "));
		buf_add(out, r->conditions[i]->id);
	}
}

void due_add_way(struct buf *out, const struct due_row *r, struct str how)
{
	if (!str_starts(how, STR("nothing allows it")))
		buf_printf(out, "%s by: ", r->kind == DUE_EXCUSE ? "excused" : r->kind == DUE_FORESEEN ? "allowed" : "met");
	buf_add(out, how);
}

struct str due_name(const struct due *d, const struct due_row *r, struct arena *a)
{
	struct buf b = {0};

	if (r->subject >= d->plan->nsubjects || !d->plan->subjects[r->subject].has_name)
		return (struct str){"", 0};
	const struct person_name *n = &d->plan->subjects[r->subject].names[0];
	for (size_t i = 0; i < n->ngiven; i++)
		buf_printf(&b, "%.*s ", STR_ARG(n->given[i]));
	buf_add(&b, n->family);
	struct str out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* ---- order ---- */

static int compare(const void *left, const void *right)
{
	const struct due_row *a = left, *b = right;

	if (a->has_time != b->has_time)
		return a->has_time ? -1 : 1;
	if (a->has_time && a->time.last != b->time.last)
		return a->time.last < b->time.last ? -1 : 1;
	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	int c = str_cmp(a->order ? a->order->id : (struct str){"", 0}, b->order ? b->order->id : (struct str){"", 0});
	if (c == 0)
		c = str_cmp(a->scheme ? a->scheme->name : (struct str){"", 0}, b->scheme ? b->scheme->name : (struct str){"", 0});
	if (c == 0)
		c = (a->kind > b->kind) - (a->kind < b->kind);
	return c != 0 ? c : str_cmp(a->id, b->id);
}

void due_sort(struct due *d)
{
	if (d->rows.n > 1)
		qsort(d->rows.at, d->rows.n, sizeof *d->rows.at, compare);
}
