#include "history.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "draw.h"
#include "force.h"

enum { DAY = 86400, DAYS = 118 }; /* 2025-11-03 to 2026-02-28: no clock changes in them */

enum kind { TRAVEL, PERMISSION, DEVICE, NOTICE, VISIT, CONTACT, PAYMENT, LOGIN, APPOINTMENT, CUSTODY, ADDRESS, BAN, NKINDS };

static const struct {
	const char *name, *columns;
} files[NKINDS] = {
	[TRAVEL] = {"journey", "subject,time,id,to"},
	[PERMISSION] = {"leave", "subject,time,for,status"},
	[DEVICE] = {"handset", "subject,time,imei"},
	[NOTICE] = {"notice", "subject,time,about"},
	[VISIT] = {"check", "subject,time,of"},
	[CONTACT] = {"meeting", "subject,time,with"},
	[PAYMENT] = {"payment", "subject,time,amount"},
	[LOGIN] = {"login", "subject,time,site,device,at"},
	[APPOINTMENT] = {"supervision", "subject,time,status"},
	[CUSTODY] = {"remand", "subject,time,status"},
	[ADDRESS] = {"home", "subject,time,code"},
	[BAN] = {"ban", "subject,time,site,status"},
};

static const char *const countries[] = {"ES", "FR", "PT", "IT", "DE", "TH", "US", "IE"};
static const char *const sites[] = {"mail", "news", "shop", "film", "chat", "bets"};

struct happening {
	int64_t second; /* since 2025-11-03 */
	uint32_t subject;
	enum kind kind;
	unsigned a, b, c;
};

struct history {
	struct happening *at;
	uint64_t n, most; /* most: of the person being made */
	uint64_t state;
	uint32_t subject;
	unsigned devices;
};

static unsigned draw(struct history *h, unsigned n)
{
	return (unsigned)draw_below(&h->state, n);
}

static bool one_in(struct history *h, unsigned n)
{
	return draw(h, n) == 0;
}

static void add(struct history *h, enum kind kind, int64_t second, unsigned a, unsigned b)
{
	if (h->n == h->most || second < 0 || second >= (int64_t)DAYS * DAY)
		return;
	h->at[h->n++] = (struct happening){second, h->subject, kind, a, b, 0};
}

/* A time so long after, from a minute to so many days. */
static int64_t later(struct history *h, int64_t second, unsigned days)
{
	return second + 60 + (int64_t)draw(h, days * DAY - 60);
}

static void journey(struct history *h, int64_t at)
{
	unsigned to = draw(h, 8);
	int64_t granted = at - 3600 - (int64_t)draw(h, 29 * DAY);

	if (!one_in(h, 30))
		add(h, PERMISSION, granted < 0 ? 0 : granted, to, 0);
	add(h, TRAVEL, at, to, draw(h, 100000000));
}

static void device(struct history *h, int64_t at)
{
	unsigned n = ++h->devices;

	add(h, DEVICE, at, n, 0);
	if (!one_in(h, 30))
		add(h, NOTICE, later(h, at, 3), n, 0);
	if (!one_in(h, 30))
		add(h, VISIT, later(h, at, 7), n, 0);
}

/* Four visits of a site within two hours and more, or one. */
static void login(struct history *h, int64_t at)
{
	unsigned site = one_in(h, 200) ? 5 : draw(h, 4), n = one_in(h, 300) ? 4 : 1;

	for (unsigned i = 0; i < n; i++)
		add(h, LOGIN, at + (int64_t)i * 2700, n == 4 ? 4 : site, 0);
}

static void ban(struct history *h, int64_t at)
{
	add(h, BAN, at, 5, 0);
	if (!one_in(h, 3))
		add(h, BAN, later(h, at, 40), 5, 1);
}

static void remand(struct history *h, int64_t at)
{
	add(h, CUSTODY, at, 0, 0);
	add(h, CUSTODY, later(h, at, 5), 1, 0);
}

static void happen(struct history *h)
{
	int64_t at = (int64_t)draw(h, DAYS * DAY);
	unsigned what = draw(h, 1000);

	if (what < 330)
		login(h, at);
	else if (what < 560)
		add(h, CONTACT, at, 1 + draw(h, 40), 0);
	else if (what < 740)
		add(h, PAYMENT, at, 5 + draw(h, 60), 0);
	else if (what < 880)
		add(h, APPOINTMENT, at, one_in(h, 20), 0);
	else if (what < 950)
		journey(h, at);
	else if (what < 970)
		device(h, at);
	else if (what < 975)
		add(h, ADDRESS, at, draw(h, 90), 0);
	else if (what < 980)
		ban(h, at);
	else if (what < 984)
		remand(h, at);
	else
		add(h, PERMISSION, at, 8, !one_in(h, 3)); /* 8: to meet person 7 */
}

static int by_time(const void *a, const void *b)
{
	const struct happening *x = a, *y = b;

	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	return (x->subject > y->subject) - (x->subject < y->subject);
}

/* No two events of a person at one time: what came first is never open. */
static void part(struct happening *at, uint64_t n)
{
	qsort(at, n, sizeof *at, by_time);
	for (uint64_t i = 1; i < n; i++)
		if (at[i].second <= at[i - 1].second)
			at[i].second = at[i - 1].second + 1;
}

/* Where a person logs in, and on what: the address and a device of that time, one in a hundred another. */
static void place_logins(struct history *h, struct happening *at, uint64_t n)
{
	unsigned home = 0, newest = 0;

	for (uint64_t i = 0; i < n; i++) {
		if (at[i].kind == ADDRESS)
			home = at[i].a;
		if (at[i].kind == DEVICE)
			newest = at[i].a;
		if (at[i].kind != LOGIN)
			continue;
		at[i].b = one_in(h, 100) ? newest : 0;
		at[i].c = one_in(h, 100) ? 91 : home;
	}
}

static void print_time(FILE *out, int64_t second)
{
	static const unsigned months[] = {30, 31, 31, 28, 31};
	unsigned day = 2 + (unsigned)(second / DAY), month = 0;

	for (; day >= months[month]; month++)
		day -= months[month];
	fprintf(out, "%u-%02u-%02uT%02u:%02u:%02uZ", month < 2 ? 2025u : 2026u, month < 2 ? month + 11 : month - 1, day + 1,
	        (unsigned)(second / 3600 % 24), (unsigned)(second / 60 % 60), (unsigned)(second % 60));
}

static void print_rest(FILE *out, const struct happening *e)
{
	switch (e->kind) {
	case TRAVEL:
		fprintf(out, "J%08u,%s\n", e->b, countries[e->a]);
		return;
	case PERMISSION:
		fprintf(out, "%s,%s\n", e->a < 8 ? countries[e->a] : "P7", e->b ? "revoked" : "granted");
		return;
	case DEVICE: case NOTICE: case VISIT:
		fprintf(out, "D%u-%u\n", e->subject, e->a);
		return;
	case CONTACT:
		fprintf(out, "P%u\n", e->a);
		return;
	case PAYMENT:
		fprintf(out, "%u\n", e->a);
		return;
	case LOGIN:
		fprintf(out, "%s,D%u-%u,H%u\n", sites[e->a], e->subject, e->b, e->c);
		return;
	case APPOINTMENT:
		fprintf(out, "%s\n", e->a ? "missed" : "kept");
		return;
	case CUSTODY:
		fprintf(out, "%s\n", e->a ? "out" : "in");
		return;
	case ADDRESS:
		fprintf(out, "H%u\n", e->a);
		return;
	case BAN:
		fprintf(out, "%s,%s\n", sites[e->a], e->b ? "lifted" : "imposed");
		return;
	case NKINDS:
		return;
	}
}

static void print_all(const char *folder, const struct history *h)
{
	FILE *out[NKINDS];

	for (size_t i = 0; i < NKINDS; i++) {
		out[i] = out_open(folder, files[i].name, ".csv");
		fprintf(out[i], "%s\n", files[i].columns);
	}
	for (uint64_t i = 0; i < h->n; i++) {
		const struct happening *e = &h->at[i];

		fprintf(out[e->kind], "V-%07" PRIu32 ",", e->subject);
		print_time(out[e->kind], e->second);
		fputc(',', out[e->kind]);
		print_rest(out[e->kind], e);
	}
	for (size_t i = 0; i < NKINDS; i++)
		out_close(out[i]);
}

static void print_register(const char *folder, uint64_t subjects)
{
	FILE *out = out_open(folder, "subject", ".csv");

	fputs("subject,notifies\n", out);
	for (uint64_t i = 0; i < subjects; i++)
		fprintf(out, "V-%07" PRIu64 ",yes\n", i);
	out_close(out);
}

void history_make(const char *folder, uint64_t seed, uint64_t rows, uint64_t subjects)
{
	struct history h = {.at = malloc((rows + 1) * sizeof *h.at)};

	if (!h.at || subjects == 0 || subjects > UINT32_MAX)
		exit(1);
	for (uint64_t i = 0; i < subjects; i++) {
		uint64_t first = h.n;

		h.state = seed * 1000003 + i;
		h.subject = (uint32_t)i;
		h.devices = 0;
		h.most = rows * (i + 1) / subjects;
		add(&h, ADDRESS, 0, 0, 0);
		while (h.n < h.most)
			happen(&h);
		part(h.at + first, h.n - first);
		place_logins(&h, h.at + first, h.n - first);
	}
	qsort(h.at, h.n, sizeof *h.at, by_time);
	print_all(folder, &h);
	print_register(folder, subjects);
	free(h.at);
}
