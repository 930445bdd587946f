#include "identity/nicknames.h"

/* One name that a text may stand for. */
struct nickname {
	const struct nickname *next;
	uint32_t name; /* line of the list */
};

static void add(struct map *groups, struct str form, uint32_t name)
{
	struct nickname *kept;

	form = str_trim(form);
	if (form.n == 0)
		return;
	kept = ARENA_NEW(groups->arena, struct nickname);
	*kept = (struct nickname){map_find(groups, form), name};
	map_put(groups, form, kept);
}

void nicknames_load(struct nicknames *out, struct str csv, struct arena *a)
{
	struct str line, form, forms;
	uint32_t name = 0;
	bool more = str_split(&line, &csv, csv, '\n');

	map_init(&out->groups, a);
	while (more) {
		bool another;

		more = str_split(&line, &csv, csv, '\n');
		str_split(&form, &forms, str_trim(line), ',');
		add(&out->groups, form, ++name);
		do {
			another = str_split(&form, &forms, forms, ';');
			add(&out->groups, form, name);
		} while (another);
	}
}

bool nicknames_related(const struct nicknames *n, struct str a, struct str b)
{
	const struct nickname *x = n ? map_find(&n->groups, a) : NULL, *of_b = x ? map_find(&n->groups, b) : NULL;

	for (; x; x = x->next)
		for (const struct nickname *y = of_b; y; y = y->next)
			if (x->name == y->name)
				return true;
	return false;
}
