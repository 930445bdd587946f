/* explain_sheet: how explanations stand on a page, and what their files share. Inside lib/report only. */
#ifndef REPORT_EXPLAIN_SHEET_H
#define REPORT_EXPLAIN_SHEET_H

#include "report/explain.h"
#include "report/node.h"
#include "report/text_parts.h"

struct sheet explain_sheet(const struct explain_style *s);
/* A label at the left and words beside it; without words nothing. */
void entry(struct sheet *s, const char *label, struct str words);
/* The label before the first line alone. */
void entries(struct sheet *s, const char *label, struct explain_lines lines);
/* Below an entry: a dash, and words. */
void bullet(struct sheet *s, const char *label, struct str words);
void bullets(struct sheet *s, const char *label, struct explain_lines lines);
/* Writes the sheet and gives it up. */
bool sheet_write(FILE *out, struct sheet *s);

/* "the notification event of Fri 1 May 2026 09:00 (notices.csv:3)" */
void event_print(struct buf *out, const struct event *e, const struct zone *z);
void rule_entries(struct sheet *s, const struct explain_rule *e);
void ask_entries(struct sheet *s, const struct explain_ask *a);
extern const char *const ask_labels[]; /* by enum explain_place */

json_t *node_lines(struct explain_lines lines);
json_t *node_rule(const struct explain_rule *e);
json_t *node_ask(const struct explain_ask *a);
json_t *node_event(const struct event *e, const struct zone *z);
/* {"schema": "ordercheck/explain/1", "of": KIND} */
json_t *node_explain(const char *kind);
bool node_write(FILE *out, json_t *value);

#endif
