#include "identity/closeness.h"

#include <stdint.h>

enum { LETTERS = 64 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t closeness_edits(struct str a, struct str b, size_t limit)
{
	size_t rows[3][LETTERS + 1];

	if (a.n > LETTERS || b.n > LETTERS || a.n > b.n + limit || b.n > a.n + limit)
		return limit + 1;
	for (size_t k = 0; k <= b.n; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *two = rows[(i + 1) % 3], best = now[0] = i;

		for (size_t k = 1; k <= b.n; k++) {
			bool same = a.at[i - 1] == b.at[k - 1];

			now[k] = least(least(now[k - 1], before[k]) + 1, before[k - 1] + !same);
			if (i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1])
				now[k] = least(now[k], two[k - 2] + 1);
			best = least(best, now[k]);
		}
		if (best > limit)
			return limit + 1;
	}
	return least(rows[a.n % 3][b.n], limit + 1);
}

bool closeness_beyond(uint32_t x, unsigned most)
{
	for (; x != 0 && most > 0; most--)
		x &= x - 1;
	return x != 0;
}

/* Letters of a that b has no further off than half the longer one, each used once; bits of those in *in_a and *in_b. */
static size_t matching(uint64_t *in_a, uint64_t *in_b, struct str a, struct str b)
{
	size_t longer = a.n > b.n ? a.n : b.n, reach = longer / 2 > 0 ? longer / 2 - 1 : 0, n = 0;

	for (size_t i = 0; i < a.n; i++) {
		size_t from = i > reach ? i - reach : 0, to = least(i + reach + 1, b.n);

		for (size_t k = from; k < to; k++) {
			if (*in_b >> k & 1 || a.at[i] != b.at[k])
				continue;
			*in_a |= UINT64_C(1) << i;
			*in_b |= UINT64_C(1) << k;
			n++;
			break;
		}
	}
	return n;
}

static size_t out_of_order(uint64_t in_a, uint64_t in_b, struct str a, struct str b)
{
	size_t k = 0, n = 0;

	for (size_t i = 0; i < a.n; i++) {
		if (!(in_a >> i & 1))
			continue;
		while (!(in_b >> k & 1))
			k++;
		n += a.at[i] != b.at[k++];
	}
	return n / 2;
}

double closeness_similar(struct str a, struct str b)
{
	uint64_t in_a = 0, in_b = 0;
	double m, t, j;
	size_t prefix = 0;

	a.n = least(a.n, LETTERS);
	b.n = least(b.n, LETTERS);
	if (a.n == 0 && b.n == 0)
		return 1;
	m = (double)matching(&in_a, &in_b, a, b);
	if (m < 1)
		return 0;
	t = (double)out_of_order(in_a, in_b, a, b);
	j = (m / (double)a.n + m / (double)b.n + (m - t) / m) / 3;
	while (prefix < 4 && prefix < a.n && prefix < b.n && a.at[prefix] == b.at[prefix])
		prefix++;
	return j > 0.7 ? j + 0.1 * (double)prefix * (1 - j) : j;
}

/* Letters that each has and the other lacks: cheap, and enough to tell most pairs apart. */
static uint32_t strange(struct str a, struct str b)
{
	uint32_t x = 0, y = 0;

	for (size_t i = 0; i < a.n; i++)
		x |= UINT32_C(1) << (a.at[i] & 31);
	for (size_t i = 0; i < b.n; i++)
		y |= UINT32_C(1) << (b.at[i] & 31);
	return x ^ y;
}

enum closeness closeness_of(struct str a, struct str b, double near)
{
	size_t shorter = least(a.n, b.n), edits;
	uint32_t odd;

	if (str_eq(a, b))
		return CLOSENESS_EQUAL;
	if (shorter < 3 || closeness_beyond(odd = strange(a, b), 5))
		return CLOSENESS_APART;
	edits = closeness_beyond(odd, 4) ? 3 : closeness_edits(a, b, 2);
	if (edits == 1)
		return shorter >= 4 ? CLOSENESS_SLIP : CLOSENESS_NEAR;
	if ((edits == 2 && shorter >= 6) || closeness_similar(a, b) >= near)
		return CLOSENESS_NEAR;
	return CLOSENESS_APART;
}
