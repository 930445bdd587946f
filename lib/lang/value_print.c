#include "lang/atlas.h"
#include "lang/geo.h"
#include "lang/value.h"

static void print_code(struct buf *out, uint16_t code)
{
	char letters[3];
	country_letters(letters, code);
	buf_add(out, (struct str){letters, 2});
}

static void print_codes(struct buf *out, const struct countries *c, const char *between)
{
	bool first = true;
	for (uint16_t code = 0; countries_next(&code, c); first = false) {
		if (!first)
			buf_add(out, str_of(between));
		print_code(out, code);
	}
}

static void print_hours(struct buf *out, const struct value *v)
{
	for (size_t i = 0; i < v->as.hours.n; i++) {
		if (i > 0)
			buf_add(out, STR("; "));
		weekly_print(out, &v->as.hours.at[i]);
	}
}

/* A length and a colon before each entry keep "a;b" apart from "a" and "b". */
static void key_list(struct buf *out, const struct value *v)
{
	struct buf part = {0};
	for (size_t i = 0; i < v->as.list.n; i++) {
		buf_clear(&part);
		value_key(&part, &v->as.list.at[i]);
		buf_printf(out, "%zu:", part.n);
		buf_add(out, buf_str(&part));
	}
	buf_free(&part);
}

static void key_instant(struct buf *out, int64_t at)
{
	if (at < 0)
		buf_char(out, '-');
	buf_number(out, at < 0 ? 0 - (uint64_t)at : (uint64_t)at, 1);
}

/* Milliseconds since 1970 say an instant without a zone. */
static void key_time(struct buf *out, struct moment m)
{
	if (m.whole) {
		day_print(out, m.day);
		return;
	}
	key_instant(out, m.first);
	if (m.first == m.last)
		return;
	buf_char(out, '/');
	key_instant(out, m.last);
}

static void key_hours(struct buf *out, const struct value *v)
{
	for (size_t i = 0; i < v->as.hours.n; i++) {
		const struct weekly *w = &v->as.hours.at[i];
		buf_printf(out, "%s%u:%ld..%ld", i > 0 ? ";" : "", w->days, (long)w->from, (long)w->until);
	}
}

void value_key(struct buf *out, const struct value *v)
{
	switch (v->kind) {
	case VALUE_TIME:
		key_time(out, v->as.time);
		return;
	case VALUE_CLOCK:
		buf_printf(out, "%ld", (long)v->as.clock);
		return;
	case VALUE_DURATION:
		buf_printf(out, "%ldmo%ldd%lldms", (long)v->as.duration.months, (long)v->as.duration.days,
		           (long long)v->as.duration.ms);
		return;
	case VALUE_HOURS:
		key_hours(out, v);
		return;
	case VALUE_LIST:
		key_list(out, v);
		return;
	case VALUE_UNKNOWN:
	case VALUE_BOOL:
	case VALUE_NUMBER:
	case VALUE_TEXT:
	case VALUE_COUNTRY:
	case VALUE_COUNTRIES:
	case VALUE_PLACE:
	case VALUE_POINT:
		value_print(out, v, NULL);
		return;
	}
}

static void print_list(struct buf *out, const struct value *v, const struct zone *z)
{
	for (size_t i = 0; i < v->as.list.n; i++) {
		if (i > 0)
			buf_char(out, ';');
		value_print(out, &v->as.list.at[i], z);
	}
}

void value_print(struct buf *out, const struct value *v, const struct zone *z)
{
	switch (v->kind) {
	case VALUE_UNKNOWN:
		return;
	case VALUE_BOOL:
		buf_add(out, v->as.truth ? STR("true") : STR("false"));
		return;
	case VALUE_NUMBER:
		number_print(out, v->as.number);
		return;
	case VALUE_TEXT:
		buf_add(out, v->as.text);
		return;
	case VALUE_TIME:
		moment_print(out, v->as.time, z);
		return;
	case VALUE_CLOCK:
		clock_print(out, v->as.clock);
		return;
	case VALUE_DURATION:
		duration_print(out, v->as.duration);
		return;
	case VALUE_HOURS:
		print_hours(out, v);
		return;
	case VALUE_COUNTRY:
		print_code(out, v->as.country);
		return;
	case VALUE_COUNTRIES:
		print_codes(out, v->as.countries, ",");
		return;
	case VALUE_PLACE:
		buf_add(out, v->as.place->id);
		return;
	case VALUE_POINT:
		point_print(out, v->as.point);
		return;
	case VALUE_LIST:
		print_list(out, v, z);
		return;
	}
}

static void say_country(struct buf *out, uint16_t code, const struct atlas *atlas)
{
	struct str name = atlas ? atlas_country_name(atlas, code) : STR("");
	if (name.n == 0) {
		print_code(out, code);
		return;
	}
	buf_add(out, name);
	buf_add(out, STR(" ("));
	print_code(out, code);
	buf_char(out, ')');
}

/* As all-abroad with exceptions where that names fewer. */
static void say_countries(struct buf *out, const struct countries *c, const struct atlas *atlas)
{
	struct countries without = {0};
	size_t n = countries_count(c), nabroad = atlas ? countries_count(&atlas->abroad) : 0, outside;

	if (atlas)
		without = countries_without(&atlas->abroad, c);
	outside = countries_count(&without);
	if (n > 1 && n + outside == nabroad && outside < n) {
		buf_add(out, STR("all-abroad"));
		if (outside == 0)
			return;
		buf_add(out, STR(" except "));
		c = &without;
	}
	buf_char(out, '[');
	print_codes(out, c, ", ");
	buf_char(out, ']');
}

static void say_list(struct buf *out, const struct value *v, const struct zone *z, const struct atlas *atlas)
{
	for (size_t i = 0; i < v->as.list.n; i++) {
		if (i > 0)
			buf_add(out, STR(", "));
		value_say(out, &v->as.list.at[i], z, atlas);
	}
}

void value_say(struct buf *out, const struct value *v, const struct zone *z, const struct atlas *atlas)
{
	switch (v->kind) {
	case VALUE_UNKNOWN:
		buf_add(out, STR("unknown"));
		return;
	case VALUE_BOOL:
		buf_add(out, v->as.truth ? STR("yes") : STR("no"));
		return;
	case VALUE_TIME:
		moment_say(out, v->as.time, z);
		return;
	case VALUE_COUNTRY:
		say_country(out, v->as.country, atlas);
		return;
	case VALUE_COUNTRIES:
		say_countries(out, v->as.countries, atlas);
		return;
	case VALUE_LIST:
		say_list(out, v, z, atlas);
		return;
	case VALUE_NUMBER:
	case VALUE_TEXT:
	case VALUE_CLOCK:
	case VALUE_DURATION:
	case VALUE_HOURS:
	case VALUE_PLACE:
	case VALUE_POINT:
		value_print(out, v, z);
		return;
	}
}
