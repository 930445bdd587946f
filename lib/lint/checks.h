/* checks: the functions behind the table in rules.c, by theme. Inside lib/lint only. */
#ifndef LINT_CHECKS_H
#define LINT_CHECKS_H

#include "lint/linting.h"

#define CHECK_ORDER(name) void name(struct linting *l, const struct order *o)
#define CHECK_CONDITION(name) void name(struct linting *l, const struct order *o, const struct condition *c)
#define CHECK_PLAN(name) void name(struct linting *l)

/* periods.c */
CHECK_ORDER(lint_shpo_period);             /* L01 */
CHECK_CONDITION(lint_shpo_prohibition);
CHECK_ORDER(lint_shpo_scot_period);        /* L02 */
CHECK_CONDITION(lint_shpo_scot_term);
CHECK_ORDER(lint_sro_period);              /* L03 */
CHECK_CONDITION(lint_sro_term);
CHECK_ORDER(lint_interim_end);             /* L06 */
CHECK_ORDER(lint_further_order);           /* L32 */

/* dates.c */
CHECK_ORDER(lint_dates);                   /* L29 */
CHECK_CONDITION(lint_condition_dates);
CHECK_ORDER(lint_early_end);               /* L25 */

/* travel.c */
CHECK_ORDER(lint_fto_period);              /* L04 */
CHECK_CONDITION(lint_travel_period);
CHECK_CONDITION(lint_passports);           /* L05 */
CHECK_CONDITION(lint_countries);           /* L24 */

/* requirements.c */
CHECK_CONDITION(lint_monitoring);          /* L07 */
CHECK_CONDITION(lint_requirement);         /* L08 */
CHECK_CONDITION(lint_others_control);      /* L33 */

/* internet.c */
CHECK_CONDITION(lint_blanket_ban);         /* L09 */
CHECK_CONDITION(lint_built_in);            /* L15 */
CHECK_CONDITION(lint_capability);          /* L16 */
CHECK_CONDITION(lint_brand);               /* L31 */

/* wording.c */
CHECK_CONDITION(lint_vague);               /* L10 */
CHECK_CONDITION(lint_entry);               /* L13 */
CHECK_CONDITION(lint_statutory_duty);      /* L17 */
CHECK_CONDITION(lint_daily_life);          /* L19 */

/* children.c */
CHECK_CONDITION(lint_contact_exceptions);  /* L11 */
CHECK_CONDITION(lint_contact_basis);       /* L12 */
CHECK_CONDITION(lint_child_age);           /* L26 */

/* clash.c */
CHECK_ORDER(lint_contradictions);          /* L14 */
CHECK_CONDITION(lint_overlaps);            /* L18 */
CHECK_ORDER(lint_superseded);              /* L20 */

/* notified.c */
CHECK_ORDER(lint_notification);            /* L21 */
CHECK_ORDER(lint_relevant_date);           /* L22 */
CHECK_ORDER(lint_registered);              /* L23 */

/* record.c */
CHECK_ORDER(lint_record);                  /* L28 */
CHECK_CONDITION(lint_text);
CHECK_ORDER(lint_service);                 /* L30 */
CHECK_ORDER(lint_power);                   /* L34 */

/* feeds.c */
CHECK_CONDITION(lint_automation);          /* L27 */
CHECK_PLAN(lint_unread);                   /* F01 */
CHECK_PLAN(lint_unmapped);                 /* F02 */

/* rule_documents.c */
CHECK_CONDITION(lint_commencement);        /* R01 */
CHECK_PLAN(lint_scheme_commencement);
CHECK_CONDITION(lint_unreviewed);          /* R02 */

#endif
