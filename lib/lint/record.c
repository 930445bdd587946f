/* What an order's document must say to be proved, and who could make it. */
#include "lint/checks.h"

/* ---- L28 ---- */

void lint_record(struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;

	if (str_eq_cstr(o->type, "s96za"))
		return;
	if (str_trim(t->court).n == 0) {
		lint_tell(l, at_order(o, "order"), "the order does not say which court made it");
		lint_todo(l, "write court:");
	}
	if (str_trim(t->judge).n == 0 && !l->options->draft) {
		lint_tell_as(l, LINT_INFORMATION, at_order(o, "court"), "the order does not say who made it");
		lint_todo(l, "write judge:");
	}
}

void lint_text(struct linting *l, const struct order *o, const struct condition *c)
{
	(void)o;
	if (str_trim(c->text).n > 0)
		return;
	lint_tell(l, at_condition(c, "id"), "condition %.*s does not quote the words of the order", STR_ARG(c->id));
	lint_todo(l, "write text: with the words as they stand");
}

/* ---- L30 ---- */

/* Terms that only a subject with notice can meet: "1, 3"; empty: none. */
static struct str terms_to_meet(struct linting *l, const struct order *o)
{
	struct buf b = {0};

	for (size_t i = 0; i < o->nconditions; i++) {
		const struct condition *c = &o->conditions[i];
		if (term_surrenders_passports(l, c) || term_kind(l, c) == TERM_REQUIREMENT)
			buf_printf(&b, "%s%.*s", b.n > 0 ? ", " : "", STR_ARG(c->id));
	}
	struct str list = str_dup(l->arena, buf_str(&b));
	buf_free(&b);
	return list;
}

/* Of an order that makes its subject notify, L22 tells of service as such. */
void lint_service(struct linting *l, const struct order *o)
{
	struct str terms = terms_to_meet(l, o);

	if (o->has_served || (l->law->notifies && terms.n == 0))
		return;
	if (terms.n > 0)
		lint_tell(l, at_order(o, "made"), "the subject is to do something (condition %.*s), and nothing shows when the subject had notice of the order",
		          STR_ARG(terms));
	else
		lint_tell(l, at_order(o, "made"), "nothing shows when the subject had notice of the order");
	lint_todo(l, "write served: with the day on which the subject was served or was in court");
}

/* ---- L34 ---- */

static bool made_before(const struct linting *l, const struct order *o, const char *day)
{
	int32_t first;

	return o->terms->has_made && day_parse(&first, str_of(day)) && civil_day(&l->plan->zone, o->terms->made.first) < first;
}

static void check_date_of_power(struct linting *l, const struct order *o)
{
	const struct order_law *law = l->law;
	const char *made = o->terms->has_made ? say_day(l, civil_day(&l->plan->zone, o->terms->made.first)) : "";
	bool english = str_eq_cstr(o->jurisdiction, "england-wales");

	if (law->since && made_before(l, o, law->since))
		lint_tell(l, at_order(o, "made"), "made on %s; %s can be made only since %s", made, law->title, law->since);
	if (law->repealed && english && o->terms->has_made && !made_before(l, o, law->repealed))
		lint_tell(l, at_order(o, "made"), "made on %s; %s cannot be made in England and Wales since %s", made, law->title, law->repealed);
}

static void check_place_of_power(struct linting *l, const struct order *o)
{
	const struct order_law *law = l->law;
	bool scotland = str_eq_cstr(o->jurisdiction, "scotland"), north = str_eq_cstr(o->jurisdiction, "northern-ireland");
	bool english_only = (law->family == FAMILY_SHPO || law->family == FAMILY_SRO || str_eq_cstr(o->type, "s96za")) && !law->scottish;

	if (law->scottish != scotland && (law->scottish || english_only))
		lint_tell(l, at_order(o, "jurisdiction"), "%s is an order of %s, and the jurisdiction says %.*s", law->title,
		          law->scottish ? "Scotland" : "England and Wales", STR_ARG(o->jurisdiction));
	else if (north && english_only)
		lint_tell(l, at_order(o, "jurisdiction"), "%s is an order of England and Wales; in Northern Ireland a Sexual Offences Prevention Order or a "
		          "Risk of Sexual Harm Order is made", law->title);
}

/* Orders that are made on application to a magistrates' court, or in Scotland by a sheriff. */
static void check_court(struct linting *l, const struct order *o)
{
	const struct order_law *law = l->law;
	bool on_application = law->family == FAMILY_SRO || law->family == FAMILY_RSHO || law->family == FAMILY_FTO ||
	                      law->family == FAMILY_NOTIFICATION || (law->interim && law->family != FAMILY_OTHER);
	struct words court;

	words_split(&court, o->terms->court, &l->scratch);
	if (!law->scottish && on_application && words_has(&court, "crown court")) {
		lint_tell(l, at_order(o, "court"), "%s is made on application to a magistrates' court, and the court is a Crown Court", law->title);
		lint_todo(l, "see which court made it; if it was made on appeal, write allow: {L34: REASON}");
	}
	if (law->scottish && words_has(&court, "crown|magistrates|magistrate court"))
		lint_tell(l, at_order(o, "court"), "%s is made by a court in Scotland", law->title);
	if (!law->scottish && law->family != FAMILY_OTHER && !str_eq_cstr(o->jurisdiction, "scotland") && words_has(&court, "sheriff|justiciary"))
		lint_tell(l, at_order(o, "court"), "%s is not made by a court in Scotland", law->title);
}

static void check_content(struct linting *l, const struct order *o)
{
	static const char *const notice[] = {"notif*|notice|inform*|tell|regist*|report*", NULL};

	if (l->law->family != FAMILY_NOTIFICATION)
		return;
	for (size_t i = 0; i < o->nconditions; i++) {
		const struct condition *c = &o->conditions[i];
		if (c->text.n == 0 || (term_kind(l, c) != TERM_PROHIBITION && words_has_any(&l->words[i], notice)))
			continue;
		l->condition = c;
		lint_tell(l, at_condition(c, "text"), "condition %.*s is no duty to notify, and %s carries nothing else", STR_ARG(c->id), l->law->title);
		l->condition = NULL;
	}
}

void lint_power(struct linting *l, const struct order *o)
{
	check_date_of_power(l, o);
	check_place_of_power(l, o);
	check_court(l, o);
	check_content(l, o);
}
