/* truth: random documents and feeds as files, with what the second opinion of lib/judge finds in them.
 *
 * truth SEED FOLDER: writes into FOLDER, which is there, orders.yaml, as-of, the feeds in three files each, and
 * expected.tsv. Status 3: the documents of this seed are in error, and nothing is written.
 * truth ways FIRST SEEDS: checks so many of them in every way there is (ways.h), in a folder of its own; status 1: they differ.
 */
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "round.h"
#include "ways.h"

enum { IN_ERROR = 3, MOST_DIFFERENT = 10 };

static bool draw(struct round *r, uint64_t seed)
{
	if (!round_draw(r, seed))
		return false;
	round_write(r);
	round_expect(r);
	return true;
}

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
	(void)s;
	(void)kind;
	return at->level > 0 ? remove(path) : 0;
}

/* All that a seed left in the folder. */
static void clear_folder(void)
{
	if (nftw(".", remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0) {
		perror("truth: the folder of a seed");
		exit(2);
	}
}

static int try_ways(struct round *r, uint64_t first, uint64_t seeds)
{
	char folder[] = "/tmp/truth-XXXXXX";
	struct tally t = {0};

	if (!mkdtemp(folder) || chdir(folder) != 0) {
		perror(folder);
		return 2;
	}
	for (uint64_t seed = first; t.tried < seeds && t.different < MOST_DIFFERENT; seed++) {
		if (draw(r, seed))
			ways_try(&t, seed);
		else
			t.passed_over++;
		clear_folder();
	}
	rmdir(folder);
	printf("%" PRIu64 " random books and feeds, %" PRIu64 " findings, %" PRIu64 " books in error passed over; %" PRIu64
	       " differences between one thread, 8, a store, 3 shards and the second opinion\n",
	       t.tried, t.findings, t.passed_over, t.different);
	return t.different > 0 || t.findings <= seeds;
}

static bool number(uint64_t *n, const char *word)
{
	char *end = NULL;

	*n = strtoull(word, &end, 10);
	return end != word && *end == '\0';
}

int main(int argc, char **argv)
{
	struct round *r = calloc(1, sizeof *r);
	uint64_t seed = 0, seeds = 0;
	bool ways = argc == 4 && strcmp(argv[1], "ways") == 0 && number(&seed, argv[2]) && number(&seeds, argv[3]);
	int status;

	if (!r || !(ways || (argc == 3 && number(&seed, argv[1]) && chdir(argv[2]) == 0))) {
		fputs("usage: truth SEED FOLDER\n       truth ways FIRST SEEDS\n", stderr);
		free(r);
		return 2;
	}
	round_open(r);
	status = ways ? try_ways(r, seed, seeds) : draw(r, seed) ? 0 : IN_ERROR;
	round_close(r);
	free(r);
	return status;
}
