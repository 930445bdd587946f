/* The findings of a run, in the words in which round_expect writes those of the second opinion. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "ways.h"

enum { MOST_IDS = 64 };

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each id once, sorted. */
static void print_ids(struct buf *out, const json_t *evidence)
{
	const char *ids[MOST_IDS] = {NULL};
	size_t n = 0, i;
	const json_t *one;

	json_array_foreach(evidence, i, one)
		if (strcmp(text_of(one, "role"), "trigger") == 0 && n < MOST_IDS)
			ids[n++] = text_of(json_object_get(one, "fields"), "id");
	qsort(ids, n, sizeof *ids, by_text);
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(ids[i], ids[i - 1]) != 0)
			buf_printf(out, "%s%s", i > 0 ? " " : "", ids[i]);
}

static void print_finding(struct buf *out, const json_t *f)
{
	static const char *const keys[] = {"level", "subject", "order", "scheme", "condition"};
	bool blind = strcmp(text_of(f, "level"), "blind") == 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		buf_printf(out, "%s\t", text_of(f, keys[i]));
	buf_printf(out, "%s\t%s\t", blind ? "" : text_of(f, "rule"), text_of(f, "time"));
	print_ids(out, json_object_get(f, "evidence"));
	buf_char(out, '\n');
}

bool found_print(struct buf *out, struct str lines)
{
	while (lines.n > 0) {
		const char *end = memchr(lines.at, '\n', lines.n);
		size_t n = end ? (size_t)(end - lines.at) : lines.n;
		json_t *f = json_loadb(lines.at, n, 0, NULL);
		if (!json_is_object(f))
			return false;
		print_finding(out, f);
		json_decref(f);
		lines = str_from(lines, end ? n + 1 : n);
	}
	return true;
}
