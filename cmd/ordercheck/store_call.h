/* store_call: what the subcommands of `store` that read documents share. */
#ifndef STORE_CALL_H
#define STORE_CALL_H

#include "check.h"
#include "store/purge.h"

/* --store, else the store of the settings. NULL: told. */
const char *store_call_path(struct call *c, const struct settings *s);
/* Refuses --no-audit, of what changes the store. */
bool store_call_logged(struct call *c);
/* False: an option is given that only other subcommands have a use for: told. */
bool store_call_fits(struct call *c, const char *action);
/* To -o FILE, else standard output. */
bool store_call_print(struct call *c, const struct buf *out);
/* A subcommand that reads documents as check does, and no feeds: options that it gives itself stand behind the user's. */
void store_call_option(struct call *c, enum option option, const char *value);
/* Options, documents, places and registers; opens the store and begins. False: told. */
bool store_call_open(struct check *k);

/* Both run inside check_command, with their operands as those of the call. */
int store_export(struct check *k);
int store_purge(struct check *k);

/* What `store rejects` prints, and how many they are. False: told. */
bool store_tell_rejects(struct buf *out, size_t *n, struct call *c, const struct project *p, struct store *s);

/* Until when something binds the subject: the last of its orders, of what schemes bind it to, and of its notification
 * period. INSTANT_MAX: no end; INSTANT_MIN: nothing says. */
int64_t subject_end(const struct check *k, size_t subject, struct arena *a);

#endif
