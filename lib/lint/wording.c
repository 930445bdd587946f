/* Words that are too vague or too wide, and terms that repeat the statute. */
#include "lint/checks.h"

/* ---- L10 ---- */

static void tell_vague(struct linting *l, const struct condition *c, struct match m, const char *why)
{
	lint_tell(l, at_word(l, c, m.first), "condition %.*s is vague: \"%.*s\" %s", STR_ARG(c->id), STR_ARG(quote_of(l, c, m)), why);
}

void lint_vague(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const loose[] = {"any material|materials $", "any material|materials and|or|whatsoever", "inappropriate*", "unsuitable|undesirable|improper|unseemly|questionable",
		"and or similar", "or similar|like $", "etc|etcetera", NULL};
	static const char *const near[] = {"near|nearby|close|vicinity|proximity", NULL};
	static const char *const distance[] = {"# m|metre|metres|meter|meters|mile|miles|km|kilometre|kilometres|yard|yards|feet", "#",
		"hundred|fifty|twenty|ten metres|meters|yards|miles", "map|plan|schedule|boundary|sight", NULL};
	static const char *const associate[] = {"associat*", NULL};
	static const char *const defined[] = {"knowingly|means|meaning|defined|deliberately|intentionally", "associat* ~3 named|listed|following", "by meeting|contact*|telephone*|any means", NULL};
	const struct words *w = words_of(l, c);
	struct match m;

	(void)o;
	if (words_any(&m, w, loose))
		tell_vague(l, c, m, "does not say what is meant");
	if (words_any(&m, w, near) && !words_has_any(w, distance))
		tell_vague(l, c, m, "is said without a distance");
	if (words_any(&m, w, associate) && !words_has_any(w, defined))
		tell_vague(l, c, m, "is not defined");
}

/* ---- L13 ---- */

void lint_entry(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const anywhere[] = {"enter|entry|search|searching|admit|inspect ~8 any premises|property|place|address|building|location",
		"enter|entry|search|searching ~8 premises|property ~4 wherever|anywhere", NULL};
	static const char *const entry[] = {"enter|entry|search|searching|admit|admittance", "visit|visits|access ~5 home|premises|address|property|residence|dwelling", NULL};
	static const char *const anytime[] = {"at any time", "any hour", "day or night", "24 hours", "at all times", "without ~2 notice|warning", NULL};
	static const char *const reasonable[] = {"reasonable", "between ~3 #", NULL};
	const struct words *w = words_of(l, c);
	struct match m;

	(void)o;
	if (words_any(&m, w, anywhere)) {
		lint_tell(l, at_word(l, c, m.first), "condition %.*s lets premises be entered that nothing limits: \"%.*s\"", STR_ARG(c->id), STR_ARG(quote_of(l, c, m)));
		return;
	}
	if (words_has_any(w, entry) && words_any(&m, w, anytime) && !words_has_any(w, reasonable))
		lint_tell(l, at_word(l, c, m.first), "condition %.*s lets the home be entered at an hour that nothing limits: \"%.*s\"", STR_ARG(c->id),
		          STR_ARG(quote_of(l, c, m)));
}

/* ---- L17 ---- */

struct duty {
	const char *what, *authority;
	const char *const *words;
	const char *rule; /* whose name begins so */
	int most;         /* days that the statute allows; 0: not compared */
	int least;        /* days before that it asks; 0: not compared */
};

#define TELL "notif*|inform*|tell|telling|regist*|report|reporting"
static const char *const name_words[] = {TELL " ~14 change* ~3 name|names", TELL " ~14 name|names ~6 change*|uses|using", NULL};
static const char *const home_words[] = {TELL " ~14 change* ~5 address|addresses|residence", TELL " ~12 new address|home|residence", NULL};
static const char *const travel_words[] = {TELL " ~14 travel*|leave|leaving|journey|abroad|overseas ~12 kingdom|uk|abroad|overseas|country", TELL " ~14 foreign|overseas travel", NULL};
static const char *const stay_words[] = {TELL " ~14 stay*|residing|resides ~10 seven|# days|nights", NULL};
static const char *const bank_words[] = {TELL " ~14 bank|credit|debit ~2 account*|card*", NULL};
static const char *const passport_words[] = {TELL " ~14 passport*|identity document*", NULL};

static const struct duty duties[] = {
	{"a change of name", "SOA s.84(1)(a)", name_words, NULL, 3, 0},
	{"a change of home address", "SOA s.84(1)(b)", home_words, "residence/notify-address", 3, 0},
	{"travel outside the United Kingdom", "SOA s.86 and the travel notification regulations", travel_words, "travel/notify-travel", 0, 7},
	{"stays of seven days", "SOA s.84(1)(c)", stay_words, NULL, 3, 0},
	{"bank accounts and cards", "SI 2012/1876 regs 12 and 13", bank_words, NULL, 3, 0},
	{"passports and identity documents", "SI 2012/1876 regs 14 and 15", passport_words, NULL, 3, 0},
};

/* The days that the condition's rule, or else its words, give. -1: none. */
static int days_of(const struct linting *l, const struct condition *c)
{
	const struct value *v = term_param(c, "days");
	const struct words *w = words_of(l, c);
	struct match m;

	if (v && v->kind == VALUE_NUMBER)
		return (int)(v->as.number / NUMBER_ONE);
	if (v && v->kind == VALUE_DURATION && v->as.duration.months == 0 && v->as.duration.ms == 0)
		return v->as.duration.days;
	for (size_t i = 0; i + 1 < w->n; i++)
		if (word_number(w->at[i].text) > 0 && words_match(&m, w, i + 1, "day|days|working") && m.first == i + 1)
			return word_number(w->at[i].text);
	return -1;
}

static void tell_duty(struct linting *l, const struct condition *c, const struct duty *d, struct place at)
{
	int days = days_of(l, c);

	if (days > 0 && ((d->most > 0 && days > d->most) || (d->least > 0 && days < d->least))) {
		lint_tell_as(l, LINT_WARNING, at, "condition %.*s asks for notice of %s with %d days, and the statute with %d: %s", STR_ARG(c->id), d->what,
		             days, d->most > 0 ? d->most : d->least, d->authority);
		lint_todo(l, "a term that is looser than the statute misleads: leave it out, or say how the two go together");
		return;
	}
	lint_tell(l, at, "condition %.*s repeats a duty that the statute lays on the subject anyway, notice of %s: %s", STR_ARG(c->id), d->what, d->authority);
}

void lint_statutory_duty(struct linting *l, const struct order *o, const struct condition *c)
{
	struct match m;

	(void)o;
	if (!l->law->notifies || l->law->family == FAMILY_NOTIFICATION)
		return;
	for (size_t i = 0; i < sizeof duties / sizeof *duties; i++) {
		const struct duty *d = &duties[i];
		bool by_words = words_any(&m, words_of(l, c), d->words);
		if (by_words || (d->rule && term_has_rule(c, d->rule)))
			tell_duty(l, c, d, by_words ? at_word(l, c, m.first) : at_rule(c));
	}
}

/* ---- L19 ---- */

void lint_daily_life(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const considered[] = {"work|employment|worship|religio*|school|college|education|study|church|mosque|synagogue|temple", NULL};
	static const char *const curfew[] = {"remain*|stay|leave|leaving|indoors|present ~12 between ~4 am|pm|midnight|noon",
		"between ~4 am|pm|midnight|noon ~12 remain*|indoors|present", "curfew", "remain ~6 home|address|indoors", NULL};
	bool binds = term_param(c, "hours") || words_has_any(words_of(l, c), curfew);

	(void)o;
	if (!binds || words_has_any(words_of(l, c), considered))
		return;
	lint_tell(l, at_condition(c, "text"), "condition %.*s binds the subject to hours; nothing says that religion, work and education were considered",
	          STR_ARG(c->id));
}
