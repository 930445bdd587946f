#include "book/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "book/load.h"
#include "lang/value.h"

enum {
	SETTINGS_MAP,
	NSETTINGS_DOC
};

enum {
	SETTING_ZONE,
	SETTING_ORDERS,
	SETTING_FEEDS,
	SETTING_STORE,
	SETTING_WITHIN,
	SETTING_SCHEMES,
	SETTING_READ_OUTSIDE,
	SETTING_MATCH,
	SETTING_HOLIDAYS,
	SETTING_REASON,
	SETTING_RETENTION,
	NSETTINGS
};

enum { MATCH_STRONG, MATCH_POSSIBLE, NMATCH };
enum { RETAIN_AFTER_ORDER, RETAIN_CLEAR, NRETENTION };

static const struct yaml_key match_keys[] = {
	[MATCH_STRONG] = {"strong", YAML_TYPE_NUMBER, 0, NULL, NULL, "the least score of a strong match by name; 14 by default"},
	[MATCH_POSSIBLE] = {"possible", YAML_TYPE_NUMBER, 0, NULL, NULL, "the least score of a possible match by name; 8 by default"},
};
static const struct yaml_shape match_shape = {"match", match_keys, NMATCH};

static const struct yaml_key retention_keys[] = {
	[RETAIN_AFTER_ORDER] = {"after-order", YAML_TYPE_DURATION, 0, NULL, NULL, "how long the store keeps what belongs to an order after its end"},
	[RETAIN_CLEAR] = {"clear", YAML_TYPE_DURATION, 0, NULL, NULL, "how long the store keeps what showed no breach"},
};
static const struct yaml_shape retention_shape = {"retention", retention_keys, NRETENTION};

static const char *const reason_words[] = {"optional", "required", NULL};

static const struct yaml_key setting_keys[] = {
	[SETTING_ZONE] = {"zone", YAML_TYPE_TEXT, 0, NULL, NULL, "the civil time zone; Europe/London by default"},
	[SETTING_ORDERS] = {"orders", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "files and folders of documents of any kind"},
	[SETTING_FEEDS] = {"feeds", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "folders of CSV files"},
	[SETTING_STORE] = {"store", YAML_TYPE_TEXT, 0, NULL, NULL, "the file of the case store"},
	[SETTING_WITHIN] = {"within", YAML_TYPE_DURATION, 0, NULL, NULL, "obligations due later than this are counted, not printed; 14d by default"},
	[SETTING_SCHEMES] = {"schemes", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "shipped schemes that bind this project's subjects"},
	[SETTING_READ_OUTSIDE] = {"read-outside", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "folders outside the project whose files documents may name"},
	[SETTING_MATCH] = {"match", YAML_TYPE_MAP, 0, NULL, &match_shape, "thresholds of matches by name"},
	[SETTING_HOLIDAYS] = {"holidays", YAML_TYPE_DAY, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "days that are no working days"},
	[SETTING_REASON] = {"reason", YAML_TYPE_WORD, 0, reason_words, NULL, "whether commands on the store must give a reason"},
	[SETTING_RETENTION] = {"retention", YAML_TYPE_MAP, 0, NULL, &retention_shape, "how long the store keeps things"},
};
static const struct yaml_shape setting_shape = {"the settings", setting_keys, NSETTINGS};

static const struct yaml_key settings_keys[] = {
	[SETTINGS_MAP] = {"settings", YAML_TYPE_MAP, YAML_REQUIRED, NULL, &setting_shape, "the project's zone, folders, store and defaults"},
};
const struct yaml_shape settings_shape = {"a settings document", settings_keys, NSETTINGS_DOC};

static void set_defaults(struct settings *s, struct str dir)
{
	*s = (struct settings){.dir = dir, .zone = STR("Europe/London"), .within = {.days = 14},
	                       .match_strong = 14 * NUMBER_ONE, .match_possible = 8 * NUMBER_ONE};
}

static size_t texts(const struct str **out, const struct yaml_node *list, struct arena *a)
{
	size_t n = yaml_count(list);
	struct str *at = arena_array(a, n, sizeof *at);
	for (size_t i = 0; i < n; i++)
		at[i] = str_dup(a, yaml_text(yaml_at(list, i)));
	*out = at;
	return n;
}

static int compare_days(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

static void read_holidays(struct settings *s, const struct yaml_node *list, struct arena *a)
{
	size_t n = yaml_count(list), kept = 0;
	int32_t *days = arena_array(a, n, sizeof *days);
	for (size_t i = 0; i < n; i++)
		if (day_parse(&days[kept], yaml_text(yaml_at(list, i))))
			kept++;
	if (kept > 0)
		qsort(days, kept, sizeof *days, compare_days);
	s->holidays = days;
	s->nholidays = kept;
}

static void read_number(int64_t *out, const struct yaml_node *n, struct diag *d)
{
	int64_t number = 0;
	if (!n)
		return;
	if (number_parse(&number, yaml_text(n)) && number >= 0)
		*out = number;
	else
		diag_error(d, yaml_place(n), "a score is a number from 0");
}

static void read_match(struct settings *s, const struct yaml_node *map, struct diag *d)
{
	const struct yaml_node *n[NMATCH];
	if (!map || !yaml_decode(n, &match_shape, map, d))
		return;
	read_number(&s->match_strong, n[MATCH_STRONG], d);
	read_number(&s->match_possible, n[MATCH_POSSIBLE], d);
	if (s->match_possible > s->match_strong)
		diag_error(d, yaml_place(map), "possible is above strong");
}

static void read_duration(struct duration *out, const struct yaml_node *n)
{
	if (n)
		*out = keep_duration(n);
}

static void read_retention(struct settings *s, const struct yaml_node *map, struct diag *d)
{
	const struct yaml_node *n[NRETENTION];
	if (!map || !yaml_decode(n, &retention_shape, map, d))
		return;
	read_duration(&s->retain_after_order, n[RETAIN_AFTER_ORDER]);
	read_duration(&s->retain_clear, n[RETAIN_CLEAR]);
}

static void read_zone(struct settings *s, const struct yaml_node *n, struct arena *a, struct diag *d)
{
	struct zone zone;
	if (!n)
		return;
	s->zone = str_dup(a, yaml_text(n));
	if (!zone_open(&zone, a, s->zone))
		diag_error(d, yaml_place(n), "there is no time zone \"%.*s\"", STR_ARG(s->zone));
}

static void read_settings(struct settings *s, const struct yaml_node *map, struct arena *a, struct diag *d)
{
	const struct yaml_node *n[NSETTINGS];

	yaml_decode(n, &setting_shape, map, d);
	read_zone(s, n[SETTING_ZONE], a, d);
	s->norders = texts(&s->orders, n[SETTING_ORDERS], a);
	s->nfeeds = texts(&s->feeds, n[SETTING_FEEDS], a);
	s->nschemes = texts(&s->schemes, n[SETTING_SCHEMES], a);
	s->nread_outside = texts(&s->read_outside, n[SETTING_READ_OUTSIDE], a);
	s->store = str_dup(a, yaml_text(n[SETTING_STORE]));
	read_duration(&s->within, n[SETTING_WITHIN]);
	read_match(s, n[SETTING_MATCH], d);
	read_holidays(s, n[SETTING_HOLIDAYS], a);
	s->reason_required = str_eq_cstr(yaml_text(n[SETTING_REASON]), "required");
	read_retention(s, n[SETTING_RETENTION], d);
}

static void read_document(struct settings *s, const struct yaml_node *node, bool *found, struct arena *a, struct diag *d)
{
	const struct yaml_node *n[NSETTINGS_DOC];

	if (node->kind != YAML_MAP || node->n == 0 || !str_eq_cstr(node->entries[0].key->passage.text, "settings")) {
		diag_error(d, yaml_place(node), "ordercheck.yaml holds the settings alone");
		diag_help(d, "put other documents into a file that `orders` names");
		return;
	}
	if (*found) {
		diag_error(d, yaml_place(node), "there are two documents of settings");
		return;
	}
	*found = true;
	if (node->entries[0].value->kind == YAML_SCALAR && yaml_is_null(node->entries[0].value) && node->n == 1)
		return;
	yaml_decode(n, &settings_shape, node, d);
	if (n[SETTINGS_MAP])
		read_settings(s, n[SETTINGS_MAP], a, d);
}

static void read_source(struct settings *s, const struct source *source, struct arena *a, struct diag *d)
{
	struct yaml_reader *r = yaml_open(source);
	const struct yaml_node *node;
	size_t before = d->nerrors;
	bool found = false;

	while (yaml_next(&node, r, a, d))
		if (node)
			read_document(s, node, &found, a, d);
	yaml_close(r);
	if (!found && d->nerrors == before)
		diag_error(d, (struct place){.source = source}, "there is no settings: document in this file");
}

bool settings_load(struct settings *out, struct str dir, struct arena *a, struct diag *d)
{
	size_t before = d->nerrors;
	struct str path = path_join(a, dir, STR("ordercheck.yaml")), why = {0};
	struct source *source = ARENA_NEW(a, struct source);
	struct stat st;

	set_defaults(out, str_dup(a, dir));
	if (lstat(str_cstr(a, path), &st) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return true; /* whatever else is wrong with it is told when it is read */
	out->found = true;
	source->file = out->file = path;
	if (book_read_file(&source->text, path, a, &why)) {
		const struct digest digest = digest_of(source->text);
		digest_hex(out->sha256, 64, &digest);
		read_source(out, source, a, d);
	} else {
		diag_error(d, (struct place){0}, "%.*s: cannot be read: %.*s", STR_ARG(path), STR_ARG(why));
	}
	return d->nerrors == before;
}
