/* The findings of the HTML report, subject by subject. */
#include <stdlib.h>

#include "base/map.h"
#include "report/html.h"
#include "report/told.h"

/* A browser builds this many findings before it shows the page. What follows stands in <noscript>: shown at once where no
 * script runs, one text to a browser that runs them, whose script makes elements of it, part by part. */
enum { AT_ONCE = 1000, PART = 100 };

static const struct timeline *timeline_of(const struct run *run, size_t subject)
{
	size_t low = 0, high = run->ntimelines;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (run->timelines[mid].subject < subject)
			low = mid + 1;
		else
			high = mid;
	}
	return low < run->ntimelines && run->timelines[low].subject == subject ? &run->timelines[low] : NULL;
}

/* Gravest first: by the worst level, how many there are of it, and the subject. */
static int compare(const void *left, const void *right)
{
	const struct html_person *a = left, *b = right;

	if (a->worst != b->worst)
		return a->worst > b->worst ? -1 : 1;
	if (a->counts[a->worst] != b->counts[b->worst])
		return a->counts[a->worst] > b->counts[b->worst] ? -1 : 1;
	return (a->subject > b->subject) - (a->subject < b->subject);
}

static void add_finding(struct html_person *p, const struct finding *f)
{
	p->n++;
	p->counts[f->level]++;
	p->worst = f->level > p->worst ? f->level : p->worst;
}

static size_t gather(struct html_person **out, struct html *h)
{
	const struct run *run = h->run;
	size_t ngroups, n = 0;
	const struct told *told = told_list(&ngroups, run, GROUP_SUBJECT, h->arena);
	struct html_person *people = arena_array(h->arena, ngroups, sizeof *people);
	const struct finding **list = arena_array(h->arena, run->ntold, sizeof *list);

	for (size_t i = 0; i < run->ntold; i++) {
		list[i] = told[i].finding;
		if (told[i].heads)
			people[n++] = (struct html_person){.subject = list[i]->subject, .findings = &list[i],
			                                   .timeline = timeline_of(run, list[i]->subject)};
		add_finding(&people[n - 1], list[i]);
	}
	if (n > 1)
		qsort(people, n, sizeof *people, compare);
	*out = people;
	return n;
}

static void data_latest(struct html *h, const struct html_person *p)
{
	int64_t latest = INSTANT_MIN;

	for (size_t i = 0; i < p->n; i++)
		if (p->findings[i]->has_time && p->findings[i]->time.first > latest)
			latest = p->findings[i]->time.first;
	if (latest > INSTANT_MIN)
		html_printf(h, " data-t=\"%lld\"", (long long)latest);
}

static void data_subject(struct html *h, size_t subject)
{
	html_add(h, " data-s=\"");
	html_subject(h, subject);
	html_add(h, "\"");
}

static void set_aside(struct html *h, bool *aside, bool on)
{
	if (*aside != on)
		html_add(h, on ? "<noscript>\n" : "</noscript>\n");
	*aside = on;
}

static void drawings(struct html *h, const struct html_person *p, size_t number, bool late)
{
	bool aside = false;

	set_aside(h, &aside, late);
	html_timeline(h, p, number);
	html_days(h, p, number);
	html_months(h, p->findings, p->n, "s", number);
	set_aside(h, &aside, false);
}

static void list(struct html *h, const struct html_person *p, size_t *told, struct map *ids)
{
	bool aside = false;

	html_add(h, "<div class=\"list\">\n");
	for (size_t i = 0; i < p->n; i++) {
		const struct finding *f = p->findings[i];
		if (i % PART == 0)
			set_aside(h, &aside, false);
		set_aside(h, &aside, aside || *told >= AT_ONCE);
		html_finding(h, f, (*told)++, map_put(ids, str_of(f->id), ids));
		html_flush(h);
	}
	set_aside(h, &aside, false);
	html_add(h, "</div>\n");
}

static void person(struct html *h, const struct html_person *p, size_t number, size_t *told, struct map *ids)
{
	html_printf(h, "<article class=\"subject\" id=\"s-%zu\" aria-labelledby=\"s-%zu-title\" data-i=\"%zu\" data-n=\"%zu\"", number, number,
	            number, p->n);
	data_subject(h, p->subject);
	data_latest(h, p);
	html_printf(h, ">\n<h3 id=\"s-%zu-title\">", number);
	html_subject(h, p->subject);
	html_add(h, "</h3>\n<p class=\"sum\">");
	html_levels(h, p->counts);
	html_add(h, "</p>\n");
	drawings(h, p, number, *told >= AT_ONCE);
	list(h, p, told, ids);
	html_add(h, "</article>\n");
}

void html_findings(struct html *h)
{
	struct html_person *people;
	size_t n = gather(&people, h), told = 0;
	struct map ids;

	map_init(&ids, h->arena);
	if (n == 0)
		html_add(h, "<p>There are none to show.</p>\n");
	for (size_t i = 0; i < n && h->written; i++)
		person(h, &people[i], i + 1, &told, &ids);
}
