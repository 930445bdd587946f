/* Saved runs: what is read back, and hostile files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/saved.h"

#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

/* As check writes it, with line breaks for the reader: a breach, an obligation, a blind and an unmonitored condition. */
static const char *const lines[] = {
	"{\"schema\":\"ordercheck/run/1\",",
	"\"as_of\":\"2026-06-01T00:00:00+01:00\",",
	"\"known_at\":null,",
	"\"tool\":{\"version\":\"1.2.3\",\"icu\":\"1\",\"tz\":\"2020a\",\"catalogue\":null},",
	"\"options\":{\"tag\":[\"a=1\",\"b=2\"],\"within\":\"14d\",\"zone\":\"Europe/London\"},",
	"\"shard\":null,",
	"\"inputs\":[{\"file\":\"t.csv\",\"feed\":\"travel\",\"sha256\":null,\"rows\":4,\"matched\":1,\"nobody\":1,\"rejected\":1,",
	"\"filtered\":0,\"superseded\":0,\"recorded_later\":1,\"guessed_times\":0,\"complete_to\":\"2026-05-31T23:59:59.999+01:00\"}],",
	"\"documents\":[{\"file\":\"d.yaml\",\"sha256\":null}],",
	"\"orders\":[{\"order\":\"O1\",\"type\":\"shpo-sc\",\"subject\":\"S2\",\"conditions\":[{\"condition\":\"1\",\"title\":\"T\",\"file\":\"d.yaml\",\"line\":8}]}],",
	"\"schemes\":[{\"scheme\":\"n\",\"conditions\":[{\"condition\":\"a\",\"title\":\"A\",\"file\":null,\"line\":null}]}],",
	"\"subjects\":[{\"subject\":\"S2\",\"tags\":{\"area\":\"north\"}}],",
	"\"counts\":{\"breach\":1,\"review\":0,\"upcoming\":1,\"blind\":1,\"clear\":7,\"later\":2,",
	"\"baselined\":{\"breach\":3,\"review\":0,\"upcoming\":0,\"clear\":0},\"orders\":1,\"schemes\":1,",
	"\"conditions\":2,\"unmonitored\":1,\"rejects\":1},",
	"\"findings\":[{\"schema\":\"ordercheck/finding/1\",\"id\":\"9f86d081884c7d65\",\"level\":\"breach\",\"severity\":\"high\",",
	"\"subject\":\"S2\",\"order\":\"O1\",\"order_type\":\"shpo-sc\",\"condition\":\"1\",\"rule\":\"r\",\"kind\":\"prohibition\",",
	"\"title\":\"T\",\"time\":\"2026-05-01\",\"as_of\":\"2026-06-01T00:00:00+01:00\",\"text\":\"words\",\"say\":\"went\",",
	"\"why\":[\"w\"],\"unknown\":[],\"caveats\":[],\"authority\":[\"An Act\"],\"codes\":[\"X1\"],",
	"\"identity\":{\"by\":\"name\",\"score\":1},\"evidence\":[{\"role\":\"trigger\",\"event\":\"travel\",\"feed\":\"travel\",",
	"\"file\":\"t.csv\",\"line\":12,\"sha256\":\"" SHA "\",\"time\":\"2026-05-01T00:00:00+01:00/2026-05-02T00:00:00+01:00\",\"fields\":{}}]},",
	"{\"schema\":\"ordercheck/finding/1\",\"id\":\"0000000000000002\",\"level\":\"upcoming\",\"severity\":\"low\",",
	"\"subject\":\"S1\",\"order\":null,\"scheme\":\"n\",\"order_type\":null,\"condition\":\"a\",\"rule\":null,\"kind\":null,",
	"\"title\":\"A\",\"time\":null,\"obligation\":true,\"as_of\":\"2026-06-01T00:00:00+01:00\",\"text\":\"\",\"say\":\"say\",",
	"\"why\":[],\"unknown\":[],\"caveats\":[],\"authority\":[],\"codes\":[],\"identity\":{\"by\":\"reference\",\"score\":1},",
	"\"evidence\":[]}],",
	"\"blind\":[{\"schema\":\"ordercheck/finding/1\",\"id\":\"0000000000000003\",\"level\":\"blind\",\"severity\":\"low\",",
	"\"subject\":null,\"order\":\"O1\",\"order_type\":\"shpo-sc\",\"condition\":\"1\",\"rule\":null,\"kind\":null,",
	"\"title\":\"T\",\"time\":null,\"as_of\":\"2026-06-01T00:00:00+01:00\",\"text\":\"words\",\"say\":\"blind\",",
	"\"why\":[],\"unknown\":[],\"caveats\":[],\"authority\":[],\"codes\":[],\"identity\":{\"by\":\"reference\",\"score\":1},",
	"\"evidence\":[]}],",
	"\"unmonitored\":[{\"order\":\"O1\",\"condition\":\"1\",\"title\":\"T\",\"why\":\"none\",\"review_every\":\"28d\"}],",
	"\"rejects\":[{\"feed\":\"travel\",\"file\":\"t.csv\",\"line\":3,\"column\":null,\"reason\":\"bad\"}]}",
};

struct fixture {
	struct arena arena;
	struct diag diag;
	struct source source;
};

static void fixture_open(struct fixture *x)
{
	arena_init(&x->arena);
	diag_init(&x->diag, &x->arena);
	x->source = (struct source){.file = STR("run.json"), .text = {"", 0}};
}

/* The run with the first `from` replaced; both NULL: as it is. */
static struct str edited(struct arena *a, const char *from, const char *to)
{
	struct buf b = {0};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		buf_add(&b, str_of(lines[i]));
	const char *all = str_cstr(a, buf_str(&b));
	buf_free(&b);
	if (!from)
		return str_of(all);
	const char *at = strstr(all, from);
	assert_non_null(at);
	return str_printf(a, "%.*s%s%s", (int)(at - all), all, to, at + strlen(from));
}

static struct saved_run *opened(struct fixture *x, struct str text)
{
	return saved_run_open(text, (struct place){.source = &x->source}, &x->diag);
}

static void reads_a_run(void **state)
{
	struct fixture x;
	const struct finding *const *all;

	(void)state;
	fixture_open(&x);
	struct saved_run *saved = opened(&x, edited(&x.arena, NULL, NULL));
	if (!saved)
		fail_msg("%.*s", STR_ARG(x.diag.entries.at[0].message));
	const struct run *run = saved_run_of(saved);
	assert_int_equal(run->ntold, 2);
	assert_int_equal(run->nblind, 1);
	assert_int_equal(run->later, 2);
	assert_int_equal(run->baselined[LEVEL_BREACH], 3);
	assert_int_equal(run->counts[LEVEL_CLEAR], 7);
	assert_int_equal(saved_run_level(saved), LEVEL_UPCOMING);
	assert_int_equal(saved_run_findings(&all, saved, &x.arena), 3);
	const struct finding *f = run->told[0];
	assert_true(f->time.whole && f->by_name && !f->is_obligation);
	assert_true(str_eq_cstr(run->plan->subjects[f->subject].id, "S2")); /* subjects in order of id */
	assert_int_equal(f->subject, 1);
	assert_true(str_eq_cstr(run->plan->subjects[1].tags[0].key, "area"));
	assert_ptr_equal(f->order, run->orders[0]);
	assert_ptr_equal(f->condition, &run->orders[0]->conditions[0]);
	assert_ptr_equal(run->blind[0]->condition, f->condition);
	assert_int_equal(f->evidence[0].event->sources[0].line, 12);
	assert_ptr_equal(f->evidence[0].event->sources[0].input, run->feeds->inputs[0]);
	assert_true(run->told[1]->is_obligation);
	assert_int_equal(run->blind[0]->subject, SIZE_MAX);
	saved_run_close(saved);
	arena_free(&x.arena);
}

static void prints_what_it_read(void **state)
{
	struct fixture x;
	char *text = NULL;
	size_t n = 0;

	(void)state;
	fixture_open(&x);
	struct str before = edited(&x.arena, NULL, NULL);
	struct saved_run *saved = opened(&x, before);
	assert_non_null(saved);
	FILE *out = open_memstream(&text, &n);
	assert_non_null(out);
	assert_true(report_find(STR("json"))->print(out, saved_run_of(saved), &(struct report_style){.quiet = false}));
	assert_int_equal(fclose(out), 0);
	/* Its lines are broken elsewhere: compared without them. */
	char *kept = str_cstr(&x.arena, (struct str){text, n});
	size_t length = 0;
	for (size_t i = 0; i < n; i++)
		if (text[i] != '\n' && !(text[i] == ' ' && i > 0 && (text[i - 1] == '\n' || text[i - 1] == ' ')))
			kept[length++] = text[i];
	kept[length] = '\0';
	assert_string_equal(kept, str_cstr(&x.arena, before));
	free(text);
	saved_run_close(saved);
	arena_free(&x.arena);
}

static void refuses_what_is_no_run(void **state)
{
	static const struct {
		const char *from, *to, *message;
	} cases[] = {
		{"{\"schema\"", "[\"schema\"", "is no JSON: line 1, column 10: ']' expected near ':'"},
		{"run/1", "run/2", "is no run of this program (its schema is not ordercheck/run/1)"},
		{"\"known_at\":null", "\"known_at\":5", "known_at is no text"},
		{"\"known_at\":null,", "", "known_at is missing"},
		{"\"known_at\":null", "\"known_at\":null,\"more\":1", "more is a member that this version does not know"},
		{"\"known_at\":null", "\"known_at\":null,\"known_at\":null",
		 "is no JSON: line 1, column 91: duplicate object key near '\"known_at\"'"},
		{"2026-06-01T00:00:00+01:00", "2026-06-31T00:00:00+01:00", "as_of is no time"},
		{"Europe/London", "Europe/Nowhere", "options has no zone that is known"},
		{"\"within\":\"14d\",", "", "options has no duration `within`"},
		{"[\"a=1\",\"b=2\"]", "[\"a=1\",2]", "options.tag[1] is no text"},
		{"[\"a=1\",\"b=2\"]", "{}", "options.tag is neither a text nor a list of several"},
		{"\"rows\":4", "\"rows\":-4", "inputs[0].rows is no whole number from 0"},
		{"\"rows\":4", "\"rows\":4.0", "inputs[0].rows is no whole number from 0"},
		{"\"rows\":4", "\"rows\":9223372036854775807", "inputs[0].rows is no whole number from 0"},
		{"\"rows\":4", "\"rows\":5", "inputs[0] has rows that are not the sum of matched, nobody, rejected and recorded_later"},
		{"\"breach\":1", "\"breach\":2", "counts says breach 2, but the run holds 1: it was cut or changed"},
		{"\"orders\":1,", "\"orders\":2,",
		 "counts says orders 2, but the run holds 1: it was cut or changed"},
		{"\"rejects\":1}", "\"rejects\":9}", "counts says rejects 9, but the run holds 1: it was cut or changed"},
		{"\"order\":\"O1\",\"order_type\"", "\"order\":\"O9\",\"order_type\"",
		 "findings[0] is of the order O9, which is not among the run's orders"},
		{"\"order_type\":\"shpo-sc\"", "\"order_type\":\"sro\"", "findings[0] has another order_type than its order"},
		{"\"order\":null,\"scheme\":\"n\"", "\"order\":null", "findings[1] is of no order and no scheme"},
		{"9f86d081884c7d65", "9F86d081884c7d65", "findings[0] has an id that is not 16 hex digits"},
		{"9f86d081884c7d65", "9f86d081884c7d65a", "findings[0] has an id that is not 16 hex digits"},
		{"\"level\":\"breach\"", "\"level\":\"worst\"", "findings[0] has an unknown level"},
		{"\"severity\":\"high\"", "\"severity\":\"\"", "findings[0] has an unknown severity"},
		{"\"role\":\"trigger\"", "\"role\":\"cause\"", "findings[0].evidence[0] has an unknown role"},
		{"\"line\":12", "\"line\":\"12\"", "findings[0].evidence[0].line is no whole number from 0"},
		{"\"sha256\":\"ba78", "\"sha256\":\"ZZ78", "findings[0].evidence[0] has a sha256 that is not 64 hex digits"},
		{"\"file\":\"t.csv\",\"line\":12", "\"file\":\"u.csv\",\"line\":12",
		 "findings[0].evidence[0] is of the file u.csv, which is not among the run's inputs"},
		{"\"time\":\"2026-05-01T", "\"time\":\"2026-05-09T", "findings[0].evidence[0].time is no time"},
		{"\"why\":[\"w\"]", "\"why\":[null]", "findings[0].why[0] is no text"},
		{"\"by\":\"name\"", "\"by\":\"guess\"", "findings[0].identity is by an unknown way"},
		{"\"review_every\":\"28d\"", "\"review_every\":\"soon\"", "unmonitored[0] has a review_every that is no duration"},
		{"\"file\":\"t.csv\",\"line\":3", "\"file\":\"\",\"line\":3",
		 "rejects[0] is of the file , which is not among the run's inputs"},
		{"\"tags\":{\"area\":\"north\"}", "\"tags\":{\"area\":[]}", "subjects[0].tags.area is no text"},
		{"\"as_of\":\"2026-06-01T00:00:00+01:00\",\"text\"", "\"as_of\":\"2026-06-02T00:00:00+01:00\",\"text\"",
		 "findings[0].as_of is another than the run's"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture x;

		fixture_open(&x);
		struct saved_run *saved = opened(&x, edited(&x.arena, cases[i].from, cases[i].to));
		if (saved)
			fail_msg("%s is taken", cases[i].to);
		assert_string_equal(str_cstr(&x.arena, x.diag.entries.at[0].message), cases[i].message);
		arena_free(&x.arena);
	}
}

/* Every text that ends early, and every text with one byte gone: an error or a run, never more. */
static void survives_damage(void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x);
	struct str whole = edited(&x.arena, NULL, NULL);
	for (size_t i = 0; i < whole.n; i++) {
		struct diag diag;
		struct arena arena;
		arena_init(&arena);
		diag_init(&diag, &arena);
		assert_null(saved_run_open(str_cut(whole, 0, i), (struct place){.source = &x.source}, &diag));
		struct str less = str_printf(&arena, "%.*s%s", (int)i, whole.at, whole.at + i + 1);
		struct saved_run *saved = saved_run_open(less, (struct place){.source = &x.source}, &diag);
		if (saved)
			saved_run_close(saved);
		arena_free(&arena);
	}
	arena_free(&x.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_run),
		cmocka_unit_test(prints_what_it_read),
		cmocka_unit_test(refuses_what_is_no_run),
		cmocka_unit_test(survives_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
