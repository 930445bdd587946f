/* html: the report as one page, whole in itself. Inside lib/report only.
 *
 * html/page.html is the page, with {{slots}}; page.css and page.js stand in it, allowed
 * by their hashes and nothing else. What came from documents and feeds goes through
 * html_text and html_attr alone. A drawing is a function of the run: a saved run gives
 * the same bytes.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/report.h"
#include "report/sheet.h"

/* Compiled in from html/. */
struct html_file {
	const unsigned char *at;
	size_t n;
};
extern const struct html_file html_html, html_css, html_js;

struct html {
	struct buf out;
	FILE *file;
	bool written;
	const struct run *run;
	enum names_mode names;
	struct arena *arena;
};

/* Markup and words of the program's own. */
void html_add(struct html *h, const char *markup);
void html_printf(struct html *h, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Anything else, escaped. */
void html_text(struct html *h, struct str text);
void html_attr(struct html *h, const char *name, struct str value); /* with a blank before it */
/* What is in the sheet, which is emptied, without its last line end. */
void html_sheet(struct html *h, struct sheet *s);
/* Writes what is there so far. */
void html_flush(struct html *h);

/* "1,204,331" */
void html_count(struct html *h, uint64_t n);
/* "Fri 1 May 2026 09:00"; INSTANT_MIN and INSTANT_MAX as the ends of time. */
void html_moment(struct html *h, struct moment m);
/* A deadline at the last instant of a day as the end of that day. */
void html_deadline(struct html *h, struct moment m);
/* The subject's id, and the name where names are wanted. */
void html_subject(struct html *h, size_t subject);
/* "2 breaches" with the level's shape, for each level of which there are some. */
void html_levels(struct html *h, const size_t counts[NLEVELS]);

/* All findings of one subject that are told. */
struct html_person {
	size_t subject; /* in plan->subjects; SIZE_MAX: nobody known */
	const struct finding *const *findings;
	size_t n, counts[NLEVELS];
	enum level worst;
	const struct timeline *timeline; /* NULL: none is known */
};

void html_summary(struct html *h);
void html_whereabouts(struct html *h);
/* Inputs, rejected rows, documents; what the run was made with. */
void html_sources(struct html *h);
void html_facts(struct html *h);
/* Each subject with its drawings and findings, gravest first. */
void html_findings(struct html *h);
/* number: of the finding in the order of telling. first: no other before had its id. */
void html_finding(struct html *h, const struct finding *f, size_t number, bool first);
void html_timeline(struct html *h, const struct html_person *p, size_t number);
/* Days of a year, shaded by events in evidence, marked where findings are dated. */
void html_days(struct html *h, const struct html_person *p, size_t number);
/* Findings by month and level, the last two years; name: makes ids of its own. */
void html_months(struct html *h, const struct finding *const *list, size_t n, const char *name, size_t number);

#endif
