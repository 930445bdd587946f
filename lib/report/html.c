#include "report/html.h"

#include <string.h>

#include "base/digest.h"
#include "report/formats.h"
#include "report/text_parts.h"
#include "report/xml.h"

/* ---- writing ---- */

void html_add(struct html *h, const char *markup)
{
	buf_add(&h->out, str_of(markup));
}

void html_printf(struct html *h, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(&h->out, format, args);
	va_end(args);
}

void html_text(struct html *h, struct str text)
{
	xml_escape(&h->out, text, false);
}

void html_attr(struct html *h, const char *name, struct str value)
{
	buf_printf(&h->out, " %s=\"", name);
	xml_escape(&h->out, value, true);
	buf_char(&h->out, '"');
}

void html_sheet(struct html *h, struct sheet *s)
{
	html_text(h, str_trim(buf_str(&s->out)));
	buf_clear(&s->out);
	s->column = 0;
}

void html_flush(struct html *h)
{
	h->written = buf_write(h->file, &h->out) && h->written;
}

void html_count(struct html *h, uint64_t n)
{
	count_print(&h->out, n);
}

void html_moment(struct html *h, struct moment m)
{
	moment_say(&h->out, m, &h->run->plan->zone);
}

void html_deadline(struct html *h, struct moment m)
{
	text_time(&h->out, m, &h->run->plan->zone);
}

void html_subject(struct html *h, size_t subject)
{
	struct sheet s = {.tight = true};

	if (subject < h->run->plan->nsubjects)
		text_subject(&s, h->run, subject, h->names);
	else
		sheet_words(&s, STR("nobody known"));
	html_sheet(h, &s);
	sheet_free(&s);
}

void html_levels(struct html *h, const size_t counts[NLEVELS])
{
	struct sheet s = {.tight = true};

	for (size_t level = NLEVELS; level-- > 0;) {
		if (counts[level] == 0)
			continue;
		html_printf(h, "<span class=\"l %s\">", level_names[level]);
		text_count(&s, (enum level)level, counts[level]);
		html_sheet(h, &s);
		s.tight = true;
		html_add(h, "</span> ");
	}
	sheet_free(&s);
}

/* ---- the head ---- */

/* RFC 4648, section 4. */
static void base64_add(struct html *h, const uint8_t *bytes, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		uint32_t group = (uint32_t)bytes[i] << 16;
		group |= i + 1 < n ? (uint32_t)bytes[i + 1] << 8 : 0;
		group |= i + 2 < n ? (uint32_t)bytes[i + 2] : 0;
		for (size_t k = 0; k < 4; k++)
			buf_char(&h->out, i + k > n ? '=' : letters[group >> (18 - 6 * k) & 63]);
	}
}

static struct str file_text(const struct html_file *f)
{
	return (struct str){(const char *)f->at, f->n};
}

static void add_hash(struct html *h, const char *of, const struct html_file *f)
{
	struct digest d = digest_of(file_text(f));

	html_printf(h, "%s 'sha256-", of);
	base64_add(h, d.bytes, sizeof d.bytes);
	html_add(h, "'; ");
}

/* Nothing is fetched, nothing is sent, and no other style or script runs. */
static void policy(struct html *h)
{
	html_add(h, "default-src 'none'; ");
	add_hash(h, "style-src", &html_css);
	add_hash(h, "script-src", &html_js);
	html_add(h, "base-uri 'none'; form-action 'none'");
}

static void style(struct html *h)
{
	buf_add(&h->out, file_text(&html_css));
}

static void script(struct html *h)
{
	buf_add(&h->out, file_text(&html_js));
}

static void heading(struct html *h)
{
	int32_t day = civil_day(&h->run->plan->zone, h->run->as_of);
	bool midnight = h->run->as_of == civil_day_start(&h->run->plan->zone, day);

	html_add(h, "Conditions of orders, as of ");
	html_moment(h, midnight ? moment_day(&h->run->plan->zone, day) : moment_instant(h->run->as_of));
}

/* ---- the page ---- */

static void whereabouts_link(struct html *h)
{
	if (h->run->nwhereabouts > 0)
		html_add(h, "<li><a href=\"#whereabouts\">Whereabouts</a></li>\n");
}

static const struct slot {
	const char *name;
	void (*fill)(struct html *h);
} slots[] = {
	{"policy", policy}, {"title", heading}, {"style", style}, {"heading", heading}, {"whereabouts-link", whereabouts_link},
	{"summary", html_summary}, {"whereabouts", html_whereabouts}, {"findings", html_findings}, {"sources", html_sources},
	{"facts", html_facts}, {"script", script},
};

static void fill(struct html *h, struct str name)
{
	for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
		if (str_eq_cstr(name, slots[i].name))
			slots[i].fill(h);
	html_flush(h);
}

/* Up to the next "{{"; false: there is none. */
static bool next_slot(struct html *h, struct str *page, struct str *name)
{
	for (size_t i = 0; i + 1 < page->n; i++) {
		if (page->at[i] != '{' || page->at[i + 1] != '{')
			continue;
		buf_add(&h->out, str_cut(*page, 0, i));
		*page = str_from(*page, i + 2);
		bool closed = str_split(name, page, *page, '}');
		*page = str_from(*page, 1);
		return closed;
	}
	return false;
}

bool html_print(FILE *out, const struct run *run, const struct report_style *look)
{
	struct html h = {.file = out, .written = true, .run = run, .names = look->names};
	struct str page = file_text(&html_html), name;
	struct arena a;

	arena_init(&a);
	h.arena = &a;
	while (next_slot(&h, &page, &name))
		fill(&h, name);
	buf_add(&h.out, page);
	html_flush(&h);
	buf_free(&h.out);
	arena_free(&a);
	return h.written;
}
