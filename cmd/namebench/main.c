/* namebench: precision and recall of matching by name.
 *
 * namebench [FOLDER]: on the labelled pairs of FOLDER, and on names that it makes and misspells. Prints each level and
 * examples of what it got wrong; the status is 1 where a bar is missed, 77 where there is no folder.
 */
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { SKIPPED = 77, EXAMPLES = 4 };

double tally_precision(const struct tally *t)
{
	return t->right + t->wrong == 0 ? 1 : (double)t->right / (double)(t->right + t->wrong);
}

double tally_recall(const struct tally *t)
{
	return t->pairs == 0 ? 0 : (double)t->right / (double)t->pairs;
}

void tally_print(const char *what, const char *level, const struct tally *t)
{
	double p = tally_precision(t), r = tally_recall(t);

	printf("%-15s %-10s precision %.4f  recall %.4f  F1 %.4f  (%zu right, %zu wrong, of %zu)\n", what, level, p, r,
	       p + r > 0 ? 2 * p * r / (p + r) : 0, t->right, t->wrong, t->pairs);
}

static bool measure_pairs(const char *folder)
{
	static const char *const sets[] = {"febrl4", "historical", "human_match", "senzing", "splink_fake1000", "xscript"};
	static const struct subject nobody = {.id = {"S", 1}};
	const struct plan plan = {.subjects = &nobody, .nsubjects = 1};
	struct arena a;
	bool good = true, there;

	arena_init(&a);
	const struct identity_index *x = identity_build_people(&plan, &a);
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		good = pairs_measure(&there, folder, sets[i], EXAMPLES, x) && good;
	arena_free(&a);
	return good;
}

int main(int argc, char **argv)
{
	bool good = made_measure(20260501);
	for (uint64_t i = 1; getenv("SEEDS") && i <= 40; i++)
		made_measure(i);

	if (argc < 2 || argv[1][0] == '\0') {
		puts("no folder of labelled pairs was given (REFERENCE_DATA): they are not measured");
		return good ? SKIPPED : 1;
	}
	good = measure_pairs(argv[1]) && good;
	return good ? 0 : 1;
}
