/* Are two parts of one run? What every part says alike is compared, and told apart where it differs. */
#include "report/node.h"
#include "report/shard_parts.h"

struct comparison {
	const json_t *a, *b; /* roots */
	struct str first;    /* the file of a */
	struct taking *taking;
};

static bool refuse(const struct comparison *c, const char *what, const char *help)
{
	diag_error(c->taking->diag, c->taking->place, "%s than that of %.*s", what, STR_ARG(c->first));
	diag_help(c->taking->diag, "%s", help);
	return false;
}

static bool same(const struct comparison *c, const char *member)
{
	return json_equal(json_object_get(c->a, member), json_object_get(c->b, member));
}

/* ---- inputs ---- */

static struct str member_text(const json_t *o, const char *key)
{
	const json_t *text = json_object_get(o, key);

	return (struct str){json_string_value(text), json_string_length(text)};
}

static bool same_but_own(const json_t *a, const json_t *b)
{
	json_t *left = node_made(json_copy((json_t *)(uintptr_t)a)), *right = node_made(json_copy((json_t *)(uintptr_t)b));

	for (size_t i = 0; shard_own_counts[i]; i++) {
		json_object_del(left, shard_own_counts[i]);
		json_object_del(right, shard_own_counts[i]);
	}
	bool equal = json_equal(left, right) != 0;
	json_decref(left);
	json_decref(right);
	return equal;
}

static bool same_input(const struct comparison *c, const json_t *a, const json_t *b)
{
	struct str file = member_text(a, "file"), left = member_text(a, "sha256"), right = member_text(b, "sha256");

	if (!json_equal(json_object_get(a, "file"), json_object_get(b, "file")) ||
	    !json_equal(json_object_get(a, "feed"), json_object_get(b, "feed")))
		return refuse(c, "has other feeds", "every part reads the same files, given in the same way");
	if (left.n == 0 || right.n == 0)
		return refuse(c, "has a feed without its SHA-256, which cannot be held against it", "judge the part again");
	if (!str_eq(left, right)) {
		diag_error(c->taking->diag, c->taking->place, "read another %.*s than %.*s did: its SHA-256 is %.*s there and %.*s here",
		           STR_ARG(file), STR_ARG(c->first), STR_ARG(left), STR_ARG(right));
		diag_help(c->taking->diag, "give every part the same file, whole, and judge those parts again that read another; "
		                           "of a redacted run, check that the key is the same");
		return false;
	}
	return same_but_own(a, b) || refuse(c, "counts its rows otherwise", "judge both parts again with the same version and options");
}

static bool same_inputs(const struct comparison *c)
{
	const json_t *a = json_object_get(c->a, "inputs"), *b = json_object_get(c->b, "inputs");

	if (json_array_size(a) != json_array_size(b))
		return refuse(c, "has other feeds", "every part reads the same files, given in the same way");
	for (size_t i = 0; i < json_array_size(a); i++)
		if (!same_input(c, json_array_get(a, i), json_array_get(b, i)))
			return false;
	return true;
}

/* ---- the rest ---- */

static const struct {
	const char *member, *what, *help;
} alike[] = {
	{"tool", "was made by another version, catalogue or zone data", "let every machine run the same version (`ordercheck --version` tells all of it)"},
	{"as_of", "was judged at another time", "say the same --as-of for every part"},
	{"known_at", "knows events to another time", "say the same --known-at for every part"},
	{"options", "was judged with other options", "give every part the same options but --shard"},
	{"documents", "rests on other documents", "give every part the same orders and rules, in the same way"},
	{"schemes", "rests on other schemes", "give every part the same --scheme and documents"},
};

/* All of a part's own member but its number and the names of its people. */
static bool same_shard(const struct comparison *c)
{
	json_t *left = node_made(json_copy(json_object_get(c->a, "shard")));
	json_t *right = node_made(json_copy(json_object_get(c->b, "shard")));

	json_object_del(left, "part");
	json_object_del(right, "part");
	json_object_del(left, "names");
	json_object_del(right, "names");
	bool parts = json_equal(json_object_get(left, "parts"), json_object_get(right, "parts")) != 0;
	bool equal = json_equal(left, right) != 0;
	json_decref(left);
	json_decref(right);
	if (!parts)
		return refuse(c, "is of another number of parts", "merge takes the parts of one division: all I of the same N in --shard I/N");
	return equal || refuse(c, "ends by other rules, or found its feeds otherwise",
	                       "give every part the same --fail-on and --allow-rejects, and the same folders of feeds");
}

bool shards_agree(const json_t *a, struct place first, const json_t *b, struct taking *of_b)
{
	struct comparison c = {.a = a, .b = b, .first = first.source->file, .taking = of_b};

	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (!same(&c, alike[i].member))
			return refuse(&c, alike[i].what, alike[i].help);
	if (!same_inputs(&c) || !same_shard(&c))
		return false;
	return same(&c, "rejects") || refuse(&c, "rejected other rows", "judge both parts again with the same version and options");
}
