#include "identity/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "identity/closeness.h"
#include "lang/identifier.h"

const char *const identity_levels[] = {"none", "possible", "strong", "exact"};

/* ---- what a subject has beside names ---- */

static bool for_life(struct str kind)
{
	static const char *const kinds[] = {"pnc", "cro", "nhs", "nhs-number", "nino", "national-insurance", "prison-number", "noms"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq_cstr(kind, kinds[i]))
			return true;
	return false;
}

/* 1: the subject has it; -1: has others of the kind; 0: none of the kind, or the row says none. */
static int has_identifier(const struct subject *s, const struct identifier_said *said, struct moment at, struct arena *scratch)
{
	struct str value;
	int has = 0;

	if (!text_valid(NULL, said->value) ||
	    !identifier_normal(&value, identifier_form_find(said->kind), said->value, scratch))
		return 0;
	for (size_t i = 0; i < s->nidentifiers; i++) {
		const struct identifier *id = &s->identifiers[i];

		if (!str_eq(id->kind, said->kind))
			continue;
		if (str_eq(id->value, value) && at.last >= id->from && (at.first < id->until || id->until == INSTANT_MAX))
			return 1;
		has = -1;
	}
	return has;
}

static void add_identifiers(struct score *s, const struct subject *subject, const struct asked *asked, struct arena *scratch)
{
	enum weight best = NWEIGHTS;

	for (size_t i = 0; i < asked->query->nsaid; i++) {
		const struct identifier_said *said = &asked->query->said[i];
		int has = has_identifier(subject, said, asked->query->at, scratch);
		bool life = for_life(said->kind);
		enum weight w = has > 0 ? (life ? LIFELONG_EQUAL : DOCUMENT_EQUAL) : life ? LIFELONG_DIFFERS : DOCUMENT_DIFFERS;

		/* One that agrees speaks for all; of those that do not, the gravest. */
		if (has != 0 && (best == NWEIGHTS || weights[w].tenths > 0 || (weights[best].tenths < 0 && w < best)))
			best = w;
	}
	if (best != NWEIGHTS)
		score_add(s, best);
}

static void add_postcode(struct score *s, const struct people *p, size_t subject, const struct asked *asked)
{
	if (asked->postcode.n == 0 || p->npostcodes[subject] == 0)
		return;
	for (size_t i = 0; i < p->npostcodes[subject]; i++) {
		if (str_eq(p->postcodes[subject][i], asked->postcode)) {
			score_add(s, POSTCODE_EQUAL);
			return;
		}
	}
	score_add(s, POSTCODE_DIFFERS);
}

/* ---- levels ---- */

static bool shares_identifier(const struct score *s)
{
	return score_has(s, LIFELONG_EQUAL) || score_has(s, DOCUMENT_EQUAL);
}

static bool born_equal(const struct score *s)
{
	return score_has(s, BORN_EQUAL) || score_has(s, BORN_EQUAL_JANUARY);
}

/* Two people, not one: the same family name and date of birth, another given name, no identifier shared, and a sign that
 * there are two: one home, identifiers that disagree, a postcode or identifier that could have agreed. The rule of the
 * Ministry of Justice's matcher (hmpps-person-match), which asks for such a sign too. */
static bool twins(const struct score *s)
{
	bool sign = score_among(s, POSTCODE_EQUAL, DOCUMENT_DIFFERS) != NWEIGHTS;

	return born_equal(s) && score_has(s, GIVEN_DIFFERS) && score_among(s, FAMILY_EQUAL, FAMILY_INITIAL) != NWEIGHTS &&
	       sign && !shares_identifier(s);
}

static bool nothing_against(const struct score *s)
{
	for (size_t i = 0; i < s->nparts; i++)
		if (weights[s->parts[i]].tenths < 0 && s->parts[i] != MIDDLE_MISSING)
			return false;
	return true;
}

/* A given name and a date of birth alone are shared by many. Where the given name is another, the family name must be equal, and
 * where the family name is only alike, the date of birth. */
static bool family_speaks(const struct score *s)
{
	enum weight family = score_among(s, FAMILY_EQUAL, FAMILY_INITIAL);

	if (family == NWEIGHTS || (score_has(s, GIVEN_DIFFERS) && family != FAMILY_EQUAL))
		return false;
	return family == FAMILY_EQUAL || family == FAMILY_PART || family == FAMILY_SLIP || born_equal(s);
}

/* Where a name and a date are each only like the other's, chance is enough. */
static bool something_equal(const struct score *s)
{
	return score_has(s, FAMILY_EQUAL) || score_has(s, GIVEN_EQUAL) || born_equal(s);
}

/* Where two dates of birth are known and disagree, both names must be equal. */
static bool dates_allow(const struct score *s)
{
	enum weight born = score_among(s, BORN_EQUAL, BORN_MISSING);

	return born == NWEIGHTS || weights[born].tenths >= 0 || (score_has(s, FAMILY_EQUAL) && score_has(s, GIVEN_EQUAL));
}

enum identity_level match_level(const struct people *p, const struct score *s)
{
	if (s->tenths < p->possible || score_has(s, TWINS) || !(dates_allow(s) || shares_identifier(s)))
		return IDENTITY_NO;
	if (s->tenths < p->strong || !(shares_identifier(s) || (family_speaks(s) && something_equal(s))))
		return IDENTITY_POSSIBLE;
	if (score_has(s, FAMILY_EQUAL) && score_has(s, GIVEN_EQUAL) && born_equal(s) && nothing_against(s))
		return IDENTITY_EXACT;
	return IDENTITY_STRONG;
}

/* ---- one candidate ---- */

bool match_asked(struct asked *out, struct name_room *room, const struct person_query *q, struct arena *scratch)
{
	*out = (struct asked){.query = q};
	if (!text_valid(NULL, q->family) || !text_valid(NULL, q->given) ||
	    !name_read(&out->name, room, q->family, q->given, q->whole, scratch))
		return false;
	if (q->postcode.n > 0 && text_valid(NULL, q->postcode) && !postcode_parse(&out->postcode, q->postcode, scratch))
		out->postcode = (struct str){NULL, 0};
	return true;
}

/* Letters of two parts that only one of them has: more, and they are not alike. */
enum { STRANGE_LETTERS = 5 };

/* Some part of one name is equal to one of the other (exact), or has nearly its letters. */
static bool share_something(const struct name *a, const struct name *b, bool exact)
{
	for (size_t i = 0; i < a->n; i++) {
		for (size_t k = 0; k < b->n; k++) {
			const struct name_part *x = &a->parts[i], *y = &b->parts[k];

			if (exact ? x->letters == y->letters && x->n == y->n && memcmp(x->at, y->at, x->n) == 0
			          : !closeness_beyond(x->letters ^ y->letters, STRANGE_LETTERS))
				return true;
		}
	}
	return false;
}

/* Names and dates alone. False: too far apart for anything else to bring them together; where the dates disagree,
 * some part of the names must be equal. */
static bool weigh_names(struct score *s, const struct people *p, const struct asked *asked, const struct persona *one)
{
	enum weight born = born_compare(asked->query->born, one->born);

	*s = (struct score){0};
	if (!share_something(&asked->name, &one->name, weights[born].tenths < 0))
		return false;
	compare_names(s, &asked->name, &one->name, &p->nicknames);
	score_add(s, born);
	return true;
}

static void add_rest(struct score *s, const struct people *p, size_t subject, const struct asked *asked, struct arena *scratch)
{
	add_identifiers(s, &p->plan->subjects[subject], asked, scratch);
	add_postcode(s, p, subject, asked);
	if (twins(s))
		score_add(s, TWINS);
}

/* The person is known to be somebody else: family name and given names of a `not:` are equal, suit the row no less than
 * the subject's own (own: what names and dates weigh), and the date, where it is written, is equal. */
static bool is_other(const struct people *p, size_t subject, const struct score *own, const struct asked *asked,
                     struct arena *scratch)
{
	const struct subject *s = &p->plan->subjects[subject];

	for (size_t i = 0; i < s->nothers; i++) {
		const struct person_name *o = &s->others[i];
		struct born born = o->has_born ? born_of_day(o->born) : asked->query->born;
		enum weight dates = born_compare(born, asked->query->born);
		struct name_room room;
		struct name name;
		struct score names = {0};

		if (o->has_born && dates != BORN_EQUAL && dates != BORN_EQUAL_JANUARY)
			continue;
		if (!person_name_read(&name, &room, o, scratch))
			continue;
		compare_names(&names, &asked->name, &name, NULL);
		if (!score_has(&names, FAMILY_EQUAL) || !(score_has(&names, GIVEN_EQUAL) || o->ngiven == 0))
			continue;
		if (o->ngiven == 0 || names.tenths >= own->tenths - weights[score_among(own, BORN_EQUAL, BORN_MISSING)].tenths)
			return true;
	}
	return false;
}

bool match_one(struct identity_match *out, const struct people *p, size_t subject, const struct score *names,
               const struct asked *asked, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	bool other = p->plan->subjects[subject].nothers > 0 && is_other(p, subject, names, asked, scratch);

	*out = (struct identity_match){.found = IDENTITY_ONE, .subject = subject, .other = SIZE_MAX, .score = *names};
	add_rest(&out->score, p, subject, asked, scratch);
	out->level = match_level(p, &out->score);
	arena_release(scratch, mark);
	return !other;
}

/* ---- the best ---- */

struct choosing {
	const struct people *people;
	const struct asked *asked;
	struct arena *scratch;
	struct identity_match best, next; /* next: the best of other subjects */
};

static bool better(const struct identity_match *a, const struct identity_match *b)
{
	if (b->found == IDENTITY_NONE || a->level != b->level)
		return b->found == IDENTITY_NONE || a->level > b->level;
	return a->score.tenths != b->score.tenths ? a->score.tenths > b->score.tenths : a->subject < b->subject;
}

static void offer(struct choosing *c, const struct identity_match *m)
{
	if (m->level == IDENTITY_NO)
		return;
	if (m->subject == c->best.subject) {
		if (better(m, &c->best))
			c->best = *m;
	} else if (better(m, &c->best)) {
		c->next = c->best;
		c->best = *m;
	} else if (better(m, &c->next)) {
		c->next = *m;
	}
}

static bool ties(const struct choosing *c)
{
	return c->next.found != IDENTITY_NONE && c->next.level == c->best.level &&
	       c->best.score.tenths - c->next.score.tenths <= TIE_TENTHS;
}

/* Where the row says no more than a name and a date, two of one name already tie. */
static bool decided(const struct choosing *c, const struct persona *one, size_t from)
{
	return from > 0 && one->nsubjects > 2 && c->asked->query->nsaid == 0 && c->asked->postcode.n == 0 && ties(c) &&
	       c->best.score.tenths == c->next.score.tenths;
}

static void consider(const struct persona *one, void *context)
{
	struct choosing *c = context;
	struct score names;
	struct identity_match m;

	if (!weigh_names(&names, c->people, c->asked, one))
		return;
	if (names.tenths < c->people->possible && c->asked->query->nsaid == 0 && c->asked->postcode.n == 0)
		return;
	for (size_t i = 0; i < one->nsubjects && !decided(c, one, i); i++)
		if (match_one(&m, c->people, one->subjects[i], &names, c->asked, c->scratch))
			offer(c, &m);
}

static const struct identity_match nobody = {.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};

struct identity_match match_best(const struct people *p, const struct person_query *q, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct name_room room;
	struct asked asked;
	struct choosing c = {.people = p, .asked = &asked, .scratch = scratch, .best = nobody, .next = nobody};

	if (match_asked(&asked, &room, q, scratch))
		people_each(p, &asked.name, q->born, consider, &c);
	arena_release(scratch, mark);
	if (ties(&c)) {
		c.best.found = IDENTITY_TIE;
		c.best.other = c.next.subject;
	}
	return c.best;
}

/* ---- all of them ---- */

struct listing {
	const struct people *people;
	const struct asked *asked;
	struct arena *scratch;
	struct identity_match *out;
	size_t n, cap;
	int floor;
};

static void list_match(struct listing *l, const struct identity_match *m)
{
	size_t at = 0;

	while (at < l->n && l->out[at].subject != m->subject)
		at++;
	if (at < l->n && !better(m, &l->out[at]))
		return;
	if (at == l->n && l->n == l->cap) {
		if (!better(m, &l->out[--at]))
			return;
	} else if (at == l->n) {
		l->n++;
	}
	for (; at > 0 && better(m, &l->out[at - 1]); at--)
		l->out[at] = l->out[at - 1];
	l->out[at] = *m;
}

static void list(const struct persona *one, void *context)
{
	struct listing *l = context;
	struct score names;
	struct identity_match m;

	if (!weigh_names(&names, l->people, l->asked, one))
		return;
	for (size_t i = 0; i < one->nsubjects && i <= l->cap; i++)
		if (match_one(&m, l->people, one->subjects[i], &names, l->asked, l->scratch) && m.score.tenths >= l->floor)
			list_match(l, &m);
}

size_t match_all(struct identity_match *out, size_t cap, int floor, const struct people *p, const struct person_query *q,
                 struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct name_room room;
	struct asked asked;
	struct listing l = {.people = p, .asked = &asked, .scratch = scratch, .out = out, .cap = cap, .floor = floor};

	if (cap > 0 && match_asked(&asked, &room, q, scratch))
		people_each(p, &asked.name, q->born, list, &l);
	arena_release(scratch, mark);
	return l.n;
}

/* ---- one subject ---- */

bool match_subject(struct identity_match *out, const struct people *p, size_t subject, const struct person_query *q,
                   struct arena *scratch)
{
	const struct subject *s = &p->plan->subjects[subject];
	struct arena_mark mark = arena_mark(scratch);
	struct name_room room, own_room;
	struct asked asked;
	struct identity_match best = {.found = IDENTITY_NONE, .subject = subject};

	for (size_t i = 0; match_asked(&asked, &room, q, scratch) && i < s->nnames; i++) {
		struct born born = s->has_born ? born_of_day(s->born) : (struct born){0};
		struct score names = {0};
		struct name name;
		struct identity_match m;

		if (!person_name_read(&name, &own_room, &s->names[i], scratch))
			continue;
		compare_names(&names, &asked.name, &name, &p->nicknames);
		score_add(&names, born_compare(q->born, born));
		match_one(&m, p, subject, &names, &asked, scratch);
		if (better(&m, &best))
			best = m;
	}
	arena_release(scratch, mark);
	*out = best;
	return best.found == IDENTITY_ONE;
}

bool match_pair(struct identity_match *out, const struct people *p, const struct person_query *a, const struct person_query *b,
                struct arena *scratch)
{
	struct name_room room_a, room_b;
	struct asked x, y;

	*out = (struct identity_match){.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};
	if (!match_asked(&x, &room_a, a, scratch) || !match_asked(&y, &room_b, b, scratch))
		return false;
	compare_names(&out->score, &x.name, &y.name, &p->nicknames);
	score_add(&out->score, born_compare(a->born, b->born));
	out->level = match_level(p, &out->score);
	return true;
}
