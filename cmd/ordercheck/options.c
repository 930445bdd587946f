#include "options.h"

static const struct place nowhere;

/* ---- finding an option ---- */

static bool find_long(enum option *out, struct str name)
{
	for (int i = 0; i < NOPTIONS; i++) {
		if (!str_eq_cstr(name, option_table[i].name))
			continue;
		*out = (enum option)i;
		return true;
	}
	return false;
}

static bool find_letter(enum option *out, char letter)
{
	for (int i = 0; i < NOPTIONS; i++) {
		if (option_table[i].letter == 0 || option_table[i].letter != letter)
			continue;
		*out = (enum option)i;
		return true;
	}
	return false;
}

static void unknown_long(struct diag *d, struct str name)
{
	struct str names[NOPTIONS];

	for (int i = 0; i < NOPTIONS; i++)
		names[i] = str_of(option_table[i].name);
	diag_error(d, nowhere, "unknown option \"--%.*s\"", STR_ARG(name));
	struct str near = suggest_nearest(name, names, NOPTIONS);
	if (near.n > 0)
		diag_help(d, "did you mean \"--%.*s\"?", STR_ARG(near));
	else
		diag_help(d, "\"ordercheck help COMMAND\" lists the options of a command");
}

/* ---- values ---- */

static bool word_taken(const char *const *words, struct str value)
{
	for (; *words; words++)
		if (str_eq_cstr(value, *words))
			return true;
	return false;
}

static bool value_taken(enum option option, struct str value, struct diag *d)
{
	const struct option_row *row = &option_table[option];
	struct str words[16];
	size_t n = 0;

	if (value.n == 0) {
		diag_error(d, nowhere, "--%s needs a value: --%s=%s", row->name, row->name, row->argument);
		return false;
	}
	if (!row->words || word_taken(row->words, value))
		return true;
	struct buf list = {0};
	for (; row->words[n] && n < 16; n++) {
		words[n] = str_of(row->words[n]);
		buf_printf(&list, "%s%s", n > 0 ? ", " : "", row->words[n]);
	}
	diag_error(d, nowhere, "--%s takes %.*s, not \"%.*s\"", row->name, STR_ARG(buf_str(&list)), STR_ARG(value));
	diag_suggest(d, value, words, n);
	buf_free(&list);
	return false;
}

/* ---- reading ---- */

struct reader {
	struct arguments *out;
	char *const *argv;
	int argc, i; /* i: the argument after the one being read */
	struct arena *arena;
	struct diag *diag;
};

static void keep(struct reader *r, enum option option, struct str value)
{
	*VEC_PUSH(r->arena, &r->out->options) = (struct option_given){option, value};
}

/* The value of an option that stands in the next argument. */
static bool next_value(struct str *out, struct reader *r, enum option option)
{
	if (r->i < r->argc) {
		*out = str_of(r->argv[r->i++]);
		return true;
	}
	diag_error(r->diag, nowhere, "--%s needs a value: --%s=%s", option_table[option].name, option_table[option].name,
	           option_table[option].argument);
	return false;
}

static bool read_long(struct reader *r, struct str text)
{
	struct str name, value = {0};
	bool has_value = str_split(&name, &value, text, '=');
	enum option option;

	if (!find_long(&option, name)) {
		unknown_long(r->diag, name);
		return false;
	}
	if (!option_table[option].argument) {
		if (has_value)
			diag_error(r->diag, nowhere, "--%s takes no value", option_table[option].name);
		keep(r, option, STR(""));
		return !has_value;
	}
	if (!has_value && !next_value(&value, r, option))
		return false;
	keep(r, option, value);
	return value_taken(option, value, r->diag);
}

static bool read_short(struct reader *r, struct str letters)
{
	for (size_t i = 0; i < letters.n; i++) {
		struct str value = str_from(letters, i + 1);
		enum option option;

		if (!find_letter(&option, letters.at[i])) {
			diag_error(r->diag, nowhere, "unknown option \"-%.*s\"", STR_ARG(str_cut(letters, i, 1)));
			diag_help(r->diag, "\"ordercheck help COMMAND\" lists the options of a command");
			return false;
		}
		if (!option_table[option].argument) {
			keep(r, option, STR(""));
			continue;
		}
		if (value.n == 0 && !next_value(&value, r, option))
			return false;
		keep(r, option, value);
		return value_taken(option, value, r->diag);
	}
	return true;
}

bool arguments_parse(struct arguments *out, int argc, char *const *argv, struct arena *a, struct diag *d)
{
	struct reader r = {.out = out, .argv = argv, .argc = argc, .arena = a, .diag = d};
	bool good = true, ended = false;

	*out = (struct arguments){0};
	while (r.i < argc) {
		struct str text = str_of(argv[r.i++]);
		if (ended || text.n < 2 || text.at[0] != '-')
			*VEC_PUSH(a, &out->operands) = text;
		else if (str_eq_cstr(text, "--"))
			ended = true;
		else if (text.at[1] == '-')
			good = read_long(&r, str_from(text, 2)) && good;
		else
			good = read_short(&r, str_from(text, 1)) && good;
	}
	return good;
}

bool arguments_allowed(const struct arguments *args, unsigned command, const char *name, struct diag *d)
{
	bool good = true;

	for (size_t i = 0; i < args->options.n; i++) {
		const struct option_row *row = &option_table[args->options.at[i].option];
		if (row->commands & command)
			continue;
		diag_error(d, nowhere, "--%s is no option of \"%s\"", row->name, name);
		diag_help(d, "\"ordercheck help %s\" lists its options", name);
		good = false;
	}
	return good;
}

/* ---- asking ---- */

bool option_has(const struct arguments *args, enum option option)
{
	for (size_t i = 0; i < args->options.n; i++)
		if (args->options.at[i].option == option)
			return true;
	return false;
}

struct str option_last(const struct arguments *args, enum option option)
{
	for (size_t i = args->options.n; i-- > 0;)
		if (args->options.at[i].option == option)
			return args->options.at[i].value;
	return STR("");
}

size_t option_all(const struct str **out, const struct arguments *args, enum option option, struct arena *a)
{
	VEC(struct str) all = {0};

	for (size_t i = 0; i < args->options.n; i++)
		if (args->options.at[i].option == option)
			*VEC_PUSH(a, &all) = args->options.at[i].value;
	*out = all.at;
	return all.n;
}
