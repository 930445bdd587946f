/* What is of no account: rows that raise nothing, of subjects and of nobody known. */
#include "draw.h"
#include "force.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR = 366 };

static struct stamp some_time(uint64_t *draw, int64_t day, int from, int hours)
{
	int64_t first = stamp_parse(FORCE_FIRST).minute;

	return (struct stamp){first + day * CLOCK_DAY + from * 60 + (int64_t)draw_below(draw, (uint64_t)hours * 60), false};
}

static void row(const char *type, const struct person *p, struct stamp at, const char *fields)
{
	struct pairs pairs;

	pairs_split(&pairs, fields);
	feed_row(type, p, at, &pairs);
}

static void visit_and_meet(const struct person *p, uint64_t *draw)
{
	static const char *const kinds[] = {"supervision", "supervision", "programme", "reporting"};
	char fields[64];

	for (int64_t day = 5 + (int64_t)draw_below(draw, 20); day < YEAR; day += 21 + (int64_t)draw_below(draw, 15)) {
		const char *kind = kinds[draw_below(draw, 4)];
		snprintf(fields, sizeof fields, "kind=%s|place=Room %d", kind, 1 + (int)draw_below(draw, 6));
		row("appointment", p, some_time(draw, day, 9, 7), fields);
	}
	for (int64_t day = (int64_t)draw_below(draw, 60); day < YEAR; day += 80 + (int64_t)draw_below(draw, 50)) {
		struct stamp at = some_time(draw, day, 10, 8);
		row("visit", p, at, draw_below(draw, 5) ? "outcome=seen" : "kind=announced|outcome=seen");
	}
}

static void spend_and_browse(const struct person *p, uint64_t *draw)
{
	static const char *const shops[] = {"groceries", "fuel", "rent", "clothes", "pharmacy"};
	static const char *const sites[] = {"news", "weather", "shopping", "video", "sport"};
	char fields[96];

	for (int64_t day = (int64_t)draw_below(draw, 6); day < YEAR; day += 4 + (int64_t)draw_below(draw, 6)) {
		int pence = 200 + (int)draw_below(draw, 7000);
		snprintf(fields, sizeof fields, "amount=%d.%02d|category=%s", pence / 100, pence % 100, shops[draw_below(draw, 5)]);
		row("finance", p, some_time(draw, day, 8, 12), fields);
	}
	for (int64_t day = (int64_t)draw_below(draw, 8); day < YEAR; day += 5 + (int64_t)draw_below(draw, 9)) {
		const char *site = sites[draw_below(draw, 5)];
		snprintf(fields, sizeof fields, "category=%s|site=%s.example.org", site, site);
		row("internet", p, some_time(draw, day, 7, 16), fields);
	}
}

/* A holiday, booked early, notified a fortnight before and as it then came about. */
static void travel(const struct person *p, uint64_t *draw)
{
	static const char *const ports[][2] = {{"AGP", "ES"}, {"CDG", "FR"}, {"FAO", "PT"}, {"DUB", "IE"}, {"KRK", "PL"}};
	const char *const *to = ports[draw_below(draw, 5)];
	struct stamp out = some_time(draw, 40 + (int64_t)draw_below(draw, 280), 6, 12);
	struct stamp back = stamp_plus(out, 7 * CLOCK_DAY);
	char fields[256], leave[40], home[40], booked[40];

	stamp_print(leave, stamp_day(stamp_days(out)), SHAPE_ISO);
	stamp_print(home, stamp_day(stamp_days(back)), SHAPE_ISO);
	stamp_print(booked, stamp_plus(out, -30 * CLOCK_DAY), SHAPE_ISO);
	snprintf(fields, sizeof fields, "kind=travel|to=%s|leave=%s|arrive=%s|back=%s|back-at=LHR", to[1], leave, to[0], home);
	row("notification", p, stamp_plus(out, -14 * CLOCK_DAY), fields);
	snprintf(fields, sizeof fields, "id=NT%04zu|status=booked|to=%s|booked=%s|return=%s", p->index, to[0], booked, home);
	row("travel", p, out, fields);
	snprintf(fields, sizeof fields, "id=NT%04zu|status=boarded|to=%s", p->index, to[0]);
	row("travel", p, out, fields);
	snprintf(fields, sizeof fields, "id=NU%04zu|status=arrived|from=%s|to=LHR", p->index, to[0]);
	row("travel", p, back, fields);
}

/* A spell on remand, and the notice of release on the next day. */
static void remand(const struct person *p, uint64_t *draw)
{
	struct stamp in = some_time(draw, 30 + (int64_t)draw_below(draw, 250), 9, 6);
	struct stamp out = stamp_plus(in, (5 + (int64_t)draw_below(draw, 60)) * CLOCK_DAY);

	row("custody", p, in, "status=in|kind=remand");
	row("custody", p, out, "status=out|kind=remand");
	row("notification", p, stamp_plus(out, CLOCK_DAY), "kind=release");
}

void noise_life(const struct person *p)
{
	uint64_t draw = p->draw ^ 777;

	if (p->index % 3 == 1)
		travel(p, &draw);
	else if (p->index % 12 == 2)
		remand(p, &draw);
}

static void work(const struct person *p)
{
	if (p->index % 3 == 0)
		feed_tell(p, "employment 2027-09-06|status=started|kind=paid|role=warehouse|employer=Specimen Freight|children=no|"
			"vulnerable=no|disclosed=yes");
}

void noise_person(struct force *f, const struct person *p)
{
	uint64_t draw = p->draw ^ 4242;

	(void)f;
	if (pairs_find(&p->options, "quiet"))
		return;
	work(p);
	visit_and_meet(p, &draw);
	spend_and_browse(p, &draw);
}

/* Passengers whom no document knows. None was born in the century of the subjects, so that no name is taken for one. */
static void strangers(struct force *f, uint64_t n)
{
	static const char *const ports[] = {"AGP", "CDG", "FAO", "FCO", "BER", "BKK", "JFK", "DUB", "KRK", "ALC"};
	static const char *const homes[] = {"LHR", "MAN", "LGW", "EDI", "BHX", "BFS"};
	static const char *const states[] = {"booked", "booked", "boarded", "arrived", "cancelled"};
	const int64_t first = stamp_days(stamp_parse("2001-01-01"));
	char fields[256], family[32], given[32], born[40];

	for (uint64_t i = 0; i < n; i++) {
		draw_name(family, &f->draw);
		draw_name(given, &f->draw);
		stamp_print(born, stamp_day(first + (int64_t)draw_below(&f->draw, 2900)), SHAPE_ISO);
		const char *from = homes[draw_below(&f->draw, 6)], *to = ports[draw_below(&f->draw, 10)];
		snprintf(fields, sizeof fields, "family=%s|given=%s|born=%s|document=5999%05d|from=%s|to=%s|status=%s", family, given, born,
			(int)(i % 100000), from, to, states[draw_below(&f->draw, 5)]);
		int64_t day = (int64_t)draw_below(&f->draw, YEAR);
		row("travel", NULL, some_time(&f->draw, day, 0, 24), fields);
	}
}

/* One who wears a tag keeps to the curfew: at home by night, near it by day. */
static void wear_tag(const struct person *p, uint64_t draw, int64_t every)
{
	const int64_t first = stamp_parse("2027-09-20T12:00").minute, end = stamp_parse(FORCE_AS_OF).minute;
	char fields[160];

	for (int64_t at = first; at < end; at += every) {
		int64_t hour = at % CLOCK_DAY / 60;
		double reach = hour >= 7 && hour < 19 ? 0.02 : 0.0002;
		double lat = 55.0 + (double)p->index * 0.003 + reach * ((double)draw_below(&draw, 1000) / 1000.0 - 0.5);
		double lon = 1.5 + reach * ((double)draw_below(&draw, 1000) / 1000.0 - 0.5);
		int satellites = 5 + (int)draw_below(&draw, 9);
		snprintf(fields, sizeof fields, "device=%s|lat=%.6f|lon=%.6f|satellites=%d|county=specimenshire", p->tagged, lat, lon,
			satellites);
		row("location", p, (struct stamp){at, false}, fields);
	}
}

void noise_fill(struct force *f)
{
	uint64_t left = f->rows > feed_count() ? f->rows - feed_count() : 0, tagged = 0;

	strangers(f, left / 6);
	for (size_t i = 0; i < f->npeople; i++)
		tagged += pairs_find(&f->people[i].options, "tagged") != NULL;
	uint64_t each = tagged ? (left - left / 6) / tagged : 0;
	if (each == 0)
		return;
	int64_t minutes = stamp_parse(FORCE_AS_OF).minute - stamp_parse("2027-09-20T12:00").minute;
	int64_t every = minutes / (int64_t)each + 1;
	for (size_t i = 0; i < f->npeople; i++)
		if (pairs_find(&f->people[i].options, "tagged"))
			wear_tag(&f->people[i], f->people[i].draw ^ 99, every);
}
