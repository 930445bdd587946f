/* What the tests of civil share: London's zone, and days counted by hand. */
#ifndef CIVIL_CIVIL_FIXTURE_H
#define CIVIL_CIVIL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "civil/civil.h"

#define HOUR INT64_C(3600000)
#define UTC(day, hour, minute) ((day) * CIVIL_DAY_MS + (hour) * HOUR + (minute) * INT64_C(60000))

/* Days since 1970. */
enum {
	SPRING = 20541, /* Sun 29 March 2026, clocks go forward */
	MAY = 20574,    /* Fri 1 May 2026 */
	AUTUMN = 20751  /* Sun 25 October 2026, clocks go back */
};

/* What may stand behind a text in a feed: none of it belongs to the text. */
#define BEHIND "09 :.,-+ZzTSsn"

/* The text, with one byte behind it that is not its own. */
static inline struct str followed(struct buf *room, struct str text, char behind)
{
	buf_clear(room);
	buf_add(room, text);
	buf_char(room, behind);
	buf_char(room, behind);
	return (struct str){room->at, text.n};
}

static struct arena arena;
static struct zone london;

static inline int open_zone(void **state)
{
	(void)state;
	arena_init(&arena);
	return zone_open(&london, &arena, STR("Europe/London")) ? 0 : -1;
}

static inline int close_zone(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#endif
