/* shard_parts: what the files behind report/shard.h share. Inside lib/report only. */
#ifndef REPORT_SHARD_PARTS_H
#define REPORT_SHARD_PARTS_H

#include "report/saved_parts.h"
#include "report/shard.h"

#define SEAL_BEGINS ",\n \"seal\":\""

json_t *node_shard(const struct shard *s);
/* The member `shard` of a run; parts 0 where it is null. Texts in the arena of the taking. */
bool shard_take(struct shard *out, const struct spot *s);

/* Two parts of one run? Else what differs is told about b, with what to do. */
bool shards_agree(const json_t *a, struct place first, const json_t *b, struct taking *of_b);
/* Of an input, those that are summed; NULL at the end. */
extern const char *const shard_own_counts[];
/* The tree of the first part takes in those of the others. */
void shards_sum(json_t *into, json_t *const *others, size_t n);

#endif
