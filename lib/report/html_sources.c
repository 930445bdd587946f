/* The foot of the HTML report: inputs, documents, rejected rows, how the run was made. */
#include <inttypes.h>

#include "base/text.h"
#include "report/html.h"

static void number(struct html *h, uint64_t n)
{
	html_add(h, "<td class=\"n\">");
	html_count(h, n);
	html_add(h, "</td>");
}

static void reach(struct html *h, const struct feed_input *in)
{
	const struct event_type *type = in->feed ? in->feed->type : NULL;
	const struct supply *s = type ? &h->run->feeds->supplies[type->index] : NULL;

	if (s && s->supplied && s->known_until > INSTANT_MIN)
		html_moment(h, moment_instant(s->known_until));
	else
		html_add(h, "not known");
}

static void input(struct html *h, const struct feed_input *in)
{
	html_add(h, "<tr><td>");
	html_text(h, str_eq_cstr(in->file, "-") ? STR("standard input") : in->file);
	html_add(h, "</td><td>");
	html_text(h, in->name);
	html_add(h, "</td>");
	number(h, in->rows);
	number(h, in->matched);
	number(h, in->rows - in->matched - in->rejected - in->later);
	number(h, in->rejected);
	number(h, in->filtered);
	number(h, in->superseded);
	number(h, in->later);
	html_add(h, "<td>");
	reach(h, in);
	html_add(h, "</td><td class=\"id\">");
	html_text(h, str_of(in->sha256));
	html_add(h, "</td></tr>\n");
}

static void inputs(struct html *h)
{
	static const char *const heads[] = {"File", "Feed", "Rows", "Matched", "Of nobody known", "Rejected", "Left out by its feed",
	                                    "Superseded or repeated", "Recorded later", "Complete to", "SHA-256"};

	if (h->run->feeds->ninputs == 0) {
		html_add(h, "<p>No feed was read.</p>\n");
		return;
	}
	html_add(h, "<div class=\"wide\" role=\"group\" aria-label=\"Feeds\" tabindex=\"0\">\n<table>\n<caption>Feeds</caption>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		html_printf(h, "<th scope=\"col\">%s</th>", heads[i]);
	html_add(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < h->run->feeds->ninputs; i++)
		input(h, h->run->feeds->inputs[i]);
	html_add(h, "</tbody>\n</table>\n</div>\n");
}

static void reject(struct html *h, const struct reject *r)
{
	html_add(h, "<tr><td>");
	html_text(h, r->input->file);
	html_printf(h, "</td><td class=\"n\">%" PRIu64 "</td><td>", r->line);
	html_text(h, r->column);
	html_add(h, "</td><td>");
	html_text(h, r->reason);
	html_add(h, "</td></tr>\n");
	html_flush(h);
}

static void rejects(struct html *h)
{
	const struct feed_result *f = h->run->feeds;
	uint64_t all = feeds_count_rejects(f);

	if (all == 0)
		return;
	html_add(h, "<h3>Rejected rows: ");
	html_count(h, all);
	html_add(h, "</h3>\n<p>What they say was not judged.</p>\n<table>\n<thead><tr><th scope=\"col\">File</th>"
	            "<th scope=\"col\" class=\"n\">Line</th><th scope=\"col\">Column</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < f->nrejects; i++)
		reject(h, &f->rejects[i]);
	html_add(h, "</tbody>\n</table>\n");
	if (all > f->nrejects) {
		html_add(h, "<p>and ");
		html_count(h, all - f->nrejects);
		html_add(h, " more that are only counted.</p>\n");
	}
}

static void documents(struct html *h)
{
	const struct plan *p = h->run->plan;

	html_add(h, "<details>\n<summary>Documents</summary>\n<table>\n<thead><tr><th scope=\"col\">File</th>"
	            "<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < p->ndocuments; i++) {
		if (p->documents[i].shipped)
			continue;
		html_add(h, "<tr><td>");
		html_text(h, p->documents[i].file);
		html_add(h, "</td><td class=\"id\">");
		html_text(h, str_of(p->documents[i].sha256));
		html_add(h, "</td></tr>\n");
	}
	html_add(h, "</tbody>\n</table>\n</details>\n");
}

void html_sources(struct html *h)
{
	inputs(h);
	rejects(h);
	documents(h);
}

/* ---- how it was made ---- */

static void fact(struct html *h, const char *label, struct str value)
{
	html_printf(h, "<dt>%s</dt><dd>", label);
	html_text(h, value);
	html_add(h, "</dd>\n");
}

static void option(struct html *h, const struct str *pair)
{
	html_add(h, "<dd>");
	html_text(h, pair[0]);
	html_add(h, pair[1].n > 0 ? ": " : "");
	html_text(h, pair[1]);
	html_add(h, "</dd>\n");
}

void html_facts(struct html *h)
{
	const struct run *run = h->run;

	html_add(h, "<dl>\n<dt>As of</dt><dd>");
	html_moment(h, moment_instant(run->as_of));
	html_add(h, "</dd>\n");
	if (run->has_known_at) {
		html_add(h, "<dt>As known at</dt><dd>");
		html_moment(h, moment_instant(run->known_at));
		html_add(h, "</dd>\n");
	}
	fact(h, "Zone of all times", run->plan->zone.name);
	fact(h, "ordercheck", str_of(run->version));
	fact(h, "Catalogue", run->plan->catalogue_version.n > 0 ? run->plan->catalogue_version : STR("none"));
	fact(h, "Zone data", str_of(run->tz ? run->tz : tz_version()));
	if (run->noptions > 0)
		html_add(h, "<dt>Options</dt>");
	for (size_t i = 0; i < run->noptions; i++)
		option(h, run->options[i]);
	html_add(h, "</dl>\n");
}
