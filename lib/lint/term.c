/* What a condition is: by its own words first, for the order's own wording governs. */
#include "lint/linting.h"

enum { NAME_WORDS = 6 };

static const char *const forbids[] = {"^ not", "^ to not|never", "^ no", "^ never", "must not", "shall not", "may not", "cannot", "must never",
	"is|are|be not to", "not to", "prohibited|forbidden|barred|banned|prevented from", "do|does not", "refrain from",
	"prohibited|forbidden", NULL};
static const char *const requires[] = {"^ to", "must", "shall", "required|ordered to", "is|are to", "will",
	"^ attend|reside|live|report|notify|inform|tell|surrender|allow|permit|provide|make|keep|register|disclose|submit|wear|engage|"
	"comply|remain|stay|sign|hand|give|produce|co|cooperate|maintain", NULL};

static enum term_kind kind_of(struct str word)
{
	if (str_eq_cstr(word, "prohibition"))
		return TERM_PROHIBITION;
	return str_eq_cstr(word, "requirement") ? TERM_REQUIREMENT : TERM_UNKNOWN;
}

static enum term_kind find_kind(const struct linting *l, const struct condition *c)
{
	const struct words *w = words_of(l, c);
	struct match no, yes;

	if (key_written(&c->keys, "kind"))
		return kind_of(c->kind);
	bool bans = words_any(&no, w, forbids), asks = words_any(&yes, w, requires);
	if (bans && (!asks || no.first <= yes.first))
		return TERM_PROHIBITION;
	return asks ? TERM_REQUIREMENT : kind_of(c->kind);
}

bool term_has_rule(const struct condition *c, const char *prefix)
{
	for (size_t i = 0; i < c->nrules; i++)
		if (str_starts(c->rules[i].rule->name, str_of(prefix)))
			return true;
	return false;
}

const struct value *term_param(const struct condition *c, const char *name)
{
	for (size_t i = 0; i < c->nrules; i++) {
		const struct bound_rule *b = &c->rules[i];
		for (size_t k = 0; k < b->rule->nparams; k++)
			if (str_eq_cstr(b->rule->params[k].name, name) && b->params[k].kind != VALUE_UNKNOWN)
				return &b->params[k];
	}
	return NULL;
}

static bool fires_on(const struct condition *c, const char *type)
{
	for (size_t i = 0; i < c->nrules; i++) {
		const struct trigger *t = &c->rules[i].rule->trigger;
		for (size_t k = 0; k < t->nfilters; k++)
			if (str_eq_cstr(t->filters[k].type->name, type))
				return true;
	}
	return false;
}

const struct countries *term_countries(const struct condition *c)
{
	const struct value *v = fires_on(c, "travel") ? term_param(c, "countries") : NULL;
	return v && v->kind == VALUE_COUNTRIES ? v->as.countries : NULL;
}

bool term_country(uint16_t *code, struct match *m, const struct linting *l, const struct words *w, size_t first)
{
	struct buf name = {0};
	bool found = false;

	for (size_t i = first; i < w->n && i < first + NAME_WORDS; i++) {
		buf_add(&name, i > first ? STR(" ") : STR(""));
		buf_add(&name, w->at[i].text);
		uint16_t one;
		if (w->at[i].text.n > 3 && atlas_find_country(&one, l->plan->atlas, buf_str(&name))) {
			*code = one;
			*m = (struct match){first, i + 1};
			found = true;
		}
		if (w->at[i].end != WORD_GOES_ON)
			break;
	}
	buf_free(&name);
	return found;
}

static bool names_country(const struct linting *l, const struct words *w)
{
	uint16_t code;
	struct match m;

	for (size_t i = 0; i < w->n; i++)
		if (term_country(&code, &m, l, w, i) && code != ('G' << 8 | 'B'))
			return true;
	return false;
}

static enum travel_ban find_travel_ban(const struct linting *l, const struct condition *c, enum term_kind kind)
{
	static const char *const abroad[] = {"travel*|leave|leaving|go|going|depart* ~6 abroad|overseas",
		"travel*|go|going ~8 outside|out|beyond ~2 united|uk|england|great|britain", "foreign|overseas|international travel",
		"leave|leaving|depart* ~2 united|uk|country", "travel*|visit|visiting ~4 countries|country|jurisdiction|jurisdictions", NULL};
	static const char *const loose[] = {"without ~6 permission|consent|approval|leave|notice|notifying|informing|agreement",
		"unless|except ~8 permission|consent|approval|notice|notified|agreed|approved|notifies", "prior|written approval|permission|consent", NULL};
	const struct words *w = words_of(l, c);
	bool ban = kind == TERM_PROHIBITION && (fires_on(c, "travel") || words_has_any(w, abroad) ||
	           (words_has(w, "travel*|visit|visiting|enter|go|going") && names_country(l, w)));

	if (!ban)
		return TRAVEL_NONE;
	return words_has_any(w, loose) || term_has_rule(c, "travel/foreign-travel-without-permission") ? TRAVEL_CONDITIONAL : TRAVEL_BAN;
}

static bool finds_passports(const struct linting *l, const struct condition *c)
{
	static const char *const surrender[] = {"surrender*|deliver*|deposit* ~8 passport*", "hand|hands|handed|give ~10 passport*", NULL};
	return term_has_rule(c, "travel/surrender-passports") || words_has_any(words_of(l, c), surrender);
}

static bool finds_monitoring(const struct linting *l, const struct condition *c)
{
	static const char *const tagged[] = {"electronic* ~2 monitor*|tag|tagging|tagged", "gps|location|alcohol|sobriety ~1 tag|monitoring|tracking",
		"wear* ~6 tag|tracker|bracelet", "tagging equipment|device", "ankle tag|bracelet", NULL};
	return (c->terms && c->terms->has_monitoring) || fires_on(c, "tag") || fires_on(c, "curfew") ||
	       words_has_any(words_of(l, c), tagged);
}

#define CHILD "child|children|minor|minors|juvenile*|girl|girls|boy|boys|youngster*"
static bool finds_children(const struct linting *l, const struct condition *c)
{
	static const char *const contact[] = {
		"contact|contacting|communicat*|associat*|approach*|alone|unsupervised|befriend*|groom*|converse|conversing|meet|meeting ~12 " CHILD,
		"contact|contacting|communicat*|associat*|approach*|alone|unsupervised|befriend*|groom*|meet|meeting ~12 under ~4 #|sixteen|eighteen",
		CHILD " ~8 contact|unsupervised|alone", NULL};
	/* Work that brings somebody into contact is a term about work. */
	static const char *const work[] = {"work|employment|role|job|volunteer*|volunteering ~14 contact|unsupervised|alone ~12 " CHILD, NULL};

	return words_has_any(words_of(l, c), contact) && !words_has_any(words_of(l, c), work);
}

/* ---- found once for each condition ---- */

void terms_open(struct linting *l, const struct order *o)
{
	struct term *terms = arena_array(&l->scratch, o->nconditions, sizeof *terms);

	for (size_t i = 0; i < o->nconditions; i++) {
		const struct condition *c = &o->conditions[i];
		terms[i].kind = find_kind(l, c);
		terms[i].travel = find_travel_ban(l, c, terms[i].kind);
		terms[i].passports = finds_passports(l, c);
		terms[i].monitored = finds_monitoring(l, c);
		terms[i].children = finds_children(l, c);
	}
	l->terms = terms;
}

static const struct term *term_of(const struct linting *l, const struct condition *c)
{
	return &l->terms[c - l->order->conditions];
}

enum term_kind term_kind(const struct linting *l, const struct condition *c)
{
	return term_of(l, c)->kind;
}

enum travel_ban term_travel_ban(const struct linting *l, const struct condition *c)
{
	return term_of(l, c)->travel;
}

bool term_surrenders_passports(const struct linting *l, const struct condition *c)
{
	return term_of(l, c)->passports;
}

bool term_monitored(const struct linting *l, const struct condition *c)
{
	return term_of(l, c)->monitored;
}

bool term_about_children(const struct linting *l, const struct condition *c)
{
	return term_of(l, c)->children;
}
