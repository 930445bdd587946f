#include "feed/mapping.h"

#define EXCEL_FIRST (-25569) /* 1899-12-30 as a day since 1970 */
#define EXCEL_LAST 2958465   /* 9999-12-31 */
#define EXCEL_LEAP 60        /* a 29 February 1900 that never was */
#define MAC_FIRST 1462       /* day 0 of the other calendar, 1904-01-01, in the first */

/* digits[.digits], the fraction as millionths of a millionth; no sign. */
static bool read_decimal(uint64_t *whole, uint64_t *fraction, bool *has_fraction, struct str s)
{
	struct str head, rest;
	uint64_t scale = UINT64_C(100000000000);

	*fraction = 0;
	*has_fraction = str_split(&head, &rest, s, '.');
	if (!str_to_u64(whole, head))
		return false;
	if (!*has_fraction)
		return true;
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.at[i] < '0' || rest.at[i] > '9')
			return false;
		*fraction += (uint64_t)(rest.at[i] - '0') * scale;
		scale /= 10;
	}
	return rest.n > 0;
}

/* Instants of the years 1 to 9999. */
static bool in_years(int64_t instant)
{
	return instant >= INT64_C(-62135596800000) && instant <= INT64_C(253402300799999);
}

static bool read_epoch(struct moment *out, struct str s, uint64_t per_unit)
{
	bool negative = s.n > 0 && s.at[0] == '-';
	uint64_t whole, fraction;
	bool has_fraction;
	int64_t ms;

	if (!read_decimal(&whole, &fraction, &has_fraction, negative ? str_from(s, 1) : s))
		return false;
	if (whole > UINT64_C(1000000000000000) || (has_fraction && per_unit == 1))
		return false;
	ms = (int64_t)(whole * per_unit + fraction / UINT64_C(1000000000));
	*out = moment_instant(negative ? -ms : ms);
	return in_years(out->first);
}

/* Days on the local clock; without a fraction a whole day. from: the number of the calendar's first day. */
static bool read_excel(struct moment *out, struct str s, uint64_t from, const struct zone *z, enum civil_fit *fit)
{
	uint64_t days, fraction;
	bool has_fraction;
	int32_t day;
	int64_t ms;

	if (!read_decimal(&days, &fraction, &has_fraction, s) || days > EXCEL_LAST)
		return false;
	days += from;
	if (days == 0 || days > EXCEL_LAST || days == EXCEL_LEAP)
		return false;
	day = EXCEL_FIRST + (int32_t)days + (days < EXCEL_LEAP);
	if (!has_fraction || fraction == 0) {
		*out = has_fraction ? moment_instant(civil_instant(z, day, 0, fit)) : moment_day(z, day);
		return true;
	}
	ms = (int64_t)((fraction / 1000 * (uint64_t)CIVIL_DAY_MS + 500000000) / 1000000000);
	if (ms == CIVIL_DAY_MS) {
		day++;
		ms = 0;
	}
	*out = moment_instant(civil_instant(z, day, (int32_t)ms, fit));
	return true;
}

static bool read_format(struct moment *out, struct str s, struct str format, int pivot, const struct zone *z,
                        enum civil_fit *fit)
{
	if (str_eq(format, STR("epoch")))
		return read_epoch(out, s, 1000);
	if (str_eq(format, STR("epoch-ms")))
		return read_epoch(out, s, 1);
	if (str_eq(format, STR("excel")))
		return read_excel(out, s, 0, z, fit);
	if (str_eq(format, STR("excel-1904")))
		return read_excel(out, s, MAC_FIRST, z, fit);
	return moment_parse_pivot(out, s, format, pivot, z, fit);
}

bool moment_by_formats(struct moment *out, struct str text, const struct str *formats, size_t nformats,
                       int pivot, const struct zone *z, enum civil_fit *fit)
{
	for (size_t i = 0; i < nformats; i++) {
		*fit = CIVIL_ONCE;
		if (read_format(out, text, formats[i], pivot, z, fit))
			return true;
	}
	return false;
}
