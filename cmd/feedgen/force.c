#include "force.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NPEOPLE = 200, NORDERS = 260, NTAGGED = 24 };

/* The types of those about whom nothing is told. */
static const char *const others[] = {"shpo-sc", "shpo-soa", "shpo-scot", "shpo-sc", "sro", "sopo@ni", "shpo-sc", "sopo@ni",
	"shpo-sc", "sro-scot", "rsho@ni", "notification", "shpo-soa", "s96za", "fto@ni", "shpo-sc", "ishpo-scot",
		"interim-notification"};

static enum land land_of(char type[32], const char *written)
{
	const char *at = strchr(written, '@');

	snprintf(type, 32, "%.*s", (int)strcspn(written, "@"), written);
	return at ? NORTHERN_IRELAND : strstr(type, "-scot") ? SCOTLAND : ENGLAND_WALES;
}

static void print_time(FILE *file, const char *text)
{
	char out[40], plain[40];
	size_t length = strlen(text);
	bool whole = length > 0 && text[length - 1] == '/';

	snprintf(plain, sizeof plain, "%.*s%s", (int)(length - whole), text, whole ? "T23:59" : "");
	stamp_print(out, stamp_parse(plain), SHAPE_OFFSET);
	if (whole)
		fprintf(file, "%.17s59.999%s", out, out + 19);
	else
		fputs(out, file);
}

/* LEVEL, subject, order or scheme, condition, time, rule. */
static void expect(struct force *f, const struct person *p, const struct story *s, const char *text)
{
	static const char *const lands[NLANDS] = {"england-wales", "scotland", "northern-ireland"};
	char level[16], time[40], scheme[64] = "", rule[64] = "";
	int n = sscanf(text, "%15s %39s %63s %63s", level, time, scheme, rule);
	char *condition = strchr(scheme, ':');

	if (n == 4 && condition)
		*condition++ = '\0';
	else if (n != 2 || !s->rule) {
		fprintf(stderr, "feedgen: no expectation: %s\n", text);
		exit(2);
	}
	fprintf(f->expected, "%s\t%s\t", level, p->id);
	if (scheme[0] == '*')
		fprintf(f->expected, "notification-%s\t%s\t", lands[p->land], condition);
	else
		fprintf(f->expected, "%s\t%s\t", n == 4 && scheme[0] != '1' ? scheme : p->order, n == 4 ? condition : "1");
	print_time(f->expected, time);
	fprintf(f->expected, "\t%s\n", n == 4 ? rule : s->rule);
}

static struct person *next_person(struct force *f, enum land land, const char *options)
{
	if (f->npeople == NPEOPLE) {
		fputs("feedgen: more stories than people\n", stderr);
		exit(2);
	}
	struct person *p = &f->people[f->npeople];
	person_init(p, f, ++f->npeople, land, options);
	p->chain = !pairs_find(&p->options, "chain");
	return p;
}

static bool room_for_past(const struct force *f, const struct person *p)
{
	return f->norders < f->npeople - 1 + NORDERS - NPEOPLE && !pairs_find(&p->options, "alone");
}

static void tell(struct force *f, const struct story *s)
{
	char type[32];
	enum land land = land_of(type, s->type);
	struct person *p = next_person(f, land, s->options);

	if (s->rule && room_for_past(f, p))
		order_write_past(f, p, s, type);
	order_write(f, p, s, type);
	person_notify(p, false);
	noise_person(f, p);
	for (size_t i = 0; i < MAX_EVENTS && s->events[i]; i++)
		feed_tell(p, s->events[i]);
	for (size_t i = 0; i < MAX_EXPECT && s->expect[i]; i++)
		expect(f, p, s, s->expect[i]);
}

static const struct story curfew = {
	.rule = "tag/curfew", .type = "shpo-sc",
	.text = "To remain at the home address each night from 7 pm until 7 am and to wear a tag that shows it.",
};

static void fill(struct force *f, size_t i)
{
	char type[32], with[160];
	bool tagged = i < NTAGGED;
	enum land land = land_of(type, tagged ? "shpo-sc" : others[i % (sizeof others / sizeof *others)]);
	struct person *p = next_person(f, land, tagged ? "tagged=yes" : NULL);
	struct story own = curfew;

	snprintf(with, sizeof with, "{place: {at: \"%.6f,1.500000\", radius: 200m}, hours: [\"daily 19:00..07:00\"]}",
		55.0 + (double)p->index * 0.003);
	own.with = with;
	if (room_for_past(f, p))
		order_write_past(f, p, tagged ? &own : NULL, type);
	order_write(f, p, tagged ? &own : NULL, type);
	person_notify(p, true);
	noise_person(f, p);
	if (!tagged)
		noise_life(p);
}

static void write_blocks(FILE *file, const char *const *blocks)
{
	for (size_t i = 0; blocks[i]; i++)
		fprintf(file, "---\n%s", blocks[i]);
}

static void write_setup(const struct force *f)
{
	char folder[900];

	FILE *file = out_open(f->out, "ordercheck", ".yaml");
	write_blocks(file, force_settings);
	out_close(file);
	snprintf(folder, sizeof folder, "%s/setup", f->out);
	file = out_open(folder, "feeds", ".yaml");
	write_blocks(file, force_setup);
	out_close(file);
	file = out_open(folder, "registers", ".yaml");
	write_blocks(file, force_registers);
	out_close(file);
	file = out_open(folder, "places", ".yaml");
	write_blocks(file, force_places);
	out_close(file);
}

int force_make(const char *out, uint64_t seed, uint64_t rows)
{
	struct force f = {.out = out, .seed = seed, .rows = rows, .draw = seed};

	f.people = calloc(NPEOPLE, sizeof *f.people);
	if (!f.people)
		abort();
	f.expected = out_open(out, "expected", ".tsv");
	for (size_t i = 0; force_stories[i]; i++)
		for (const struct story *s = force_stories[i]; s->type; s++)
			tell(&f, s);
	for (size_t i = 0; f.npeople < NPEOPLE; i++)
		fill(&f, i);
	noise_fill(&f);
	person_write_all(&f);
	write_setup(&f);
	out_close(f.expected);
	feed_write(out);
	free(f.people);
	return 0;
}
