#include "civil/scan.h"

#include <assert.h>

bool scan_number(int64_t *out, struct str *rest, size_t least, size_t most)
{
	int64_t value = 0;
	size_t n = 0;

	assert(most <= 17);
	while (n < most && n < rest->n && rest->at[n] >= '0' && rest->at[n] <= '9')
		value = value * 10 + (rest->at[n++] - '0');
	if (n < least)
		return false;
	*out = value;
	*rest = str_from(*rest, n);
	return true;
}

bool scan_fraction(int32_t *ms, struct str *rest)
{
	int32_t worth = 100, value = 0;
	size_t n = 0;

	for (; n < 9 && n < rest->n && rest->at[n] >= '0' && rest->at[n] <= '9'; n++) {
		value += (rest->at[n] - '0') * worth;
		worth /= 10;
	}
	if (n == 0)
		return false;
	*ms = value;
	*rest = str_from(*rest, n);
	return true;
}

bool scan_clock(int32_t *ms, struct str *rest, bool colons)
{
	int32_t hour, minute, second = 0, fraction = 0;
	bool seconds;

	if (!scan_two(&hour, rest) || (colons && !scan_char(rest, ':')) || !scan_two(&minute, rest))
		return false;
	seconds = colons ? scan_char(rest, ':') : rest->n > 0 && *rest->at >= '0' && *rest->at <= '9';
	if (seconds) {
		if (!scan_two(&second, rest))
			return false;
		if ((scan_char(rest, '.') || scan_char(rest, ',')) && !scan_fraction(&fraction, rest))
			return false;
	}
	*ms = hour * 3600000 + minute * 60000 + second * 1000 + fraction;
	return minute <= 59 && second <= 59 && *ms <= 86400000;
}

bool scan_offset(int32_t *ms, struct str *rest)
{
	int32_t hour, minute = 0;
	bool east = scan_char(rest, '+');

	*ms = 0;
	if (!east && (scan_char(rest, 'Z') || scan_char(rest, 'z')))
		return true;
	if (!east && !scan_char(rest, '-'))
		return false;
	if (!scan_two(&hour, rest))
		return false;
	if (scan_char(rest, ':')) {
		if (!scan_two(&minute, rest))
			return false;
	} else if (rest->n > 0 && *rest->at >= '0' && *rest->at <= '9' && !scan_two(&minute, rest)) {
		return false;
	}
	*ms = (hour * 60 + minute) * 60000 * (east ? 1 : -1);
	return hour <= 23 && minute <= 59;
}

bool scan_name(int *which, struct str *rest, const struct str *names, int n)
{
	size_t longest = 0;

	for (int i = 0; i < n; i++) {
		if (names[i].n > longest && str_eq_nocase(str_cut(*rest, 0, names[i].n), names[i])) {
			longest = names[i].n;
			*which = i;
		}
	}
	*rest = str_from(*rest, longest);
	return longest > 0;
}
