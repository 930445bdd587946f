/* The same events, rejects and counts however many threads gather them. */
#include "feed/feed_fixture.h"

enum { PEOPLE = 300 };

static void add_file(const char *name, const char *const *rows, size_t nrows)
{
	struct buf b = {0};

	buf_add(&b, STR("time,subject,id,n,s\n"));
	for (size_t i = 0; i < nrows; i++)
		for (int k = 0; k < PEOPLE; k++) {
			buf_printf(&b, "%.*s,P%d,%s\n", (int)(strchr(rows[i], '|') - rows[i]), rows[i], k, strchr(rows[i], '|') + 1);
		}
	fixture_write(name, buf_str(&b));
	buf_free(&b);
}

/* Of each person: one row of its own, one that is quoted, two and three equal ones, two that cannot be read. */
static void write_files(void)
{
	static const char *const a[] = {"2026-03-04|\"D \"\"d\"\"\",4,z", "2026-03-01T10:00Z|A,1,x", "2026-03-03|C,two,y",
	                                "2026-03-02|B,2,", "2026-03-02|B,2,"};
	static const char *const b[] = {"2026-03-02|B,2,", "2026-13-02|E,2,", "2026-03-02|B,2,", "2026-03-02|B,2,"};

	add_file("a.csv", a, sizeof a / sizeof *a);
	add_file("b.csv", b, sizeof b / sizeof *b);
}

static void tell_counts(struct fixture *x)
{
	x->out.n--; /* the NUL */
	for (size_t i = 0; i < x->result.ninputs; i++) {
		const struct feed_input *in = x->result.inputs[i];

		buf_printf(&x->out, "%.*s %llu rows %llu matched %llu rejected %llu superseded to %lld\n", STR_ARG(in->file),
		           (unsigned long long)in->rows, (unsigned long long)in->matched, (unsigned long long)in->rejected,
		           (unsigned long long)in->superseded, (long long)in->newest);
	}
	buf_char(&x->out, '\0');
}

static char *told_by(size_t jobs, const char *docs)
{
	struct fixture x;
	char *told;

	fixture_open(&x, docs);
	x.options.jobs = jobs;
	assert_true(fixture_read(&x, "e=a.csv e=b.csv"));
	assert_int_equal(x.result.nrejects, 2 * PEOPLE);
	for (size_t i = 0; i < x.plan.nsubjects; i++)
		if (x.plan.subjects[i].id.at[0] == 'P') {
			assert_int_equal(feed_subject(&x.result, i)->n, 5);
			assert_true(feed_subject(&x.result, i)->rejected[x.plan.types[0]->index]);
		}
	for (size_t i = 0; i < x.result.nrejects; i++)
		assert_true(x.result.rejects[i].line == 2 + (i < PEOPLE ? 2 * PEOPLE + i : i));
	assert_int_equal(x.result.inputs[0]->matched, 4 * PEOPLE);
	assert_int_equal(x.result.inputs[1]->matched, 3 * PEOPLE);
	assert_int_equal(x.result.inputs[0]->superseded + x.result.inputs[1]->superseded, 2 * PEOPLE);
	fixture_tell(&x);
	tell_counts(&x);
	told = strdup(x.out.at);
	fixture_close(&x);
	return told;
}

static void test_threads_agree(void **state)
{
	struct buf docs = {0};

	(void)state;
	write_files();
	buf_add(&docs, STR(FIXTURE_DOCS));
	for (int k = 0; k < PEOPLE; k++)
		buf_printf(&docs, "---\nsubject: P%d\n", k);
	buf_char(&docs, '\0');
	char *one = told_by(1, docs.at);
	for (size_t jobs = 0; jobs < 6; jobs += 2) {
		char *many = told_by(jobs, docs.at);
		assert_string_equal(one, many);
		free(many);
	}
	free(one);
	buf_free(&docs);
	remove("a.csv");
	remove("b.csv");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_threads_agree),
	};

	return cmocka_run_group_tests_name("gather", tests, fixture_enter, fixture_leave);
}
