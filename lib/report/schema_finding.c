/* JSON Schema of a finding, by tables of its members. */
#include "report/report.h"
#include "report/schema_shape.h"

const char *const schema_levels[] = {"breach", "review", "upcoming", "blind", "clear", NULL};
static const char *const role_words[] = {"trigger", "window", "witness", "near", NULL};
static const char *const match_words[] = {"none", "possible", "strong", "exact", NULL};
static const char *const by_words[] = {"reference", "identifier", "name", NULL};
static const char *const kind_words_of[] = {"prohibition", "requirement", NULL};
static const char *const outcome_words[] = {"reasonable-excuse", "breach-confirmed", "no-action", "false-match", NULL};
static const char *const finding_schema[] = {"ordercheck/finding/1", NULL};

static const struct member also_members[] = {
	{"feed", MEMBER_TEXT, 0, NULL, NULL, "the feed, or the event type"},
	{"file", MEMBER_TEXT, 0, NULL, NULL, "as it was given"},
	{"line", MEMBER_COUNT, 0, NULL, NULL, "the first line of the row, from 1"},
	{"sha256", MEMBER_SHA, 0, NULL, NULL, "of the row's bytes; of a redacted run a pseudonym of that"},
};
static const struct shape also_shape = SHAPE("row", also_members);

static const struct member evidence_members[] = {
	{"role", MEMBER_WORD, 0, role_words, NULL, "trigger; window: an event that was counted; witness: it decided a pattern; near: the nearest that failed one"},
	{"event", MEMBER_TEXT, 0, NULL, NULL, "the event type"},
	{"feed", MEMBER_TEXT, OR_NULL, NULL, NULL, "the feed, or the event type; null: of no row"},
	{"file", MEMBER_TEXT, OR_NULL, NULL, NULL, "as it was given"},
	{"line", MEMBER_COUNT, OR_NULL, NULL, NULL, "the first line of the row, from 1"},
	{"sha256", MEMBER_SHA, OR_NULL, NULL, NULL, "of the row's bytes; of a redacted run a pseudonym of that"},
	{"time", MEMBER_TIME, 0, NULL, NULL, "when the event was"},
	{"fields", MEMBER_ANY_TEXTS, 0, NULL, NULL, "its other fields, as they were read"},
	{"failed", MEMBER_TEXT, OPTIONAL, NULL, NULL, "of near: the part of the pattern that failed"},
	{"also", MEMBER_LIST, OPTIONAL, NULL, &also_shape, "further rows that say the same"},
};
static const struct shape evidence_shape = SHAPE("evidence", evidence_members);

static const struct member match_members[] = {
	{"score", MEMBER_NUMBER, 0, NULL, NULL, "what agrees less what does not"},
	{"level", MEMBER_WORD, 0, match_words, NULL, "what it amounts to"},
	{"agreed", MEMBER_TEXTS, 0, NULL, NULL, "what agrees"},
	{"disagreed", MEMBER_TEXTS, 0, NULL, NULL, "what does not"},
};
static const struct shape match_shape_of_run = SHAPE("match", match_members);

static const struct member identity_members[] = {
	{"by", MEMBER_WORD, 0, by_words, NULL, "how the row named its person"},
	{"score", MEMBER_NUMBER, 0, NULL, NULL, "of a match by name its score; of another way 1"},
	{"level", MEMBER_WORD, OPTIONAL, match_words, NULL, "of a match by name"},
	{"agreed", MEMBER_TEXTS, OPTIONAL, NULL, NULL, "of a match by name: what agrees"},
	{"disagreed", MEMBER_TEXTS, OPTIONAL, NULL, NULL, "of a match by name: what does not"},
	{"name", MEMBER_OBJECT, OPTIONAL, NULL, &match_shape_of_run, "of another way: how the name beside it agrees"},
};
static const struct shape identity_shape = SHAPE("identity", identity_members);

static const struct member decision_members[] = {
	{"outcome", MEMBER_WORD, 0, outcome_words, NULL, "what was decided"},
	{"by", MEMBER_TEXT, 0, NULL, NULL, "who decided; of a redacted run withheld"},
	{"reason", MEMBER_TEXT, 0, NULL, NULL, "why; of a redacted run withheld"},
	{"at", MEMBER_INSTANT, 0, NULL, NULL, "when it was decided"},
	{"until", MEMBER_INSTANT, OR_NULL, NULL, NULL, "when it comes back; null: never"},
};
static const struct shape decision_shape = SHAPE("decision", decision_members);

static const struct member finding_members[] = {
	{"schema", MEMBER_FIXED, 0, finding_schema, NULL, "this schema"},
	{"id", MEMBER_ID, 0, NULL, NULL, "the same for the same finding in every run"},
	{"level", MEMBER_WORD, 0, schema_levels, NULL, "what it amounts to"},
	{"severity", MEMBER_WORD, 0, severity_words, NULL, "of the condition"},
	{"subject", MEMBER_TEXT, OR_NULL, NULL, NULL, "the subject's id"},
	{"order", MEMBER_TEXT, OR_NULL, NULL, NULL, "the order's id; null: of a scheme that is bound to none"},
	{"scheme", MEMBER_TEXT, OPTIONAL, NULL, NULL, "the scheme's name"},
	{"order_type", MEMBER_TEXT, OR_NULL, NULL, NULL, "shpo-sc and the like"},
	{"condition", MEMBER_TEXT, 0, NULL, NULL, "the condition's id"},
	{"rule", MEMBER_TEXT, OR_NULL, NULL, NULL, "the rule's name; null: the condition's own"},
	{"kind", MEMBER_WORD, OR_NULL, kind_words_of, NULL, "prohibition or requirement"},
	{"title", MEMBER_TEXT, 0, NULL, NULL, "of the condition or the rule"},
	{"time", MEMBER_TIME, OR_NULL, NULL, NULL, "when it happened, or falls due"},
	{"obligation", MEMBER_BOOL, OPTIONAL, NULL, NULL, "of an upcoming: something is to be done by then"},
	{"as_of", MEMBER_INSTANT, 0, NULL, NULL, "the instant it was judged at"},
	{"text", MEMBER_TEXT, 0, NULL, NULL, "the words of the condition"},
	{"say", MEMBER_TEXT, 0, NULL, NULL, "what happened"},
	{"why", MEMBER_TEXTS, 0, NULL, NULL, "the reasons"},
	{"unknown", MEMBER_TEXTS, 0, NULL, NULL, "what was missing to know it"},
	{"caveats", MEMBER_TEXTS, 0, NULL, NULL, "what else it rests on"},
	{"authority", MEMBER_TEXTS, 0, NULL, NULL, "the enactments behind the rule"},
	{"codes", MEMBER_TEXTS, 0, NULL, NULL, "of the offence"},
	{"identity", MEMBER_OBJECT, 0, NULL, &identity_shape, "how sure it is who it was"},
	{"evidence", MEMBER_LIST, 0, NULL, &evidence_shape, "the events behind it"},
	{"decision", MEMBER_OBJECT, OPTIONAL, NULL, &decision_shape, "of a person, in the store; the finding is no part of the status"},
};
const struct shape schema_finding_shape = SHAPE("finding", finding_members);

json_t *schema_finding(void)
{
	return schema_of_shape(&schema_finding_shape);
}
