/* Documents read without libyaml are what libyaml reads, to the last place: random documents of lines that are nearly
 * plain, and the same with random bytes changed. plain_test [SEED [TEXTS]]: other seeds, other numbers. */
#include <stdlib.h>

#include "yaml/plain.h"
#include "yaml/yaml_fixture.h"

static struct {
	unsigned long seed, texts;
} asked = {1, 60000};

static const char *const keys[] = {
	"a", "b", "order", "made", "public-text", "x.y", "a/b", "_k", "9", "c d", "'q'", "\"r\"", "", "?", "<<", "a:", "null", "\xC3\xA9",
	"-n", "a-", "a#b",
};

static const char *const values[] = {
	"x", "Not to travel to any country outside the United Kingdom.", "2025-12-20", "10:30", "a: b", "a:b", "a :b", "a:", "x # c",
	"x #", "x#y", "# c", "#", "\"q\"", "\"q # r\"", "\"q\" # c", "\"q\"#c", "\"\\n\"", "\"\"", "''", "'it''s'", "'s'", "'s' x", "\"open", "'open",
	"{a: b}", "{a: b, c: d}", "{a: b,}", "{}", "[]", "[ ]", "{ }", "[a, b]", "[a, [b, {c: d}]]", "[a b , c]", "[a:b]", "[a: b]", "{a:b}",
	"{a: \"q\", b: 's'}", "{a: }", "{a}", "[a, ]", "[, a]", "[a", "{a: b", "{a: b} x", "[a] # c", "[a]# c", "{a: {b: c}, d: [e]}", "{a: b, a: c}",
	"[10:30, 11:00]", "[a#b]", "[a #b]", "[(a), b/c]", "{subject: V-0000000}", "{a: b:c}", "[a?b]", "[a ? b]", "[-1]", "[- 1]", "{a: -b}",
	"- x", "-x", "-", "~", "null", "*n", "&n x", "!t x", "!!str x", "|", ">", "|\n  text", ">-\n  folded\n  text", "@x", "`x", "%x", "%", "x %y",
	"=", "= x", "+44 7700 900000", "$most", "(a or b) and c", "< 5", "a < 5", "x, y", "[x", "]", "}", "x ]", "x {", ", x", "O'Brien",
	"[O'Brien, \xC3\xA9]", "\xC3\xA9t\xC3\xA9", "\xC2\xA3 5", "\xE2\x80\x99s", "\xC2\xA0x", "x\xC2\x85y", "x\xE2\x80\xA8y", "\xEF\xBB\xBFx", "x\ty", "\tx",
	"x\t", "x \t# c", "x\r", "x  ", "", " ", "  x", "---", "...", "--- x", "x\n  y", "x\n\n  y", "/a/b", "https://example.org/x", "\xF0\x9F\x98\x80", "a & b",
	"[a & b, c;d]", "{a: [b, c], d: \"e\"}", "[\"a\": b]", "\"a\": b", "{\"a\": b}", "[a]: b", "; x", ";", "[;]", "[/a, +b, $c]", "[.a]", ".a", "_",
};

enum { NKEYS = sizeof keys / sizeof *keys, NVALUES = sizeof values / sizeof *values };

static size_t below(unsigned short seed[3], size_t n)
{
	return (size_t)nrand48(seed) % n;
}

/* Often one of the first, which are plain. */
static const char *pick(unsigned short seed[3], const char *const *list, size_t n)
{
	return list[below(seed, below(seed, 4) == 0 ? n : n < 8 ? n : below(seed, 2) ? 3 : 8)];
}

static void add_indent(struct buf *b, unsigned short seed[3], size_t indent)
{
	if (below(seed, 40) == 0)
		indent += below(seed, 4);
	for (size_t i = 0; i < indent; i++)
		buf_char(b, ' ');
}

static void add_between(struct buf *b, unsigned short seed[3])
{
	static const char *const lines[] = {"\n", "# c\n", "  # c\n", "    \n", "#\tc\n", "      # deep\n"};

	if (below(seed, 12) == 0)
		buf_add(b, str_of(lines[below(seed, sizeof lines / sizeof *lines)]));
}

static void add_block(struct buf *b, unsigned short seed[3], size_t indent, size_t depth);

static void add_value(struct buf *b, unsigned short seed[3], size_t indent, size_t depth)
{
	if (depth < 4 && below(seed, 5) == 0) {
		buf_add(b, below(seed, 9) == 0 ? STR(" # c\n") : STR("\n"));
		add_block(b, seed, indent + 2 * below(seed, 5) / 2, depth + 1);
		return;
	}
	buf_add(b, below(seed, 30) == 0 ? STR("") : below(seed, 20) == 0 ? STR("  ") : STR(" "));
	buf_add(b, str_of(pick(seed, values, NVALUES)));
	buf_char(b, '\n');
}

/* A list or a mapping, its lines mostly in one column. */
static void add_block(struct buf *b, unsigned short seed[3], size_t indent, size_t depth)
{
	size_t n = 1 + below(seed, 4), column = indent;
	bool list = below(seed, 3) == 0;

	for (size_t i = 0; i < n; i++) {
		add_between(b, seed);
		add_indent(b, seed, indent);
		column = indent;
		if (list) {
			buf_add(b, below(seed, 10) == 0 ? STR("-   ") : STR("- "));
			column += 2;
		}
		if (!list || below(seed, 2)) {
			const char *key = pick(seed, keys, NKEYS);
			buf_add(b, str_of(key));
			if (below(seed, 4) > 0)
				buf_number(b, i, 0);
			buf_char(b, ':');
			add_value(b, seed, column, depth);
		} else {
			b->n -= 1; /* the blank that add_value puts there */
			add_value(b, seed, indent, depth);
		}
	}
}

static void damage(struct buf *b, unsigned short seed[3])
{
	static const char bytes[] = " \n\t:-#\"'{}[],&*!|>%@`?~x\r\\.";

	for (size_t n = below(seed, 4); n > 0 && b->n > 0; n--)
		b->at[below(seed, b->n)] = bytes[below(seed, sizeof bytes - 1)];
}

static size_t read_all(struct buf *out, const struct source *s, bool plain)
{
	struct yaml_reader *r = yaml_open(s);
	const struct yaml_node *n;
	struct arena a;
	struct diag d;
	bool more;

	arena_init(&a);
	if (!plain)
		yaml_without_plain(r);
	do {
		diag_init(&d, &a);
		more = yaml_next(&n, r, &a, &d);
		if (n)
			put_node(out, n);
		buf_add(out, more ? STR("\n") : STR("end\n"));
		put_told(out, &d);
	} while (more);
	size_t nplain = yaml_plain_count(r);
	yaml_close(r);
	arena_free(&a);
	return nplain;
}

static size_t compare(struct str text)
{
	struct source s = {.file = STR("order.yaml"), .text = text};
	struct buf plain = {0}, truth = {0};
	size_t n = read_all(&plain, &s, true);

	assert_int_equal(read_all(&truth, &s, false), 0);
	if (!str_eq(buf_str(&plain), buf_str(&truth)))
		fail_msg("%.*s\nby libyaml:\n%.*s\nplain:\n%.*s", STR_ARG(text), STR_ARG(buf_str(&truth)), STR_ARG(buf_str(&plain)));
	buf_free(&plain);
	buf_free(&truth);
	return n;
}

static void random_documents(void **state)
{
	unsigned short seed[3] = {(unsigned short)asked.seed, (unsigned short)(asked.seed >> 16), 7};
	size_t nplain = 0;

	(void)state;
	for (size_t t = 0; t < asked.texts; t++) {
		struct buf b = {0};
		size_t n = 1 + below(seed, 3);

		for (size_t i = 0; i < n; i++) {
			buf_add(&b, i > 0 || below(seed, 2) ? below(seed, 12) == 0 ? STR("--- # c\n") : STR("---\n") : STR(""));
			add_block(&b, seed, below(seed, 30) == 0 ? 2 : 0, 0);
		}
		if (below(seed, 3) == 0)
			damage(&b, seed);
		if (below(seed, 10) == 0)
			b.n -= 1;
		nplain += compare(buf_str(&b));
		buf_free(&b);
	}
	print_message("%zu of some %lu documents read without libyaml\n", nplain, 2 * asked.texts);
	assert_true(nplain > asked.texts / 4);
}

/* What must be read without libyaml, and what must not. */
static void kinds(void **state)
{
	(void)state;
	assert_int_equal(compare(STR("a: 1\n")), 1);
	assert_int_equal(compare(STR("---\norder: X\nsubject: {subject: V-1}\nconditions:\n  - id: \"1\"\n    text: Not to.\n    rule: a/b\n")), 1);
	assert_int_equal(compare(STR("---\norder: X\nconditions:\n- id: \"1\"\n  with: {days: 7, to: [FR, 'ES']}\n- id: 2\n---\nsubject: Y # who\n")), 2);
	assert_int_equal(compare(STR("---\na: 1\n---\na: |\n  text\n---\nb: 2\n")), 2);
	assert_int_equal(compare(STR("a: 1\n  b: 2\n")), 0);
	assert_int_equal(compare(STR("a: x\n  y\n")), 0);
	assert_int_equal(compare(STR("a: 1\na: 2\n")), 0);
	assert_int_equal(compare(STR("a:\nb: 1\n")), 0);
	assert_int_equal(compare(STR("%YAML 1.1\n---\na: 1\n")), 0);
	assert_int_equal(compare(STR("a: 1\n...\nb: 2\n")), 0);
	assert_int_equal(compare(STR("a: 1\n---\nb: \"open\n---\nc: 3\n")), 1);
	assert_int_equal(compare(STR("---\n---\na: 1\n")), 1);
	assert_int_equal(compare(STR("\xEF\xBB\xBF" "a: 1\n")), 1);
	assert_int_equal(compare(STR("# only a comment\n---\na: 1\n")), 1);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(random_documents),
	};
	if (argc > 1)
		asked.seed = strtoul(argv[1], NULL, 10);
	if (argc > 2)
		asked.texts = strtoul(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
