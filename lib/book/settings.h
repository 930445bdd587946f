/* settings: the project file, ordercheck.yaml. */
#ifndef BOOK_SETTINGS_H
#define BOOK_SETTINGS_H

#include "base/diag.h"
#include "civil/civil.h"

struct settings {
	bool found;
	struct str dir;  /* the project's folder */
	struct str file; /* ordercheck.yaml in it, and the SHA-256 of it */
	char sha256[65];
	struct str zone; /* default Europe/London */
	const struct str *orders, *feeds, *schemes, *read_outside;
	size_t norders, nfeeds, nschemes, nread_outside;
	struct str store;
	struct duration within; /* default 14d */
	const int32_t *holidays;
	size_t nholidays;
	int64_t match_strong, match_possible; /* millionths */
	bool reason_required;
	struct duration retain_after_order, retain_clear; /* nought: not said */
};

/* Looks for ordercheck.yaml in dir only. Not there: found is false, defaults, true. */
bool settings_load(struct settings *out, struct str dir, struct arena *a, struct diag *d);

#endif
