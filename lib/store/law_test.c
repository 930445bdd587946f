/* A store against a run without one: rows of random days, split into files, given in a random order over several runs
 * at times that move both ways. After each run the store's findings must be, to the letter, those of one run over all
 * files that were ever given; also where the store did not judge a subject again. Between runs rules and orders change and
 * people decide: what the store shows, and what it would tell a new reader, is held to the findings of that one run and to
 * a plain list of the decisions.
 * law_test [SEED [ROUNDS]]: other seeds, other numbers. */
#include "store/law_fixture.h"

/* ---- findings, to the letter ---- */

static void add_lines(struct buf *out, const char *label, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "  %s %.*s\n", label, STR_ARG(lines[i]));
}

static void add_evidence(struct buf *out, const struct evidence *e)
{
	buf_printf(out, "  %s", role_names[e->role]);
	for (size_t i = 0; i < e->event->nsources; i++)
		buf_printf(out, " %.*s:%llu %.*s", STR_ARG(e->event->sources[i].input->file),
		           (unsigned long long)e->event->sources[i].line, STR_ARG(e->event->sources[i].row));
	buf_printf(out, " %.*s\n", STR_ARG(e->failed));
}

static void judge(struct buf *out, struct bench *b, size_t subject, const struct subject_events *events,
                  const struct supply *supplies, int64_t as_of, struct judge_horizon *h, struct findings *found, struct arena *a)
{
	const struct order *order = &b->plan.orders[b->plan.subjects[subject].orders[0]];
	const struct judge_input in = {.plan = &b->plan, .subject = subject, .person = &b->plan.subjects[subject], .orders = &order,
	                               .norders = 1, .events = events->events, .nevents = events->n, .rejected = events->rejected,
	                               .supplies = supplies, .as_of = as_of, .horizon = h};
	judge_subject(found, &in, a);
	buf_clear(out);
	for (size_t i = 0; i < found->n; i++) {
		const struct finding *f = &found->at[i];
		buf_printf(out, "%s %s %.*s %lld %lld %d %d %.*s\n", f->id, level_names[f->level], STR_ARG(f->condition->id),
		           (long long)(f->has_time ? f->time.first : 0), (long long)(f->has_time ? f->time.last : 0), f->by_name,
		           f->by_identifier, STR_ARG(f->say));
		add_lines(out, "why", f->why, f->nwhy);
		add_lines(out, "unknown", f->unknown, f->nunknown);
		add_lines(out, "caveat", f->caveats, f->ncaveats);
		for (size_t k = 0; k < f->nevidence; k++)
			add_evidence(out, &f->evidence[k]);
	}
	b->events += events->n;
}

/* ---- one run ---- */

static void told(struct bench *b)
{
	struct buf wrong = {0};

	for (size_t i = 0; i < b->diag.entries.n; i++)
		diag_render(&wrong, &b->diag.entries.at[i]);
	fail_msg("%.*s", STR_ARG(buf_str(&wrong)));
}

static bool stale(struct store_run *r)
{
	const struct str *notes;

	return store_run_notes(&notes, r, false) > 0;
}

static void note_untold(struct bench *b, struct store_run *r)
{
	const struct store_untold *list;
	const struct str *notes;

	store_found_finish(&notes, r);
	b->nuntold = store_untold(&list, r, STR("new"), LEVEL_REVIEW, INT64_MAX, &b->arena);
	map_init(&b->untold, &b->arena);
	for (size_t i = 0; i < b->nuntold; i++)
		map_put(&b->untold, str_of(list[i].id), b);
}

/* Takes the files in, judges who needs it, and keeps what was said. */
static struct store_run *run_stored(struct bench *b, struct store *s, struct feed_result *out, const struct feed_request *requests,
                                    size_t n, const struct feed_options *options)
{
	const struct store_run_options o = {.as_of = options->as_of, .began = options->as_of, .account = STR("a"), .version = STR("1")};
	struct store_run *r = store_begin(s) ? store_run_begin(s, &b->plan, &o, &b->arena) : NULL;
	struct feed_options taking = *options;
	const struct replay_file *files;
	uint64_t seeds[2][2];

	if (!r)
		told(b);
	taking.keeper = store_run_keeper(r);
	if (!feed_read(out, &b->plan, requests, n, &taking, &b->arena, &b->diag) || !store_run_taken(r))
		told(b);
	size_t nfiles = store_run_files(&files, r, options);
	store_run_seeds(seeds, r);
	struct feed_replay *p = feed_replay_open(&b->plan, options, files, nfiles, seeds, &b->arena, &b->diag);
	if (!p)
		told(b);
	feed_replay_supplies(out, p, &b->diag);
	store_judged_open(r, out->supplies, STR(""));
	struct replay_seat *seat = replay_seat_open(p, &b->arena);
	for (size_t i = 0; i < b->plan.nsubjects; i++) {
		struct now_span *known = arena_array(&b->arena, b->plan.ntypes, sizeof *known);
		struct judge_horizon h;
		struct store_rows rows;
		struct subject_events events;
		struct findings found;
		if (!store_judged_needs(r, i)) {
			b->passed++;
			continue;
		}
		b->judged++;
		store_run_rows(&rows, r, i, &b->arena);
		replay_subject(&events, seat, i, rows.rows.at, rows.rows.n, rows.strangers.at, rows.strangers.n, &b->arena);
		horizon_init(&h, known, b->plan.ntypes);
		judge(&b->kept[i], b, i, &events, out->supplies, options->as_of, &h, &found, &b->arena);
		store_found(r, i, &found);
		store_judged_put(r, i, &h, found.nconditions);
	}
	replay_seat_close(seat);
	note_untold(b, r);
	return r;
}

/* ---- what is shown, and to whom ---- */

static void content_of(struct buf *out, const struct finding *f, struct arena *a)
{
	for (size_t i = 0; i < f->nevidence; i++)
		if (f->evidence[i].role == ROLE_TRIGGER) {
			buf_add(out, event_content_key(f->evidence[i].event->type, f->evidence[i].event->fields, a));
			buf_char(out, '|');
		}
}

/* Does a decision on it still hold? One that is on other facts, or whose time has come, has ended for good. */
static bool covered(struct bench *b, const struct finding *f)
{
	struct buf content = {0};
	bool covers = false;

	content_of(&content, f, &b->arena);
	for (size_t i = 0; i < b->nverdicts; i++) {
		struct verdict *v = &b->verdicts[i];
		if (!str_eq(str_of(v->id), str_of(f->id)))
			continue;
		v->ended = v->ended || !str_eq(buf_str(&v->content), buf_str(&content));
		covers = covers || (!v->ended && v->level >= f->level);
	}
	buf_free(&content);
	return covers;
}

/* Each finding of the run without a store is shown by the store, at its level, and told to a new reader unless it is decided. */
static void compare_shown(struct bench *b, struct store *s, const struct findings *found, struct map *seen)
{
	for (size_t i = 0; i < found->n; i++) {
		const struct finding *f = &found->at[i];
		struct store_finding kept;
		if (f->level < LEVEL_BLIND || map_has(seen, str_of(f->id)))
			continue;
		map_put(seen, str_of(f->id), b);
		assert_true(store_finding(&kept, s, str_of(f->id), &b->arena));
		assert_true(kept.shown);
		assert_int_equal(kept.level, f->level);
		bool hidden = covered(b, f); /* a decision also ends where a lower level is on other facts */
		if (f->level < LEVEL_REVIEW)
			continue;
		b->covered += hidden;
		if (map_has(&b->untold, str_of(f->id)) == hidden)
			fail_msg("%s %s is %s", f->id, level_names[f->level], hidden ? "decided, and told all the same" : "not told");
		b->nuntold -= !hidden;
	}
}

static void end_by_time(struct bench *b, int64_t as_of)
{
	for (size_t i = 0; i < b->nverdicts; i++)
		b->verdicts[i].ended = b->verdicts[i].ended || b->verdicts[i].until <= as_of;
}

/* Somebody decides on one of the findings; an earlier decision on it ends. */
static void decide(struct bench *b, struct store *s, const struct finding *f, int64_t as_of)
{
	struct verdict *v = &b->verdicts[b->nverdicts];
	struct store_finding kept;

	/* While a subject is still to come, a run may be judged twice, and only the second is compared. */
	if (b->nverdicts == DECISIONS || b->subjects < SUBJECTS)
		return;
	for (size_t i = 0; i < b->nverdicts; i++)
		b->verdicts[i].ended = b->verdicts[i].ended || str_eq(str_of(b->verdicts[i].id), str_of(f->id));
	b->nverdicts++;
	*v = (struct verdict){.level = f->level, .until = below(b, 3) ? INSTANT_MAX : as_of + (int64_t)below(b, 96) * 3600000 + 1};
	memcpy(v->id, f->id, sizeof v->id);
	content_of(&v->content, f, &b->arena);
	const struct store_verdict made = {.outcome = STR("no-action"), .who = STR("w"), .account = STR("a"), .reason = STR("r"),
	                                   .at = as_of, .until = v->until};
	assert_true(store_begin(s));
	assert_true(store_finding(&kept, s, str_of(f->id), &b->arena));
	assert_true(store_decide(s, &kept, &made));
	assert_true(store_commit(s));
}

static void compare(struct bench *b, struct store *s, uint64_t seed, size_t run, const struct feed_options *options)
{
	struct feed_request all[FILES];
	struct feed_result result;
	size_t n = 0, shown = 0;
	const struct finding *chosen = NULL;
	struct store_status status;
	struct map seen;

	map_init(&seen, &b->arena);
	end_by_time(b, options->as_of);
	for (size_t i = 0; i < b->nfiles; i++)
		if (b->files[i].given)
			all[n++] = request_of(&b->files[i]);
	if (!feed_read(&result, &b->plan, all, n, options, &b->arena, &b->diag))
		told(b);
	for (size_t i = 0; i < b->plan.nsubjects; i++) {
		struct findings found;
		judge(&b->one, b, i, feed_subject(&result, i), result.supplies, options->as_of, NULL, &found, &b->arena);
		if (str_eq(buf_str(&b->one), buf_str(&b->kept[i]))) {
			compare_shown(b, s, &found, &seen);
			for (size_t k = 0; k < found.n; k++)
				if (found.at[k].level >= LEVEL_REVIEW && below(b, 4) == 0)
					chosen = arena_copy(&b->arena, &found.at[k], sizeof found.at[k]);
			continue;
		}
		printf("WITHOUT A STORE\n%.*sWITH ONE\n%.*sEND\n", STR_ARG(buf_str(&b->one)), STR_ARG(buf_str(&b->kept[i])));
		fail_msg("seed %llu, run %zu, S%zu", (unsigned long long)seed, run, i);
	}
	store_status(&status, s);
	for (size_t level = 0; level < NLEVELS; level++)
		shown += (size_t)status.shown[level];
	assert_int_equal(shown, seen.n); /* nothing is shown that is not found: it was withdrawn */
	assert_int_equal(b->nuntold, 0);
	b->shown += shown;
	if (chosen && below(b, 2))
		decide(b, s, chosen, options->as_of);
}

/* Some that were not given yet, of the ordered feed in order, and some that were. */
static size_t choose(struct bench *b, struct feed_request *out, bool all)
{
	size_t n = 0, most = below(b, 2) ? below(b, 2) : FILES; /* on some days little comes */

	for (size_t i = 0; i < b->nfiles && (all || n < most); i++) {
		struct file *f = &b->files[i];
		bool ordered = f->feed == 1 && !f->given && f->day > 0 && !b->files[i - 1].given;
		if (!all && (ordered || below(b, f->given ? 6 : 3) != 0))
			continue;
		if (all && !f->given)
			continue;
		f->given = true;
		out[n++] = request_of(f);
	}
	for (size_t i = n; i > 1; i--) { /* in any order */
		size_t k = (size_t)below(b, i);
		struct feed_request one = out[i - 1];
		out[i - 1] = out[k];
		out[k] = one;
	}
	return n;
}

static void forget_verdicts(struct bench *b)
{
	for (size_t i = 0; i < b->nverdicts; i++)
		buf_free(&b->verdicts[i].content);
	b->nverdicts = 0;
}

static void round_of(struct bench *b, uint64_t seed)
{
	struct feed_request requests[FILES];
	struct feed_result result;
	struct moment from;

	b->state = seed;
	b->version = 0;
	forget_verdicts(b);
	b->subjects = below(b, 3) == 0 ? SUBJECTS - 1 : SUBJECTS;
	unlink("law.db");
	load(b);
	make_files(b);
	assert_true(moment_parse(&from, STR("2026-02-09T12:00Z"), &b->zone, NULL));
	int64_t as_of = from.first;
	for (size_t run = 0; run < RUNS; run++) {
		as_of = below(b, 2) ? as_of + (int64_t)below(b, 60) * 60000 : from.first + (int64_t)below(b, 10 * 24) * 3600000;
		arena_free(&b->arena);
		arena_init(&b->arena);
		struct feed_options options = {.as_of = as_of, .known_at = INSTANT_MAX,
		                               .covers_all_as_of = below(b, 4) == 0, .hash_inputs = true};
		size_t n = choose(b, requests, false);
		struct store *s = store_open("law.db", STORE_MAKE, 0, &b->arena, &b->diag);
		if (!s)
			told(b);
		struct store_run *r = run_stored(b, s, &result, requests, n, &options);
		if (stale(r)) { /* the new subject's rows may be in files taken in before: they are given again */
			n = choose(b, requests, true);
			store_run_end(r);
			store_commit(s);
			r = run_stored(b, s, &result, requests, n, &options);
			assert_false(stale(r));
		}
		store_run_end(r);
		assert_true(store_commit(s));
		compare(b, s, seed, run, &options);
		store_close(s);
		bool newcomer = b->subjects < SUBJECTS && run == RUNS / 2;
		if (newcomer || below(b, 4) == 0) {
			b->subjects = newcomer ? SUBJECTS : b->subjects;
			b->version += !newcomer;
			load(b);
		}
	}
}

/* File names differ from round to round. */
static void clean(const char *folder)
{
	struct dirent *e;
	DIR *d = opendir(".");

	while (d && (e = readdir(d)))
		unlink(e->d_name);
	if (d)
		closedir(d);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void a_store_finds_what_a_run_over_all_files_finds(void **state)
{
	struct bench *b = mem_alloc(sizeof *b);
	char folder[] = "/tmp/store-law-XXXXXX";

	(void)state;
	memset(b, 0, sizeof *b);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	arena_init(&b->fixed);
	arena_init(&b->documents_arena);
	arena_init(&b->arena);
	assert_true(zone_open(&b->zone, &b->fixed, STR("Europe/London")));
	diag_init(&b->diag, &b->fixed);
	atlas_init(&b->atlas, &b->fixed);
	assert_true(atlas_load(&b->atlas, STR("code,alpha3,name,other\nFR,FRA,France,\nGB,GBR,United Kingdom,UK\nTH,THA,Thailand,\nES,ESP,Spain,\n"),
	                       STR("code,country\nCDG,FR\n"), &b->diag));
	b->settings.zone = STR("Europe/London");
	for (uint64_t i = 0; i < asked.rounds; i++)
		round_of(b, asked.seed + i);
	print_message("%llu rounds of %d runs: %zu times a subject was judged again, %zu times not; %zu events, %zu findings shown, "
	              "%zu of them decided\n", (unsigned long long)asked.rounds, RUNS, b->judged, b->passed, b->events, b->shown, b->covered);
	assert_true(b->covered > asked.rounds);
	forget_verdicts(b);
	assert_true(b->passed * 20 > b->judged);
	for (size_t i = 0; i < SUBJECTS; i++)
		buf_free(&b->kept[i]);
	buf_free(&b->one);
	buf_free(&b->other);
	arena_free(&b->arena);
	arena_free(&b->documents_arena);
	arena_free(&b->fixed);
	clean(folder);
	mem_free(b);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_store_finds_what_a_run_over_all_files_finds)};

	if (argc > 1)
		asked.seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		asked.rounds = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
