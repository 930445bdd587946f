/* yaml expect: what a type takes, and the words for it. Inside lib/yaml only. */
#ifndef YAML_EXPECT_H
#define YAML_EXPECT_H

#include "yaml/decode.h"

/* Is the scalar of the key's type? Told by yaml_expect_tell where it is not. */
bool yaml_expect_scalar(const struct yaml_key *k, const struct yaml_node *n);
/* "expected a date such as 2026-03-02, but ... stands here", with help where the slip is known. */
void yaml_expect_tell(const struct yaml_key *k, bool list, const struct yaml_node *n, struct diag *d);

#endif
