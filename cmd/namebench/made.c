/* People made of common given names and syllables, and what becomes of them at a keyboard. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "bench.h"
#include "book/book.h"

/* A match by name is for a person to confirm at any level. No stranger may be exact, and no more than one in a thousand
 * strong: somebody of one family name and day of birth with another given name is as often a slip as a twin. */
enum { STRANGERS_PER_STRONG = 1000 };
enum { PEOPLE = 2000, GIVEN = 600, FIRST_DAY = -7305, DAYS = 18263 }; /* born 1950 to 1999 */

struct made {
	char family[32], given[2][24];
	bool middle;
	int32_t born;
};

struct making {
	uint64_t state;
	struct str names[GIVEN]; /* of rules/data/nicknames.csv: common given names */
	size_t nnames;
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next(struct making *m)
{
	uint64_t z = (m->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static size_t below(struct making *m, size_t n)
{
	assert(n > 0);
	return (size_t)(next(m) % n);
}

static void read_names(struct making *m)
{
	struct str line, rest, csv = catalogue_read("rules/data/nicknames.csv");
	bool more = str_split(&line, &csv, csv, '\n');

	while (more && m->nnames < GIVEN) {
		more = str_split(&line, &csv, csv, '\n');
		str_split(&line, &rest, line, ',');
		if (line.n > 0)
			m->names[m->nnames++] = line;
	}
}

static void make_family(char out[32], struct making *m)
{
	static const char *const syllables[] = {"bar", "cot", "den", "fel", "gar", "hol", "ing", "kes", "lam", "mor", "nor", "pen", "quil", "ros", "stan",
	                                        "tor", "wel", "ash", "bri", "dun"};
	static const char *const ends[] = {"ton", "ham", "ley", "son", "field", "er", "worth", "by", "man", "wood", "more", "den"};

	/* One draw after the other: the order in which arguments are reckoned is the compiler's. */
	const char *first = syllables[below(m, 20)];
	const char *second = below(m, 2) ? syllables[below(m, 20)] : "";
	const char *end = ends[below(m, 12)];

	snprintf(out, 32, "%s%s%s", first, second, end);
}

static void make(struct made *out, struct making *m)
{
	make_family(out->family, m);
	for (size_t i = 0; i < 2; i++) {
		struct str name = m->names[below(m, m->nnames)];
		snprintf(out->given[i], sizeof out->given[i], "%.*s", STR_ARG(name));
	}
	out->middle = below(m, 2);
	out->born = FIRST_DAY + (int32_t)below(m, DAYS);
}

/* ---- slips ---- */

static void slip(char *word, size_t room, struct making *m)
{
	size_t n = strlen(word), at = n > 1 ? 1 + below(m, n - 1) : 0;
	char c = (char)('a' + below(m, 26));

	switch (below(m, 4)) {
	case 0: /* another letter */
		word[at] = c;
		break;
	case 1: /* a letter too many */
		if (n + 2 <= room)
			memmove(word + at + 1, word + at, n - at + 1);
		break;
	case 2: /* a letter left out */
		if (n > 3)
			memmove(word + at, word + at + 1, n - at);
		break;
	default: /* two exchanged */
		if (at + 1 < n) {
			c = word[at];
			word[at] = word[at + 1];
			word[at + 1] = c;
		}
		break;
	}
}

struct asked_of {
	char family[64], given[64];
	struct person_query query;
};

static struct born born_with_slip(struct born b, struct making *m)
{
	switch (below(m, 4)) {
	case 0:
		return (struct born){b.year, b.mday, b.month};
	case 1:
		return (struct born){(int16_t)(b.year + 10), b.month, b.mday};
	case 2:
		return (struct born){b.year, b.month, (int8_t)(b.mday / 10 * 10 + (b.mday + 1) % 10)};
	default:
		return (struct born){0};
	}
}

static void ask(struct asked_of *out, const struct made *p, bool whole)
{
	snprintf(out->family, sizeof out->family, "%s", p->family);
	snprintf(out->given, sizeof out->given, "%s%s%s", p->given[0], p->middle && whole ? " " : "", p->middle && whole ? p->given[1] : "");
	out->query = (struct person_query){.born = born_of_day(p->born)};
}

/* One or two things go wrong. */
static void misspell(struct asked_of *out, const struct made *p, struct making *m)
{
	ask(out, p, below(m, 3) > 0);
	for (size_t n = 1 + below(m, 2); n > 0; n--) {
		char swapped[64];

		switch (below(m, 6)) {
		case 0:
		case 1:
			slip(out->family, sizeof out->family, m);
			break;
		case 2:
			slip(out->given, sizeof out->given, m);
			break;
		case 3:
			out->query.born = born_with_slip(out->query.born, m);
			break;
		case 4:
			memcpy(swapped, out->family, sizeof swapped);
			memcpy(out->family, out->given, sizeof swapped);
			memcpy(out->given, swapped, sizeof swapped);
			break;
		default:
			out->given[1] = '\0';
			break;
		}
	}
	out->query.family = str_of(out->family);
	out->query.given = str_of(out->given);
}

/* ---- a register of them ---- */

static const struct plan *register_of(const struct made *people, struct arena *a)
{
	struct plan *plan = ARENA_NEW(a, struct plan);
	struct subject *subjects = arena_array(a, PEOPLE, sizeof *subjects);

	for (size_t i = 0; i < PEOPLE; i++) {
		struct person_name *name = ARENA_NEW(a, struct person_name);
		struct str *given = arena_array(a, 2, sizeof *given);

		given[0] = str_of(people[i].given[0]);
		given[1] = str_of(people[i].given[1]);
		*name = (struct person_name){.family = str_of(people[i].family), .given = given, .ngiven = people[i].middle ? 2 : 1};
		subjects[i] = (struct subject){.id = str_printf(a, "V-%zu", i), .names = name, .nnames = 1, .has_name = true,
		                               .has_born = true, .born = people[i].born};
	}
	plan->subjects = subjects;
	plan->nsubjects = PEOPLE;
	return plan;
}

static void count(struct tally levels[IDENTITY_EXACT + 1], const struct identity_match *m, size_t subject)
{
	for (int level = IDENTITY_POSSIBLE; level <= IDENTITY_EXACT; level++) {
		bool given = m->found == IDENTITY_ONE && (int)m->level >= level;

		levels[level].pairs += subject != SIZE_MAX;
		levels[level].right += given && m->subject == subject;
		levels[level].wrong += given && m->subject != subject;
	}
}

static void tell_stranger(const struct made *a, const struct made *b, const struct identity_match *m)
{
	printf("  stranger %s, %.1f: %s %s %d | %s %s %d:", identity_levels[m->level], m->score.tenths / 10.0, a->given[0], a->family,
	       (int)a->born, b->given[0], b->family, (int)b->born);
	for (size_t i = 0; i < m->score.nparts; i++)
		printf(" %s", weights[m->score.parts[i]].name);
	putchar('\n');
}

static void measure(struct tally known[IDENTITY_EXACT + 1], struct tally strangers[IDENTITY_EXACT + 1], struct making *m,
                    const struct made *people, const struct identity_index *x)
{
	struct arena scratch;
	struct asked_of asked;
	struct made stranger;

	arena_init(&scratch);
	for (size_t i = 0; i < PEOPLE; i++) {
		misspell(&asked, &people[i], m);
		struct identity_match got = identity_by_person(x, &asked.query, &scratch);
		count(known, &got, i);
		make(&stranger, m);
		ask(&asked, &stranger, true);
		asked.query.family = str_of(asked.family);
		asked.query.given = str_of(asked.given);
		got = identity_by_person(x, &asked.query, &scratch);
		count(strangers, &got, SIZE_MAX);
		if (got.level >= IDENTITY_STRONG)
			tell_stranger(&stranger, &people[got.subject], &got);
	}
	arena_free(&scratch);
}

bool made_measure(uint64_t seed)
{
	struct tally known[IDENTITY_EXACT + 1] = {{0}}, strangers[IDENTITY_EXACT + 1] = {{0}};
	struct making m = {.state = seed};
	struct made *people = mem_alloc(PEOPLE * sizeof *people);
	struct arena a;

	arena_init(&a);
	read_names(&m);
	for (size_t i = 0; i < PEOPLE; i++)
		make(&people[i], &m);
	measure(known, strangers, &m, people, identity_build_people(register_of(people, &a), &a));
	for (int level = IDENTITY_EXACT; level >= IDENTITY_POSSIBLE; level--)
		tally_print("misspelt", identity_levels[level], &known[level]);
	printf("strangers       %d, taken for somebody as exact %zu, as strong %zu, as possible %zu\n", PEOPLE,
	       strangers[IDENTITY_EXACT].wrong, strangers[IDENTITY_STRONG].wrong - strangers[IDENTITY_EXACT].wrong,
	       strangers[IDENTITY_POSSIBLE].wrong - strangers[IDENTITY_STRONG].wrong);
	arena_free(&a);
	mem_free(people);
	return strangers[IDENTITY_EXACT].wrong == 0 && strangers[IDENTITY_STRONG].wrong * STRANGERS_PER_STRONG <= PEOPLE;
}
