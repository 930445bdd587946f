#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "civil/civil.h"

#define MIN INT64_C(60000)
#define HOUR INT64_C(3600000)

static const struct {
	const char *text;
	struct duration d;
} GOOD[] = {
	{"7d", {0, 7, 0}},
	{"12h", {0, 0, 12 * HOUR}},
	{"2w", {0, 14, 0}},
	{"3mo", {3, 0, 0}},
	{"1y", {12, 0, 0}},
	{"30min", {0, 0, 30 * MIN}},
	{"90s", {0, 0, 90000}},
	{"1d12h", {0, 1, 12 * HOUR}},
	{"1y2mo3w4d5h6min7s", {14, 25, 5 * HOUR + 6 * MIN + 7000}},
	{"0s", {0, 0, 0}},
	{"007d", {0, 7, 0}},
	{"P1Y2M3DT4H5M6.5S", {14, 3, 4 * HOUR + 5 * MIN + 6500}},
	{"P2W", {0, 14, 0}},
	{"PT36H", {0, 0, 36 * HOUR}},
	{"PT0,25S", {0, 0, 250}},
	{"PT1M", {0, 0, MIN}},
	{"P1M", {1, 0, 0}},
	{"10000y", {120000, 0, 0}},
	{"3652425d", {0, 3652425, 0}},
	{"87658200h", {0, 0, 87658200 * HOUR}},
	{"00000000000000007d", {0, 7, 0}},
	{"P00000000000000007D", {0, 7, 0}},
};

static const char *const BAD[] = {
	"", "d", "7", "7 d", "-7d", "+7d", "7D", "7m", "1.5h", "500ms", "7d,", " 7d", "P", "PT", "P1", "P1S", "PT1D", "P1DT",
	"P1D1Y", "P1D1D", "P0.5Y", "PT1.5M", "PT1.S", "P1YT", "p1d", "PT1ST1S", "10001y", "120001mo", "3652426d",
	"99999999999999999d", "999999999999999999999s", "87658201h", "9000y2000y", "1000000000000000000y",
	"99999999999999999h", "99999999999999999mo", "7Y", "P1Y2", "P1YX", "P1.D", "P7.5D", "9000000h90000000h",
};

static void parses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
		struct duration d = {-1, -1, -1};

		assert_true(duration_parse(&d, str_of(GOOD[i].text)));
		assert_int_equal(d.months, GOOD[i].d.months);
		assert_int_equal(d.days, GOOD[i].d.days);
		assert_int_equal(d.ms, GOOD[i].d.ms);
	}
}

/* What stands behind a text changes nothing: "7d" in front of "12h" is seven days. */
static void whole_texts(void **state)
{
	static const char behind[] = "0123456789dhDTS.mM ";

	(void)state;
	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
		for (const char *c = behind; *c; c++) {
			struct duration d;
			char text[64] = {0};
			size_t n = strlen(GOOD[i].text);

			memcpy(text, GOOD[i].text, n);
			text[n] = *c;
			assert_true(duration_parse(&d, (struct str){text, n}));
			assert_true(d.months == GOOD[i].d.months && d.days == GOOD[i].d.days && d.ms == GOOD[i].d.ms);
		}
	}
}

static void refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct duration d;

		if (duration_parse(&d, str_of(BAD[i])))
			fail_msg("\"%s\" was taken for a duration", BAD[i]);
	}
}

static void prints(void **state)
{
	static const struct {
		struct duration d;
		const char *text;
	} cases[] = {
		{{0, 7, 0}, "7d"},
		{{0, 1, 12 * HOUR}, "1d12h"},
		{{0, 0, 0}, "0s"},
		{{14, 0, 0}, "1y2mo"},
		{{0, 0, 48 * HOUR}, "48h"},
		{{0, 0, 90 * MIN + 5000}, "1h30min5s"},
		{{0, 0, 6500}, "PT6.5S"},
		{{14, 3, 4 * HOUR + 5 * MIN + 6050}, "P1Y2M3DT4H5M6.05S"},
		{{0, 0, 1}, "PT0.001S"},
		{{0, 0, 20500}, "PT20.5S"},
		{{0, 1, -12 * HOUR}, "1d-12h"},
		{{1, -2, 0}, "1mo-2d"},
		{{-12, 3, 90000}, "-1y3d1min30s"},
		{{-1, -2, -HOUR}, "-1mo2d1h"},
		{{0, 0, 59999}, "PT59.999S"},
		{{0, 0, 59 * MIN + 59999}, "PT59M59.999S"},
		{{0, 0, 23 * HOUR + 59 * MIN}, "23h59min"},
		{{0, 0, 1000 * HOUR - 1000}, "999h59min59s"},
		{{0, 0, 1000 * HOUR - 1}, "PT999H59M59.999S"},
		{{11, 0, 0}, "11mo"},
		{{11, 0, 500}, "P11MT0.5S"},
		{{24, 0, 500}, "P2YT0.5S"},
		{{0, 0, -90000}, "-1min30s"},
		{{0, 0, INT64_MIN}, "-PT2562047788015H12M55.808S"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		duration_print(&b, cases[i].d);
		buf_char(&b, '\0');
		assert_string_equal(b.at, cases[i].text);
	}
	buf_free(&b);
}

static void kinds(void **state)
{
	(void)state;
	assert_true(duration_is_civil((struct duration){1, 2, 0}));
	assert_false(duration_is_civil((struct duration){1, 2, 3}));
	assert_true(duration_is_exact((struct duration){0, 0, 3}));
	assert_false(duration_is_exact((struct duration){0, 2, 3}));
}

/* How a length ought to be written, of what people write. */
static void hints(void **state)
{
	static const char *const cases[][2] = {
		{"7", "7d"}, {"7 days", "7d"}, {"1 day", "1d"}, {"9 weeks", "9w"}, {"12 Hours", "12h"}, {"3hrs", "3h"},
		{"45 minutes", "45min"}, {"45 mins", "45min"}, {"10 seconds", "10s"}, {"10 sec", "10s"}, {"6 months", "6mo"},
		{"2 years", "2y"}, {"1 yr", "1y"}, {"19 weeks", "19w"}, {"999999 days", "999999d"},
		{"7 dayz", NULL}, {"7 dayss", NULL}, {"1234567 days", NULL}, {"days", NULL}, {"", NULL}, {"s", NULL}, {"5 s", NULL},
		{"3 fortnights", NULL}, {"-7 days", NULL}, {"7 dayr", NULL}, {"7 DAYS", "7d"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		bool hinted = duration_hint(&b, str_of(cases[i][0]));
		buf_char(&b, '\0');
		assert_string_equal(b.at, cases[i][1] ? cases[i][1] : "");
		assert_int_equal(hinted, cases[i][1] != NULL);
	}
	buf_clear(&b);
	assert_true(duration_hint(&b, (struct str){"77 days", 1}));
	assert_true(str_eq_cstr(buf_str(&b), "7d"));
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses), cmocka_unit_test(whole_texts), cmocka_unit_test(refuses), cmocka_unit_test(prints), cmocka_unit_test(kinds),
		cmocka_unit_test(hints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
