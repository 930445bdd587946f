/* However many threads load, the plan and what is told are the same. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "book/book_fixture.h"

enum { RANDOM_BOOKS = 24, ORDERS = 600, FILES = 1000 };

static const size_t threads[] = {2, 3, 8};
enum { NTHREADS = sizeof threads / sizeof *threads };

static const char rules[] =
	"event: e\nfields:\n  time: {type: time, required: true}\n  n: {type: number}\n  to: {type: country}\n---\n"
	"rule: r\nparameters:\n  most: {type: number, default: 3}\n  least: {type: number}\nwhen: e\nwhere: e.n > $most\nsay: went to {e.to}\n---\n"
	"rule: q\nwhen: e\n---\n"
	"place: home\nat: 51.5,-0.1\nradius: 100\n";

/* What an order, or something else in the file, may look like; @1: its number, @2: a day, @3: the number of another. */
static const char *const documents[] = {
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-0@2\nsubject: {subject: P@1}\nconditions:\n  - {id: \"1\", text: words, rule: q}\n",
	"order: O@1 # a comment\ntype: shpo-sc\ncourt: \"A\n  court --- of\n\n  many lines\"\nmade: 2024-01-01\nuntil: further-order\n"
	"subject: {subject: P@1, name: {family: Sm\xC3\xAEth, given: [A, B]}, identifiers: {passport: X@1}}\nconditions:\n"
	"  - id: \"1\"\n    text: |\n      Not to go\n      ---\n      anywhere\n    rule: r\n    with: {least: @2}\n    say: to {e.to} or {$least}\n",
	"order: O@1\ntype: sro\nmade: 2024-02-01\nsubject: P@3\nconditions:\n  - {id: a, text: one, unmonitored: nobody sees it}\n"
	"  - {id: b, text: two, when: e, where: e.n > 2}\nvariations:\n  - {on: 2024-03-01, end: [a], add: {id: c, text: three, rule: q}}\n",
	"order: O@1\ntype: shpo-sc\nmade: &day 2024-01-01\nserved: *day\nreplaces: O@3\nsubject: {subject: P@1}\n"
	"suspended: {from: 2024-05-01, until: 2024-06-01, why: abroad}\nconditions: [{id: \"1\", text: words # cut\n    , rule: q}]\n",
	"order: O@1\r\ntype: shpo-sc\r\nmade: 2024-01-01\r\nsubject: {subject: P@1}\r\nconditions:\r\n  - {id: x, rule: q}\r\n",
	"subject: S@1\nname: {family: \xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD}\naddresses: {postcode: SW1A 1AA}\n",
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-01\nsubject: S@3\nformerly: [F@1]\nconditions: [{id: \"1\", rule: q}]\n...\n",
};

/* The same with something wrong, or something to warn of. */
static const char *const wrong[] = {
	"order: O@1\ntype: shpo-sc\nmade: 2024-13-01\nsubject: {subject: P@1}\nconditions: [{id: \"1\", rule: q}]\n",
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-01\nsubject: {subject: P@3}\nconditions: [{id: \"1\", rule: nosuch}]\n",
	"order: O@3\ntype: shpo-sc\nmade: 2024-01-01\nsubject: {subject: P@1, born: never}\nconditions: [{id: \"1\", rule: r}]\n",
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-01\nsubject: P@3\nconditions:\n  - {id: \"1\", text: words # lost\n    , rule: q}\n",
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-01\nmade: 2024-01-02\nsubject: nobody\nconditions: [{id: \"1\", rule: q}]\n",
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-01\nsubject: {subject: P@1, identifiers: {passport: \"!\"}}\n"
	"conditions: [{id: \"1\", text: words, rule: q, with: {mots: 1}}]\n",
	"order: O@1\ntype: shpo-sc\nmade: 2024-01-01\nsubject: {subject: P@1, tags: {area: north}}\n"
	"conditions:\n  - id: \"1\"\n    text: no travel # a comment that cuts\n    rule: q\n",
	"order: O@1\nformerly: O@3\ntype: shpo-sc\nmade: 2024-01-01\nsubject: {subject: P@1}\n"
	"conditions: [{id: \"1\", when: {at: nowhere}}, {id: \"1\", rule: q}]\n",
	"nonsense: @1\n", "- a list\n", "order: *nothing\n",
};

/* These end the file. */
static const char *const broken[] = {"order: \"never closed\n", "a: [1,\n", "a: b: c\n", "\tx: 1\n", "order: O\n  type: x\n"};

static const char *pick(const char *const *texts, size_t n, unsigned short *seed)
{
	return texts[(size_t)nrand48(seed) % n];
}

#define PICK(texts, seed) pick((texts), sizeof(texts) / sizeof *(texts), (seed))

/* The shape with its three numbers put in. */
static void put_document(struct buf *b, const char *shape, unsigned i, unsigned short *seed)
{
	unsigned day = (unsigned)nrand48(seed) % 9 + 1, other = (unsigned)nrand48(seed) % ORDERS;
	const unsigned numbers[] = {i, day, other};

	for (; *shape != '\0'; shape++) {
		if (*shape == '@' && shape[1] >= '1' && shape[1] <= '3')
			buf_printf(b, "%u", numbers[*++shape - '1']);
		else
			buf_char(b, *shape);
	}
}

/* nwrong of a thousand are in error; ended: one of them ends the file. */
static void put_book(struct buf *b, unsigned short *seed, long nwrong, bool ended)
{
	unsigned end = ended ? (unsigned)nrand48(seed) % ORDERS : ORDERS;

	for (unsigned i = 0; i < ORDERS; i++) {
		bool bad = nrand48(seed) % 1000 < nwrong;

		put_document(b, i == end ? PICK(broken, seed) : bad ? PICK(wrong, seed) : PICK(documents, seed), i, seed);
		buf_printf(b, "# %0400u\n---\n", i);
	}
}

/* ---- all that a plan says of its people and orders ---- */

static void put_place(struct buf *b, const struct passage *p)
{
	struct place at = passage_place(p, 0);

	buf_printf(b, " at %.*s:%u:%u", STR_ARG(at.source ? at.source->file : STR("-")), at.line, at.column);
}

static void put_condition(struct buf *b, const struct condition *c)
{
	buf_printf(b, "  %.*s \"%.*s\" %.*s %.*s %.*s %zu rules", STR_ARG(c->id), STR_ARG(c->text), STR_ARG(c->title),
	           STR_ARG(c->kind), STR_ARG(c->unmonitored), c->nrules);
	for (size_t i = 0; i < c->nrules; i++)
		buf_printf(b, " %.*s %d", STR_ARG(c->rules[i].rule->name), c->rules[i].say != NULL);
	for (size_t i = 0; i < c->nin_force; i++)
		buf_printf(b, " [%lld %lld)", (long long)c->in_force[i].from, (long long)c->in_force[i].until);
	put_place(b, &c->place);
	buf_char(b, '\n');
}

static void put_order(struct buf *b, const struct order *o)
{
	buf_printf(b, "%.*s %.*s %zu %lld %lld %zu %.*s", STR_ARG(o->id), STR_ARG(o->type), o->subject, (long long)o->from,
	           (long long)o->until, o->nsuspended, STR_ARG(o->terms->court));
	for (size_t i = 0; i < o->terms->keys.n; i++)
		buf_printf(b, " %s %zu", o->terms->keys.at[i].key, o->terms->keys.at[i].offset);
	put_place(b, &o->place);
	buf_printf(b, " %zu keys\n", o->record.nkeys);
	for (size_t i = 0; i < o->nconditions; i++)
		put_condition(b, &o->conditions[i]);
}

static void put_subject(struct buf *b, const struct subject *s)
{
	buf_printf(b, "%.*s %zu names %zu identifiers %zu tags;", STR_ARG(s->id), s->nnames, s->nidentifiers, s->ntags);
	for (size_t i = 0; i < s->nnames; i++)
		buf_printf(b, " %.*s", STR_ARG(s->names[i].family));
	for (size_t i = 0; i < s->nidentifiers; i++)
		buf_printf(b, " %.*s %.*s", STR_ARG(s->identifiers[i].kind), STR_ARG(s->identifiers[i].value));
	for (size_t i = 0; i < s->norders; i++)
		buf_printf(b, " %zu", s->orders[i]);
	put_place(b, &s->place);
	buf_printf(b, " %zu keys\n", s->record.nkeys);
}

static void put_plan(struct buf *b, struct fixture *x)
{
	const struct plan *p = &x->plan;

	buf_printf(b, "%d: %zu errors, %zu warnings, %zu untold\n%.*s\n", x->right, x->diag.nerrors, x->diag.nwarnings,
	           x->diag.untold, STR_ARG(fixture_told(x)));
	for (size_t i = 0; i < p->ndocuments; i++)
		buf_printf(b, "%.*s %s\n", STR_ARG(p->documents[i].file), p->documents[i].sha256);
	for (size_t i = 0; i < p->nleft_out; i++)
		buf_printf(b, "left out %.*s\n", STR_ARG(p->left_out[i]));
	for (size_t i = 0; i < p->norders; i++)
		put_order(b, &p->orders[i]);
	for (size_t i = 0; i < p->nsubjects; i++)
		put_subject(b, &p->subjects[i]);
}

/* ---- one book by so many threads ---- */

struct case_of_book {
	struct str text;    /* or */
	const char *folder; /* NULL */
	bool keep_going;
};

static void load(struct buf *out, const struct case_of_book *c, size_t njobs)
{
	struct fixture x;

	fixture_open(&x);
	x.options.njobs = njobs;
	x.options.keep_going = c->keep_going;
	fixture_begin(&x);
	book_add_text(x.book, STR("rules.yaml"), STR(rules));
	if (c->folder)
		book_add_path(x.book, str_of(c->folder));
	else
		book_add_text(x.book, STR("orders.yaml"), c->text);
	fixture_end(&x);
	put_plan(out, &x);
	fixture_close(&x);
}

static void compare(const struct case_of_book *c)
{
	struct buf one = {0};

	load(&one, c, 1);
	for (size_t i = 0; i < NTHREADS; i++) {
		struct buf more = {0};
		size_t at = 0;

		load(&more, c, threads[i]);
		while (at < one.n && at < more.n && one.at[at] == more.at[at])
			at++;
		if (at < one.n || at < more.n)
			fail_msg("%zu threads differ:\n%.*s\nfrom one:\n%.*s", threads[i], STR_ARG(str_cut(buf_str(&more), at, 600)),
			         STR_ARG(str_cut(buf_str(&one), at, 600)));
		buf_free(&more);
	}
	buf_free(&one);
}

static void random_books(void **state)
{
	static const long nwrong[] = {0, 2, 20, 200};
	unsigned short seed[3] = {7, 8, 9};

	(void)state;
	for (size_t i = 0; i < RANDOM_BOOKS; i++) {
		struct buf b = {0};

		if (i % 5 == 0)
			buf_add(&b, STR("\xEF\xBB\xBF"));
		put_book(&b, seed, nwrong[i % 4], i % 3 == 2);
		struct case_of_book c = {.text = buf_str(&b), .keep_going = i / 4 % 2 == 1};
		compare(&c);
		buf_free(&b);
	}
}

/* The random books are books: one without errors loads, and has its people and orders. */
static void right_book(void **state)
{
	struct fixture x;
	struct buf b = {0};

	(void)state;
	buf_add(&b, STR(rules));
	for (unsigned i = 0; i < ORDERS; i++)
		buf_printf(&b, "---\norder: O%u\ntype: shpo-sc\nmade: 2024-01-01\nsubject: {subject: P%u}\nconditions: [{id: \"1\", rule: q}]\n"
		           "# %0300u\n", i, i / 2, i);
	fixture_open(&x);
	x.options.njobs = 3;
	fixture_begin(&x);
	book_add_text(x.book, STR("docs.yaml"), buf_str(&b));
	fixture_end(&x);
	assert_false(x.right); /* the second mapping of a subject */
	if (x.diag.nerrors != ORDERS / 2)
		fail_msg("%.*s", STR_ARG(fixture_told(&x)));
	assert_int_equal(x.plan.norders, ORDERS / 2);
	assert_int_equal(x.plan.nsubjects, ORDERS / 2);
	fixture_close(&x);
	buf_free(&b);
}

static void write_file(const char *name, struct str text)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.at, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* A thousand files, some in error, one twice by a link, one that nobody may know. */
static void folder_of_files(void **state)
{
	char folder[] = "/tmp/reading-test-XXXXXX", name[64];
	unsigned short seed[3] = {4, 5, 6};

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	for (unsigned i = 0; i < FILES; i++) {
		struct buf b = {0};

		put_document(&b, nrand48(seed) % 20 == 0 ? PICK(wrong, seed) : PICK(documents, seed), i, seed);
		if (i == 500)
			buf_clear(&b);
		snprintf(name, sizeof name, "o%03u.yaml", i);
		write_file(name, buf_str(&b));
		buf_free(&b);
	}
	assert_int_equal(symlink("o007.yaml", "o999z.yaml"), 0);
	assert_int_equal(symlink("nothing", "o998z.yaml"), 0);
	for (int keep_going = 0; keep_going < 2; keep_going++) {
		struct case_of_book c = {.folder = ".", .keep_going = keep_going};
		compare(&c);
	}
	for (unsigned i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, "o%03u.yaml", i);
		remove(name);
	}
	remove("o999z.yaml");
	remove("o998z.yaml");
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_books),
		cmocka_unit_test(right_book),
		cmocka_unit_test(folder_of_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
