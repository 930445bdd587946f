#include "feed/stranger.h"

#include "base/arena.h"
#include "civil/civil.h"

static struct stranger *place_of(const struct strangers *s, const uint64_t hash[2])
{
	size_t i = (size_t)hash[0] & (s->cap - 1);

	while (s->at[i].recorded != INSTANT_MIN && (s->at[i].hash[0] != hash[0] || s->at[i].hash[1] != hash[1]))
		i = (i + 1) & (s->cap - 1);
	return &s->at[i];
}

static void grow(struct strangers *s)
{
	struct strangers wider = {.n = s->n, .cap = s->cap ? 2 * s->cap : 1024};

	wider.at = mem_alloc(wider.cap * sizeof *wider.at);
	for (size_t i = 0; i < wider.cap; i++)
		wider.at[i].recorded = INSTANT_MIN;
	for (size_t i = 0; i < s->cap; i++) {
		if (s->at[i].recorded != INSTANT_MIN)
			*place_of(&wider, s->at[i].hash) = s->at[i];
	}
	mem_free(s->at);
	*s = wider;
}

void strangers_add(struct strangers *s, const uint64_t hash[2], int64_t recorded)
{
	struct stranger *place;

	if (recorded == INSTANT_MIN)
		return;
	if (s->n >= s->cap / 4 * 3)
		grow(s);
	place = place_of(s, hash);
	if (place->recorded == INSTANT_MIN) {
		*place = (struct stranger){{hash[0], hash[1]}, recorded};
		s->n++;
	} else if (recorded > place->recorded) {
		place->recorded = recorded;
	}
}

int64_t strangers_find(const struct strangers *s, const uint64_t hash[2])
{
	return s->cap > 0 ? place_of(s, hash)->recorded : INSTANT_MIN;
}

void strangers_free(struct strangers *s)
{
	mem_free(s->at);
	*s = (struct strangers){0};
}
