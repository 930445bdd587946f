/* redact: a run told without who it is about.
 *
 * One transformation, before any format prints: out comes a run over a plan and feeds made up
 * for it, as a saved run is, that holds only what may be told. What is new in a run is left out
 * until it is put in here. Ids of subjects, orders and findings and values of tags become
 * pseudonyms; what conditions and their findings say, and fields of events, is withheld; in
 * other texts known ids, names, identifiers and postcodes are masked. Dates, levels, kinds of
 * order, rules and line numbers stay: it is pseudonymisation, not anonymisation.
 */
#ifndef REPORT_REDACT_H
#define REPORT_REDACT_H

#include "report/report.h"

struct redaction;

/* The plan's people and orders are those that are known. nameless: it is that of a saved run, which has
 * no names of people, so that files, and rules, schemes, feeds and event types that do not ship, become
 * pseudonyms whole, as do columns and condition ids that are words; what such rules say is withheld. random: the
 * key is of this run alone. All lives in the arena, and the key and the plan must too. */
struct redaction *redaction_open(const struct plan *plan, bool nameless, struct str key, bool random, struct arena *a);

/* A run that is redacted already is given as it is. */
void run_redact(struct run *out, const struct run *in, struct redaction *r);
bool run_is_redacted(const struct run *run);

/* For what is told beside a run. */
struct str redact_finding_id(const struct redaction *r, struct str id);
struct str redact_subject_id(const struct redaction *r, struct str id);
struct str redact_order_id(const struct redaction *r, struct str id);
struct str redact_path(const struct redaction *r, struct str path);
struct str redact_message(const struct redaction *r, struct str text);
/* The texts of a reject that stands by itself; its values are withheld. */
void redact_reject_words(struct str *feed, struct str *column, struct str *reason, const struct redaction *r);
/* "ORDER: why", as a plan's left_out. */
struct str redact_left_out(const struct redaction *r, struct str text);
/* Entries of the diag without values and without lines of files. r NULL: nothing is known yet, so that
 * only the places of those with one stay. */
void redact_diag(struct diag *d, const struct redaction *r);

#endif
