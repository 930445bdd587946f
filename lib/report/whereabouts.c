/* Who is missing, or may be: the same section for `check` and for `due`. */
#include <inttypes.h>

#include "report/formats.h"
#include "report/node.h"
#include "report/rows.h"
#include "report/text_parts.h"

enum { LABEL = 26 }; /* the room of a label */

/* ---- text ---- */

static void print_line(struct sheet *s, const char *label, const struct buf *words)
{
	sheet_indent(s, 2);
	sheet_label(s, label, INK_DIM, LABEL);
	sheet_indent(s, 2 + LABEL);
	sheet_words(s, buf_str(words));
	sheet_end(s);
}

/* "Mon 2 Mar 2026 10:00 (visits.csv:12)" */
static void sighting_words(struct buf *b, const struct sighting *e, const struct zone *z)
{
	moment_say(b, e->time, z);
	if (e->file.n > 0)
		buf_printf(b, " (%.*s:%" PRIu64 ")", STR_ARG(e->file), e->line);
}

static void print_seen(struct sheet *s, const struct whereabouts *w, const struct zone *z)
{
	struct buf b = {0};

	if (w->seen.found) {
		buf_printf(&b, "%.*s, ", STR_ARG(w->seen.what));
		sighting_words(&b, &w->seen, z);
	} else {
		buf_add(&b, STR("nothing on record shows this person"));
	}
	print_line(s, "last seen", &b);
	buf_clear(&b);
	if (w->told.found) {
		buf_printf(&b, "%.*s, notified ", STR_ARG(w->home));
		sighting_words(&b, &w->told, z);
	} else {
		buf_add(&b, STR("none on record"));
	}
	print_line(s, "last notified address", &b);
	buf_free(&b);
}

static void print_open(struct sheet *s, const struct finding *f, const struct zone *z)
{
	struct buf b = {0};

	buf_printf(&b, "%s %s, %.*s", f->id, level_names[f->level], STR_ARG(f->title));
	if (f->has_time) {
		buf_add(&b, STR(", "));
		moment_say(&b, f->time, z);
	}
	buf_add(&b, STR(": "));
	buf_add(&b, f->say);
	print_line(s, "open", &b);
	buf_free(&b);
}

void whereabouts_print(struct sheet *s, const struct run *run, enum names_mode names)
{
	const struct zone *z = &run->plan->zone;

	if (run->nwhereabouts == 0)
		return;
	sheet_printf(s, "── Whereabouts: %zu %s missing or in doubt", run->nwhereabouts, run->nwhereabouts == 1 ? "person" : "people");
	sheet_end(s);
	for (size_t i = 0; i < run->nwhereabouts; i++) {
		const struct whereabouts *w = &run->whereabouts[i];
		text_subject(s, run, w->subject, names);
		sheet_end(s);
		print_seen(s, w, z);
		for (size_t k = 0; k < w->nfindings; k++)
			print_open(s, w->findings[k], z);
	}
	sheet_end(s);
}

/* ---- JSON ---- */

static json_t *sighting_node(const struct sighting *e, const struct zone *z)
{
	json_t *o = node_made(json_object());

	node_put(o, "time", node_moment(e->time, z));
	node_put(o, "what", node_text(e->what));
	node_put(o, "file", node_text_or_null(e->file));
	node_put(o, "line", e->file.n > 0 ? node_count(e->line) : json_null());
	return o;
}

static json_t *open_node(const struct finding *f, const struct zone *z)
{
	json_t *o = node_made(json_object());

	node_put(o, "id", node_text(str_of(f->id)));
	node_put(o, "level", node_text(str_of(level_names[f->level])));
	node_put(o, "title", node_text(f->title));
	node_put(o, "time", f->has_time ? node_moment(f->time, z) : json_null());
	node_put(o, "say", node_text(f->say));
	return o;
}

json_t *node_whereabouts(const struct run *run, const struct whereabouts *w)
{
	json_t *o = node_made(json_object()), *open = node_made(json_array());
	const struct zone *z = &run->plan->zone;

	node_put(o, "subject", node_text(run->plan->subjects[w->subject].id));
	if (w->seen.found)
		node_put(o, "seen", sighting_node(&w->seen, z));
	node_put(o, "address", node_text_or_null(w->home));
	if (w->told.found)
		node_put(o, "notified", sighting_node(&w->told, z));
	for (size_t i = 0; i < w->nfindings; i++)
		node_add(open, open_node(w->findings[i], z));
	node_put(o, "open", open);
	return o;
}
