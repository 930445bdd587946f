/* The trees of several parts become that of the whole run. Lists are put in order later, but for those by subject. */
#include <stdlib.h>

#include "report/node.h"
#include "report/shard_parts.h"

/* Of an input: counted where a row's subject is judged. All other counts are of all rows in every part. */
const char *const shard_own_counts[] = {"filtered", "superseded", NULL};
/* Counted subject by subject; `baselined` is an object of such. */
static const char *const sums[] = {"breach", "review", "upcoming", "blind", "clear", "later", "orders", "conditions", NULL};
static const char *const baselined_sums[] = {"breach", "review", "upcoming", "clear", NULL};

static void add_counts(json_t *into, const json_t *from, const char *const *members)
{
	for (size_t i = 0; members[i]; i++) {
		json_t *sum = json_object_get(into, members[i]);
		json_integer_set(sum, json_integer_value(sum) + json_integer_value(json_object_get(from, members[i])));
	}
}

static void add_inputs(json_t *into, const json_t *from)
{
	for (size_t i = 0; i < json_array_size(into); i++)
		add_counts(json_array_get(into, i), json_array_get(from, i), shard_own_counts);
}

/* A list that a part may lack altogether. */
static void append(json_t *into, const json_t *from, const char *member)
{
	json_t *list = json_object_get(into, member), *more = json_object_get(from, member);

	if (!more)
		return;
	if (!list)
		node_put(into, member, list = node_made(json_array()));
	if (json_array_extend(list, more) != 0)
		mem_exhausted();
}

/* What no order has is a scheme's, and the same in every part. */
static void append_unmonitored(json_t *into, const json_t *from)
{
	json_t *list = json_object_get(into, "unmonitored"), *one;
	size_t i;

	json_array_foreach(json_object_get(from, "unmonitored"), i, one)
		if (!json_is_null(json_object_get(one, "order")) && json_array_append(list, one) != 0)
			mem_exhausted();
}

/* ---- by subject ---- */

struct ranked {
	json_t *node;
	struct str key;
	size_t number;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int c = str_cmp(a->key, b->key);

	return c != 0 ? c : (a->number > b->number) - (a->number < b->number);
}

static void sort(json_t *root, const char *member, const char *key)
{
	json_t *list = json_object_get(root, member), *sorted = node_made(json_array());
	size_t n = json_array_size(list);
	struct ranked *all = mem_alloc((n + 1) * sizeof *all);

	for (size_t i = 0; i < n; i++) {
		json_t *node = json_array_get(list, i);
		const json_t *text = json_object_get(node, key);
		all[i] = (struct ranked){node, {json_string_value(text), json_string_length(text)}, i};
	}
	qsort(all, n, sizeof *all, compare);
	for (size_t i = 0; i < n; i++)
		node_add(sorted, json_incref(all[i].node));
	mem_free(all);
	if (list)
		node_put(root, member, sorted);
	else
		json_decref(sorted);
}

/* ---- the whole ---- */

static void count_unmonitored(json_t *root)
{
	json_t *counts = json_object_get(root, "counts");

	node_put(counts, "unmonitored", node_count(json_array_size(json_object_get(root, "unmonitored"))));
}

/* In a redacted run orders stand by their own pseudonym, so that those of one subject are not seen to be. */
static const char *order_key(const json_t *root)
{
	return json_object_get(json_object_get(root, "options"), "redacted") ? "order" : "subject";
}

void shards_sum(json_t *into, json_t *const *others, size_t n)
{
	static const char *const lists[] = {"orders", "subjects", "findings", "blind", "whereabouts", "timelines"};
	static const char *const by_subject[] = {"subjects", "whereabouts", "timelines"};
	json_t *counts = json_object_get(into, "counts");

	for (size_t i = 0; i < n; i++) {
		const json_t *from = json_object_get(others[i], "counts");
		add_counts(counts, from, sums);
		add_counts(json_object_get(counts, "baselined"), json_object_get(from, "baselined"), baselined_sums);
		add_inputs(json_object_get(into, "inputs"), json_object_get(others[i], "inputs"));
		for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
			append(into, others[i], lists[k]);
		append_unmonitored(into, others[i]);
	}
	sort(into, "orders", order_key(into));
	for (size_t k = 0; k < sizeof by_subject / sizeof *by_subject; k++)
		sort(into, by_subject[k], "subject");
	count_unmonitored(into);
	node_put(into, "shard", json_null());
	json_object_del(into, "seal");
}
