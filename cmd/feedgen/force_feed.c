/* Rows are kept as text with their time, and written sorted, a file for each part of the year. */
#include "force_columns.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct row {
	int64_t minute;
	size_t seq;
	char *text;
};

static struct rows {
	struct row *at;
	size_t n, cap;
} kept[MAX_FEEDS];
static size_t nrows;

static void put(char **to, const char *end, const char *text)
{
	bool quoted = strpbrk(text, ",\"\n") != NULL;
	char *at = *to;

	if (strlen(text) * 2 + 3 > (size_t)(end - at)) {
		fprintf(stderr, "feedgen: a row is too long: %s\n", text);
		exit(2);
	}
	if (quoted)
		*at++ = '"';
	for (; *text != '\0'; text++) {
		if (*text == '"')
			*at++ = '"';
		*at++ = *text;
	}
	if (quoted)
		*at++ = '"';
	*at = '\0';
	*to = at;
}

static void put_stamp(char **to, const char *end, const char *value, const char *shape)
{
	char out[40];
	enum clock_shape as = strcmp(shape, "utc") == 0 ? SHAPE_UTC : strcmp(shape, "uk") == 0 ? SHAPE_UK : SHAPE_ISO;

	stamp_print(out, stamp_parse(value), as);
	put(to, end, out);
}

/* What the provider calls a word: the map is "word:code;word:code". */
static const char *coded(const char *map, const char *value, char out[64])
{
	size_t length = strlen(value);

	for (const char *at = map; at && *at != '\0'; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
		if (strncmp(at, value, length) != 0 || at[length] != ':')
			continue;
		size_t n = strcspn(at + length + 1, ";");
		snprintf(out, 64, "%.*s", (int)n, at + length + 1);
		return out;
	}
	return value;
}

static const char *of_person(const struct person *p, const char *field, char out[40])
{
	if (!p)
		return NULL;
	if (strcmp(field, "born") == 0) {
		stamp_print(out, p->born, SHAPE_ISO);
		return out;
	}
	return strcmp(field, "subject") == 0 ? p->id : strcmp(field, "family") == 0 ? p->family
		: strcmp(field, "given") == 0 ? p->given : strcmp(field, "document") == 0 ? p->passport
		: strcmp(field, "em-person") == 0 ? p->tagged : NULL;
}

static void put_column(char **to, const char *end, const struct column *c, const struct person *p, const struct pairs *fields)
{
	char out[64], own[40];
	const char *value = pairs_find(fields, c->field);

	if (!value)
		value = of_person(p, c->field, own);
	if (!value)
		value = c->otherwise ? c->otherwise : "";
	if (*value == '\0')
		return;
	if (c->shape)
		put_stamp(to, end, value, c->shape);
	else
		put(to, end, coded(c->map, value, out));
}

static void keep(size_t feed, struct stamp at, const char *text)
{
	struct rows *r = &kept[feed];

	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 256;
		r->at = realloc(r->at, r->cap * sizeof *r->at);
	}
	if (!r->at)
		abort();
	r->at[r->n] = (struct row){at.minute, r->n, strdup(text)};
	r->n++;
	nrows++;
}

static void check_known(const struct feed *feed, const struct pairs *fields)
{
	for (size_t i = 0; i < fields->n; i++) {
		bool found = strcmp(fields->keys[i], "via") == 0;
		for (const struct column *c = feed->columns; c->name && !found; c++)
			found = strcmp(c->field, fields->keys[i]) == 0;
		if (!found) {
			fprintf(stderr, "feedgen: %s has no column of %s\n", feed->name, fields->keys[i]);
			exit(2);
		}
	}
}

void feed_row(const char *type, const struct person *p, struct stamp at, const struct pairs *given)
{
	struct pairs fields = *given;
	const char *via = pairs_find(&fields, "via"), *status = pairs_find(&fields, "status");
	size_t feed = feed_find(type, via ? via : status && strcmp(type, "travel") == 0
		&& (strcmp(status, "boarded") == 0 || strcmp(status, "arrived") == 0) ? "api" : NULL);
	char time[40], recorded[40], id[24], line[2048], *to = line;

	stamp_print(time, at, SHAPE_ISO);
	pairs_add(&fields, "time", time);
	if (feeds[feed].lag > 0) {
		stamp_print(recorded, stamp_plus(at, at.day ? 0 : feeds[feed].lag), SHAPE_ISO);
		pairs_add(&fields, "recorded", recorded);
	}
	if (!pairs_find(&fields, "id") && feeds[feed].prefix) {
		snprintf(id, sizeof id, "%s%06zu", feeds[feed].prefix, kept[feed].n + 1);
		pairs_add(&fields, "id", id);
	}
	check_known(&feeds[feed], given);
	for (const struct column *c = feeds[feed].columns; c->name; c++) {
		if (c != feeds[feed].columns)
			*to++ = ',';
		*to = '\0';
		put_column(&to, line + sizeof line - 2, c, p, &fields);
	}
	keep(feed, at, line);
}

void feed_tell(const struct person *p, const char *event)
{
	char text[1024], type[32], time[40];
	struct pairs fields;
	int n = 0;
	long times = 1, step = 0;

	person_expand(text, p, event);
	if (sscanf(text, "%31s %39[^| ]%n", type, time, &n) != 2)
		goto wrong;
	if (text[n] == ' ') {
		int more = 0;
		if (sscanf(text + n, " x%ld/%ld%n", &times, &step, &more) != 2)
			goto wrong;
		n += more;
	}
	if (text[n] != '\0' && text[n] != '|')
		goto wrong;
	for (long i = 0; i < times; i++) {
		pairs_split(&fields, text[n] == '|' ? text + n + 1 : "");
		feed_row(type, p, stamp_plus(stamp_parse(time), i * step), &fields);
	}
	return;
wrong:
	fprintf(stderr, "feedgen: no event: %s\n", event);
	exit(2);
}

size_t feed_count(void)
{
	return nrows;
}

static int order_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->minute != y->minute)
		return x->minute < y->minute ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* The part of a file's name that its rows share: nothing, 2028, 2028-03 or 2028-03-01. */
static void part_of(char out[40], const struct feed *feed, const struct row *row)
{
	stamp_print(out, stamp_day(row->minute / CLOCK_DAY), SHAPE_ISO);
	out[feed->part] = '\0';
}

static FILE *begin(const char *folder, const struct feed *feed, const char *part)
{
	char name[64];

	snprintf(name, sizeof name, "%s%s%s", feed->file, *part ? "-" : "", part);
	FILE *file = out_open(folder, name, ".csv");
	for (const struct column *c = feed->columns; c->name; c++)
		fprintf(file, "%s%s", c == feed->columns ? "" : ",", c->name);
	fputc('\n', file);
	return file;
}

static void write_feed(const char *folder, const struct feed *feed, struct rows *r)
{
	char part[40] = "", next[40];
	FILE *file = NULL;

	if (r->n > 0)
		qsort(r->at, r->n, sizeof *r->at, order_rows);
	for (size_t i = 0; i < r->n; i++) {
		part_of(next, feed, &r->at[i]);
		if (!file || strcmp(part, next) != 0) {
			if (file)
				out_close(file);
			strcpy(part, next);
			file = begin(folder, feed, part);
		}
		fprintf(file, "%s\n", r->at[i].text);
		free(r->at[i].text);
	}
	if (file)
		out_close(file);
	free(r->at);
	*r = (struct rows){0};
}

void feed_write(const char *out)
{
	char folder[900];

	snprintf(folder, sizeof folder, "%s/feeds", out);
	for (size_t i = 0; i < nfeeds; i++)
		write_feed(folder, &feeds[i], &kept[i]);
}
