#include "draw.h"
#include "force_quiet.h"

#include <stdlib.h>
#include <string.h>

/* What the law and the courts say of each type. */
static const struct kind {
	const char *type;
	bool requires, notifies, interim; /* may hold requirements; makes its subject notify; for a fixed short time */
	const char *court, *judge;        /* of England and Wales */
	const char *before;               /* the interim order that it replaces */
} kinds[] = {
	{"shpo-sc", true, true, false, "Northbrook Crown Court", "HHJ Specimen", "ishpo"},
	{"shpo-soa", true, true, false, "Northbrook Magistrates' Court", "District Judge Sample", "ishpo"},
	{"ishpo", true, true, true, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"sro", true, false, false, "Northbrook Magistrates' Court", "District Judge Sample", "isro"},
	{"isro", true, false, true, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"sopo", false, true, false, "Northbrook Crown Court", "HHJ Specimen", "isopo"},
	{"isopo", false, true, true, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"rsho", false, false, false, "Northbrook Magistrates' Court", "District Judge Sample", "irsho"},
	{"irsho", false, false, true, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"fto", false, false, false, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"shpo-scot", true, true, false, "Strathmuir Sheriff Court", "Sheriff Exemplar", "ishpo-scot"},
	{"ishpo-scot", true, true, true, "Strathmuir Sheriff Court", "Sheriff Exemplar", NULL},
	{"sro-scot", true, false, false, "Strathmuir Sheriff Court", "Sheriff Exemplar", "isro-scot"},
	{"isro-scot", true, false, true, "Strathmuir Sheriff Court", "Sheriff Exemplar", NULL},
	{"notification", false, true, false, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"interim-notification", false, true, true, "Northbrook Magistrates' Court", "District Judge Sample", NULL},
	{"s96za", false, true, false, "Northbrook Police (notice)", "Detective Inspector Sample", NULL},
	{"other", true, false, false, "Northbrook County Court", "District Judge Sample", NULL},
};

static const struct kind *kind_of(const char *type)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].type, type) == 0)
			return &kinds[i];
	fprintf(stderr, "feedgen: no such type of order: %s\n", type);
	exit(2);
}

static const char *option(const struct person *p, const char *key, const char *otherwise)
{
	const char *value = pairs_find(&p->options, key);

	return value ? value : otherwise;
}

static void number_order(char out[32], const struct person *p, struct stamp made, size_t nth)
{
	static const char *const forces[NLANDS] = {"NBK", "STM", "ARD"};
	char year[40];

	stamp_print(year, made, SHAPE_ISO);
	snprintf(out, 32, "%s-%.4s-%04zu", forces[p->land], year, p->index * 2 + nth);
}

static void print_day(FILE *file, const char *key, struct stamp s)
{
	char text[40];

	stamp_print(text, s, SHAPE_ISO);
	fprintf(file, "%s: %s\n", key, text);
}

/* Words are folded, so that a line in the file is no longer than one of a letter. */
static void print_words(FILE *file, const char *text)
{
	size_t column = 0;

	fputs("    text: >-\n", file);
	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		if (column > 0 && column + length > 110) {
			fputc('\n', file);
			column = 0;
		}
		column += (size_t)fprintf(file, "%s%.*s", column ? " " : "      ", (int)length, text);
		text += length + (text[length] == ' ');
	}
	fputc('\n', file);
}

struct term {
	const char *id, *rule, *with, *text;
	bool requirement, monitored;
	struct stamp until; /* of the condition; at minute 0 none */
};

static void print_term(FILE *file, const struct person *p, const struct term *t)
{
	char with[1024];

	fprintf(file, "  - id: \"%s\"\n", t->id);
	print_words(file, t->text);
	fprintf(file, "    rule: %s\n", t->rule);
	if (t->with) {
		person_expand(with, p, t->with);
		fprintf(file, "    with: %s\n", with);
	}
	if (t->requirement)
		fprintf(file, "    supervisor: Offender management unit, %s\n", p->land == SCOTLAND ? "Strathmuir" : p->land
			== NORTHERN_IRELAND ? "Ardlough" : "Northbrook");
	if (t->monitored)
		fputs("    from: 2027-09-20\n    until: 2028-09-20\n"
			"    monitoring: {responsible: Specimen Monitoring Services, available: true, consent: true}\n", file);
	else if (t->until.minute > 0)
		print_day(file, "    until", t->until);
}

/* Electronic monitoring lasts twelve months at most; a prohibition that positions happen to show has no such limit. */
static bool is_monitored(const char *rule)
{
	static const char *const rules[] = {"tag/curfew", "tag/interference", "tag/position", "missing/never", "missing/tag"};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strncmp(rule, rules[i], strlen(rules[i])) == 0)
			return true;
	return false;
}

/* As the rules say of themselves. */
static bool is_requirement(const char *rule)
{
	static const char *const rules[] = {"contact/relationship", "devices/inspection", "devices/monitoring-silent",
		"devices/password", "devices/undeclared", "devices/unknown", "devices/unmonitored", "internet/undeclared",
		"places/leave-county", "residence/notify", "supervision/", "missing/", "vehicles/declare", "work/disclose",
		"tag/curfew", "tag/interference", "tag/position", "travel/notify", "travel/permission-outlasted", "contact/disclosure", "travel/surrender", "travel/no-passport"};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strncmp(rule, rules[i], strlen(rules[i])) == 0)
			return true;
	return false;
}

/* Orders of one term: nothing but duties to notify, or a ban on travel. */
static bool is_bare(const char *type)
{
	return strstr(type, "notification") || strcmp(type, "s96za") == 0 || strcmp(type, "fto") == 0;
}

/* The quiet conditions from number `first` on: as many as are drawn and fit. */
static void print_quiet(FILE *file, struct person *p, const struct kind *k, const struct story *s, struct stamp made, size_t first)
{
	static const char *const ids[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
	size_t wanted = first + (size_t)draw_below(&p->draw, 8 - first), at = (size_t)draw_below(&p->draw, nquiet_conditions);

	if (first == 0 && wanted == 0)
		wanted = 1;
	if (is_bare(k->type))
		return;
	for (size_t tried = 0; first < wanted && tried < nquiet_conditions; tried++, at = (at + 1) % nquiet_conditions) {
		const struct quiet *q = &quiet_conditions[at];
		if (!quiet_beside(q, s) || (q->requirement && !k->requires))
			continue;
		struct term t = {ids[first++], q->rule, q->with, q->text, q->requirement, false,
			{q->years && !k->interim ? stamp_years(made, q->years).minute : 0, true}};
		print_term(file, p, &t);
	}
}

static void print_dates(FILE *file, const struct person *p, const struct kind *k, struct stamp made, const char *until)
{
	char day[40];

	print_day(file, "made", made);
	stamp_print(day, k->interim ? stamp_plus(made, 400 * CLOCK_DAY) : stamp_years(made, strcmp(k->type, "fto") == 0 ? 5 : 8),
		SHAPE_ISO);
	fprintf(file, "until: %s\n", until ? until : day);
	fprintf(file, "served: %s\n", option(p, "served", (stamp_print(day, made, SHAPE_ISO), day)));
}

static FILE *begin_order(struct force *f, const struct person *p, const struct kind *k, const char *id)
{
	static const char *const lands[NLANDS] = {"england-wales", "scotland", "northern-ireland"};
	char folder[900];

	snprintf(folder, sizeof folder, "%s/orders", f->out);
	FILE *file = out_open(folder, id, ".yaml");
	fprintf(file, "order: %s\ntype: %s\njurisdiction: %s\ncourt: %s\njudge: %s\nsubject: %s\n", id, k->type, lands[p->land],
		p->land == NORTHERN_IRELAND ? "Ardlough Magistrates' Court" : k->court,
		p->land == NORTHERN_IRELAND ? "District Judge Example" : k->judge, p->id);
	if (k->requires && k->notifies)
		fputs("basis: contact offences against a child\n", file);
	f->norders++;
	return file;
}

/* Who is served notifies on the next day, unless the story says otherwise. */
static void tell_service(const struct person *p, const struct kind *k, struct stamp made)
{
	char served[40], event[96];

	if (pairs_find(&p->options, "initial") || !(k->notifies || strcmp(k->type, "sro") == 0 || strcmp(k->type, "isro") == 0))
		return;
	stamp_print(served, made, SHAPE_ISO);
	stamp_print(served, stamp_plus(stamp_parse(option(p, "served", served)), CLOCK_DAY), SHAPE_ISO);
	snprintf(event, sizeof event, "notification %sT10:15|kind=initial|about=%s", served, k->notifies ? "" : "$given $family");
	feed_tell(p, event);
}

/* What happens to some orders in the course of years; none of it touches a story. */
static void print_course(FILE *file, const struct person *p, const struct kind *k)
{
	if (p->past[0] != '\0')
		fprintf(file, "replaces: %s\n", p->past);
	if (p->index % 7 == 0)
		fprintf(file, "formerly: [OLD-%03zu]\n", p->index);
	if (p->index % 11 == 0)
		fputs("suspended: {from: 2028-04-03, until: 2028-05-03, why: stayed while an appeal was heard}\n", file);
	if (p->index % 25 == 0 && !k->interim)
		fputs("discharged: 2028-07-03\nconsents: [subject, chief-officer]\n", file);
}

static void print_variation(FILE *file, const struct person *p, const struct kind *k)
{
	if (pairs_find(&p->options, "renewed"))
		fputs("variations:\n  - {on: 2019-05-20, until: 2024-05-20}\n  - {on: 2024-05-10, until: 2029-05-10}\n", file);

	if (p->index % 8 != 0 || k->interim || is_bare(k->type))
		return;
	fprintf(file, "variations:\n  - on: 2028-01-14\n    court: %s\n    until: 2036-01-14\n    end: [\"1\"]\n    add:\n      - id: 1a\n"
		"        text: Not to use any messaging service that deletes messages by itself after they were read.\n"
		"        rule: internet/social-media\n        with: {categories: [vanishing-chat]}\n",
		p->land == NORTHERN_IRELAND ? "Ardlough Magistrates' Court" : k->court);
}

static void print_story_term(FILE *file, const struct person *p, const struct story *s, struct stamp made)
{
	bool ban = strncmp(s->rule, "travel/", 7) == 0;
	struct term t = {"1", s->rule, s->with, s->text, is_requirement(s->rule), is_monitored(s->rule),
		{ban ? stamp_years(made, 5).minute : 0, true}};

	print_term(file, p, &t);
}

/* An order that holds nothing but duties to notify, or nothing that fits. */
static void print_bare_term(FILE *file, const struct kind *k)
{
	if (strcmp(k->type, "fto") == 0)
		fputs("  - id: \"1\"\n    text: Not to travel to Thailand or Cambodia.\n    rule: travel/foreign-travel\n"
			"    with: {countries: [TH, KH]}\n", file);
	else
		fputs("  - id: \"1\"\n    text: >-\n      The notification requirements of Part 2 of the Sexual Offences Act 2003 apply to "
			"the defendant.\n    unmonitored: the duties themselves are judged by the scheme\n    review-every: 1y\n", file);
}

static struct stamp day_made(struct person *p, const struct kind *k, const struct story *s)
{
	const char *made = pairs_find(&p->options, "made");

	if (made || s || k->interim)
		return stamp_parse(made ? made : k->interim ? "2027-09-06" : "2026-03-02");
	return stamp_plus(stamp_parse("2023-02-06"), (int64_t)draw_below(&p->draw, 1400) * CLOCK_DAY);
}

void order_write(struct force *f, struct person *p, const struct story *s, const char *type)
{
	const struct kind *k = kind_of(type);
	struct stamp made = day_made(p, k, s);

	number_order(p->order, p, made, 1);
	if (p->past[0] == '\0')
		p->from = made;
	p->notifies = k->notifies;
	FILE *file = begin_order(f, p, k, p->order);
	print_dates(file, p, k, made, option(p, "until", NULL));
	if (!s)
		print_course(file, p, k);
	else if (p->past[0] != '\0')
		fprintf(file, "replaces: %s\n", p->past);
	fputs("conditions:\n", file);
	if (s && s->rule)
		print_story_term(file, p, s, made);
	else if (is_bare(type))
		print_bare_term(file, k);
	if (!pairs_find(&p->options, "bare"))
		print_quiet(file, p, k, s, made, s && s->rule ? 1 : 0);
	if (!s || pairs_find(&p->options, "renewed"))
		print_variation(file, p, k);
	out_close(file);
	tell_service(p, k, made);
}

bool order_write_past(struct force *f, struct person *p, const struct story *s, const char *type)
{
	const struct kind *after = kind_of(type);

	if (!after->before)
		return false;
	const struct kind *k = kind_of(after->before);
	struct stamp made = stamp_plus(day_made(p, after, s), -140 * CLOCK_DAY);
	if (!pairs_find(&p->options, "made") && !s) { /* the draw of the order to come stands */
		stamp_print(p->made, stamp_plus(made, 140 * CLOCK_DAY), SHAPE_ISO);
		pairs_add(&p->options, "made", p->made);
	}
	number_order(p->past, p, made, 0);
	p->from = made;
	FILE *file = begin_order(f, p, k, p->past);
	print_dates(file, p, k, made, NULL);
	fputs("conditions:\n", file);
	print_quiet(file, p, k, s, made, 0);
	out_close(file);
	tell_service(p, k, made);
	return true;
}
