#include "draw.h"
#include "force.h"

#include <stdlib.h>
#include <string.h>

/* 14 digits of a test TAC and a number of ours, and the check digit of Luhn. */
static void number_device(char out[16], size_t number)
{
	int sum = 0;

	snprintf(out, 16, "00101700%06zu", number % 1000000);
	for (int i = 0; i < 14; i++) {
		int digit = (out[i] - '0') * (i % 2 ? 2 : 1);
		sum += digit / 10 + digit % 10;
	}
	out[14] = (char)('0' + (10 - sum % 10) % 10);
	out[15] = '\0';
}

static void number_all(struct person *p)
{
	static const char *const areas[NLANDS] = {"LS99", "G99", "BT99"};

	snprintf(p->id, sizeof p->id, "U-%04zu", p->index);
	snprintf(p->passport, sizeof p->passport, "5000%05zu", p->index % 100000);
	snprintf(p->tagged, sizeof p->tagged, "EM-%05zu", p->index % 100000);
	snprintf(p->postcode, sizeof p->postcode, "%s %zu%c%c", areas[p->land], p->index % 9 + 1,
		"ABDEFGHJLN"[p->index / 9 % 10], "PQRSTUWXYZ"[p->index / 90 % 10]);
	number_device(p->device, p->index * 2);
	number_device(p->other, p->index * 2 + 1);
}

void person_init(struct person *p, struct force *f, size_t index, enum land land, const char *options)
{
	*p = (struct person){.index = index, .land = land, .draw = f->seed * 1000003 + index};
	pairs_split(&p->options, options ? options : "");
	number_all(p);
	draw_name(p->family, &p->draw);
	draw_name(p->given, &p->draw);
	p->born = stamp_day(stamp_days(stamp_parse("1952-03-01")) + (int64_t)draw_below(&p->draw, 15000));
	if (index % 40 == 13)
		p->born = stamp_parse("1976-02-29");
	p->from = stamp_parse(FORCE_FIRST);
	const char *alias = pairs_find(&p->options, "alias");
	if (alias)
		snprintf(p->alias, sizeof p->alias, "%s", alias);
}

static const char *value_of(const struct person *p, const char *name, size_t length)
{
	static const char *const names[] = {"passport", "device", "other", "postcode", "em", "family", "given", "id"};
	const char *const values[] = {p->passport, p->device, p->other, p->postcode, p->tagged, p->family, p->given, p->id};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == length && strncmp(names[i], name, length) == 0)
			return values[i];
	fprintf(stderr, "feedgen: nothing is called $%.*s\n", (int)length, name);
	exit(2);
}

void person_expand(char out[1024], const struct person *p, const char *text)
{
	size_t n = 0;

	while (*text != '\0' && n < 1000) {
		if (*text != '$') {
			out[n++] = *text++;
			continue;
		}
		size_t length = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz");
		n += (size_t)snprintf(out + n, 1024 - n, "%s", value_of(p, text + 1, length));
		text += length + 1;
	}
	if (*text != '\0') {
		fprintf(stderr, "feedgen: too long: %s\n", text);
		exit(2);
	}
	out[n] = '\0';
}

void person_notify(const struct person *p, bool drawn)
{
	const int64_t end = stamp_days(stamp_parse(FORCE_AS_OF));
	uint64_t draw = p->draw ^ 77;
	char event[96], day[40];

	if (!p->notifies || !p->chain)
		return;
	for (int64_t at = stamp_days(p->from) + 1;;) {
		at += drawn ? 300 + (int64_t)draw_below(&draw, 50) : 340;
		if (at >= end)
			return;
		stamp_print(day, stamp_day(at), SHAPE_ISO);
		int hour = 9 + (int)draw_below(&draw, 8);
		snprintf(event, sizeof event, "notification %sT%02d:%02d|kind=periodic", day, hour, (int)draw_below(&draw, 60));
		feed_tell(p, event);
	}
}

static const char *const lands[NLANDS] = {"england-wales", "scotland", "northern-ireland"};
static const char *const forces[NLANDS] = {"NBK", "STM", "ARD"};
static const char *const risks[] = {"medium", "low", "high", "medium", "very-high"};

/* One row of the register; a second one carries an alias, "family given". */
static void write_row(FILE *file, const struct person *p)
{
	char born[40], from[40] = "";
	const char *blank = strchr(p->alias, ' ');

	stamp_print(born, p->born, SHAPE_ISO);
	if (p->notifies)
		stamp_print(from, p->from, SHAPE_ISO);
	fprintf(file, "%s,%s,%s,%s,%s,%s,%s,,,%s,%s,%s,07700 900%03zu,%s,%s\n", p->id, p->family, p->given, born,
		p->notifies ? "yes" : "no", from, lands[p->land], p->postcode, p->passport, p->tagged, p->index % 1000,
		forces[p->land], risks[p->index % 5]);
	if (blank)
		fprintf(file, "%s,,,,,,,%.*s,%s,,,,,,\n", p->id, (int)(blank - p->alias), p->alias, blank + 1);
}

/* The register has no column for devices: who has some on file has a document. */
static void write_document(FILE *file, const struct person *p)
{
	char born[40], from[40];

	stamp_print(born, p->born, SHAPE_ISO);
	fprintf(file, "---\nsubject: %s\nname: {family: %s, given: [%s]}\nborn: %s\njurisdiction: %s\n", p->id, p->family,
		p->given, born, lands[p->land]);
	if (p->notifies) {
		stamp_print(from, p->from, SHAPE_ISO);
		fprintf(file, "notifies: true\nnotifies-from: %s\n", from);
	}
	fprintf(file, "identifiers: {passport: [\"%s\"], em-person: %s, phone: 07700 900%03zu}\n", p->passport, p->tagged,
		p->index % 1000);
	fprintf(file, "addresses: [{postcode: %s, kind: home}]\ndevices: [\"%s\"]\ntags: {force: %s, risk: %s}\n",
		p->postcode, p->device, forces[p->land], risks[p->index % 5]);
}

void person_write_all(const struct force *f)
{
	char feeds[900], people[900];

	snprintf(feeds, sizeof feeds, "%s/feeds", f->out);
	snprintf(people, sizeof people, "%s/people", f->out);
	FILE *rows = out_open(feeds, "subject", ".csv"), *documents = out_open(people, "with-devices", ".yaml");
	fputs("subject,family,given,born,notifies,notifies-from,jurisdiction,alias-family,alias-given,postcode,"
		"identifier.passport,identifier.em-person,identifier.phone,tag.force,tag.risk\n", rows);
	for (size_t i = 0; i < f->npeople; i++) {
		if (pairs_find(&f->people[i].options, "devices"))
			write_document(documents, &f->people[i]);
		else
			write_row(rows, &f->people[i]);
	}
	out_close(rows);
	out_close(documents);
}
