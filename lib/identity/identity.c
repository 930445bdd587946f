#include "identity/identity.h"

#include <string.h>

#include "base/text.h"
#include "identity/match.h"
#include "lang/identifier.h"

#define SHORT_KEY 256

/* A subject that answers to a key, with the time in which it does. */
struct answer {
	const struct answer *next;
	size_t subject;
	int64_t from, until;
};

struct identity_index {
	const struct plan *plan;
	struct map references, identifiers; /* key -> struct answer */
	struct sieve sieve;                 /* of the references */
	struct exact exact;                 /* of those that one subject alone has */
	struct people people;
};

static void add_answer(struct map *m, struct str key, struct answer a)
{
	struct answer *kept = ARENA_NEW(m->arena, struct answer);
	struct answer *first = map_add(m, key, kept);

	*kept = a;
	if (first == kept)
		return;
	kept->next = first->next;
	first->next = kept;
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

/* In room where it is short and plain ASCII, else in the arena; false: no text. */
static bool fold_reference(struct str *out, struct str s, char room[SHORT_KEY], struct arena *a)
{
	s = str_trim(s);
	if (s.n <= SHORT_KEY && text_ascii(s)) {
		for (size_t i = 0; i < s.n; i++)
			room[i] = lower(s.at[i]);
		*out = (struct str){room, s.n};
		return s.n > 0;
	}
	if (!text_valid(NULL, s))
		return false;
	*out = text_code(a, s);
	return out->n > 0;
}

/* Kind, a NUL, and the value in capitals without blanks, hyphens and full stops. */
static bool identifier_key(struct str *out, struct str kind, struct str value, char room[SHORT_KEY], struct arena *a)
{
	size_t n = kind.n;

	if (!text_ascii(value) && text_valid(NULL, value))
		value = text_code(a, value);
	if (kind.n >= SHORT_KEY || memchr(value.at ? value.at : "", '\0', value.n))
		return false;
	memcpy(room, kind.at, kind.n);
	room[n++] = '\0';
	for (size_t i = 0; i < value.n; i++) {
		char c = value.at[i];

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-' || c == '.')
			continue;
		if (n == SHORT_KEY)
			return false;
		room[n++] = upper(c);
	}
	*out = (struct str){room, n};
	return n > kind.n + 1;
}

static void add_subject(struct identity_index *x, size_t i)
{
	const struct subject *s = &x->plan->subjects[i];
	struct answer always = {.subject = i, .from = INSTANT_MIN, .until = INSTANT_MAX};
	char room[SHORT_KEY];
	struct str key;

	if (fold_reference(&key, s->id, room, x->references.arena))
		add_answer(&x->references, str_dup(x->references.arena, key), always);
	for (size_t k = 0; k < s->nidentifiers; k++) {
		const struct identifier *id = &s->identifiers[k];
		struct answer dated = {.subject = i, .from = id->from, .until = id->until};

		if (identifier_key(&key, id->kind, id->value, room, x->identifiers.arena))
			add_answer(&x->identifiers, str_dup(x->identifiers.arena, key), dated);
	}
}

static void build_sieve(struct identity_index *x, struct arena *a)
{
	struct str *keys = arena_array(a, x->references.n, sizeof *keys);

	for (size_t i = 0; i < x->references.n; i++)
		keys[i] = x->references.entries[i].key;
	sieve_init(&x->sieve, keys, x->references.n, a);
}

static void build_exact(struct identity_index *x, struct arena *a)
{
	char room[SHORT_KEY];
	struct str key;

	exact_init(&x->exact, x->plan->nsubjects, a);
	for (size_t i = 0; i < x->plan->nsubjects; i++) {
		struct str id = x->plan->subjects[i].id;
		const struct answer *one;

		if (id.n > EXACT_LONGEST || !text_ascii(id) || str_trim(id).n != id.n || !fold_reference(&key, id, room, a))
			continue;
		one = map_find(&x->references, key);
		if (one && !one->next)
			exact_add(&x->exact, id, i);
	}
}

static struct identity_index *build(const struct plan *plan, struct arena *a)
{
	struct identity_index *x = ARENA_NEW(a, struct identity_index);

	x->plan = plan;
	map_init(&x->references, a);
	map_init(&x->identifiers, a);
	map_room(&x->references, plan->nsubjects);
	for (size_t i = 0; i < plan->nsubjects; i++)
		add_subject(x, i);
	build_sieve(x, a);
	build_exact(x, a);
	return x;
}

struct identity_index *identity_build_people(const struct plan *plan, struct arena *a)
{
	struct identity_index *x = build(plan, a);

	people_build(&x->people, plan, a);
	return x;
}

static bool asks_names(const struct plan *plan)
{
	for (size_t i = 0; i < plan->nfeeds; i++)
		for (size_t k = 0; k < plan->feeds[i].nways; k++)
			if (plan->feeds[i].ways[k].kind == WAY_PERSON)
				return true;
	return false;
}

struct identity_index *identity_build(const struct plan *plan, struct arena *a)
{
	return asks_names(plan) ? identity_build_people(plan, a) : build(plan, a);
}

/* The answer joins the match: nobody yet, the same again, or a tie. */
static void join(struct identity_match *m, size_t subject)
{
	if (m->found == IDENTITY_NONE) {
		*m = (struct identity_match){.found = IDENTITY_ONE, .subject = subject, .other = SIZE_MAX};
	} else if (m->found == IDENTITY_ONE && m->subject != subject) {
		m->found = IDENTITY_TIE;
		m->other = subject;
	}
}

static struct identity_match match_of(const struct answer *answers, struct moment at)
{
	struct identity_match m = {.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};

	for (; answers; answers = answers->next) {
		if (at.last >= answers->from && (at.first < answers->until || answers->until == INSTANT_MAX))
			join(&m, answers->subject);
	}
	return m;
}

const struct sieve *identity_sieve(const struct identity_index *x)
{
	return &x->sieve;
}

const struct exact *identity_exact(const struct identity_index *x)
{
	return &x->exact;
}

struct identity_match identity_by_reference(const struct identity_index *x, struct str reference)
{
	static const struct moment any = {.first = INSTANT_MIN, .last = INSTANT_MAX};
	struct arena scratch;
	char room[SHORT_KEY];
	struct str key;
	struct identity_match m;

	arena_init(&scratch);
	m = match_of(fold_reference(&key, reference, room, &scratch) ? map_find(&x->references, key) : NULL, any);
	arena_free(&scratch);
	return m;
}

struct identity_match identity_by_identifier(const struct identity_index *x, struct str kind, struct str value,
                                             struct moment at)
{
	const struct identifier_form *form = identifier_form_find(kind);
	char room[SHORT_KEY];
	struct arena scratch;
	struct identity_match m;
	struct str key;

	arena_init(&scratch);
	if (!text_ascii(value) && text_valid(NULL, value))
		value = text_code(&scratch, value);
	if (form && text_valid(NULL, value))
		identifier_normal(&value, form, value, &scratch);
	m = match_of(identifier_key(&key, kind, value, room, &scratch) ? map_find(&x->identifiers, key) : NULL, at);
	arena_free(&scratch);
	return m;
}

struct identity_match identity_by_person(const struct identity_index *x, const struct person_query *q, struct arena *scratch)
{
	return match_best(&x->people, q, scratch);
}

size_t identity_candidates(struct identity_match *out, size_t cap, int floor, const struct identity_index *x,
                           const struct person_query *q, struct arena *scratch)
{
	return match_all(out, cap, floor, &x->people, q, scratch);
}

bool identity_pair(struct identity_match *out, const struct identity_index *x, const struct person_query *a,
                   const struct person_query *b, struct arena *scratch)
{
	return match_pair(out, &x->people, a, b, scratch);
}

bool identity_weigh(struct identity_match *out, const struct identity_index *x, size_t subject, const struct person_query *q,
                    struct arena *scratch)
{
	return match_subject(out, &x->people, subject, q, scratch);
}
