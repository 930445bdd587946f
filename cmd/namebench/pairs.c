/* Labelled pairs: name_a,dob_a,name_b,dob_b,same,source,note. */
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "feed/record.h"
#include "identity/words.h"

enum { NAME_A, BORN_A, NAME_B, BORN_B, SAME, NCOLUMNS };

/* What a set must reach; 0: nothing. */
static const struct bar {
	const char *set;
	double strong_precision, strong_recall, possible_precision, possible_recall;
} bars[] = {
	{"febrl4", .995, .85, .97, .93},
	{"historical", .995, .87, .97, .93},
};

struct measuring {
	const char *set;
	const struct identity_index *index;
	struct arena arena;
	struct tally levels[IDENTITY_EXACT + 1]; /* that level or a better one */
	size_t examples, missed, mistaken;
};

static void print_example(const struct measuring *m, const char *what, const struct row *row, const struct identity_match *match)
{
	printf("  %s %s, %.1f: %.*s %.*s | %.*s %.*s:", what, identity_levels[match->level], match->score.tenths / 10.0,
	       STR_ARG(row->fields[NAME_A]), STR_ARG(row->fields[BORN_A]), STR_ARG(row->fields[NAME_B]), STR_ARG(row->fields[BORN_B]));
	for (size_t i = 0; i < match->score.nparts; i++)
		printf(" %s", weights[match->score.parts[i]].name);
	(void)m;
	putchar('\n');
}

static void take_row(struct measuring *m, const struct row *row)
{
	struct person_query a = {.family = row->fields[NAME_A], .whole = true, .born = born_read(row->fields[BORN_A])};
	struct person_query b = {.family = row->fields[NAME_B], .whole = true, .born = born_read(row->fields[BORN_B])};
	struct arena_mark mark = arena_mark(&m->arena);
	struct identity_match match;
	bool same = str_eq_cstr(row->fields[SAME], "1");

	identity_pair(&match, m->index, &a, &b, &m->arena);
	arena_release(&m->arena, mark);
	for (int level = IDENTITY_POSSIBLE; level <= IDENTITY_EXACT; level++) {
		struct tally *t = &m->levels[level];
		t->pairs += same;
		t->right += same && (int)match.level >= level;
		t->wrong += !same && (int)match.level >= level;
	}
	if (same && match.level == IDENTITY_NO && m->missed++ < m->examples)
		print_example(m, "missed", row, &match);
	if (!same && match.level >= IDENTITY_STRONG && m->mistaken++ < m->examples)
		print_example(m, "mistaken", row, &match);
}

static bool reaches(const char *set, const char *level, const struct tally *t, double precision, double recall)
{
	bool good = tally_precision(t) >= precision && tally_recall(t) >= recall;

	if (!good)
		printf("%s: %s misses its bar: precision %.3f, recall %.3f\n", set, level, precision, recall);
	return good;
}

static bool tell(const struct measuring *m)
{
	bool good = true;

	for (int level = IDENTITY_EXACT; level >= IDENTITY_POSSIBLE; level--)
		tally_print(m->set, identity_levels[level], &m->levels[level]);
	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
		const struct bar *b = &bars[i];
		if (strcmp(b->set, m->set) != 0)
			continue;
		good = reaches(m->set, "strong", &m->levels[IDENTITY_STRONG], b->strong_precision, b->strong_recall);
		good = reaches(m->set, "possible", &m->levels[IDENTITY_POSSIBLE], b->possible_precision, b->possible_recall) && good;
	}
	return good;
}

static bool read_rows(struct measuring *m, struct input *in)
{
	struct scanner *s = scanner_open(in);
	enum row_found found;
	struct row row;
	size_t n = 0;

	while ((found = scanner_next(&row, s)) == ROW_GOOD)
		if (n++ > 0 && row.nfields >= NCOLUMNS)
			take_row(m, &row);
	scanner_close(s);
	return found == ROW_END && n > 1;
}

bool pairs_measure(bool *there, const char *folder, const char *set, size_t examples, const struct identity_index *x)
{
	struct measuring m = {.set = set, .index = x, .examples = examples};
	struct input in;
	char path[4096];
	bool good;

	snprintf(path, sizeof path, "%s/pairs_%s.csv", folder, set);
	*there = access(path, R_OK) == 0;
	if (!input_open(&in, path, (struct str){NULL, 0}, false)) {
		printf("%s: %s\n", path, in.why);
		return false;
	}
	arena_init(&m.arena);
	good = read_rows(&m, &in);
	input_close(&in, (char[65]){0});
	good = tell(&m) && good;
	arena_free(&m.arena);
	return good;
}
