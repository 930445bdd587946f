/* The files of a round: documents, and rows as systems send them, with repeats, corrections and strangers among them. */
#include <stdio.h>
#include <string.h>

#include "round.h"

static const char *const columns[] = {"who", "family", "given", "born", "code", "at", "told", "kind", "n", "due"};
enum { WHO, FAMILY, GIVEN, BORN, CODE, AT, TOLD, KIND, N, DUE, NCOLUMNS };

/* The fields of a type, and where they stand. */
static const struct {
	const char *field;
	size_t column;
} placed[] = {{"time", AT}, {"recorded", TOLD}, {"kind", KIND}, {"n", N}, {"due", DUE}, {"id", CODE}};

struct file {
	struct buf old, text; /* rows that are corrected later stand first */
};

/* ---- documents ---- */

static void add_feed(struct buf *out, struct round *r, size_t i)
{
	const struct round_feed *f = &r->feeds[i];
	const struct supply *s = &r->lives[0].supplies[i];
	struct str name = r->plan.types[i]->name;

	if (!f->given)
		return;
	buf_printf(out, "---\nfeed: %.*s-feed\nevent: %.*s\nfiles: \"%.*s-*.csv\"\n", STR_ARG(name), STR_ARG(name), STR_ARG(name));
	buf_printf(out, "subject: [{reference: who}, {person: {family: family, given: given, born: born}}]\n"
	                "fields: {time: at, recorded: told, kind: kind, n: n, due: due, id: code}\ncovers: ");
	if (s->known_until >= r->lives[0].as_of)
		buf_printf(out, "as-of");
	else
		moment_print(out, moment_instant(s->known_until), &r->utc);
	buf_printf(out, "\n%s", f->keyed ? "key: code\n" : "");
	if (f->filters)
		buf_printf(out, "where: %.*s.n != 99\n", STR_ARG(name));
	if (f->fails)
		buf_printf(out, "rows: 1000..\n");
}

static void write_documents(struct round *r)
{
	struct buf out = {0};

	naive_print(&out, &r->world);
	for (size_t i = 0; i < NAIVE_TYPES; i++)
		add_feed(&out, r, i);
	round_file("orders.yaml", &out);
}

/* A store may be asked of any time on the days before the last. */
static void write_times(struct round *r)
{
	struct buf out = {0};

	for (size_t i = 1; i <= ROUND_PARTS; i++) {
		int64_t before = i < ROUND_PARTS ? ((int64_t)chance_below(&r->world.chance, 9) - 2) * CIVIL_DAY_MS / 2 : 0;
		buf_printf(&out, "%zu ", i);
		moment_print(&out, moment_instant(r->lives[0].as_of - before), &r->utc);
		buf_char(&out, '\n');
	}
	round_file("as-of", &out);
}

/* ---- rows ---- */

static void add_cells(struct buf *out, const struct str *cells, struct naive_chance *c)
{
	for (size_t i = 0; i < NCOLUMNS; i++) {
		const char *quote = chance_in(c, 15) ? "\"" : "";
		buf_printf(out, "%s%s%.*s%s", i > 0 ? "," : "", quote, STR_ARG(cells[i]), quote);
	}
	buf_add(out, chance_in(c, 10) ? STR("\r\n") : STR("\n"));
	if (chance_in(c, 3))
		buf_char(out, '\n');
}

static struct str cell_of(const struct value *v, struct round *r)
{
	struct buf b = {0};

	if (v->kind != VALUE_UNKNOWN)
		value_print(&b, v, chance_in(&r->world.chance, 50) ? &r->utc : &r->zone);
	struct str s = str_dup(&r->documents, buf_str(&b));
	buf_free(&b);
	return s;
}

static void name_person(struct str *cells, struct round *r, size_t person, bool by_name)
{
	if (!by_name) {
		cells[WHO] = r->plan.subjects[person].id;
		return;
	}
	cells[FAMILY] = str_of(naive_families[person]);
	cells[GIVEN] = STR("Robin");
	cells[BORN] = str_printf(&r->documents, "%zu-04-01", 1975 + 5 * person);
}

/* What the sender said of it before: its row is superseded by the one that comes later, or was recorded later. */
static void add_old(struct buf *out, const struct str *cells, struct round *r, const struct event *e)
{
	struct naive_chance *c = &r->world.chance;
	const struct value *told = &e->fields[FIELD_RECORDED];
	struct str old[NCOLUMNS];

	memcpy(old, cells, sizeof old);
	old[N] = chance_in(c, 50) ? STR("4") : STR("");
	old[KIND] = chance_in(c, 50) ? STR("x") : STR("y");
	if (chance_in(c, 20))
		old[WHO] = chance_in(c, 50) ? r->plan.subjects[0].id : STR("X-1");
	/* A row that says the same of the same person by a reference would make the event one by reference. */
	if (e->by_name && str_eq(old[N], cells[N]) && str_eq(old[KIND], cells[KIND]))
		old[N] = STR("5");
	if (told->kind == VALUE_TIME) {
		struct value before = value_time(moment_instant(told->as.time.first - CIVIL_DAY_MS));
		old[TOLD] = cell_of(&before, r);
	}
	add_cells(out, old, c);
}

static void add_event(struct file *files, struct round *r, size_t person, const struct event *e)
{
	struct naive_chance *c = &r->world.chance;
	size_t part = (size_t)chance_below(c, ROUND_PARTS);
	struct str cells[NCOLUMNS] = {{NULL, 0}};

	name_person(cells, r, person, e->by_name);
	for (size_t i = 0; i < sizeof placed / sizeof *placed; i++)
		cells[placed[i].column] = cell_of(&e->fields[event_field_find(e->type, str_of(placed[i].field))], r);
	add_cells(&files[part].text, cells, c);
	if (r->feeds[e->type->index].keyed && chance_in(c, 15))
		add_old(&files[chance_below(c, part + 1)].old, cells, r, e);
	for (size_t later = part + 1; later < ROUND_PARTS && chance_in(c, 20); later++)
		add_cells(&files[later].text, cells, c);
}

/* Rows of nobody, rows that `where` leaves out, and one that cannot be read. */
static void add_noise(struct file *files, struct round *r, size_t type)
{
	struct naive_chance *c = &r->world.chance;
	struct str cells[NCOLUMNS] = {[AT] = STR("2026-03-20"), [N] = STR("1")};

	for (size_t i = 0; i < 4; i++) {
		cells[CODE] = str_printf(&r->documents, "noise-%zu", i);
		cells[WHO] = i % 2 == 0 || !r->feeds[type].filters ? STR("X-9") : r->plan.subjects[0].id;
		cells[N] = i % 2 == 0 ? STR("1") : STR("99");
		if (chance_in(c, 50))
			add_cells(&files[chance_below(c, ROUND_PARTS)].text, cells, c);
	}
	for (size_t i = 0; i < r->npeople; i++) {
		if (!r->lives[i].rejected[type])
			continue;
		cells[CODE] = str_printf(&r->documents, "bad-%zu", i);
		cells[WHO] = r->plan.subjects[i].id;
		cells[AT] = STR("2026-02-30");
		add_cells(&files[chance_below(c, ROUND_PARTS)].text, cells, c);
	}
}

static void write_files(struct file *files, struct str type)
{
	char name[32];

	for (size_t i = 0; i < ROUND_PARTS; i++) {
		struct buf out = {0};
		for (size_t k = 0; k < NCOLUMNS; k++)
			buf_printf(&out, "%s%s", columns[k], k + 1 < NCOLUMNS ? "," : "\n");
		buf_add(&out, buf_str(&files[i].old));
		buf_add(&out, buf_str(&files[i].text));
		snprintf(name, sizeof name, "%.*s-%zu.csv", STR_ARG(type), i + 1);
		round_file(name, &out);
		buf_free(&files[i].old);
		buf_free(&files[i].text);
	}
}

void round_write(struct round *r)
{
	write_documents(r);
	write_times(r);
	for (size_t t = 0; t < NAIVE_TYPES; t++) {
		struct file files[ROUND_PARTS] = {{{0}, {0}}};
		if (!r->feeds[t].given)
			continue;
		for (size_t i = 0; i < r->npeople; i++)
			for (size_t k = 0; k < r->lives[i].nevents; k++)
				if (r->lives[i].events[k].type->index == t)
					add_event(files, r, i, &r->lives[i].events[k]);
		add_noise(files, r, t);
		write_files(files, r->plan.types[t]->name);
	}
}
