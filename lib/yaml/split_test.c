/* A text read in parts gives the documents, places and errors of the text read as a whole. */
#include <stdlib.h>

#include "yaml/yaml_fixture.h"

enum { RANDOM_TEXTS = 20000, MOST_PIECES = 30, MOST_PARTS = 12 };

static const char *const pieces[] = {
	"a: 1\n", "---\n", "---\n", "---\n", "--- x\n", "---\r\n", "---\tx\n", "---x: 1\n", "...\n", "... # c\n", "--- # c\n",
	"b: |\n  text\n  ---\n", "b: |\n---\n", "b: |+\n  text\n\n\n", "--- |\n block\n", "--- |\n---\n", "--- >-\nfolded\n",
	"c: \"q\n---\nr\"\n", "c: \"q\n  --- r\"\n", "c: \"q\\\n---\n\"\n", "c: 's\n\n t'\n", "c: 's\n--- t'\n", "c: \"open\n",
	"d: [1,\n---\n2]\n", "d: {e: 1,\n --- : 2}\n", "d: [1,\n", "# ---\n", "#\n---\n", "%YAML 1.1\n---\n", "%TAG ! !x\n---\n",
	"e: &n 1\nf: *n\n", "g: *n\n", "h: &m [1, 2]\n", "i: {j: *m}\n", "- 1\n- 2\n", "? k\n", ": v\n", "  \n", "\r", "\n", "\t\n",
	"k: v # c\n", "l: 1\nl: 2\n", "m: !!str x\n", "n: !x y\n", "plain\n", "plain\nfolded\n---\n", "\xC3\xA9: \xC3\xBC\n",
	"o: \xC2\x85---\n", "p: \xE2\x80\xA8---\n", "q: \xF0\x9F\x98\x80\n", "r: 1", "\xEF\xBB\xBF---\n", "s: ~\n---\nt:\n", "<<: 1\n",
};

/* All documents of a part, each with its errors. False: an error ended it. */
static bool put_part(struct buf *b, const struct source *s, size_t from, size_t end)
{
	struct yaml_reader *r = yaml_open_part(s, from, end);
	const struct yaml_node *n;
	struct arena a;
	struct diag d;
	bool more;

	arena_init(&a);
	do {
		diag_init(&d, &a);
		more = yaml_next(&n, r, &a, &d);
		if (n)
			put_node(b, n);
		buf_add(b, more ? STR("\n") : STR("end\n"));
		put_told(b, &d);
		if (!more && d.nerrors == 0)
			b->n -= strlen("end\n");
	} while (more);
	bool whole = d.nerrors == 0;
	yaml_close(r);
	arena_free(&a);
	return whole;
}

static size_t put_parts(struct buf *b, const struct source *s, size_t nmost, struct arena *a)
{
	const size_t *starts;
	size_t n = yaml_split(&starts, s, nmost, a);

	assert_true(n >= 1 && n <= nmost && starts[0] == 0 && starts[n] == s->text.n);
	for (size_t i = 0; i < n; i++) {
		size_t before = b->n;

		assert_true(starts[i] <= starts[i + 1]);
		if (put_part(b, s, starts[i], starts[i + 1]))
			continue;
		b->n = before;
		put_part(b, s, starts[i], starts[n]);
		break;
	}
	return n;
}

static size_t compare(struct str text, size_t nmost)
{
	struct source s = {.file = STR("order.yaml"), .text = text};
	struct buf whole = {0}, parts = {0};
	struct arena a;

	arena_init(&a);
	put_part(&whole, &s, 0, text.n);
	size_t n = put_parts(&parts, &s, nmost, &a);
	if (!str_eq(buf_str(&whole), buf_str(&parts)))
		fail_msg("in %zu parts:\n%.*s\nas a whole:\n%.*s\nin parts:\n%.*s", n, STR_ARG(text), STR_ARG(buf_str(&whole)),
		         STR_ARG(buf_str(&parts)));
	buf_free(&whole);
	buf_free(&parts);
	arena_free(&a);
	return n;
}

static void random_texts(void **state)
{
	unsigned short seed[3] = {1, 2, 3};
	size_t nparts = 0;

	(void)state;
	for (size_t t = 0; t < RANDOM_TEXTS; t++) {
		struct buf b = {0};
		size_t n = (size_t)nrand48(seed) % MOST_PIECES;

		for (size_t i = 0; i < n; i++) {
			buf_add(&b, str_of(pieces[(size_t)nrand48(seed) % (sizeof pieces / sizeof *pieces)]));
			if (nrand48(seed) % 3 == 0)
				buf_add(&b, STR("---\n"));
		}
		nparts += compare(buf_str(&b), 1 + (size_t)nrand48(seed) % MOST_PARTS);
		buf_free(&b);
	}
	assert_true(nparts > RANDOM_TEXTS * 2); /* most were cut */
}

static size_t count_parts(const char *text)
{
	return compare(str_of(text), 100);
}

/* Where it is cut, and where it must not be. */
static void boundaries(void **state)
{
	(void)state;
	assert_int_equal(count_parts("a: 1\n---\nb: 2\n---\nc: 3\n"), 3);
	assert_int_equal(count_parts("a: 1\r\n---\r\nb: 2\r\n"), 2);
	assert_int_equal(count_parts("\xEF\xBB\xBF" "a: 1\n--- # the second\nb: 2\n"), 2);
	assert_int_equal(count_parts("a: |\n  ---\n  b\n"), 1);
	assert_int_equal(count_parts("a: 1\n---b: 2\n"), 1);
	assert_int_equal(count_parts("a: 1\n...\n%YAML 1.1\n---\nb: 2\n"), 1);
	assert_int_equal(count_parts("a: 1\n---"), 2);
	assert_int_equal(count_parts(""), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_texts),
		cmocka_unit_test(boundaries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
