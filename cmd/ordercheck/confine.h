/* confine: what the program gives up before it reads anything.
 *
 * By seccomp (libseccomp): it can no more start programs, open sockets, look into other processes
 * or change the system. A refused call fails with EPERM; none is part of the program's work.
 */
#ifndef CONFINE_H
#define CONFINE_H

#include <stdbool.h>

/* Takes out of the environment all but what confine.c lists, sets the character type of the locale to UTF-8, and forbids
 * core files, which would hold what was read. */
void confine_environment(void);

/* Before threads start; for them too. False: why says in words what the system does not offer. */
bool confine_calls(const char **why);

/* System calls that confine_calls refuses, by name; NULL at the end. */
extern const char *const confine_refused[];

#endif
