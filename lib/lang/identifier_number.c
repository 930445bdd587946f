#include <string.h>

#include "lang/identifier.h"
#include "lang/identifier_check.h"
#include "lang/identifier_read.h"

#define CARD_MIN 12
#define CARD_MAX 19
#define CARD_KEPT 4

static bool told_digit(struct str *why, struct arena *a, const char *what)
{
	*why = str_printf(a, "%s", what);
	return false;
}

bool identifier_read_imei(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	*why = (struct str){NULL, 0};
	if (!check_all_digits(raw) || raw.n < 14 || raw.n > 16)
		return false;
	if (raw.n == 15 && !check_luhn(raw))
		return told_digit(why, a, "its check digit is wrong");
	struct str body = str_cut(raw, 0, 14);
	*out = raw.n == 15 ? raw : str_printf(a, "%.*s%c", STR_ARG(body), check_luhn_digit(body));
	return true;
}

bool identifier_read_iccid(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	*why = (struct str){NULL, 0};
	if (raw.n == 20 && raw.at[19] == 'F') /* a filler */
		raw.n--;
	if (!check_all_digits(raw) || (raw.n != 19 && raw.n != 20) || memcmp(raw.at, "89", 2) != 0)
		return false;
	if (raw.n == 19 && !check_luhn(raw))
		return told_digit(why, a, "its check digit is wrong");
	*out = raw;
	return true;
}

static bool is_covered(char c)
{
	return c == '*' || c == 'X';
}

bool identifier_read_card(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	size_t covered = 0;

	*why = (struct str){NULL, 0};
	while (covered < raw.n && is_covered(raw.at[covered]))
		covered++;
	struct str rest = str_from(raw, covered);
	if (rest.n == CARD_KEPT && check_all_digits(rest) && raw.n <= CARD_MAX) {
		*out = rest;
		return true;
	}
	if (covered > 0 || !check_all_digits(raw) || raw.n < CARD_MIN || raw.n > CARD_MAX)
		return false;
	if (!check_luhn(raw))
		return told_digit(why, a, "its check digit is wrong");
	*out = str_from(raw, raw.n - CARD_KEPT);
	return true;
}

/* The end of the run of digits at i, single blanks or hyphens between them; *n: how many digits. */
static size_t digit_run(size_t *n, struct str s, size_t i)
{
	size_t end = i;

	for (*n = 0; i < s.n; i++) {
		if (check_is_digit(s.at[i])) {
			++*n;
			end = i + 1;
		} else if ((s.at[i] != ' ' && s.at[i] != '-') || i != end) {
			break;
		}
	}
	return end;
}

static void cover(char *at, size_t n)
{
	size_t kept = 0;

	while (n-- > 0)
		if (check_is_digit(at[n]) && kept++ >= CARD_KEPT)
			at[n] = '*';
}

struct str card_mask(struct str text, struct arena *a)
{
	char *copy = NULL;

	for (size_t i = 0; i < text.n;) {
		size_t n, end;

		if (!check_is_digit(text.at[i])) {
			i++;
			continue;
		}
		end = digit_run(&n, text, i);
		if (n >= CARD_MIN && n <= CARD_MAX) {
			if (!copy)
				copy = memcpy(arena_alloc(a, text.n), text.at, text.n);
			cover(copy + i, end - i);
		}
		i = end;
	}
	return copy ? (struct str){copy, text.n} : text;
}
