#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "feed/dense.h"
#include "feed/nest.h"

static const char row_text[] = "S1,2026-03-01,Alpha;Beta,17";

/* Values of all kinds, one after the other, and again as parts of a list. */
static size_t some_values(struct value *v, struct str row)
{
	static const struct weekly hours[] = {{0x1f, 1, 2}, {0x60, 3, 4}};
	static const struct value parts[] = {{.kind = VALUE_TEXT, .as.text = {"elsewhere", 9}}, {.kind = VALUE_COUNTRY, .as.country = 0x4742}};
	static struct countries set;
	size_t n = 0;

	countries_add(&set, 0x4742);
	v[n++] = value_missing();
	v[n++] = value_bool(true);
	v[n++] = value_bool(false);
	v[n++] = value_number(INT64_MIN + 1);
	v[n++] = value_text(str_cut(row, 14, 5));
	v[n++] = value_text(STR("not of the row"));
	v[n++] = value_time(moment_instant(INSTANT_MAX));
	v[n++] = value_time((struct moment){.first = -5, .last = 5, .whole = true, .day = -1});
	v[n++] = value_time((struct moment){.first = INSTANT_MIN, .last = 7});
	v[n++] = (struct value){.kind = VALUE_CLOCK, .as.clock = 86399999};
	v[n++] = (struct value){.kind = VALUE_DURATION, .as.duration = {1, -2, 3}};
	v[n++] = (struct value){.kind = VALUE_HOURS, .as.hours = {hours, 2}};
	v[n++] = value_country(0x465a);
	v[n++] = (struct value){.kind = VALUE_COUNTRIES, .as.countries = &set};
	v[n++] = (struct value){.kind = VALUE_POINT, .as.point = {51.5, -0.25}};
	v[n++] = (struct value){.kind = VALUE_LIST, .as.list = {parts, 2}};
	v[n++] = (struct value){.kind = VALUE_LIST, .as.list = {NULL, 0}};
	return n;
}

static void compare(const struct value *a, const struct value *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (a[i].kind == VALUE_UNKNOWN)
			assert_true(b[i].kind == VALUE_UNKNOWN && b[i].missing);
		else if (!value_same(&a[i], &b[i]))
			fail_msg("value %zu is another one", i);
	}
}

static void test_values_come_back(void **state)
{
	struct str row = {row_text, sizeof row_text - 1};
	struct value in[20], out[20];
	size_t n = some_values(in, row);
	struct buf b = {0};
	struct arena a;

	(void)state;
	arena_init(&a);
	dense_add(&b, in, n, row);
	char *kept = arena_copy(&a, row.at, row.n), *apart = arena_copy(&a, b.at, b.n);
	memset(b.at, 0, b.n);
	dense_read(out, n, apart, (struct str){kept, row.n}, &a);
	compare(in, out, n);
	assert_ptr_equal(out[4].as.text.at, kept + 14);
	buf_free(&b);
	arena_free(&a);
}

/* Texts of a row up to 255, up to 65,535 and beyond, at either side of each bound. */
static void test_long_rows(void **state)
{
	static const size_t from[] = {0, 255, 256, 65535, 65536}, lengths[] = {1, 255, 256, 65535, 65536};
	static char bytes[140000];
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)('a' + i % 26);
	for (size_t i = 0; i < 5; i++)
		for (size_t k = 0; k < 5; k++) {
			struct value in = value_text((struct str){bytes + from[i], lengths[k]}), out;
			struct buf b = {0};

			dense_add(&b, &in, 1, (struct str){bytes, sizeof bytes});
			dense_read(&out, 1, b.at, (struct str){bytes, sizeof bytes}, &a);
			assert_true(str_eq(in.as.text, out.as.text));
			buf_free(&b);
		}
	arena_free(&a);
}

/* ---- rows in a nest ---- */

enum { ROWS = 3000 };

static struct str row_number(size_t i, struct arena *a)
{
	char *at = arena_alloc(a, i + 1);

	memset(at, (int)('a' + i % 26), i);
	return (struct str){at, i};
}

static void add_row(struct nest *n, size_t i, struct arena *a)
{
	struct str row = row_number(i % 700, a), within = {(const char *)&i, sizeof i};
	struct nest_more more = {.sha256 = "hash"};
	struct nest_row head = {.line = i + 1, .nbytes = (uint32_t)row.n, .input = (uint32_t)(i / 1000), .room = nest_room(within.n)};

	head.flags = (uint8_t)((i % 5 == 0 ? NEST_MORE : 0) | (i % 3 == 0 ? NEST_WAITS : 0));
	nest_add(n, head, i % 5 == 0 ? &more : NULL, within, row, a);
}

static void test_rows_stay_in_order(void **state)
{
	struct nest n = {0};
	struct nest_walk w;
	struct arena a;
	size_t i = 0;

	(void)state;
	arena_init(&a);
	assert_null(nest_first(&w, &n));
	for (size_t k = 0; k < ROWS; k++)
		add_row(&n, k, &a);
	for (struct nest_row *row = nest_first(&w, &n); row; row = nest_next(&w), i++) {
		char values[40];
		size_t length = i % 2 == 0 ? sizeof values : 8;

		assert_true(row->line == i + 1 && row->input == i / 1000 && str_eq(nest_bytes(row), row_number(i % 700, &a)));
		assert_true(i % 5 == 0 ? strcmp(nest_more(row)->sha256, "hash") == 0 : !nest_more(row));
		if (i % 3 > 0) {
			assert_memory_equal(nest_values(row), &i, sizeof i);
			continue;
		}
		memset(values, (int)i, sizeof values);
		nest_decoded(row, (struct str){values, length}, &a);
		assert_int_equal(row->flags & NEST_APART, length > 8 ? NEST_APART : 0);
		assert_memory_equal(nest_values(row), values, length);
	}
	assert_int_equal(i, ROWS);
	assert_int_equal(n.n, ROWS);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_come_back),
		cmocka_unit_test(test_long_rows),
		cmocka_unit_test(test_rows_stay_in_order),
	};

	return cmocka_run_group_tests_name("dense", tests, NULL, NULL);
}
