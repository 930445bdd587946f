#include "yaml/yaml_fixture.h"

static const struct yaml_node *next(struct file *f)
{
	const struct yaml_node *n;
	return yaml_next(&n, f->reader, &f->arena, &f->diag) ? n : NULL;
}

/* The only document of a text without errors. */
static const struct yaml_node *only(struct file *f, const char *text)
{
	file_open(f, str_of(text));
	const struct yaml_node *n = next(f);
	assert_non_null(n);
	assert_int_equal(f->diag.nerrors, 0);
	return n;
}

static void assert_text(const struct yaml_node *n, const char *text)
{
	assert_non_null(n);
	assert_int_equal(n->kind, YAML_SCALAR);
	assert_int_equal(n->passage.text.n, strlen(text));
	assert_memory_equal(n->passage.text.at, text, strlen(text));
}

static void test_every_scalar_is_text(void **state)
{
	(void)state;
	struct file f;
	const struct yaml_node *n = only(&f, "a: no\nb: 0012\nc: 1:30\nd: null\ne: ''\nf: ~\ng:\nh: '~'\ni: !!str\nj: !!str ~\n");
	static const struct {
		const char *key, *text;
		bool null, nothing;
	} cases[] = {
		{"a", "no", false, false}, {"b", "0012", false, false}, {"c", "1:30", false, false}, {"d", "null", false, true},
		{"e", "", false, false},   {"f", "~", true, true},      {"g", "", true, true},       {"h", "~", false, false},
		{"i", "", false, false},   {"j", "~", false, false},
	};
	assert_int_equal(n->n, 10);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct yaml_node *v = yaml_find(n, cases[i].key);
		assert_text(v, cases[i].text);
		assert_int_equal(v->null, cases[i].null);
		assert_int_equal(yaml_is_text(v), !cases[i].null);
		assert_int_equal(yaml_is_null(v), cases[i].nothing);
	}
	assert_null(yaml_find(n, "k"));
	assert_null(yaml_find(NULL, "a"));
	assert_null(yaml_find(yaml_find(n, "a"), "a"));
	file_close(&f);
}

static void test_lists_and_maps(void **state)
{
	(void)state;
	struct file f;
	const struct yaml_node *n = only(&f, "a: [x, {b: c}]\nd:\n- y\n- z\n");
	const struct yaml_node *a = yaml_find(n, "a"), *d = yaml_find(n, "d");
	assert_false(n->flow);
	assert_true(a->flow);
	assert_int_equal(a->kind, YAML_LIST);
	assert_int_equal(a->n, 2);
	assert_true(a->elements[1]->flow);
	assert_text(yaml_find(a->elements[1], "b"), "c");
	assert_int_equal(d->n, 2);
	assert_false(d->flow);
	assert_text(d->elements[1], "z");
	file_close(&f);
}

/* Offsets are bytes: é takes two, 🙂 four; CR LF is one line end for libyaml. */
static void test_offsets(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t offset;
		enum passage_style style;
		uint32_t line, column;
	} cases[] = {
		{"k: v\n", 3, PASSAGE_PLAIN, 1, 4},
		{"\xEF\xBB\xBFk: v\n", 6, PASSAGE_PLAIN, 0, 0},
		{"# \xC3\xA9\xF0\x9F\x99\x82\nk: 'v'\n", 12, PASSAGE_SINGLE, 2, 4},
		{"#\r\nk: \"v\"\r\n", 6, PASSAGE_DOUBLE, 2, 4},
		{"k: |\n  v\n", 3, PASSAGE_BLOCK, 1, 4},
		{"\xC3\xA9: x\nk: >-\n  v\n", 9, PASSAGE_BLOCK, 2, 4},
		{"k:\n  v\n", 5, PASSAGE_PLAIN, 2, 3},
		{"k: &a 'v'\n", 6, PASSAGE_SINGLE, 1, 7},
		{"k: &a !!str # why\n  v\n", 20, PASSAGE_PLAIN, 2, 3},
		{"k: !!str |\n  v\n", 9, PASSAGE_BLOCK, 1, 10},
		{"k: &a \xE2\x80\xA8 'v'\n", 10, PASSAGE_SINGLE, 0, 0},
		{"# \xE2\x80\xA8" "# \xC2\x85k: v\n", 12, PASSAGE_PLAIN, 0, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file f;
		const struct yaml_node *v = yaml_find(only(&f, cases[i].text), "k");
		assert_non_null(v);
		assert_true(str_starts(v->passage.text, STR("v")));
		assert_int_equal(v->passage.offset, cases[i].offset);
		assert_int_equal(v->passage.style, cases[i].style);
		struct place p = yaml_place(v);
		if (cases[i].line > 0) {
			assert_int_equal(p.line, cases[i].line);
			assert_int_equal(p.column, cases[i].column);
		}
		file_close(&f);
	}
}

/* 700 characters of two bytes before the key: beyond several steps of the index. */
static void test_offset_far_into_the_file(void **state)
{
	(void)state;
	static char text[1 + 1400 + 6];
	struct file f;
	text[0] = '#';
	for (size_t i = 0; i < 700; i++)
		memcpy(text + 1 + 2 * i, "\xC3\xA9", 2);
	memcpy(text + 1401, "\nk: v", 6);
	const struct yaml_node *v = yaml_find(only(&f, text), "k");
	assert_int_equal(v->passage.offset, 1401 + 4);
	assert_ptr_equal(v->passage.text.at, text + 1405);
	file_close(&f);
}

static void test_passage_place(void **state)
{
	(void)state;
	struct file f;
	const struct yaml_node *n = only(&f, "a: \xC3\xA9 here\nb: 'it''s here'\nc: |\n  one\n  two\n");
	struct place p = passage_place(&yaml_find(n, "a")->passage, 3);
	assert_int_equal(p.line, 1);
	assert_int_equal(p.column, 6);
	p = passage_place(&yaml_find(n, "b")->passage, 5);
	assert_int_equal(p.line, 2);
	assert_int_equal(p.column, 11);
	p = passage_place(&yaml_find(n, "c")->passage, 4);
	assert_int_equal(p.line, 5);
	assert_int_equal(p.column, 3);
	file_close(&f);
}

static void test_documents(void **state)
{
	(void)state;
	struct file f;
	const struct yaml_node *n;
	file_open(&f, STR("---\n# none\n---\na: 1\n---\nb: 1\nb: 2\n---\nc: 1\n---\n"));
	n = next(&f);
	assert_text(yaml_find(n, "a"), "1");
	assert_true(yaml_next(&n, f.reader, &f.arena, &f.diag));
	assert_null(n);
	assert_int_equal(f.diag.nerrors, 1);
	assert_text(yaml_find(next(&f), "c"), "1");
	assert_false(yaml_next(&n, f.reader, &f.arena, &f.diag));
	assert_false(yaml_next(&n, f.reader, &f.arena, &f.diag));
	assert_int_equal(f.diag.nerrors, 1);
	file_close(&f);
}

static void test_nothing(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "\n", "# only a comment\n", "---\n", "\xEF\xBB\xBF", "--- #\n...\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct file f;
		const struct yaml_node *n;
		file_open(&f, str_of(texts[i]));
		assert_false(yaml_next(&n, f.reader, &f.arena, &f.diag));
		assert_int_equal(f.diag.nerrors, 0);
		file_close(&f);
	}
}

static void test_aliases(void **state)
{
	(void)state;
	struct file f;
	const struct yaml_node *n = only(&f, "a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n*x : e\n");
	assert_ptr_equal(yaml_find(n, "a"), yaml_find(n, "b"));
	assert_text(yaml_find(n, "d"), "3");
	assert_text(yaml_find(n, "3"), "e");
	file_close(&f);
}

static struct str repeat(struct buf *b, const char *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_add(b, str_of(part));
	return buf_str(b);
}

static void test_depth(void **state)
{
	(void)state;
	static const struct {
		const char *part;
		size_t n;
		uint32_t column; /* of the error: the 65th level; 0: none */
	} cases[] = {
		{"[", 200000, 65}, {"{", 200000, 65}, {"- ", 100000, 129}, {"[a: ", 100000, 4 * 32 + 1}, {"- ", 64, 0}, {"- ", 65, 129},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file f;
		struct buf b = {0};
		const struct yaml_node *n;
		file_open(&f, repeat(&b, cases[i].part, cases[i].n));
		assert_int_equal(yaml_next(&n, f.reader, &f.arena, &f.diag), cases[i].column == 0);
		assert_int_equal(f.diag.nerrors, cases[i].column > 0);
		if (cases[i].column > 0)
			assert_entry(&f.diag.entries.at[0], 1, cases[i].column, "nested more than 64", "");
		file_close(&f);
		buf_free(&b);
	}
}

/* Sixty levels under a map and three lists reach level 64, under four level 65. */
static void test_depth_by_alias(void **state)
{
	(void)state;
	for (size_t lists = 3; lists <= 4; lists++) {
		struct file f;
		struct buf b = {0};
		const struct yaml_node *n;
		repeat(&b, "a: &x ", 1);
		repeat(&b, "[", 60);
		repeat(&b, "]", 60);
		repeat(&b, "\nb: ", 1);
		repeat(&b, "[", lists);
		repeat(&b, "*x", 1);
		file_open(&f, repeat(&b, "]", lists));
		assert_true(yaml_next(&n, f.reader, &f.arena, &f.diag));
		assert_int_equal(n != NULL, lists == 3);
		assert_int_equal(f.diag.nerrors, lists == 4);
		file_close(&f);
		buf_free(&b);
	}
}

/* A list of 99 texts is 100 nodes: a hundred aliases use the budget up. */
static void test_alias_budget(void **state)
{
	(void)state;
	for (size_t naliases = 100; naliases <= 102; naliases++) {
		struct file f;
		struct buf b = {0};
		const struct yaml_node *n;
		repeat(&b, "a: &x [", 1);
		repeat(&b, "b,", 99);
		repeat(&b, "]\nc:\n", 1);
		file_open(&f, repeat(&b, "- *x\n", naliases));
		assert_true(yaml_next(&n, f.reader, &f.arena, &f.diag));
		assert_int_equal(n != NULL, naliases == 100);
		assert_int_equal(f.diag.nerrors, naliases > 100);
		if (naliases > 100)
			assert_entry(&f.diag.entries.at[0], 103, 3, "more than 10000 nodes", "");
		file_close(&f);
		buf_free(&b);
	}
}

static void test_many_directives(void **state)
{
	(void)state;
	struct file f;
	struct buf b = {0};
	const struct yaml_node *n;
	file_open(&f, repeat(&b, "%TAG !a! b\n", 65));
	assert_false(yaml_next(&n, f.reader, &f.arena, &f.diag));
	assert_int_equal(f.diag.nerrors, 1);
	assert_entry(&f.diag.entries.at[0], 65, 1, "too many %TAG lines", "");
	file_close(&f);
	buf_free(&b);
}

static void test_long_key(void **state)
{
	(void)state;
	struct file f;
	struct buf b = {0};
	const struct yaml_node *n;
	repeat(&b, "k", 1025);
	file_open(&f, repeat(&b, ": v\n", 1));
	assert_false(yaml_next(&n, f.reader, &f.arena, &f.diag));
	assert_int_equal(f.diag.nerrors, 1);
	assert_entry(&f.diag.entries.at[0], 1, 1, "longer than 1024", "");
	file_close(&f);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_scalar_is_text),
		cmocka_unit_test(test_lists_and_maps),
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_offset_far_into_the_file),
		cmocka_unit_test(test_passage_place),
		cmocka_unit_test(test_documents),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_depth_by_alias),
		cmocka_unit_test(test_alias_budget),
		cmocka_unit_test(test_many_directives),
		cmocka_unit_test(test_long_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
