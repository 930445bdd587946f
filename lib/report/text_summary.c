/* The last lines of the text report. */
#include <inttypes.h>

#include "base/map.h"
#include "base/text.h"
#include "report/text_parts.h"

enum { CAUSES_SHOWN = 10, FILES_SHOWN = 4 };

static const struct {
	const char *one, *many;
} level_words[NLEVELS] = {
	{"clear", "clear"}, {"blind", "blind"}, {"upcoming", "upcoming"}, {"to review", "to review"}, {"breach", "breaches"},
};

static void add_count(struct sheet *s, uint64_t n, const char *one, const char *many)
{
	struct buf b = {0};

	count_print(&b, n);
	sheet_words(s, buf_str(&b));
	sheet_words(s, str_of(n == 1 ? one : many));
	buf_free(&b);
}

void text_count(struct sheet *s, enum level level, size_t n)
{
	add_count(s, n, level_words[level].one, level_words[level].many);
}

static void comma(struct sheet *s)
{
	sheet_join(s);
	sheet_words(s, STR(","));
}

/* ---- counts ---- */

/* "14d" as "14 days"; other lengths as they were written. */
static void add_within(struct sheet *s, struct str within)
{
	uint64_t days;

	if (within.n > 1 && within.at[within.n - 1] == 'd' && str_to_u64(&days, str_cut(within, 0, within.n - 1)))
		add_count(s, days, "day", "days");
	else
		sheet_words(s, within);
}

static void add_later(struct sheet *s, const struct run *run)
{
	struct buf n = {0};

	if (run->later == 0)
		return;
	count_print(&n, run->later);
	sheet_printf(s, "(%.*s more after", STR_ARG(buf_str(&n)));
	add_within(s, run->within);
	sheet_join(s);
	sheet_words(s, STR(")"));
	buf_free(&n);
}

/* A day where it is midnight, else with the clock. */
static void add_as_of(struct sheet *s, const struct run *run)
{
	const struct zone *z = &run->plan->zone;
	int32_t day = civil_day(z, run->as_of);
	struct buf b = {0};

	day_print(&b, day);
	if (run->as_of != civil_day_start(z, day)) {
		buf_char(&b, ' ');
		clock_print(&b, civil_clock(z, run->as_of));
	}
	sheet_words(s, buf_str(&b));
	buf_free(&b);
}

static bool any_baselined(const struct run *run)
{
	for (size_t level = LEVEL_UPCOMING; level < NLEVELS; level++)
		if (run->baselined[level] > 0)
			return true;
	return false;
}

static void add_levels(struct sheet *s, const struct run *run)
{
	size_t breaches = run->counts[LEVEL_BREACH], reviews = run->counts[LEVEL_REVIEW];
	size_t upcoming = run->counts[LEVEL_UPCOMING];

	if (breaches + reviews + upcoming == 0) {
		sheet_words(s, any_baselined(run) ? STR("nothing beyond the baseline in the data to")
		                                  : STR("no indication of a breach in the data to"));
		add_as_of(s, run);
	} else {
		text_count(s, LEVEL_BREACH, breaches);
		comma(s);
		text_count(s, LEVEL_REVIEW, reviews);
	}
	if (upcoming > 0 || run->later > 0 || breaches + reviews > 0) {
		comma(s);
		text_count(s, LEVEL_UPCOMING, upcoming);
		add_later(s, run);
	}
}

/* Of those that are printed. */
static void add_decided(struct sheet *s, const struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->ntold; i++)
		n += run->told[i]->decision != NULL;
	if (n == 0)
		return;
	comma(s);
	add_count(s, n, "decided", "decided");
}

void text_counts(struct sheet *s, const struct run *run)
{
	add_levels(s, run);
	add_decided(s, run);
	sheet_point(s);
	add_count(s, run->norders, "order", "orders");
	if (run->nschemes > 0) {
		comma(s);
		add_count(s, run->nschemes, "scheme", "schemes");
	}
	comma(s);
	add_count(s, run->nconditions, "condition", "conditions");
	if (run->nblind > 0) {
		comma(s);
		add_count(s, run->nblind, "blind", "blind");
	}
	if (run->nunmonitored > 0) {
		comma(s);
		add_count(s, run->nunmonitored, "not monitored", "not monitored");
	}
	sheet_end(s);
}

void text_baselined(struct sheet *s, const struct run *run)
{
	bool any = false;

	for (size_t i = 0; i < run->noptions; i++)
		if (str_eq_cstr(run->options[i][0], "baseline"))
			sheet_printf(s, "left out, found in the baseline %.*s:", STR_ARG(run->options[i][1]));
	if (s->column == 0)
		return;
	for (size_t level = NLEVELS; level-- > 0;) {
		if (run->baselined[level] == 0)
			continue;
		if (any)
			comma(s);
		text_count(s, (enum level)level, run->baselined[level]);
		any = true;
	}
	if (!any)
		sheet_words(s, STR("nothing"));
	sheet_end(s);
}

void text_narrowed(struct sheet *s, const struct run *run)
{
	static const char *const narrowing[] = {"order", "rule", "since", "subject", "tag"};
	bool any = false, later = false;

	for (size_t i = 0; i < run->noptions; i++) {
		later = later || str_eq_cstr(run->options[i][0], "narrowed");
		for (size_t k = 0; k < sizeof narrowing / sizeof *narrowing; k++) {
			if (!str_eq_cstr(run->options[i][0], narrowing[k]))
				continue;
			if (!any)
				sheet_words(s, STR("only what was asked for:"));
			else
				comma(s);
			any = true;
			sheet_printf(s, "--%s %.*s", narrowing[k], STR_ARG(run->options[i][1]));
		}
	}
	if (later)
		sheet_words(s, STR("(orders, conditions, feeds and what falls due later are those of the whole run)"));
	if (any)
		sheet_end(s);
}

/* ---- feeds ---- */

/* How far a type's feeds reach: "1 Jun", with the clock inside a day and the year where it is another. */
static void add_reach(struct sheet *s, const struct run *run, int64_t until)
{
	static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const struct zone *z = &run->plan->zone;
	int32_t day = civil_day(z, until);
	int year, month, mday, this_year;
	struct buf b = {0};

	civil_to_ymd(&this_year, &month, &mday, civil_day(z, run->as_of));
	civil_to_ymd(&year, &month, &mday, day);
	buf_printf(&b, "complete to %d %s", mday, months[month - 1]);
	if (year != this_year)
		buf_printf(&b, " %d", year);
	if (until != civil_day_start(z, day) && until != civil_day_end(z, day)) {
		buf_char(&b, ' ');
		clock_print(&b, civil_clock(z, until) / 60000 * 60000);
	}
	comma(s);
	sheet_words(s, buf_str(&b));
	buf_free(&b);
}

static void add_some(struct sheet *s, uint64_t n, const char *words)
{
	if (n == 0)
		return;
	comma(s);
	add_count(s, n, words, words);
}

/* Of one file, or the sums of a feed's. */
static void add_rows(struct sheet *s, const struct run *run, const struct feed_input *in)
{
	const struct event_type *type = in->feed ? in->feed->type : NULL;

	add_count(s, in->rows, "row", "rows");
	comma(s);
	add_count(s, in->matched, "matched", "matched");
	comma(s);
	add_count(s, in->rejected, "rejected", "rejected");
	add_some(s, in->filtered, "left out by its feed");
	add_some(s, in->superseded, "superseded or repeated");
	add_some(s, in->later, "recorded later");
	add_some(s, in->guessed_times, "at a clock time that occurs twice or never");
	if (type && run->feeds->supplies[type->index].supplied && run->feeds->supplies[type->index].known_until > INSTANT_MIN)
		add_reach(s, run, run->feeds->supplies[type->index].known_until);
}

static void add_input(struct sheet *s, const struct run *run, const struct feed_input *in)
{
	sheet_words(s, str_eq_cstr(in->file, "-") ? STR("standard input") : in->file);
	add_rows(s, run, in);
}

/* How many of the inputs from the first on are one feed's. */
static size_t same_feed(const struct feed_input *const *inputs, size_t n)
{
	size_t k = 1;

	while (k < n && str_eq(inputs[k]->name, inputs[0]->name))
		k++;
	return k;
}

/* "positions 366 files, 262,944 rows, ..." */
static void print_feed(struct sheet *s, const struct run *run, const struct feed_input *const *inputs, size_t n)
{
	struct feed_input sum = *inputs[0];

	for (size_t i = 1; i < n; i++) {
		sum.rows += inputs[i]->rows;
		sum.matched += inputs[i]->matched;
		sum.rejected += inputs[i]->rejected;
		sum.filtered += inputs[i]->filtered;
		sum.superseded += inputs[i]->superseded;
		sum.later += inputs[i]->later;
		sum.guessed_times += inputs[i]->guessed_times;
	}
	sheet_words(s, sum.name);
	add_count(s, n, "file", "files");
	comma(s);
	add_rows(s, run, &sum);
	sheet_end(s);
}

/* Two files share a line; of more each has its own, but a feed of many files has one. */
static void print_inputs(struct sheet *s, const struct run *run)
{
	size_t n = run->feeds->ninputs;

	for (size_t i = 0; i < n; i++) {
		size_t same = same_feed(run->feeds->inputs + i, n - i);

		if (same > FILES_SHOWN) {
			print_feed(s, run, run->feeds->inputs + i, same);
			i += same - 1;
			continue;
		}
		if (i > 0 && n == 2)
			sheet_point(s);
		add_input(s, run, run->feeds->inputs[i]);
		if (n > 2 || i + 1 == n)
			sheet_end(s);
	}
}

/* ---- what could not be shown ---- */

struct cause {
	struct unmonitored first; /* which it was, where it is one alone */
	size_t n;
};

struct causes {
	struct arena arena;
	struct map by_words;
};

static void causes_open(struct causes *c)
{
	arena_init(&c->arena);
	map_init(&c->by_words, &c->arena);
}

static void causes_add(struct causes *c, const struct unmonitored *u)
{
	struct str title = u->condition->title;
	struct str key = str_printf(&c->arena, "%zu:%.*s%.*s", title.n, STR_ARG(title), STR_ARG(u->why));
	struct cause *one = map_find(&c->by_words, key);

	if (!one) {
		one = ARENA_NEW(&c->arena, struct cause);
		*one = (struct cause){*u, 0};
		map_put(&c->by_words, key, one);
	}
	one->n++;
}

static void cause_print(struct sheet *s, const struct cause *one)
{
	const struct unmonitored *u = &one->first;

	if (one->n == 1) {
		text_binding(s, u->order, u->scheme, u->condition);
		sheet_point(s);
	}
	sheet_words(s, u->condition->title);
	if (one->n > 1)
		sheet_printf(s, "(%zu conditions)", one->n);
	sheet_join(s);
	sheet_words(s, STR(":"));
	sheet_words(s, u->why);
	sheet_end(s);
}

static void causes_print(struct sheet *s, struct causes *c, const char *label)
{
	for (size_t i = 0; i < c->by_words.n && i < CAUSES_SHOWN; i++) {
		sheet_label(s, label, INK_MAGENTA, 0);
		sheet_indent(s, s->column);
		cause_print(s, c->by_words.entries[i].value);
	}
	if (c->by_words.n > CAUSES_SHOWN) {
		sheet_label(s, label, INK_MAGENTA, 0);
		size_t more = c->by_words.n - CAUSES_SHOWN;
		sheet_printf(s, "and %zu more kind%s; -f json lists them all", more, more == 1 ? "" : "s");
		sheet_end(s);
	}
	arena_free(&c->arena);
}

static void print_blind(struct sheet *s, const struct run *run)
{
	struct causes c;

	if (run->ntold > 0 && run->told[run->ntold - 1]->level == LEVEL_BLIND)
		return;
	causes_open(&c);
	for (size_t i = 0; i < run->nblind; i++) {
		const struct finding *f = run->blind[i];
		causes_add(&c, &(struct unmonitored){.order = f->order, .scheme = f->scheme, .condition = f->condition,
		                                     .why = f->nwhy > 0 ? f->why[0] : f->say});
	}
	causes_print(s, &c, "blind");
}

static void print_unmonitored(struct sheet *s, const struct run *run)
{
	struct causes c;

	causes_open(&c);
	for (size_t i = 0; i < run->nunmonitored; i++)
		causes_add(&c, &run->unmonitored[i]);
	causes_print(s, &c, "not monitored");
}

void text_summary(struct sheet *s, const struct run *run)
{
	text_counts(s, run);
	text_narrowed(s, run);
	text_baselined(s, run);
	print_inputs(s, run);
	print_blind(s, run);
	print_unmonitored(s, run);
}
