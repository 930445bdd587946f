#include "identity/identity.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/vec.h"
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
	struct map references, identifiers, people; /* key -> struct answer */
};

static void add_answer(struct map *m, struct str key, struct answer a)
{
	struct answer *kept = ARENA_NEW(m->arena, struct answer);
	struct answer *first = map_find(m, key);

	*kept = a;
	if (!first) {
		map_put(m, key, kept);
		return;
	}
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
	*out = text_lower(a, text_normal(a, s));
	return out->n > 0;
}

/* Kind, a NUL, and the value in capitals without blanks, hyphens and full stops. */
static bool identifier_key(struct str *out, struct str kind, struct str value, char room[SHORT_KEY])
{
	size_t n = kind.n;

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

static struct str person_key(struct str family, struct str given, int32_t born, struct arena *a)
{
	return str_printf(a, "%.*s|%.*s|%d", STR_ARG(family), STR_ARG(given), (int)born);
}

static struct str joined(const struct str *parts, size_t n, struct arena *a)
{
	struct buf b = {0};
	struct str all;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&b, ' ');
		buf_add(&b, parts[i]);
	}
	all = str_dup(a, buf_str(&b));
	buf_free(&b);
	return all;
}

static void add_person(struct map *m, const struct person_name *name, struct answer answer, int32_t born)
{
	struct str family = text_latin(m->arena, name->family);
	struct str all = text_latin(m->arena, joined(name->given, name->ngiven, m->arena));
	struct str first = name->ngiven > 0 ? text_latin(m->arena, name->given[0]) : all;

	if (family.n == 0)
		return;
	add_answer(m, person_key(family, all, born, m->arena), answer);
	if (!str_eq(first, all))
		add_answer(m, person_key(family, first, born, m->arena), answer);
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

		if (identifier_key(&key, id->kind, id->value, room))
			add_answer(&x->identifiers, str_dup(x->identifiers.arena, key), dated);
	}
	for (size_t k = 0; s->has_born && k < s->nnames; k++)
		add_person(&x->people, &s->names[k], always, s->born);
}

struct identity_index *identity_build(const struct plan *plan, struct arena *a)
{
	struct identity_index *x = ARENA_NEW(a, struct identity_index);

	x->plan = plan;
	map_init(&x->references, a);
	map_init(&x->identifiers, a);
	map_init(&x->people, a);
	for (size_t i = 0; i < plan->nsubjects; i++)
		add_subject(x, i);
	return x;
}

/* The answer joins the match: nobody yet, the same again, or a tie. */
static void join(struct identity_match *m, size_t subject)
{
	if (m->found == IDENTITY_NONE) {
		*m = (struct identity_match){IDENTITY_ONE, subject, SIZE_MAX};
	} else if (m->found == IDENTITY_ONE && m->subject != subject) {
		m->found = IDENTITY_TIE;
		m->other = subject;
	}
}

static struct identity_match match_of(const struct answer *answers, struct moment at)
{
	struct identity_match m = {IDENTITY_NONE, SIZE_MAX, SIZE_MAX};

	for (; answers; answers = answers->next) {
		if (at.last >= answers->from && (at.first < answers->until || answers->until == INSTANT_MAX))
			join(&m, answers->subject);
	}
	return m;
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
	if (form && text_valid(NULL, value))
		identifier_normal(&value, form, value, &scratch);
	m = match_of(identifier_key(&key, kind, value, room) ? map_find(&x->identifiers, key) : NULL, at);
	arena_free(&scratch);
	return m;
}

static bool is_other(const struct subject *s, struct str family, struct str given, int32_t born, struct arena *scratch)
{
	for (size_t i = 0; i < s->nothers; i++) {
		const struct person_name *o = &s->others[i];
		struct str all, first;

		if ((o->has_born && o->born != born) || !str_eq(text_latin(scratch, o->family), family))
			continue;
		all = text_latin(scratch, joined(o->given, o->ngiven, scratch));
		first = o->ngiven > 0 ? text_latin(scratch, o->given[0]) : all;
		if (o->ngiven == 0 || str_eq(all, given) || str_eq(first, given))
			return true;
	}
	return false;
}

struct identity_match identity_by_person(const struct identity_index *x, struct str family, struct str given, int32_t born,
                                         struct arena *scratch)
{
	struct identity_match m = {IDENTITY_NONE, SIZE_MAX, SIZE_MAX};
	const struct answer *answers;

	if (x->people.n == 0 || !text_valid(NULL, family) || !text_valid(NULL, given))
		return m;
	family = text_latin(scratch, family);
	given = text_latin(scratch, given);
	answers = map_find(&x->people, person_key(family, given, born, scratch));
	for (; answers; answers = answers->next) {
		if (!is_other(&x->plan->subjects[answers->subject], family, given, born, scratch))
			join(&m, answers->subject);
	}
	return m;
}
