#include "yaml/expect.h"

#include "civil/civil.h"

enum { QUOTED_MAX = 40 };

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

bool yaml_parse_name(struct str s, bool slashes)
{
	if (s.n == 0 || !letter(s.at[0]) || s.at[s.n - 1] == '/')
		return false;
	for (size_t i = 1; i < s.n; i++) {
		char c = s.at[i];
		bool slash = slashes && c == '/' && s.at[i - 1] != '/';
		if (!letter(c) && !digit(c) && c != '-' && c != '_' && !slash)
			return false;
	}
	return true;
}

bool yaml_parse_bool(bool *out, struct str s)
{
	static const char *const words[][2] = {{"true", "false"}, {"yes", "no"}, {"y", "n"}, {"1", "0"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		bool yes = str_eq_nocase(s, str_of(words[i][0]));
		if (yes || str_eq_nocase(s, str_of(words[i][1]))) {
			*out = yes;
			return true;
		}
	}
	return false;
}

static size_t digits(struct str s, size_t i)
{
	size_t from = i;
	while (i < s.n && digit(s.at[i]))
		i++;
	return i - from;
}

bool yaml_parse_number(struct str s)
{
	size_t i = s.n > 0 && (s.at[0] == '-' || s.at[0] == '+');
	size_t whole = digits(s, i);
	i += whole;
	if (whole == 0 || i == s.n)
		return whole > 0;
	size_t fraction = s.at[i] == '.' ? digits(s, i + 1) : 0;
	return fraction > 0 && i + 1 + fraction == s.n;
}

/* The zone does not matter to the shape of a time. */
static bool time_shape(struct str s)
{
	static const struct tz_change utc = {.at = INT64_MIN};
	const struct zone zone = {.name = STR("UTC"), .changes = &utc, .nchanges = 1};
	struct moment m;
	return moment_parse(&m, s, &zone, NULL);
}

static bool word_of(const struct yaml_key *k, struct str s)
{
	for (const char *const *w = k->words; w && *w; w++)
		if (str_eq_cstr(s, *w))
			return true;
	return false;
}

bool yaml_expect_scalar(const struct yaml_key *k, const struct yaml_node *n)
{
	struct str s = n->passage.text;
	struct duration duration;
	int32_t day;
	bool yes;
	switch (k->type) {
	case YAML_TYPE_TEXT:
	case YAML_TYPE_EXPRESSION:
	case YAML_TYPE_ANY:
		return true;
	case YAML_TYPE_NAME:
		return yaml_parse_name(s, !(k->flags & YAML_NO_SLASH));
	case YAML_TYPE_ID:
		return str_trim(s).n > 0;
	case YAML_TYPE_BOOL:
		return yaml_parse_bool(&yes, s);
	case YAML_TYPE_NUMBER:
		return yaml_parse_number(s);
	case YAML_TYPE_DAY:
		return day_parse(&day, s);
	case YAML_TYPE_TIME:
		return time_shape(s);
	case YAML_TYPE_DURATION:
		return duration_parse(&duration, s);
	case YAML_TYPE_WORD:
		return word_of(k, s);
	case YAML_TYPE_MAP:
		return (k->flags & YAML_OR_TEXT) != 0;
	}
	return false;
}

static void describe_type(struct buf *b, const struct yaml_key *k, bool many)
{
	static const struct {
		const char *one, *many;
	} names[] = {
		[YAML_TYPE_TEXT] = {"a text", "texts"},
		[YAML_TYPE_NAME] = {"a name", "names"},
		[YAML_TYPE_ID] = {"an id", "ids"},
		[YAML_TYPE_BOOL] = {"true or false", "true or false"},
		[YAML_TYPE_NUMBER] = {"a number such as 12.5", "numbers such as 12.5"},
		[YAML_TYPE_DAY] = {"a date such as 2026-03-02", "dates such as 2026-03-02"},
		[YAML_TYPE_TIME] = {"a date or time such as 2026-03-02 or 2026-03-02T12:00", "dates or times such as 2026-03-02 or 2026-03-02T12:00"},
		[YAML_TYPE_DURATION] = {"a duration such as 7d or 12h", "durations such as 7d or 12h"},
		[YAML_TYPE_WORD] = {"one of ", "words out of "},
		[YAML_TYPE_EXPRESSION] = {"an expression", "expressions"},
		[YAML_TYPE_MAP] = {"a mapping", "mappings"},
		[YAML_TYPE_ANY] = {"a value", "values"},
	};
	buf_add(b, str_of(many ? names[k->type].many : names[k->type].one));
	if (k->type == YAML_TYPE_WORD)
		for (const char *const *w = k->words; w && *w; w++)
			buf_printf(b, "%s%s", w == k->words ? "" : ", ", *w);
	if (k->type == YAML_TYPE_MAP && k->shape && !many && !(k->flags & (YAML_VALUES | YAML_VALUES_OR_TEXT)))
		buf_printf(b, " (%s)", k->shape->title);
	if (k->type == YAML_TYPE_MAP && (k->flags & YAML_OR_TEXT))
		buf_add(b, many ? STR(" or texts") : STR(" or a text"));
}

/* A text is shown to its first forty bytes or so, cut between characters. */
static void describe_node(struct buf *b, const struct yaml_node *n)
{
	struct str s = n->passage.text;
	if (n->kind == YAML_LIST)
		buf_add(b, STR("a list"));
	else if (n->kind == YAML_MAP)
		buf_add(b, STR("a mapping"));
	else if (n->null)
		buf_add(b, STR("nothing"));
	if (n->kind != YAML_SCALAR || n->null)
		return;
	size_t shown = s.n < QUOTED_MAX ? s.n : QUOTED_MAX;
	while (shown < s.n && ((unsigned char)s.at[shown] & 0xC0) == 0x80)
		shown++;
	buf_printf(b, "\"%.*s%s\"", (int)shown, s.at, shown < s.n ? "..." : "");
}

/* Four digits, two, two, with hyphens: a date that the calendar does not have. */
static bool like_date(struct str s)
{
	return s.n == 10 && digits(s, 0) == 4 && s.at[4] == '-' && digits(s, 5) == 2 && s.at[7] == '-' && digits(s, 8) == 2;
}

static const char *name_help(struct str s)
{
	if (s.n > 0 && !letter(s.at[0]))
		return "a name begins with a letter";
	return "a name is made of letters, digits, - and _";
}

static const char *time_help(enum yaml_type type, struct str s)
{
	if (like_date(s))
		return "the calendar has no such day";
	if (type == YAML_TYPE_DAY && like_date(str_cut(s, 0, 10)))
		return "write the date alone, without a clock time";
	return "write the year first, then month and day, with hyphens";
}

static void help_duration(struct str s, struct diag *d)
{
	struct buf hint = {0};

	if (duration_hint(&hint, str_trim(s)))
		diag_help(d, "write %.*s", STR_ARG(buf_str(&hint)));
	else
		diag_help(d, "the units are s min h d w mo y");
	buf_free(&hint);
}

/* Letters and digits of the nearest word, or the words, are in the message. */
static void help_scalar(const struct yaml_key *k, const struct yaml_node *n, struct diag *d)
{
	struct str s = n->passage.text;
	size_t nwords = 0;
	if (k->type == YAML_TYPE_DAY || k->type == YAML_TYPE_TIME) {
		diag_help(d, "%s", time_help(k->type, s));
	} else if (k->type == YAML_TYPE_NAME) {
		diag_help(d, "%s", name_help(s));
	} else if (k->type == YAML_TYPE_DURATION) {
		help_duration(s, d);
	} else if (k->type == YAML_TYPE_WORD && k->words && s.n <= QUOTED_MAX) {
		while (k->words[nwords])
			nwords++;
		struct str *words = arena_array(d->arena, nwords, sizeof *words);
		for (size_t i = 0; i < nwords; i++)
			words[i] = str_of(k->words[i]);
		diag_suggest(d, s, words, nwords);
	}
}

void yaml_expect_tell(const struct yaml_key *k, bool list, const struct yaml_node *n, struct diag *d)
{
	struct buf b = {0};
	bool scalar = n->kind == YAML_SCALAR && !n->null;
	if (d->nerrors >= d->limit) {
		diag_error(d, (struct place){.source = n->passage.source}, "a value of another type");
		return;
	}
	buf_printf(&b, "expected %s", list ? "a list of " : "");
	describe_type(&b, k, list);
	buf_add(&b, STR(", but "));
	describe_node(&b, n);
	buf_add(&b, STR(" stands here"));
	diag_error(d, yaml_place(n), "%.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
	if (list)
		diag_help(d, "write the values in [ ], or each on its own line behind \"- \"");
	else if (!scalar && k->type == YAML_TYPE_EXPRESSION && n->flow)
		diag_help(d, "put the expression in quotes");
	else if (scalar)
		help_scalar(k, n, d);
}
