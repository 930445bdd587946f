/* truth: random documents and feeds as files, with what the second opinion of lib/judge finds in them.
 *
 * truth SEED FOLDER: writes into FOLDER, which is there, orders.yaml, as-of, the feeds in three files each, and
 * expected.tsv. Status 3: the documents of this seed are in error, and nothing is written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "round.h"

enum { IN_ERROR = 3 };

int main(int argc, char **argv)
{
	char *end = NULL;
	uint64_t seed = argc == 3 ? strtoull(argv[1], &end, 10) : 0;

	if (!end || *end != '\0' || chdir(argv[2]) != 0) {
		fputs("usage: truth SEED FOLDER\n", stderr);
		return 2;
	}
	struct round *r = calloc(1, sizeof *r);
	if (!r)
		return 2;
	round_open(r);
	bool drawn = round_draw(r, seed);
	if (drawn) {
		round_write(r);
		round_expect(r);
	}
	round_close(r);
	free(r);
	return drawn ? 0 : IN_ERROR;
}
