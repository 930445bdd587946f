/* Scanners that begin inside a file. */
#include "feed/record_scan.h"

struct scan_point scanner_point(const struct scanner *s)
{
	return (struct scan_point){.offset = s->in->from + s->in->nbytes - (s->end - s->begin),
	                           .line = s->line,
	                           .after_cr = s->after_cr,
	                           .skipping = s->skipping};
}

void scanner_jump(struct scanner *s, struct scan_point at)
{
	s->begin = s->end = 0;
	s->over = false;
	s->line = at.line;
	s->after_cr = at.after_cr;
	s->skipping = at.skipping;
	s->limit = SIZE_MAX;
	s->refused = 0;
}

void scanner_limit(struct scanner *s, size_t nbytes)
{
	s->limit = nbytes;
}

void scanner_like(struct scanner *s, const struct scanner *other)
{
	s->delimiter = other->delimiter;
	s->width = other->width;
	s->variant = other->variant;
}
