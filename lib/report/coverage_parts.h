/* coverage_parts: what the files behind report/coverage.h share. Inside lib/report only. */
#ifndef REPORT_COVERAGE_PARTS_H
#define REPORT_COVERAGE_PARTS_H

#include "report/coverage.h"

bool coverage_print_text(FILE *out, const struct coverage *c, const struct report_style *style);
bool coverage_print_json(FILE *out, const struct coverage *c, const struct report_style *style);
bool coverage_print_csv(FILE *out, const struct coverage *c, const struct report_style *style);

/* The matrix of conditions by feeds, in tables no wider than asked. */
bool coverage_print_matrix(FILE *out, const struct coverage *c, size_t width, struct arena *a);

/* The types of event that the condition's rules look at, each once, by name. */
void coverage_types(struct coverage_row *r, const struct coverage *c);
/* Gaps and extent of a row whose types and spans are known. */
void coverage_judge(struct coverage_row *r, const struct coverage *c);
void coverage_grow(struct coverage_span *s, struct moment at);

/* "TE" */
void coverage_add_letters(struct buf *out, unsigned roles);
/* A time in words, a midnight as its day; nothing where it is the beginning of time. */
void coverage_add_time(struct buf *out, const struct coverage *c, int64_t at);

#endif
