#include "feed/read.h"

static const struct str subject_column = {"subject", 7};

const struct feed *own_feed(const struct event_type *t, const struct plan *plan, struct arena *a)
{
	struct feed *f = ARENA_NEW(a, struct feed);
	struct feed_way *way = ARENA_NEW(a, struct feed_way);

	*way = (struct feed_way){.kind = WAY_REFERENCE, .column = subject_column};
	*f = (struct feed){.id = t->name,
	                   .type = t,
	                   .ways = way,
	                   .nways = 1,
	                   .covers = COVERS_NEWEST,
	                   .rows_max = UINT64_MAX,
	                   .zone = plan->zone};
	return f;
}

static bool complain(const struct header *h, struct str name, const char *what, struct place place, struct diag *d)
{
	diag_error(d, place, "has no column \"%.*s\", %s", STR_ARG(name), what);
	if (suggest_nearest(name, h->names, h->n).n > 0)
		diag_suggest(d, name, h->names, h->n);
	else
		diag_help(d, "`ordercheck new feed %.*s` writes a feed document that says how its columns are read",
		          STR_ARG(place.source->file));
	return false;
}

/* Fields of the type that the header names, and the columns that nothing reads. */
static void take_columns(struct feed *f, bool *read, const struct header *h, struct arena *a)
{
	const struct event_type *t = f->type;
	struct feed_field *fields = arena_array(a, t->nfields, sizeof *fields);

	for (size_t i = 0; i < t->nfields; i++) {
		size_t column = header_find(h, t->fields[i].name);

		if (column == HEADER_NONE)
			continue;
		read[column] = true;
		fields[f->nfields++] = (struct feed_field){
		        .field = i, .columns = &t->fields[i].name, .ncolumns = 1, .type = t->fields[i].type};
	}
	f->fields = fields;
}

static void tell_unread(struct feed_input *input, const bool *read, const struct header *h, struct arena *a)
{
	struct str *unread = arena_array(a, h->n, sizeof *unread);
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++) {
		if (!read[i] && h->names[i].n > 0)
			unread[n++] = h->names[i];
	}
	input->unread = unread;
	input->nunread = n;
}

static bool check_required(const struct event_type *t, const struct header *h, struct place place, struct diag *d)
{
	bool ok = true;

	for (size_t i = 0; i < t->nfields; i++) {
		if (t->fields[i].required && header_find(h, t->fields[i].name) == HEADER_NONE)
			ok = complain(h, t->fields[i].name, "which every event of the type has", place, d);
	}
	return ok;
}

bool own_columns(const struct feed **out, struct feed_input *input, const struct feed *base, const struct header *h,
                 struct place place, struct arena *a, struct diag *d)
{
	struct feed *f = arena_copy(a, base, sizeof *base);
	bool *read = arena_array(a, h->n, sizeof *read);
	size_t subject = header_find(h, subject_column);
	bool ok = true;

	*out = f;
	take_columns(f, read, h, a);
	if (subject == HEADER_NONE && f->nfields == 0) {
		diag_error(d, place, "no column of it is read: the type %.*s has none of these names", STR_ARG(f->id));
		diag_help(d, "is the delimiter right? `ordercheck new feed %.*s` writes a feed document that says how its columns are read",
		          STR_ARG(place.source->file));
		return false;
	}
	if (subject == HEADER_NONE)
		ok = complain(h, subject_column, "which says whom a row is about", place, d);
	else
		read[subject] = true;
	tell_unread(input, read, h, a);
	ok = header_once(h, read, place, d) && ok;
	return check_required(f->type, h, place, d) && ok;
}
