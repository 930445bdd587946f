/* Values and lengths in words, and by how much a comparison is missed. */
#include "lang/atlas.h"
#include "lang/geo.h"
#include "lang/phrase_parts.h"

enum { COUNTRIES_NAMED = 12 };

/* ---- lengths ---- */

static void add_unit(struct buf *out, size_t start, int64_t n, const char *unit, bool plural)
{
	if (n == 0)
		return;
	buf_printf(out, "%s%lld %s%s", out->n > start ? " " : "", (long long)n, unit, plural && n != 1 ? "s" : "");
}

static void add_clock_units(struct buf *out, size_t start, int64_t ms)
{
	add_unit(out, start, ms / 3600000, "h", false);
	add_unit(out, start, ms / 60000 % 60, "min", false);
	add_unit(out, start, ms / 1000 % 60, "s", false);
	add_unit(out, start, ms % 1000, "ms", false);
}

void duration_phrase(struct buf *out, struct duration d)
{
	size_t start = out->n;

	add_unit(out, start, d.months / 12, "year", true);
	add_unit(out, start, d.months % 12, "month", true);
	add_unit(out, start, d.days, "day", true);
	if (d.ms > 0 && d.ms % 3600000 == 0)
		add_unit(out, start, d.ms / 3600000, "hour", true);
	else if (d.ms > 0 && d.ms % 60000 == 0 && d.ms < 3600000)
		add_unit(out, start, d.ms / 60000, "minute", true);
	else
		add_clock_units(out, start, d.ms);
	if (out->n == start)
		buf_add(out, STR("no time"));
}

void length_phrase(struct buf *out, int64_t ms)
{
	size_t start = out->n;

	ms = ms < 0 ? 0 : ms;
	if (ms >= 1000)
		ms -= ms % 1000;
	add_unit(out, start, ms / CIVIL_DAY_MS, "day", true);
	add_clock_units(out, start, ms % CIVIL_DAY_MS);
	if (out->n == start)
		buf_add(out, STR("no time"));
}

bool phrase_no_length(const struct expr *e, const struct phrase_words *w)
{
	const struct value *v = phrase_known(e, w);

	return v && v->kind == VALUE_DURATION && v->as.duration.months == 0 && v->as.duration.days == 0 &&
	       v->as.duration.ms == 0;
}

/* ---- values ---- */

static void add_country(struct buf *out, uint16_t code, const struct phrase_words *w, bool named)
{
	struct value v = value_country(code);
	char letters[3];

	if (named) {
		value_say(out, &v, w->zone, w->atlas);
		return;
	}
	country_letters(letters, code);
	buf_add(out, str_of(letters));
}

static void add_codes(struct buf *out, const struct countries *c, const struct phrase_words *w, const char *join)
{
	size_t n = countries_count(c), i = 0;

	for (uint16_t code = 0; countries_next(&code, c); i++) {
		if (i > 0 && i + 1 == n)
			buf_printf(out, " %s ", join);
		else if (i > 0)
			buf_add(out, STR(", "));
		add_country(out, code, w, n <= COUNTRIES_NAMED);
	}
	if (n == 0)
		buf_add(out, STR("no country"));
}

/* All but a few of the countries abroad: "any country outside the United Kingdom except …". */
static void add_countries(struct buf *out, const struct countries *c, const struct phrase_words *w, const char *join)
{
	struct countries without = {0};
	size_t outside = 0, nabroad = w->atlas ? countries_count(&w->atlas->abroad) : 0, n = countries_count(c);

	for (uint16_t code = 0; w->atlas && countries_next(&code, &w->atlas->abroad);)
		if (!countries_has(c, code)) {
			countries_add(&without, code);
			outside++;
		}
	if (n <= 1 || n + outside != nabroad || outside >= n) {
		add_codes(out, c, w, join);
		return;
	}
	buf_add(out, STR("any country outside the United Kingdom"));
	if (outside > 0) {
		buf_add(out, STR(" except "));
		add_codes(out, &without, w, "and");
	}
}

static void add_list(struct buf *out, const struct value *v, const struct type *t, const struct phrase_words *w, const char *join)
{
	static const struct type plain = {.kind = TYPE_WORD};
	size_t n = v->as.list.n;

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && i + 1 == n)
			buf_printf(out, " %s ", join);
		else if (i > 0)
			buf_add(out, STR(", "));
		phrase_value(out, &v->as.list.at[i], t->kind == TYPE_LIST && t->element ? t->element : &plain, w, join);
	}
	if (n == 0)
		buf_add(out, STR("none (the list is empty)"));
}

static void add_place(struct buf *out, const struct geo_place *p)
{
	if (p->id.n > 0) {
		buf_add(out, STR("the place "));
		buf_add(out, p->id);
	} else {
		buf_add(out, STR("the place given in the order"));
	}
}

void phrase_value(struct buf *out, const struct value *v, const struct type *t, const struct phrase_words *w,
                  const char *join)
{
	switch (v->kind) {
	case VALUE_COUNTRIES:
		add_countries(out, v->as.countries, w, join);
		return;
	case VALUE_LIST:
		add_list(out, v, t, w, join);
		return;
	case VALUE_DURATION:
		duration_phrase(out, v->as.duration);
		return;
	case VALUE_PLACE:
		add_place(out, v->as.place);
		return;
	case VALUE_TEXT:
		if (t->kind == TYPE_TEXT || v->as.text.n == 0)
			buf_printf(out, "\"%.*s\"", STR_ARG(v->as.text));
		else
			buf_add(out, v->as.text);
		return;
	case VALUE_UNKNOWN: case VALUE_BOOL: case VALUE_NUMBER: case VALUE_TIME: case VALUE_CLOCK: case VALUE_HOURS:
	case VALUE_COUNTRY: case VALUE_POINT:
		value_say(out, v, w->zone, w->atlas);
		return;
	}
}

/* ---- how far off ---- */

/* The end of a day is its last millisecond, but people mean midnight. */
static int64_t rounded(int64_t at)
{
	return at % 1000 == 999 ? instant_add(at, 1) : at;
}

static bool ends(int64_t at)
{
	return at == INSTANT_MIN || at == INSTANT_MAX;
}

/* a should be at or before b. */
static bool time_gap(struct buf *out, struct moment a, struct moment b)
{
	int64_t gap;

	if (ends(a.first) || ends(b.last) || a.first <= b.last || __builtin_sub_overflow(rounded(a.first), rounded(b.last), &gap))
		return false;
	length_phrase(out, gap);
	return true;
}

static bool number_gap(struct buf *out, int64_t a, int64_t b)
{
	int64_t gap;

	if (!number_sub(&gap, a > b ? a : b, a > b ? b : a) || gap == 0)
		return false;
	number_print(out, gap);
	return true;
}

static bool values_gap(struct buf *out, const struct value *a, const struct value *b, bool a_first)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_NUMBER)
		return number_gap(out, a->as.number, b->as.number);
	if (a->kind != VALUE_TIME)
		return false;
	return a_first ? time_gap(out, a->as.time, b->as.time) : time_gap(out, b->as.time, a->as.time);
}

static bool range_gap(struct buf *out, const struct expr *e, struct env *env)
{
	struct value v = expr_eval(e->parts[0], env), from = expr_eval(e->parts[1]->parts[0], env);
	struct value to = expr_eval(e->parts[1]->parts[1], env);

	if (v.kind == VALUE_NUMBER && from.kind == VALUE_NUMBER && v.as.number < from.as.number)
		return number_gap(out, v.as.number, from.as.number);
	if (v.kind == VALUE_NUMBER)
		return values_gap(out, &v, &to, true);
	return values_gap(out, &v, &to, true) || values_gap(out, &v, &from, false);
}

bool expr_gap(struct buf *out, const struct expr *e, struct env *env)
{
	if (e->type.kind != TYPE_BOOL || expr_truth(e, env, NULL) != TRUTH_FALSE)
		return false;
	if (e->kind == NODE_IN && !e->negated && e->parts[1]->kind == NODE_RANGE)
		return range_gap(out, e, env);
	if (e->kind != NODE_COMPARE || e->op == OP_EQ || e->op == OP_NE)
		return false;
	struct value a = expr_eval(e->parts[0], env), b = expr_eval(e->parts[1], env);
	return values_gap(out, &a, &b, e->op == OP_LT || e->op == OP_LE);
}

bool expr_days(struct expr_days *out, const struct expr *e)
{
	static const struct {
		const char *name;
		enum day_count kind;
	} calls[] = {{"period", COUNT_PERIOD}, {"workdays", COUNT_WORKDAYS}, {"clear-days-before", COUNT_CLEAR_DAYS}};

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (phrase_is_call(e, calls[i].name)) {
			*out = (struct expr_days){calls[i].kind, e->parts[0], e->parts[1], true};
			return true;
		}
	for (size_t i = 0; i < e->nparts; i++)
		if (expr_days(out, e->parts[i])) {
			out->whole = false;
			return true;
		}
	*out = (struct expr_days){COUNT_NONE, NULL, NULL, false};
	return false;
}
