/* `ordercheck new rule`: a rule of one's own, with tests that pass. */
#include "draft.h"
#include "yaml/decode.h"

/* NAME stands for the rule's name. */
static const char rule_text[] =
	"# A rule to start from. `ordercheck test THIS-FILE` runs the tests below, `ordercheck explain NAME --orders THIS-FILE`\n"
	"# says the rule in words. rules/LANGUAGE.md is the reference; `ordercheck explain travel` lists the fields of an event type.\n"
	"rule: NAME\n"
	"title: Journey abroad that nobody permitted   # REPLACE: its name for people\n"
	"kind: prohibition         # or: requirement\n"
	"severity: medium          # low, medium or high\n"
	"# authority: [\"the section of the Act\"]\n"
	"parameters:               # what each order may say for itself, under `with:`\n"
	"  countries:\n"
	"    type: countries\n"
	"    default: all-abroad   # without a default every order must give it\n"
	"    title: Countries that need permission\n"
	"when: travel              # the event that is looked at: each one of the person while the condition is in force\n"
	"where: travel.to in $countries and first(travel.status, \"booked\") != \"cancelled\"   # only if this holds\n"
	"unless:                   # not if one of these holds\n"
	"  - event: permission\n"
	"    where: permission.for == \"travel\" and permission.status == \"granted\" and travel.to in permission.countries\n"
	"      and travel.time in first(permission.from, permission.time)..first(permission.until, ever)\n"
	"review-if:                # then it is a matter for a person, no breach\n"
	"  - first(travel.status, \"boarded\") == \"booked\"\n"
	"# expect:                 # what must come about, of a requirement:\n"
	"#   - {event: notification, where: notification.kind == \"travel\", by: travel.time - 7d}\n"
	"say: travelled to {travel.to} on {travel.time} without permission\n"
	"---\n"
	"test: a journey that nobody permitted is a breach\n"
	"order: {type: other, made: 2026-01-01, until: 2027-01-01, conditions: [{id: \"1\", rule: NAME}]}\n"
	"as-of: 2026-06-01\n"
	"events:\n"
	"  - travel: {time: 2026-03-01T09:00Z, to: FR, status: boarded}\n"
	"expect:\n"
	"  - {level: breach, condition: \"1\", time: 2026-03-01T09:00Z}\n"
	"---\n"
	"test: a permission covers a journey to its countries, to its last day and no longer\n"
	"order: {type: other, made: 2026-01-01, until: 2027-01-01, conditions: [{id: \"1\", rule: NAME}]}\n"
	"as-of: 2026-06-01\n"
	"events:\n"
	"  - permission: {time: 2026-02-01, for: travel, status: granted, countries: FR, from: 2026-03-01, until: 2026-03-31}\n"
	"  - travel: {time: 2026-03-31T22:59Z, to: FR, status: boarded}\n"
	"  - travel: {time: 2026-03-31T23:00Z, to: FR, status: boarded}\n"
	"  - travel: {time: 2026-03-20T09:00Z, to: ES, status: boarded}\n"
	"expect:\n"
	"  - {level: breach, condition: \"1\", time: 2026-03-20T09:00Z}\n"
	"  - {level: breach, condition: \"1\", time: 2026-03-31T23:00Z}\n"
	"---\n"
	"test: a booking is for a person, a cancelled one is nothing, nor is a country that is not listed\n"
	"order: {type: other, made: 2026-01-01, until: 2027-01-01, conditions: [{id: \"1\", rule: NAME, with: {countries: [FR]}}]}\n"
	"as-of: 2026-06-01\n"
	"events:\n"
	"  - travel: {time: 2026-03-01T09:00Z, to: FR, status: booked}\n"
	"  - travel: {time: 2026-03-02T09:00Z, to: FR, status: cancelled}\n"
	"  - travel: {time: 2026-03-03T09:00Z, to: ES, status: boarded}\n"
	"expect:\n"
	"  - {level: review, condition: \"1\", time: 2026-03-01T09:00Z}\n";

static void fill(struct buf *b, struct str text, struct str name)
{
	while (text.n > 0) {
		if (str_starts(text, STR("NAME"))) {
			buf_add(b, name);
			text = str_from(text, 4);
		} else {
			buf_char(b, *text.at);
			text = str_from(text, 1);
		}
	}
}

bool draft_rule(struct buf *b, struct call *c)
{
	struct str name = c->args.operands.n == 1 ? c->args.operands.at[0] : (struct str){NULL, 0};

	if (!yaml_parse_name(name, true)) {
		diag_error(c->diag, NOWHERE, "new rule takes the rule's name");
		diag_help(c->diag, "letters, digits, - _ and /, a letter first: ordercheck new rule force/no-trips");
		return false;
	}
	fill(b, str_of(rule_text), name);
	return draft_loads(c, buf_str(b));
}
