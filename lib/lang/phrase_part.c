/* Parts of expressions as nouns. */
#include <string.h>

#include "lang/phrase_parts.h"

enum { TITLE_MAX = 48 };

bool phrase_is_call(const struct expr *e, const char *name)
{
	return e->kind == NODE_CALL && str_eq_cstr(e->as.call.function->name, name);
}

bool phrase_is_first(const struct expr *e)
{
	return phrase_is_call(e, "first") && e->nparts > 1;
}

static bool is_free(const struct type *t)
{
	if (t->kind == TYPE_LIST && t->element)
		t = t->element;
	return t->kind == TYPE_TEXT || t->kind == TYPE_IDENTIFIER || t->kind == TYPE_POSTCODE;
}

/* By the events that are there; NULL: it needs others, or is not known. */
static const struct value *evaluated(const struct expr *e, const struct phrase_words *w)
{
	struct value v;

	if (expr_events(e) & w->open || (w->bare && is_free(&e->type)) || e->kind == NODE_EVER || e->kind == NODE_RANGE)
		return NULL;
	v = expr_eval(e, w->env);
	return v.kind == VALUE_UNKNOWN ? NULL : arena_copy(w->env->arena, &v, sizeof v);
}

const struct value *phrase_known(const struct expr *e, const struct phrase_words *w)
{
	if (w->env && e->kind != NODE_LITERAL)
		return evaluated(e, w);
	if (e->kind == NODE_LITERAL)
		return &e->as.literal;
	if (e->kind == NODE_PARAM && w->params && e->as.slot < w->nparams && w->params[e->as.slot].kind != VALUE_UNKNOWN)
		return &w->params[e->as.slot];
	return NULL;
}

/* ---- names ---- */

static bool asks(struct str title)
{
	static const char *const begin[] = {"what ", "when ", "who ", "whom ", "where ", "why ", "how ", "a ", "an ", "the "};

	for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
		if (str_starts(title, str_of(begin[i])))
			return true;
	return false;
}

/* The title as far as it can stand after "the"; else the name. */
static struct str noun_of(const struct event_field *f)
{
	struct str title = f->title;

	for (size_t i = 0; i + 1 < title.n; i++)
		if (title.at[i] == ' ' && title.at[i + 1] == '(')
			title.n = i;
	if (title.n == 0 || title.n > TITLE_MAX || asks(title) || f->type.kind == TYPE_BOOL ||
	    memchr(title.at, ',', title.n))
		return f->name;
	return title;
}

static void add_spaced(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		buf_char(out, name.at[i] == '-' ? ' ' : name.at[i]);
}

static const struct event_field *field_of(const struct expr *e)
{
	const struct node_field *f = &e->as.field;

	return &f->types[0]->fields[f->indexes[0]];
}

static struct str label_of(const struct expr *e, const struct phrase_words *w)
{
	return e->as.field.slot < w->nlabels ? w->labels[e->as.field.slot] : (struct str){"", 0};
}

/* A time whose title begins with "when": "the time when the address began or changed". */
static bool add_when(struct buf *out, const struct expr *e, const struct phrase_words *w, const char *before)
{
	const struct event_field *of = field_of(e);
	struct str label = label_of(e, w);

	if ((of->type.kind != TYPE_TIME && of->type.kind != TYPE_DAY) || !str_starts(of->title, STR("when ")))
		return false;
	buf_add(out, str_of(before));
	if (label.n > 0 && str_starts(of->title, STR("when it "))) {
		buf_printf(out, "when the %.*s ", STR_ARG(label));
		buf_add(out, str_from(of->title, sizeof "when it " - 1));
	} else {
		buf_add(out, of->title);
	}
	return true;
}

/* Names that read badly as nouns; text in quotes where there is no better word. */
static bool add_stiff(struct buf *out, const struct event_field *f)
{
	static const char *const stiff[] = {"about", "at", "by", "for", "from", "in", "of", "on", "to", "until", "with"};
	enum type_kind kind = f->type.kind;
	bool time = kind == TYPE_TIME || kind == TYPE_DAY, country = kind == TYPE_COUNTRY || kind == TYPE_AIRPORT;

	for (size_t i = 0; i < sizeof stiff / sizeof *stiff; i++) {
		if (!str_eq_cstr(f->name, stiff[i]))
			continue;
		if (country && str_eq_cstr(f->name, "to"))
			buf_add(out, STR("destination"));
		else if (country && str_eq_cstr(f->name, "from"))
			buf_add(out, STR("origin"));
		else if (time && str_eq_cstr(f->name, "from"))
			buf_add(out, STR("start"));
		else if (time && str_eq_cstr(f->name, "until"))
			buf_add(out, STR("end"));
		else if (kind == TYPE_POINT && str_eq_cstr(f->name, "at"))
			buf_add(out, STR("position"));
		else
			buf_printf(out, "\"%.*s\"", STR_ARG(f->name));
		return true;
	}
	return false;
}

static void field(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	const struct event_field *of = field_of(e);
	struct str noun = noun_of(of), label = label_of(e, w);
	bool flag = of->type.kind == TYPE_BOOL;

	if (add_when(out, e, w, "the time "))
		return;
	if (label.n > 0)
		buf_printf(out, "the %.*s's ", STR_ARG(label));
	else if (!flag)
		buf_add(out, of->title.n == 0 && !w->no_owner ? STR("its ") : STR("the "));
	if (!flag && noun.at == of->name.at && add_stiff(out, of))
		return;
	if (flag)
		buf_char(out, '"');
	if (noun.at == of->name.at)
		add_spaced(out, noun);
	else
		buf_add(out, noun);
	if (flag)
		buf_char(out, '"');
}

/* The day of a time, without saying "the day of the time". */
static void day_of(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	static const struct str time_of = STR_INIT("the time of ");

	if (e->kind == NODE_FIELD && add_when(out, e, w, "the day "))
		return;
	if (e->kind == NODE_FIELD && str_eq_cstr(noun_of(field_of(e)), "time")) {
		struct str label = label_of(e, w);
		buf_printf(out, label.n > 0 ? "the day of the %.*s" : "its day%.*s", STR_ARG(label));
	} else if (e->kind == NODE_TRIGGER && str_starts(w->trigger, time_of)) {
		buf_add(out, STR("the day of "));
		buf_add(out, str_from(w->trigger, time_of.n));
	} else if (e->kind == NODE_NOW) {
		buf_add(out, STR("the day of the check"));
	} else if (e->kind == NODE_TRIGGER && w->trigger.n > 0) {
		buf_add(out, w->trigger);
	} else {
		bool moved = e->kind == NODE_ARITH && e->parts[1]->type.kind == TYPE_DURATION;
		buf_add(out, moved ? STR("the day ") : STR("the day of "));
		phrase_noun(out, e, w);
	}
}

static void param(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	if (w->param_names && e->as.slot < w->nparams)
		buf_printf(out, "the \"%.*s\"", STR_ARG(w->param_names[e->as.slot]));
	else
		buf_add(out, expr_text(e));
}

static void key(struct buf *out, const struct expr *e)
{
	static const struct {
		enum root root;
		const char *name, *words;
	} keys[] = {{ROOT_ORDER, "made", "the day the order was made"}, {ROOT_ORDER, "from", "the start of the order"},
	            {ROOT_ORDER, "until", "the end of the order"}, {ROOT_ORDER, "served", "the day the order was served"},
	            {ROOT_CONDITION, "from", "the start of the condition"}, {ROOT_CONDITION, "until", "the end of the condition"},
	            {ROOT_SUBJECT, "born", "the subject's date of birth"},
	            {ROOT_SUBJECT, "devices", "the subject's registered devices"},
	            {ROOT_SUBJECT, "addresses", "the postcodes of the subject's addresses"},
	            {ROOT_SUBJECT, "names", "the subject's names"},
	            {ROOT_SUBJECT, "notifies", "the subject's duty to notify"},
	            {ROOT_SUBJECT, "notifies-from", "the start of the subject's duty to notify"},
	            {ROOT_SUBJECT, "notifies-until", "the end of the subject's duty to notify"}};
	static const char *const roots[] = {"order", "condition", "subject"};
	struct str head, rest, name = e->as.key.name;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].root == e->as.key.root && str_eq_cstr(name, keys[i].name)) {
			buf_add(out, str_of(keys[i].words));
			return;
		}
	buf_printf(out, "the %s's ", roots[e->as.key.root]);
	if (str_split(&head, &rest, name, '.')) {
		buf_add(out, str_eq_cstr(head, "tags") ? STR("tag ") : STR("numbers of "));
		name = rest;
	}
	add_spaced(out, name);
}

/* ---- calls ---- */

static void add_count(struct buf *out, const struct expr *n, const struct phrase_words *w, const char *one, const char *many)
{
	const struct value *v = phrase_known(n, w);

	phrase_noun(out, n, w);
	buf_printf(out, " %s", v && v->kind == VALUE_NUMBER && v->as.number == NUMBER_ONE ? one : many);
}

static void add_first(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	const struct expr *last = e->parts[e->nparts - 1];

	phrase_noun(out, e->parts[0], w);
	buf_add(out, STR(" ("));
	for (size_t i = 1; i < e->nparts; i++) {
		if (i > 1)
			buf_add(out, STR(", else "));
		if (e->parts[i]->kind == NODE_EVER) {
			buf_add(out, e->parts[i]->as.upper ? STR("no end") : STR("no beginning"));
			continue;
		}
		if (i == 1)
			buf_add(out, STR("taken as "));
		phrase_noun(out, e->parts[i], w);
	}
	buf_add(out, last->kind == NODE_EVER ? STR(" where none is recorded)") : STR(" where it is not recorded)"));
}

static bool add_days(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	if (phrase_is_call(e, "period")) {
		buf_add(out, STR("the end of the period of "));
		add_count(out, e->parts[0], w, "day", "days");
		buf_add(out, STR(" beginning with "));
	} else if (phrase_is_call(e, "clear-days-before")) {
		buf_add(out, STR("the end of the last day that leaves "));
		add_count(out, e->parts[0], w, "clear day", "clear days");
		buf_add(out, STR(" before "));
	} else if (phrase_is_call(e, "workdays")) {
		buf_add(out, STR("the end of the last of "));
		add_count(out, e->parts[0], w, "working day", "working days");
		buf_add(out, STR(" after "));
	} else {
		return false;
	}
	day_of(out, e->parts[1], w);
	return true;
}

/* Functions whose words are `before`, the first argument, `between`, the second. */
static bool add_plain(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	static const struct {
		const char *name, *before, *between;
		bool swapped;
	} words[] = {{"clock", "the clock time of ", "", false},
	             {"weekday", "the weekday of ", "", false}, {"at", "", " at ", false},
	             {"age", "the age at ", " of somebody born on ", true}, {"distance", "the distance in metres from ", " to ", false},
	             {"nearest", "the distance in metres from ", " to the nearest place of the class ", true},
	             {"similar", "the likeness (0 to 1) of ", " and ", false}, {"lower", "", "", false}, {"identifier", "", "", false},
	             {"length", "the length of ", "", false},
	             {"leaves", "the time after ", " at which the subject is next out of ", true}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!phrase_is_call(e, words[i].name))
			continue;
		buf_add(out, str_of(words[i].before));
		phrase_noun(out, e->parts[words[i].swapped && e->nparts > 1 ? 1 : 0], w);
		buf_add(out, str_of(words[i].between));
		if (e->nparts > 1)
			phrase_noun(out, e->parts[words[i].swapped ? 0 : 1], w);
		if (e->nparts > 2) {
			buf_add(out, STR(" that is in use at "));
			phrase_noun(out, e->parts[2], w);
		}
		return true;
	}
	return false;
}

static bool add_whole_day(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	bool end = phrase_is_call(e, "end-of-day"), start = phrase_is_call(e, "start-of-day");

	if (!end && !start && !phrase_is_call(e, "day"))
		return false;
	buf_add(out, end ? STR("the end of ") : start ? STR("the start of ") : STR(""));
	day_of(out, e->parts[0], w);
	return true;
}

static void call(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	if (phrase_is_first(e))
		add_first(out, e, w);
	else if (phrase_is_call(e, "if"))
		phrase_if(out, e, w);
	else if (!add_days(out, e, w) && !add_whole_day(out, e, w) && !add_plain(out, e, w))
		buf_add(out, expr_text(e));
}

/* ---- sums ---- */

static void arith(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	bool moved = e->parts[1]->type.kind == TYPE_DURATION && e->parts[0]->type.kind != TYPE_DURATION;

	if (moved && (e->op == OP_ADD || e->op == OP_SUB)) {
		if (!phrase_no_length(e->parts[1], w)) {
			phrase_noun(out, e->parts[1], w);
			buf_add(out, e->op == OP_ADD ? STR(" after ") : STR(" before "));
		}
		phrase_noun(out, e->parts[0], w);
		return;
	}
	phrase_noun(out, e->parts[0], w);
	switch (e->op) {
	case OP_ADD: buf_add(out, STR(" plus ")); break;
	case OP_SUB: buf_add(out, STR(" less ")); break;
	case OP_MUL: buf_add(out, STR(" times ")); break;
	case OP_DIV: buf_add(out, STR(" divided by ")); break;
	case OP_EQ: case OP_NE: case OP_LT: case OP_LE: case OP_GT: case OP_GE: break;
	}
	phrase_noun(out, e->parts[1], w);
}

static void list(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	for (size_t i = 0; i < e->nparts; i++) {
		if (i > 0)
			buf_add(out, STR(", "));
		phrase_noun(out, e->parts[i], w);
	}
}

static void pair(struct buf *out, const struct expr *e, const struct phrase_words *w, const char *between)
{
	phrase_noun(out, e->parts[0], w);
	buf_add(out, str_of(between));
	phrase_noun(out, e->parts[1], w);
}

void phrase_noun(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	const struct value *v = phrase_known(e, w);

	if (v) {
		phrase_value(out, v, &e->type, w, "and");
		return;
	}
	switch (e->kind) {
	case NODE_FIELD: field(out, e, w); break;
	case NODE_PARAM: param(out, e, w); break;
	case NODE_KEY: key(out, e); break;
	case NODE_NOW: buf_add(out, STR("the time of the check")); break;
	case NODE_TRIGGER: buf_add(out, w->trigger.n > 0 ? w->trigger : STR("the time in question")); break;
	case NODE_EVER: buf_add(out, e->as.upper ? STR("the end of time") : STR("the beginning of time")); break;
	case NODE_CALL: call(out, e, w); break;
	case NODE_ARITH: arith(out, e, w); break;
	case NODE_NEGATE: buf_char(out, '-'); phrase_noun(out, e->parts[0], w); break;
	case NODE_LIST: list(out, e, w); break;
	case NODE_RANGE: pair(out, e, w, " to "); break;
	case NODE_EXCEPT: pair(out, e, w, " except "); break;
	case NODE_NAME: case NODE_WORD: case NODE_TEXT: case NODE_LITERAL: case NODE_VALUE: case NODE_AND: case NODE_OR:
	case NODE_NOT: case NODE_COMPARE: case NODE_IN: case NODE_MATCHES: case NODE_CONTAINS: case NODE_MISSING:
		buf_add(out, expr_text(e));
		break;
	}
}
