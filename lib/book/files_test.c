#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "book/book_fixture.h"

static char folder[] = "/tmp/book-test-XXXXXX";

static int enter(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void write_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "wb");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void test_walk(void **state)
{
	struct fixture x;
	(void)state;
	assert_int_equal(mkdir("d", 0700), 0);
	assert_int_equal(mkdir("d/sub", 0700), 0);
	write_file("d/z.yaml", "subject: Z\n");
	write_file("d/sub/a.yml", "subject: A\n");
	write_file("d/.hidden.yaml", "nonsense\n");
	write_file("d/note.txt", "nonsense\n");
	write_file("d/ordercheck.yaml", "settings: {zone: Europe/London}\n");
	assert_int_equal(symlink("..", "d/sub/loop"), 0);
	fixture_open(&x);
	x.settings = (struct settings){.found = true, .dir = STR("d")};
	fixture_begin(&x);
	assert_true(book_add_path(x.book, STR("d")));
	assert_true(book_add_path(x.book, STR("d/z.yaml")));
	assert_true(book_add_path(x.book, STR("d/sub/../z.yaml")));
	assert_false(book_add_path(x.book, STR("nosuch")));
	fixture_end(&x);
	assert_int_equal(x.diag.nerrors, 1);
	assert_true(str_eq_cstr(x.diag.entries.at[0].message, "nosuch: cannot be read: No such file or directory"));
	assert_int_equal(x.plan.ndocuments, 2);
	assert_true(str_eq_cstr(x.plan.documents[0].file, "d/sub/a.yml"));
	assert_true(str_eq_cstr(x.plan.documents[1].file, "d/z.yaml"));
	fixture_close(&x);
	remove("d/sub/loop");
	remove("d/sub/a.yml");
	remove("d/z.yaml");
	remove("d/.hidden.yaml");
	remove("d/note.txt");
	remove("d/ordercheck.yaml");
	remove("d/sub");
	remove("d");
}

static void test_areas(void **state)
{
	static const char park[] = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}";
	const struct str outside = STR("../out");
	struct fixture x;
	(void)state;
	assert_int_equal(mkdir("in", 0700), 0);
	assert_int_equal(mkdir("out", 0700), 0);
	write_file("in/park.geojson", park);
	write_file("out/park.geojson", park);
	write_file("in/a.yaml", "place: a\narea: park.geojson\n");
	write_file("in/b.yaml", "place: b\narea: ../out/park.geojson\n");
	for (int allowed = 0; allowed < 2; allowed++) {
		fixture_open(&x);
		x.settings = (struct settings){.found = true, .dir = STR("in"), .read_outside = &outside, .nread_outside = (size_t)allowed};
		fixture_begin(&x);
		book_add_path(x.book, STR("in"));
		fixture_end(&x);
		assert_told(&x, "areas", allowed ? "" : "2:7 ../out/park.geojson lies outside the project | "
		                                        "name its folder under read-outside in ordercheck.yaml");
		assert_int_equal(x.plan.nplaces, 1 + allowed);
		assert_true(x.plan.places[0]->is_area && x.plan.places[0]->area);
		book_close(x.book);
		fixture_close(&x);
	}
	remove("in/park.geojson");
	remove("out/park.geojson");
	remove("in/a.yaml");
	remove("in/b.yaml");
	remove("in");
	remove("out");
}

static void load_settings(struct fixture *x, const char *text)
{
	fixture_open(x);
	if (text)
		write_file("ordercheck.yaml", text);
	x->right = settings_load(&x->settings, STR("."), &x->arena, &x->diag);
	remove("ordercheck.yaml");
}

static void test_settings(void **state)
{
	struct fixture x;
	(void)state;
	load_settings(&x, NULL);
	assert_true(x.right && !x.settings.found);
	assert_true(str_eq_cstr(x.settings.zone, "Europe/London"));
	assert_int_equal(x.settings.within.days, 14);
	assert_int_equal(x.settings.match_strong, 14 * NUMBER_ONE);
	fixture_close(&x);

	load_settings(&x, "settings:\n  zone: America/New_York\n  orders: [orders, people]\n  feeds: feeds\n  store: x.db\n  within: 2w\n"
	              "  schemes: [s]\n  match: {strong: 12.5}\n  holidays: [2026-12-28, 2026-12-25]\n  reason: required\n"
	              "  retention: {after-order: 6y, clear: 1y}\n");
	assert_told(&x, "settings", "");
	assert_true(x.right && x.settings.found && x.settings.reason_required);
	assert_int_equal(x.settings.norders, 2);
	assert_int_equal(x.settings.nfeeds, 1);
	assert_int_equal(x.settings.match_strong, 12500000);
	assert_int_equal(x.settings.match_possible, 8 * NUMBER_ONE);
	assert_int_equal(x.settings.nholidays, 2);
	assert_int_equal(x.settings.holidays[1] - x.settings.holidays[0], 3);
	assert_int_equal(x.settings.retain_after_order.months, 72);
	fixture_close(&x);

	load_settings(&x, "settings:\n  zne: UTC\n  zone: Europe/Leeds\n  holidays: [2026-02-30]\n  match: {strong: -1}\n---\nsubject: S\n");
	assert_false(x.right);
	diag_sort(&x.diag);
	assert_told(&x, "bad settings",
	            "2:3 the settings has no key \"zne\" | did you mean \"zone\"?\n"
	            "3:9 there is no time zone \"Europe/Leeds\"\n"
	            "4:14 expected a date such as 2026-03-02, but \"2026-02-30\" stands here | the calendar has no such day\n"
	            "5:19 a score is a number from 0\n"
	            "7:1 ordercheck.yaml holds the settings alone | put other documents into a file that `orders` names");
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_walk),
		cmocka_unit_test(test_areas),
		cmocka_unit_test(test_settings),
	};
	return cmocka_run_group_tests(tests, enter, leave);
}
