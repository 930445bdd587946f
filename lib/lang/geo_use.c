#include "lang/geo_use.h"

#define DAYS_MOST 8 /* a longer span of time is in use for a part of it, or not at all */

bool days_parse(struct days *out, struct str s)
{
	struct str first, last;

	s = str_trim(s);
	if (!str_split(&first, &last, s, '.'))
		return day_parse(&out->first, s) && day_parse(&out->last, s);
	return last.n > 0 && last.at[0] == '.' && day_parse(&out->first, str_trim(first)) &&
	       day_parse(&out->last, str_trim(str_from(last, 1))) && out->first <= out->last;
}

static bool has_day(const struct geo_use *u, int32_t day)
{
	if (day < u->from || day >= u->until)
		return false;
	for (size_t i = 0; i < u->nterms; i++)
		if (day >= u->terms[i].first && day <= u->terms[i].last)
			return true;
	return u->nterms == 0;
}

static enum truth has_days(const struct geo_use *u, int32_t first, int32_t last)
{
	int32_t n = 0;

	if ((int64_t)last - first >= DAYS_MOST)
		return TRUTH_UNKNOWN;
	for (int32_t day = first; day <= last; day++)
		n += has_day(u, day);
	return n == 0 ? TRUTH_FALSE : n == last - first + 1 ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

enum truth geo_in_use(const struct geo_use *u, struct moment t, const struct zone *z)
{
	enum truth in;

	if (!u)
		return TRUTH_TRUE;
	in = t.whole ? has_days(u, t.day, t.day) : has_days(u, civil_day(z, t.first), civil_day(z, t.last));
	if (u->nhours > 0)
		in = truth_and(in, truth_of(weekly_covers(u->hours, u->nhours, z, t.first, t.last)));
	return in;
}

bool geo_use_same(const struct geo_use *a, const struct geo_use *b)
{
	if (!a || !b)
		return a == b;
	if (a->from != b->from || a->until != b->until || a->nterms != b->nterms || a->nhours != b->nhours)
		return false;
	for (size_t i = 0; i < a->nterms; i++)
		if (a->terms[i].first != b->terms[i].first || a->terms[i].last != b->terms[i].last)
			return false;
	for (size_t i = 0; i < a->nhours; i++)
		if (a->hours[i].days != b->hours[i].days || a->hours[i].from != b->hours[i].from || a->hours[i].until != b->hours[i].until)
			return false;
	return true;
}
