/* Inputs and rejects of a saved run. */
#include "report/saved_parts.h"

struct input_form {
	struct str file, feed, sha256, complete_to;
	uint64_t rows, matched, nobody, rejected, filtered, superseded, later, guessed;
};
#define AT(member) offsetof(struct input_form, member)
static const struct take_key input_keys[] = {
	{"file", TAKE_TEXT, false, AT(file)},
	{"feed", TAKE_TEXT, false, AT(feed)},
	{"sha256", TAKE_TEXT_OR_NULL, false, AT(sha256)},
	{"rows", TAKE_COUNT, false, AT(rows)},
	{"matched", TAKE_COUNT, false, AT(matched)},
	{"nobody", TAKE_COUNT, false, AT(nobody)},
	{"rejected", TAKE_COUNT, false, AT(rejected)},
	{"filtered", TAKE_COUNT, false, AT(filtered)},
	{"superseded", TAKE_COUNT, false, AT(superseded)},
	{"recorded_later", TAKE_COUNT, false, AT(later)},
	{"guessed_times", TAKE_COUNT, false, AT(guessed)},
	{"complete_to", TAKE_TEXT_OR_NULL, false, AT(complete_to)},
	{NULL, TAKE_NULL, false, 0},
};

static struct str input_key(struct str feed, struct str file, struct arena *a)
{
	return str_printf(a, "%zu:%.*s%.*s", feed.n, STR_ARG(feed), STR_ARG(file));
}

const struct feed_input *saved_find_input(const struct saved_run *r, struct str feed, struct str file)
{
	struct arena scratch;

	arena_init(&scratch);
	const struct feed_input *input = map_find(&r->inputs, input_key(feed, file, &scratch));
	arena_free(&scratch);
	return input;
}

/* A run on a case store rests on files of earlier runs, of which it says no more than its evidence does. */
const struct feed_input *saved_earlier_input(struct saved_run *r, struct str feed, struct str file)
{
	struct feed_input *in = ARENA_NEW(&r->arena, struct feed_input);

	if (!saved_has_option(r, "store"))
		return NULL;
	*in = (struct feed_input){.file = file, .name = feed, .newest = INSTANT_MIN};
	map_put(&r->inputs, input_key(feed, file, &r->arena), in);
	return in;
}

/* An event type of its own for each input, so that each can say how far it is complete. */
static bool take_reach(struct feed_input *in, struct supply *supply, struct saved_run *r, struct str text, size_t index,
                       const struct spot *s)
{
	struct event_type *type = ARENA_NEW(&r->arena, struct event_type);
	struct feed *feed = ARENA_NEW(&r->arena, struct feed);
	struct spot at = spot_member(s, "complete_to", json_object_get(s->node, "complete_to"));
	struct moment m;

	supply->known_until = INSTANT_MIN;
	if (text.n == 0)
		return true;
	if (!saved_moment(&m, text, r, &at))
		return false;
	type->index = index;
	feed->type = type;
	in->feed = feed;
	*supply = (struct supply){.supplied = true, .given = true, .known_until = m.first};
	return true;
}

static bool take_input(struct feed_input *in, struct supply *supply, struct saved_run *r, size_t index, const struct spot *s)
{
	struct input_form f = {.rows = 0};

	if (!take(&f, input_keys, s))
		return false;
	if (f.rows != f.matched + f.nobody + f.rejected + f.later)
		return spot_refuse(s, "has rows that are not the sum of matched, nobody, rejected and recorded_later");
	if (f.sha256.n >= sizeof in->sha256)
		return spot_refuse(s, "has a sha256 that is too long");
	*in = (struct feed_input){.file = f.file, .name = f.feed, .rows = f.rows, .matched = f.matched, .rejected = f.rejected,
	                          .filtered = f.filtered, .later = f.later, .superseded = f.superseded,
	                          .guessed_times = f.guessed, .newest = INSTANT_MIN};
	for (size_t i = 0; i < f.sha256.n; i++)
		in->sha256[i] = f.sha256.at[i];
	map_put(&r->inputs, input_key(f.feed, f.file, &r->arena), in);
	return take_reach(in, supply, r, f.complete_to, index, s);
}

bool saved_take_inputs(struct saved_run *r, const struct spot *inputs)
{
	size_t n = json_array_size(inputs->node);
	struct feed_input *all = arena_array(&r->arena, n, sizeof *all);
	const struct feed_input **list = arena_array(&r->arena, n, sizeof *list);
	struct supply *supplies = arena_array(&r->arena, n, sizeof *supplies);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(inputs, i);
		if (!take_input(&all[i], &supplies[i], r, i, &s))
			return false;
		list[i] = &all[i];
	}
	r->feeds.inputs = list;
	r->feeds.ninputs = n;
	r->feeds.supplies = supplies;
	return true;
}

/* ---- rejects ---- */

struct reject_form {
	struct str feed, file, column, reason;
	uint64_t line;
};
#define OF(member) offsetof(struct reject_form, member)
static const struct take_key reject_keys[] = {
	{"feed", TAKE_TEXT, false, OF(feed)},
	{"file", TAKE_TEXT, false, OF(file)},
	{"line", TAKE_COUNT, false, OF(line)},
	{"column", TAKE_TEXT_OR_NULL, false, OF(column)},
	{"reason", TAKE_TEXT, false, OF(reason)},
	{NULL, TAKE_NULL, false, 0},
};

bool saved_take_rejects(struct saved_run *r, const struct spot *rejects)
{
	size_t n = json_array_size(rejects->node);
	struct reject *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(rejects, i);
		struct reject_form f = {.line = 0};
		if (!take(&f, reject_keys, &s))
			return false;
		all[i] = (struct reject){.input = saved_find_input(r, f.feed, f.file), .line = f.line, .column = f.column,
		                         .reason = f.reason, .subject = SIZE_MAX};
		if (!all[i].input)
			return spot_refuse(&s, "is of the file %.*s, which is not among the run's inputs", STR_ARG(f.file));
	}
	r->feeds.rejects = all;
	r->feeds.nrejects = n;
	return true;
}
