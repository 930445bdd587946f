/* Which instructions the scanner uses. */
#include <string.h>

#include "feed/record_scan.h"

static struct scan_marks portable_marks(const char *at, char delimiter)
{
	return marks_portable(at, delimiter);
}

static bool always(void)
{
	return true;
}

#if defined __x86_64__
static struct scan_marks sse2_marks(const char *at, char delimiter)
{
	return marks_sse2(at, delimiter);
}

__attribute__((target("avx2"))) static struct scan_marks avx2_marks(const char *at, char delimiter)
{
	return marks_avx2(at, delimiter);
}

static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

__attribute__((target("avx512f,avx512bw"))) static struct scan_marks avx512_marks(const char *at, char delimiter)
{
	return marks_avx512(at, delimiter);
}

static bool has_avx512(void)
{
	return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}
#endif

const struct scan_variant scan_variants[] = {
#if defined __x86_64__
	{"avx512", has_avx512, avx512_marks, scan_plain_avx512, scan_pass_avx512},
	{"avx2", has_avx2, avx2_marks, scan_plain_avx2, scan_pass_avx2},
	{"sse2", always, sse2_marks, scan_plain_sse2, scan_pass_sse2},
#endif
	{"portable", always, portable_marks, scan_plain_portable, scan_pass_portable},
};
const size_t scan_nvariants = sizeof scan_variants / sizeof *scan_variants;

const struct scan_variant *scan_best(void)
{
	size_t i = 0;

	while (!scan_variants[i].there())
		i++;
	return &scan_variants[i];
}

void scanner_use(struct scanner *s, const char *variant)
{
	for (size_t i = 0; i < scan_nvariants; i++)
		if (strcmp(scan_variants[i].name, variant) == 0 && scan_variants[i].there())
			s->variant = &scan_variants[i];
}
