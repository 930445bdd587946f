/* yaml syntax: what libyaml found wrong, said in plain words at the place of
 * the likely cause. Inside lib/yaml only.
 */
#ifndef YAML_SYNTAX_H
#define YAML_SYNTAX_H

#include <yaml.h>

#include "yaml/bytes.h"

/* One error, from a parser that has just failed. Ends the program where memory was out. */
void yaml_syntax_tell(const yaml_parser_t *p, const struct yaml_bytes *b, struct diag *d);

#endif
