/* feedgen: synthetic orders and feeds of any size, out of a seed.
 *
 * For tests and measurements. The same arguments give the same bytes; every
 * name is made of syllables and every number is from a reserved range.
 */
#include "draw.h"
#include "force.h"
#include "history.h"
#include "tags.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct request {
	uint64_t rows, subjects, seed, share; /* share: known subjects in ten thousand rows */
	const char *out;
};

static const char *const places[] = {"ES", "FR", "PT", "IT", "DE", "TH", "US", "IE", "GB", "PL"};
static const char *const ports[] = {"LHR", "MAN", "LGW", "EDI", "BHX"};
static const char *const states[] = {"booked", "boarded", "arrived", "cancelled"};

/* Name and birth of anybody, or of subject i, who is the same in every file of a seed. */
struct passenger {
	char family[32], given[32], born[32];
};

static void passenger(struct passenger *p, uint64_t *state)
{
	uint64_t year, month, day;

	draw_name(p->family, state);
	draw_name(p->given, state);
	day = 1 + draw_below(state, 28);
	month = 1 + draw_below(state, 12);
	year = 40 + draw_below(state, 60);
	snprintf(p->born, sizeof p->born, "19%02" PRIu64 "-%02" PRIu64 "-%02" PRIu64, year, month, day);
}

static void subject_passenger(struct passenger *p, const struct request *r, uint64_t i)
{
	uint64_t state = r->seed * 1000003 + i;

	passenger(p, &state);
}

/* A register of the subjects that bookings name. */
static void print_people(const struct request *r)
{
	puts("subject,family,given,born");
	for (uint64_t i = 0; i < r->subjects; i++) {
		struct passenger p;

		subject_passenger(&p, r, i);
		printf("V-%07" PRIu64 ",%s,%s,%s\n", i, p.family, p.given, p.born);
	}
}

/* One order on one subject each, with one travel condition. */
static void print_orders(const struct request *r)
{
	for (uint64_t i = 0; i < r->subjects; i++)
		printf("---\norder: GEN-%07" PRIu64 "\ntype: shpo-sc\ncourt: Specimen Crown Court\nmade: 2024-01-01\n"
		       "until: 2034-01-01\nsubject: {subject: V-%07" PRIu64 "}\nconditions:\n"
		       "  - id: \"1\"\n    text: Not to travel to any country outside the United Kingdom.\n"
		       "    rule: travel/foreign-travel\n", i, i);
}

/* What a booking says of the journey. */
struct journey {
	uint64_t day, hour, minute;
	const char *to, *status;
};

/* How the journey was booked. */
struct sale {
	const char *port;
	uint64_t flight, passport, phone, seat, agent;
};

/* One draw a statement: in one call's arguments their order is the compiler's. */
static void draw_journey(struct journey *j, uint64_t *state)
{
	j->status = states[draw_below(state, 4)];
	j->to = places[draw_below(state, 10)];
	j->minute = draw_below(state, 60);
	j->hour = draw_below(state, 24);
}

static void draw_sale(struct sale *s, uint64_t *state)
{
	s->agent = draw_below(state, 10000);
	s->seat = 1 + draw_below(state, 40);
	s->phone = draw_below(state, 1000);
	s->passport = draw_below(state, 100000);
	s->flight = draw_below(state, 1000);
	s->port = ports[draw_below(state, 5)];
}

static void print_booking(const struct request *r, uint64_t *state, uint64_t i)
{
	struct passenger p;
	struct journey j;
	struct sale s;
	bool known = draw_below(state, 10000) < r->share;
	uint64_t subject;

	j.day = draw_below(state, 700);
	subject = draw_below(state, r->subjects);
	if (known)
		subject_passenger(&p, r, subject);
	else
		passenger(&p, state);
	if (known)
		printf("V-%07" PRIu64 ",", subject);
	else
		printf("X-%09" PRIu64 ",", draw_below(state, 900000000));
	draw_journey(&j, state);
	draw_sale(&s, state);
	printf("2025-%02" PRIu64 "-%02" PRIu64 "T%02" PRIu64 ":%02" PRIu64 "Z,%s,%s,B%09" PRIu64 ",", 1 + j.day % 12, 1 + j.day % 28,
	       j.hour, j.minute, j.to, j.status, i);
	printf("%s,%s,%s,", p.family, p.given, p.born);
	printf("%s,ZZ%03" PRIu64 ",5000%05" PRIu64 ",07700900%03" PRIu64 ",%s@example.org,seat %" PRIu64 ",Z%04" PRIu64 "\n",
	       s.port, s.flight, s.passport, s.phone, p.family, s.seat, s.agent);
}

/* Fifteen columns, as a carrier would send them. */
static void print_bookings(const struct request *r)
{
	uint64_t state = r->seed;

	puts("subject,time,to,status,id,surname,forenames,born,departure,flight,passport,phone,mail,seat,agent");
	for (uint64_t i = 0; i < r->rows; i++)
		print_booking(r, &state, i);
}

/* Times spread evenly over 2025, in order, row by row. */
static void print_time(const struct request *r, uint64_t i)
{
	uint64_t second = (uint64_t)((double)i / (double)(r->rows ? r->rows : 1) * 363.0 * 86400.0);
	uint64_t day = second / 86400;
	static const uint64_t months[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	uint64_t month = 0;

	while (day >= months[month])
		day -= months[month++];
	printf("2025-%02" PRIu64 "-%02" PRIu64 "T%02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 "Z", month + 1, day + 1,
	       second / 3600 % 24, second / 60 % 60, second % 60);
}

/* Events of subjects in turn, each with a reference that a note may name. */
static void print_pings(const struct request *r)
{
	static const char *const kinds[] = {"seen", "heartbeat", "left", "entered"};
	uint64_t state = r->seed;

	puts("subject,time,kind,n,device,ref");
	for (uint64_t i = 0; i < r->rows; i++) {
		uint64_t device = draw_below(&state, 8), n = draw_below(&state, 100);
		const char *kind = kinds[draw_below(&state, 4)];

		printf("V-%07" PRIu64 ",", i % (r->subjects ? r->subjects : 1));
		print_time(r, i);
		printf(",%s,%" PRIu64 ",D%" PRIu64 ",R%09" PRIu64 "\n", kind, n, device, i);
	}
}

/* A note for all but a few of the pings of the same request, at the time of its ping. */
static void print_notes(const struct request *r)
{
	uint64_t state = r->seed;

	puts("subject,time,ref");
	for (uint64_t i = 0; i < r->rows; i++) {
		if (draw_below(&state, 20000) == 0)
			continue;
		printf("V-%07" PRIu64 ",", i % (r->subjects ? r->subjects : 1));
		print_time(r, i);
		printf(",R%09" PRIu64 "\n", i);
	}
}

static void print_tag_orders(const struct request *r)
{
	tags_print_orders(&(struct tags){r->rows, r->subjects, r->seed});
}

static void print_tag_homes(const struct request *r)
{
	tags_print_homes(&(struct tags){r->rows, r->subjects, r->seed});
}

static void print_tag_rows(const struct request *r)
{
	tags_print_rows(&(struct tags){r->rows, r->subjects, r->seed});
}

static const struct {
	const char *name, *help;
	void (*print)(const struct request *);
} kinds[] = {
	{"orders", "--subjects N           one travel order for each of N subjects, as YAML", print_orders},
	{"people", "--subjects N [--seed X]    the subjects' names and dates of birth, as a register", print_people},
	{"bookings", "--rows N --subjects M [--share S] [--seed X]   travel bookings as CSV; S rows in 10,000 are of a subject",
	 print_bookings},
	{"pings", "--rows N --subjects M      events over a year, of M subjects in turn", print_pings},
	{"notes", "--rows N --subjects M      a note that names each of those pings, but for a few", print_notes},
	{"tag-orders", "--subjects N       an order with three conditions for each of N people with a tag, as YAML", print_tag_orders},
	{"tag-homes", "--subjects N        where they live, as CSV", print_tag_homes},
	{"tag-rows", "--rows N --subjects M   where their tags were, every ten minutes", print_tag_rows},
};

static int usage(void)
{
	fputs("usage: feedgen KIND [--rows N] [--subjects N] [--share N] [--seed N] [--out DIR]\n", stderr);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		fprintf(stderr, "  %-10s %s\n", kinds[i].name, kinds[i].help);
	fputs("  force     --out DIR --rows N      a police unit's year as a project, with expected.tsv\n"
	      "  history   --out DIR --rows N --subjects M   events of a dozen types over four months, a file each\n", stderr);
	return 2;
}

static bool read_number(uint64_t *out, const char *text)
{
	char *end;

	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	*out = n;
	return errno == 0 && end != text && *end == '\0' && text[0] != '-';
}

/* A whole project, into a folder; 300,000 rows unless told otherwise. */
static int make_force(const struct request *r)
{
	return r->out ? force_make(r->out, r->seed, r->rows ? r->rows : 300000) : usage();
}

/* The same for events of a dozen types: a million of 8,300 people unless told otherwise. */
static int make_history(const struct request *r)
{
	if (!r->out || r->subjects == 0)
		return usage();
	history_make(r->out, r->seed, r->rows ? r->rows : 1000000, r->subjects);
	return 0;
}

static bool read_options(struct request *r, int argc, char **argv)
{
	for (int i = 2; i + 1 < argc; i += 2) {
		if (!strcmp(argv[i], "--out")) {
			r->out = argv[i + 1];
			continue;
		}
		uint64_t *to = !strcmp(argv[i], "--rows") ? &r->rows : !strcmp(argv[i], "--subjects") ? &r->subjects
			: !strcmp(argv[i], "--share") ? &r->share : !strcmp(argv[i], "--seed") ? &r->seed : NULL;
		if (!to || !read_number(to, argv[i + 1]))
			return false;
	}
	return argc >= 2 && argc % 2 == 0;
}

int main(int argc, char **argv)
{
	bool force = argc > 1 && !strcmp(argv[1], "force"), history = argc > 1 && !strcmp(argv[1], "history");
	struct request r = {force || history ? 0 : 1000, 100, 1, 120, NULL};

	if (!read_options(&r, argc, argv))
		return usage();
	if (force)
		return make_force(&r);
	if (history)
		return make_history(&r);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(argv[1], kinds[i].name) != 0)
			continue;
		kinds[i].print(&r);
		return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
	}
	return usage();
}
