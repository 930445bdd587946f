#include "report/shard.h"

#include "base/digest.h"
#include "report/node.h"
#include "report/shard_parts.h"

uint64_t shard_of(struct str subject, uint64_t parts)
{
	struct digest d = digest_of(subject);
	uint64_t n = 0;

	for (size_t i = 0; i < sizeof n; i++)
		n = n << 8 | d.bytes[i];
	return n % parts + 1;
}

/* ---- the member of a run ---- */

struct shard_form {
	uint64_t part, parts;
	struct str fail_on, allow_rejects;
	bool failed;
	struct take_texts notes, unclaimed, passed, left_out;
	const json_t *names;
};
#define AT(member) offsetof(struct shard_form, member)
static const struct take_key shard_keys[] = {
	{"part", TAKE_COUNT, false, AT(part)},
	{"parts", TAKE_COUNT, false, AT(parts)},
	{"fail_on", TAKE_TEXT, false, AT(fail_on)},
	{"allow_rejects", TAKE_TEXT, false, AT(allow_rejects)},
	{"failed", TAKE_BOOL, false, AT(failed)},
	{"notes", TAKE_TEXTS, false, AT(notes)},
	{"unclaimed", TAKE_TEXTS, false, AT(unclaimed)},
	{"passed", TAKE_TEXTS, false, AT(passed)},
	{"left_out", TAKE_TEXTS, false, AT(left_out)},
	{"names", TAKE_LIST, true, AT(names)},
	{NULL, TAKE_NULL, false, 0},
};

struct name_form {
	struct str subject, family;
	struct take_texts given;
};
static const struct take_key name_keys[] = {
	{"subject", TAKE_TEXT, false, offsetof(struct name_form, subject)},
	{"family", TAKE_TEXT, false, offsetof(struct name_form, family)},
	{"given", TAKE_TEXTS, false, offsetof(struct name_form, given)},
	{NULL, TAKE_NULL, false, 0},
};

static json_t *texts_node(struct shard_texts t)
{
	return node_texts(t.at, t.n);
}

static json_t *names_node(const struct shard *s)
{
	json_t *list = node_made(json_array());

	for (size_t i = 0; i < s->nnames; i++) {
		json_t *o = node_made(json_object());
		node_put(o, "subject", node_text(s->names[i].subject));
		node_put(o, "family", node_text(s->names[i].family));
		node_put(o, "given", texts_node(s->names[i].given));
		node_add(list, o);
	}
	return list;
}

json_t *node_shard(const struct shard *s)
{
	json_t *o = node_made(json_object());

	node_put(o, "part", node_count(s->part));
	node_put(o, "parts", node_count(s->parts));
	node_put(o, "fail_on", node_text(s->fail_on));
	node_put(o, "allow_rejects", node_text(s->allow_rejects));
	node_put(o, "failed", json_boolean(s->failed));
	node_put(o, "notes", texts_node(s->notes));
	node_put(o, "unclaimed", texts_node(s->unclaimed));
	node_put(o, "passed", texts_node(s->passed));
	node_put(o, "left_out", texts_node(s->left_out));
	if (s->nnames > 0)
		node_put(o, "names", names_node(s));
	return o;
}

static struct shard_texts texts_of(struct take_texts t)
{
	return (struct shard_texts){t.at, t.n};
}

static bool take_names(struct shard *out, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct shard_name *all = arena_array(list->taking->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		struct name_form f = {.given = {NULL, 0}};
		if (!take(&f, name_keys, &s))
			return false;
		all[i] = (struct shard_name){f.subject, f.family, texts_of(f.given)};
	}
	out->names = all;
	out->nnames = n;
	return true;
}

bool shard_take(struct shard *out, const struct spot *s)
{
	struct shard_form f = {.parts = 0};

	*out = (struct shard){.parts = 0};
	if (json_is_null(s->node))
		return true;
	if (!take(&f, shard_keys, s))
		return false;
	if (f.parts < 1 || f.parts > SHARDS_MOST || f.part < 1 || f.part > f.parts)
		return spot_refuse(s, "is no part of 1 to %d", SHARDS_MOST);
	*out = (struct shard){.part = f.part, .parts = f.parts, .fail_on = f.fail_on, .allow_rejects = f.allow_rejects,
	                      .failed = f.failed, .notes = texts_of(f.notes), .unclaimed = texts_of(f.unclaimed),
	                      .passed = texts_of(f.passed), .left_out = texts_of(f.left_out)};
	struct spot names = spot_member(s, "names", f.names);
	return take_names(out, &names);
}

/* ---- names ---- */

static void mark(bool *named, const struct finding *const *list, size_t n, size_t nsubjects)
{
	for (size_t i = 0; i < n; i++)
		if (list[i]->subject < nsubjects)
			named[list[i]->subject] = true;
}

void shard_take_names(struct shard *s, const struct run *run, struct arena *a)
{
	const struct plan *p = run->plan;
	bool *named = arena_array(a, p->nsubjects, sizeof *named);
	struct shard_name *all = arena_array(a, p->nsubjects, sizeof *all);

	mark(named, run->told, run->ntold, p->nsubjects);
	mark(named, run->blind, run->nblind, p->nsubjects);
	for (size_t i = 0; i < run->nwhereabouts; i++)
		named[run->whereabouts[i].subject] = true;
	for (size_t i = 0; i < p->nsubjects; i++) {
		const struct subject *who = &p->subjects[i];
		if (named[i] && who->has_name)
			all[s->nnames++] = (struct shard_name){who->id, who->names[0].family, {who->names[0].given, who->names[0].ngiven}};
	}
	s->names = all;
}
