#include <stdio.h>

#include "judge/rules_naive_world.h"

uint64_t chance_below(struct naive_chance *c, uint64_t n)
{
	uint64_t z = c->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (z ^ z >> 31) % n;
}

bool chance_in(struct naive_chance *c, unsigned percent)
{
	return chance_below(c, 100) < percent;
}

void naive_line(struct naive_world *w, int indent, const char *format, ...)
{
	va_list args;
	if (w->nlines == NAIVE_LINES)
		return;
	struct naive_line *l = &w->lines[w->nlines++];
	*l = (struct naive_line){.indent = indent};
	va_start(args, format);
	vsnprintf(l->text, sizeof l->text, format, args);
	va_end(args);
}

struct naive_words naive_date(struct naive_world *w, int64_t low, int64_t high, unsigned bare_percent)
{
	static const char *const clocks[] = {"00:00", "09:00", "12:00", "01:30", "23:59:59.999", "15:00Z"};
	struct naive_words out = {""};
	struct moment m;
	struct buf b = {0};
	int32_t day = w->base + (int32_t)(low + (int64_t)chance_below(&w->chance, (uint64_t)(high - low + 1)));

	day_print(&b, day);
	if (!chance_in(&w->chance, bare_percent))
		buf_printf(&b, "T%s", NAIVE_CHOOSE(w, clocks));
	snprintf(out.text, sizeof out.text, "%.*s", STR_ARG(buf_str(&b)));
	if (moment_parse(&m, buf_str(&b), w->zone, NULL) && w->nedges + 2 <= NAIVE_EDGES) {
		w->edges[w->nedges++] = m.first;
		w->edges[w->nedges++] = m.last;
	}
	buf_free(&b);
	return out;
}

static void write_types(struct naive_world *w)
{
	static const char *const types[] = {"mark", "ping", "stay"};
	for (size_t i = 0; i < NAIVE_TYPES; i++) {
		naive_line(w, 0, "event: %s", types[i]);
		if (i == 2)
			naive_line(w, 0, "until: due");
		naive_line(w, 0, "fields: {time: {type: time, required: true}, kind: {type: word}, n: {type: number}, due: {type: time}, id: {type: text}}");
		naive_line(w, 0, "---");
	}
}

static void write_states(struct naive_world *w)
{
	static const char *const types[] = {"mark", "ping", "stay", "stay", "stay"};
	static const char *const names[] = {"inside", "away"};
	for (size_t i = 0; i < 2; i++) {
		const char *type = NAIVE_CHOOSE(w, types);
		naive_line(w, 0, "state: %s", names[i]);
		naive_line(w, 0, "opens: {event: %s, as: e, where: e.kind == \"x\"}", type);
		if (chance_in(&w->chance, 15))
			type = NAIVE_CHOOSE(w, types);
		naive_line(w, 0, "closes: {event: %s, as: e, where: e.kind == \"y\"}", type);
		if (chance_in(&w->chance, 40))
			naive_line(w, 0, "until: e.due");
		naive_line(w, 0, "---");
	}
}

/* Named rules: one condition may take both. */
static void write_named(struct naive_world *w)
{
	static const char *const begin[] = {"england-wales: 2026-03-29", "england-wales: 2026-10-25", "england-wales: null",
	                                    "scotland: 2020-01-01", "england-wales: 2020-01-01"};
	for (int i = 1; i <= 2; i++) {
		naive_line(w, 0, "rule: named/%d", i);
		naive_line(w, 0, "parameters: {length: {type: duration, default: 2d}}");
		if (chance_in(&w->chance, 30))
			naive_line(w, 0, "commences: {%s}", NAIVE_CHOOSE(w, begin));
		w->has_params = true;
		naive_write_rule(w, 0);
		w->has_params = false;
		naive_line(w, 0, "---");
	}
}

static void write_condition(struct naive_world *w, int indent, int number)
{
	static const char *const named[] = {"named/1", "named/2", "[named/1, named/2]"};

	naive_line(w, indent, "- id: \"%d\"", number);
	naive_line(w, indent + 2, "text: Words");
	if (chance_in(&w->chance, 15))
		naive_line(w, indent + 2, "from: %s", naive_date(w, -9, -2, 50).text);
	if (chance_in(&w->chance, 15))
		naive_line(w, indent + 2, "until: %s", naive_date(w, -1, 8, 50).text);
	if (!w->has_named || !chance_in(&w->chance, 60)) {
		naive_write_rule(w, indent + 2);
		return;
	}
	naive_line(w, indent + 2, "rule: %s", NAIVE_CHOOSE(w, named));
	if (chance_in(&w->chance, 50))
		naive_line(w, indent + 2, "with: {length: 4d}");
}

static void write_suspensions(struct naive_world *w)
{
	naive_line(w, 0, "suspended:");
	for (int low = -8; low < 8; low += 8)
		if (low < 0 || chance_in(&w->chance, 50))
			naive_line(w, 2, "- {from: %s, until: %s, why: stay}", naive_date(w, low, low + 3, 50).text, naive_date(w, low + 3, low + 7, 50).text);
}

static void write_order(struct naive_world *w, int person)
{
	naive_line(w, 0, "order: O-%d", person);
	naive_line(w, 0, "type: sro");
	naive_line(w, 0, "made: %s", naive_date(w, -12, -5, 60).text);
	if (chance_in(&w->chance, 40))
		naive_line(w, 0, "from: %s", naive_date(w, -11, -4, 50).text);
	if (chance_in(&w->chance, 60))
		naive_line(w, 0, "until: %s", naive_date(w, -2, 14, 50).text);
	else
		naive_line(w, 0, "until: further-order");
	if (chance_in(&w->chance, 25))
		naive_line(w, 0, "served: %s", naive_date(w, -11, 2, 50).text);
	if (chance_in(&w->chance, 10))
		naive_line(w, 0, "discharged: %s", naive_date(w, -2, 10, 50).text);
	if (chance_in(&w->chance, 30))
		write_suspensions(w);
	naive_line(w, 0, "subject: S-%d", person);
	naive_line(w, 0, "conditions:");
	write_condition(w, 2, 1);
	if (chance_in(&w->chance, 30))
		write_condition(w, 2, 2);
	if (chance_in(&w->chance, 15)) {
		naive_line(w, 0, "variations:");
		naive_line(w, 2, "- on: %s", naive_date(w, -3, 3, 50).text);
		if (chance_in(&w->chance, 40))
			naive_line(w, 4, "end: [\"1\"]");
		if (chance_in(&w->chance, 60))
			naive_line(w, 4, "until: %s", naive_date(w, 3, 16, 50).text);
	}
}

static void write_scheme(struct naive_world *w)
{
	static const char *const applies[] = {"subject.notifies == true", "order.type == \"sro\"", "subject.born < 1980-01-01"};
	static const char *const froms[] = {"subject.notifies-from", "order.from", "order.served"};

	naive_line(w, 0, "---");
	naive_line(w, 0, "scheme: register");
	naive_line(w, 0, "jurisdiction: %s", chance_in(&w->chance, 85) ? "england-wales" : "scotland");
	if (chance_in(&w->chance, 70))
		naive_line(w, 0, "applies-to: %s", NAIVE_CHOOSE(w, applies));
	if (chance_in(&w->chance, 60))
		naive_line(w, 0, "from: %s", NAIVE_CHOOSE(w, froms));
	if (chance_in(&w->chance, 30))
		naive_line(w, 0, "until: subject.notifies-until");
	naive_line(w, 0, "conditions:");
	write_condition(w, 2, 1);
}

const char *const naive_families[NAIVE_PEOPLE] = {"Ashworth", "Birchall", "Cedarholm", "Dunmore", "Elphick"};

static void write_subject(struct naive_world *w, int person)
{
	naive_line(w, 0, "subject: S-%d", person);
	naive_line(w, 0, "name: {family: %s, given: [Robin]}", naive_families[person - 1]);
	naive_line(w, 0, "born: %d-04-01", 1970 + 5 * person);
	naive_line(w, 0, "notifies: true");
	if (chance_in(&w->chance, 60))
		naive_line(w, 0, "notifies-from: %s", naive_date(w, -12, -4, 60).text);
	if (chance_in(&w->chance, 40))
		naive_line(w, 0, "notifies-until: %s", naive_date(w, 0, 10, 60).text);
	naive_line(w, 0, "---");
}

void naive_write(struct naive_world *w, uint64_t seed, size_t npeople, const struct zone *zone)
{
	int32_t spring = 0, autumn = 0;

	civil_from_ymd(&spring, 2026, 3, 29);
	civil_from_ymd(&autumn, 2026, 10, 25);
	w->chance.state = seed;
	w->zone = zone;
	w->nlines = w->nedges = 0;
	w->base = chance_in(&w->chance, 50) ? spring : autumn;
	write_types(w);
	write_states(w);
	w->has_named = chance_in(&w->chance, 25);
	if (w->has_named)
		write_named(w);
	for (int i = 1; i <= (int)npeople; i++) {
		if (i > 1)
			naive_line(w, 0, "---");
		write_subject(w, i);
		write_order(w, i);
	}
	if (chance_in(&w->chance, 20))
		write_scheme(w);
}

void naive_print(struct buf *out, const struct naive_world *w)
{
	for (size_t i = 0; i < w->nlines; i++)
		if (!w->lines[i].gone)
			buf_printf(out, "%*s%s\n", w->lines[i].indent, "", w->lines[i].text);
}
