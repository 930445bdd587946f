/* What the test of the store's law is made of: documents in versions, and files of random days. */
#ifndef STORE_LAW_FIXTURE_H
#define STORE_LAW_FIXTURE_H

#include <dirent.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "book/book.h"
#include "feed/read.h"
#include "store/desk.h"
#include "store/found.h"
#include "store/judged.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SLOW_BUILD 1
#endif
#endif

#ifdef SLOW_BUILD
enum { ROUNDS = 12 };
#else
enum { ROUNDS = 40 };
#endif
enum { SUBJECTS = 6, FEEDS = 5, DAYS = 6, ROWS = 14, FILES = FEEDS * DAYS, RUNS = 9, DECISIONS = 40 };

static struct {
	uint64_t seed, rounds;
} asked = {1, ROUNDS};

/* A keyed feed with `recorded`, one without, one without a key, one by names and numbers, and a type by its own header. */
static const char documents[] =
	"event: trip\nfields:\n  time: {type: time, required: true}\n  to: {type: country}\n  id: {type: text}\n  n: {type: number}\n"
	"---\nevent: leave\nfields:\n  time: {type: time, required: true}\n  to: {type: country}\n  until: {type: time}\n"
	"---\nevent: ping\nfields:\n  time: {type: time, required: true}\n  n: {type: number}\n"
	"---\nevent: held\nfields:\n  time: {type: time, required: true}\n  status: {type: word, one-of: [in, out]}\n"
	"---\nevent: note\nfields:\n  time: {type: time, required: true}\n  id: {type: text}\n"
	"---\nevent: name-use\nfields:\n  time: {type: time, required: true}\n  name: {type: text}\n  like: {type: word}\n  by: {type: word}\n  in: {type: word}\n"
	"---\nstate: in-custody\nopens: {event: held, where: held.status == \"in\"}\ncloses: {event: held, where: held.status == \"out\"}\n"
	"---\nrule: abroad\ntitle: Abroad\nkind: prohibition\nwhen: trip\nwhere: trip.to != \"GB\"\n"
	"unless: {event: leave, where: 'leave.to == trip.to and trip.time in leave.time..first(leave.until, ever)'}\n"
	"review-if: ['not in-state([in-custody], trip.time) and trip.n > 7']\n"
	"---\nrule: tell\ntitle: Tell\nkind: requirement\nwhen: trip\nexpect: {event: note, where: note.id == trip.id, by: 'trip.time + 2d', pause: [in-custody]}\n"
	"---\nrule: often\ntitle: Often\nkind: prohibition\nwhen: {count: ping, where: ping.n > 2, within: 2d, reaches: 3}\n"
	"---\nrule: quiet\ntitle: Quiet\nkind: requirement\nwhen: {silence: ping, for: 30h}\n"
	"---\nrule: once\ntitle: Once\nkind: prohibition\nwhen: {event: trip, carried: true}\ngiven: {last: leave}\nwhere: last.to is missing or trip.to == last.to\nonce-per: [trip.to]\n"
	"---\nrule: named\ntitle: Named\nkind: requirement\nwhen: name-use\nsay: 'bore {name-use.name}'\n"
	"---\nrule: now\ntitle: Now\nkind: prohibition\nwhen: ping\nwhere: ping.n > 8 and ping.time + 3d > now\n"
	"---\nfeed: a-trips\nevent: trip\nfiles: \"a-*.csv\"\nsubject: [{reference: who}]\nfields: {time: at, recorded: told, to: country, id: code, n: n}\nkey: code\n"
	"where: trip.n != 5\n"
	"---\nfeed: b-trips\nevent: trip\nfiles: \"b-*.csv\"\nsubject: [{reference: who}]\nfields: {time: at, to: country, id: code, n: n}\nkey: code\n"
	"---\nfeed: c-pings\nevent: ping\nfiles: \"c-*.csv\"\nsubject: [{reference: who}]\nfields: {time: at, recorded: told, n: n}\n"
	"---\nfeed: d-leave\nevent: leave\nfiles: \"d-*.csv\"\nsubject: [{reference: who}, {identifier: {passport: pass}}, {person: {family: family, given: given, born: born}}]\n"
	"fields: {time: at, recorded: told, to: country, until: until}\ncovers: now - 12h\n";

/* One subject; the last two have one name and day of birth, so that some rows name both. */
static const char subject_text[] =
	"---\nsubject: S%zu\nname: {family: Example%zu, given: [Alex]}\nborn: 1980-01-0%zu\nidentifiers: {passport: \"50000004%zu\"}\n"
	"---\norder: O%zu\ntype: other\nmade: 2026-01-0%zu\nuntil: 2026-04-01\nsubject: S%zu\nconditions:\n"
	"  - {id: \"1\", text: W., rule: abroad}\n  - {id: \"2\", text: W., rule: tell}\n  - {id: \"3\", text: W., rule: often}\n"
	"  - {id: \"4\", text: W., rule: quiet}\n  - {id: \"5\", text: W., rule: once}\n  - {id: \"7\", text: W., rule: named}\n%s"
	"---\ntest: none\norder: O%zu\nas-of: 2025-01-01\nevents: []\nexpect: []\n";

static const char *const headers[FEEDS] = {"who,at,told,country,code,n", "who,at,country,code,n", "who,at,told,n",
                                           "who,pass,family,given,born,at,told,country,until", "subject,time,status"};
static const char letters[FEEDS] = {'a', 'b', 'c', 'd', 'e'};

struct file {
	char name[24];
	size_t feed, day;
	bool given;
};

struct verdict {
	char id[17];
	enum level level;
	struct buf content; /* of the triggers */
	int64_t until;
	bool ended;
};

struct bench {
	uint64_t state;
	size_t version; /* of the documents */
	struct verdict verdicts[DECISIONS];
	size_t nverdicts, covered; /* covered: findings that a decision kept from being told, counted for the summary */
	struct map untold;         /* ids that a new reader would be told */
	size_t nuntold, shown;     /* shown: findings by the store */
	struct arena fixed, documents_arena, arena; /* of a run */
	struct zone zone;
	struct atlas atlas;
	struct settings settings;
	struct plan plan;
	struct diag diag;
	struct file files[FILES];
	size_t nfiles, subjects;   /* subjects: how many the documents have by now */
	size_t judged, passed;     /* subjects judged again by the store, and not */
	size_t events;             /* that were compared */
	struct buf kept[SUBJECTS]; /* what the store's last judging of a subject said */
	struct buf one, other;
};

static uint64_t below(struct bench *b, uint64_t n) /* SplitMix64 */
{
	uint64_t z = (b->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % n;
}

/* ---- documents ---- */

/* The rules of the first version, or with other bounds. */
static void add_documents(struct buf *out, size_t version)
{
	struct str rest = str_of(documents), bound = STR("ping.n > 2"), line;

	while (rest.n > 0) {
		str_split(&line, &rest, rest, '\n');
		for (size_t i = 0; version % 3 == 1 && i + bound.n <= line.n; i++)
			if (str_starts(str_from(line, i), bound)) {
				buf_add(out, str_cut(line, 0, i));
				buf_add(out, STR("ping.n > 4"));
				line = str_from(line, i + bound.n);
			}
		buf_add(out, line);
		buf_char(out, '\n');
	}
}

static void load(struct bench *b)
{
	struct book_options options = {.zone = &b->zone, .atlas = &b->atlas, .settings = &b->settings};
	struct buf text = {0}, wrong = {0};
	char one[2048];

	arena_free(&b->documents_arena);
	arena_init(&b->documents_arena);
	diag_init(&b->diag, &b->documents_arena);
	struct book *book = book_open(&options, &b->documents_arena, &b->diag);
	add_documents(&text, b->version);
	book_add_text(book, STR("rules.yaml"), str_dup(&b->documents_arena, buf_str(&text)));
	for (size_t i = 0; i < b->subjects; i++) {
		size_t twin = i == 5 ? 4 : i;
		snprintf(one, sizeof one, subject_text, i, twin, twin + 1, i, i, i + 1, i,
		         i == 0 || (i == 2 && b->version % 3 == 2) ? "  - {id: \"6\", text: W., rule: now}\n" : "", i);
		snprintf(one + strlen(one), 32, "# %zu\n", i);
		book_add_text(book, str_printf(&b->documents_arena, "s%zu.yaml", i), str_dup(&b->documents_arena, str_of(one)));
	}
	bool good = book_compile(&b->plan, book);
	for (size_t i = 0; i < b->diag.entries.n && !good; i++)
		diag_render(&wrong, &b->diag.entries.at[i]);
	if (!good)
		fail_msg("%.*s", STR_ARG(buf_str(&wrong)));
	buf_free(&text);
}

/* ---- files ---- */

static void add_time(struct bench *b, struct buf *out, size_t day)
{
	unsigned d = 10 + (unsigned)day + (unsigned)below(b, 3);

	if (below(b, 10) == 0)
		buf_printf(out, "2026-02-%02u", d);
	else
		buf_printf(out, "2026-02-%02uT%02u:%02uZ", d, (unsigned)below(b, 24), 15 * (unsigned)below(b, 4));
}

static void add_who(struct bench *b, struct buf *out)
{
	if (below(b, 4) == 0)
		buf_printf(out, "X%u", (unsigned)below(b, 5));
	else
		buf_printf(out, "S%u", (unsigned)below(b, SUBJECTS));
}

static void add_country(struct bench *b, struct buf *out)
{
	static const char *const countries[] = {"GB", "FR", "TH", "ES", "QQ"};

	buf_add(out, str_of(countries[below(b, below(b, 8) == 0 ? 5 : 4)]));
}

static void add_person(struct bench *b, struct buf *out)
{
	static const char *const names[] = {",,", "Example1,Alex,1980-01-02", "Other,Robin,"};
	unsigned way = (unsigned)below(b, 4), who = (unsigned)below(b, SUBJECTS);

	if (way == 0)
		buf_printf(out, "S%u,,,,,", who);
	else if (way == 1) /* some bear a name, which may be another */
		buf_printf(out, ",50000004%u,%s,", who, names[below(b, 3)]);
	else if (way == 2)
		buf_printf(out, ",,Example%u,Alex,1980-01-0%u,", who == 5 ? 4 : who, who == 5 ? 5 : who + 1);
	else
		buf_printf(out, ",,Nobody,Pat,1970-01-01,");
}

static void add_row(struct bench *b, struct buf *out, size_t feed, size_t day)
{
	if (feed == 3)
		add_person(b, out);
	else
		add_who(b, out);
	if (feed != 3)
		buf_char(out, ',');
	add_time(b, out, day);
	if (feed != 1 && feed != 4) {
		buf_char(out, ',');
		if (below(b, 6) != 0)
			add_time(b, out, day + 1);
	}
	if (feed < 2 || feed == 3) {
		buf_char(out, ',');
		add_country(b, out);
	}
	if (feed < 2 && below(b, 12) == 0)
		buf_char(out, ',');
	else if (feed < 2) /* few keys, so that they meet again */
		buf_printf(out, ",K%u", (unsigned)below(b, 9));
	if (feed < 3)
		buf_printf(out, ",%u", (unsigned)below(b, 10));
	if (feed == 3) {
		buf_char(out, ',');
		if (below(b, 2) == 0)
			add_time(b, out, day + 2);
	}
	if (feed == 4)
		buf_printf(out, ",%s", below(b, 2) ? "in" : "out");
	if (below(b, 25) == 0)
		buf_add(out, below(b, 2) ? STR(",more") : STR(",\"open"));
	buf_char(out, '\n');
}

static void write_file(const char *name, struct str text)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.at, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* Days of each feed; some rows of the day before come again. */
static void make_files(struct bench *b)
{
	struct buf text = {0}, before = {0};

	b->nfiles = 0;
	for (size_t feed = 0; feed < FEEDS; feed++) {
		buf_clear(&before);
		for (size_t day = 0; day < DAYS; day++) {
			struct file *f = &b->files[b->nfiles++];
			*f = (struct file){.feed = feed, .day = day};
			snprintf(f->name, sizeof f->name, "%c-%u-%zu.csv", letters[feed], feed == 1 ? 0 : (unsigned)below(b, 3), day);
			buf_clear(&text);
			buf_printf(&text, "%s\n", headers[feed]);
			size_t rows = text.n;
			if (below(b, 2) == 0)
				buf_add(&text, buf_str(&before));
			for (size_t i = below(b, ROWS + 1); i > 0; i--)
				add_row(b, &text, feed, day);
			if (feed == 1)
				buf_printf(&text, "X9,2026-01-%02zu,GB,D%zu,1\n", day + 1, day); /* no two are the same file */
			buf_clear(&before);
			buf_add(&before, str_from(buf_str(&text), rows));
			write_file(f->name, buf_str(&text));
		}
	}
	buf_free(&text);
	buf_free(&before);
}

static struct feed_request request_of(const struct file *f)
{
	return (struct feed_request){f->name, f->feed == 4 ? STR("held") : (struct str){NULL, 0}};
}

#endif
