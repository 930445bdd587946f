/* What is said of files that were read, for people. */
#include "feed/read.h"

/* The field of an own-header file that an unread column may have meant. */
static struct str near_field(const struct feed_input *input, struct str column, struct arena *a)
{
	const struct event_type *type = input->own_header && input->feed ? input->feed->type : NULL;
	struct str *names;

	if (!type)
		return (struct str){NULL, 0};
	names = arena_array(a, type->nfields, sizeof *names);
	for (size_t i = 0; i < type->nfields; i++)
		names[i] = type->fields[i].name;
	return suggest_nearest(column, names, type->nfields);
}

struct str unread_words(const struct feed_input *input, struct arena *a)
{
	struct str words = {NULL, 0};
	struct buf b = {0};

	for (size_t i = 0; i < input->nunread; i++) {
		struct str near = near_field(input, input->unread[i], a);
		buf_add(&b, i > 0 ? STR(", ") : STR(""));
		buf_add(&b, input->unread[i]);
		if (near.n > 0)
			buf_printf(&b, " (did you mean \"%.*s\"?)", STR_ARG(near));
	}
	if (b.n > 0)
		words = str_printf(a, "%.*s: nothing reads the column%s %.*s", STR_ARG(input->file), input->nunread == 1 ? "" : "s",
		                   STR_ARG(buf_str(&b)));
	if (b.n > 0 && input->own_header && input->feed && input->feed->type)
		words = str_printf(a, "%.*s; \"ordercheck explain %.*s\" lists what is read", STR_ARG(words),
		                   STR_ARG(input->feed->type->name));
	buf_free(&b);
	return words;
}

static void note_input(struct reading *r, const struct feed_input *input)
{
	struct str unread = unread_words(input, r->arena);

	if (unread.n > 0)
		reading_note(r, "%.*s", STR_ARG(unread));
	if (input->rows > 1000 && input->matched == 0 && r->plan->nsubjects > 0)
		reading_note(r, "%.*s: none of its %llu rows is about a known subject: it says \"%.*s\", and subjects are like \"%.*s\"",
		             STR_ARG(input->file), (unsigned long long)input->rows, STR_ARG(input->sample),
		             STR_ARG(r->plan->subjects[0].id));
	if (input->headers > 0)
		reading_note(r, "%.*s: the header stands again at %llu line%s, first at line %llu; such lines are no rows",
		             STR_ARG(input->file), (unsigned long long)input->headers, input->headers == 1 ? "" : "s",
		             (unsigned long long)input->header_line);
	if (input->guessed_times > 0)
		reading_note(r, "%.*s: %llu local times fall in a change of the clocks; the first, or the one moved on, is meant",
		             STR_ARG(input->file), (unsigned long long)input->guessed_times);
}

/* What the files of a run amount to, once every row that waited is decoded. */
static void sum_up(struct reading *r, struct feed_run *run)
{
	for (size_t i = 0; i < run->files.n; i++) {
		const struct feed_input *in = run->files.at[i].input;

		run->rows += in->rows - in->later;
		run->rejected += in->rejected;
		if (in->newest > run->newest)
			run->newest = in->newest;
		note_input(r, in);
	}
	if (run->unrecorded > 0)
		reading_note(r, "%.*s: %llu rows do not say when they were recorded and count as known at their time",
		             STR_ARG(run->name), (unsigned long long)run->unrecorded);
}

void reading_sum_up(struct reading *r)
{
	for (size_t i = 0; i < r->runs.n; i++)
		sum_up(r, r->runs.at[i]);
}
