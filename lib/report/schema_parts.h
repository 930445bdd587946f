/* schema_parts: what the files behind report/schema.h share. Inside lib/report only. */
#ifndef REPORT_SCHEMA_PARTS_H
#define REPORT_SCHEMA_PARTS_H

#include "report/node.h"
#include "report/schema.h"

/* {key: value} */
json_t *schema_one(const char *key, json_t *value);
json_t *schema_type(const char *type);
json_t *schema_text(const char *pattern); /* a string of that form */
json_t *schema_words(const char *const *words);
json_t *schema_list(json_t *of);
/* {"anyOf": [a, b]} */
json_t *schema_either(json_t *a, json_t *b);
json_t *schema_ref(const char *definition);

/* The roots. */
json_t *schema_document(const struct yaml_shape *shape);
json_t *schema_any_document(void);
json_t *schema_finding(void);
json_t *schema_run(void);

#endif
