/* logged: what the audit log of a store is told of a command.
 *
 * A command that shows anything of a person, with a store at hand (--store, or `settings:
 * store:`), is logged there before it shows it; without --no-audit, what cannot be logged
 * is not shown.
 */
#ifndef LOGGED_H
#define LOGGED_H

#include "check.h"
#include "store/audit.h"

enum { LOGGED_WAIT = 60000 }; /* ms for another run's lock */

/* Of the user that the program runs as; the number where it has no name. Asks the machine's services: call.account has it. */
struct str account_name(struct arena *a);
struct str call_host(struct arena *a);

/* --store, else the store of the settings; empty: none. settings may be NULL. */
struct str logged_store(const struct call *c, const struct settings *settings);
/* Is the command one that is logged, with a store, and without --no-audit? Then inputs are hashed. */
bool logged_wanted(const struct check *k);
/* Is a reason given where the settings ask for one, and is there a store where an option is about its log? False: told. */
bool logged_asked(struct call *c, const struct settings *settings);

/* Adds an entry inside the store's transaction: who, when, which inputs and documents, the counts of k->run. With
 * --recipient it is a disclosure too. Refuses where the file of --audit-head names an entry that the log does not hold. */
bool logged_append(struct check *k, struct store *s, unsigned actions, int64_t run, size_t subject);
/* The same for an entry of another kind: fills in when, version, account, host, --by, --recipient and --reason. */
bool logged_add(struct call *c, struct store *s, struct log_entry *e);
/* An entry of a command that only reads the store, in a transaction of its own, unless --no-audit (told). keep_head: the
 * new head goes into the file of --audit-head. False: told, and nothing may be shown. */
bool logged_alone(struct call *c, const char *path, struct log_entry *e, bool keep_head);
/* --no-audit? Told. */
bool logged_not(const struct call *c, struct str path);
/* A reason, where the settings ask for one. False: told. */
bool logged_reason(struct call *c, const struct settings *settings);
/* Commits what was logged. The file of --audit-head is written before, so that what may fail keeps nothing, and appears
 * with the new head after; should it not, the use stands, and that is told. False: told, and nothing is kept. */
bool logged_commit(struct call *c, struct store *s);

/* Refuses a store whose log does not hold what the file of --audit-head names, before anything is read. False: told. */
bool logged_holds(struct call *c, struct store *s);

/* All of it, for a command that changes nothing in the store: opens it, adds a consultation, commits. True where no
 * store is at hand. subject: of the plan, the one that it is about; SIZE_MAX: those of --subject, else all. False: told,
 * and nothing may be shown. */
bool logged_consultation(struct check *k, size_t subject);

/* The head in the file of --audit-head; number 0 where there is no such file. False: told. */
bool logged_head(struct audit_head *out, struct call *c);

#endif
