/* value_hint: what was probably meant by text that is no value. Inside lib/lang only. */
#ifndef LANG_VALUE_HINT_H
#define LANG_VALUE_HINT_H

#include "lang/value.h"

/* "is not one of booked, changed", of many words with the nearest. */
struct str hint_words(const struct type *t, struct str word, struct arena *a);
/* Begins as a date by its shape, but the calendar has no such day. */
bool hint_no_such_day(struct str s);
/* "21:00..06:00" for "9pm..6am"; false: it is nothing like that. */
bool hint_hours(struct buf *out, struct str s);

#endif
