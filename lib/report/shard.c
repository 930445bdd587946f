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
	{NULL, TAKE_NULL, false, 0},
};

static json_t *texts_node(struct shard_texts t)
{
	return node_texts(t.at, t.n);
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
	return o;
}

static struct shard_texts texts_of(struct take_texts t)
{
	return (struct shard_texts){t.at, t.n};
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
	return true;
}
