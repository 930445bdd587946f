/* The rows of a file behind its header: shared by body.c and split.c. */
#ifndef FEED_BODY_H
#define FEED_BODY_H

#include "feed/nobody.h"

/* What of the file was read since the last step. */
struct steps {
	const struct feed_options *options;
	const struct input *in;
	uint64_t rows, bytes;
};

/* Tells whoever asks for it. */
void body_step(struct steps *s);
/* One row as the scanner gave it: into the reader. False: there is none. */
bool body_row(struct row_reader *rr, const struct row *row, enum row_found found);
/* All of them. False: the input could not be read (input->why). */
bool body_read(struct row_reader *rr, struct scanner *s, struct input *in);

#endif
