#include "tags.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "draw.h"

enum { SLOT = 600, SLOTS_A_DAY = 144 }; /* seconds; rows of a day */

/* A position in millionths of a degree. */
struct spot {
	int64_t lat, lon;
};

/* What a day holds. */
enum outing { AT_HOME, JOURNEY, WALK, UNHEARD };

static struct spot home_of(const struct tags *t, uint64_t subject)
{
	uint64_t state = t->seed * 1000003 + subject;
	struct spot s;

	s.lat = 50500000 + (int64_t)draw_below(&state, 4000000);
	s.lon = -3500000 + (int64_t)draw_below(&state, 4500000);
	return s;
}

static void print_degree(int64_t millionths)
{
	int64_t size = millionths < 0 ? -millionths : millionths;

	printf("%s%" PRId64 ".%06" PRId64, millionths < 0 ? "-" : "", size / 1000000, size % 1000000);
}

static void print_spot(struct spot s)
{
	print_degree(s.lat);
	putchar(',');
	print_degree(s.lon);
}

static enum outing outing_of(const struct tags *t, uint64_t subject, uint64_t day)
{
	uint64_t state = (t->seed * 1000003 + subject) * 100003 + day;
	uint64_t n = draw_below(&state, 100);

	return n < 10 ? JOURNEY : n < 11 ? WALK : n < 12 ? UNHEARD : AT_HOME;
}

static bool out_at(enum outing o, uint64_t hour)
{
	switch (o) {
	case AT_HOME:
		return false;
	case JOURNEY:
		return hour == 12 || hour == 13;
	case WALK:
		return hour == 20;
	case UNHEARD:
		return hour >= 9 && hour < 13;
	}
	return false;
}

static void print_when(uint64_t second)
{
	static const unsigned months[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	uint64_t day = 4 + second / 86400; /* since 1 January 2026; the year has no 29 February, as 2027 */
	uint64_t year = 2026 + day / 365;
	size_t month = 0;

	for (day %= 365; day >= months[month]; month++)
		day -= months[month];
	printf("%" PRIu64 "-%02zu-%02" PRIu64 "T%02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 "Z", year, month + 1, day + 1,
	       second / 3600 % 24, second / 60 % 60, second % 60);
}

/* False: nothing was heard. */
static bool print_row(const struct tags *t, uint64_t *state, uint64_t slot, uint64_t subject)
{
	uint64_t second = slot * SLOT + subject * 37 % SLOT;
	enum outing o = outing_of(t, subject, slot / SLOTS_A_DAY);
	bool out = out_at(o, second / 3600 % 24);
	struct spot at = home_of(t, subject);

	at.lat += (int64_t)draw_below(state, 801) - 400;
	at.lon += (int64_t)draw_below(state, 801) - 400;
	if (out && o == UNHEARD)
		return false;
	if (out)
		at.lat += o == JOURNEY ? 72000 : 5400;
	printf("V-%07" PRIu64 ",", subject);
	print_when(second);
	putchar(',');
	print_spot(at);
	putchar('\n');
	return true;
}

void tags_print_rows(const struct tags *t)
{
	uint64_t state = t->seed, n = 0;

	puts("subject,time,lat,lon");
	for (uint64_t slot = 0; n < t->rows && t->subjects > 0; slot++)
		for (uint64_t i = 0; i < t->subjects && n < t->rows; i++)
			n += print_row(t, &state, slot, i);
}

void tags_print_homes(const struct tags *t)
{
	puts("subject,lat,lon");
	for (uint64_t i = 0; i < t->subjects; i++) {
		printf("V-%07" PRIu64 ",", i);
		print_spot(home_of(t, i));
		putchar('\n');
	}
}

static void print_condition(unsigned n, const char *rule, struct spot home, const char *rest)
{
	printf("  - {id: \"%u\", text: As the rule says., rule: bench/%s", n, rule);
	if (rest) {
		printf(", with: {home: {at: \"");
		print_spot(home);
		printf("\", %s}", rest);
	}
	puts("}");
}

void tags_print_orders(const struct tags *t)
{
	for (uint64_t i = 0; i < t->subjects; i++) {
		struct spot home = home_of(t, i);

		printf("---\norder: TAG-%07" PRIu64 "\ntype: other\nmade: 2026-01-05\nsubject: {subject: V-%07" PRIu64 "}\nconditions:\n",
		       i, i);
		print_condition(1, "radius", home, "radius: 5000m}");
		print_condition(2, "curfew", home, "radius: 200m}, hours: [\"daily 19:00..07:00\"]");
		print_condition(3, "silence", home, NULL);
	}
}
