#include "ways.h"

#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "round.h"
#include "whole.h"

enum { MOST_WORDS = 64, SHARDS = 3, BEFORE = 100 };

struct words {
	char *at[MOST_WORDS];
	int n;
	glob_t feeds;
};

struct trial {
	struct tally *tally;
	uint64_t seed;
	char as_of[ROUND_PARTS][64]; /* of the run on each day */
	int status_of_one;
};

/* ---- what a use is asked ---- */

static void add(struct words *w, const char *word)
{
	if (w->n + 1 >= MOST_WORDS)
		abort();
	w->at[w->n++] = (char *)(uintptr_t)word; /* main may write to its words; the program does not */
	w->at[w->n] = NULL;
}

/* The options of every run, and the files of the days that match: of some books nothing is supplied. */
static void ask(struct words *w, const char *as_of, const char *format, const char *files)
{
	const char *const fixed[] = {"ordercheck", "check", "--no-catalogue", "--orders", "orders.yaml", "--as-of", as_of,
	                             "--level", "clear", "--within", "1000d", "-f", format};

	w->n = 0;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		add(w, fixed[i]);
	if (glob(files, 0, NULL, &w->feeds) != 0)
		add(w, "--no-feeds");
	for (size_t i = 0; i < w->feeds.gl_pathc; i++)
		add(w, w->feeds.gl_pathv[i]);
}

/* ---- the use ---- */

static void send_to(const char *path, int fd)
{
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (to < 0 || dup2(to, fd) < 0)
		_exit(2);
	close(to);
}

/* Runs the program; what it prints goes to `out`, its messages to `messages`. Its status; negative: a signal ended it. */
static int use(struct words *w, const char *out)
{
	int status = 0;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		send_to(out, STDOUT_FILENO);
		send_to("messages", STDERR_FILENO);
		exit(ordercheck_main(w->n, w->at));
	}
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror("truth");
		exit(2);
	}
	globfree(&w->feeds);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* ---- what comes of it ---- */

static void read_file(struct buf *out, const char *path)
{
	FILE *f = fopen(path, "rb");
	char part[4096];
	size_t n;

	if (!f) {
		perror(path);
		exit(2);
	}
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(out, (struct str){part, n});
	fclose(f);
}

static void tell(struct trial *t, const char *what, const char *detail)
{
	t->tally->different++;
	printf("seed %" PRIu64 ": %s\n%s", t->seed, what, detail);
	fflush(stdout);
}

/* A status that is none of a check that was done is told with its messages. */
static void expect_done(struct trial *t, int status, const char *way)
{
	struct buf messages = {0};

	if (status == 0 || status == 1 || status == 4 || status == 5)
		return;
	read_file(&messages, "messages");
	buf_printf(&messages, "(status %d)\n", status);
	buf_char(&messages, '\0');
	tell(t, way, messages.at);
	buf_free(&messages);
}

/* The first line of each that differs from the other's, from a little before the difference. */
static void tell_difference(struct trial *t, const char *what, struct str expected, struct str found)
{
	size_t same = 0, start = 0;
	struct buf detail = {0};

	for (; same < expected.n && same < found.n && expected.at[same] == found.at[same]; same++)
		if (expected.at[same] == '\n')
			start = same + 1;
	if (same > start + BEFORE)
		start = same - BEFORE;
	expected = str_from(expected, start);
	found = str_from(found, start);
	buf_printf(&detail, "  < %.*s\n", (int)strcspn(expected.n > 0 ? expected.at : "", "\n"), expected.n > 0 ? expected.at : "");
	buf_printf(&detail, "  > %.*s\n", (int)strcspn(found.n > 0 ? found.at : "", "\n"), found.n > 0 ? found.at : "");
	buf_char(&detail, '\0');
	tell(t, what, detail.at);
	buf_free(&detail);
}

static void hold(struct trial *t, const char *path, int status, const char *what)
{
	struct buf one = {0}, other = {0};

	read_file(&one, "one");
	read_file(&other, path);
	if (!str_eq(buf_str(&one), buf_str(&other))) {
		buf_char(&one, '\0');
		buf_char(&other, '\0');
		tell_difference(t, what, (struct str){one.at, one.n - 1}, (struct str){other.at, other.n - 1});
	}
	if (status != t->status_of_one)
		tell(t, what, "  its status is another\n");
	buf_free(&one);
	buf_free(&other);
}

/* ---- against the second opinion ---- */

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorts the lines of a text that ends in a newline, or is empty. */
static void sort_lines(struct buf *text)
{
	struct buf sorted = {0};
	char **lines = calloc(text->n + 1, sizeof *lines);
	size_t n = 0;

	buf_char(text, '\0');
	for (char *at = strtok(text->at, "\n"); at && lines; at = strtok(NULL, "\n"))
		lines[n++] = at;
	if (lines)
		qsort(lines, n, sizeof *lines, by_line);
	for (size_t i = 0; i < n; i++)
		buf_printf(&sorted, "%s\n", lines[i]);
	free(lines);
	buf_free(text);
	buf_char(&sorted, '\0');
	*text = sorted;
}

static void against_second_opinion(struct trial *t)
{
	struct buf lines = {0}, expected = {0}, found = {0};

	read_file(&expected, "expected.tsv");
	read_file(&lines, "one");
	if (!found_print(&found, buf_str(&lines)))
		tell(t, "what one thread prints is not JSON", "");
	for (size_t i = 0; i < lines.n; i++)
		t->tally->findings += lines.at[i] == '\n';
	sort_lines(&expected);
	sort_lines(&found);
	if (strcmp(expected.at, found.at) != 0)
		tell_difference(t, "the second opinion (<) finds something else", (struct str){expected.at, expected.n - 1},
		                (struct str){found.at, found.n - 1});
	buf_free(&lines);
	buf_free(&expected);
	buf_free(&found);
}

/* ---- the ways ---- */

static int by_threads(struct trial *t, const char *threads, const char *out)
{
	struct words w;

	ask(&w, t->as_of[ROUND_PARTS - 1], "jsonl", "*-[123].csv");
	add(&w, "-j");
	add(&w, threads);
	int status = use(&w, out);
	expect_done(t, status, threads);
	return status;
}

static void by_store(struct trial *t)
{
	static const char *const days[ROUND_PARTS] = {"*-1.csv", "*-2.csv", "*-3.csv"};
	struct words w;

	for (size_t i = 0; i < ROUND_PARTS; i++) {
		ask(&w, t->as_of[i], "jsonl", days[i]);
		add(&w, "--store");
		add(&w, "cases.db");
		expect_done(t, use(&w, "stored"), "a store");
	}
	hold(t, "stored", t->status_of_one, "the store finds something else than one thread (<)");
}

static void by_shards(struct trial *t)
{
	static const char *const shards[SHARDS] = {"1/3", "2/3", "3/3"}, *const parts[SHARDS] = {"part-1", "part-2", "part-3"};
	struct words w;

	for (size_t i = 0; i < SHARDS; i++) {
		ask(&w, t->as_of[ROUND_PARTS - 1], "json", "*-[123].csv");
		add(&w, "-j");
		add(&w, "2");
		add(&w, "--shard");
		add(&w, shards[i]);
		expect_done(t, use(&w, parts[i]), "a shard");
	}
	w = (struct words){.n = 0};
	add(&w, "ordercheck");
	add(&w, "merge");
	for (size_t i = 0; i < SHARDS; i++)
		add(&w, parts[i]);
	add(&w, "-f");
	add(&w, "jsonl");
	hold(t, "merged", use(&w, "merged"), "the merged run finds something else than one thread (<)");
}

static void read_times(struct trial *t)
{
	FILE *f = fopen("as-of", "r");

	for (size_t i = 0; i < ROUND_PARTS; i++)
		if (!f || fscanf(f, "%*d %63s", t->as_of[i]) != 1) {
			fputs("truth: as-of is not as it was written\n", stderr);
			exit(2);
		}
	fclose(f);
}

void ways_try(struct tally *tally, uint64_t seed)
{
	struct trial t = {.tally = tally, .seed = seed};

	read_times(&t);
	t.status_of_one = by_threads(&t, "1", "one");
	against_second_opinion(&t);
	hold(&t, "many", by_threads(&t, "8", "many"), "a run of 8 threads finds something else than one (<)");
	by_store(&t);
	by_shards(&t);
	tally->tried++;
}
