#include <stdio.h>

#include "judge/rules_naive_world.h"

/* ---- expressions ---- */

static struct naive_words guard(struct naive_world *w)
{
	static const char *const with_event[] = {
		"t.kind == \"x\"", "t.n > 2", "t.n < 3 or t.kind == \"y\"", "t.due is missing", "t.due > trigger.time",
		"day(t.due) >= day(trigger.time)", "not (t.n > 3)"};
	static const char *const without[] = {
		"in-state(inside, trigger.time)", "not in-state([inside, away], trigger.time)", "trigger.time <= now", "true",
		"weekday(trigger.time) in [mon, tue, wed, thu, fri]"};
	struct naive_words out;
	if (w->has_event && chance_in(&w->chance, 70))
		snprintf(out.text, sizeof out.text, "%s", NAIVE_CHOOSE(w, with_event));
	else if (chance_in(&w->chance, 30))
		snprintf(out.text, sizeof out.text, "trigger.time < %.40s", naive_date(w, -8, 8, 50).text);
	else
		snprintf(out.text, sizeof out.text, "%s", NAIVE_CHOOSE(w, without));
	return out;
}

/* `name` is the witness; `outer` an event around it, or NULL. */
static struct naive_words witness(struct naive_world *w, const char *name, const char *outer)
{
	static const char *const alone[] = {"kind == \"x\"", "kind == \"y\"", "n > 2", "n < 4", "due is present",
	                                    "due >= trigger.time"};
	static const char *const both[] = {"kind == %s.kind", "n > %s.n", "n == %s.n", "due >= %s.time"};
	struct naive_words out, tail;

	snprintf(tail.text, sizeof tail.text, "%s", alone[chance_below(&w->chance, outer ? 6 : 5)]);
	if (outer && chance_in(&w->chance, 40))
		snprintf(tail.text, sizeof tail.text, "%.16s", NAIVE_CHOOSE(w, both));
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

static struct naive_words lower_bound(struct naive_world *w)
{
	static const char *const plain[] = {"trigger.time - 2d", "trigger.time + 1d", "ever", "trigger.time - 36h",
	                                    "start-of-day(trigger.time)", "trigger.time"};
	struct naive_words out;
	if (chance_in(&w->chance, 20))
		return naive_date(w, -10, 6, 60);
	snprintf(out.text, sizeof out.text, "%s", w->has_event && chance_in(&w->chance, 15) ? "t.due" : NAIVE_CHOOSE(w, plain));
	return out;
}

static struct naive_words upper_bound(struct naive_world *w)
{
	static const char *const plain[] = {
		"trigger.time + 2d", "trigger.time + 36h", "period(3, trigger.time)", "end-of-day(trigger.time)",
		"trigger.time - 1d", "ever", "now", "day(trigger.time) + 2d", "clear-days-before(2, trigger.time)",
		"trigger.time + 5d", "trigger.time", "period(2, trigger.time - 1d)"};
	struct naive_words out;
	if (chance_in(&w->chance, 20))
		return naive_date(w, -6, 12, 60);
	snprintf(out.text, sizeof out.text, "%s", w->has_event && chance_in(&w->chance, 15) ? "t.due" : NAIVE_CHOOSE(w, plain));
	return out;
}

/* ---- rules ---- */

static void write_events(struct naive_world *w, int indent, const char *key, bool dash)
{
	static const char *const types[] = {"ping", "mark", "stay", "ping", "mark", "stay", "ping", "[ping, mark]", "[stay, ping]"};
	const char *before = dash ? "- " : "";
	if (!chance_in(&w->chance, 12)) {
		naive_line(w, indent, "%s%s: %s", before, key, NAIVE_CHOOSE(w, types));
		return;
	}
	naive_line(w, indent, "%s%s:", before, key);
	naive_line(w, indent + (dash ? 4 : 2), "- mark");
	naive_line(w, indent + (dash ? 4 : 2), "- {event: ping, where: %s}", chance_in(&w->chance, 50) ? "ping.n > 1" : "ping.kind == \"x\"");
}

static void write_pattern(struct naive_world *w, int indent, bool obligation)
{
	static const char *const pauses[] = {"[inside]", "[away, inside]", "away"};
	const char *outer = w->has_event ? "t" : NULL;

	write_events(w, indent, "event", true);
	naive_line(w, indent + 2, "as: p");
	if (chance_in(&w->chance, 70))
		naive_line(w, indent + 2, "where: %s", witness(w, "p", outer).text);
	if (chance_in(&w->chance, 25))
		naive_line(w, indent + 2, "from: %s", lower_bound(w).text);
	if (obligation || chance_in(&w->chance, 30))
		naive_line(w, indent + 2, "by: %s", upper_bound(w).text);
	if (chance_in(&w->chance, 15))
		naive_line(w, indent + 2, "count: 2");
	if (chance_in(&w->chance, obligation ? 30 : 5))
		naive_line(w, indent + 2, "pause: %s", NAIVE_CHOOSE(w, pauses));
	if (chance_in(&w->chance, 15)) {
		naive_line(w, indent + 2, "unbroken-by:");
		write_events(w, indent + 4, "event", false);
		naive_line(w, indent + 4, "as: b");
		naive_line(w, indent + 4, "where: %s", witness(w, "b", "p").text);
	}
	if (chance_in(&w->chance, 12)) {
		naive_line(w, indent + 2, "having:");
		write_events(w, indent + 4, "event", true);
		naive_line(w, indent + 6, "as: h");
		naive_line(w, indent + 6, "where: %s", witness(w, "h", "p").text);
		if (chance_in(&w->chance, 30))
			naive_line(w, indent + 6, "by: p.time + 2d");
		if (chance_in(&w->chance, 30))
			naive_line(w, indent + 6, "from: p.time - 2d");
		if (chance_in(&w->chance, 20)) {
			naive_line(w, indent + 6, "unbroken-by:");
			naive_line(w, indent + 8, "event: %s", chance_in(&w->chance, 50) ? "mark" : "stay");
			naive_line(w, indent + 8, "as: b");
			naive_line(w, indent + 8, "where: %s", witness(w, "b", "h").text);
		}
	}
}

static void write_patterns(struct naive_world *w, int indent, const char *key, bool obligation, unsigned percent)
{
	if (!chance_in(&w->chance, percent))
		return;
	naive_line(w, indent, "%s:", key);
	do {
		if (obligation || chance_in(&w->chance, 75))
			write_pattern(w, indent + 2, obligation);
		else
			naive_line(w, indent + 2, "- '%s'", guard(w).text);
	} while (chance_in(&w->chance, 25));
}

static void write_per(struct naive_world *w, int indent)
{
	static const char *const pers[] = {"[t.kind]", "[t.n]", "[t.kind, t.n]"};
	naive_line(w, indent, "as: t");
	if (chance_in(&w->chance, 40))
		naive_line(w, indent, "where: %s", witness(w, "t", NULL).text);
	if (chance_in(&w->chance, 30))
		naive_line(w, indent, "per: %s", NAIVE_CHOOSE(w, pers));
}

static void write_window(struct naive_world *w, int indent, bool sum)
{
	static const char *const lengths[] = {"3d", "36h", "2d", "1d12h", "7d"};
	if (sum) {
		naive_line(w, indent, "sum: t.n");
		write_events(w, indent, "of", false);
	} else {
		write_events(w, indent, "count", false);
	}
	write_per(w, indent);
	naive_line(w, indent, "within: %s", w->has_params ? "$length" : NAIVE_CHOOSE(w, lengths));
	naive_line(w, indent, "reaches: %d", (int)chance_below(&w->chance, sum ? 10 : 4));
	if (chance_in(&w->chance, 40))
		naive_line(w, indent, "fires: each");
	if (!sum && chance_in(&w->chance, 40))
		naive_line(w, indent, "unit: day");
}

static void write_trigger(struct naive_world *w, int indent)
{
	static const char *const ats[] = {"order.from", "order.served", "order.made + 3d", "period(3, order.made)", "order.until"};
	static const char *const gaps[] = {"2d", "36h", "24h"};
	uint64_t kind = chance_below(&w->chance, 12);

	naive_line(w, indent, "when:");
	w->has_event = kind != 5 && kind != 6;
	if (kind == 5 && chance_in(&w->chance, 50)) {
		naive_line(w, indent + 2, "at: %s", naive_date(w, -10, 8, 50).text);
	} else if (kind == 5) {
		naive_line(w, indent + 2, "at: %s", NAIVE_CHOOSE(w, ats));
	} else if (kind == 6) {
		naive_line(w, indent + 2, "every: %s", chance_in(&w->chance, 50) ? "3d" : "36h");
		naive_line(w, indent + 2, "from: %s", naive_date(w, -12, 2, 50).text);
	} else if (kind == 7 || kind == 8) {
		write_window(w, indent + 2, kind == 8);
	} else if (kind == 9 || kind == 10) {
		write_events(w, indent + 2, kind == 9 ? "silence" : "while", false);
		write_per(w, indent + 2);
		naive_line(w, indent + 2, "%s: %s", kind == 9 ? "for" : "lasts", NAIVE_CHOOSE(w, gaps));
		if (kind == 10 && chance_in(&w->chance, 60))
			naive_line(w, indent + 2, "gap: %s", NAIVE_CHOOSE(w, gaps));
		if (kind == 9 && chance_in(&w->chance, 30))
			naive_line(w, indent + 2, "pause: [inside]");
	} else {
		write_events(w, indent + 2, "event", false);
		naive_line(w, indent + 2, "as: t");
		if (chance_in(&w->chance, 25))
			naive_line(w, indent + 2, "carried: true");
	}
}

void naive_write_rule(struct naive_world *w, int indent)
{
	static const char *const keys[] = {"[t.kind]", "[\"day(trigger.time)\"]", "[t.n, t.kind]"};
	bool once = false;

	write_trigger(w, indent);
	if (chance_in(&w->chance, 15)) {
		naive_line(w, indent, "given:");
		naive_line(w, indent + 2, "g:");
		naive_line(w, indent + 4, "event: mark");
		naive_line(w, indent + 4, "where: %s", witness(w, "g", w->has_event ? "t" : NULL).text);
		if (chance_in(&w->chance, 20))
			naive_line(w, indent + 4, "from: %s", lower_bound(w).text);
		if (chance_in(&w->chance, 20))
			naive_line(w, indent + 4, "by: %s", upper_bound(w).text);
		naive_line(w, indent + 2, "v: first(g.n, 2) > 1");
		once = chance_in(&w->chance, 20);
		if (once)
			naive_line(w, indent, "once-per: [v]");
		naive_line(w, indent, "where: %s", chance_in(&w->chance, 50) ? "g.kind == \"x\"" : "g.n > 1");
	} else if (chance_in(&w->chance, 50)) {
		naive_line(w, indent, "where: %s", guard(w).text);
	}
	write_patterns(w, indent, "provided", false, 20);
	write_patterns(w, indent, "unless", false, 30);
	write_patterns(w, indent, "expect", true, 40);
	write_patterns(w, indent, "review-if", false, 15);
	if (!once && chance_in(&w->chance, 25))
		naive_line(w, indent, "once-per: %s", w->has_event ? NAIVE_CHOOSE(w, keys) : "[\"day(trigger.time)\"]");
}
