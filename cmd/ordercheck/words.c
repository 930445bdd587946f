#include "words.h"

#include <string.h>

#include "base/map.h"
#include "book/names.h"
#include "project.h"
#include "report/report.h"

/* What an option's value or an operand may be, as bits. */
enum {
	ANY_FILE = 1,
	ANY_FOLDER = 2,
	ANY_COMMAND = 4,
	ANY_ORDER = 8,
	ANY_SUBJECT = 16,
	ANY_RULE = 32,
	ANY_SCHEME = 64,
	ANY_FEED = 128,  /* and event types */
	ANY_SOURCE = 256, /* the same, with = behind it */
	ANY_TAG = 512,
	ANY_TAG_KEY = 1024,
	ANY_FORMAT = 2048,
	ANY_LEVELS = 4096,
	ANY_ORDER_TYPE = 8192,
	FROM_PROJECT = ANY_ORDER | ANY_SUBJECT | ANY_RULE | ANY_SCHEME | ANY_FEED | ANY_SOURCE | ANY_TAG | ANY_TAG_KEY
};

/* Options without words of their own; those that are not here take free text. */
static const unsigned option_takes[NOPTIONS] = {
	[OPT_ORDERS] = ANY_FILE, [OPT_PROJECT] = ANY_FOLDER, [OPT_FORMAT] = ANY_FORMAT, [OPT_OUTPUT] = ANY_FILE,
	[OPT_COVERS] = ANY_SOURCE, [OPT_SUBJECT] = ANY_SUBJECT, [OPT_ORDER] = ANY_ORDER, [OPT_RULE] = ANY_RULE,
	[OPT_TYPE] = ANY_ORDER_TYPE, [OPT_TAG] = ANY_TAG, [OPT_SCHEME] = ANY_SCHEME, [OPT_FAIL_ON] = ANY_LEVELS,
	[OPT_STORE] = ANY_FILE, [OPT_FEED] = ANY_FEED, [OPT_AUDIT_HEAD] = ANY_FILE, [OPT_BY_TAG] = ANY_TAG_KEY, [OPT_FROM] = ANY_FILE,
	[OPT_BASELINE] = ANY_FILE, [OPT_REJECTS] = ANY_FILE,
};

/* Operands of commands, beside the words of their usage; those that are not here take files. */
static const struct {
	unsigned commands, takes;
} operands_take[] = {
	{FOR_CHECK | FOR_DUE | FOR_COVERAGE | FOR_STATS, ANY_FILE | ANY_SOURCE},
	{FOR_EXPLAIN, ANY_FILE | ANY_ORDER | ANY_SCHEME | ANY_RULE | ANY_FEED},
	{FOR_RULES, ANY_RULE},
	{FOR_HELP, ANY_COMMAND},
	{FOR_COMPLETION | FOR_AUDIT, 0},
};

struct words {
	struct buf *out;
	struct call *call;
	const struct command *command; /* NULL: none is typed yet, or it is unknown */
	struct str before; /* of the word under way: what goes before each answer */
	struct str typed;  /* and what an answer begins with */
	struct map offered;
};

/* ---- answers ---- */

/* A control character or a blank would be taken for the end of an answer. */
static bool plain(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.at[i] <= ' ' || word.at[i] == 0x7f)
			return false;
	return word.n > 0;
}

static void offer(struct words *w, struct str word, const char *behind, struct str help)
{
	if (!str_starts(word, w->typed) || !plain(word) || map_has(&w->offered, word))
		return;
	map_put(&w->offered, str_dup(w->call->arena, word), w);
	buf_printf(w->out, "%.*s%.*s%s", STR_ARG(w->before), STR_ARG(word), behind);
	if (help.n > 0)
		buf_char(w->out, '\t');
	for (size_t i = 0; i < help.n; i++)
		buf_char(w->out, (unsigned char)help.at[i] < ' ' ? ' ' : help.at[i]);
	buf_char(w->out, '\n');
}

static void offer_list(struct words *w, const char *const *list)
{
	for (; *list; list++)
		offer(w, str_of(*list), "", (struct str){NULL, 0});
}

static void offer_commands(struct words *w)
{
	for (const struct command *c = command_table; c->name; c++)
		offer(w, str_of(c->name), "", str_of(c->summary));
}

static void offer_options(struct words *w)
{
	unsigned command = w->command ? w->command->bit : FOR_ALL;

	for (size_t i = 0; i < NOPTIONS; i++) {
		char name[64] = "--";
		if (!(option_table[i].commands & command) || strlen(option_table[i].name) + 3 > sizeof name)
			continue;
		strcat(name, option_table[i].name);
		offer(w, str_of(name), "", str_of(option_table[i].help));
	}
}

/* ---- out of the table of commands ---- */

/* "Formats: text (default), json, csv." in the help of the command. */
static void offer_formats(struct words *w)
{
	static const char *const all[] = {"text", "json", NULL};
	const char *at = w->command ? strstr(w->command->text, "Formats: ") : NULL;

	if (!at && w->command && w->command->bit & FOR_RUN) {
		for (const struct report_format *f = report_formats; f->name; f++)
			offer(w, str_of(f->name), "", str_of(f->help));
		return;
	}
	if (!at) {
		offer_list(w, all);
		return;
	}
	at += sizeof "Formats: " - 1;
	struct str word, rest = {at, strcspn(at, ".;")};
	for (bool more = true; more;) {
		more = str_split(&word, &rest, rest, ',');
		word = str_trim(word);
		offer(w, str_cut(word, 0, strcspn(word.at, " (,.;\n")), "", (struct str){NULL, 0});
	}
}

static bool is_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'a' || s.at[i] > 'z') && s.at[i] != '-')
			return false;
	return s.n > 0;
}

/* "[options] show|verify": the small words between the bars of a usage. */
static void offer_usage(struct words *w)
{
	struct str way, head, tail, rest = str_of(w->command->usage);
	bool more = true;

	if (str_starts(rest, STR("[options] ")))
		rest = str_from(rest, sizeof "[options] " - 1);
	while (more) {
		more = str_split(&way, &rest, rest, '|');
		str_split(&head, &tail, str_trim(way), ' ');
		if (is_word(head))
			offer(w, head, "", (struct str){NULL, 0});
	}
}

/* ---- out of the documents ---- */

static void offer_tags(struct words *w, const struct subject *s, bool values)
{
	struct arena *a = w->call->arena;

	for (size_t i = 0; i < s->ntags; i++) {
		const struct str *value = s->tags[i].value;
		offer(w, values ? str_printf(a, "%.*s=%.*s", STR_ARG(s->tags[i].key), STR_ARG(*value)) : s->tags[i].key, "",
		      (struct str){NULL, 0});
	}
}

static void offer_people(struct words *w, const struct plan *p, unsigned takes)
{
	for (size_t i = 0; i < p->nsubjects; i++) {
		if (takes & ANY_SUBJECT)
			offer(w, p->subjects[i].id, "", (struct str){NULL, 0});
		if (takes & (ANY_TAG | ANY_TAG_KEY))
			offer_tags(w, &p->subjects[i], takes & ANY_TAG);
	}
}

static void offer_documents(struct words *w, const struct plan *p, unsigned takes)
{
	const char *behind = takes & ANY_SOURCE ? "=" : "";

	for (size_t i = 0; i < p->norders && takes & ANY_ORDER; i++)
		offer(w, p->orders[i].id, "", p->orders[i].type);
	for (size_t i = 0; i < p->nrules && takes & ANY_RULE; i++)
		offer(w, p->rules[i]->name, "", p->rules[i]->title);
	for (size_t i = 0; i < p->nschemes && takes & ANY_SCHEME; i++)
		offer(w, p->schemes[i].name, "", STR("scheme"));
	for (size_t i = 0; i < p->nfeeds && takes & (ANY_FEED | ANY_SOURCE); i++)
		offer(w, p->feeds[i].id, behind, STR("feed"));
	for (size_t i = 0; i < p->ntypes && takes & (ANY_FEED | ANY_SOURCE); i++)
		offer(w, p->types[i]->name, behind, p->types[i]->title);
	offer_people(w, p, takes);
}

/* The documents as typed, else what ships alone. Errors are for the command itself to tell. */
static bool open_documents(struct project *p, struct call *c)
{
	*VEC_PUSH(c->arena, &c->args.options) = (struct option_given){OPT_KEEP_GOING, STR("")};
	bool opened = project_open(p, c, false), good = opened && project_read(p, c, NULL, 0);
	if (opened && project_compile(p, c) && good) /* compiled in any case: what was read is freed by that */
		return true;
	if (c->book)
		book_close(c->book);
	c->book = NULL;
	c->args = (struct arguments){0};
	diag_init(c->diag, c->arena);
	return project_open(p, c, true) && project_compile(p, c);
}

static void offer_from_project(struct words *w, unsigned takes)
{
	struct project p;

	if (open_documents(&p, w->call))
		offer_documents(w, &p.plan, takes);
}

/* ---- what is asked for ---- */

static void offer_taken(struct words *w, unsigned takes)
{
	static const char *const levels[] = {"breach", "review", "upcoming", "blind", "clear", "never", NULL};

	if (takes & ANY_COMMAND)
		offer_commands(w);
	if (takes & ANY_FORMAT)
		offer_formats(w);
	if (takes & ANY_LEVELS)
		offer_list(w, levels);
	if (takes & ANY_ORDER_TYPE)
		offer_list(w, order_type_words);
	if (takes & FROM_PROJECT)
		offer_from_project(w, takes);
	if (takes & ANY_FILE)
		buf_add(w->out, STR(":files\n"));
	if (takes & ANY_FOLDER)
		buf_add(w->out, STR(":folders\n"));
}

/* The word under way is, from `from` on, this option's value. */
static void offer_value(struct words *w, struct str word, size_t from, enum option option)
{
	const struct option_row *row = &option_table[option];

	for (size_t i = from; option_takes[option] == ANY_LEVELS && i < word.n; i++)
		if (word.at[i] == ',')
			from = i + 1;
	w->before = str_cut(word, 0, from);
	w->typed = str_from(word, from);
	if (row->words)
		offer_list(w, row->words);
	else
		offer_taken(w, option_takes[option]);
}

static void offer_operand(struct words *w, size_t nbefore)
{
	unsigned takes = ANY_FILE;

	if (!w->command) {
		if (nbefore == 0)
			offer_commands(w);
		return;
	}
	for (size_t i = 0; i < sizeof operands_take / sizeof *operands_take; i++)
		if (operands_take[i].commands & w->command->bit)
			takes = operands_take[i].takes;
	if (takes & ANY_SOURCE && memchr(w->typed.at, '=', w->typed.n))
		takes = ANY_FILE;
	if (nbefore == 1)
		offer_usage(w);
	offer_taken(w, takes);
}

/* How the line would be read if its last word were this one. */
static void read_line(struct arguments *out, struct call *c, const struct str *line, size_t n, const char *last)
{
	char **argv = arena_array(c->arena, n + 1, sizeof *argv);
	struct diag unheard;

	for (size_t i = 0; i + 1 < n; i++)
		argv[i] = str_cstr(c->arena, line[i]);
	argv[n - 1] = str_cstr(c->arena, str_of(last));
	diag_init(&unheard, c->arena);
	arguments_parse(out, (int)n, argv, c->arena, &unheard);
}

static bool last_is_operand(const struct arguments *args, const char *last)
{
	return args->operands.n > 0 && str_eq_cstr(args->operands.at[args->operands.n - 1], last);
}

static bool find_option(enum option *out, struct str name)
{
	for (int i = 0; i < NOPTIONS; i++) {
		if (!str_eq_cstr(name, option_table[i].name))
			continue;
		*out = (enum option)i;
		return true;
	}
	return false;
}

void words_answer(struct buf *out, struct call *c, const struct str *line, size_t n)
{
	static const char mark[] = "\001", dashed[] = "-\001";
	struct words w = {.out = out, .call = c, .typed = line[n - 1]};
	struct arguments marked;
	struct str name, value;
	enum option option;

	map_init(&w.offered, c->arena);
	read_line(&marked, c, line, n, dashed);
	bool ended = last_is_operand(&marked, dashed);
	read_line(&marked, c, line, n, mark);
	bool operand = last_is_operand(&marked, mark);
	size_t nbefore = marked.operands.n - operand;
	w.command = nbefore > 0 ? command_find(marked.operands.at[0]) : NULL;
	c->args.options.at = marked.options.at;
	c->args.options.n = c->args.options.cap = marked.options.n - !operand;
	c->args.operands.n = 0;
	if (!operand && marked.options.n > 0)
		offer_value(&w, w.typed, 0, marked.options.at[marked.options.n - 1].option);
	else if (!ended && str_starts(w.typed, STR("--")) && str_split(&name, &value, str_from(w.typed, 2), '=') &&
	         find_option(&option, name))
		offer_value(&w, w.typed, w.typed.n - value.n, option);
	else if (!ended && str_starts(w.typed, STR("-")))
		offer_options(&w);
	else
		offer_operand(&w, nbefore);
}
