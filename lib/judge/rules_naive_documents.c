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

static void line(struct naive_world *w, int indent, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void line(struct naive_world *w, int indent, const char *format, ...)
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

#define CHOOSE(w, list) ((list)[chance_below(&(w)->chance, sizeof(list) / sizeof *(list))])

struct written {
	char text[64];
};

/* A day, or with a clock, so many days from the base. */
static struct written date(struct naive_world *w, int64_t low, int64_t high, unsigned bare_percent)
{
	static const char *const clocks[] = {"00:00", "09:00", "12:00", "01:30", "23:59:59.999", "15:00Z"};
	struct written out = {""};
	struct moment m;
	struct buf b = {0};
	int32_t day = w->base + (int32_t)(low + (int64_t)chance_below(&w->chance, (uint64_t)(high - low + 1)));

	day_print(&b, day);
	if (!chance_in(&w->chance, bare_percent))
		buf_printf(&b, "T%s", CHOOSE(w, clocks));
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
		line(w, 0, "event: %s", types[i]);
		if (i == 2)
			line(w, 0, "until: due");
		line(w, 0, "fields: {time: {type: time, required: true}, kind: {type: word}, n: {type: number}, due: {type: time}}");
		line(w, 0, "---");
	}
}

static void write_states(struct naive_world *w)
{
	static const char *const types[] = {"mark", "ping", "stay", "stay", "stay"};
	static const char *const names[] = {"inside", "away"};
	for (size_t i = 0; i < 2; i++) {
		const char *type = CHOOSE(w, types);
		line(w, 0, "state: %s", names[i]);
		line(w, 0, "opens: {event: %s, as: e, where: e.kind == \"x\"}", type);
		if (chance_in(&w->chance, 15))
			type = CHOOSE(w, types);
		line(w, 0, "closes: {event: %s, as: e, where: e.kind == \"y\"}", type);
		if (chance_in(&w->chance, 40))
			line(w, 0, "until: e.due");
		line(w, 0, "---");
	}
}

/* ---- expressions ---- */

static struct written guard(struct naive_world *w)
{
	static const char *const with_event[] = {
		"t.kind == \"x\"", "t.n > 2", "t.n < 3 or t.kind == \"y\"", "t.due is missing", "t.due > trigger.time",
		"day(t.due) >= day(trigger.time)", "not (t.n > 3)"};
	static const char *const without[] = {
		"in-state(inside, trigger.time)", "not in-state([inside, away], trigger.time)", "trigger.time <= now", "true",
		"weekday(trigger.time) in [mon, tue, wed, thu, fri]"};
	struct written out;
	if (w->has_event && chance_in(&w->chance, 70))
		snprintf(out.text, sizeof out.text, "%s", CHOOSE(w, with_event));
	else if (chance_in(&w->chance, 30))
		snprintf(out.text, sizeof out.text, "trigger.time < %.40s", date(w, -8, 8, 50).text);
	else
		snprintf(out.text, sizeof out.text, "%s", CHOOSE(w, without));
	return out;
}

/* `name` is the witness; `outer` an event around it, or NULL. */
static struct written witness(struct naive_world *w, const char *name, const char *outer)
{
	static const char *const alone[] = {"kind == \"x\"", "kind == \"y\"", "n > 2", "n < 4", "due is present",
	                                    "due >= trigger.time"};
	static const char *const both[] = {"kind == %s.kind", "n > %s.n", "n == %s.n", "due >= %s.time"};
	struct written out, tail;

	snprintf(tail.text, sizeof tail.text, "%s", alone[chance_below(&w->chance, outer ? 6 : 5)]);
	if (outer && chance_in(&w->chance, 40))
		snprintf(tail.text, sizeof tail.text, "%.16s", CHOOSE(w, both));
	char *hole = NULL;
	for (char *c = tail.text; *c; c++)
		if (*c == '%')
			hole = c;
	if (hole) {
		*hole = '\0';
		snprintf(out.text, sizeof out.text, "%s.%.24s%s%s", name, tail.text, outer ? outer : "", hole + 2);
	} else {
		snprintf(out.text, sizeof out.text, "%s.%.48s", name, tail.text);
	}
	return out;
}

static struct written lower_bound(struct naive_world *w)
{
	static const char *const plain[] = {"trigger.time - 2d", "trigger.time + 1d", "ever", "trigger.time - 36h",
	                                    "start-of-day(trigger.time)", "trigger.time"};
	struct written out;
	if (chance_in(&w->chance, 20))
		return date(w, -10, 6, 60);
	snprintf(out.text, sizeof out.text, "%s", w->has_event && chance_in(&w->chance, 15) ? "t.due" : CHOOSE(w, plain));
	return out;
}

static struct written upper_bound(struct naive_world *w)
{
	static const char *const plain[] = {
		"trigger.time + 2d", "trigger.time + 36h", "period(3, trigger.time)", "end-of-day(trigger.time)",
		"trigger.time - 1d", "ever", "now", "day(trigger.time) + 2d", "clear-days-before(2, trigger.time)",
		"trigger.time + 5d", "trigger.time", "period(2, trigger.time - 1d)"};
	struct written out;
	if (chance_in(&w->chance, 20))
		return date(w, -6, 12, 60);
	snprintf(out.text, sizeof out.text, "%s", w->has_event && chance_in(&w->chance, 15) ? "t.due" : CHOOSE(w, plain));
	return out;
}

/* ---- rules ---- */

static void write_events(struct naive_world *w, int indent, const char *key, bool dash)
{
	static const char *const types[] = {"ping", "mark", "stay", "ping", "mark", "stay", "ping", "[ping, mark]", "[stay, ping]"};
	const char *before = dash ? "- " : "";
	if (!chance_in(&w->chance, 12)) {
		line(w, indent, "%s%s: %s", before, key, CHOOSE(w, types));
		return;
	}
	line(w, indent, "%s%s:", before, key);
	line(w, indent + (dash ? 4 : 2), "- mark");
	line(w, indent + (dash ? 4 : 2), "- {event: ping, where: %s}", chance_in(&w->chance, 50) ? "ping.n > 1" : "ping.kind == \"x\"");
}

static void write_pattern(struct naive_world *w, int indent, bool obligation)
{
	static const char *const pauses[] = {"[inside]", "[away, inside]", "away"};
	const char *outer = w->has_event ? "t" : NULL;

	write_events(w, indent, "event", true);
	line(w, indent + 2, "as: p");
	if (chance_in(&w->chance, 70))
		line(w, indent + 2, "where: %s", witness(w, "p", outer).text);
	if (chance_in(&w->chance, 25))
		line(w, indent + 2, "from: %s", lower_bound(w).text);
	if (obligation || chance_in(&w->chance, 30))
		line(w, indent + 2, "by: %s", upper_bound(w).text);
	if (chance_in(&w->chance, 15))
		line(w, indent + 2, "count: 2");
	if (obligation && chance_in(&w->chance, 30))
		line(w, indent + 2, "pause: %s", CHOOSE(w, pauses));
	if (chance_in(&w->chance, 15)) {
		line(w, indent + 2, "unbroken-by:");
		write_events(w, indent + 4, "event", false);
		line(w, indent + 4, "as: b");
		line(w, indent + 4, "where: %s", witness(w, "b", "p").text);
	}
	if (chance_in(&w->chance, 12)) {
		line(w, indent + 2, "having:");
		write_events(w, indent + 4, "event", true);
		line(w, indent + 6, "as: h");
		line(w, indent + 6, "where: %s", witness(w, "h", "p").text);
		if (chance_in(&w->chance, 30))
			line(w, indent + 6, "by: p.time + 2d");
		if (chance_in(&w->chance, 30))
			line(w, indent + 6, "from: p.time - 2d");
	}
}

static void write_patterns(struct naive_world *w, int indent, const char *key, bool obligation, unsigned percent)
{
	if (!chance_in(&w->chance, percent))
		return;
	line(w, indent, "%s:", key);
	do {
		if (obligation || chance_in(&w->chance, 75))
			write_pattern(w, indent + 2, obligation);
		else
			line(w, indent + 2, "- '%s'", guard(w).text);
	} while (chance_in(&w->chance, 25));
}

static void write_per(struct naive_world *w, int indent)
{
	static const char *const pers[] = {"[t.kind]", "[t.n]", "[t.kind, t.n]"};
	line(w, indent, "as: t");
	if (chance_in(&w->chance, 40))
		line(w, indent, "where: %s", witness(w, "t", NULL).text);
	if (chance_in(&w->chance, 30))
		line(w, indent, "per: %s", CHOOSE(w, pers));
}

static void write_window(struct naive_world *w, int indent, bool sum)
{
	static const char *const lengths[] = {"3d", "36h", "2d", "1d12h", "7d"};
	if (sum) {
		line(w, indent, "sum: t.n");
		write_events(w, indent, "of", false);
	} else {
		write_events(w, indent, "count", false);
	}
	write_per(w, indent);
	line(w, indent, "within: %s", CHOOSE(w, lengths));
	line(w, indent, "reaches: %d", 2 + (int)chance_below(&w->chance, sum ? 8 : 2));
	if (chance_in(&w->chance, 40))
		line(w, indent, "fires: each");
	if (!sum && chance_in(&w->chance, 40))
		line(w, indent, "unit: day");
}

static void write_trigger(struct naive_world *w, int indent)
{
	static const char *const ats[] = {"order.from", "order.served", "order.made + 3d", "period(3, order.made)", "order.until"};
	static const char *const gaps[] = {"2d", "36h", "24h"};
	uint64_t kind = chance_below(&w->chance, 12);

	line(w, indent, "when:");
	w->has_event = kind != 5 && kind != 6;
	if (kind == 5 && chance_in(&w->chance, 50)) {
		line(w, indent + 2, "at: %s", date(w, -10, 8, 50).text);
	} else if (kind == 5) {
		line(w, indent + 2, "at: %s", CHOOSE(w, ats));
	} else if (kind == 6) {
		line(w, indent + 2, "every: %s", chance_in(&w->chance, 50) ? "3d" : "36h");
		line(w, indent + 2, "from: %s", date(w, -12, 2, 50).text);
	} else if (kind == 7 || kind == 8) {
		write_window(w, indent + 2, kind == 8);
	} else if (kind == 9 || kind == 10) {
		write_events(w, indent + 2, kind == 9 ? "silence" : "while", false);
		write_per(w, indent + 2);
		line(w, indent + 2, "%s: %s", kind == 9 ? "for" : "lasts", CHOOSE(w, gaps));
		if (kind == 10 && chance_in(&w->chance, 60))
			line(w, indent + 2, "gap: %s", CHOOSE(w, gaps));
		if (kind == 9 && chance_in(&w->chance, 30))
			line(w, indent + 2, "pause: [inside]");
	} else {
		write_events(w, indent + 2, "event", false);
		line(w, indent + 2, "as: t");
		if (chance_in(&w->chance, 25))
			line(w, indent + 2, "carried: true");
	}
}

static void write_rule(struct naive_world *w, int indent)
{
	static const char *const keys[] = {"[t.kind]", "[\"day(trigger.time)\"]", "[t.n, t.kind]"};

	write_trigger(w, indent);
	if (chance_in(&w->chance, 15)) {
		line(w, indent, "given:");
		line(w, indent + 2, "g: {event: mark, where: %s}", witness(w, "g", w->has_event ? "t" : NULL).text);
		line(w, indent, "where: %s", chance_in(&w->chance, 50) ? "g.kind == \"x\"" : "g.n > 1");
	} else if (chance_in(&w->chance, 50)) {
		line(w, indent, "where: %s", guard(w).text);
	}
	write_patterns(w, indent, "provided", false, 20);
	write_patterns(w, indent, "unless", false, 30);
	write_patterns(w, indent, "expect", true, 40);
	write_patterns(w, indent, "review-if", false, 15);
	if (chance_in(&w->chance, 25))
		line(w, indent, "once-per: %s", w->has_event ? CHOOSE(w, keys) : "[\"day(trigger.time)\"]");
}

/* ---- documents ---- */

static void write_condition(struct naive_world *w, int indent, int number)
{
	line(w, indent, "- id: \"%d\"", number);
	line(w, indent + 2, "text: Words");
	if (chance_in(&w->chance, 15))
		line(w, indent + 2, "from: %s", date(w, -9, -2, 50).text);
	if (chance_in(&w->chance, 15))
		line(w, indent + 2, "until: %s", date(w, -1, 8, 50).text);
	write_rule(w, indent + 2);
}

static void write_suspensions(struct naive_world *w)
{
	line(w, 0, "suspended:");
	for (int low = -8; low < 8; low += 8)
		if (low < 0 || chance_in(&w->chance, 50))
			line(w, 2, "- {from: %s, until: %s, why: stay}", date(w, low, low + 3, 50).text, date(w, low + 3, low + 7, 50).text);
}

static void write_order(struct naive_world *w)
{
	line(w, 0, "order: O-1");
	line(w, 0, "type: sro");
	line(w, 0, "made: %s", date(w, -12, -5, 60).text);
	if (chance_in(&w->chance, 40))
		line(w, 0, "from: %s", date(w, -11, -4, 50).text);
	if (chance_in(&w->chance, 60))
		line(w, 0, "until: %s", date(w, -2, 14, 50).text);
	else
		line(w, 0, "until: further-order");
	if (chance_in(&w->chance, 25))
		line(w, 0, "served: %s", date(w, -11, 2, 50).text);
	if (chance_in(&w->chance, 10))
		line(w, 0, "discharged: %s", date(w, -2, 10, 50).text);
	if (chance_in(&w->chance, 30))
		write_suspensions(w);
	line(w, 0, "subject: S-1");
	line(w, 0, "conditions:");
	write_condition(w, 2, 1);
	if (chance_in(&w->chance, 30))
		write_condition(w, 2, 2);
	if (chance_in(&w->chance, 15)) {
		line(w, 0, "variations:");
		line(w, 2, "- on: %s", date(w, -3, 3, 50).text);
		if (chance_in(&w->chance, 40))
			line(w, 4, "end: [\"1\"]");
		if (chance_in(&w->chance, 60))
			line(w, 4, "until: %s", date(w, 3, 16, 50).text);
	}
}

static void write_scheme(struct naive_world *w)
{
	static const char *const applies[] = {"subject.notifies == true", "order.type == \"sro\"", "subject.born < 1980-01-01"};
	static const char *const froms[] = {"subject.notifies-from", "order.from", "order.served"};

	line(w, 0, "---");
	line(w, 0, "scheme: register");
	line(w, 0, "jurisdiction: %s", chance_in(&w->chance, 85) ? "england-wales" : "scotland");
	if (chance_in(&w->chance, 70))
		line(w, 0, "applies-to: %s", CHOOSE(w, applies));
	if (chance_in(&w->chance, 60))
		line(w, 0, "from: %s", CHOOSE(w, froms));
	if (chance_in(&w->chance, 30))
		line(w, 0, "until: subject.notifies-until");
	line(w, 0, "conditions:");
	write_condition(w, 2, 1);
}

static void write_subject(struct naive_world *w)
{
	line(w, 0, "subject: S-1");
	line(w, 0, "born: 1975-04-01");
	line(w, 0, "notifies: true");
	if (chance_in(&w->chance, 60))
		line(w, 0, "notifies-from: %s", date(w, -12, -4, 60).text);
	if (chance_in(&w->chance, 40))
		line(w, 0, "notifies-until: %s", date(w, 0, 10, 60).text);
	line(w, 0, "---");
}

void naive_write(struct naive_world *w, uint64_t seed, const struct zone *zone)
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
	write_subject(w);
	write_order(w);
	if (chance_in(&w->chance, 20))
		write_scheme(w);
}

void naive_print(struct buf *out, const struct naive_world *w)
{
	for (size_t i = 0; i < w->nlines; i++)
		if (!w->lines[i].gone)
			buf_printf(out, "%*s%s\n", w->lines[i].indent, "", w->lines[i].text);
}
