/* The evaluator without reasons is held to the tree's over random conditions and random events. */
#include "lang/eval.h"
#include "lang/expr_kit.h"

enum { CONDITIONS = 6000, BINDINGS = 6, DEEP = 4, A_KIT = 200 };

struct draw {
	uint64_t state;
	struct buf out;
};

static uint32_t below(struct draw *d, uint32_t n)
{
	d->state ^= d->state << 13;
	d->state ^= d->state >> 7;
	d->state ^= d->state << 17;
	return (uint32_t)(d->state >> 33) % n;
}

static void add(struct draw *d, const char *text)
{
	buf_add(&d->out, str_of(text));
}

#define PICK(d, table) (table)[below((d), sizeof(table) / sizeof *(table))]

/* ---- conditions ---- */

static void draw_time(struct draw *d, int depth);

static void draw_length(struct draw *d, int depth)
{
	static const char *const plain[] = {"3d", "2h", "1mo", "1d12h", "90s", "$gap", "travel.wait", "0s"};

	if (depth > 0 && below(d, 6) == 0) {
		add(d, "(");
		draw_time(d, 0);
		add(d, " - ");
		draw_time(d, 0);
		add(d, ")");
		return;
	}
	add(d, PICK(d, plain));
}

static void draw_time(struct draw *d, int depth)
{
	static const char *const plain[] = {
		"travel.time", "travel.return", "travel.booked", "due", "now", "trigger.time", "2026-03-01T10:00", "2026-03-05", "permission.until",
		"permission.from", "$by", "day(travel.time)", "end-of-day(stay.time)", "stay.until", "order.made", "c.time"};

	if (depth <= 0 || below(d, 3) > 0) {
		add(d, PICK(d, plain));
		return;
	}
	add(d, "(");
	draw_time(d, depth - 1);
	add(d, below(d, 2) ? " + " : " - ");
	draw_length(d, depth - 1);
	add(d, ")");
}

static void draw_number(struct draw *d, int depth)
{
	static const char *const plain[] = {"1", "2.5", "-3", "$days", "location.accuracy", "stay.age", "stay.code", "length(travel.id)", "$radius"};
	static const char *const ops[] = {" + ", " - ", " * ", " / "};

	if (depth <= 0 || below(d, 3) > 0) {
		add(d, PICK(d, plain));
		return;
	}
	add(d, "(");
	draw_number(d, depth - 1);
	add(d, PICK(d, ops));
	draw_number(d, depth - 1);
	add(d, ")");
}

static void draw_compared(struct draw *d, void (*one)(struct draw *d, int depth), int depth)
{
	static const char *const ops[] = {" == ", " != ", " < ", " <= ", " > ", " >= "};

	one(d, depth);
	add(d, PICK(d, ops));
	one(d, depth);
}

static void draw_texts(struct draw *d)
{
	static const char *const left[] = {"travel.id", "stay.value", "n.about", "n.imei", "travel.status", "n.kind", "stay.kind", "permission.for", "c.kind"};
	static const char *const right[] = {"'a b'", "'AB'", "\"booked\"", "travel.status", "stay.value", "n.imei", "permission.for", "stay.postcode", "c.kind"};
	static const char *const lists[] = {"[booked, cancelled]", "$kinds", "$approved", "['a b', 'AB']", "[travel.status, permission.for]"};

	add(d, PICK(d, left));
	if (below(d, 3) == 0) {
		add(d, below(d, 3) == 0 ? " not in " : " in ");
		add(d, PICK(d, lists));
		return;
	}
	add(d, below(d, 2) ? " == " : " != ");
	add(d, PICK(d, right));
}

static void draw_countries(struct draw *d)
{
	static const char *const one[] = {"travel.to", "travel.from", "travel.via", "$home", "n.to"};
	static const char *const set[] = {"$countries", "permission.countries", "[FR, TH]", "['FR', travel.from]"};

	add(d, PICK(d, one));
	if (below(d, 2)) {
		add(d, below(d, 3) == 0 ? " not in " : " in ");
		add(d, PICK(d, set));
		return;
	}
	add(d, below(d, 2) ? " == " : " != ");
	add(d, PICK(d, one));
}

static void draw_within(struct draw *d, int depth)
{
	draw_time(d, depth);
	add(d, below(d, 3) == 0 ? " not in " : " in ");
	if (below(d, 2)) {
		add(d, "$hours");
		return;
	}
	draw_time(d, depth);
	add(d, "..");
	draw_time(d, depth);
}

static void draw_plain(struct draw *d)
{
	static const char *const plain[] = {
		"travel.transit", "stay.child == true", "travel.return is missing", "permission.until is present", "(day(travel.time) + 2d) is missing",
		"inside(location.at, $place)", "inside(location.at, 'leeds-school')", "inside(location.at, $place, location.accuracy)",
		"in-state(in-custody, travel.time)", "in-state([abroad, in-custody], now)", "same(travel.id, $approved)", "travel.id contains 'a'",
		"if(travel.transit, true, stay.child)", "first(travel.status, 'booked') == 'booked'", "travel.gate >= 10:00", "travel.wait > 1d",
		"true", "first(stay.until, now) >= stay.time + 12h", "clock(travel.time) in 22:00..06:00", "$kinds == $kinds"};

	add(d, PICK(d, plain));
}

static void draw_condition(struct draw *d, int depth)
{
	uint32_t which = below(d, depth > 0 ? 12 : 7);

	if (which < 2)
		draw_compared(d, which == 0 ? draw_time : draw_number, 2);
	else if (which < 3)
		draw_texts(d);
	else if (which < 4)
		draw_countries(d);
	else if (which < 5)
		draw_within(d, 1);
	else if (which < 7)
		draw_plain(d);
	else {
		add(d, which == 11 ? "not (" : "(");
		draw_condition(d, depth - 1);
		add(d, which == 11 ? "" : which % 2 ? ") and (" : ") or (");
		if (which < 11)
			draw_condition(d, depth - 1);
		add(d, ")");
	}
}

/* ---- bindings ---- */

static void draw_bindings(struct draw *d)
{
	static const char *const times[] = {"2026-03-01", "2026-03-01T10:00", "2026-03-29T00:59:59Z", "2026-03-05T23:00", "2025-10-26T01:30", "2026-02-28"};
	static const char *const of_time[] = {"travel.time", "travel.return", "travel.booked", "permission.from", "stay.time", "stay.until", "due", "trigger", "now", "$by", "c.time"};
	static const char *const others[] = {
		"travel.to=FR", "travel.to=GB", "travel.from=TH", "travel.via=CDG", "$home=FR", "n.to=NO", "$countries=FR;TH", "permission.countries=FR",
		"travel.id=a b", "travel.id=AB", "stay.value=AB", "n.about=ab", "n.imei=ab", "travel.status=booked", "travel.status=cancelled", "n.kind=booked",
		"stay.kind=a b", "permission.for=booked", "$kinds=booked;new", "$approved=a b;AB", "stay.postcode=LS1 4AP", "travel.transit=yes", "stay.child=no",
		"stay.child=yes", "location.at=53.8,-1.55", "location.at=53.81,-1.5", "location.accuracy=50", "$place=leeds-school", "$radius=200", "stay.age=2.5",
		"stay.code=7", "$days=3", "$gap=3d", "$gap=2h", "travel.wait=1mo", "travel.wait=30h", "travel.gate=10:00", "$hours=mon-fri 19:00..07:00",
		"$hours=daily 09:00..12:00", "c.kind=booked", "permission.until=2026-03-05", "order.made=2026-03-02",
		"surely in-custody=2026-03-01T00:00..2026-03-10T00:00", "perhaps abroad=2026-03-01T12:00..", "travel.transit=no"};
	bool made = false;

	buf_clear(&d->out);
	add(d, "trigger=2026-03-03T12:00 & now=2026-03-20T12:00");
	for (uint32_t i = below(d, 40); i > 0; i--) {
		const char *one = i % 4 == 0 ? PICK(d, of_time) : PICK(d, others);
		bool key = strncmp(one, "order.", 6) == 0;
		if (strcmp(one, "now") == 0 || (key && made))
			continue;
		made = made || key;
		add(d, " & ");
		add(d, one);
		if (i % 4 == 0) {
			add(d, "=");
			add(d, PICK(d, times));
		}
	}
}

/* ---- agreement ---- */

static void same_reasons(const struct reason *a, const struct reason *b)
{
	for (; a && b; a = a->next, b = b->next) {
		assert_int_equal(a->kind, b->kind);
		assert_ptr_equal(a->at, b->at);
		assert_true(str_eq(a->text, b->text));
	}
	assert_true(!a && !b);
}

static bool same_value(const struct value *a, const struct value *b)
{
	struct buf x = {0}, y = {0};

	value_key(&x, a);
	value_key(&y, b);
	bool same = a->kind == b->kind && str_eq(buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* What is read where it lies is what the tree gives. */
static void same_parts(const struct expr *e, struct env *env)
{
	struct value v, room;

	for (size_t i = 0; i < e->nparts; i++) {
		if (e->parts[i]->kind == NODE_RANGE)
			continue;
		const struct value *peeked = expr_peek(e->parts[i], env, &room);
		v = expr_eval(e->parts[i], env);
		assert_int_equal(v.kind, peeked->kind);
		assert_int_equal(v.kind == VALUE_UNKNOWN && v.missing, peeked->kind == VALUE_UNKNOWN && peeked->missing);
		if (v.kind == VALUE_TIME)
			assert_memory_equal(&v.as.time.first, &peeked->as.time.first, 2 * sizeof v.as.time.first);
		else if (v.kind != VALUE_UNKNOWN)
			assert_true(same_value(&v, peeked));
		same_parts(e->parts[i], env);
	}
}

static enum truth agree(const struct expr *e, struct kit *k)
{
	struct now_span spans[2] = {{INSTANT_MIN, INSTANT_MAX}, {INSTANT_MIN, INSTANT_MAX}};
	const struct reason *why = NULL;

	k->env.now_span = &spans[0];
	struct value v = expr_eval(e, &k->env);
	enum truth tree = v.kind != VALUE_BOOL ? TRUTH_UNKNOWN : v.as.truth ? TRUTH_TRUE : TRUTH_FALSE;
	k->env.now_span = &spans[1];
	assert_int_equal(eval_quick(e, &k->env), tree);
	assert_int_equal(expr_truth(e, &k->env, &why), tree);
	same_reasons(why, v.kind == VALUE_UNKNOWN ? v.as.why : NULL);
	assert_true(spans[0].low == spans[1].low && spans[0].high == spans[1].high);
	k->env.now_span = NULL;
	same_parts(e, &k->env);
	return tree;
}

/* ---- many events at once ---- */

enum { SLOTS = 7 };

/* The events that the bindings of one condition put into each slot. */
struct binding {
	const struct event *events[SLOTS][BINDINGS];
	size_t n[SLOTS];
};

static void binding_keep(struct binding *b, const struct env *env)
{
	for (size_t s = 0; s < SLOTS; s++)
		if (env->events[s])
			b->events[s][b->n[s]++] = env->events[s];
}

/* Asked of many, with all else as it is bound now, a condition comes out as it does asked of each. */
static void same_of_many(const struct expr *e, struct kit *k, const struct binding *b)
{
	for (size_t s = 0; s < SLOTS; s++) {
		struct env env = k->env;
		enum truth many[EXPR_MANY];
		expr_truths(many, e, &env, s, b->events[s], b->n[s]);
		for (size_t i = 0; i < b->n[s]; i++) {
			struct env one = k->env;
			one.events[s] = b->events[s][i];
			one.trigger = b->events[s][i]->time;
			struct value v = expr_eval(e, &one);
			assert_int_equal(many[i], v.kind != VALUE_BOOL ? TRUTH_UNKNOWN : v.as.truth ? TRUTH_TRUE : TRUTH_FALSE);
		}
	}
}

/* Of a thousand, so many at least compile and come out each way, or the test shows nothing. */
static void enough(size_t n, size_t of, size_t least)
{
	if (n * 1000 < of * least)
		fail_msg("%zu of %zu", n, of);
}

static void test_agrees_with_the_tree(void **state)
{
	struct draw d = {.state = UINT64_C(0x9e3779b97f4a7c15)};
	size_t ncompiled = 0, came[3] = {0};
	struct kit k;

	(void)state;
	for (int i = 0; i < CONDITIONS; i++) {
		if (i % A_KIT == 0)
			kit_open(&k);
		buf_clear(&d.out);
		draw_condition(&d, DEEP);
		struct passage p = kit_passage(&k, str_cstr(&k.arena, buf_str(&d.out)));
		const struct expr *e = expr_compile_bool(&p, &k.scope, &k.diag);
		ncompiled += e != NULL;
		struct binding seen = {0};
		for (int b = 0; e && b < BINDINGS; b++) {
			draw_bindings(&d);
			kit_bind(&k, str_cstr(&k.arena, buf_str(&d.out)));
			binding_keep(&seen, &k.env);
			came[agree(e, &k)]++;
		}
		if (e)
			same_of_many(e, &k, &seen);
		if (i % A_KIT == A_KIT - 1)
			kit_close(&k);
	}
	buf_free(&d.out);
	enough(ncompiled, CONDITIONS, 300);
	for (int t = 0; t < 3; t++)
		enough(came[t], ncompiled * BINDINGS, 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees_with_the_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
